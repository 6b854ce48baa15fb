"""Pictures cut into patches and put together again, and pixels as the model sees them.

A patch is P*P*3 numbers in the order row, column, channel.
"""

from __future__ import annotations

import torch
from torch import Tensor

MEAN = (0.485, 0.456, 0.406)  # ImageNet, red green blue, of pixels in 0 ... 1
STD = (0.229, 0.224, 0.225)


def patchify(images: Tensor, patch_size: int) -> Tensor:
    """Cut images [N, 3, S, S] into patches [N, L, P*P*3]."""
    n, c, s, _ = images.shape
    g = s // patch_size
    x = images.reshape(n, c, g, patch_size, g, patch_size)  # [N, 3, row of patches, row, column of patches, column]
    return x.permute(0, 2, 4, 3, 5, 1).reshape(n, g * g, patch_size**2 * c)  # [N, L, P*P*3]


def unpatchify(patches: Tensor, patch_size: int) -> Tensor:
    """Put patches [N, L, P*P*3] back together to images [N, 3, S, S]."""
    n, length, _ = patches.shape
    g = int(length**0.5)
    x = patches.reshape(n, g, g, patch_size, patch_size, 3)
    return x.permute(0, 5, 1, 3, 2, 4).reshape(n, 3, g * patch_size, g * patch_size)  # [N, 3, S, S]


def normalise(pixels: Tensor) -> Tensor:
    """Pixels [N, 3, S, S] in 0 ... 1 to what the model sees: minus ImageNet's mean, over its deviation."""
    return (pixels - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(STD).view(3, 1, 1)


def denormalise(images: Tensor) -> Tensor:
    """Undo `normalise`; the result is not clamped."""
    return images * torch.tensor(STD).view(3, 1, 1) + torch.tensor(MEAN).view(3, 1, 1)
