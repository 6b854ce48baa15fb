"""How long PyTorch takes for a step of a run of the page's: the peer of `bench/train.bench.ts`, which calls this.

    python -m page.train_speed ../../public/samples/*.jpg --steps 40 < options.json

The options are the page's own (`RunOptions`, with its geometry as model.json has it). The batches are cuts by the
recipe's stream, made in the same thread. Prints the middle of all steps as JSON, in milliseconds: `batch` is what a
batch takes to make, `step` the rest.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

import numpy as np
import torch
from torch import Tensor

from model.geometry import geometry_from_json
from model.mae import MAE
from model.masking import len_keep, random_masking
from model.target import masked_loss, target_of
from train import keep_memory, to_patches
from training import data
from training.augment import Crop
from training.optim import optimizers
from training.schedule import learning_rate

SHORT = 512  # as the page keeps photographs
WARM = 10  # steps that are not counted


class Run:
    """A model, and what a step does to it."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options, kind = options, options["optimiser"]
        self.model = MAE(geometry_from_json(options["geometry"]))
        self.optimizers = optimizers(self.model, options["peak"], kind["weightDecay"], kind["muon"], torch.float32)

    def stream(self, sources: list[str]) -> data.Stream:
        options, geometry, cuts = self.options, self.model.geometry, self.options["cuts"]
        photos = [np.asarray(data.decode(item, SHORT)) for item in data.find(sources)]
        crop = Crop(geometry.side, (cuts["least"], 1.0), cuts["stretch"])
        keep = len_keep(geometry.patches, options["masking"]["ratio"])
        return data.Stream(photos, options["seed"], options["batch"], crop, geometry.patches, (keep,))

    def step(self, number: int, patches: Tensor, noise: Tensor, keep: int) -> float:
        """The loss of patches [N, L, P*P*C] before the step."""
        options = self.options
        rate = learning_rate(number, number / options["steps"], options["peak"], options["warmup"], "linear")
        ids_keep, ids_restore, mask = random_masking(noise, keep)
        pred = self.model(patches, ids_keep, ids_restore)
        loss = masked_loss(target_of(patches, options["target"]), pred, mask)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), options["optimiser"]["clip"], foreach=True)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad()
        return loss.item()


def timed(options: dict[str, Any], sources: list[str], steps: int) -> Iterator[tuple[float, float]]:
    """Milliseconds of each step: making its batch, and all else."""
    run = Run(options)
    stream, size = run.stream(sources), run.model.geometry.patch_size
    for number in range(WARM + steps):
        began = time.perf_counter()
        batch = stream[number]
        patches = to_patches(batch.images, size)  # [N, L, P*P*3]
        made = time.perf_counter()
        run.step(number, patches, batch.noise, batch.keep)
        if number >= WARM:
            yield 1000 * (made - began), 1000 * (time.perf_counter() - made)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", nargs="+", help="folders of photographs, tar shards or single files")
    parser.add_argument("--steps", type=int, default=40, help="how many are timed (40)")
    args = parser.parse_args(argv)
    keep_memory()
    options = json.load(sys.stdin)
    torch.set_num_threads(options["threads"])
    batches, rest = zip(*timed(options, args.photos, args.steps), strict=True)
    print(json.dumps({"batch": median(batches), "step": median(rest)}))


if __name__ == "__main__":
    main()
