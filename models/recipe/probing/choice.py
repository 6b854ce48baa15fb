"""How strong the penalty of a linear probe should be: by cross-validation, without a random number."""

from __future__ import annotations

import torch
from torch import Tensor

from probing.first import first_largest
from probing.logistic import predicted

PENALTIES = (1e-4, 1e-3, 1e-2, 1e-1, 1.0)
FOLDS = 5
RAREST = 1e-12  # a probability that is smaller costs no more: that of a class of which no row was left to learn from


def places(truth: Tensor) -> Tensor:
    """Which row of its class each row is, in their order and from 0: classes [n] -> [n]."""
    order, counts = truth.argsort(stable=True), truth.bincount()  # [n], [C]
    begin = counts.cumsum(dim=0) - counts  # [C]
    found = torch.empty_like(truth)
    found[order] = torch.arange(len(truth)) - begin[truth[order]]
    return found


def folds(truth: Tensor) -> Tensor:
    """Which fold each row is in, classes [n] -> [n]: as many folds as the smallest class has rows, but 2 to 5."""
    smallest = int(truth.bincount()[truth.unique()].min())
    return places(truth) % max(2, min(FOLDS, smallest))


def chosen(rows: Tensor, truth: Tensor, classes: int, taken: Tensor) -> Tensor:
    """Rows [n, d], float64; truth [n]; which rows are taken, bool [G, n] -> for each such set its penalty, [G].

    It is the one with the least mean cross-entropy over left-out rows, and of equals the larger one.
    """
    fold = torch.stack([torch.full_like(truth, -1).masked_scatter(own, folds(truth[own])) for own in taken])  # [G, n]
    left_out = fold[:, None] == torch.arange(FOLDS)[:, None]  # [G, F, n]
    used = (taken[:, None] & ~left_out).flatten(0, 1)  # [G * F, n]
    among = torch.tensor(PENALTIES, dtype=torch.float64)
    chances = predicted(rows, truth, classes, used.repeat(len(among), 1), among.repeat_interleave(len(used)))
    own = chances[:, range(len(truth)), truth].view(len(among), *left_out.shape)  # [penalties, G, F, n]
    costs = -own.clamp(min=RAREST).log().masked_fill(~left_out, 0).sum(dim=(2, 3)) / taken.sum(dim=1)  # [penalties, G]
    return among.flip(0)[first_largest(-costs.flip(0).T)]
