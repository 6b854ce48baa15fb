"""Which patches stay visible: those with the least noise."""

from __future__ import annotations

from torch import Tensor


def len_keep(patches: int, ratio: float) -> int:
    """How many of `patches` stay visible at a mask ratio of 0 ... 0.99: floor(L * (1 - ratio)), at least one."""
    return max(1, int(patches * (1 - ratio)))


def random_masking(noise: Tensor, keep: int) -> tuple[Tensor, Tensor, Tensor]:
    """Keep the `keep` patches with the least noise [N, L].

    Returns ids_keep [N, K], ids_restore [N, L] (the inverse of the shuffle) and mask [N, L] (0 visible, 1 hidden).
    """
    ids_shuffle = noise.argsort(
        dim=1, stable=True
    )  # [N, L], the same on every processor even where two noises are equal
    ids_restore = ids_shuffle.argsort(dim=1)  # [N, L]
    return ids_shuffle[:, :keep], ids_restore, (ids_restore >= keep).float()
