"""Laws of the peer that the page's training is timed beside: it makes the steps that the page's were compared with."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from model.geometry import geometry_to_json
from model.masking import len_keep
from model.patches import patchify
from page import train_fixtures as told
from page.train_speed import Run, main

pytestmark = pytest.mark.usefixtures("one_thread")

GEOMETRY = told.GEOMETRIES["colour"]
TOLD = json.loads((Path(__file__).parents[3] / "src/runtime/train/fixtures/train.json").read_text())
OPTIONS: dict[str, Any] = {
    "geometry": geometry_to_json(GEOMETRY),
    "target": "pixels",
    "masking": {"ratio": told.RATIO},
    "cuts": {"least": 0.15, "stretch": 4 / 3},
    "seed": 0,
    "batch": told.BATCH,
    "steps": told.STEPS,
    "peak": told.PEAK,
    "warmup": told.WARMUP,
    "optimiser": {"weightDecay": told.DECAY, "clip": told.CLIP, "muon": True},
    "threads": 1,
}


def test_what_is_timed_is_the_step_that_the_page_makes_too() -> None:
    torch.manual_seed(told.SEED)
    run = Run(OPTIONS)
    losses = []
    for step in range(20):
        patches = patchify(told.pictures(GEOMETRY, step), GEOMETRY.patch_size)
        torch.manual_seed(1000 + step)
        noise = torch.rand(told.BATCH, GEOMETRY.patches)
        losses.append(run.step(step, patches, noise, len_keep(GEOMETRY.patches, told.RATIO)))
    (curve,) = [each for each in TOLD["curves"] if each["muon"]]
    assert losses == pytest.approx(curve["losses"][:20], rel=1e-4)


def test_the_command_tells_milliseconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.new("RGB", (60, 40), "teal").save(tmp_path / "teal.png")
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(OPTIONS)))
    main([str(tmp_path), "--steps", "2"])
    times = json.loads(capsys.readouterr().out)
    assert set(times) == {"batch", "step"} and min(times.values()) > 0
