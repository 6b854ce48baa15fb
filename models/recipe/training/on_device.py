"""Photographs in a GPU's memory, cut there: one that trains on ten thousand a second outruns the processors that cut.

The cuts are those of `Stream`, drawn from the same seed; only the arithmetic of resizing differs (no antialiasing:
for photographs that are hardly larger than a cut).
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from training.augment import BLUR, Crop, draw
from training.data import Photos, Stream


class Cuts(Stream):
    """The training stream as numbers alone: photograph, box (left, top, right, bottom), flip and sharpening, [N, 7]."""

    def image(self, photo: int, random: np.random.Generator) -> NDArray[np.generic]:
        height, width = int(self.photos.heights[photo]), int(self.photos.widths[photo])
        cut = draw(random, width, height, self.crop)
        return np.array([photo, *cut.box, cut.flip, cut.sharpen])  # [7] float64


class OnDevice:
    """All photographs, [M, 3, H, W] uint8, each in the corner of a place as large as the largest."""

    def __init__(self, photos: Photos, crop: Crop, device: torch.device) -> None:
        height, width = int(photos.heights.max()), int(photos.widths.max())
        self.crop = crop
        self.pixels = torch.empty(len(photos), 3, height, width, dtype=torch.uint8, device=device)
        for i in range(len(photos)):
            pixels = torch.from_numpy(np.array(photos[i])).to(device).permute(2, 0, 1)  # [3, h, w]
            h, w = pixels.shape[1:]
            # Its edge goes on to the place's, so that resizing never mixes in what is no part of it.
            edge = F.pad(pixels[None].half(), (0, width - w, 0, height - h), mode="replicate")
            self.pixels[i] = edge[0].byte()  # [3, H, W]

    def cut(self, cuts: Tensor) -> Tensor:
        """The cuts [N, 7] of `Cuts` -> uint8 images [N, S, S, 3] (bicubic)."""
        device = self.pixels.device
        photos = self.pixels[cuts[:, 0].long().to(device)].float()  # [N, 3, H, W]
        left, top, right, bottom, flip, sharpen = cuts[:, 1:].float().to(device).T  # [N] each
        left, right = torch.where(flip > 0, right, left), torch.where(flip > 0, left, right)
        height, width = self.pixels.shape[2:]
        line = (torch.arange(self.crop.size, device=device) + 0.5) / self.crop.size  # [S]
        x = (left[:, None] + (right - left)[:, None] * line) * 2 / width - 1  # [N, S]
        y = (top[:, None] + (bottom - top)[:, None] * line) * 2 / height - 1  # [N, S]
        n, s = x.shape
        grid = torch.stack([x[:, None].expand(n, s, s), y[:, :, None].expand(n, s, s)], dim=3)  # [N, S, S, 2]
        images = F.grid_sample(photos, grid, "bicubic", "border", align_corners=False)  # [N, 3, S, S]
        if self.crop.sharpen:
            images = images.clamp(0, 255)
            images = torch.addcmul(images, sharpen[:, None, None, None], images - blurred(images))
        return images.round().clamp(0, 255).byte().permute(0, 2, 3, 1)


def blurred(images: Tensor) -> Tensor:
    """Images [N, 3, S, S] under a Gaussian of deviation `BLUR`."""
    line = torch.arange(-2, 3, device=images.device)
    weights = (-(line**2) / (2 * BLUR**2)).exp()  # [5]
    kernel = (weights / weights.sum()).expand(3, 1, 1, 5)  # [3, 1, 1, 5]
    wide = F.conv2d(F.pad(images, (2, 2, 0, 0), mode="replicate"), kernel, groups=3)
    return F.conv2d(F.pad(wide, (0, 0, 2, 2), mode="replicate"), kernel.mT, groups=3)
