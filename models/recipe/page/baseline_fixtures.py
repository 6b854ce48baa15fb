"""What a model must beat, for the page's interpolation: fillings of made pictures, and the curve of a photograph.

Called by `page/fixtures.py`.
"""

from __future__ import annotations

import torch
from PIL import Image
from torch import Tensor

from measure.baselines import harmonic, mean_of_visible
from measure.likeness import psnr
from model.mae import MAE
from model.patches import denormalise, normalise, patchify, unpatchify
from page.reference import draw, seeded_mask, to_tensor
from page.written_down import Files, by_line

CURVE = (0.1, 0.25, 0.5, 0.75, 0.85, 0.95)
HARMONIC = ((8, 4, 5, 0.75), (28, 14, 0, 0.5), (36, 6, 3, 0.75), (96, 16, 7, 0.95), (224, 16, 0, 0.75))


def tight(patches: Tensor, ids_keep: Tensor, ids_restore: Tensor, mask: Tensor) -> Tensor:
    """The harmonic filling [1, L, P*P*3] in double precision: for a figure over many photographs less is enough."""
    return harmonic(patches.double(), ids_keep, ids_restore, mask.double(), tolerance=1e-8)


def harmonic_filling() -> Files:
    """Of grey pictures that both sides can make, what a tight solution has at some hidden pixels."""
    cases = []
    for size, patch_size, seed, ratio in HARMONIC:
        y, x = torch.arange(size)[:, None], torch.arange(size)[None]
        levels = (3 * x + 2 * y + x * y % 31) % 256  # [S, S]
        patches = patchify((levels.double() / 255).expand(1, 3, size, size), patch_size)  # [1, L, P*P*3]
        ids_keep, ids_restore, mask = seeded_mask(seed, patches.shape[1], ratio)
        filled = tight(patches, ids_keep, ids_restore, mask)
        grey = unpatchify(filled, patch_size)[0, 0].flatten()  # [S*S]
        hidden = unpatchify(mask[:, :, None].expand_as(patches), patch_size)[0, 0].flatten().nonzero()[:, 0]
        places = hidden[:: max(1, len(hidden) // 100)]
        values = [round(value, 7) for value in grey[places].tolist()]
        case = {"size": size, "patchSize": patch_size, "seed": seed, "ratio": ratio}
        cases.append({**case, "places": places.tolist(), "values": values})
    yield "src/mae/fixtures/harmonic.json", by_line("cases", cases)


def curve(photo: Image.Image, model: MAE, facts: dict[str, str]) -> Files:
    """How good the model and what it must beat are on the end-to-end test's photograph, ratio by ratio."""
    p, seed = model.geometry.patch_size, 0
    pixels = to_tensor(photo)  # [1, 3, S, S]
    points = []
    for ratio in CURVE:
        ids_keep, ids_restore, mask = seeded_mask(seed, model.geometry.patches, ratio)
        point = {"ratio": ratio, "network": round(draw(model, facts["target"], photo, seed, ratio).psnr, 4)}
        for name, drawer in (("interpolation", tight), ("oneColour", mean_of_visible)):
            filled = drawer(patchify(normalise(pixels), p), ids_keep, ids_restore, mask)  # [1, L, P*P*3]
            drawn = patchify(denormalise(unpatchify(filled.float(), p)), p)
            point[name] = round(psnr(patchify(pixels, p), drawn, mask).item(), 4)
        points.append(point)
    head = {"model": facts["id"], "photo": "photo.png", "seed": seed}
    yield "e2e/fixtures/curve.json", by_line("points", points, **head)
