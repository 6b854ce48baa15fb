"""The masked autoencoder of He et al. (arXiv 2111.06377) as one PyTorch module.

Parameters carry the names of the published files on the hub (`vit.encoder.layer.0.attention.attention.query.weight`),
so that `state_dict()` *is* a checkpoint. Shape letters: N images, L patches, K visible patches, P patch size,
D encoder width, E decoder width, H heads, C channels. A patch is P*P*C numbers in the order row, column, channel.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from model.geometry import Geometry, Stack


def sincos_positions(width: int, grid: tuple[int, int]) -> Tensor:
    """Fixed two-dimensional sine-cosine embedding [1, L + 1, D]; the class token comes first and is zero.

    The first half of the width encodes the column, the second the row, each as sines then cosines.
    """
    omega = 10000.0 ** -(torch.arange(width // 4, dtype=torch.float64) / (width // 4))  # [D/4]
    angles = torch.arange(max(grid), dtype=torch.float64)[:, None] * omega  # [G, D/4]
    line = torch.cat([angles.sin(), angles.cos()], dim=1)  # [G, D/2]
    rows, columns = grid
    across = line[None, :columns].expand(rows, columns, -1)  # [row, column, D/2]
    down = line[:rows, None].expand(rows, columns, -1)  # [row, column, D/2]
    cells = torch.cat([across, down], dim=2).reshape(1, rows * columns, width)  # [1, L, D]
    return torch.cat([torch.zeros(1, 1, width), cells.float()], dim=1)  # [1, L + 1, D]


def counted_positions(width: int, patches: int) -> Tensor:
    """Fixed embedding of the number of a patch [1, L, D]: sines and cosines in turn (arXiv 1706.03762, 3.5).

    As code without a class token computes it.
    """
    omega = 10000.0 ** -(torch.arange(0, width, 2, dtype=torch.float64) / width)  # [D/2]
    angles = torch.arange(patches, dtype=torch.float64)[:, None] * omega  # [L, D/2]
    return torch.stack([angles.sin(), angles.cos()], dim=2).flatten(1)[None, :, :width].float()  # [1, L, D]


def positions(width: int, geometry: Geometry) -> Tensor:
    """What goes before training to the tokens of a picture [1, L + 1, D], or [1, L, D] without a class token."""
    is_counted = not geometry.class_token
    return counted_positions(width, geometry.patches) if is_counted else sincos_positions(width, geometry.grid)


class Attention(nn.Module):
    """Multi-head self-attention: fused on a GPU; as two matmuls and a softmax elsewhere, where that trains faster."""

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
        if x.is_cuda:
            mixed = F.scaled_dot_product_attention(q, k, v)  # [N, H, T, D/H]
        else:
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
        self.patches = geometry.patches
        if geometry.class_token:
            self.cls_token = nn.Parameter(torch.zeros(1, 1, d))
        self.position_embeddings = nn.Parameter(positions(d, geometry), requires_grad=False)
        self.patch_embeddings = nn.ModuleDict({"projection": nn.Conv2d(geometry.channels, d, p, p)})

    def forward(self, patches: Tensor, ids_keep: Tensor) -> Tensor:
        projection = self.patch_embeddings["projection"]
        weight = projection.weight.permute(0, 2, 3, 1).flatten(1)  # [D, P*P*C]: row, column, channel as in a patch
        x = F.linear(patches, weight, projection.bias)  # [N, K, D]
        before = self.position_embeddings.shape[1] - self.patches
        x = x + self.position_embeddings[0, before:][ids_keep]  # [N, K, D]
        if not before:
            return x
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
        self.decoder_pos_embed = nn.Parameter(positions(stack.width, geometry), requires_grad=False)
        self.before = geometry.tokens - geometry.patches
        self.decoder_embed = nn.Linear(geometry.encoder.width, stack.width)
        self.decoder_layers = nn.ModuleList(Block(stack, eps) for _ in range(stack.depth))
        self.decoder_norm = nn.LayerNorm(stack.width, eps)
        self.decoder_pred = nn.Linear(stack.width, geometry.patch_dim)

    def forward(self, latent: Tensor, ids_restore: Tensor) -> Tensor:
        x = self.decoder_embed(latent)  # [N, K + 1, E]
        before = self.before  # one class token, or none
        visible = latent.shape[1] - before
        mask_token = self.mask_token.to(x.dtype).expand(len(x), -1, -1)  # [N, 1, E]
        tokens = torch.cat([x[:, before:], mask_token], dim=1)  # [N, K + 1, E]: the mask token is number K
        index = ids_restore.clamp(max=visible)[:, :, None].expand(-1, -1, x.shape[2])  # [N, L, E]
        x = torch.cat([x[:, :before], tokens.gather(1, index)], dim=1) + self.decoder_pos_embed  # [N, L + 1, E]
        for block in self.decoder_layers:
            x = block(x)
        return self.decoder_pred(self.decoder_norm(x))[:, before:]  # [N, L, P*P*C]


class MAE(nn.Module):
    """Encoder and decoder; `forward` goes from patches and a mask to the prediction of every patch."""

    def __init__(self, geometry: Geometry) -> None:
        super().__init__()
        self.geometry = geometry
        self.vit = Encoder(geometry)
        self.decoder = Decoder(geometry)
        self.apply(_initialise)
        for token in (getattr(self.vit.embeddings, "cls_token", None), self.decoder.mask_token):
            if token is not None:
                nn.init.normal_(token, std=0.02)

    def forward(self, patches: Tensor, ids_keep: Tensor, ids_restore: Tensor) -> Tensor:
        """patches [N, L, P*P*C], ids_keep [N, K], ids_restore [N, L] -> pred [N, L, P*P*C]."""
        visible = patches.gather(1, ids_keep[:, :, None].expand(-1, -1, patches.shape[2]))  # [N, K, P*P*C]
        return self.decoder(self.vit(visible, ids_keep), ids_restore)


def _initialise(module: nn.Module) -> None:
    """The paper's initialisation: Xavier-uniform linear layers (the patch projection as a linear one), zero biases."""
    if isinstance(module, nn.Linear | nn.Conv2d):
        nn.init.xavier_uniform_(module.weight.view(len(module.weight), -1))
        nn.init.zeros_(module.bias)
