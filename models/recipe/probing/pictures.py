"""Pictures in classes: a folder, or a .zip, with a sub-folder for each class."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from measure.score import load_images
from probing.choice import places
from training.data import SUFFIXES, Item, find


class NoClasses(ValueError):
    """Pictures that no classifier can be judged on; says why."""


@dataclass(frozen=True)
class Zipped(Item):
    """A file in a .zip; `offset` and `size` are where its bytes begin there, and how many they are unpacked."""

    def read(self) -> bytes:
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(self.name)


@dataclass(frozen=True)
class Classes:
    """Pictures that are there to be read, the names of their classes, and which each has."""

    items: list[Item]
    names: list[str]
    truth: Tensor  # [n], 0 ... C - 1

    @property
    def counts(self) -> list[int]:
        return self.truth.bincount(minlength=len(self.names)).tolist()

    def part(self, taken: Tensor) -> Classes:
        """Those of them that are taken, bool [n]."""
        return Classes([self.items[i] for i in taken.nonzero()[:, 0]], self.names, self.truth[taken])


def files(source: Path) -> list[Item]:
    """All files that may be pictures in a folder or a .zip, in the order of their names.

    Raises FileNotFoundError, and NoClasses for a broken .zip.
    """
    if source.suffix.lower() != ".zip" or source.is_dir():
        return find([source])
    try:
        with zipfile.ZipFile(source) as archive:
            inside = sorted(archive.infolist(), key=lambda info: info.filename)
    except zipfile.BadZipFile as error:
        raise NoClasses(f"{source} is no .zip that can be read: {error}") from error
    return [
        Zipped(info.filename, str(source), info.header_offset, info.file_size)
        for info in inside
        # Beside every file, macOS packs one of the same suffix that describes it.
        if Path(info.filename).suffix.lower() in SUFFIXES and not info.filename.startswith("__MACOSX/")
    ]


def looked_at(source: Path, size: int) -> tuple[list[Item], list[str]]:
    """The pictures that can be read and lie in a folder of their class; and the others, with the reason."""
    good, left_out = [], []
    for item in files(source):
        reason = "" if class_of(item.name) else "lies in no folder of a class"
        try:
            load_images([item], size)
        except Exception as error:  # Pillow's decoders raise nearly everything on broken files
            reason = f"{type(error).__name__}: {error}"
        if reason:
            left_out.append(f"{item.name}: {reason}")
        else:
            good.append(item)
    return good, left_out


def class_of(name: str) -> str:
    """The folder that a file lies in, or nothing."""
    return Path(name).parent.name


def in_classes(items: list[Item], known: Sequence[str] | None = None) -> Classes:
    """Pictures to learn from, at least two classes of at least two; or, where classes are known, to be judged on.

    Raises NoClasses.
    """
    counts = Counter(class_of(item.name) for item in items)
    names = sorted(counts) if known is None else list(known)
    if known is None and len(names) < 2:
        raise NoClasses(f"two classes are needed, a folder with pictures each; found {len(names)}")
    if few := [name for name in names if counts[name] < 2 and known is None]:
        raise NoClasses(f"a class needs two pictures that can be read; of {', '.join(few)} there is one")
    if new := [name for name in counts if name not in names]:
        raise NoClasses(f"of {', '.join(sorted(new))} there are pictures held out, and none to learn from")
    if not items:
        raise NoClasses("no picture is held out that can be read")
    return Classes(items, names, torch.tensor([names.index(class_of(item.name)) for item in items]))


def fifth(truth: Tensor) -> Tensor:
    """Which rows are held out, classes [n] -> bool [n]: of every five of a class the first."""
    return places(truth) % 5 == 0


def batches(items: list[Item], size: int, batch: int = 32) -> Iterator[Tensor]:
    """The pictures, [N, 3, S, S] in 0 ... 1 each: short side to `size` (bicubic), centre crop."""
    for i in range(0, len(items), batch):
        yield load_images(items[i : i + batch], size)
