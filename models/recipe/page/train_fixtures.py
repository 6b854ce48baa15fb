"""What PyTorch computes when a small model is trained, for the page's own training: the first weights of a seed, losses
and gradients, and a hundred steps of AdamW.

Called by `page/fixtures.py`. Weights, pictures and masks follow from seeds that the page can draw from as well, so that
of every tensor only a few numbers are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from model.geometry import Geometry, Stack, geometry_to_json
from model.mae import MAE
from model.masking import len_keep, random_masking
from model.patches import patchify
from model.target import masked_loss, target_of
from page.inside_fixtures import digits
from page.written_down import Files, by_line
from training.optim import optimizers
from training.schedule import learning_rate

GEOMETRIES = {
    "colour": Geometry(32, 8, Stack(32, 2, 2, 128), Stack(16, 1, 2, 64)),
    "grey": Geometry((16, 32), 8, Stack(32, 1, 2, 64), Stack(32, 1, 1, 64), channels=1),
}
SEED, NOISE, SHIFT = 7, 0.1, 8  # of the first weights; and how much of which noise moves them, biases and norms too
BATCH, RATIO, WAVES = 4, 0.75, 6
STEPS, PEAK, WARMUP, DECAY, CLIP = 100, 3e-3, 10, 0.05, 1.0
TOLD, STRIDE = 16, 7919
TARGETS, LOSSES = ("pixels", "normalised-pixels"), ("hidden", "all")


def first(geometry: Geometry) -> MAE:
    torch.manual_seed(SEED)
    return MAE(geometry)


@torch.no_grad()
def moved(model: MAE) -> MAE:
    """Away from where training begins, where every bias is nought. Tensor by tensor in the order of their names."""
    generator = torch.Generator().manual_seed(SHIFT)
    for _, parameter in sorted(model.named_parameters()):
        if parameter.requires_grad:
            parameter.add_((torch.rand(parameter.shape, generator=generator) - 0.5) * NOISE)
    return model


def pictures(geometry: Geometry, step: int) -> Tensor:
    """Smooth pictures [N, C, H, W], each number the mean of waves whose place and pitch are the step's."""
    torch.manual_seed(step)
    height, width = geometry.size
    waves = torch.rand(BATCH, geometry.channels, WAVES, 3)
    across, down, phase = (waves * torch.tensor([0.6, 0.6, 6.28])).unbind(3)  # [N, C, WAVES] each
    x, y = torch.arange(width), torch.arange(height)[:, None]
    angles = across[..., None, None] * x + down[..., None, None] * y + phase[..., None, None]
    return angles.sin().mean(dim=2) * 2


def batch(geometry: Geometry, step: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """patches [N, L, P*P*C], ids_keep [N, K], ids_restore [N, L] and mask [N, L] of a step."""
    patches = patchify(pictures(geometry, step), geometry.patch_size)
    torch.manual_seed(1000 + step)
    noise = torch.rand(BATCH, geometry.patches)
    return patches, *random_masking(noise, len_keep(geometry.patches, RATIO))


def loss_of(model: MAE, step: int, target: str, loss: str) -> Tensor:
    patches, ids_keep, ids_restore, mask = batch(model.geometry, step)
    pred = model(patches, ids_keep, ids_restore)
    return masked_loss(target_of(patches, target), pred, mask if loss == "hidden" else torch.ones_like(mask))


def told(tensor: Tensor) -> dict[str, Any]:
    """Numbers at places all over a tensor, the largest, and the sum of all without their signs."""
    flat = tensor.detach().flatten()
    count = min(TOLD, len(flat))
    values = [digits(flat[k * STRIDE % len(flat)]) for k in range(count)]
    return {"values": values, "largest": digits(flat.abs().max()), "sum": digits(flat.double().abs().sum())}


def weights() -> Iterator[dict[str, Any]]:
    for name, geometry in GEOMETRIES.items():
        for tensor, value in first(geometry).state_dict().items():
            yield {"geometry": name, "tensor": tensor, **told(value)}


def gradients(name: str, target: str, loss: str) -> dict[str, Any]:
    model = moved(first(GEOMETRIES[name]))
    value = loss_of(model, 0, target, loss)
    value.backward()
    found = [
        {"tensor": tensor, **told(parameter.grad)}
        for tensor, parameter in model.named_parameters()
        if parameter.grad is not None and not tensor.endswith("key.bias")  # nought but for rounding: softmax drops it
    ]
    return {"geometry": name, "target": target, "on": loss, "loss": digits(value), "gradients": found}


def curve(target: str, muon: bool) -> list[float]:
    """The losses of a hundred steps, each on the batch and behind the masks of its number."""
    model, losses = first(GEOMETRIES["colour"]), []
    steppers = optimizers(model, PEAK, DECAY, muon, torch.float32)
    for step in range(STEPS):
        rate = learning_rate(step, step / STEPS, PEAK, WARMUP, "linear")
        loss = loss_of(model, step, target, "hidden")
        model.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        for stepper in steppers:
            for group in stepper.param_groups:
                group["lr"] = rate
            stepper.step()
        losses.append(digits(loss.detach()))
    return losses


def trainings() -> Files:
    cases = [gradients("colour", target, loss) for target in TARGETS for loss in LOSSES]
    cases.append(gradients("grey", "pixels", "hidden"))
    curves = [
        {"target": target, "muon": muon, "losses": curve(target, muon)}
        for target, muon in (("pixels", False), ("normalised-pixels", False), ("pixels", True))
    ]
    geometries = {name: geometry_to_json(geometry) for name, geometry in GEOMETRIES.items()}
    head = {"seed": SEED, "shift": SHIFT, "noise": NOISE, "batch": BATCH, "ratio": RATIO, "waves": WAVES}
    head |= {"steps": STEPS, "peak": PEAK, "warmup": WARMUP, "decay": DECAY, "clip": CLIP}
    yield (
        "src/runtime/train/fixtures/train.json",
        by_line("cases", cases, **head, geometries=geometries, weights=list(weights()), curves=curves),
    )
