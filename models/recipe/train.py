"""Pre-train a masked autoencoder: on a laptop's processor in an afternoon, or on many devices under torchrun."""

from __future__ import annotations

import argparse
import csv
import json
import logging
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.utils.data import DataLoader

import data
from augment import Crop
from mae import MAE, MAE_BASE, MAE_LARGE, MAE_TINY, MEAN, STD, Geometry, masked_loss, normalise_target, patchify, random_masking
from optim import Average, Clock, learning_rate, optimizers
from start import grow
from score import by, contact_sheet, load_images, score

log = logging.getLogger("train")

MODELS = {"tiny": MAE_TINY, "base": MAE_BASE, "large": MAE_LARGE}
PRESETS = {
    "fast": {"batch": 32, "lr": 2e-3, "warmup": 300, "muon": True, "area": (0.5, 1.0), "keep": (98, 64, 49, 49, 34, 20)},
    "paper": {"batch": 4096, "lr": 2.4e-3, "warmup": 12500, "muon": False, "area": (0.2, 1.0), "keep": (49,), "schedule": "cosine"},
}


def loss_of(pred: Tensor, patches: Tensor, mask: Tensor, kind: str) -> Tensor:
    """`mse`: the paper's. `norm`: on patches normalised one by one. `psnr`: mean over images of log MSE, what PSNR averages."""
    if kind == "norm":
        return masked_loss(normalise_target(patches), pred, mask)
    if kind == "mse":
        return masked_loss(patches, pred, mask)
    error = (pred - patches).square().mean(dim=-1)  # [N, L]
    return ((error * mask).sum(dim=1) / mask.sum(dim=1) + 0.01).log().mean()


def to_patches(images: Tensor, patch_size: int) -> Tensor:
    """uint8 images [N, S, S, 3] -> normalised patches [N, L, P*P*3]."""
    patches = patchify(images.permute(0, 3, 1, 2), patch_size)  # [N, L, P*P*3] uint8
    mean, std = (torch.tensor(v, device=images.device).repeat(patch_size**2) for v in (MEAN, STD))  # [P*P*3]
    return torch.addcmul(-mean / std, patches.float(), 1 / (255 * std))


class Run:
    """A run folder and everything in it: the model, its average, the optimizers, and how far they have come."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.folder = args, Path(args.run)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.geometry: Geometry = MODELS[args.model]
        if args.decoder_depth:
            self.geometry = replace(self.geometry, decoder=replace(self.geometry.decoder, depth=args.decoder_depth))
        torch.manual_seed(args.seed)
        self.model = MAE(self.geometry)
        if args.start:
            self.model.load_state_dict(grow(load_file(args.start), self.model))
        self.average = Average(self.model, args.ema, young=not args.start)
        self.optimizers = optimizers(self.model, args.lr, args.weight_decay, args.muon)
        self.clock = Clock(args.samples, args.minutes and args.minutes * 60)
        self.step = 0

    def save(self) -> None:
        """Everything to resume from, and the averaged weights as a file of their own; neither is ever half-written."""
        state = {
            "model": self.model.state_dict(),
            "average": (self.average.weights, self.average.count),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "clock": self.clock.state_dict(),
            "step": self.step,
        }
        torch.save(state, self.folder / "last.pt.part")
        os.replace(self.folder / "last.pt.part", self.folder / "last.pt")
        save_file(self.average.weights, self.folder / "model.part", metadata={"format": "pt"})
        os.replace(self.folder / "model.part", self.folder / "model.safetensors")

    def resume(self) -> None:
        state = torch.load(self.folder / "last.pt", weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average.weights, self.average.count = state["average"]
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.clock.load_state_dict(state["clock"])
        self.step = state["step"]

    def evaluate(self, images: Tensor, sheet: Tensor) -> list[dict]:
        model = MAE(self.geometry)
        model.load_state_dict(self.average.weights)
        rows = score({"model": by(model)}, images, self.geometry.patch_size, self.args.ratios)
        contact_sheet(by(model), sheet, self.geometry.patch_size).save(self.folder / f"sheet-{self.step:07d}.png")
        return rows


def train(run: Run, photos: data.Photos, val: list[data.Item]) -> None:
    args, model, size = run.args, run.model, run.geometry.image_size
    crop = Crop(size, tuple(args.area), args.stretch)
    stream = data.Stream(photos, args.seed, args.batch, crop, run.geometry.patches, tuple(args.keep))
    loader = DataLoader(stream, batch_size=None, sampler=range(run.step, 10**9), num_workers=args.workers, prefetch_factor=4)
    images = load_images(val, size) if val else None
    loss_fn = loss_of
    if args.compile:
        torch._dynamo.config.recompile_limit = 64
        for block in [*model.vit.encoder["layer"], *model.decoder.decoder_layers]:
            block.compile(dynamic=False)
        loss_fn = torch.compile(loss_of, dynamic=False)
    stop: list[int] = []
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda number, frame: stop.append(number))
    curve = csv.writer(open(run.folder / "curve.csv", "a", buffering=1))
    scores = csv.writer(open(run.folder / "scores.csv", "a", buffering=1))
    began = saved = evaluated = noted = time.monotonic()
    total, first = torch.zeros(()), run.step
    for batch in loader:
        rate = learning_rate(run.step, run.clock.progress, args.lr, args.warmup, args.schedule)
        patches = to_patches(batch.images, run.geometry.patch_size)
        ids_keep, ids_restore, mask = random_masking(batch.noise, batch.keep)
        with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
            pred = model(patches, ids_keep, ids_restore)  # [N, L, P*P*3]
        loss = loss_fn(pred, patches, mask, args.loss)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), args.clip, foreach=True)
        for optimizer in run.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad()
        run.average.update(model)
        run.step += 1
        run.clock.tick(run.step * args.batch)
        total += loss.detach()
        now, done = time.monotonic(), run.clock.progress >= 1
        if run.step % args.log_every == 0:
            speed = (run.step - first) * args.batch / (now - noted)
            value = total.item() / (run.step - first)
            curve.writerow([run.step, run.step * args.batch, f"{now - began:.0f}", f"{rate:.3e}", f"{value:.4f}", f"{speed:.1f}"])
            log.info("step %d  progress %.3f  loss %.4f  lr %.2e  %.1f images/s", run.step, run.clock.progress, value, rate, speed)
            first, noted, total = run.step, now, torch.zeros(())
        if done or stop or now - saved > args.save_minutes * 60:
            run.save()
            saved = time.monotonic()
        if images is not None and (done or now - evaluated > args.eval_minutes * 60):
            for row in run.evaluate(images[: args.val_photos], images[:24]):
                scores.writerow([run.step, run.step * args.batch, row["visible"], f"{row['mse']:.4f}", f"{row['psnr']:.3f}"])
                log.info("%d visible: mse %.4f, psnr %.2f", row["visible"], row["mse"], row["psnr"])
            evaluated = time.monotonic()
        if done or stop:
            break


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("photos", nargs="+", help="folders of photographs, or tar shards")
    p.add_argument("--run", required=True, help="folder of this run; one that exists is resumed")
    p.add_argument("--val", nargs="*", default=[], help="photographs to evaluate on")
    p.add_argument("--val-photos", type=int, default=96)
    p.add_argument("--ratios", type=float, nargs="+", default=[0.5, 0.75, 0.9])
    p.add_argument("--preset", choices=PRESETS, default="fast")
    p.add_argument("--model", choices=MODELS, default="tiny")
    p.add_argument("--decoder-depth", type=int)
    p.add_argument("--start", help="weights to start from (.safetensors)")
    p.add_argument("--samples", type=int)
    p.add_argument("--minutes", type=float)
    p.add_argument("--schedule", choices=("linear", "cosine", "constant"), default="linear")
    p.add_argument("--loss", choices=("mse", "norm", "psnr"), default="mse")
    p.add_argument("--batch", type=int)
    p.add_argument("--lr", type=float)
    p.add_argument("--warmup", type=int)
    p.add_argument("--weight-decay", type=float, default=0.05)
    p.add_argument("--clip", type=float, default=1.0)
    p.add_argument("--ema", type=float, default=0.999)
    p.add_argument("--muon", action=argparse.BooleanOptionalAction)
    p.add_argument("--keep", type=int, nargs="+")
    p.add_argument("--area", type=float, nargs=2)
    p.add_argument("--stretch", type=float, default=4 / 3)
    p.add_argument("--short", type=int, default=192)
    p.add_argument("--cache", default="cache")
    p.add_argument("--workers", type=int, default=1)
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True)
    p.add_argument("--compile", action=argparse.BooleanOptionalAction, default=False)
    p.add_argument("--log-every", type=int, default=50)
    p.add_argument("--save-minutes", type=float, default=4)
    p.add_argument("--eval-minutes", type=float, default=20)
    known, _ = p.parse_known_args(argv)
    p.set_defaults(**PRESETS[known.preset])
    return p.parse_args(argv)


def main() -> None:
    args = parse()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    photos = data.cached(args.photos, Path(args.cache), args.short)
    log.info("%d photographs, %d files skipped", len(photos), len(photos.skipped))
    run = Run(args)
    if (run.folder / "last.pt").exists():
        run.resume()
    (run.folder / "args.json").write_text(json.dumps(vars(args), indent=1))
    train(run, photos, data.find(args.val)[: max(args.val_photos, 24)])


if __name__ == "__main__":
    main()
