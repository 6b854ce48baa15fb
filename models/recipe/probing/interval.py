"""What a share of right answers says about the share in general: Wilson's interval."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054  # 95 % of a normal distribution lie within so many deviations


def wilson(right: int, n: int) -> tuple[float, float]:
    """Lower and upper end, 0 ... 1, of the 95 % interval for `right` of `n` independent answers (Wilson 1927)."""
    share, square = right / n, Z * Z / n
    middle, reach = share + square / 2, Z * sqrt(share * (1 - share) / n + square / n / 4)
    low, high = (middle - reach) / (1 + square), (middle + reach) / (1 + square)
    return (0.0 if right == 0 else low), (1.0 if right == n else high)  # exactly, whatever rounding says
