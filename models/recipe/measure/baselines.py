"""What a model must beat: filling hidden patches with the mean of the visible pixels, or with the smoothest surface.

Both have the shape of a model's prediction (`score.Drawer`), so that every figure is taken by the same code.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from measure.score import Drawer
from model.patches import patchify, unpatchify


def mean_of_visible(patches: Tensor, ids_keep: Tensor, ids_restore: Tensor, mask: Tensor) -> Tensor:
    """Every pixel becomes its photograph's mean over visible pixels, channel by channel; [N, L, P*P*3] both."""
    n, length, dim = patches.shape
    visible = (1 - mask)[:, :, None]  # [N, L, 1]
    mean = (patches * visible).sum(dim=1, keepdim=True) / visible.sum(dim=1, keepdim=True)  # [N, 1, P*P*3]
    channels = mean.view(n, 1, dim // 3, 3).mean(dim=2, keepdim=True)  # [N, 1, 1, 3]
    return channels.expand(n, length, dim // 3, 3).reshape(n, length, dim)


def laplacian(x: Tensor) -> Tensor:
    """Sum of differences to the four neighbours [N, C, S, S]; the picture's edge has no neighbour beyond it."""
    out = torch.zeros_like(x)
    down, right = x.diff(dim=2), x.diff(dim=3)
    out[:, :, :-1] += down
    out[:, :, 1:] -= down
    out[:, :, :, :-1] += right
    out[:, :, :, 1:] -= right
    return out


def relax(x: Tensor, hidden: Tensor, tolerance: float, limit: int) -> Tensor:
    """Solve Laplace's equation where `hidden` [N, 1, S, S] is one, by conjugate gradients from a guess x [N, C, S, S].

    Ends when no picture's residual exceeds `tolerance` (root mean square over hidden pixels) or after `limit` steps.
    """
    residual = laplacian(x) * hidden  # [N, C, S, S]
    direction = residual.clone()
    energy = residual.square().sum(dim=(2, 3), keepdim=True)  # [N, C, 1, 1]
    unknowns = hidden.sum(dim=(2, 3), keepdim=True).clamp(min=1)
    for _ in range(limit):
        if (energy / unknowns).max() <= tolerance**2:
            break
        image = laplacian(direction).neg_().mul_(hidden)
        step = energy / (direction * image).sum(dim=(2, 3), keepdim=True).clamp(min=1e-20)  # [N, C, 1, 1]
        x = x + step * direction
        residual -= step * image
        before, energy = energy, residual.square().sum(dim=(2, 3), keepdim=True)
        direction = torch.addcmul(residual, energy / before.clamp(min=1e-20), direction)
    return x


def harmonic(patches: Tensor, ids_keep: Tensor, ids_restore: Tensor, mask: Tensor, tolerance: float = 1e-4) -> Tensor:
    """The harmonic function through the visible pixels, channel by channel: no hidden pixel is a local extreme.

    Solved from coarse to fine. A coarse pixel never straddles two patches, so visible stays visible on every level.
    """
    n, length, dim = patches.shape
    side, grid = round((dim // 3) ** 0.5), round(length**0.5)
    picture = unpatchify(patches * (1 - mask)[:, :, None], side)  # [N, 3, S, S]
    cells = mask.view(n, 1, grid, grid)  # [N, 1, G, G]
    block = side & -side  # the largest power of two that divides a patch
    guess = mean_of_visible(patches, ids_keep, ids_restore, mask)  # [N, L, P*P*3]
    guess = F.avg_pool2d(unpatchify(guess, side), block)  # [N, 3, S/block, S/block]
    while True:
        known = F.avg_pool2d(picture, block)
        hidden = F.interpolate(cells, scale_factor=side // block)
        x = relax(torch.where(hidden > 0, guess, known), hidden, tolerance, limit=4 * picture.shape[-1])
        if block == 1:
            return patchify(x, side)
        block //= 2
        guess = F.interpolate(x, scale_factor=2, mode="bilinear")


BASELINES: dict[str, Drawer] = {"mean of visible": mean_of_visible, "harmonic": harmonic}
