"""How weights move: Muon and AdamW, the learning rate over time, and the moving average that is kept in the end.

Muon (Jordan et al. 2024) replaces the momentum of a matrix by the nearest (semi-)orthogonal one, found by five
Newton-Schulz iterations. `torch.optim.Muon` always iterates in bfloat16. A processor without instructions for that is
twenty times faster in float32: README.md, "Speed".
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)


@torch.no_grad()
def orthogonalise(x: Tensor, dtype: torch.dtype = torch.bfloat16, steps: int = 5) -> Tensor:
    """Push the singular values of matrices [M, R, C] (R <= C) towards one; roughly is enough, so bfloat16 will do."""
    a, b, c = NEWTON_SCHULZ
    x = (x / x.norm(dim=(1, 2), keepdim=True).clamp(min=1e-7)).to(dtype)
    for _ in range(steps):
        gram = x @ x.mT  # [M, R, R]
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)  # [M, R, C]
    return x


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised in `dtype`, matrices of equal shape together.

    Steps are scaled to the size of AdamW's, so that one learning rate serves both.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        momentum: float = 0.95,
        weight_decay: float = 0.0,
        dtype: torch.dtype = torch.bfloat16,
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})
        self.dtype = dtype

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        for group in self.param_groups:
            lr, beta = group["lr"], group["momentum"]
            params = [p for p in group["params"] if p.grad is not None]
            grads = [p.grad for p in params]
            buffers = [self.state[p].setdefault("momentum", torch.zeros_like(p)) for p in params]
            torch._foreach_lerp_(buffers, grads, 1 - beta)
            nesterov = torch._foreach_lerp(grads, buffers, beta)
            shapes: dict[tuple[int, ...], list[tuple[Tensor, Tensor]]] = defaultdict(list)
            for p, update in zip(params, nesterov, strict=True):
                tall = p.shape[0] > p.shape[1]
                wide, update = (p.mT, update.mT) if tall else (p, update)
                shapes[tuple(wide.shape)].append((wide, update))
            torch._foreach_mul_(params, 1 - lr * group["weight_decay"])
            for (_, columns), pairs in shapes.items():
                scale = 0.2 * math.sqrt(columns)
                steps = orthogonalise(torch.stack([update for _, update in pairs]), self.dtype).to(pairs[0][0].dtype)
                torch._foreach_add_([wide for wide, _ in pairs], list(steps), alpha=-lr * scale)


def optimizers(
    model: nn.Module, lr: float, weight_decay: float, muon: bool, dtype: torch.dtype = torch.bfloat16
) -> list[torch.optim.Optimizer]:
    """AdamW for everything, or Muon for the matrices of the blocks and AdamW for the rest; decay on matrices only."""
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    inner = [p for name, p in named if muon and p.ndim == 2 and "layer" in name]
    taken = {id(p) for p in inner}
    rest = [p for _, p in named if id(p) not in taken]
    groups = [
        {"params": [p for p in rest if p.ndim in (2, 4)], "weight_decay": weight_decay},
        {"params": [p for p in rest if p.ndim not in (2, 4)], "weight_decay": 0.0},
    ]
    adamw = torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95), foreach=True)
    return [Muon(inner, lr=lr, weight_decay=weight_decay, dtype=dtype), adamw] if inner else [adamw]


def averaged(model: nn.Module, decay: float, young: bool) -> AveragedModel:
    """An exponential moving average that begins as the model is now; a young one is shorter in its first steps."""

    @torch.no_grad()
    def mix(average: list[Tensor], current: list[Tensor], count: Tensor) -> None:
        n = int(count)
        torch._foreach_lerp_(average, current, 1 - (min(decay, n / (10 + n)) if young else decay))

    average = AveragedModel(model, multi_avg_fn=mix)
    average.n_averaged.fill_(1)  # at nought the first update would copy, and what the run began with would be lost
    return average
