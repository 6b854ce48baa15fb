"""Whether a fixture still is what PyTorch and Pillow make, on a processor that may round otherwise.

Names, shapes, whole numbers and texts are exact. So are bytes, unless they hold what was computed in floating point:

- numbers agree to four digits, and levels in lists of whole numbers (`LEVELS`) to 2 of 255
- pictures without loss agree to 2 levels in every pixel
- pictures with loss agree to half a level in the mean: where a rounding turns a coefficient of the compression, single
  pixels change by several levels
- weights, drawn from PyTorch's normal distribution, agree to the precision of bfloat16
"""

from __future__ import annotations

import argparse
import io
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.torch
import torch
from PIL import Image
from torch import Tensor

LEVELS = {"drawnRgb", "truth", "drawn"}  # lists of whole numbers that were rounded from computed ones
PICTURES = (".png", ".webp")
WEIGHTS = (".bin", ".pth", ".safetensors")


def alike(a: Any, b: Any, levels: bool = False) -> bool:
    """Whether two nested values are the same up to rounding."""
    if type(a) is not type(b):
        return False
    if isinstance(a, argparse.Namespace):
        return alike(vars(a), vars(b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(alike(a[key], b[key], key in LEVELS) for key in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(alike(x, y, levels) for x, y in zip(a, b, strict=True))
    if isinstance(a, Tensor):
        same_kind = a.shape == b.shape and a.dtype == b.dtype
        return same_kind and torch.allclose(a.float(), b.float(), rtol=2**-7, atol=1e-6)
    if isinstance(a, float):
        return math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-5)
    return abs(a - b) <= 2 if levels else a == b


def weights(data: bytes, suffix: str) -> Any:
    """All that a checkpoint holds."""
    if suffix == ".safetensors":
        return safetensors.torch.load(data)
    with torch.serialization.safe_globals([argparse.Namespace]):
        return torch.load(io.BytesIO(data), weights_only=True)


def looks_alike(old: bytes, fresh: bytes, suffix: str) -> bool:
    a, b = (np.array(Image.open(io.BytesIO(data)).convert("RGB"), int) for data in (old, fresh))  # [H, W, 3]
    if a.shape != b.shape:
        return False
    difference = np.abs(a - b)
    return bool(difference.mean() <= 0.5 if suffix == ".webp" else difference.max() <= 2)


def is_fresh(path: Path, fresh: bytes) -> bool:
    """Whether the file is there and holds what `fresh` holds."""
    if not path.exists():
        return False
    old, suffix = path.read_bytes(), path.suffix
    if old == fresh:
        return True
    if suffix in PICTURES:
        return looks_alike(old, fresh, suffix)
    if suffix == ".json":
        return alike(json.loads(old), json.loads(fresh))
    return suffix in WEIGHTS and alike(weights(old, suffix), weights(fresh, suffix))
