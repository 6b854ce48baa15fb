"""How alike a drawing and its photograph are over hidden pixels: PSNR, and structural similarity."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from model.patches import unpatchify


def psnr(pixels: Tensor, drawn: Tensor, mask: Tensor) -> Tensor:
    """Decibels per photograph [N] over hidden pixels; patches [N, L, P*P*3] in 0 ... 1, drawn ones are clamped."""
    error = (drawn.clamp(0, 1) - pixels).square().mean(dim=-1)  # [N, L]
    error = (error * mask).sum(dim=1) / mask.sum(dim=1)  # [N]
    return -10 * error.clamp(min=1e-10).log10()


def ssim(pixels: Tensor, drawn: Tensor, mask: Tensor) -> Tensor:
    """Structural similarity of luma (Wang et al. 2004), -1 ... 1 per photograph [N], mean over hidden pixels.

    Patches [N, L, P*P*3] in 0 ... 1, pictures of at least 11 x 11. The window of a pixel at the rim of a patch reaches
    into its neighbours, which is why `drawn` holds visible patches too.
    """
    side = round((pixels.shape[2] // 3) ** 0.5)
    offsets = torch.arange(-5.0, 6.0)
    bell = (-(offsets**2) / (2 * 1.5**2)).exp()
    window = (bell[:, None] * bell / bell.sum() ** 2)[None, None].double()  # [1, 1, 11, 11]

    def blur(x: Tensor) -> Tensor:
        mirrored = np.pad(x.numpy(), ((0, 0), (0, 0), (5, 5), (5, 5)), mode="symmetric")
        return F.conv2d(torch.from_numpy(mirrored), window)  # [N, 1, S, S]

    weights = torch.tensor([0.299, 0.587, 0.114]).double().view(1, 3, 1, 1)
    images = (unpatchify(patches, side).double() for patches in (pixels, drawn))  # [N, 3, S, S]
    x, y = ((image * weights).sum(dim=1, keepdim=True) for image in images)  # [N, 1, S, S]
    mx, my = blur(x), blur(y)
    vx, vy, cov = blur(x * x) - mx * mx, blur(y * y) - my * my, blur(x * y) - mx * my
    c1, c2 = 0.01**2, 0.03**2
    local = (2 * mx * my + c1) * (2 * cov + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))
    hidden = unpatchify(mask[:, :, None].expand_as(pixels), side)[:, :1]  # [N, 1, S, S]
    return (local * hidden).sum(dim=(1, 2, 3)) / hidden.sum(dim=(1, 2, 3))
