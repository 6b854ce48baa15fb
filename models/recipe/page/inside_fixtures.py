"""What transformers computes on the way through a checkpoint, block by block, for the page's view of the inside.

Called by `page/fixtures.py`. The checkpoint is one of those that `page/checkpoint_fixtures.py` writes, and is read as
anyone would read it. Of every tensor a few numbers are told, and the sum of all without their signs.

What the page finds in the weights alone is found in the file itself, by PyTorch's decomposition into singular values.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import ViTMAEForPreTraining

from page.checkpoint_fixtures import FOLDER, PICTURE_SEED, RATIO, SEED, SMALL, seeded_images
from page.written_down import Files, by_line

# Tokens of block 0 are what the first block is given; tokens and attention of block n are those of the n-th block,
# counted from one. The latent is what the final layer norm makes of the last block's tokens.
Inside = dict[tuple[str, str, int], Tensor]  # by half, what and block; without the batch of one
TOLD, STRIDE = 24, 7919
DIRECTIONS, COSINES = 4, 48  # of so many directions the numbers are told, and so many cosines
MATRICES = {  # of a block, as transformers 4 calls them
    "attention": [*(f"attention.attention.{part}" for part in ("query", "key", "value")), "attention.output.dense"],
    "mlp": ["intermediate.dense", "output.dense"],
}
COLOUR_SEED, COLOUR_SHAPES = 8, ((6, 5), (4, 5))  # tokens of two pictures; no level of theirs is nearly a tie


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


def digits(value: Tensor) -> float:
    """A number to seven digits."""
    return float(f"{value.item():.7g}")


def told(tensor: Tensor, count: int = TOLD) -> dict[str, Any]:
    """Numbers at places all over a tensor."""
    flat = tensor.flatten()
    indices = [k * STRIDE % len(flat) for k in range(count)]
    values = [digits(flat[i]) for i in indices]
    return {"shape": list(tensor.shape), "indices": indices, "values": values, "sum": digits(flat.double().abs().sum())}


def directions(matrix: Tensor) -> tuple[Tensor, Tensor]:
    """Principal directions of the rows of a matrix [R, N], not centred, and their shares: [M, N] and [M], which fall.

    Of every direction the entry of largest magnitude is positive.
    """
    _, sizes, found = torch.linalg.svd(matrix.double(), full_matrices=False)  # [M], [M, N]
    largest = found.gather(1, found.abs().argmax(dim=1, keepdim=True))  # [M, 1]
    return found * largest.sign(), sizes.square() / sizes.square().sum()


def hub_weights(root: Path) -> dict[str, Tensor]:
    """The tensors of the committed checkpoint by the names that stand in the file, in double precision."""
    path = root / FOLDER / "hub" / "model.safetensors"
    return {name: tensor.double() for name, tensor in load_file(path).items()}


def position_cosines(state: dict[str, Tensor]) -> Tensor:
    """Between the position embeddings of all pairs of patches, without the class token: [L, L]."""
    places = state["vit.embeddings.position_embeddings"][0, 1:]  # [L, D]
    return nn.functional.cosine_similarity(places[:, None], places[None], dim=2)


def block_sizes(state: dict[str, Tensor]) -> list[dict[str, Any]]:
    """The root mean square of the weights of attention and MLP of each block, those of the encoder first."""
    blocks = []
    for half, layers in (("encoder", "vit.encoder.layer"), ("decoder", "decoder.decoder_layers")):
        depth = sum(name.startswith(f"{layers}.") and name.endswith("layernorm_before.weight") for name in state)
        for layer in range(depth):
            block: dict[str, Any] = {"half": half, "block": layer + 1}
            for what, names in MATRICES.items():
                matrices = torch.cat([state[f"{layers}.{layer}.{name}.weight"].flatten() for name in names])
                block[what] = digits(matrices.square().mean().sqrt())
            blocks.append(block)
    return blocks


def weights(root: Path) -> Files:
    """What is to be seen of a network without any picture."""
    state = hub_weights(root)
    found, shares = directions(state["vit.embeddings.patch_embeddings.projection.weight"].flatten(1))  # [M, C*P*P]
    filters = [{"share": digits(shares[i]), **told(found[i])} for i in range(DIRECTIONS)]
    blocks = block_sizes(state)
    positions = told(position_cosines(state), COSINES)
    yield "src/runtime/inside/fixtures/weights.json", by_line("filters", filters, positions=positions, blocks=blocks)


def colour_tokens() -> list[Tensor]:
    """Tokens of two pictures, [N, D] each."""
    torch.manual_seed(COLOUR_SEED)
    return [torch.rand(shape) for shape in COLOUR_SHAPES]


def colour_levels(pictures: list[Tensor]) -> list[Tensor]:
    """Tokens of pictures, [N, D] each -> red, green and blue of each token, [N, 3] each, 0 ... 255 and not rounded."""
    tokens = torch.cat(pictures).double()
    centred = tokens - tokens.mean(dim=0)
    along = centred @ directions(centred)[0][:3].mT  # of all pictures, [N + N ..., 3]
    # Whichever way the axes are turned, the largest coordinate is positive.
    along = along * along.gather(0, along.abs().argmax(dim=0, keepdim=True)).sign()  # [N + N ..., 3]
    low, high = along.amin(dim=0), along.amax(dim=0)
    return list(((along - low) / (high - low) * 255).split([len(picture) for picture in pictures]))


def colours() -> Files:
    """The tokens of two pictures in the same colours; PyTorch rounds as JavaScript clamps, half to even."""
    levels = [picture.round().int().flatten().tolist() for picture in colour_levels(colour_tokens())]
    pictures = [{"shape": shape, "levels": own} for shape, own in zip(COLOUR_SHAPES, levels, strict=True)]
    yield "src/mae/fixtures/colours.json", by_line("pictures", pictures, seed=COLOUR_SEED)


def insides(root: Path) -> Files:
    """Tokens and attention weights of every block, of a whole picture and of a masked one; and the weights alone."""
    model, cases = hub_model(root), []
    for name, run in (("whole", whole), ("masked", masked)):
        tensors = [
            {"half": half, "what": what, "block": block, **told(tensor)}
            for (half, what, block), tensor in run(model).items()
        ]
        cases.append({"name": name, "tensors": tensors})
    head = {"picture": PICTURE_SEED, "mask": SEED, "ratio": RATIO}
    yield "src/runtime/inside/fixtures/inside.json", by_line("cases", cases, **head)
    yield from weights(root)
    yield from colours()
