"""What training does to a photograph: which one, which cut of it, and which of its patches stay visible.

Every draw is a pure function of (seed, position), where position counts the images of the endless training stream.
Nothing random has a state, so a run resumes exactly from its position alone, and two processes that take halves of
a batch see what one process would have seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

PHOTO, ORDER, STEP = range(3)  # separate streams of random numbers under one seed


@dataclass(frozen=True)
class Crop:
    """How photographs are cut: `area` of their largest square, sides in a proportion of up to `stretch`.

    Half of the cuts are sharpened, by up to `sharpen` of what a blur takes away: small photographs are enlarged to fill
    a cut, and a model that never saw fine detail is worse on photographs that have it.
    """

    size: int = 224
    area: tuple[float, float] = (0.5, 1.0)
    stretch: float = 4 / 3
    sharpen: float = 0.0


@dataclass(frozen=True)
class Cut:
    """One cut of one photograph: a box (left, top, right, bottom) in its pixels, flipped or not, and how sharpened."""

    box: tuple[float, float, float, float]
    flip: bool
    sharpen: float


BLUR = 0.7  # deviation in pixels of the blur that sharpening works against


def generator(seed: int, stream: int, index: int) -> np.random.Generator:
    """The random numbers that belong to one index of one stream."""
    return np.random.Generator(np.random.Philox(key=[seed, stream << 60 | index]))


@lru_cache(maxsize=2)
def order(seed: int, epoch: int, photos: int) -> NDArray[np.int64]:
    """The order of an epoch: a permutation of all photographs."""
    return generator(seed, ORDER, epoch).permutation(photos)


def photo_at(seed: int, position: int, photos: int) -> int:
    """Which photograph stands at a position of the stream; each once per epoch."""
    epoch, place = divmod(position, photos)
    return int(order(seed, epoch, photos)[place])


def keep_at(seed: int, step: int, keeps: tuple[int, ...]) -> int:
    """How many patches stay visible in all of a step's batch, drawn from a list in which a number may stand twice."""
    return keeps[generator(seed, STEP, step).integers(len(keeps))]


def box_of(random: np.random.Generator, width: int, height: int, crop: Crop) -> tuple[float, float, float, float]:
    """A random box (left, top, right, bottom) inside a photograph."""
    side = min(width, height) * random.uniform(*crop.area) ** 0.5
    stretch = np.exp(random.uniform(-0.5, 0.5) * np.log(crop.stretch))
    w, h = min(width, side * stretch), min(height, side / stretch)
    left, top = random.uniform(0, width - w), random.uniform(0, height - h)
    return left, top, left + w, top + h


def draw(random: np.random.Generator, width: int, height: int, crop: Crop) -> Cut:
    """A cut of a photograph: any box inside it, flipped half of the time."""
    box, flip = box_of(random, width, height, crop), random.random() < 0.5
    return Cut(box, flip, max(0.0, random.uniform(-crop.sharpen, crop.sharpen)))


def augment(photo: NDArray[np.uint8], cut: Cut, size: int) -> NDArray[np.uint8]:
    """Photograph [H, W, 3] -> a cut of it resized to [S, S, 3] (bicubic, antialiased)."""
    image = Image.fromarray(photo).resize((size, size), Image.Resampling.BICUBIC, box=cut.box)
    if cut.sharpen:
        image = image.filter(ImageFilter.UnsharpMask(BLUR, round(100 * cut.sharpen), 0))
    pixels = np.asarray(image)  # [S, S, 3]
    return pixels[:, ::-1] if cut.flip else pixels
