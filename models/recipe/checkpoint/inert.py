"""PyTorch's pickles as data: nothing that they name is run.

A pickle can name any class or function of Python's. Those that make tensors and dicts are what they are; every other
one becomes a class without any life of its own, which keeps what was put into it. So options, paths and optimizers that
lie beside weights keep no file from being read, whatever library they need.
"""

from __future__ import annotations

import collections
import pickle
import re
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

KNOWN = {
    ("collections", "OrderedDict"): collections.OrderedDict,
    ("torch", "Size"): torch.Size,
    ("torch.serialization", "_get_layout"): torch.serialization._get_layout,
    **{
        ("torch._utils", name): getattr(torch._utils, name)
        for name in ("_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_parameter", "_rebuild_parameter_with_state")
    },
}
PARTS_OF_MODULE = ("_parameters", "_buffers", "_modules")
"""What a module of PyTorch that was saved as an object calls its parts."""


class Inert:
    """An object of a class that is not understood."""

    def __new__(cls, *args: Any, **keywords: Any) -> Inert:
        found = super().__new__(cls)
        found.state, found.entries, found.items = None, {}, []
        return found

    def __init__(self, *args: Any, **keywords: Any) -> None:
        pass

    def __setstate__(self, state: Any) -> None:
        self.state = state

    def __setitem__(self, key: Any, value: Any) -> None:
        self.entries[key] = value

    def append(self, item: Any) -> None:
        self.items.append(item)

    def extend(self, items: Any) -> None:
        self.items.extend(items)

    def add(self, item: Any) -> None:
        self.items.append(item)

    def __call__(self, *args: Any, **keywords: Any) -> Inert:
        return Inert()


class Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return KNOWN.get((module, name)) or type(re.sub(r"\W", "_", name) or "_", (Inert,), {})


def load(file: Any, **options: Any) -> Any:
    return Unpickler(file, **options).load()


Way = tuple[str, ...]


def tensors_in(content: Any) -> Iterator[tuple[str, Tensor]]:
    """All tensors, however deep they lie, by the way to them; what is reached by two ways is told of by the first."""
    seen: set[int] = set()

    def look(value: Any, way: Way) -> Iterator[tuple[str, Tensor]]:
        if isinstance(value, Tensor):
            if way:
                yield ".".join(way), value.detach()
            return
        if id(value) in seen:
            return
        if isinstance(value, dict | list | tuple | Inert):
            seen.add(id(value))
        if isinstance(value, dict):
            for key, inner in value.items():
                if isinstance(key, str | int):
                    yield from look(inner, (*way, str(key)))
        elif isinstance(value, list | tuple):
            for i, inner in enumerate(value):
                yield from look(inner, (*way, str(i)))
        elif isinstance(value, Inert):
            yield from look(value.entries, way)
            for state in value.state if isinstance(value.state, tuple) else (value.state,):
                if isinstance(state, dict):
                    for part in PARTS_OF_MODULE:
                        yield from look(state.get(part), way)
                    yield from look({key: inner for key, inner in state.items() if key not in PARTS_OF_MODULE}, way)
            yield from look(value.items, way)

    kept: list[Any] = [content]  # so that no two objects have one id
    yield from look(kept[0], ())


def options_in(content: Any, option: str) -> set[bool]:
    """What all that lies beside the tensors says of an option."""
    said: set[bool] = set()
    waiting, seen, kept = [content], set(), []
    while waiting:
        value = waiting.pop()
        if id(value) in seen or not isinstance(value, dict | list | tuple | Inert):
            continue
        seen.add(id(value))
        kept.append(value)
        if isinstance(value, Inert):
            waiting += [value.state, value.entries, value.items]
        elif isinstance(value, dict):
            waiting += value.values()
            if isinstance(value.get(option), bool):
                said.add(value[option])
        else:
            waiting += value
    return said
