"""The tensors of a checkpoint as they lie on disk, and the little that files say about them. No code is ever run.

Read are .safetensors, PyTorch's .bin and .pth, and folders of transformers with one weights file or several shards.
What lies there as int8 comes widened to float32.
A PyTorch file is a pickle, which could name any function to be called: inert.py reads it as data. Its contents tell the
kind of a file, whatever it is called.
"""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from checkpoint import inert
from checkpoint.int8 import says_int8, widened
from checkpoint.names import Tensors

TARGETS = ("pixels", "normalised-pixels")  # as `norm_pix_loss` tells them apart
ALL_TARGETS = (*TARGETS, "unit-pixels", "normalised-channels")
WEIGHTS = ("model.safetensors", "pytorch_model.bin")  # what transformers calls them, in its order of preference


class CheckpointError(ValueError):
    """A checkpoint that cannot be read or does not fit; the message says what is at fault."""


@dataclass
class Stored:
    """Tensors under the names they have in the file, and what the file itself says about the model."""

    tensors: Tensors
    heads: tuple[int, int] | None = None
    target: str | None = None


def target_name(normalised: object) -> str:
    """What `norm_pix_loss` of transformers and of the authors means for the decoder's output."""
    return TARGETS[bool(normalised)]


def _read_safetensors(path: Path) -> Stored:
    try:
        with safe_open(path, "pt") as file:
            said = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except SafetensorError as error:
        raise CheckpointError(f"{path.name} is not a complete safetensors file: {error}") from None
    if says_int8(said):
        try:
            tensors = widened(tensors)
        except ValueError as error:
            raise CheckpointError(f"{path.name} is not a complete safetensors file: {error}") from None
    heads = re.fullmatch(r"(\d+) (\d+)", said.get("heads", ""))  # written by train.py
    target = said["target"] if said.get("target") in ALL_TARGETS else None
    return Stored(tensors, (int(heads[1]), int(heads[2])) if heads else None, target)


def _read_pickle(path: Path) -> Stored:
    """All tensors of what was saved, however deep they lie, and what the options beside them say of the target."""
    try:
        mmap = zipfile.is_zipfile(path)
        content = torch.load(path, map_location="cpu", pickle_module=inert, weights_only=False, mmap=mmap)
    except Exception as error:  # a broken pickle can end in any exception there is
        raise CheckpointError(f"{path.name} is not a complete PyTorch file ({type(error).__name__})") from None
    tensors = dict(inert.tensors_in(content))
    if not tensors:
        raise CheckpointError(f"{path.name} holds no tensors by name, however deep one looks")
    said = inert.options_in(content, "norm_pix_loss") | inert.options_in(content, "normlize_target")
    return Stored(tensors, target=target_name(*said) if len(said) == 1 else None)


def _read_shards(index: Path) -> Stored:
    """Several files and the list of what is where."""
    places = read_json(index).get("weight_map")
    if not isinstance(places, dict) or not all(isinstance(name, str) for name in places.values()):
        raise CheckpointError(f"{index.name} has no weight_map from tensors to files")
    if strange := [name for name in places.values() if Path(name).name != name]:
        raise CheckpointError(f"{index.name} names files outside its folder: {', '.join(sorted(set(strange)))}")
    tensors: Tensors = {}
    for name in sorted(set(places.values())):
        tensors |= _read_one(index.parent / name).tensors
    return Stored(tensors)


def read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path.name} cannot be read: {error}") from None
    if not isinstance(content, dict):
        raise CheckpointError(f"{path.name} is not a JSON object")
    return content


def _read_one(path: Path) -> Stored:
    if not path.is_file():
        raise CheckpointError(f"there is no file {path}")
    with path.open("rb") as file:
        begin = file.read(9)
    if begin[8:] == b"{":
        return _read_safetensors(path)
    if begin.startswith((b"PK", b"\x80")):
        return _read_pickle(path)
    raise CheckpointError(f"{path.name} is neither a safetensors nor a PyTorch file")


def read_file(path: Path) -> Stored:
    """A weights file, or the index of several."""
    return _read_shards(path) if path.name.endswith(".index.json") else _read_one(path)


def find(path: Path) -> tuple[Path, Path | None]:
    """The file with the weights, given that file or the folder it is in, and the config.json that belongs to it."""
    if path.is_dir():
        names = [name for weights in WEIGHTS for name in (weights, f"{weights}.index.json")]
        found = [path / name for name in names if (path / name).is_file()]
        if not found:
            raise CheckpointError(f"there is none of {', '.join(names)} in {path}")
        path = found[0]
    config = path.parent / "config.json"
    belongs = path.name.removesuffix(".index.json") in WEIGHTS and config.is_file()
    return path, config if belongs else None
