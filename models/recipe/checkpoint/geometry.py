"""The geometry that a checkpoint's shapes tell, and whether every tensor fits it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor

from checkpoint.files import CheckpointError
from checkpoint.names import Tensors, absent_biases, hub_names
from model.geometry import KNOWN, TABLE, Geometry, Stack, image_size
from model.mae import MAE, counted_positions, sincos_positions

EPS = 1e-6  # of the authors' code, and of train.py
HEAD_WIDTH = TABLE["headWidth"]  # in a vision transformer of any other width
POSITIONS = "vit.embeddings.position_embeddings"
USUAL_PIXELS = 224  # along pictures of models that do not say it
TELLING = {  # the tensors whose shapes tell a geometry, and their number of dimensions
    "vit.embeddings.patch_embeddings.projection.weight": 4,
    POSITIONS: 3,
    "vit.encoder.layer.0.intermediate.dense.weight": 2,
    "decoder.decoder_embed.weight": 2,
    "decoder.decoder_layers.0.intermediate.dense.weight": 2,
}

ROUNDING = 5e-3  # numbers in -1 ... 1 move by less when they are stored as BF16

Heads = tuple[int, int]


def geometry_from_shapes(tensors: Tensors, unknown: Sequence[str] = ()) -> Geometry:
    """Everything that shapes tell; not the heads, which are given as 1, and not epsilon.

    `unknown` are faults that were found before.
    """
    state = {hub: tensor for name, tensor in tensors.items() for hub in hub_names(name)}
    places = state[POSITIONS].shape[1] if POSITIONS in state and state[POSITIONS].ndim == 3 else 0
    # It is there, or is all that the positions lack of a square with one more.
    class_token = "vit.embeddings.cls_token" in state or math.isqrt(places) ** 2 != places
    telling = dict(TELLING)
    if not class_token and POSITIONS not in state:  # code without a class token computes them
        del telling[POSITIONS]
    if faults := [f"missing {name}" for name in telling if name not in state]:
        raise misfit([*faults, *unknown])
    for name, dimensions in telling.items():
        if state[name].ndim != dimensions or 0 in state[name].shape:
            faults.append(f"{name} is {list(state[name].shape)} and should have {dimensions} dimensions")
    if faults:
        raise misfit(faults)
    width, channels, patch_size, across = state["vit.embeddings.patch_embeddings.projection.weight"].shape
    if patch_size != across:
        raise misfit([f"its patches are {patch_size} x {across} pixels, and only square ones can be read"])
    positions = state.get(POSITIONS)
    if positions is None:
        rows = columns = max(1, USUAL_PIXELS // patch_size)
    else:
        of_patches = positions[:, int(class_token) :]  # [1, L, D]
        rows, columns = grid_in(of_patches) or grid_by_likeness(of_patches) or grids_of(of_patches.shape[1])[0]

    def stack(width: int, prefix: str) -> Stack:
        mlp = state[f"{prefix}0.intermediate.dense.weight"].shape[0]
        return Stack(width, _depth(state, prefix), heads=1, mlp=mlp)

    encoder = stack(width, "vit.encoder.layer.")
    decoder = stack(state["decoder.decoder_embed.weight"].shape[0], "decoder.decoder_layers.")
    size = image_size(rows * patch_size, columns * patch_size)
    return Geometry(size, patch_size, encoder, decoder, EPS, channels, class_token)


def grids_of(patches: int) -> list[tuple[int, int]]:
    """All rows and columns of so many patches, the nearest to a square first; of two alike the wide one."""
    grids = [(rows, patches // rows) for rows in range(1, patches + 1) if patches % rows == 0]
    if not grids:
        raise misfit(["its positions are of no patch"])
    return sorted(grids, key=lambda grid: (abs(math.log(grid[1] / grid[0])), grid[0]))


def grid_in(positions: Tensor) -> tuple[int, int] | None:
    """The grid that positions of patches [1, L, D], sines and cosines, were computed for; None if they were learned."""
    _, patches, width = positions.shape
    if width % 4 or not positions.is_floating_point():
        return None
    stored = positions.float()
    for grid in grids_of(patches):
        computed = sincos_positions(width, grid)[:, 1:]  # [1, L, D]
        for other in (computed, computed.roll(width // 2, dims=2)):  # columns first, or rows
            if (stored - other).abs().max() < ROUNDING:
                return grid
    return None


LOOKED_AT = 256
"""So many positions, and numbers of each, are looked at for likeness."""
LOWEST, DEVIATIONS = 0.1, 6
"""A peak that is lower says nothing; nor does one that so many deviations of noise would reach."""


def grid_by_likeness(positions: Tensor) -> tuple[int, int] | None:
    """The grid of learned positions of patches [1, L, D]: those of neighbours are alike (arXiv 2010.11929, figure 7).

    One below the other they are a row apart, so that likeness has a peak there; None where it has none.
    """
    if not positions.is_floating_point():
        return None
    own = positions[0, :, :LOOKED_AT].double()  # [L, D]
    own = torch.nn.functional.normalize(own - own.mean(dim=0), dim=1)
    count = len(own)

    def peak(columns: int) -> float:
        some = own[: columns + 1 + LOOKED_AT]
        at = [(some[: len(some) - d] * some[d:]).sum(dim=1).mean().item() for d in range(columns - 1, columns + 2)]
        return at[1] - (at[0] + at[2]) / 2

    peaks = {columns: peak(columns) for columns in range(2, count // 2 + 1) if count % columns == 0}
    best = max(peaks, key=lambda columns: peaks[columns], default=0)
    pairs = min(count - best, 1 + LOOKED_AT)
    least = max(LOWEST, DEVIATIONS / (pairs * own.shape[1]) ** 0.5)  # cosines of noise deviate by 1 / sqrt(n * d)
    return (count // best, best) if best and peaks[best] > least else None


def _depth(state: Tensors, prefix: str) -> int:
    """How many blocks have a tensor: one that is missing from a block is then the only one that is reported."""
    return len({name.removeprefix(prefix).split(".")[0] for name in state if name.startswith(prefix)})


def assumed_heads(geometry: Geometry) -> tuple[Heads, str]:
    """The heads of known models of these widths, otherwise one for every 64 numbers; and that in words."""
    encoder, decoder = geometry.encoder, geometry.decoder
    for other in TABLE["otherHeads"] if geometry.class_token else ():
        widths = other["encoder"]["width"], other["decoder"]["width"], other["decoder"]["depth"]
        if widths == (encoder.width, decoder.width, decoder.depth):
            heads = other["encoder"]["heads"], other["decoder"]["heads"]
            return heads, f"{heads[0]} and {heads[1]} (as in {other['name']})"
    encoders = {known.encoder.width: known.encoder.heads for known in KNOWN.values()}
    decoders = {known.decoder.width: known.decoder.heads for known in KNOWN.values()}
    if not geometry.class_token:  # code without one has other widths and heads than the paper's
        encoders, decoders = {}, {}
    heads, words = [], []
    for stack, known in ((geometry.encoder, encoders), (geometry.decoder, decoders)):
        if stack.width not in known and stack.width % HEAD_WIDTH:
            raise CheckpointError(f"nothing says how many heads share a width of {stack.width}: say so by --heads")
        heads.append(known.get(stack.width, stack.width // HEAD_WIDTH))
        why = f"known at width {stack.width}" if stack.width in known else f"{stack.width} / {HEAD_WIDTH}"
        words.append(f"{heads[-1]} ({why})")
    return (heads[0], heads[1]), " and ".join(words)


def with_heads(geometry: Geometry, heads: Heads) -> Geometry:
    encoder, decoder = geometry.encoder, geometry.decoder
    return replace(geometry, encoder=replace(encoder, heads=heads[0]), decoder=replace(decoder, heads=heads[1]))


def expected_shapes(geometry: Geometry) -> dict[str, list[int]]:
    """By the hub's names."""
    with torch.device("meta"):
        return {name: list(tensor.shape) for name, tensor in MAE(geometry).state_dict().items()}


def with_absent(tensors: Tensors, geometry: Geometry) -> Tensors:
    """With zeros for biases that are left out, and the positions that code without a class token computes."""
    shapes = expected_shapes(geometry)
    known = {hub: tensor for name, tensor in tensors.items() for hub in hub_names(name)}
    absent = {name: torch.zeros(shapes[name]) for name in absent_biases(shapes, known)}
    if not geometry.class_token:
        absent["decoder.decoder_embed.bias"] = torch.zeros(shapes["decoder.decoder_embed.bias"])
        for name in (POSITIONS, "decoder.decoder_pos_embed"):
            absent[name] = counted_positions(shapes[name][2], geometry.patches)
    return tensors | {name: tensor for name, tensor in absent.items() if name not in known}


def check(tensors: Tensors, geometry: Geometry, unknown: Sequence[str] = ()) -> None:
    """Every tensor of the geometry is there once and in its shape, and nothing else; or one error that names all."""
    for stack in (geometry.encoder, geometry.decoder):
        if stack.heads < 1 or stack.width % stack.heads:
            raise CheckpointError(f"a width of {stack.width} cannot be split into {stack.heads} heads")
        if stack.width % 4:
            raise CheckpointError(f"a width of {stack.width} is not a multiple of 4, as sine-cosine positions need")
    expected = expected_shapes(geometry)
    faults, places = list(unknown), {}
    for name, tensor in tensors.items():
        names, shape = [hub for hub in hub_names(name) if hub in expected], list(tensor.shape)
        if not names:
            faults.append(f"unknown {name} {shape}")
            continue
        rows, *rest = expected[names[0]]
        if shape != [len(names) * rows, *rest]:
            faults.append(f"{name} is {shape} and should be {[len(names) * rows, *rest]}")
        if not tensor.is_floating_point():
            faults.append(f"{name} is stored as {tensor.dtype} and should be floating-point numbers")
        faults += [f"{hub} is there twice, as {places[hub]} and as {name}" for hub in names if hub in places]
        places |= dict.fromkeys(names, name)
    faults += [f"missing {name} {shape}" for name, shape in expected.items() if name not in places]
    if faults:
        raise misfit(faults)


def misfit(faults: list[str]) -> CheckpointError:
    return CheckpointError("the checkpoint does not fit:\n  " + "\n  ".join(faults))
