"""What the decoder is asked for, pixels or patches by their own mean and deviation; and its error where hidden."""

from __future__ import annotations

import torch
from torch import Tensor

from model.patches import MEAN, STD


def normalise_target(patches: Tensor) -> Tensor:
    """`norm_pix_loss`: each patch minus its mean, over its deviation (unbiased variance + 1e-6)."""
    variance, mean = torch.var_mean(patches, dim=-1, keepdim=True)  # [N, L, 1]
    return (patches - mean) / (variance + 1e-6) ** 0.5


def undo_target(pred: Tensor, patches: Tensor) -> Tensor:
    """Undo `normalise_target` of predictions [N, L, P*P*3], by the true mean and deviation, which no model saw."""
    variance, mean = torch.var_mean(patches, dim=-1, keepdim=True)  # [N, L, 1]
    return pred * (variance + 1e-6) ** 0.5 + mean


def target_of(patches: Tensor, target: str) -> Tensor:
    """What a model of a target is asked for, of the patches [N, L, P*P*3] that it is shown."""
    if target == "normalised-pixels":
        return normalise_target(patches)
    if target == "normalised-channels":
        mean, deviation = _of_channels(patches)
        return ((_by_channel(patches) - mean) / deviation).flatten(2)
    return (_by_channel(patches) * torch.tensor(STD) + torch.tensor(MEAN)).flatten(2) if target == UNIT else patches


def undone(pred: Tensor, patches: Tensor, target: str) -> Tensor:
    """Undo `target_of` of predictions [N, L, P*P*3]; what was normalised by the true mean and deviation."""
    if target == "normalised-pixels":
        return undo_target(pred, patches)
    if target == "normalised-channels":
        mean, deviation = _of_channels(patches)
        return (_by_channel(pred) * deviation + mean).flatten(2)
    return ((_by_channel(pred) - torch.tensor(MEAN)) / torch.tensor(STD)).flatten(2) if target == UNIT else pred


UNIT = "unit-pixels"  # of 0 ... 1, whatever the model is shown


def _by_channel(patches: Tensor) -> Tensor:
    """[N, L, P*P*3] -> [N, L, P*P, 3]."""
    return patches.unflatten(2, (-1, 3))


def _of_channels(patches: Tensor) -> tuple[Tensor, Tensor]:
    """`normlize_target` of MAE-pytorch: mean and deviation of each channel of each patch, [N, L, 1, 3] each."""
    variance, mean = torch.var_mean(_by_channel(patches), dim=2, keepdim=True)
    return mean, variance.sqrt() + 1e-6


def masked_loss(target: Tensor, pred: Tensor, mask: Tensor) -> Tensor:
    """Mean squared error over hidden patches only; target and pred [N, L, P*P*3], mask [N, L]."""
    error = (pred - target).square().mean(dim=-1)  # [N, L]
    return (error * mask).sum() / mask.sum()
