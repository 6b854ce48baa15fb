"""How well the class of pictures follows from rows of numbers: by nearest neighbours, and by a linear probe."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from probing.choice import chosen
from probing.features import PLAIN, PLAIN_SIDE, Describer
from probing.first import first_largest
from probing.interval import wilson
from probing.leave_one_out import judged, penalties
from probing.logistic import predicted
from probing.neighbours import K, of_known, of_others
from probing.pictures import Classes, batches
from probing.standard import standardise

NEIGHBOURS, PROBE, COMMONEST = f"{K} nearest", "linear probe", "the commonest class"
Describers = dict[str, Describer]


@torch.no_grad()
def rows_of(pictures: Classes, describers: Describers, size: int) -> dict[str, Tensor]:
    """The rows [n, d] that each describer makes of the pictures; no more than a batch of them is in memory."""
    rows = {}
    for side in dict.fromkeys((size, PLAIN_SIDE)):
        wanted = {
            name: describe for name, describe in describers.items() if side == (PLAIN_SIDE if name in PLAIN else size)
        }
        parts = [
            {name: describe(batch) for name, describe in wanted.items()} for batch in batches(pictures.items, side)
        ]
        rows |= {name: torch.cat([part[name] for part in parts]) for name in wanted}
    return {name: rows[name] for name in describers}


def scored(features: str, by: str, answers: Tensor, truth: Tensor, **more: Any) -> dict[str, Any]:
    """A line of the report: classes that were named [n] beside the true ones."""
    return line(features, by, int((answers == truth).sum()), len(truth), **more)


def line(features: str, by: str, right: int, of: int, **more: Any) -> dict[str, Any]:
    low, high = wilson(right, of)
    return {"features": features, "by": by, "right": right, "of": of, "low": low, "high": high, **more}


def left_out_in_turn(pictures: Classes, describers: Describers, size: int) -> list[dict[str, Any]]:
    """Every picture judged by all others."""
    truth, classes = pictures.truth, len(pictures.names)
    lines = []
    for name, rows in rows_of(pictures, describers, size).items():
        rows = standardise(rows)
        among = penalties(rows, truth, classes)
        lines.append(scored(name, NEIGHBOURS, of_others(rows, truth, classes), truth))
        answers = first_largest(judged(rows, truth, classes, among))
        lines.append(scored(name, PROBE, answers, truth, penalties=among.unique().tolist()))
    return [*lines, line("", COMMONEST, int(truth.bincount().max()), len(truth))]


def held_out(pictures: Classes, others: Classes, describers: Describers, size: int) -> list[dict[str, Any]]:
    """Other pictures judged by these; means, deviations and the penalty come from these alone."""
    truth, classes = pictures.truth, len(pictures.names)
    lines, theirs = [], rows_of(others, describers, size)
    for name, raw in rows_of(pictures, describers, size).items():
        rows, asked = standardise(raw), standardise(theirs[name], like=raw)
        lines.append(scored(name, NEIGHBOURS, of_known(asked, rows, truth, classes), others.truth))
        penalty = chosen(rows, truth, classes, torch.ones(1, len(rows), dtype=torch.bool)).item()
        chances = fitted(rows, truth, asked, classes, penalty)
        lines.append(scored(name, PROBE, first_largest(chances), others.truth, penalties=[penalty]))
    answers = torch.full_like(others.truth, int(first_largest(truth.bincount(minlength=classes)[None])))
    return [*lines, scored("", COMMONEST, answers, others.truth)]


def fitted(rows: Tensor, truth: Tensor, asked: Tensor, classes: int, penalty: float) -> Tensor:
    """Probabilities [m, C] of other rows [m, d] by a fit to rows [n, d] of known classes [n]."""
    used = torch.arange(len(rows) + len(asked)) < len(rows)
    everything = torch.cat([truth, truth.new_zeros(len(asked))])
    alone = torch.tensor([penalty], dtype=torch.float64)
    return predicted(torch.cat([rows, asked]), everything, classes, used[None], alone)[0, len(rows) :]
