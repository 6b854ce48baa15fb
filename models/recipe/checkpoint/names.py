"""What the tensors of a masked autoencoder are called: from everybody's names to those of the files on the hub.

The hub's names (of transformers 4) are ours too. `models/checkpoints.json` has them, and for each family of files what
its names mean: one of the hub's, or several whose tensors it stacks in rows, from top to bottom. A name means the same
in every family, so families need not be told apart. The page reads the same table.
"""

from __future__ import annotations

import re

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


def to_hub(tensors: Tensors) -> Tensors:
    """The same tensors under the hub's names, stacked ones taken apart; every name must be a known one."""
    state = {}
    for name, tensor in tensors.items():
        names = hub_names(name)
        parts = tensor.chunk(len(names)) if len(names) > 1 else (tensor,)  # [3 * D, ...] -> 3 times [D, ...]
        state.update(zip(names, parts, strict=True))
    return state
