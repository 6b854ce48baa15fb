"""Fine-tuning end to end by the paper's protocol (arXiv 2111.06377, table 9), alone or under torchrun.

Crops, flips and drop path follow from seed and position in the stream alone, as in pre-training, so that two processes
do together what one does.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor
from torch.nn import functional as F
from torch.utils.data import DataLoader
from tqdm import tqdm

from measure.score import load_images
from model.mae import MAE
from model.patches import normalise, patchify
from probing.classifier import BRANCHES, Classifier, groups
from probing.pictures import Classes, class_of
from train import to_patches
from training import data
from training.augment import Crop, photo_at
from training.parallel import Team, together
from training.schedule import learning_rate

SMOOTHING = 0.1
AREA, STRETCH = (0.08, 1.0), 4 / 3  # of random resized crops
WARM = 0.05  # of the steps: 5 of the paper's 100 epochs


class FineTuning:
    """A classifier, its optimizer and the stream of pictures that it learns from."""

    def __init__(self, model: MAE, pictures: Classes, args: argparse.Namespace, team: Team) -> None:
        self.args, self.team, self.geometry = args, team, model.geometry
        photos = self._decoded(pictures)
        self.truth = torch.tensor([pictures.names.index(class_of(name)) for name in photos.names])  # [n]
        self.classifier = Classifier(model, len(pictures.names), args.drop_path, args.seed).to(team.device)
        self.parallel = together(self.classifier, team)
        self.optimizer = torch.optim.AdamW(groups(self.classifier, args.layer_decay, args.weight_decay))
        self.steps = max(1, round(args.fine_tune * len(photos) / args.batch))
        self.peak = args.lr * args.batch / 256
        crop = Crop(model.geometry.side, AREA, STRETCH)
        branches = BRANCHES * model.geometry.encoder.depth
        # What chooses hidden patches in pre-training chooses branches to leave out here; nothing is hidden.
        self.stream = data.Stream(photos, args.seed, args.batch, crop, branches, (0,), team.rank, team.size)

    def _decoded(self, pictures: Classes) -> data.Photos:
        cache, short = Path(self.args.cache), max(256, self.geometry.side)
        if self.team.leads:
            data.kept(pictures.items, cache, short)
        self.team.agree(True)  # the others wait until the pictures are decoded
        return data.kept(pictures.items, cache, short)

    def labels(self, step: int) -> Tensor:
        """Classes of this process's share of a step's batch, [N]."""
        share = self.args.batch // self.team.size
        first = step * self.args.batch + self.team.rank * share
        return self.truth[[photo_at(self.args.seed, at, len(self.truth)) for at in range(first, first + share)]]

    def advance(self, step: int, batch: data.Batch) -> float:
        """One step; returns the loss of this process's share."""
        rate = learning_rate(step, step / self.steps, self.peak, round(WARM * self.steps), "cosine")
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["scale"]
        device = self.team.device
        patches = to_patches(batch.images.to(device), self.geometry.patch_size)  # [N, L, P*P*3]
        logits = self.parallel(patches, batch.noise.to(device))  # [N, C]
        loss = F.cross_entropy(logits, self.labels(step).to(device), label_smoothing=SMOOTHING)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def run(self) -> Iterator[float]:
        """All steps; yields the losses."""
        workers = self.args.workers
        loader = DataLoader(self.stream, batch_size=None, sampler=range(self.steps), num_workers=workers)
        self.classifier.train()
        shown = tqdm(loader, unit=" steps", disable=None if self.team.leads else True)
        for step, batch in enumerate(shown):
            loss = self.advance(step, batch)
            shown.set_postfix_str(f"loss {loss:.4f}", refresh=False)
            yield loss

    @torch.no_grad()
    def right(self, pictures: Classes, batch: int = 32) -> int:
        """How many pictures are named rightly; all processes must call it, and each looks at a share."""
        self.classifier.eval()
        mine = range(self.team.rank, len(pictures.items), self.team.size)
        found = torch.zeros((), dtype=torch.int64, device=self.team.device)
        for i in range(0, len(mine), batch):
            part = mine[i : i + batch]
            images = load_images((pictures.items[at] for at in part), self.geometry.side)  # [N, 3, S, S]
            patches = patchify(normalise(images), self.geometry.patch_size).to(self.team.device)
            found += (self.classifier(patches).argmax(dim=1).cpu() == pictures.truth[list(part)]).sum().item()
        if self.team.size > 1:
            dist.all_reduce(found)
        return int(found)
