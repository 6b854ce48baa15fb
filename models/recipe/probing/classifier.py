"""The encoder with a head for classes, as the paper fine-tunes it (appendix A.1), with drop path.

Tokens of the patches are averaged, normalised by a new LayerNorm and read by one linear layer; the encoder's own last
norm goes. Drop path (stochastic depth, Huang et al. 2016) leaves out a branch of a block for some of the pictures, the
more often the deeper it is, and makes it larger for the others.
"""

from __future__ import annotations

from functools import partial

import torch
from torch import Tensor, nn

from model.mae import MAE

BRANCHES = 2  # of a block: attention and MLP


class Classifier(nn.Module):
    """Patches [N, L, P*P*3] -> logits [N, C]."""

    def __init__(self, model: MAE, classes: int, drop_path: float, seed: int = 0) -> None:
        super().__init__()
        geometry = model.geometry
        width, depth = geometry.encoder.width, geometry.encoder.depth
        self.vit = model.vit.requires_grad_(True)
        self.vit.layernorm = nn.Identity()
        self.norm = nn.LayerNorm(width, geometry.layer_norm_eps)
        self.head = nn.Linear(width, classes)
        nn.init.trunc_normal_(self.head.weight, std=2e-5, generator=torch.Generator().manual_seed(seed))
        nn.init.zeros_(self.head.bias)
        self.before, self.patches = geometry.tokens - geometry.patches, geometry.patches
        self.drop_rates = torch.linspace(0, drop_path, depth).repeat_interleave(BRANCHES)  # [2 * depth]
        self.scales: Tensor | None = None  # of branches, [N, 2 * depth]
        for number, block in enumerate(self.vit.encoder["layer"]):
            for branch, module in enumerate((block.attention, block.output["dense"])):
                module.register_forward_hook(partial(self._scaled, BRANCHES * number + branch))

    def _scaled(self, branch: int, _: nn.Module, __: tuple[Tensor, ...], output: Tensor) -> Tensor | None:
        return None if self.scales is None else output * self.scales[:, branch, None, None]

    def forward(self, patches: Tensor, noise: Tensor | None = None) -> Tensor:
        """Noise [N, 2 * depth] in 0 ... 1 says which branches are left out; without it none is."""
        if noise is not None:
            rates = self.drop_rates.to(noise.device)
            self.scales = (noise >= rates) / (1 - rates)
        everything = torch.arange(self.patches, device=patches.device).expand(len(patches), -1)  # [N, L]
        tokens = self.vit(patches, everything)  # [N, T, D]
        self.scales = None
        return self.head(self.norm(tokens[:, self.before :].mean(dim=1)))


def groups(model: Classifier, decay: float, weight_decay: float) -> list[dict]:
    """Parameter groups, each with its `scale` of the learning rate: `decay` to the power of its distance to the head.

    The embeddings are furthest (Clark et al. 2020, as BEiT and the paper use it). Only matrices, and the projection of
    patches, decay.
    """
    blocks = model.vit.encoder["layer"]
    layers = [model.vit.embeddings, *blocks, nn.ModuleList([model.norm, model.head])]
    found = []
    for number, layer in enumerate(layers):
        scale = decay ** (len(layers) - 1 - number)
        for decays in (True, False):
            own = [p for p in layer.parameters() if (p.ndim in (2, 4)) is decays]
            if own:
                found.append({"params": own, "scale": scale, "weight_decay": weight_decay if decays else 0.0})
    return found
