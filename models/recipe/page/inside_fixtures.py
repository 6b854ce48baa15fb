"""What transformers computes on the way through a checkpoint, block by block, for the page's view of the inside.

Called by `page/fixtures.py`. The checkpoint is one of those that `page/checkpoint_fixtures.py` writes, and is read as
anyone would read it. Of every tensor a few numbers are told, and the sum of all without their signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import ViTMAEForPreTraining

from page.checkpoint_fixtures import FOLDER, PICTURE_SEED, RATIO, SEED, SMALL, seeded_images
from page.written_down import Files, by_line

# Tokens of block 0 are what the first block is given; tokens and attention of block n are those of the n-th block,
# counted from one. The latent is what the final layer norm makes of the last block's tokens.
Inside = dict[tuple[str, str, int], Tensor]  # by half, what and block; without the batch of one
TOLD, STRIDE = 24, 7919


def hub_model(root: Path) -> ViTMAEForPreTraining:
    """The committed checkpoint; the eager attention alone gives its weights away."""
    folder = root / FOLDER / "hub"
    return ViTMAEForPreTraining.from_pretrained(folder, attn_implementation="eager", dtype=torch.float32).eval()


@contextmanager
def tapped(half: str, layers: nn.ModuleList) -> Iterator[Inside]:
    """The tokens and attention weights of every block that runs meanwhile.

    By hooks, for both halves alike: the decoder of transformers hands out no hidden states at all.
    """
    inside: Inside = {}

    def given(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        inside[half, "tokens", 0] = inputs[0][0]  # [T, D]

    def tokens(block: int, _: nn.Module, __: Any, output: Tensor) -> None:
        inside[half, "tokens", block] = output[0]  # [T, D]

    def attention(block: int, _: nn.Module, __: Any, output: tuple[Tensor, Tensor]) -> None:
        inside[half, "attention", block] = output[1][0]  # [H, T, T]: by head, who looks, at whom

    hooks = [layers[0].register_forward_pre_hook(given)]
    for block, layer in enumerate(layers, 1):
        hooks.append(layer.register_forward_hook(partial(tokens, block)))
        hooks.append(layer.attention.register_forward_hook(partial(attention, block)))
    try:
        yield inside
    finally:
        for hook in hooks:
            hook.remove()


def encoded(model: ViTMAEForPreTraining, images: Tensor, noise: Tensor, ratio: float) -> tuple[Inside, Tensor, Tensor]:
    """Images [1, C, H, W], noise [1, L] -> the encoder's inside, its output [1, K + 1, D] and ids_restore [1, L]."""
    model.vit.embeddings.config.mask_ratio = ratio  # where transformers reads it
    with torch.no_grad(), tapped("encoder", model.vit.layers) as inside:
        seen = model.vit(images, noise=noise)
    inside["encoder", "latent", len(model.vit.layers)] = seen.last_hidden_state[0]  # [K + 1, D]
    return inside, seen.last_hidden_state, seen.ids_restore


def whole(model: ViTMAEForPreTraining) -> Inside:
    """All patches in reading order: noise that rises leaves them unshuffled."""
    patches = SMALL.patches
    noise = torch.arange(patches)[None] / patches  # [1, L]
    inside, _, ids_restore = encoded(model, seeded_images(SMALL), noise, 0.0)
    assert ids_restore[0].tolist() == list(range(patches))
    return inside


def masked(model: ViTMAEForPreTraining) -> Inside:
    """Behind the mask of `SEED`, the visible patches in the order of ids_keep; then the decoder, in reading order."""
    torch.manual_seed(SEED)
    inside, latent, ids_restore = encoded(model, seeded_images(SMALL), torch.rand(1, SMALL.patches), RATIO)
    with torch.no_grad(), tapped("decoder", model.decoder.decoder_layers) as drawn:
        model.decoder(latent, ids_restore)
    return inside | drawn


def told(tensor: Tensor) -> dict[str, Any]:
    """Numbers at places all over a tensor, to seven digits."""
    flat = tensor.flatten()
    indices = [k * STRIDE % len(flat) for k in range(TOLD)]
    values = [float(f"{flat[i].item():.7g}") for i in indices]
    total = float(f"{flat.double().abs().sum().item():.7g}")
    return {"shape": list(tensor.shape), "indices": indices, "values": values, "sum": total}


def insides(root: Path) -> Files:
    """Tokens and attention weights of every block, of a whole picture and of a masked one."""
    model, cases = hub_model(root), []
    for name, run in (("whole", whole), ("masked", masked)):
        tensors = [
            {"half": half, "what": what, "block": block, **told(tensor)}
            for (half, what, block), tensor in run(model).items()
        ]
        cases.append({"name": name, "tensors": tensors})
    head = {"picture": PICTURE_SEED, "mask": SEED, "ratio": RATIO}
    yield "src/runtime/inside/fixtures/inside.json", by_line("cases", cases, **head)
