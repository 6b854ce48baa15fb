"""What the tensors of a masked autoencoder are called: one table from the hub's names to everybody else's.

The left column is the spelling of the published files on the hub (transformers 4), and ours. On the right are the other
spellings of the same tensor: in memory in transformers 5 (`vit.layers.0.attention.q_proj.weight`), written by its
`save_pretrained` (`decoder.decoder_encoder.layer.0.…`), and in the authors' files (`blocks.0.attn.qkv.weight`).
A name that stands in several rows is one tensor with these stacked in rows, from top to bottom.
"""

from __future__ import annotations

import re

from torch import Tensor

Tensors = dict[str, Tensor]

STACKS = {  # in front of a block's number
    "vit.encoder.layer": ("vit.layers", "blocks"),
    "decoder.decoder_layers": ("decoder.decoder_encoder.layer", "decoder_blocks"),
}
PARTS = {  # behind it, and in front of `weight` or `bias`
    "layernorm_before": ("norm1",),
    "attention.attention.query": ("attention.q_proj", "attn.qkv"),
    "attention.attention.key": ("attention.k_proj", "attn.qkv"),
    "attention.attention.value": ("attention.v_proj", "attn.qkv"),
    "attention.output.dense": ("attention.o_proj", "attn.proj"),
    "layernorm_after": ("norm2",),
    "intermediate.dense": ("mlp.fc1",),
    "output.dense": ("mlp.fc2",),
}
OUTSIDE = {  # of the blocks; `weight` and `bias` left out
    "vit.embeddings.cls_token": ("cls_token",),
    "vit.embeddings.position_embeddings": ("pos_embed",),
    "vit.embeddings.patch_embeddings.projection": ("patch_embed.proj",),
    "vit.layernorm": ("norm",),
    "decoder.mask_token": ("mask_token",),
    "decoder.decoder_pos_embed": ("decoder_pos_embed",),
    "decoder.decoder_embed": ("decoder_embed",),
    "decoder.decoder_norm": ("decoder_norm",),
    "decoder.decoder_pred": ("decoder_pred",),
}
IN_A_BLOCK = re.compile(r"(\D+)\.(0|[1-9]\d*)\.(\D.*)")


def _by_any_name(table: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for hub, others in table.items():
        for name in (hub, *others):
            found[name] = (*found.get(name, ()), hub)
    return found


_STACKS, _PARTS, _OUTSIDE = map(_by_any_name, (STACKS, PARTS, OUTSIDE))


def hub_names(name: str) -> tuple[str, ...]:
    """What a tensor is called on the hub: one name, several if it holds several in its rows, none if it is unknown."""
    module, dot, kind = name.rpartition(".")
    if kind not in ("weight", "bias"):
        module, dot, kind = name, "", ""
    if block := IN_A_BLOCK.fullmatch(module):
        stack, number, part = block.groups()
        hub = [f"{s}.{number}.{p}" for s in _STACKS.get(stack, ()) for p in _PARTS.get(part, ())]
    else:
        hub = list(_OUTSIDE.get(module, ()))
    return tuple(f"{one}{dot}{kind}" for one in hub)


def to_hub(tensors: Tensors) -> Tensors:
    """The same tensors under the hub's names, stacked ones taken apart; every name must be a known one."""
    state = {}
    for name, tensor in tensors.items():
        names = hub_names(name)
        parts = tensor.chunk(len(names)) if len(names) > 1 else (tensor,)  # [3 * D, ...] -> 3 times [D, ...]
        state.update(zip(names, parts, strict=True))
    return state
