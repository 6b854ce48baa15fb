"""A model folder as the page reads it: `model.json` (every fact), `model.safetensors` (every weight) and two graphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch

from checkpoint.files import read_file
from model.geometry import Geometry, geometry_from_json
from model.mae import MAE

FILES = {
    "encoder": "encoder.onnx",
    "decoder": "decoder.onnx",
    "weights": "model.safetensors",
    "golden": "golden.json",
}
POSITIONS = ("vit.embeddings.position_embeddings", "decoder.decoder_pos_embed")


def build(geometry: Geometry, state: dict[str, torch.Tensor]) -> MAE:
    """A model in float32 with exactly these weights, ready to predict."""
    model = MAE(geometry)
    model.load_state_dict({name: tensor.float() for name, tensor in state.items()})
    return model.eval().requires_grad_(False)


def load(folder: Path) -> tuple[MAE, dict[str, Any]]:
    """The model of a folder, its stored weights widened to float32 as the page does, and its `model.json`."""
    facts = json.loads((folder / "model.json").read_text())
    state = read_file(folder / facts["files"]["weights"]["path"]).tensors
    return build(geometry_from_json(facts["geometry"]), state), facts
