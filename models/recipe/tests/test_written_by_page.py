"""Laws of what the page saves of its own training: others open it whole, and predict what the page predicts.

The files are checked against what writes them by `src/features/train/store/written.test.ts`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from torch import Tensor
from transformers import ViTMAEForPreTraining

from evaluate import load_model
from model.masking import len_keep
from model.target import masked_loss, normalise_target
from page.train_fixtures import BATCH, RATIO, batch, pictures

pytestmark = pytest.mark.usefixtures("one_thread")

WRITTEN = Path(__file__).parents[3] / "src/features/train/store/fixtures/written"
TOLD = json.loads((WRITTEN / "predicted.json").read_text())


def difference(pred: Tensor, loss: Tensor) -> float:
    """Between what is predicted [N, L, P*P*C] and what the page predicts of the same pictures behind the same masks."""
    told = torch.tensor(TOLD["pred"])
    assert told.abs().max() > 1
    return max((pred.flatten()[:: TOLD["stride"]] - told).abs().max().item(), abs(loss.item() - TOLD["loss"]))


@torch.no_grad()
def test_transformers_opens_it_with_nothing_missing_and_predicts_what_the_page_predicts() -> None:
    model, loading = ViTMAEForPreTraining.from_pretrained(WRITTEN, output_loading_info=True)
    assert {name: keys for name, keys in loading.items() if keys} == {}
    geometry = load_model(WRITTEN, None, None)[0].geometry
    images = pictures(geometry, 0)  # [N, C, H, W]
    _, _, ids_restore, mask = batch(geometry, 0)
    seen = model.eval()(images, noise=ids_restore.float())
    assert seen.mask.equal(mask) and mask.sum() == BATCH * (geometry.patches - len_keep(geometry.patches, RATIO))
    assert difference(seen.logits, seen.loss) < 1e-5


@torch.no_grad()
def test_the_recipe_opens_it_and_predicts_what_the_page_predicts() -> None:
    model, normalised = load_model(WRITTEN, None, None)
    assert normalised
    patches, ids_keep, ids_restore, mask = batch(model.geometry, 0)
    pred = model(patches, ids_keep, ids_restore)
    assert difference(pred, masked_loss(normalise_target(patches), pred, mask)) < 1e-5
