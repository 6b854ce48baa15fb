"""How weights move: Muon and AdamW, the learning rate over time, and the moving average that is kept in the end.

Muon (Jordan et al. 2024) replaces the momentum of a matrix by the nearest (semi-)orthogonal one, found by five
Newton-Schulz iterations. Matrices of equal shape are orthogonalised together: many small products are slow on a CPU.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor, nn

NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)


@torch.no_grad()
def orthogonalise(x: Tensor, steps: int = 5) -> Tensor:
    """Push the singular values of matrices [M, R, C] (R <= C) towards one; roughly is enough, so in bfloat16."""
    a, b, c = NEWTON_SCHULZ
    x = (x / x.norm(dim=(1, 2), keepdim=True).clamp(min=1e-7)).bfloat16()
    for _ in range(steps):
        gram = x @ x.mT  # [M, R, R]
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)  # [M, R, C]
    return x


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised; steps are scaled to the size of AdamW's, so that one learning rate serves both."""

    def __init__(self, params: Iterable[Tensor], lr: float, momentum: float = 0.95, weight_decay: float = 0.0) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

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
                steps = orthogonalise(torch.stack([update for _, update in pairs])).to(pairs[0][0].dtype)
                torch._foreach_add_([wide for wide, _ in pairs], list(steps), alpha=-lr * scale)


def optimizers(model: nn.Module, lr: float, weight_decay: float, muon: bool) -> list[torch.optim.Optimizer]:
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
    return [Muon(inner, lr=lr, weight_decay=weight_decay), adamw] if inner else [adamw]


def learning_rate(step: int, progress: float, peak: float, warmup: int, shape: str) -> float:
    """A rise over `warmup` steps times a fall over progress 0 ... 1; `constant` falls in the last fifth only."""
    progress = min(max(progress, 0.0), 1.0)
    falls = {
        "cosine": 0.5 * (1 + math.cos(math.pi * progress)),
        "linear": 1 - progress,
        "constant": min(1.0, 5 * (1 - progress)),
    }
    return peak * min(1.0, (step + 1) / max(1, warmup)) * max(0.01, falls[shape])


class Clock:
    """How far a run has come, by samples or by time.

    By time, each step advances by its share of the time that is left: the run ends on time and its learning rate
    has no jumps, even if the process is paused in between (a pause counts as no more than a few steps).
    """

    def __init__(self, samples: int | None = None, seconds: float | None = None) -> None:
        self.samples, self.seconds = samples, seconds
        self.progress, self.typical, self.last = 0.0, 0.0, time.monotonic()
        self.deadline = self.last + (seconds or math.inf)

    def tick(self, seen: int) -> float:
        """Note the end of a step, after `seen` samples in all."""
        now = time.monotonic()
        spent, self.last = now - self.last, now
        if self.samples:
            self.progress = seen / self.samples
            return self.progress
        self.typical = self.typical or spent
        spent = min(spent, 4 * self.typical)
        self.typical += 0.05 * (spent - self.typical)
        left = self.deadline - now
        self.progress = 1.0 if left <= 0 else self.progress + (1 - self.progress) * min(1.0, spent / (left + spent))
        return self.progress

    def state_dict(self) -> dict[str, float]:
        left = self.deadline - time.monotonic()
        return {"progress": self.progress, "seconds": self.seconds or 0.0, "left": left}

    def load_state_dict(self, state: dict[str, float]) -> None:
        self.progress, self.last = state["progress"], time.monotonic()
        if self.seconds == state.get("seconds"):  # the same command again; another number of minutes begins now
            self.deadline = self.last + state["left"]


class Average:
    """An exponential moving average of the weights, shorter in the first steps of a run from scratch."""

    def __init__(self, model: nn.Module, decay: float, young: bool) -> None:
        self.decay, self.young, self.count = decay, young, 0
        self.weights = {name: w.detach().clone() for name, w in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self.count += 1
        decay = min(self.decay, self.count / (10 + self.count)) if self.young else self.decay
        state = model.state_dict()
        torch._foreach_lerp_(list(self.weights.values()), [state[name] for name in self.weights], 1 - decay)
