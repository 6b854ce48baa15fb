"""Pre-train a masked autoencoder: on a laptop's processor in an afternoon, or on many devices under torchrun."""

from __future__ import annotations

import argparse
import ctypes
import logging
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader
from tqdm import tqdm

from measure.score import by, contact_sheet, load_images, score
from model.masking import len_keep, random_masking
from model.patches import MEAN, STD, patchify
from model.target import masked_loss, normalise_target
from training import data
from training.augment import Crop
from training.on_device import Cuts, OnDevice
from training.options import parse
from training.parallel import Team, join, part, together
from training.run import CURVE, SCORES, Run

log = logging.getLogger("train")
SHEET = 24  # triplets on a contact sheet
BAR = "{l_bar}{bar:24}| {postfix}  {rate_fmt}  {remaining} left"
Loss = Callable[[Tensor, Tensor, Tensor], Tensor]


def mean_log_error(patches: Tensor, pred: Tensor, mask: Tensor, floor: float = 0.01) -> Tensor:
    """Mean over photographs of the logarithm of their error on hidden patches: up to a factor, the mean PSNR.

    It is also a Gaussian likelihood in which each photograph has a noise of its own: grass does not drown faces.
    """
    error = (pred - patches).square().mean(dim=-1)  # [N, L]
    return ((error * mask).sum(dim=1) / mask.sum(dim=1) + floor).log().mean()


def normalised_error(patches: Tensor, pred: Tensor, mask: Tensor) -> Tensor:
    return masked_loss(normalise_target(patches), pred, mask)


LOSSES: dict[str, Loss] = {"mse": masked_loss, "norm": normalised_error, "psnr": mean_log_error}


def to_patches(images: Tensor, patch_size: int) -> Tensor:
    """uint8 images [N, S, S, 3] -> normalised patches [N, L, P*P*3]."""
    patches = patchify(images.permute(0, 3, 1, 2), patch_size)  # [N, L, P*P*3] uint8
    mean, std = (torch.tensor(v, device=images.device).repeat(patch_size**2) for v in (MEAN, STD))  # [P*P*3]
    return torch.addcmul(-mean / std, patches.float(), 1 / (255 * std))


class Trainer:
    """The loop. One step: a share of a batch forward and back, both optimizers, the average."""

    def __init__(self, run: Run, photos: data.Photos, val: Tensor | None) -> None:
        args, geometry = run.args, run.geometry
        self.run, self.args, self.val = run, args, val
        keeps = tuple(len_keep(geometry.patches, ratio) for ratio in args.mask)
        crop = Crop(geometry.side, tuple(args.area), args.stretch, args.sharpen)
        stream = Cuts if args.on_device else data.Stream
        self.stream = stream(photos, args.seed, args.batch, crop, geometry.patches, keeps, run.team.rank, run.team.size)
        self.photos = OnDevice(photos, crop, run.team.device) if args.on_device else None
        # At the bottom of a terminal; nothing at all in a file or a pipe.
        self.progress = tqdm(
            initial=run.step * args.batch,
            unit=" images",
            bar_format=BAR,
            smoothing=0.05,
            disable=None if run.team.leads else True,
        )
        self.model = together(run.model, run.team)
        self.task = self.loss
        if args.compile:
            torch._dynamo.config.recompile_limit = 64  # one for each number of visible patches
            self.task = torch.compile(self.loss, dynamic=False)

    def loss(self, patches: Tensor, ids_keep: Tensor, ids_restore: Tensor, mask: Tensor) -> Tensor:
        """What a batch [N, L, P*P*3] costs; one function, so that it compiles as a whole."""
        with torch.autocast(patches.device.type, torch.bfloat16, enabled=self.args.bf16):
            pred = self.model(patches, ids_keep, ids_restore)  # [N, L, P*P*3]
        return LOSSES[self.args.loss](patches, pred.float(), mask)

    def gradients(self, batch: data.Batch) -> Tensor:
        """Leave the gradient of a batch in the parameters; returns its loss."""
        device = self.run.team.device
        images = self.photos.cut(batch.images) if self.photos else batch.images.to(device)  # [N, S, S, 3]
        patches = to_patches(images, self.run.geometry.patch_size)  # [N, L, P*P*3]
        ids_keep, ids_restore, mask = random_masking(batch.noise.to(device), batch.keep)
        loss = self.task(patches, ids_keep, ids_restore, mask)
        loss.backward()
        return loss.detach()

    def advance(self, batch: data.Batch) -> float:
        """One step; returns its learning rate."""
        run = self.run
        rate, loss = run.set_rate(), self.gradients(batch)
        nn.utils.clip_grad_norm_(run.model.parameters(), self.args.clip, foreach=True)
        for optimizer in run.optimizers:
            optimizer.step()
            optimizer.zero_grad()
        run.average.update_parameters(run.model)
        run.step += 1
        run.pending = [run.pending[0] + loss.item(), run.pending[1] + 1]
        share = run.clock.tick(run.step * self.args.batch)
        self.progress.total = round(run.step * self.args.batch / share) if share else None
        self.progress.set_postfix_str(f"loss {run.pending[0] / run.pending[1]:.4f}", refresh=False)
        self.progress.update(self.args.batch)
        return rate

    def train(self, stop: Callable[[], bool]) -> None:
        """Steps until the clock runs out or `stop` says so, with a curve, checkpoints and measurements on the way."""
        run, args = self.run, self.args
        steps = range(run.step, sys.maxsize)
        prefetch = 4 if args.workers else None
        loader = DataLoader(
            self.stream, batch_size=None, sampler=steps, num_workers=args.workers, prefetch_factor=prefetch
        )
        curve, scores = run.table("curve.csv", CURVE), run.table("scores.csv", SCORES)
        began = noted = saved = measured = time.monotonic()
        for batch in loader:
            rate = self.advance(batch)
            now, seen = time.monotonic(), run.step * args.batch
            if run.step % args.log_steps == 0:
                total, count = run.pending
                loss, speed = total / count, count * args.batch / (now - noted)
                curve.add(run.step, seen, round(now - began), f"{rate:.3e}", f"{loss:.5f}", f"{speed:.1f}")
                self.say(f"step {run.step}  {run.clock.progress:.1%}  loss {loss:.4f}  {speed:.1f} images/s")
                run.pending, noted = [0.0, 0], now
            done = run.clock.progress >= 1
            leave = run.team.agree(done or stop())
            regular = args.save_steps and run.step % args.save_steps == 0
            if run.team.agree(leave or regular or now - saved > 60 * args.save_minutes):
                run.save()
                saved = time.monotonic()
            if self.val is not None and run.team.agree(done or now - measured > 60 * args.eval_minutes):
                self.measure(scores.add)
                measured = time.monotonic()
            if leave:
                break
        self.progress.close()

    def measure(self, add: Callable[..., None]) -> None:
        """Scores and a contact sheet of the averaged weights."""
        run, size = self.run, self.run.geometry.patch_size
        draw = by(run.averaged(), normalised=self.args.loss == "norm")
        if not run.team.leads:
            return
        for row in score({"model": draw}, self.val[: self.args.val_photos], size, self.args.val_ratios):
            add(run.step, run.step * self.args.batch, *row.values())
            self.say(f"{row['ratio']:.0%} hidden: mse {row['mse']:.4f}, PSNR {row['psnr']:.2f} dB")
        contact_sheet(draw, self.val[:SHEET], size).save(run.folder / f"sheet-{run.step:07d}.png")

    def say(self, line: str) -> None:
        if self.run.team.leads:
            self.progress.clear()
            log.info(line)


def keep_memory() -> None:
    """Have freed memory kept for the next step (glibc only).

    By default each large tensor is mapped anew from the system, page by page: a sixth to a quarter of a step.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        mallopt(-4, 0)  # M_MMAP_MAX: nothing is mapped on its own
        mallopt(-1, -1)  # M_TRIM_THRESHOLD: nothing is given back


def work(args: argparse.Namespace, team: Team) -> None:
    """Decode, begin or resume, and train until it is done or a signal asks to stop."""
    if team.leads:
        data.cached(args.photos, Path(args.cache), args.short)
    team.agree(True)  # the others wait until the photographs are decoded
    photos = data.cached(args.photos, Path(args.cache), args.short)
    run = Run(args, team, len(photos))
    items = data.find(args.val)[: max(args.val_photos, SHEET)]
    trainer = Trainer(run, photos, load_images(items, run.geometry.side) if items else None)
    trainer.say(f"{len(photos)} photographs, {len(photos.skipped)} files skipped")
    for line in photos.skipped:
        trainer.say(f"skipped {line}")
    trainer.say(f"{run.geometry}, {'resumed at' if run.step else 'from'} step {run.step}")
    signals: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: signals.append(number))
    trainer.train(lambda: bool(signals))


def main(argv: list[str] | None = None) -> None:
    args = parse(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s  %(message)s", datefmt="%H:%M:%S")
    keep_memory()
    team = join()
    work(args, team)
    part(team)


if __name__ == "__main__":
    main()
