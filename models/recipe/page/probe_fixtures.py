"""What small probes say of a few rows of numbers, and two pictures as rows, for the page's view of what was learned.

Called by `page/fixtures.py`. The seeds are such that no answer is nearly another one: see `tests/test_probe.py`.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from page.written_down import Files, by_line
from probing.choice import chosen, folds
from probing.features import colour_histogram, raw_pixels
from probing.first import first_largest
from probing.interval import wilson
from probing.leave_one_out import groups, judged, penalties
from probing.logistic import predicted
from probing.neighbours import cosines, nearest, of_others
from probing.standard import standardise

# By name: seed, rows of each class, dimensions, how far the classes are apart, a dimension that is the same in all rows
CASES: dict[str, tuple[int, tuple[int, ...], int, float, int | None]] = {
    "three classes, well mixed": (218, (8, 8, 8), 10, 0.35, None),
    "more dimensions than rows, one of them constant": (25, (5, 4), 40, 0.8, 7),
    "a class of two": (51, (5, 2), 6, 0.8, None),
}
TOLD = (1e-3, 1e-1)  # penalties
SHARES = ((0, 5), (3, 5), (5, 5), (37, 48))
SIZES = (32, 40)  # cells of two pixels, and of two or three


def made(seed: int, sizes: tuple[int, ...], width: int, apart: float, constant: int | None) -> tuple[Tensor, Tensor]:
    """Rows [n, d] around a centre for each class, with units of their own, and their classes [n] in no order."""
    generator = torch.Generator().manual_seed(seed)
    truth = torch.cat([torch.full((size,), number) for number, size in enumerate(sizes)])
    truth = truth[torch.randperm(len(truth), generator=generator)]  # [n]
    centres = apart * torch.randn(len(sizes), width, generator=generator)  # [C, d]
    units = 10 ** torch.linspace(-1, 1, width)  # [d]
    rows = (centres[truth] + torch.randn(len(truth), width, generator=generator)) * units + 1
    if constant is not None:
        rows[:, constant] = 0.3
    return torch.tensor([[round(value, 4) for value in row] for row in rows.tolist()], dtype=torch.float64), truth


def case(name: str) -> dict[str, Any]:
    """Everything that is computed on the way from the rows of a case to what is said of them."""
    rows, truth = made(*CASES[name])
    classes, scaled = len(CASES[name][1]), standardise(rows)
    everything = torch.ones(len(TOLD), len(rows), dtype=torch.bool)
    fits = predicted(scaled, truth, classes, everything, torch.tensor(TOLD, dtype=torch.float64))
    similar = cosines(scaled, scaled).fill_diagonal_(-torch.inf)
    among = penalties(scaled, truth, classes)  # [n]
    chances = judged(scaled, truth, classes, among)  # [n, C]
    cosine, place = nearest(similar[:1])
    return {
        "name": name,
        "classes": classes,
        "labels": truth.tolist(),
        "rows": rows.tolist(),
        "standardised": scaled.tolist(),
        "fits": [{"penalty": penalty, "probabilities": fit.tolist()} for penalty, fit in zip(TOLD, fits, strict=True)],
        "folds": folds(truth).tolist(),
        "chosen": chosen(scaled, truth, classes, everything[:1]).item(),
        "nearestOfFirst": {"rows": place[0].tolist(), "cosines": cosine[0].tolist()},
        "nearestNeighbours": of_others(scaled, truth, classes).tolist(),
        "groups": groups(truth).tolist(),
        "penalties": among.tolist(),
        "leftOut": chances.tolist(),
        "probe": first_largest(chances).tolist(),
    }


def picture(size: int) -> dict[str, Any]:
    """A noisy gradient, [S, S, 3], and its rows of numbers that need no model."""
    noise = torch.rand(size, size, 3, generator=torch.Generator().manual_seed(size))
    x, y = (torch.arange(size) / size).expand(size, size), (torch.arange(size)[:, None] / size).expand(size, size)
    levels = ((torch.stack([x, y, (x + y) / 2], dim=2) * 0.7 + noise * 0.3) * 255).round().byte()
    images = levels.permute(2, 0, 1)[None].float() / 255  # [1, 3, S, S]
    return {
        "size": size,
        "rgb": levels.flatten().tolist(),
        "pixels": [round(value, 9) for value in raw_pixels(images)[0].tolist()],
        "histogram": [round(value, 9) for value in colour_histogram(images)[0].tolist()],
    }


def probes() -> Files:
    """Fits, choices and answers of every case; pictures as rows; and Wilson's intervals."""
    intervals = [{"right": right, "n": n, "interval": wilson(right, n)} for right, n in SHARES]
    pictures = [picture(size) for size in SIZES]
    cases = [case(name) for name in CASES]
    yield "src/mae/fixtures/probe.json", by_line("cases", cases, intervals=intervals, pictures=pictures)
