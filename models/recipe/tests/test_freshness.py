"""Laws of freshness: another processor's rounding is none of its business, and everything else is."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save

from page import fixtures
from page.freshness import is_fresh


def test_a_file_that_is_not_there_or_of_another_kind_is_stale(tmp_path: Path) -> None:
    assert not is_fresh(tmp_path / "picture.png", b"")
    (tmp_path / "text.txt").write_bytes(b"a")
    assert is_fresh(tmp_path / "text.txt", b"a") and not is_fresh(tmp_path / "text.txt", b"b")


def test_a_picture_is_stale_when_a_pixel_differs_by_more_than_two_levels(tmp_path: Path) -> None:
    levels = np.full((4, 4, 3), 100, np.uint8)
    path = tmp_path / "picture.png"
    Image.fromarray(levels).save(path)
    for step, fresh in ((2, True), (3, False)):
        levels[1, 2, 0] = 100 + step
        assert is_fresh(path, fixtures.encoded(Image.fromarray(levels), "PNG")) is fresh
    assert not is_fresh(path, fixtures.encoded(Image.new("RGB", (4, 5)), "PNG"))


def test_a_picture_with_loss_is_stale_when_it_differs_in_the_mean(tmp_path: Path) -> None:
    levels = np.add.outer(np.arange(64), np.arange(64)).astype(np.uint8)[:, :, None].repeat(3, axis=2)
    path = tmp_path / "picture.webp"
    path.write_bytes(fixtures.encoded(Image.fromarray(levels), "WEBP", quality=90))
    for change, fresh in ((0, True), (3, False)):
        assert is_fresh(path, fixtures.encoded(Image.fromarray(levels + np.uint8(change)), "WEBP", quality=90)) is fresh
    levels[::9, ::9] += 1  # what a processor that rounds otherwise does
    assert is_fresh(path, fixtures.encoded(Image.fromarray(levels), "WEBP", quality=90))


@pytest.mark.parametrize(
    ("value", "fresh"),
    [
        ({"ids": [1, 2], "loss": 0.50001, "drawn": [7, 9]}, True),
        ({"ids": [1, 2], "loss": 0.5, "drawn": [9, 9]}, True),
        ({"ids": [1, 2], "loss": 0.501, "drawn": [7, 9]}, False),
        ({"ids": [1, 3], "loss": 0.5, "drawn": [7, 9]}, False),
        ({"ids": [1, 2, 3], "loss": 0.5, "drawn": [7, 9]}, False),
        ({"ids": [1, 2], "loss": 0.5, "drawn": [10, 9]}, False),
        ({"ids": [1, 2], "loss": 0.5}, False),
    ],
)
def test_numbers_are_stale_when_they_differ_by_more_than_rounding(tmp_path: Path, value: object, fresh: bool) -> None:
    path = tmp_path / "numbers.json"
    path.write_bytes(fixtures.document({"ids": [1, 2], "loss": 0.5, "drawn": [7, 9]}))
    assert is_fresh(path, fixtures.document(value)) is fresh


def test_weights_are_stale_when_a_name_a_kind_or_more_than_rounding_differs(tmp_path: Path) -> None:
    weight = torch.linspace(0.5, 2, 9)
    path, pickled = tmp_path / "weights.safetensors", tmp_path / "weights.pth"
    path.write_bytes(save({"a": weight}))
    assert is_fresh(path, save({"a": weight * (1 + 2**-9)}))
    for other in ({"b": weight}, {"a": weight.half()}, {"a": weight * 1.02}, {"a": weight[:8]}):
        assert not is_fresh(path, save(other))
    torch.save({"model": {"a": weight}, "args": argparse.Namespace(lr=0.1)}, pickled)
    for rate, fresh in ((0.1, True), (0.2, False)):
        torch.save({"model": {"a": weight * (1 + 2**-9)}, "args": argparse.Namespace(lr=rate)}, tmp_path / "new.pth")
        assert is_fresh(pickled, (tmp_path / "new.pth").read_bytes()) is fresh
