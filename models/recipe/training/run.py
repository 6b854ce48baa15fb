"""A run's folder and all that is in it: model, average, optimizers, clock, and the checkpoint of them."""

from __future__ import annotations

import argparse
import csv
import math
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from model.geometry import Geometry
from model.mae import MAE
from training.optim import averaged, optimizers
from training.options import MODELS
from training.parallel import Team, gathered, like, shard
from training.schedule import Clock, learning_rate
from training.start import grown, mimetic

CURVE = ("step", "samples", "seconds", "rate", "loss", "images_per_second")
# What cannot change in the middle of a run.
FIXED = ("model", "decoder_depth", "decoder_heads", "batch", "muon", "seed")
SCORES = ("step", "samples", "ratio", "visible", "by", "mse", "psnr")


def geometry_for(args: argparse.Namespace) -> Geometry:
    geometry = MODELS[args.model]
    decoder = geometry.decoder
    depth, heads = args.decoder_depth or decoder.depth, args.decoder_heads or decoder.heads
    return replace(geometry, decoder=replace(decoder, depth=depth, heads=heads))


class Run:
    """All that changes while a model is trained. Nothing random is here: that follows from `step` (see augment.py)."""

    def __init__(self, args: argparse.Namespace, team: Team, photos: int) -> None:
        self.args, self.team, self.folder = args, team, Path(args.out)
        self.folder.mkdir(parents=True, exist_ok=True)
        samples = args.samples or (args.epochs and math.ceil(args.epochs * photos))
        warmup = 40 * photos if args.warmup is None else args.warmup
        self.warmup = min(warmup, samples // 10 if samples else warmup) // args.batch
        self.geometry = geometry_for(args)
        saved = self._saved()
        self.model = self._model(saved)
        self.average = averaged(self.model, args.ema, young=not args.weights)
        if args.shard:  # after the average was copied: a sharded model cannot be
            shard(self.model)
            shard(self.average.module)
        precision = torch.bfloat16 if args.bf16 else torch.float32
        self.optimizers = optimizers(self.model, args.lr, args.weight_decay, args.muon, precision)
        self.clock = Clock(samples, args.minutes and args.minutes * 60)
        self.step = 0
        self.pending = [0.0, 0]  # sum of the losses since the last line of the curve, and their number
        if saved:
            self._resume(saved)

    def _saved(self) -> dict[str, Any] | None:
        path = self.folder / "last.pt"
        if not path.exists():
            return None
        saved = torch.load(path, map_location="cpu", weights_only=True)
        for name, value in saved.get("options", {}).items():
            if getattr(self.args, name) != value:
                raise ValueError(f"{self.folder} was begun with --{name.replace('_', '-')} {value}: a run keeps that")
        return saved

    def _model(self, saved: dict[str, Any] | None) -> MAE:
        torch.manual_seed(self.args.seed)
        model = MAE(self.geometry)
        if saved:
            model.load_state_dict(saved["model"])
        elif self.args.weights:
            model.load_state_dict(grown(Path(self.args.weights), model))
        elif self.args.init == "mimetic":
            mimetic(model)
        return model.to(self.team.device)

    def _resume(self, saved: dict[str, Any]) -> None:
        weights, updates = saved["average"]
        for name, place in self.average.module.state_dict().items():
            place.copy_(like(weights[name], place))
        self.average.n_averaged.fill_(updates + 1)
        for optimizer, state in zip(self.optimizers, saved["optimizers"], strict=True):
            optimizer.load_state_dict(state)
            for parameter, values in optimizer.state.items():
                for name, value in values.items():
                    if torch.is_tensor(value) and value.shape == parameter.shape:
                        values[name] = like(value, parameter)
        self.clock.load_state_dict(saved["clock"])
        self.step = saved["step"]
        self.pending = saved.get("pending", self.pending)

    def save(self) -> None:
        """Write all that is needed to resume, and the averaged weights in a file of their own; never half-written."""
        average = gathered(self.average.module.state_dict())
        state = {
            "model": gathered(self.model.state_dict()),
            "average": (average, int(self.average.n_averaged) - 1),  # weights, updates
            "optimizers": [gathered(optimizer.state_dict()) for optimizer in self.optimizers],
            "clock": self.clock.state_dict(),
            "options": {name: getattr(self.args, name) for name in FIXED},
            "step": self.step,
            "pending": self.pending,
        }
        if not self.team.leads:
            return
        said = {
            "format": "pt",
            "heads": f"{self.geometry.encoder.heads} {self.geometry.decoder.heads}",
            "target": "normalised-pixels" if self.args.loss == "norm" else "pixels",
        }
        weights = {name: weight.cpu().contiguous() for name, weight in average.items()}
        save_file(weights, self.folder / "model.part", metadata=said)
        os.replace(self.folder / "model.part", self.folder / "model.safetensors")
        torch.save(state, self.folder / "last.part")
        os.replace(self.folder / "last.part", self.folder / "last.pt")

    def averaged(self) -> MAE:
        """A model with the averaged weights, on the processor, to be measured; all processes must call it."""
        model = MAE(self.geometry)
        model.load_state_dict(
            {name: weight.cpu() for name, weight in gathered(self.average.module.state_dict()).items()}
        )
        return model.eval().requires_grad_(False)

    def set_rate(self) -> float:
        """This step's learning rate, the same in all processes."""
        args, progress = self.args, self.team.lead(self.clock.progress)
        rate = learning_rate(self.step, progress, args.lr, self.warmup, args.schedule)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
        return rate

    def table(self, name: str, header: tuple[str, ...]) -> Table:
        return Table(self.folder / name, header, self.step, writes=self.team.leads)


class Table:
    """A CSV file that grows by lines; lines written after the checkpoint that a run resumes from are dropped."""

    def __init__(self, path: Path, header: tuple[str, ...], step: int, writes: bool) -> None:
        self.path, self.writes = path, writes
        if not writes:
            return
        rows = list(csv.reader(path.open())) if path.exists() else []
        kept = [row for row in rows if row and row[0].isdigit() and int(row[0]) <= step]
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([header, *kept])

    def add(self, *row: object) -> None:
        if self.writes:
            with self.path.open("a", newline="") as file:
                csv.writer(file).writerow(row)
