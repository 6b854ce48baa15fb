"""Checkpoints with random weights in every published kind, and what transformers makes of them, for the page's tests.

Called by `page/fixtures.py`. All files hold one model; the page must draw the same picture from each of them.
"""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import ViTMAEForPreTraining

from checkpoint.written import (
    random_model,
    save_authors,
    save_encoder,
    save_encoder_of_transformers,
    save_memory_alone,
    save_transformers_4,
    save_transformers_4_bin,
    save_transformers_5,
)
from model.geometry import MAE_BASE, MAE_HUGE, MAE_LARGE, MAE_TINY, Geometry, Stack, geometry_to_json
from model.mae import MAE
from model.patches import GREY_MEAN, GREY_STD, denormalise, normalise, patchify, unpatchify
from model.target import undo_target
from page.graph import decoder_graph, encoder_graph
from page.reference import preprocess, seeded_mask, to_picture, to_tensor

FOLDER = "e2e/fixtures/checkpoints"
# Heads of 64 numbers, the patches and the epsilon are what a file without config.json is taken to have.
SMALL = Geometry(32, 4, encoder=Stack(64, 2, 1, 32), decoder=Stack(64, 1, 1, 32), layer_norm_eps=1e-6)
ODD = Geometry(96, 12, encoder=Stack(80, 2, 5, 100), decoder=Stack(40, 1, 2, 60), layer_norm_eps=1e-12)
# A spectrogram's kind, in grey; and one of more channels than a photograph has. As many patches as a square has:
# transformers can make no others.
WIDE = Geometry((16, 64), 4, Stack(64, 2, 1, 32), Stack(64, 1, 1, 32), layer_norm_eps=1e-6, channels=1)
HIGH = Geometry((64, 16), 8, Stack(64, 1, 1, 32), Stack(64, 1, 1, 32), layer_norm_eps=1e-6, channels=5)
# As wide as the published models, with their heads and patches, and shallow; the tiny one is whole.
SHALLOW = {
    "tiny": MAE_TINY,
    "base": Geometry(224, 16, Stack(768, 1, 12, 3072), Stack(512, 1, 16, 2048), layer_norm_eps=1e-12),
    "large": Geometry(224, 16, Stack(1024, 1, 16, 4096), Stack(512, 1, 16, 2048), layer_norm_eps=1e-12),
    "huge": Geometry(224, 14, Stack(1280, 1, 16, 5120), Stack(512, 1, 16, 2048), layer_norm_eps=1e-12),
}
SEED, RATIO = 0, 0.75
WEIGHT_SEED, PICTURE_SEED = 3, 5
KINDS = (  # folder, how it is written, with what precision
    ("hub", save_transformers_4, torch.float32),
    ("hub-bin", save_transformers_4_bin, torch.float16),
    ("transformers-5", save_transformers_5, torch.float16),
    ("memory", save_memory_alone, torch.bfloat16),
    ("authors", save_authors, torch.float32),
    ("encoder", save_encoder, torch.float16),
    ("encoder-transformers", save_encoder_of_transformers, torch.float16),
)


def predicted(model: ViTMAEForPreTraining, images: Tensor) -> Tensor:
    """Images [1, C, H, W] -> what transformers predicts for every patch [1, L, P*P*C], behind the mask of `SEED`."""
    noise = masked(model, model.vit.embeddings.patch_embeddings.num_patches)
    with torch.no_grad():
        seen = model.vit(images, noise=noise)
        return model.decoder(seen.last_hidden_state, seen.ids_restore).logits  # its loss is of square pictures only


def masked(model: ViTMAEForPreTraining, patches: int) -> Tensor:
    """Noise [1, L] in the order of the mask of `SEED`; the model is told its ratio."""
    ids_keep, ids_restore, _ = seeded_mask(SEED, patches, RATIO)
    model.vit.embeddings.config.mask_ratio = 1 - (ids_keep.shape[1] + 0.5) / patches
    return ids_restore.float() / patches


def seeded_images(geometry: Geometry) -> Tensor:
    """A random picture in -2 ... 2, [1, C, H, W]."""
    generator = torch.Generator().manual_seed(PICTURE_SEED)
    numbers = torch.rand(1, *geometry.size, geometry.channels, generator=generator)  # [1, H, W, C]
    return numbers.mul_(4).sub_(2).permute(0, 3, 1, 2)


def reconstruction(model: ViTMAEForPreTraining, photo: Image.Image, normalised: bool = False) -> Image.Image:
    """What transformers predicts for every patch, as a picture; normalised patches by the statistics of the truth."""
    geometry = model.config
    images = normalise(to_tensor(preprocess(photo, geometry.image_size)))  # [1, 3, S, S]
    pred = predicted(model, images)
    if normalised:
        pred = undo_target(pred, patchify(images, geometry.patch_size))
    return to_picture(denormalise(unpatchify(pred, geometry.patch_size)))


def in_grey(photo: Image.Image, model: ViTMAEForPreTraining) -> Image.Image:
    """What transformers predicts of a grey photograph; the files say nothing of mean and deviation."""
    p, grid = WIDE.patch_size, WIDE.grid
    grey = np.array(preprocess(photo, WIDE.size).convert("L"))  # [H, W]
    images = (torch.from_numpy(grey)[None, None].float() / 255 - GREY_MEAN) / GREY_STD  # [1, 1, H, W]
    drawn = unpatchify(predicted(model, images), p, grid) * GREY_STD + GREY_MEAN  # [1, 1, H, W]
    return to_picture(drawn.expand(-1, 3, -1, -1))


def wide(photo: Image.Image) -> Iterator[tuple[str, bytes]]:
    """A spectrogram's kind of model as transformers saves it, and what it predicts of a photograph."""
    model = random_model(WIDE, learned_positions=False)
    with tempfile.TemporaryDirectory() as made:
        save_transformers_4(model.half(), Path(made) / "wide")
        for path in sorted((Path(made) / "wide").iterdir()):
            yield f"{FOLDER}/wide/{path.name}", path.read_bytes()
    buffer = io.BytesIO()
    in_grey(photo, model.float()).save(buffer, "PNG", optimize=True)
    yield f"{FOLDER}/wide-reconstruction.png", buffer.getvalue()


def checkpoints(photo: Image.Image) -> Iterator[tuple[str, bytes]]:
    yield from wide(photo)
    model = random_model(SMALL)
    for parameter in model.parameters():
        parameter.copy_(parameter.bfloat16())  # so that every precision holds the same numbers
    with tempfile.TemporaryDirectory() as made:
        for name, save, dtype in KINDS:
            save(model.to(dtype), Path(made) / name)
            for path in sorted((Path(made) / name).iterdir()):
                yield f"{FOLDER}/{name}/{path.name}", path.read_bytes()
        weights = load_file(Path(made) / "hub" / "model.safetensors")
    for name, normalised in (("reconstruction", False), ("reconstruction-normalised", True)):
        buffer = io.BytesIO()
        reconstruction(model.float(), photo, normalised).save(buffer, "PNG", optimize=True)
        yield f"{FOLDER}/{name}.png", buffer.getvalue()
    with torch.no_grad():
        images = seeded_images(SMALL)
        latent = model.float().vit(images, noise=masked(model, SMALL.patches)).last_hidden_state[0, 1:]  # [K, D]
    yield f"{FOLDER}/latent.json", (json.dumps([round(x, 6) for x in latent.flatten().tolist()]) + "\n").encode()
    # The sum of each tensor times 1, 2, 3, ...: another order or another half of a stacked tensor gives another one.
    sums = {
        name: float(tensor.double().flatten() @ torch.arange(1, tensor.numel() + 1, dtype=torch.float64))
        for name, tensor in weights.items()
    }
    yield f"{FOLDER}/sums.json", (json.dumps(sums, indent=0) + "\n").encode()


def seeded(shapes: dict[str, tuple[int, ...]], seed: int) -> dict[str, Tensor]:
    """Weights that the page's own generator can make again, of a size that keeps all numbers small."""
    names = sorted(shapes)
    counts = [torch.Size(shapes[name]).numel() for name in names]
    numbers = torch.rand(sum(counts), generator=torch.Generator().manual_seed(seed)).sub_(0.5).split(counts)
    state = {}
    for name, flat in zip(names, numbers, strict=True):
        shape = shapes[name]
        if len(shape) == 1:
            is_scale = "norm" in name and name.endswith("weight")
            state[name] = flat * 0.2 + (1 if is_scale else 0)
        else:
            is_matrix = name.endswith("weight")
            state[name] = flat * (3 * (flat.numel() / shape[0]) ** -0.5 if is_matrix else 2)
        state[name] = state[name].reshape(shape)
    return state


def predictions() -> Iterator[tuple[str, bytes]]:
    """What transformers predicts in the widths, heads and patches of the published models, and all of the tiny one."""
    cases = []
    for name, geometry in {**SHALLOW, "wide": WIDE, "high": HIGH}.items():
        with torch.device("meta"):
            shapes = {key: tuple(tensor.shape) for key, tensor in MAE(geometry).state_dict().items()}
        with tempfile.TemporaryDirectory() as made:
            written = random_model(geometry)
            written.config.save_pretrained(made)
            save_file(seeded(shapes, WEIGHT_SEED), Path(made) / "model.safetensors", metadata={"format": "pt"})
            model = ViTMAEForPreTraining.from_pretrained(made).eval()
        pred = predicted(model, seeded_images(geometry))[0].flatten()  # [L*P*P*3]
        indices = torch.linspace(0, len(pred) - 1, 97).long().tolist()
        values = [float(f"{pred[i].item():.7g}") for i in indices]
        cases.append({"name": name, "geometry": geometry_to_json(geometry), "indices": indices, "pred": values})
    facts = {"weights": WEIGHT_SEED, "picture": PICTURE_SEED, "mask": SEED, "ratio": RATIO, "cases": cases}
    yield "src/runtime/onnx/fixtures/predictions.json", (json.dumps(facts) + "\n").encode()


def graphs() -> Iterator[tuple[str, bytes]]:
    """The exporter's graphs of several geometries by their hashes: the page writes the same bytes."""
    known = {"tiny": MAE_TINY, "base": MAE_BASE, "large": MAE_LARGE, "huge": MAE_HUGE, "odd": ODD}
    known |= {"wide": WIDE, "high": HIGH, "of no square number": replace(HIGH, image_size=(48, 32))}
    known |= {"without a class token": replace(ODD, class_token=False)}
    cases = []
    for name, geometry in known.items():
        files = {"encoder": encoder_graph(geometry), "decoder": decoder_graph(geometry)}
        written = {key: file.SerializeToString(deterministic=True) for key, file in files.items()}
        cases.append(
            {
                "name": name,
                "geometry": geometry_to_json(geometry),
                "sha256": {key: hashlib.sha256(file).hexdigest() for key, file in written.items()},
            }
        )
    yield "src/runtime/onnx/fixtures/graphs.json", (json.dumps(cases, indent=1) + "\n").encode()
