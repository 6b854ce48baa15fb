"""A masked autoencoder without a class token, as MAE-pytorch has it: from its description, apart from model/.

Positions are computed and stored nowhere, the visible tokens are never put back to their places (their positions are
gathered instead), query and value have biases of their own, and nothing is predicted where something is visible.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from model.geometry import Geometry, Stack


def table(count: int, width: int) -> Tensor:
    """Sines in even places, cosines in odd ones, of the number of a patch: [1, L, D]."""
    rows = [[place / math.pow(10000, 2 * (k // 2) / width) for k in range(width)] for place in range(count)]
    angles = torch.tensor(rows, dtype=torch.float64)  # [L, D]
    angles[:, 0::2], angles[:, 1::2] = angles[:, 0::2].sin(), angles[:, 1::2].cos()
    return angles.float()[None]


class Attention(nn.Module):
    def __init__(self, stack: Stack) -> None:
        super().__init__()
        self.heads = stack.heads
        self.qkv = nn.Linear(stack.width, 3 * stack.width, bias=False)
        self.q_bias = nn.Parameter(torch.zeros(stack.width))
        self.v_bias = nn.Parameter(torch.zeros(stack.width))
        self.proj = nn.Linear(stack.width, stack.width)

    def forward(self, x: Tensor) -> Tensor:
        n, t, d = x.shape
        bias = torch.cat([self.q_bias, torch.zeros_like(self.v_bias), self.v_bias])
        qkv = (
            F.linear(x, self.qkv.weight, bias).reshape(n, t, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        )  # [3, N, H, T, D/H]
        mixed = F.scaled_dot_product_attention(*qkv)  # [N, H, T, D/H]
        return self.proj(mixed.transpose(1, 2).reshape(n, t, d))  # [N, T, D]


class Block(nn.Module):
    def __init__(self, stack: Stack) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(stack.width, 1e-6), nn.LayerNorm(stack.width, 1e-6)
        self.attn = Attention(stack)
        self.mlp = nn.ModuleDict({"fc1": nn.Linear(stack.width, stack.mlp), "fc2": nn.Linear(stack.mlp, stack.width)})

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attn(self.norm1(x))  # [N, T, D]
        return x + self.mlp["fc2"](F.gelu(self.mlp["fc1"](self.norm2(x))))  # [N, T, D]


class Half(nn.Module):
    def __init__(self, stack: Stack) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(Block(stack) for _ in range(stack.depth))
        self.norm = nn.LayerNorm(stack.width, 1e-6)

    def forward(self, x: Tensor) -> Tensor:
        for block in self.blocks:
            x = block(x)
        return self.norm(x)  # [N, T, D]


class Bare(nn.Module):
    def __init__(self, geometry: Geometry) -> None:
        super().__init__()
        encoder, decoder, p = geometry.encoder, geometry.decoder, geometry.patch_size
        self.encoder, self.decoder = Half(encoder), Half(decoder)
        self.encoder.patch_embed = nn.ModuleDict({"proj": nn.Conv2d(geometry.channels, encoder.width, p, p)})
        self.decoder.head = nn.Linear(decoder.width, geometry.patch_dim)
        self.encoder_to_decoder = nn.Linear(encoder.width, decoder.width, bias=False)
        self.mask_token = nn.Parameter(torch.zeros(1, 1, decoder.width))
        self.tables = [table(geometry.patches, stack.width) for stack in (encoder, decoder)]

    def forward(self, images: Tensor, mask: Tensor) -> Tensor:
        """images [1, C, H, W], mask [L], true where hidden -> the prediction of hidden patches [L - K, P*P*C]."""
        places, decoded = self.tables
        x = self.encoder.patch_embed["proj"](images).flatten(2).transpose(1, 2) + places  # [1, L, D]
        seen = self.encoder_to_decoder(self.encoder(x[:, ~mask]))  # [1, K, E]
        hidden = self.mask_token + decoded[:, mask]  # [1, L - K, E]
        tokens = torch.cat([seen + decoded[:, ~mask], hidden], dim=1)  # [1, L, E]
        return self.decoder.head(self.decoder(tokens)[0, -hidden.shape[1] :])  # [L - K, P*P*C]
