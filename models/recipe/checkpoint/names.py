"""What the tensors of a masked autoencoder are called: from everybody's names to those of the files on the hub.

The hub's names (of transformers 4) are ours too. `models/checkpoints.json` has them, and for each family of files what
its names mean: one of the hub's, or several whose tensors it stacks in rows, from top to bottom. A name means the same
in every family, so families need not be told apart. The page reads the same table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from torch import Tensor

from model.geometry import TABLE

Tensors = dict[str, Tensor]

IN_A_BLOCK = re.compile(r"(\D+)\.(0|[1-9]\d*)\.(\D.*)")


def _by_any_name(section: str) -> dict[str, tuple[str, ...]]:
    found = {name: (name,) for name in TABLE["hub"][section]}
    for family in TABLE["families"].values():
        found |= {name: (hub,) if isinstance(hub, str) else tuple(hub) for name, hub in family[section].items()}
    return found


STACKS = _by_any_name("stacks")
"""In front of a block's number."""
PARTS = _by_any_name("parts")
"""Behind it, and in front of `weight` or `bias`."""
OUTSIDE = _by_any_name("outside")
"""Outside of the blocks, without `weight` and `bias`."""


def hub_names(name: str) -> tuple[str, ...]:
    """What a tensor is called on the hub: one name, several if it holds several in its rows, none if it is unknown."""
    module, dot, kind = name.rpartition(".")
    if kind not in ("weight", "bias"):
        module, dot, kind = name, "", ""
    if block := IN_A_BLOCK.fullmatch(module):
        stack, number, part = block.groups()
        hub = [f"{s}.{number}.{p}" for s in STACKS.get(stack, ()) for p in PARTS.get(part, ())]
    else:
        hub = list(OUTSIDE.get(module, ()))
    return tuple(f"{one}{dot}{kind}" for one in hub)


LEFT_OUT = set(TABLE["leftOut"])
"""Parts that neither reconstruction nor features need, such as the head of a classifier."""
OUTSIDE_OF_BLOCKS = re.compile(r"\D*")
ANOTHER = 0.5
"""Another model in the file has at least so large a part of the tensors of the one that is taken."""


@dataclass(frozen=True)
class Naming:
    """Which of a file's tensors are a model's: src/runtime/checkpoint/naming.ts of the page does the same."""

    own: dict[str, str]  # of the file's names those of the model, without what stands in front of them
    unknown: tuple[str, ...]
    left_out: tuple[str, ...]
    alike: tuple[str, ...]  # what stands before the encoder of this and of other models that fit as well


def _cuts(name: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a name in front: what goes, and what stays."""
    yield "", name
    for dot in re.finditer(r"\.", name):
        yield name[: dot.end()], name[dot.end() :]


Candidates = dict[str, dict[str, str]]  # by what stands in front: names of the file, and what stays of them


def naming_of(names: Iterable[str]) -> Naming:
    """What stands in front is taken away so that most names are names of a model, for encoder and decoder apart."""
    names = list(names)
    encoders: Candidates = {}
    decoders: Candidates = {}
    for name in names:
        for prefix, rest in _cuts(name):
            if hub := hub_names(rest):
                half = encoders if hub[0].startswith("vit.") else decoders
                half.setdefault(prefix, {})[name] = rest
    decoders = {prefix: own for prefix, own in decoders.items() if _count(own) > 1}  # an encoder can have a mask token
    best_encoders, best_decoders = _best(encoders), _best(decoders)
    encoder = _nearest(best_encoders, next(iter(best_decoders), ""))
    decoder = _nearest(best_decoders, encoder or "")
    own = encoders.get(encoder, {}) | decoders.get(decoder, {})
    enough = ANOTHER * _count(encoders.get(encoder, {}))
    others = {name for found in (*encoders.values(), *decoders.values()) if _count(found) >= enough for name in found}
    roots = tuple(prefix for prefix in (encoder, decoder) if prefix is not None)
    rest = [name for name in names if name not in own and name not in others and name.startswith(roots)]
    spare = {name for name in rest if LEFT_OUT & set(OUTSIDE_OF_BLOCKS.match(name)[0].split("."))}
    unknown = tuple(name for name in rest if name not in spare)
    alike = sorted(best_encoders, key=lambda prefix: prefix != encoder)
    return Naming(own, unknown, tuple(name for name in rest if name in spare), tuple(alike))


def _count(own: dict[str, str]) -> int:
    return len({hub for rest in own.values() for hub in hub_names(rest)})


def _best(candidates: Candidates) -> list[str]:
    """Those that have most of a model's tensors; the same tensors can be named by two families."""
    most = max(map(_count, candidates.values()), default=0)
    best: dict[str, str] = {}
    for prefix, own in candidates.items():
        if _count(own) == most:
            best.setdefault(next(iter(own)), prefix)
    return list(best.values())


def _nearest(prefixes: list[str], other: str) -> str | None:
    """Of models that are as good, the one that lies by the other half."""
    return max(prefixes, key=lambda prefix: _shared(prefix, other), default=None)


def _shared(a: str, b: str) -> int:
    """How much of its beginning a text shares with another."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def absent_biases(names: Iterable[str], state: Tensors) -> list[str]:
    """Biases that whole models leave out: of all keys, which no softmax notices, or of all queries, keys and values."""
    absent = []
    biases = [name for name in names if re.search(r"\.(query|key|value)\.bias$", name)]
    for stack in ("vit.", "decoder."):
        of_stack = [name for name in biases if name.startswith(stack)]
        keys = [name for name in of_stack if name.endswith(".key.bias")]
        for group in (of_stack, keys):
            others = set(of_stack) - set(group)
            if not any(name in state for name in group) and all(name in state for name in others):
                absent += group
    return list(dict.fromkeys(absent))


def to_hub(tensors: Tensors) -> Tensors:
    """The same tensors under the hub's names, stacked ones taken apart; every name must be a known one."""
    state = {}
    for name, tensor in tensors.items():
        names = hub_names(name)
        parts = tensor.chunk(len(names)) if len(names) > 1 else (tensor,)  # [3 * D, ...] -> 3 times [D, ...]
        state.update(zip(names, parts, strict=True))
    return state
