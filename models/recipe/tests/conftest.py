"""What several files of tests share: pictures in classes, and a model file small enough to be run on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from model.geometry import Geometry, Stack
from model.mae import MAE

TOY = Geometry(32, 8, Stack(24, 2, 3, 48), Stack(24, 1, 3, 48))


@pytest.fixture(scope="module")
def flowers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three kinds of noise, six pictures each, and two files that are no picture of a kind."""
    folder = tmp_path_factory.mktemp("flowers")
    for i in range(18):
        path = folder / f"kind {i % 3}" / f"{i:02}.png"
        path.parent.mkdir(exist_ok=True)
        pixels = np.random.default_rng(i).integers(0, 128, (36, 40, 3), dtype=np.uint8)
        pixels[:, :, i % 3] += 100
        Image.fromarray(pixels).save(path)
    (folder / "kind 0" / "broken.jpg").write_bytes(b"bad")
    Image.new("RGB", (40, 40)).save(folder / "alone.png")
    return folder


@pytest.fixture(scope="module")
def toy_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("toy") / "toy.safetensors"
    save_file(MAE(TOY).state_dict(), path, metadata={"heads": "3 3", "target": "pixels"})
    return path


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Two threads wait for each other when the machine is busy, and these models are too small to gain from them."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
