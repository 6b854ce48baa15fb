"""Pictures as rows of numbers: as the encoder sees them, and as anybody can without learning."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import torch
from torch import Tensor
from torch.nn import functional as F

from model.mae import MAE
from model.patches import normalise, patchify

Describer = Callable[[Tensor], Tensor]
"""Pictures [N, 3, S, S] in 0 ... 1 -> a row of numbers each [N, d]."""

CELLS = 16  # along a side of the raw pixels
BINS = 4  # of each colour


def latent(model: MAE, images: Tensor) -> Tensor:
    """Pictures [N, 3, S, S] in 0 ... 1 -> the encoder's output after its last norm, nothing hidden: [N, T, D]."""
    place = model.vit.layernorm.weight.device
    patches = patchify(normalise(images), model.geometry.patch_size)  # [N, L, P*P*3]
    everything = torch.arange(model.geometry.patches, device=place).expand(len(images), -1)  # [N, L]
    return model.vit(patches.to(place), everything).to(images.device)


def encoder(model: MAE, which: str) -> Describer:
    """The class token [N, D], for which="class", or the mean over patches, for "mean"."""
    before = model.geometry.tokens - model.geometry.patches  # one class token, or none

    def describe(images: Tensor) -> Tensor:
        tokens = latent(model, images)
        return tokens[:, 0] if which == "class" else tokens[:, before:].mean(dim=1)

    return describe


def raw_pixels(images: Tensor) -> Tensor:
    """Means over 16 x 16 cells, whose edges are at floor(i * S / 16): [N, 768], row by row, red green blue."""
    edges = [i * images.shape[2] // CELLS for i in range(CELLS + 1)]

    def halved(x: Tensor) -> Tensor:
        """Means of strips along the last axis."""
        return torch.stack([x[..., a:b].mean(dim=-1) for a, b in pairwise(edges)], dim=-1)

    cells = halved(halved(images.double()).mT).mT  # [N, 3, 16, 16]
    return cells.permute(0, 2, 3, 1).flatten(1)


def colour_histogram(images: Tensor) -> Tensor:
    """Square roots of the shares of pixels in 4 x 4 x 4 bins of colour: [N, 64], blue changes first, then green."""
    levels = (images * 255).round().int().clamp(0, 255) * BINS // 256  # [N, 3, S, S]
    red, green, blue = levels.flatten(2).unbind(dim=1)  # [N, S*S]
    bins = ((red * BINS + green) * BINS + blue).long()
    counts = torch.stack([row.bincount(minlength=BINS**3) for row in bins])  # [N, 64]
    return (counts / bins.shape[1]).double().sqrt()


PLAIN: dict[str, Describer] = {"16 x 16 pixels": raw_pixels, "colour histogram": colour_histogram}
PLAIN_SIDE = 256
"""What needs no model is told of pictures of this size, whatever the model's: as the page keeps them."""


def thumbnail(images: Tensor) -> Tensor:
    """The picture at 8 by 8 pixels, [N, 192]."""
    return F.adaptive_avg_pool2d(images, 8).flatten(1)


@torch.no_grad()
def described(describe: Describer, images: Tensor, batch: int = 32) -> Tensor:
    """Rows [N, d] of pictures [N, 3, S, S], a batch at a time."""
    return torch.cat([describe(part) for part in images.split(batch)])
