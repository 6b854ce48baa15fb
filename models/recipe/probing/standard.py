"""Rows of numbers brought to one scale, so that no dimension counts more because its unit is small."""

from __future__ import annotations

from torch import Tensor

FLAT = 1e-12  # a deviation that is none


def standardise(rows: Tensor, like: Tensor | None = None) -> Tensor:
    """Rows [n, d] -> float64 [n, d]: (row - mean) / deviation / sqrt(d), by the n' rows of `like`, or by all of them.

    The deviation divides by n'. A dimension that is the same in all of `like` becomes 0. Rows of `like` have a mean
    square length of 1, so that one penalty means the same for any d.
    """
    rows = rows.double()
    like = rows if like is None else like.double()
    deviation = like.std(dim=0, correction=0)  # [d]
    flat = deviation <= FLAT
    scaled = (rows - like.mean(dim=0)) / deviation.masked_fill(flat, 1)
    return scaled.masked_fill(flat, 0) / rows.shape[1] ** 0.5
