"""What a model draws, measured: mean squared error, PSNR, and contact sheets of triplets (input, drawing, original)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from measure.likeness import psnr
from model.mae import MAE
from model.masking import len_keep, random_masking
from model.patches import denormalise, normalise, patchify, unpatchify
from model.target import masked_loss, undo_target
from training.data import Item, square

Drawer = Callable[[Tensor, Tensor, Tensor, Tensor], Tensor]
"""(patches [N, L, P*P*3], ids_keep [N, K], ids_restore [N, L], mask [N, L]) -> all patches, predicted; normalised."""


def load_images(items: Iterable[Item], size: int) -> Tensor:
    """Photographs as evaluation sees them, [N, 3, S, S] in 0 ... 1."""
    images = [torch.from_numpy(np.array(square(item, size))) for item in items]
    return torch.stack(images).permute(0, 3, 1, 2).float() / 255  # [N, 3, S, S]


def by(model: MAE, normalised: bool = False) -> Drawer:
    """A model as a drawer.

    One that predicts normalised patches is lent the mean and deviation of every hidden patch: ground truth that it
    never had. Figures and pictures made that way must say so.
    """

    def draw(patches: Tensor, ids_keep: Tensor, ids_restore: Tensor, mask: Tensor) -> Tensor:
        pred = model(patches, ids_keep, ids_restore)  # [N, L, P*P*3]
        return undo_target(pred, patches) if normalised else pred

    return draw


def fixed_noise(photos: int, patches: int) -> Tensor:
    """The noise [N, L] of every published figure."""
    return torch.rand(photos, patches, generator=torch.Generator().manual_seed(0))


@torch.no_grad()
def score(
    drawers: dict[str, Drawer], images: Tensor, patch_size: int, ratios: Iterable[float], batch: int = 32
) -> list[dict]:
    """A row per mask ratio and drawer: mean squared error in normalised space and PSNR, means over photographs."""
    noise = fixed_noise(len(images), (images.shape[-1] // patch_size) ** 2)  # [N, L]
    rows = []
    for ratio in ratios:
        keep = len_keep(noise.shape[1], ratio)
        sums = {name: [0.0, 0.0] for name in drawers}
        for part, part_noise in zip(images.split(batch), noise.split(batch), strict=True):
            patches = patchify(normalise(part), patch_size)  # [N, L, P*P*3]
            ids_keep, ids_restore, mask = random_masking(part_noise, keep)
            for name, draw in drawers.items():
                pred = draw(patches, ids_keep, ids_restore, mask).float()  # [N, L, P*P*3]
                drawn = patchify(denormalise(unpatchify(pred, patch_size)), patch_size)  # [N, L, P*P*3] in 0 ... 1
                sums[name][0] += masked_loss(patches, pred, mask).item() * len(part)
                sums[name][1] += psnr(patchify(part, patch_size), drawn, mask).sum().item()
        for name, (mse, decibels) in sums.items():
            rows.append(
                {"ratio": ratio, "visible": keep, "by": name, "mse": mse / len(images), "psnr": decibels / len(images)}
            )
    return rows


@torch.no_grad()
def contact_sheet(
    draw: Drawer, images: Tensor, patch_size: int, ratio: float = 0.75, columns: int = 2, side: int = 112
) -> Image.Image:
    """Triplets: what the model sees, what it draws (visible patches pasted over), the photograph."""
    noise = fixed_noise(len(images), (images.shape[-1] // patch_size) ** 2)
    patches = patchify(normalise(images), patch_size)  # [N, L, P*P*3]
    ids_keep, ids_restore, mask = random_masking(noise, len_keep(noise.shape[1], ratio))
    hidden = mask[:, :, None]  # [N, L, 1]
    drawn = draw(patches, ids_keep, ids_restore, mask).float() * hidden + patches * (1 - hidden)
    tiles = (
        torch.cat([patches * (1 - hidden), drawn, patches], dim=1).unflatten(1, (3, -1)).flatten(0, 1)
    )  # [N*3, L, P*P*3]
    pixels = (denormalise(unpatchify(tiles, patch_size)).clamp(0, 1) * 255).round().byte()  # [N*3, 3, S, S]
    gap = 6
    rows = -(-len(images) // columns)
    sheet = Image.new("RGB", (columns * (3 * side + gap) - gap, rows * (side + gap) - gap), "white")
    for i, tile in enumerate(pixels):
        triplet, part = divmod(i, 3)
        row, column = divmod(triplet, columns)
        picture = Image.fromarray(tile.permute(1, 2, 0).numpy()).resize((side, side), Image.Resampling.LANCZOS)
        sheet.paste(picture, (column * (3 * side + gap) + part * side, row * (side + gap)))
    return sheet
