"""Photographs: found in folders and tar shards, decoded once by worker processes, kept in a memory-mapped array.

A cache folder holds `pixels.u8` (all photographs one after another, rows of RGB bytes), `index.npz` (where each begins,
its height and width), `names.txt`, and `skipped.txt` (the files that could not be read, with the reason).
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps
from torch import Tensor
from torch.utils.data import Dataset

from training.augment import PHOTO, Crop, augment, draw, generator, keep_at, photo_at

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".ppm", ".avif"}


@dataclass(frozen=True)
class Item:
    """A file that should hold a photograph: a stretch of bytes in a file on disk, which may be a tar."""

    name: str
    path: str
    offset: int
    size: int

    def read(self) -> bytes:
        with open(self.path, "rb") as file:
            file.seek(self.offset)
            return file.read(self.size)

    @property
    def label(self) -> str:
        """The folder a photograph lies in; in a shard without folders, its name up to the last dash."""
        name = Path(self.name)
        return name.parent.name or name.stem.rpartition("-")[0]


def find(sources: Iterable[str | Path]) -> list[Item]:
    """All photographs in folders (searched to the bottom), tar shards and single files, in the order of their names."""
    items: list[Item] = []
    for source in map(Path, sources):
        if not source.exists():
            raise FileNotFoundError(f"no such folder, shard or file: {source}")
        paths = sorted(p for p in source.rglob("*") if p.is_file()) if source.is_dir() else [source]
        for path in paths:
            if path.suffix == ".tar":
                items.extend(_members(path))
            elif path.suffix.lower() in SUFFIXES:
                name = path.relative_to(source) if source.is_dir() else path.name
                items.append(Item(str(name), str(path), 0, path.stat().st_size))
    return items


def _members(path: Path) -> Iterator[Item]:
    with tarfile.open(path) as tar:
        for member in tar:
            if member.isfile() and Path(member.name).suffix.lower() in SUFFIXES:
                yield Item(member.name, str(path), member.offset_data, member.size)


def decode(item: Item, short: int | None = None) -> Image.Image:
    """A photograph upright in RGB, its short side no longer than `short`."""
    image = Image.open(io.BytesIO(item.read()))
    if short:
        image.draft("RGB", (2 * short, 2 * short))  # lets a JPEG decode at a fraction of its size
    image = ImageOps.exif_transpose(image).convert("RGB")
    if short and min(image.size) > short:
        scale = short / min(image.size)
        size = tuple(max(short, round(side * scale)) for side in image.size)
        image = image.resize(size, Image.Resampling.BICUBIC)
    return image


def decode_or_reason(item: Item, short: int | None) -> NDArray[np.uint8] | str:
    """The photograph [H, W, 3], or why it cannot be read: one broken file must not end a run."""
    try:
        return np.asarray(decode(item, short))
    except Exception as error:  # Pillow's decoders raise nearly everything on broken files
        return f"{type(error).__name__}: {error}"


def square(item: Item, size: int) -> Image.Image:
    """A photograph as evaluation sees it: short side to `size` (bicubic), centre crop."""
    image = decode(item)
    scale = size / min(image.size)
    w, h = (max(size, round(side * scale)) for side in image.size)
    left, top = (w - size) // 2, (h - size) // 2
    return image.resize((w, h), Image.Resampling.BICUBIC).crop((left, top, left + size, top + size))


class Photos:
    """The decoded photographs, one array [H, W, 3] each; memory-mapped, so worker processes share them."""

    def __init__(self, folder: Path) -> None:
        index = np.load(folder / "index.npz")
        self.starts, self.heights, self.widths = index["starts"], index["heights"], index["widths"]
        self.pixels = np.memmap(folder / "pixels.u8", np.uint8, mode="r")
        self.names = (folder / "names.txt").read_text().splitlines()
        self.skipped = (folder / "skipped.txt").read_text().splitlines()

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, i: int) -> NDArray[np.uint8]:
        start, height, width = int(self.starts[i]), int(self.heights[i]), int(self.widths[i])
        return self.pixels[start : start + height * width * 3].reshape(height, width, 3)


def cached(sources: Iterable[str | Path], cache: Path, short: int, workers: int = 2) -> Photos:
    """Decode all photographs into a folder under `cache`, or open what an earlier run decoded from the same files."""
    return kept(find(sources), cache, short, workers)


def kept(items: list[Item], cache: Path, short: int, workers: int = 2) -> Photos:
    """The same for files that are found already."""
    identity = "\n".join(f"{item.name} {item.path} {item.offset} {item.size}" for item in items)
    folder = cache / hashlib.sha256(f"{short}\n{identity}".encode()).hexdigest()[:16]
    if not (folder / "index.npz").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _decode_all(items, folder, short, workers)
    return Photos(folder)


def _decode_all(items: list[Item], folder: Path, short: int, workers: int) -> None:
    starts, heights, widths, names, skipped = [0], [], [], [], []
    with Pool(workers) as pool, open(folder / "pixels.u8", "wb") as out:
        results = pool.imap(partial(decode_or_reason, short=short), items, chunksize=16)
        for item, photo in zip(items, results, strict=True):
            if isinstance(photo, str):
                skipped.append(f"{item.name}: {photo}")
                continue
            out.write(photo.tobytes())
            heights.append(photo.shape[0])
            widths.append(photo.shape[1])
            starts.append(starts[-1] + photo.size)
            names.append(item.name)
    if not names:
        raise ValueError(
            f"none of {len(items)} files is a readable photograph" + "".join(f"\n  {s}" for s in skipped[:9])
        )
    (folder / "names.txt").write_text("\n".join(names))
    (folder / "skipped.txt").write_text("\n".join(skipped))
    np.savez(folder / "index.npz", starts=np.array(starts[:-1]), heights=np.array(heights), widths=np.array(widths))


@dataclass(frozen=True)
class Batch:
    """A step's work: uint8 images [N, S, S, 3], the noise [N, L] that sorts their patches, how many stay visible.

    Where the photographs lie in a GPU's memory (on_device.py), `images` says how they are to be cut there: [N, 7].
    """

    images: Tensor
    noise: Tensor
    keep: int


class Stream(Dataset[Batch]):
    """The endless training stream; item `step` is this process's share of that step's batch."""

    def __init__(
        self,
        photos: Photos,
        seed: int,
        batch: int,
        crop: Crop,
        patches: int,
        keeps: tuple[int, ...],
        rank: int = 0,
        ranks: int = 1,
    ) -> None:
        if batch % ranks:
            raise ValueError(f"a batch of {batch} cannot be shared by {ranks} processes")
        self.photos, self.seed, self.batch, self.crop = photos, seed, batch, crop
        self.patches, self.keeps, self.rank, self.ranks = patches, keeps, rank, ranks

    def image(self, photo: int, random: np.random.Generator) -> NDArray[np.generic]:
        """What a batch holds of a photograph: a cut of it [S, S, 3]."""
        pixels = self.photos[photo]  # [H, W, 3]
        height, width, _ = pixels.shape
        return augment(pixels, draw(random, width, height, self.crop), self.crop.size)

    def __getitem__(self, step: int) -> Batch:
        share = self.batch // self.ranks
        first = step * self.batch + self.rank * share
        images, noise = [], []
        for position in range(first, first + share):
            random = generator(self.seed, PHOTO, position)
            noise.append(random.random(self.patches, dtype=np.float32))  # [L]
            images.append(self.image(photo_at(self.seed, position, len(self.photos)), random))
        keep = keep_at(self.seed, step, self.keeps)
        return Batch(torch.from_numpy(np.stack(images)), torch.from_numpy(np.stack(noise)), keep)
