"""Weights as int8 with a scale for each row: half of float16's size.

In a file, `X` is I8 of any shape [rows, ...] and `X.scale` is F32 [rows]; the weights are their product in float32. The
file's metadata says so in the words that stand in `models/checkpoints.json`, because bare I8 could mean anything. The
page reads the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from checkpoint.names import Tensors
from model.geometry import TABLE

SCALE: str = TABLE["int8"]["scale"]
LARGEST = 127  # -128 is left out, so that the levels are symmetric


def say_int8() -> dict[str, str]:
    """The entry of a file's metadata."""
    return {"int8": TABLE["int8"]["said"]}


def says_int8(metadata: Mapping[str, str]) -> bool:
    return say_int8().items() <= metadata.items()


def quantised(state: Tensors) -> Tensors:
    """Matrices and the patch projection as int8 with their scales; tokens, positions, norms and biases as float16."""
    stored: Tensors = {}
    for name, tensor in state.items():
        if name.endswith(".weight") and tensor.ndim > 1:
            stored[name], stored[name + SCALE] = _rounded(tensor.float())
        else:
            stored[name] = tensor.half()
    return stored


def _rounded(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Weights [rows, ...] -> the nearest levels, int8 of the same shape, and the size of a level in each row [rows]."""
    scale = _rounded_up(weight.flatten(1).abs().amax(dim=1) / LARGEST)  # [rows]
    scale[scale == 0] = 1  # a row of zeros
    levels = (weight / _along(scale, weight)).round()  # [rows, ...]
    return levels.to(torch.int8), scale


def _rounded_up(scale: Tensor) -> Tensor:
    """To 1 or 1.5 times a power of two.

    Scales of so few bits compress to nothing, and a level times its scale is exact in float16 too, so that a GPU that
    computes in it has the same weights. What that costs in accuracy stands in the card of mae-tiny.
    """
    mantissa, exponent = scale.frexp()  # mantissa in 0.5 ... 1
    return torch.ldexp((mantissa * 4).ceil() / 4, exponent)


def widened(tensors: Tensors) -> Tensors:
    """The int8 of a file times its scales, in float32; the others as they are. Raises ValueError: half a sentence."""
    int8 = [name for name, tensor in tensors.items() if tensor.dtype == torch.int8]
    scales = {name + SCALE for name in int8}
    return {
        name: _times(tensor, tensors.get(name + SCALE), name) if name in int8 else tensor
        for name, tensor in tensors.items()
        if name not in scales
    }


def _times(levels: Tensor, scale: Tensor | None, name: str) -> Tensor:
    rows = list(levels.shape[:1])
    if scale is None:
        raise ValueError(f"{name} is int8 and has no {name}{SCALE}")
    if scale.dtype != torch.float32 or list(scale.shape) != rows:
        found = f"{scale.dtype} {list(scale.shape)}"
        raise ValueError(f"{name}{SCALE} is {found} and should be {torch.float32} {rows}")
    if not scale.isfinite().all():
        raise ValueError(f"{name}{SCALE} holds NaN or infinite numbers")
    return levels.float() * _along(scale, levels)  # [rows, ...]


def _along(scale: Tensor, tensor: Tensor) -> Tensor:
    """Scales [rows] in a shape that can be multiplied with [rows, ...]."""
    return scale.reshape(scale.shape + (1,) * (tensor.ndim - scale.ndim))
