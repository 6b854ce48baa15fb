"""How far a run has come, by photographs or by the clock, and the learning rate that follows from it."""

from __future__ import annotations

import math
import time


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
