"""`config.json` of transformers' `ViTMAEForPreTraining`: the geometry, and what the decoder predicts.

It is believed to the letter. The published ones say `layer_norm_eps` 1e-12 where the authors trained with 1e-6: 1e-12
is what transformers computes with, and what an export of such a folder has to equal.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checkpoint.files import CheckpointError, read_json, target_name
from model.geometry import Geometry, Stack, image_size

DEFAULTS: dict[str, Any] = {  # of transformers, for what a config.json leaves out
    "image_size": 224,
    "patch_size": 16,
    "num_channels": 3,
    "hidden_size": 768,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "intermediate_size": 3072,
    "decoder_hidden_size": 512,
    "decoder_num_hidden_layers": 8,
    "decoder_num_attention_heads": 16,
    "decoder_intermediate_size": 2048,
    "layer_norm_eps": 1e-12,
    "norm_pix_loss": False,
}
FIXED: dict[str, Any] = {"model_type": "vit_mae", "hidden_act": "gelu", "qkv_bias": True}


def read_config(path: Path) -> tuple[Geometry, str]:
    """Geometry and target (`pixels` or `normalised-pixels`) of a config.json."""
    said = read_json(path)
    config = DEFAULTS | said
    size = config["image_size"]  # a list is height and width
    sides = list(size) if isinstance(size, list) and len(size) == 2 else [size, size]
    if isinstance(config["patch_size"], list) and len(set(config["patch_size"])) == 1:
        config["patch_size"] = config["patch_size"][0]
    faults = [f"{name} is {said[name]!r} and should be {v!r}" for name, v in FIXED.items() if said.get(name, v) != v]
    values = [(name, value) for name in DEFAULTS for value in (sides if name == "image_size" else [config[name]])]
    for name, value in values:
        whole = type(DEFAULTS[name]) is int
        kinds = (int,) if whole else (int, float)
        if not isinstance(value, kinds) or value < 0 or (whole and (value == 0 or isinstance(value, bool))):
            faults.append(f"{name} is {value!r} and should be a {'positive whole ' if whole else ''}number")
    faults = list(dict.fromkeys(faults))
    if not faults and any(side % config["patch_size"] for side in sides):
        faults.append("image_size is {image_size} and should be a multiple of patch_size {patch_size}".format(**config))
    if faults:
        raise CheckpointError(f"{path.name} does not fit: " + "; ".join(faults))

    def stack(prefix: str) -> Stack:
        fields = ("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size")
        return Stack(*(config[prefix + field] for field in fields))

    geometry = Geometry(
        image_size(*sides),
        config["patch_size"],
        stack(""),
        stack("decoder_"),
        float(config["layer_norm_eps"]),
        config["num_channels"],
    )
    return geometry, target_name(config["norm_pix_loss"])
