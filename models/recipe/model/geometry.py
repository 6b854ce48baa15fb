"""Everything about a model that is not a weight, and the geometries that have a name.

The names, sizes and heads stand in `models/checkpoints.json`, which the page reads too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLE: dict[str, Any] = json.loads((Path(__file__).parents[2] / "checkpoints.json").read_text(encoding="utf-8"))
"""What is known of checkpoints: see `models/checkpoints.json`."""


@dataclass(frozen=True)
class Stack:
    """A stack of transformer blocks: its width, how many, their heads, and the width inside the MLP."""

    width: int
    depth: int
    heads: int
    mlp: int


@dataclass(frozen=True)
class Geometry:
    """Everything about a model that is not a weight."""

    image_size: int | tuple[int, int]  # pixels along a square picture, or its height and width
    patch_size: int
    encoder: Stack
    decoder: Stack
    layer_norm_eps: float = 1e-6
    channels: int = 3
    class_token: bool = True

    @property
    def tokens(self) -> int:
        """Of a whole picture: one for each patch, and the class token before them."""
        return self.patches + self.class_token

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of a picture, in pixels."""
        return self.image_size if isinstance(self.image_size, tuple) else (self.image_size, self.image_size)

    @property
    def side(self) -> int:
        """Of a square picture in colour, which is all that is trained, evaluated and drawn here."""
        if not isinstance(self.image_size, int) or self.channels != 3:
            height, width = self.size
            raise ValueError(
                f"a model of {height} x {width} pixels with {self.channels} channels is of no square colours"
            )
        return self.image_size

    @property
    def grid(self) -> tuple[int, int]:
        """Rows and columns of patches."""
        height, width = self.size
        return height // self.patch_size, width // self.patch_size

    @property
    def patches(self) -> int:
        rows, columns = self.grid
        return rows * columns

    @property
    def patch_dim(self) -> int:
        return self.patch_size**2 * self.channels


def image_size(height: int, width: int) -> int | tuple[int, int]:
    return height if height == width else (height, width)


def geometry_from_json(fields: dict[str, Any]) -> Geometry:
    """The geometry of a `model.json` or of the table; without an epsilon there it is the authors' 1e-6."""
    stacks = Stack(**fields["encoder"]), Stack(**fields["decoder"])
    size = fields["imageSize"]
    return Geometry(
        tuple(size) if isinstance(size, list) else size,
        fields["patchSize"],
        *stacks,
        fields.get("layerNormEps", 1e-6),
        fields.get("channels", 3),
        fields.get("classToken", True),
    )


def geometry_to_json(geometry: Geometry) -> dict[str, Any]:
    return {
        "imageSize": geometry.image_size,
        "patchSize": geometry.patch_size,
        **({"channels": geometry.channels} if geometry.channels != 3 else {}),
        **({} if geometry.class_token else {"classToken": False}),
        "encoder": vars(geometry.encoder),
        "decoder": vars(geometry.decoder),
        "layerNormEps": geometry.layer_norm_eps,
    }


KNOWN = {name: geometry_from_json(fields) for name, fields in TABLE["geometries"].items()}
MAE_TINY, MAE_BASE, MAE_LARGE, MAE_HUGE = (KNOWN[name] for name in ("tiny", "base", "large", "huge"))
