"""Checkpoints as people have them: one model, written by PyTorch in every mode and wrapped as training code wraps it.

    python -m page.wild FOLDER     write the files, what transformers predicts, and a list of them as JSON

They are made anew by each run of the page's tests (src/runtime/checkpoint/wild.test.ts), and committed nowhere.
"""

from __future__ import annotations

import argparse
import collections
import enum
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from transformers import ViTMAEForPreTraining

from checkpoint.written import authors_state, random_model, save_shards
from model.geometry import Geometry, Stack
from page.bare import Bare
from page.checkpoint_fixtures import HIGH, RATIO, SEED, SMALL, WIDE, masked, predicted, seeded_images
from page.reference import seeded_mask

State = dict[str, Tensor]


class Colour(enum.Enum):
    RED = 1


@dataclass
class Options:
    """A class that no other machine has."""

    name: str = "mae"
    nested: dict[str, Any] = field(default_factory=dict)


class Attributes(dict):
    """A dict with attributes, as many libraries of options have one."""

    def __getattr__(self, name: str) -> Any:
        return self[name]


class Holder(nn.Module):
    """A model within a model, such as wrappers of training code are."""

    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.net = inner


def junk() -> dict[str, Any]:
    """What lies beside weights, and would keep a reader from a file that has to understand it."""
    parameter = nn.Parameter(torch.zeros(3))
    optimizer = torch.optim.AdamW([parameter], lr=1e-3)
    parameter.sum().backward()
    optimizer.step()
    return {
        "optimizer": optimizer.state_dict(),
        "args": argparse.Namespace(output_dir=Path("runs"), log_dir=Path("runs"), norm_pix_loss=False, lr=None),
        "epoch": np.int64(3),
        "loss": np.float64(0.5),
        "seen": {1, 2},
        "frozen": frozenset({"a"}),
        "counts": collections.Counter("mae"),
        "best": collections.defaultdict(dict, {"top": {1: 0.5}}),
        "device": torch.device("cpu"),
        "dtype": torch.float16,
        "size": torch.Size([1, 2]),
        "colour": Colour.RED,
        "options": Options(nested={"a": Attributes(b=1)}),
        "array": np.arange(4, dtype=np.float32),
        "random": torch.random.get_rng_state(),
        "call": sorted,
        "type": collections.OrderedDict,
        "complex": complex(1, 2),
        "bytes": b"\x00\xff",
        "range": range(3),
    }


def prefixed(state: State, *prefixes: str) -> State:
    for prefix in reversed(prefixes):
        state = {f"{prefix}.{name}": tensor for name, tensor in state.items()}
    return state


def sololearn_state(state: State) -> State:
    """Both halves as modules of their own, and a classifier that was trained along."""
    encoder = encoder_of(state)
    decoder = {name: tensor for name, tensor in state.items() if name not in encoder}
    classifier = {"classifier.weight": torch.randn(10, len(state["norm.weight"])), "classifier.bias": torch.zeros(10)}
    return {**prefixed(encoder, "backbone"), **prefixed(decoder, "decoder"), **classifier}


def openmmlab_state(state: State) -> State:
    """The authors' tensors under the names of mmpretrain's `MAE`: backbone, neck, and `ln1` for every first norm."""
    parts = {"norm1": "ln1", "norm2": "ln2", "mlp.fc1": "ffn.layers.0.0", "mlp.fc2": "ffn.layers.1"}
    renamed = {}
    for name, tensor in state.items():
        stack, _, rest = name.partition(".")
        if stack in ("blocks", "decoder_blocks"):
            number, _, rest = rest.partition(".")
            part, _, kind = rest.rpartition(".")
            before = f"backbone.layers.{number}" if stack == "blocks" else f"neck.decoder_blocks.{number}"
            renamed[f"{before}.{parts.get(part, part)}.{kind}"] = tensor
        elif "decoder" in name or name == "mask_token":
            renamed[f"neck.{name.replace('decoder_norm', 'ln1')}"] = tensor
        else:
            renamed[
                f"backbone.{name.replace('proj', 'projection') if 'patch' in name else name.replace('norm', 'ln1')}"
            ] = tensor
    return renamed


def lightly_state(state: State) -> State:
    """As lightly's modules name them, with a mask token of the encoder's that its MAE does not use."""
    halves = {
        f"{'decoder' if 'decoder' in name or name == 'mask_token' else 'backbone.vit'}.{name}": tensor
        for name, tensor in state.items()
    }
    return halves | {"backbone.mask_token": torch.zeros(1, 1, SMALL.encoder.width)}


def in_one_storage(state: State) -> State:
    flat = torch.cat([tensor.flatten() for tensor in state.values()])
    parts = flat.split([tensor.numel() for tensor in state.values()])
    return {name: part.view(state[name].shape) for name, part in zip(state, parts, strict=True)}


def transposed(state: State) -> State:
    """Every matrix as the transpose of what lies in memory, and the convolution with its channels last."""
    return {
        name: tensor.t().contiguous().t() if tensor.ndim == 2 else last(tensor) if tensor.ndim == 4 else tensor
        for name, tensor in state.items()
    }


def last(tensor: Tensor) -> Tensor:
    return tensor.contiguous(memory_format=torch.channels_last)  # [N, C, H, W], numbers in the order N, H, W, C


def apart(state: State) -> State:
    """Query and value with biases of their own, and none of the key."""
    found = {}
    for name, tensor in state.items():
        if name.endswith("attn.qkv.bias"):
            query, _, value = tensor.chunk(3)
            found[name.replace("qkv.bias", "q_bias")], found[name.replace("qkv.bias", "v_bias")] = query, value
        else:
            found[name] = tensor
    return found


def encoder_of(state: State) -> State:
    return {name: tensor for name, tensor in state.items() if "decoder" not in name and name != "mask_token"}


def head() -> State:
    width = SMALL.encoder.width
    return {"head.weight": torch.zeros(10, width), "head.bias": torch.zeros(10)}


Content = Callable[[State, ViTMAEForPreTraining], Any]


def as_it_is(state: State, _: ViTMAEForPreTraining) -> Any:
    return state


CONTENTS: dict[str, Content] = {
    "alone": as_it_is,
    **{
        f"under {key}": lambda state, _, key=key: {key: state, "epoch": 3}
        for key in (
            "model",
            "state_dict",
            "module",
            "net",
            "model_state",
            "model_state_dict",
            "ema",
            "teacher",
            "weights",
        )
    },
    "three deep": lambda state, _: {"a": {"b": [{"c": state}]}, "epoch": 3},
    "beside junk": lambda state, _: {**junk(), "model": state},
    "among junk": lambda state, _: {**state, **{name: value for name, value in junk().items() if name != "random"}},
    "of the cluster of the authors": lambda state, _: {
        "model": state,
        "args": junk()["args"],
        "optimizer": {},
        "epoch": 1,
    },
    "of Lightning": lambda state, _: {
        "epoch": 3,
        "global_step": 100,
        "pytorch-lightning_version": "2.5.0",
        "state_dict": prefixed(state, "model"),
        "loops": {"fit_loop": {"state_dict": {}, "epoch_progress": {"total": {"ready": 3}}}},
        "callbacks": {
            "ModelCheckpoint{'monitor': None}": {"best_model_path": Path("best.ckpt"), "best": torch.tensor(1.0)}
        },
        "optimizer_states": [junk()["optimizer"]],
        "lr_schedulers": [],
        "hyper_parameters": Attributes(norm_pix_loss=False, patch_size=4),
    },
    "with its average": lambda state, _: {"model": state, "ema": {name: tensor * 0 for name, tensor in state.items()}},
    **{
        f"behind {'.'.join(prefixes)}": lambda state, _, prefixes=prefixes: prefixed(state, *prefixes)
        for prefixes in (
            ("module",),
            ("_orig_mod",),
            ("_orig_mod", "module"),
            ("module", "_orig_mod"),
            ("model",),
            ("mae",),
            ("student", "backbone"),
            ("net2", "0", "mae_v1"),
        )
    },
    "of OpenMMLab": lambda state, _: {
        "meta": {"epoch": 300, "mmengine_version": "0.10"},
        "state_dict": openmmlab_state(state),
    },
    "of lightly": lambda state, _: {"state_dict": lightly_state(state)},
    "of solo-learn": lambda state, _: {"state_dict": sololearn_state(state), "pytorch-lightning_version": "1.6.4"},
    "a model as an object": lambda _, model: model,
    "a model within models": lambda _, model: Holder(Holder(model)),
    "parameters": lambda state, _: {name: nn.Parameter(tensor) for name, tensor in state.items()},
    "in one storage": lambda state, _: in_one_storage(state),
    "transposed in memory": lambda state, _: transposed(state),
    "without a bias of the key": lambda state, _: apart(state),
    "with a head": lambda state, _: {**state, **head()},
}
ENCODERS: dict[str, Content] = {
    "an encoder with a head": lambda state, _: {"model": {**encoder_of(state), **head()}},
    "an encoder with its norm after the mean": lambda state, _: {
        "model": {
            **{
                name.replace("norm.", "fc_norm.") if name.startswith("norm.") else name: tensor
                for name, tensor in encoder_of(state).items()
            },
            **head(),
        }
    },
    "a teacher of features": lambda state, _: {"teacher": prefixed(encoder_of(state), "backbone"), "epoch": 1},
    "an encoder of OpenMMLab": lambda state, _: {"state_dict": openmmlab_state(encoder_of(state))},
    "a clean encoder of OpenMMLab": lambda state, _: {
        name.removeprefix("backbone."): tensor for name, tensor in openmmlab_state(encoder_of(state)).items()
    },
}
MODES: dict[str, dict[str, Any]] = {
    "zip": {},
    "legacy": {"_use_new_zipfile_serialization": False},
    **{f"protocol {protocol}": {"pickle_protocol": protocol} for protocol in (3, 4, 5)},
    "legacy, protocol 5": {"_use_new_zipfile_serialization": False, "pickle_protocol": 5},
}


def written(model: ViTMAEForPreTraining, to: Path) -> Iterator[tuple[str, list[Path], str]]:
    """Every file of a model: what it is, its paths, and whether it is `whole` or gives `features`."""
    state = {name: tensor.clone() for name, tensor in authors_state(model).items()}
    every = [(name, make, "whole") for name, make in CONTENTS.items()]
    every += [(name, make, "features") for name, make in ENCODERS.items()]
    number = 0
    for name, make, outcome in every:
        for mode, options in MODES.items():
            if mode not in ("zip", "legacy") and name not in ("alone", "beside junk", "a model as an object"):
                continue
            number += 1
            path = to / f"{number}.pth"
            torch.save(make(state, model), path, **options)
            yield f"{name}, {mode}", [path], outcome
    for dtype in (torch.float64, torch.float16, torch.bfloat16):
        path = to / f"{dtype}.pt".replace("torch.", "")
        torch.save(
            {name: tensor.to(dtype) for name, tensor in state.items()}, path, _use_new_zipfile_serialization=False
        )
        yield f"{dtype}, legacy", [path], "whole"
    for name, tensors in (("behind module", prefixed(state, "module")), ("of lightly", lightly_state(state))):
        path = to / f"{name}.safetensors"
        save_file(tensors, path)
        yield f"{name}, safetensors", [path], "whole"
    yield "in shards", sorted(save_shards(model, to / "shards").iterdir()), "whole"


SHAPES = {"wide, in grey": WIDE, "high, of five channels": HIGH}


def of_other_shapes(to: Path) -> Iterator[tuple[str, Path, list[float]]]:
    """Files of pictures that are no square colours: what they are, their paths, and what transformers predicts."""
    for shape, geometry in SHAPES.items():
        model = random_model(geometry, learned_positions=False)
        expected = predicted(model, seeded_images(geometry)).flatten().tolist()
        state = authors_state(model)
        for name, content in (("the authors", {"model": state}), ("OpenMMLab", {"state_dict": openmmlab_state(state)})):
            path = to / f"{shape} {name}.pth"
            torch.save(content, path)
            yield f"{shape}, of {name}", path, expected


# Pictures of 224 pixels, since nothing in such a file tells their size.
BARE = Geometry(224, 32, Stack(64, 2, 1, 96), Stack(64, 1, 1, 96), class_token=False)


def without_class_token(to: Path) -> Iterator[tuple[str, Path, list[float | None]]]:
    """As MAE-pytorch saves it: what it is, its path, and what is predicted, of hidden patches alone."""
    torch.manual_seed(6)
    model = Bare(BARE).eval().requires_grad_(False)
    for name, parameter in model.named_parameters():
        parameter.normal_(std=0.1 if parameter.ndim == 1 else parameter[0].numel() ** -0.5)
        if "norm" in name and name.endswith("weight"):
            parameter.add_(1)
    _, _, mask = seeded_mask(SEED, BARE.patches, RATIO)
    hidden = mask[0] > 0
    pred = torch.full((BARE.patches, BARE.patch_dim), torch.nan)  # [L, P*P*C]
    pred[hidden] = model(seeded_images(BARE), hidden)
    expected = [None if value != value else value for value in pred.flatten().tolist()]
    for name, options in (("", {}), (", told of pixels", {"normlize_target": False})):
        path = to / f"bare{name}.pth"
        torch.save({"model": model.state_dict(), "epoch": 1, "args": argparse.Namespace(**options)}, path)
        yield f"without a class token, of MAE-pytorch{name}", path, expected


def write(to: Path) -> dict[str, Any]:
    """What there is, and what transformers predicts from it."""
    model = random_model(SMALL)
    for parameter in model.parameters():
        parameter.copy_(parameter.bfloat16())  # so that every precision holds the same numbers
    for layer in (*model.vit.layers, *model.decoder.decoder_layers):
        layer.attention.k_proj.bias.zero_()  # which some files do not have
    listed = [
        {"name": name, "files": [str(path) for path in paths], "outcome": outcome}
        for name, paths, outcome in written(model, to)
    ]
    images = seeded_images(SMALL)
    with torch.no_grad():
        latent = model.vit(images, noise=masked(model, SMALL.patches)).last_hidden_state[0, 1:]  # [K, D]
    expected = {"whole": predicted(model, images).flatten().tolist(), "features": latent.flatten().tolist()}
    for name, path, pred in (*of_other_shapes(to), *without_class_token(to)):
        listed.append({"name": name, "files": [str(path)], "outcome": name})
        expected[name] = pred
    return {"files": listed, "expected": expected}


def main() -> None:
    to = Path(sys.argv[1])
    (to / "wild.json").write_text(json.dumps(write(to)))


if __name__ == "__main__":
    main()
