"""What an encoder has learned, with nothing trained on top: a photograph's label from its nearest neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from model.mae import MAE
from model.patches import normalise, patchify

Describer = Callable[[Tensor], Tensor]
"""Photographs [N, 3, S, S] in 0 ... 1 -> a row of numbers each [N, F]."""


def features(model: MAE) -> Describer:
    """The mean over patches of the encoder's output for a whole photograph, nothing hidden."""
    length = model.geometry.patches

    def describe(images: Tensor) -> Tensor:
        patches = patchify(normalise(images), model.geometry.patch_size)  # [N, L, P*P*3]
        everything = torch.arange(length).expand(len(images), -1)  # [N, L]
        return model.vit(patches, everything)[:, 1:].mean(dim=1)  # [N, D]

    return describe


def thumbnail(images: Tensor) -> Tensor:
    """What anybody can see without learning: the photograph at 8 by 8 pixels, [N, 192]."""
    return F.adaptive_avg_pool2d(images, 8).flatten(1)


@torch.no_grad()
def leave_one_out(describe: Describer, images: Tensor, labels: Sequence[str], k: int = 10, batch: int = 32) -> float:
    """Share of photographs whose k most similar others (cosine of centred features, votes weighted) name its label."""
    rows = torch.cat([describe(part) for part in images.split(batch)])  # [N, F]
    rows = F.normalize(rows - rows.mean(dim=0), dim=1)
    similar = (rows @ rows.T).fill_diagonal_(-torch.inf)  # [N, N]
    weights, nearest = similar.topk(min(k, len(rows) - 1), dim=1)  # [N, k]
    classes = sorted(set(labels))
    truth = torch.tensor([classes.index(label) for label in labels])  # [N]
    votes = torch.zeros(len(rows), len(classes))  # [N, C]
    votes.scatter_add_(1, truth[nearest], (weights / 0.1).exp())
    return (votes.argmax(dim=1) == truth).float().mean().item()


def commonest(labels: Sequence[str]) -> float:
    """Share of the commonest label: what naming it always would score."""
    return max(map(labels.count, set(labels))) / len(labels)
