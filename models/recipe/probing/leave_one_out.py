"""What a linear probe says of each row when it has seen all others, its penalty chosen without that row either."""

from __future__ import annotations

import torch
from torch import Tensor

from probing.choice import chosen, places
from probing.logistic import predicted

GROUPS = 10


def groups(truth: Tensor) -> Tensor:
    """Which group each row is in, classes [n] -> [n]: dealt out in turn, first the first rows of all classes."""
    order = (places(truth) * (int(truth.max()) + 1) + truth).argsort()  # no two alike
    return order.argsort() % min(GROUPS, len(truth))


def penalties(rows: Tensor, truth: Tensor, classes: int) -> Tensor:
    """The penalty [n] that each row is judged with: cross-validated over the rows outside its group.

    To choose one for all rows would be simpler, and each row would have had a say in what it is judged with.
    """
    group = groups(truth)
    outside = group != torch.arange(int(group.max()) + 1)[:, None]  # [G, n]
    return chosen(rows, truth, classes, outside)[group]


def judged(rows: Tensor, truth: Tensor, classes: int, among: Tensor) -> Tensor:
    """Probabilities [n, C] of standardised rows [n, d], each by a fit to all rows but itself, with its penalty [n]."""
    n = len(rows)
    chances = predicted(rows, truth, classes, ~torch.eye(n, dtype=torch.bool), among)  # [n, n, C]
    return chances[range(n), range(n)]
