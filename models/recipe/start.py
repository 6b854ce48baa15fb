"""Where weights begin: an initialisation that resembles trained attention, and the growth of a trained model by blocks.

Mimetic initialisation (Trockman & Kolter 2023): in trained transformers query-times-key resembles the identity and
value-times-output its negative. Beginning there saves the steps in which attention finds out to look at itself.
"""

from __future__ import annotations

import torch
from torch import Tensor

from mae import MAE, Block

State = dict[str, Tensor]


@torch.no_grad()
def mimetic(model: MAE, look: float = 0.7, mix: float = 0.4) -> None:
    """Set every attention of a new model: Q'K is look * (I + noise) in each head, V then O is mix * (noise - I)."""
    for block in [*model.vit.encoder["layer"], *model.decoder.decoder_layers]:
        _attend(block, look, mix)


def _attend(block: Block, look: float, mix: float) -> None:
    attention = block.attention
    width, heads = attention.output["dense"].weight.shape[0], attention.heads
    size = width // heads

    def noise() -> Tensor:
        return torch.randn(width, width) / width**0.5  # [D, D]

    query, key = (attention.attention[name].weight for name in ("query", "key"))
    for head in range(heads):
        u, s, v = torch.linalg.svd(look * (torch.eye(width) + noise()))  # [D, D], [D], [D, D]
        root = s[:size].sqrt()[:, None]  # [D/H, 1]
        rows = slice(head * size, (head + 1) * size)
        query[rows] = u.T[:size] * root
        key[rows] = v[:size] * root
    u, s, v = torch.linalg.svd(mix * (noise() - torch.eye(width)))
    attention.attention["value"].weight.copy_(v * s.sqrt()[:, None])
    attention.output["dense"].weight.copy_(u * s.sqrt())


def grow(state: State, model: MAE) -> State:
    """Weights of a shallower model made to fit a deeper one that computes the same.

    A missing block is a copy of the last one of its stack whose two output layers are zero: it adds nothing yet.
    """
    state = dict(state)
    depths = {
        "vit.encoder.layer.": len(model.vit.encoder["layer"]),
        "decoder.decoder_layers.": len(model.decoder.decoder_layers),
    }
    for prefix, depth in depths.items():
        have = 1 + max(int(name[len(prefix) :].split(".")[0]) for name in state if name.startswith(prefix))
        last = f"{prefix}{have - 1}."
        for name in [name for name in state if name.startswith(last)]:
            part = name[len(last) :]
            silent = part.startswith(("output.dense", "attention.output.dense"))
            for i in range(have, depth):
                state[f"{prefix}{i}.{part}"] = torch.zeros_like(state[name]) if silent else state[name].clone()
    return state
