"""A line at the bottom of the terminal that says how far training is; nothing at all in a file or a pipe."""

from __future__ import annotations

import sys
import time
from typing import TextIO


def bar(share: float, width: int = 24) -> str:
    """A bar of block characters, filled from the left."""
    full = round(min(max(share, 0.0), 1.0) * width)
    return "█" * full + "░" * (width - full)


def duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"


class Progress:
    """Share done, loss and speed (both smoothed over some dozens of steps), and the time that is probably left."""

    def __init__(self, out: TextIO = sys.stderr) -> None:
        self.out, self.live = out, out.isatty()
        self.began = self.shown = self.last = time.monotonic()
        self.first: float | None = None
        self.loss = self.seconds = 0.0
        self.count = 0

    def step(self, share: float, loss: float, images: int) -> None:
        now = time.monotonic()
        self.first = share if self.first is None else self.first
        self.count += 1
        weight = max(0.03, 1 / self.count)
        self.loss += weight * (loss - self.loss)
        self.seconds += weight * (now - self.last - self.seconds)
        self.last = now
        if self.live and now - self.shown > 0.5:
            self.shown = now
            gained = share - self.first
            left = f"{duration((now - self.began) * (1 - share) / gained)} left" if gained > 0 else ""
            speed = images / max(self.seconds, 1e-9)
            self.out.write(f"\r{bar(share)} {share:6.1%}  loss {self.loss:.4f}  {speed:.1f} images/s  {left}\x1b[K")
            self.out.flush()

    def clear(self) -> None:
        """Make room for a line of the log."""
        if self.live:
            self.out.write("\r\x1b[K")
            self.out.flush()
