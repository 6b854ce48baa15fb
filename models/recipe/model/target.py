"""What the decoder is asked for, pixels or patches by their own mean and deviation; and its error where hidden."""

from __future__ import annotations

import torch
from torch import Tensor


def normalise_target(patches: Tensor) -> Tensor:
    """`norm_pix_loss`: each patch minus its mean, over its deviation (unbiased variance + 1e-6)."""
    variance, mean = torch.var_mean(patches, dim=-1, keepdim=True)  # [N, L, 1]
    return (patches - mean) / (variance + 1e-6) ** 0.5


def undo_target(pred: Tensor, patches: Tensor) -> Tensor:
    """Undo `normalise_target` of predictions [N, L, P*P*3], by the true mean and deviation, which no model saw."""
    variance, mean = torch.var_mean(patches, dim=-1, keepdim=True)  # [N, L, 1]
    return pred * (variance + 1e-6) ** 0.5 + mean


def masked_loss(target: Tensor, pred: Tensor, mask: Tensor) -> Tensor:
    """Mean squared error over hidden patches only; target and pred [N, L, P*P*3], mask [N, L]."""
    error = (pred - target).square().mean(dim=-1)  # [N, L]
    return (error * mask).sum() / mask.sum()
