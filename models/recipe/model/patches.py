"""Pictures cut into patches and put together again, and pixels as the model sees them.

A patch is P*P*C numbers in the order row, column, channel.
"""

from __future__ import annotations

import torch
from torch import Tensor

MEAN = (0.485, 0.456, 0.406)  # ImageNet, red green blue, of pixels in 0 ... 1
STD = (0.229, 0.224, 0.225)
GREY_MEAN, GREY_STD = 0.449, 0.226  # about their averages, for channels that are no colours


def patchify(images: Tensor, patch_size: int) -> Tensor:
    """Cut images [N, C, H, W] into patches [N, L, P*P*C]."""
    n, c, height, width = images.shape
    rows, columns = height // patch_size, width // patch_size
    # [N, C, row of patches, row, column of patches, column]
    x = images.reshape(n, c, rows, patch_size, columns, patch_size)
    return x.permute(0, 2, 4, 3, 5, 1).reshape(n, rows * columns, patch_size**2 * c)  # [N, L, P*P*C]


def unpatchify(patches: Tensor, patch_size: int, grid: tuple[int, int] | None = None) -> Tensor:
    """Put patches [N, L, P*P*C] together to images [N, C, H, W]; without a grid there are as many rows as columns."""
    n, length, dim = patches.shape
    rows, columns = grid or (int(length**0.5), int(length**0.5))
    c = dim // patch_size**2
    x = patches.reshape(n, rows, columns, patch_size, patch_size, c)
    return x.permute(0, 5, 1, 3, 2, 4).reshape(n, c, rows * patch_size, columns * patch_size)  # [N, C, H, W]


def normalise(pixels: Tensor) -> Tensor:
    """Pixels [N, 3, S, S] in 0 ... 1 to what the model sees: minus ImageNet's mean, over its deviation."""
    return (pixels - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(STD).view(3, 1, 1)


def denormalise(images: Tensor) -> Tensor:
    """Undo `normalise`; the result is not clamped."""
    return images * torch.tensor(STD).view(3, 1, 1) + torch.tensor(MEAN).view(3, 1, 1)
