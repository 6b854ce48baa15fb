"""The masked autoencoder of He et al. (arXiv 2111.06377) as one PyTorch module.

Parameters carry the names of the published files on the hub (`vit.encoder.layer.0.attention.attention.query.weight`),
so that `state_dict()` *is* a checkpoint. Shape letters: N images, L patches, K visible patches, P patch size,
D encoder width, E decoder width, H heads. A patch is P*P*3 numbers in the order row, column, channel.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

MEAN = (0.485, 0.456, 0.406)  # ImageNet, red green blue, of pixels in 0 ... 1
STD = (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class Stack:
    """A stack of transformer blocks: its width, how many, their heads, and the width inside the MLP."""

    width: int
    depth: int
    heads: int
    mlp: int


@dataclass(frozen=True)
class Geometry:
    """Everything about a model that is not a weight."""

    image_size: int
    patch_size: int
    encoder: Stack
    decoder: Stack
    layer_norm_eps: float = 1e-6

    @property
    def grid(self) -> int:
        return self.image_size // self.patch_size

    @property
    def patches(self) -> int:
        return self.grid**2

    @property
    def patch_dim(self) -> int:
        return self.patch_size**2 * 3


MAE_TINY = Geometry(224, 16, encoder=Stack(192, 12, 3, 768), decoder=Stack(192, 4, 3, 768))
MAE_BASE = Geometry(224, 16, encoder=Stack(768, 12, 12, 3072), decoder=Stack(512, 8, 16, 2048))
MAE_LARGE = Geometry(224, 16, encoder=Stack(1024, 24, 16, 4096), decoder=Stack(512, 8, 16, 2048))
MAE_HUGE = Geometry(224, 14, encoder=Stack(1280, 32, 16, 5120), decoder=Stack(512, 8, 16, 2048))


def patchify(images: Tensor, patch_size: int) -> Tensor:
    """Cut images [N, 3, S, S] into patches [N, L, P*P*3]."""
    n, c, s, _ = images.shape
    g = s // patch_size
    x = images.reshape(n, c, g, patch_size, g, patch_size)  # [N, 3, row of patches, row, column of patches, column]
    return x.permute(0, 2, 4, 3, 5, 1).reshape(n, g * g, patch_size**2 * c)  # [N, L, P*P*3]


def unpatchify(patches: Tensor, patch_size: int) -> Tensor:
    """Put patches [N, L, P*P*3] back together to images [N, 3, S, S]."""
    n, length, _ = patches.shape
    g = int(length**0.5)
    x = patches.reshape(n, g, g, patch_size, patch_size, 3)
    return x.permute(0, 5, 1, 3, 2, 4).reshape(n, 3, g * patch_size, g * patch_size)  # [N, 3, S, S]


def normalise(pixels: Tensor) -> Tensor:
    """Pixels [N, 3, S, S] in 0 ... 1 to what the model sees: minus ImageNet's mean, over its deviation."""
    return (pixels - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(STD).view(3, 1, 1)


def denormalise(images: Tensor) -> Tensor:
    """Undo `normalise`; the result is not clamped."""
    return images * torch.tensor(STD).view(3, 1, 1) + torch.tensor(MEAN).view(3, 1, 1)


def len_keep(patches: int, ratio: float) -> int:
    """How many of `patches` stay visible at a mask ratio of 0 ... 0.99: floor(L * (1 - ratio)), at least one."""
    return max(1, int(patches * (1 - ratio)))


def random_masking(noise: Tensor, keep: int) -> tuple[Tensor, Tensor, Tensor]:
    """Keep the `keep` patches with the least noise [N, L].

    Returns ids_keep [N, K], ids_restore [N, L] (the inverse of the shuffle) and mask [N, L] (0 visible, 1 hidden).
    """
    ids_shuffle = noise.argsort(
        dim=1, stable=True
    )  # [N, L], the same on every processor even where two noises are equal
    ids_restore = ids_shuffle.argsort(dim=1)  # [N, L]
    return ids_shuffle[:, :keep], ids_restore, (ids_restore >= keep).float()


def sincos_positions(width: int, grid: int) -> Tensor:
    """Fixed two-dimensional sine-cosine embedding [1, L + 1, D]; the class token comes first and is zero.

    The first half of the width encodes the column, the second the row, each as sines then cosines.
    """
    omega = 10000.0 ** -(torch.arange(width // 4, dtype=torch.float64) / (width // 4))  # [D/4]
    angles = torch.arange(grid, dtype=torch.float64)[:, None] * omega  # [G, D/4]
    line = torch.cat([angles.sin(), angles.cos()], dim=1)  # [G, D/2]
    columns = line[None, :, :].expand(grid, grid, -1)  # [row, column, D/2]
    rows = line[:, None, :].expand(grid, grid, -1)
    cells = torch.cat([columns, rows], dim=2).reshape(1, grid * grid, width)  # [1, L, D]
    return torch.cat([torch.zeros(1, 1, width), cells.float()], dim=1)  # [1, L + 1, D]


class Attention(nn.Module):
    """Multi-head self-attention as two matmuls and a softmax: on a CPU that trains faster than the fused one."""

    def __init__(self, stack: Stack) -> None:
        super().__init__()
        self.heads = stack.heads
        linears = {name: nn.Linear(stack.width, stack.width) for name in ("query", "key", "value")}
        self.attention = nn.ModuleDict(linears)
        self.output = nn.ModuleDict({"dense": nn.Linear(stack.width, stack.width)})

    def forward(self, x: Tensor) -> Tensor:
        n, t, d = x.shape
        parts = (self.attention[name](x) for name in ("query", "key", "value"))  # [N, T, D] each
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in parts)  # [N, H, T, D/H]
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1)  # [N, H, T, T]
        mixed = scores.softmax(dim=-1) @ v  # [N, H, T, D/H]
        return self.output["dense"](mixed.transpose(1, 2).reshape(n, t, d))  # [N, T, D]


class Block(nn.Module):
    """A pre-norm transformer block."""

    def __init__(self, stack: Stack, eps: float) -> None:
        super().__init__()
        self.layernorm_before = nn.LayerNorm(stack.width, eps)
        self.attention = Attention(stack)
        self.layernorm_after = nn.LayerNorm(stack.width, eps)
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(stack.width, stack.mlp)})
        self.output = nn.ModuleDict({"dense": nn.Linear(stack.mlp, stack.width)})

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attention(self.layernorm_before(x))  # [N, T, D]
        return x + self.output["dense"](F.gelu(self.intermediate["dense"](self.layernorm_after(x))))  # [N, T, D]


class Embeddings(nn.Module):
    """The patch projection (kept as a convolution's weight, as in the published files), class token and positions."""

    def __init__(self, geometry: Geometry) -> None:
        super().__init__()
        p, d = geometry.patch_size, geometry.encoder.width
        self.cls_token = nn.Parameter(torch.zeros(1, 1, d))
        self.position_embeddings = nn.Parameter(sincos_positions(d, geometry.grid), requires_grad=False)
        self.patch_embeddings = nn.ModuleDict({"projection": nn.Conv2d(3, d, p, p)})

    def forward(self, patches: Tensor, ids_keep: Tensor) -> Tensor:
        projection = self.patch_embeddings["projection"]
        weight = projection.weight.permute(0, 2, 3, 1).flatten(1)  # [D, P*P*3]: row, column, channel as in a patch
        x = F.linear(patches, weight, projection.bias)  # [N, K, D]
        x = x + self.position_embeddings[0, 1:][ids_keep]  # [N, K, D]
        cls = self.cls_token + self.position_embeddings[:, :1]  # [1, 1, D]
        return torch.cat([cls.expand(len(x), -1, -1), x], dim=1)  # [N, K + 1, D]


class Encoder(nn.Module):
    """A vision transformer that sees the visible patches only."""

    def __init__(self, geometry: Geometry) -> None:
        super().__init__()
        eps, stack = geometry.layer_norm_eps, geometry.encoder
        self.embeddings = Embeddings(geometry)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Block(stack, eps) for _ in range(stack.depth))})
        self.layernorm = nn.LayerNorm(stack.width, eps)

    def forward(self, patches: Tensor, ids_keep: Tensor) -> Tensor:
        x = self.embeddings(patches, ids_keep)  # [N, K + 1, D]
        for block in self.encoder["layer"]:
            x = block(x)
        return self.layernorm(x)


class Decoder(nn.Module):
    """Fills the hidden places with one learned mask token and predicts every patch."""

    def __init__(self, geometry: Geometry) -> None:
        super().__init__()
        eps, stack = geometry.layer_norm_eps, geometry.decoder
        self.mask_token = nn.Parameter(torch.zeros(1, 1, stack.width))
        self.decoder_pos_embed = nn.Parameter(sincos_positions(stack.width, geometry.grid), requires_grad=False)
        self.decoder_embed = nn.Linear(geometry.encoder.width, stack.width)
        self.decoder_layers = nn.ModuleList(Block(stack, eps) for _ in range(stack.depth))
        self.decoder_norm = nn.LayerNorm(stack.width, eps)
        self.decoder_pred = nn.Linear(stack.width, geometry.patch_dim)

    def forward(self, latent: Tensor, ids_restore: Tensor) -> Tensor:
        x = self.decoder_embed(latent)  # [N, K + 1, E]
        visible = latent.shape[1] - 1
        mask_token = self.mask_token.to(x.dtype).expand(len(x), -1, -1)  # [N, 1, E]
        tokens = torch.cat([x[:, 1:], mask_token], dim=1)  # [N, K + 1, E]: the mask token is number K
        index = ids_restore.clamp(max=visible)[:, :, None].expand(-1, -1, x.shape[2])  # [N, L, E]
        x = torch.cat([x[:, :1], tokens.gather(1, index)], dim=1) + self.decoder_pos_embed  # [N, L + 1, E]
        for block in self.decoder_layers:
            x = block(x)
        return self.decoder_pred(self.decoder_norm(x))[:, 1:]  # [N, L, P*P*3]


class MAE(nn.Module):
    """Encoder and decoder; `forward` goes from patches and a mask to the prediction of every patch."""

    def __init__(self, geometry: Geometry) -> None:
        super().__init__()
        self.geometry = geometry
        self.vit = Encoder(geometry)
        self.decoder = Decoder(geometry)
        self.apply(_initialise)
        for token in (self.vit.embeddings.cls_token, self.decoder.mask_token):
            nn.init.normal_(token, std=0.02)

    def forward(self, patches: Tensor, ids_keep: Tensor, ids_restore: Tensor) -> Tensor:
        """patches [N, L, P*P*3], ids_keep [N, K], ids_restore [N, L] -> pred [N, L, P*P*3]."""
        visible = patches.gather(1, ids_keep[:, :, None].expand(-1, -1, patches.shape[2]))  # [N, K, P*P*3]
        return self.decoder(self.vit(visible, ids_keep), ids_restore)


def _initialise(module: nn.Module) -> None:
    """The paper's initialisation: Xavier-uniform linear layers (the patch projection as a linear one), zero biases."""
    if isinstance(module, nn.Linear | nn.Conv2d):
        nn.init.xavier_uniform_(module.weight.view(len(module.weight), -1))
        nn.init.zeros_(module.bias)


def normalise_target(patches: Tensor) -> Tensor:
    """`norm_pix_loss`: each patch minus its mean, over its deviation (unbiased variance + 1e-6)."""
    mean = patches.mean(dim=-1, keepdim=True)  # [N, L, 1]
    variance = patches.var(dim=-1, keepdim=True)
    return (patches - mean) / (variance + 1e-6) ** 0.5


def masked_loss(target: Tensor, pred: Tensor, mask: Tensor) -> Tensor:
    """Mean squared error over hidden patches only; target and pred [N, L, P*P*3], mask [N, L]."""
    error = (pred - target).square().mean(dim=-1)  # [N, L]
    return (error * mask).sum() / mask.sum()


def geometry_of(state: dict[str, Tensor], heads: tuple[int, int], eps: float = 1e-6) -> Geometry:
    """Read a geometry from a checkpoint's shapes; `heads` of encoder and decoder are what shapes do not tell."""
    d, _, p, _ = state["vit.embeddings.patch_embeddings.projection.weight"].shape
    grid = int((state["vit.embeddings.position_embeddings"].shape[1] - 1) ** 0.5)
    e = state["decoder.decoder_embed.weight"].shape[0]

    def stack(width: int, count: int, prefix: str) -> Stack:
        layers = [name for name in state if name.startswith(prefix) and name.endswith("layernorm_before.weight")]
        return Stack(width, len(layers), count, state[f"{prefix}0.intermediate.dense.weight"].shape[0])

    stacks = stack(d, heads[0], "vit.encoder.layer."), stack(e, heads[1], "decoder.decoder_layers.")
    return Geometry(grid * p, p, *stacks, eps)
