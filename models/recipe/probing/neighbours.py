"""A picture's class from the pictures most like it, with nothing trained on top."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from probing.first import first_largest
from probing.standard import standardise

K = 5


def cosines(rows: Tensor, others: Tensor) -> Tensor:
    """Of all pairs of rows [n, d] and [m, d]: [n, m]. With a row of zeros it is 0."""
    return F.normalize(rows, dim=1, eps=1e-300) @ F.normalize(others, dim=1, eps=1e-300).T


def nearest(similar: Tensor, k: int = K) -> tuple[Tensor, Tensor]:
    """Cosines [n, m] -> the k largest of each row and where they are, [n, k] each; of equals the first."""
    order = similar.sort(dim=1, descending=True, stable=True)
    return order.values[:, :k], order.indices[:, :k]


def of_known(rows: Tensor, known: Tensor, truth: Tensor, classes: int, k: int = K, batch: int = 1024) -> Tensor:
    """The class [n] of each of rows [n, d] by its k nearest among rows of known classes, [m, d] and [m]."""
    return torch.cat([vote(cosines(part, known), truth, classes, k) for part in rows.split(batch)])


def vote(similar: Tensor, truth: Tensor, classes: int, k: int = K) -> Tensor:
    """Cosines [n, m] with rows of known classes [m] -> the class most of the k nearest have, [n].

    Of classes with as many votes it is the one whose voters are more alike, by the sum of their cosines, then the
    first one. Cosines of -inf are of no neighbour.
    """
    weights, places = nearest(similar, k)  # [n, k]
    voters = F.one_hot(truth[places], classes) * weights.isfinite()[:, :, None]  # [n, k, C]
    votes, sums = voters.sum(dim=1), (voters * weights.nan_to_num(neginf=0)[:, :, None]).sum(dim=1)  # [n, C]
    sums = sums.masked_fill(votes < votes.amax(dim=1, keepdim=True), -torch.inf)
    return first_largest(sums)


def of_others(rows: Tensor, truth: Tensor, classes: int, k: int = K) -> Tensor:
    """The class [n] of each of standardised rows [n, d] by its k nearest others."""
    return vote(cosines(rows, rows).fill_diagonal_(-torch.inf), truth, classes, k)


def leave_one_out(rows: Tensor, labels: Sequence[str], k: int = K) -> float:
    """Share of rows [n, d], as they come, whose label their k nearest others name."""
    classes = sorted(set(labels))
    truth = torch.tensor([classes.index(label) for label in labels])  # [n]
    return (of_others(standardise(rows), truth, len(classes), k) == truth).float().mean().item()


def commonest(labels: Sequence[str]) -> float:
    """Share of the commonest label: what naming it always would score."""
    return max(map(labels.count, set(labels))) / len(labels)
