"""A checkpoint of any kind -> tensors under the hub's names, geometry and target, or one error that says what is wrong.

What neither the caller nor the file says is assumed, and every assumption becomes a sentence in `notes`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from checkpoint.config import read_config
from checkpoint.files import CheckpointError, Stored, find, read_file
from checkpoint.geometry import (
    EPS,
    ROUNDING,
    Heads,
    assumed_heads,
    check,
    geometry_from_shapes,
    grid_by_likeness,
    grid_in,
    with_absent,
    with_heads,
)
from checkpoint.names import Tensors, hub_names, naming_of, to_hub
from model.geometry import TABLE, Geometry, image_size
from model.mae import sincos_positions

# What `normlize_target` of MAE-pytorch means.
BARE_TARGETS = {"pixels": "unit-pixels", "normalised-pixels": "normalised-channels"}
GAN_LOSS = "Trained with an additional GAN loss: its detail is sharper, and invented."


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint that fits; its tensors carry the hub's names and have the precision of the file."""

    state: Tensors
    geometry: Geometry
    target: str
    remark: str  # what must be said about where the weights come from
    notes: tuple[str, ...]


def open_checkpoint(
    path: Path,
    heads: Heads | None = None,
    eps: float | None = None,
    target: str | None = None,
    size: tuple[int, int] | None = None,
) -> Checkpoint:
    """Read a file or a folder. What the caller says wins over what the file says."""
    weights, config = find(path)
    stored = read_file(weights)
    notes: list[str] = []
    tensors, unknown = own_tensors(weights.name, stored.tensors, notes)
    if config:
        geometry, stored.target = read_config(config)
    else:
        geometry = geometry_from_shapes(tensors, unknown)
        heads = heads or stored.heads or _assume_heads(geometry, notes)
        if eps is None:
            notes.append(f"epsilon of the LayerNorms: not told by the file; taken is {EPS:g}, see --eps")
    geometry = with_heads(geometry, heads) if heads else geometry
    geometry = replace(geometry, layer_norm_eps=eps) if eps is not None else geometry
    tensors = with_absent(tensors, geometry)
    check(tensors, geometry, unknown)
    if not geometry.class_token and not target:
        target = BARE_TARGETS[stored.target or "normalised-pixels"]
        notes.append(f"target: without a class token as MAE-pytorch has it; taken is {target}, see --target")
    else:
        target = _target(weights.name, stored, target, notes)
    state = to_hub(tensors)
    positions = state["vit.embeddings.position_embeddings"][:, int(geometry.class_token) :]  # [1, L, D]
    if not geometry.class_token and size:
        raise CheckpointError("--image-size is for models with a class token")
    if not config and not size and not grid_in(positions):
        rows, columns = geometry.grid
        how = "as its learned positions are most alike" if grid_by_likeness(positions) else "not told by the file"
        notes.append(f"grid: {how}; taken are {rows} rows of {columns} patches, see --image-size")
    geometry = fit_positions(state, geometry, size or geometry.size, notes)
    return Checkpoint(state, geometry, target, GAN_LOSS if "ganloss" in weights.name else "", tuple(notes))


def own_tensors(file: str, tensors: Tensors, notes: list[str]) -> tuple[Tensors, list[str]]:
    """The model's, under names without what stands in front of them; and what lies among them and is none of it."""
    naming = naming_of(tensors)
    for other in TABLE["others"] if naming.unknown or not naming.own else ():
        if telling := next((name for name in tensors if re.search(other["has"], name)), None):
            raise CheckpointError(
                f"{file} is {other['is']}: it has {telling}. Only masked autoencoders of plain vision transformers can "
                "be read"
            )
    if not naming.own:
        some = ", ".join(list(tensors)[:3])
        raise CheckpointError(f"none of {len(tensors)} tensors has a name of a masked autoencoder's ({some}, …)")
    hubs = [hub for rest in naming.own.values() for hub in hub_names(rest)]
    if all(hub.startswith("vit.") for hub in hubs):  # what is most often downloaded by mistake
        raise CheckpointError(
            f"{file} has no decoder: all of its {len(naming.own)} tensors belong to an encoder, which cannot draw. "
            "Take mae_visualize_vit_*.pth, mae_pretrain_vit_*_full.pth or a folder of transformers' "
            "ViTMAEForPreTraining"
        )
    if len(naming.alike) > 1:
        taken, *others = (prefix.rstrip(".") for prefix in naming.alike)
        notes.append(f"several sets of weights fit: taken is {taken}, and not {' or '.join(others)}")
    if naming.left_out:
        notes.append(f"left out, as the picture needs none of it: {', '.join(naming.left_out)}")
    unknown = [f"unknown {name} {list(tensors[name].shape)}" for name in naming.unknown]
    return {rest: tensors[name] for name, rest in naming.own.items()}, unknown


def _assume_heads(geometry: Geometry, notes: list[str]) -> Heads:
    heads, words = assumed_heads(geometry)
    notes.append(f"attention heads: not told by the file; taken are {words}, see --heads")
    return heads


def _target(file: str, stored: Stored, asked: str | None, notes: list[str]) -> str:
    if asked and stored.target not in (None, asked):
        notes.append(f"target: the checkpoint says {stored.target}; taken is {asked}, as asked")
    if asked or stored.target:
        return asked or stored.target
    for published in TABLE["targets"]:
        if re.match(published["file"], file):
            target = published["target"]
            notes.append(f"target: not told by the file; taken is {target}, as files of this name have, see --target")
            return target
    notes.append("target: not told by the file; taken is pixels, see --target")
    return "pixels"


def fit_positions(state: Tensors, geometry: Geometry, size: tuple[int, int], notes: list[str]) -> Geometry:
    """The geometry for pictures of another height and width; `state` gets the sine-cosine embeddings of the new grid.

    Learned positions stay, if the new grid has as many patches: nothing else says how they lie.
    """
    said, patch = " ".join(str(side) for side in dict.fromkeys(size)), geometry.patch_size
    if any(side < patch or side % patch for side in size):
        raise CheckpointError(f"--image-size {said} is not a multiple of the patch size {patch}")
    resized = replace(geometry, image_size=image_size(*size))
    for name, width in (
        ("vit.embeddings.position_embeddings", geometry.encoder.width),
        ("decoder.decoder_pos_embed", geometry.decoder.width),
    ):
        if not geometry.class_token:
            continue
        difference = (state[name].float() - sincos_positions(width, geometry.grid)).abs().max().item()
        if not difference < ROUNDING:
            found = f"{name} differs from the sine-cosine embedding by up to {difference:.2g}"
            if resized.patches != geometry.patches:
                raise CheckpointError(f"{found}: it was learned, and cannot be computed for --image-size {said}")
            notes.append(f"positions: {found}; kept as stored, for this image size only")
        elif resized != geometry:
            state[name] = sincos_positions(width, resized.grid)  # [1, L + 1, D]
    return resized
