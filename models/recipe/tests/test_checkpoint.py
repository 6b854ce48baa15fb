"""Laws of checkpoints: whoever wrote the file, its export draws what transformers' `ViTMAEForPreTraining` draws."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import ViTMAEConfig, ViTMAEForPreTraining

from checkpoint.files import CheckpointError
from checkpoint.open import open_checkpoint
from checkpoint.written import (
    authors_state,
    random_model,
    save_authors,
    save_authors_bare,
    save_memory,
    save_memory_alone,
    save_shards,
    save_transformers_4,
    save_transformers_4_bin,
    save_transformers_5,
)
from export import TOLERANCE, Runner, main
from model.geometry import MAE_HUGE, MAE_TINY, Geometry, Stack
from model.mae import MAE
from model.patches import patchify
from page import folder, wild
from page.checkpoint_fixtures import RATIO, SEED, seeded_images
from page.reference import seeded_mask

LIBRARIES = Path(__file__).parents[3] / "src/runtime/checkpoint/fixtures/libraries"
SMALL = Geometry(48, 8, encoder=Stack(32, 3, 2, 48), decoder=Stack(24, 2, 3, 40), layer_norm_eps=1e-3)
HUGE_LIKE = Geometry(224, 14, encoder=Stack(1280, 1, 16, 5120), decoder=Stack(512, 1, 16, 2048), layer_norm_eps=1e-12)
BASE = Geometry(224, 16, encoder=Stack(768, 12, 12, 3072), decoder=Stack(512, 8, 16, 2048), layer_norm_eps=1e-12)


pytestmark = pytest.mark.usefixtures("one_thread")

Saver = Callable[[ViTMAEForPreTraining, Path], Path]
FOLDERS: list[Saver] = [save_transformers_4, save_transformers_4_bin, save_transformers_5, save_shards, save_memory]
FILES: list[Saver] = [save_memory_alone, save_authors, save_authors_bare]


def told(geometry: Geometry) -> list[str]:
    """What a file without config.json leaves open, as options."""
    heads = str(geometry.encoder.heads), str(geometry.decoder.heads)
    return ["--heads", *heads, "--eps", str(geometry.layer_norm_eps)]


def export(checkpoint: Path, out: Path, *options: str) -> Path:
    assert main([str(checkpoint), "--id", "mae", "--title", "MAE", "--out", str(out), *options]) == 0
    return out / "mae"


def difference(model: ViTMAEForPreTraining, exported: Path, share: float = 0.25) -> float:
    """Between transformers and the exported graphs under onnxruntime, on the same picture and the same noise."""
    size, patches = model.config.image_size, model.vit.embeddings.patch_embeddings.num_patches
    torch.manual_seed(5)
    images, noise = torch.randn(1, 3, size, size), torch.rand(1, patches)
    keep = int(patches * share)
    model.vit.embeddings.config.mask_ratio = 1 - (keep + 0.5) / patches
    with torch.no_grad():
        theirs = model(images, noise=noise)
    run = Runner(exported / "encoder.onnx", exported / "decoder.onnx", load_file(exported / "model.safetensors"))
    ours = run(model.patchify(images)[0], noise[0].argsort()[:keep], theirs.ids_restore[0])  # [L, P*P*3]
    largest = (ours - theirs.logits[0]).abs().max().item()
    print(f"largest difference to transformers {largest:.1e}, largest output {ours.abs().max().item():.2f}")
    return largest


@pytest.mark.parametrize("save", FOLDERS + FILES)
def test_an_export_of_any_kind_and_spelling_draws_what_transformers_draws(tmp_path: Path, save: Saver) -> None:
    model = random_model(SMALL)
    options = told(SMALL) if save in FILES else []
    exported = export(save(model, tmp_path / "checkpoint"), tmp_path, "--dtype", "f32", *options)
    assert difference(model, exported) < TOLERANCE
    assert folder.load(exported)[0].geometry == SMALL


@pytest.mark.parametrize("save", [save_transformers_5, save_authors])
def test_patches_of_14_draw_what_transformers_draws(tmp_path: Path, save: Saver) -> None:
    model = random_model(HUGE_LIKE)
    options = told(HUGE_LIKE) if save in FILES else []
    assert difference(model, export(save(model, tmp_path / "checkpoint"), tmp_path, *options)) < TOLERANCE
    shutil.rmtree(tmp_path)


def test_the_tiny_geometry_draws_what_transformers_draws_with_nothing_told_but_the_file(tmp_path: Path) -> None:
    model = random_model(MAE_TINY, learned_positions=False)
    exported = export(save_authors(model, tmp_path / "checkpoint"), tmp_path, "--dtype", "f32")
    assert all(difference(model, exported, share) < TOLERANCE for share in (0.01, 0.25, 0.9))
    shutil.rmtree(tmp_path)


def test_the_base_geometry_draws_what_transformers_draws(tmp_path: Path) -> None:
    model = random_model(BASE)
    assert difference(model, export(save_transformers_4(model, tmp_path / "checkpoint"), tmp_path)) < TOLERANCE
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize("save", [save_transformers_4, save_authors])
def test_an_export_for_another_image_size_is_the_same_model_with_positions_of_that_size(
    tmp_path: Path, save: Saver
) -> None:
    small = random_model(SMALL, learned_positions=False)
    larger = random_model(Geometry(72, 8, SMALL.encoder, SMALL.decoder, SMALL.layer_norm_eps), learned_positions=False)
    positions = {name: tensor for name, tensor in larger.state_dict().items() if tensor.shape[1:2] == (82,)}
    larger.load_state_dict(small.state_dict() | positions)
    options = told(SMALL) if save in FILES else []
    checkpoint = save(small, tmp_path / "checkpoint")
    exported = export(checkpoint, tmp_path, "--image-size", "72", "--dtype", "f32", *options)
    assert len(positions) == 2 and difference(larger, exported) < TOLERANCE


def test_config_json_tells_heads_epsilon_and_target_and_options_win_over_it(tmp_path: Path) -> None:
    checkpoint = save_transformers_5(random_model(SMALL, norm_pix_loss=True), tmp_path / "checkpoint")
    for path in (checkpoint, checkpoint / "model.safetensors"):
        read = open_checkpoint(path)
        assert (read.geometry, read.target) == (SMALL, "normalised-pixels")
        assert not any("not told" in note for note in read.notes)
    read = open_checkpoint(checkpoint, heads=(4, 2), eps=1e-6, target="pixels")
    assert (read.geometry.encoder.heads, read.geometry.decoder.heads) == (4, 2)
    assert (read.geometry.layer_norm_eps, read.target) == (1e-6, "pixels")
    assert "target: the checkpoint says normalised-pixels; taken is pixels, as asked" in read.notes


def test_what_a_config_json_leaves_out_is_what_transformers_would_fill_in(tmp_path: Path) -> None:
    said = {"model_type": "vit_mae", "hidden_size": 64, "num_hidden_layers": 1, "num_attention_heads": 4}
    said |= {"decoder_num_hidden_layers": 1}
    model = ViTMAEForPreTraining(ViTMAEConfig(**said))
    save_memory(model, tmp_path / "checkpoint")
    (tmp_path / "checkpoint" / "config.json").write_text(json.dumps(said))
    geometry = open_checkpoint(tmp_path / "checkpoint").geometry
    assert geometry == Geometry(224, 16, Stack(64, 1, 4, 3072), Stack(512, 1, 16, 2048), layer_norm_eps=1e-12)


def test_what_the_file_does_not_tell_is_assumed_and_said(tmp_path: Path) -> None:
    state = authors_state(random_model(Geometry(28, 14, Stack(1280, 1, 1, 8), Stack(128, 1, 1, 8))))
    expected = {
        "mae_visualize_vit_huge.pth": "pixels",
        "mae_visualize_vit_large_ganloss.pth": "pixels",
        "mae_pretrain_vit_huge_full.pth": "normalised-pixels",
        "mine.pth": "pixels",
    }
    for name, target in expected.items():
        torch.save({"model": state}, tmp_path / name)
        read = open_checkpoint(tmp_path / name)
        assert read.target == target
        assert (read.geometry.encoder.heads, read.geometry.decoder.heads) == (MAE_HUGE.encoder.heads, 2)
        assert read.geometry.layer_norm_eps == 1e-6
        assert ("GAN loss" in read.remark) == ("ganloss" in name)
        notes = "\n".join(read.notes)
        for part in ("16 (known at width 1280) and 2 (128 / 64)", "taken is 1e-06", f"taken is {target}"):
            assert part in notes


def test_the_gan_loss_is_part_of_the_exported_models_source(tmp_path: Path) -> None:
    path = tmp_path / "mae_visualize_vit_large_ganloss.pth"
    torch.save({"model": authors_state(random_model(SMALL))}, path)
    exported = export(path, tmp_path, "--source", "From the authors.", *told(SMALL))
    assert folder.load(exported)[1]["source"].startswith("From the authors. Trained with an additional GAN loss")


def test_training_options_in_the_authors_files_tell_the_target(tmp_path: Path) -> None:
    args = argparse.Namespace(norm_pix_loss=True)
    torch.save({"model": authors_state(random_model(SMALL)), "args": args}, tmp_path / "checkpoint.pth")
    assert open_checkpoint(tmp_path / "checkpoint.pth", heads=(2, 3)).target == "normalised-pixels"


def test_metadata_of_train_py_tells_the_heads(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    save_file(random_model(SMALL).state_dict(), path, metadata={"heads": "8 4", "target": "normalised-pixels"})
    read = open_checkpoint(path)
    assert (read.geometry.encoder.heads, read.geometry.decoder.heads) == (8, 4)
    assert read.target == "normalised-pixels"


def test_files_as_people_have_them_draw_what_transformers_draws(tmp_path: Path) -> None:
    """The very files that the page's tests open."""
    written = wild.write(tmp_path)
    for file in written["files"]:
        if file["outcome"] == "features":
            continue
        values = written["expected"][file["outcome"]]
        expected = torch.tensor([torch.nan if value is None else value for value in values])  # [L*P*P*C]
        path = Path(file["files"][0])
        found = open_checkpoint(path if len(file["files"]) == 1 else path.parent, heads=(1, 1))
        model = MAE(found.geometry)
        model.load_state_dict({name: tensor.float() for name, tensor in found.state.items()})
        ids_keep, ids_restore, _ = seeded_mask(SEED, found.geometry.patches, RATIO)
        patches = patchify(seeded_images(found.geometry), found.geometry.patch_size)
        with torch.no_grad():
            pred = model(patches, ids_keep, ids_restore)
        told = ~expected.isnan()  # some code predicts hidden patches alone
        assert (pred.flatten() - expected)[told].abs().max() < 1e-4, file["name"]


@pytest.mark.parametrize("case", json.loads((LIBRARIES / "expected.json").read_text()), ids=lambda case: case["name"])
def test_files_that_other_libraries_wrote_draw_what_those_libraries_predict(case: dict[str, Any]) -> None:
    path = LIBRARIES / f"{case['name']}.pth"
    if case["name"] == "timm":
        with pytest.raises(CheckpointError, match="has no decoder"):
            open_checkpoint(path)
        return
    found = open_checkpoint(path)
    model = folder.build(found.geometry, found.state)
    ids_keep, ids_restore, _ = seeded_mask(SEED, found.geometry.patches, RATIO)
    patches = patchify(seeded_images(found.geometry), found.geometry.patch_size)
    pred = model(patches, ids_keep, ids_restore).flatten()  # [L*P*P*3]
    assert (pred[case["indices"]] - torch.tensor(case["values"])).abs().max() < 1e-4
