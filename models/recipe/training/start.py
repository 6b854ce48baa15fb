"""Where weights begin: an initialisation that resembles trained attention, and the growth of a trained model.

Mimetic initialisation (Trockman & Kolter 2023): in trained transformers query-times-key resembles the identity and
value-times-output its negative. Beginning there saves the steps in which attention finds out to look at itself.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from checkpoint.files import read_file
from model.mae import MAE, Block

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


def grown(path: Path, model: MAE) -> State:
    """Weights from a file, for a model that may have more blocks, or more heads in its decoder, than the file."""
    stored = read_file(path)
    state, (_, had) = stored.tensors, stored.heads or (3, 3)
    parts, rest = divmod(model.geometry.decoder.heads, had)
    if rest:
        raise ValueError(f"{had} heads of the decoder cannot be split into {model.geometry.decoder.heads}")
    return grow(split_heads(state, "decoder.", had, parts) if parts > 1 else state, model)


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


def split_heads(state: State, prefix: str, heads: int, parts: int) -> State:
    """Weights of a stack with `parts` times as many heads that computes nearly the same.

    Each head becomes `parts` narrower ones that attend alike, by the best approximation of its logits that their
    width allows (the largest singular values of Q'K), and that carry a part of its values each.
    """
    state = dict(state)
    for block in {
        name[: name.index(".attention.")] for name in state if name.startswith(prefix) and ".attention." in name
    }:
        names = [
            f"{block}.attention.attention.{name}" for name in ("query.weight", "query.bias", "key.weight", "key.bias")
        ]
        query, bias, key, key_bias = (state[name].clone() for name in names)
        size = len(query) // heads
        narrow = size // parts
        for head in range(heads):
            rows = slice(head * size, (head + 1) * size)
            asks = torch.cat([query[rows], bias[rows, None]], dim=1).double()  # [D/H, D + 1]
            logits = asks.T @ key[rows].double() / parts**0.5  # [D + 1, D], for the narrower head's scale
            u, s, v = torch.linalg.svd(logits, full_matrices=False)
            root = s[:narrow].sqrt()  # [D/H/parts]
            asks = (u[:, :narrow] * root).T.float().repeat(parts, 1)  # [D/H, D + 1]
            query[rows], bias[rows] = asks[:, :-1], asks[:, -1]
            key[rows] = (v[:narrow] * root[:, None]).float().repeat(parts, 1)
        state |= zip(names, (query, bias, key, torch.zeros_like(key_bias)), strict=True)
    return state
