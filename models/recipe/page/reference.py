"""What PyTorch draws for a photograph, a seed and a mask ratio: the reference the page is measured against.

    python -m page.reference --model ../mae-tiny --photo cat.jpg --seed 0 --ratio 0.75 --out drawn

writes masked.png, reconstruction.png and pasted.png, and prints the loss, the PSNR and the SSIM. Beside photographs of
any size it takes PNGs of the model's own size, which reach the model pixel by pixel.
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

from measure.likeness import psnr, ssim
from model.mae import MAE
from model.masking import len_keep, random_masking
from model.patches import denormalise, normalise, patchify, unpatchify
from model.target import masked_loss, target_of, undone
from page import folder

HIDDEN_GREY = 128  # the level of red, green and blue in hidden patches of the masked picture


@dataclass(frozen=True)
class Drawing:
    """The three pictures of one reconstruction, and how good it is on the hidden patches.

    Loss and PSNR are of the prediction itself; SSIM is of `pasted`, whose visible patches its window sees too.
    """

    masked: Image.Image
    reconstruction: Image.Image
    pasted: Image.Image
    visible: int
    loss: float
    psnr: float
    ssim: float


def preprocess(photo: Image.Image, size: int | tuple[int, int]) -> Image.Image:
    """Upright, on white where transparent, the largest centred part of a size's proportions, bicubic to it, RGB.

    The size is the side of a square, or height and width.
    """
    upright = ImageOps.exif_transpose(photo)
    if upright.has_transparency_data:
        white = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(white, upright.convert("RGBA"))
    rgb = upright.convert("RGB")
    height, width = size if isinstance(size, tuple) else (size, size)
    w, h = rgb.size
    if (w, h) == (width, height):
        return rgb
    across, down = (math.floor(side + 0.5) for side in (min(w, h * width / height), min(h, w * height / width)))
    left, top = math.floor((w - across) / 2), math.floor((h - down) / 2)
    # Cropped first, because `resize(box=...)` would let the pixels around the box shine into its rim.
    return rgb.crop((left, top, left + across, top + down)).resize((width, height), Image.Resampling.BICUBIC)


def to_tensor(picture: Image.Image) -> Tensor:
    """RGB picture -> pixels [1, 3, S, S] in 0 ... 1."""
    return torch.from_numpy(np.array(picture)).permute(2, 0, 1)[None].float() / 255


def to_picture(pixels: Tensor) -> Image.Image:
    """Pixels [1, 3, S, S], clamped to 0 ... 1, -> RGB picture."""
    levels = (pixels[0].clamp(0, 1) * 255).round().byte()  # [3, S, S]
    return Image.fromarray(levels.permute(1, 2, 0).contiguous().numpy())


def seeded_mask(seed: int, patches: int, ratio: float) -> tuple[Tensor, Tensor, Tensor]:
    """ids_keep [1, K], ids_restore [1, L] and mask [1, L] of a seed."""
    torch.manual_seed(seed)
    return random_masking(torch.rand(1, patches), len_keep(patches, ratio))


def draw(model: MAE, target: str, photo: Image.Image, seed: int, ratio: float) -> Drawing:
    """Mask a preprocessed photograph, predict, and draw the prediction."""
    geometry, p = model.geometry, model.geometry.patch_size
    pixels = to_tensor(photo)  # [1, 3, S, S]
    patches = patchify(normalise(pixels), p)  # [1, L, P*P*3]
    ids_keep, ids_restore, mask = seeded_mask(seed, geometry.patches, ratio)
    with torch.no_grad():
        pred = model(patches, ids_keep, ids_restore)  # [1, L, P*P*3]
    loss = masked_loss(target_of(patches, target), pred, mask)
    drawn = denormalise(unpatchify(undone(pred, patches, target), p))  # [1, 3, S, S]
    hidden = unpatchify(mask[:, :, None].expand(-1, -1, geometry.patch_dim), p) > 0  # [1, 3, S, S]
    pasted = to_picture(torch.where(hidden, drawn, pixels))
    return Drawing(
        masked=to_picture(torch.where(hidden, HIDDEN_GREY / 255, pixels)),
        reconstruction=to_picture(drawn),
        pasted=pasted,
        visible=ids_keep.shape[1],
        loss=loss.item(),
        psnr=psnr(patchify(pixels, p), patchify(drawn, p), mask).item(),
        ssim=ssim(patchify(pixels, p), patchify(to_tensor(pasted), p), mask).item(),
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--model", type=Path, required=True, help="a model folder, e.g. ../mae-tiny")
    add("--photo", type=Path, required=True, help="any picture Pillow can read")
    add("--seed", type=int, default=0, help="seed of the mask, 0 ... 4294967295 (default: 0)")
    add("--ratio", type=float, default=0.75, help="part of the patches that is hidden, 0 ... 0.99 (default: 0.75)")
    add("--out", type=Path, required=True, help="folder for the three pictures")
    options = parser.parse_args(arguments)
    model, facts = folder.load(options.model)
    with Image.open(options.photo) as photo:
        square = preprocess(photo, model.geometry.side)
    drawing = draw(model, facts["target"], square, options.seed, options.ratio)
    options.out.mkdir(parents=True, exist_ok=True)
    for name in ("masked", "reconstruction", "pasted"):
        getattr(drawing, name).save(options.out / f"{name}.png")
    print(json.dumps({"visible": drawing.visible, "loss": drawing.loss, "psnr": drawing.psnr, "ssim": drawing.ssim}))


if __name__ == "__main__":
    main()
