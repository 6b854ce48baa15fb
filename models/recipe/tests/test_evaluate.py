"""Laws of the figures: baselines solve what they claim to solve, and measures mean what they are called."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

import evaluate
from measure.baselines import harmonic, laplacian, mean_of_visible
from measure.likeness import psnr
from measure.score import by, contact_sheet, fixed_noise, score
from model.geometry import Geometry, Stack
from model.mae import MAE
from model.masking import len_keep, random_masking
from model.patches import normalise, patchify, unpatchify
from probing.features import thumbnail
from probing.neighbours import commonest, leave_one_out

TOY = Geometry(32, 8, Stack(24, 1, 3, 48), Stack(24, 1, 3, 48))


def masked(images: torch.Tensor, ratio: float = 0.75, patch: int = 8) -> tuple[torch.Tensor, ...]:
    patches = patchify(images, patch)
    return patches, *random_masking(fixed_noise(*patches.shape[:2]), len_keep(patches.shape[1], ratio))


def test_the_mean_is_taken_per_channel_over_visible_pixels_only() -> None:
    images = torch.rand(2, 3, 32, 32)
    patches, ids_keep, ids_restore, mask = masked(images)
    drawn = mean_of_visible(patches, ids_keep, ids_restore, mask)
    visible = patches[1][mask[1] == 0].reshape(-1, 3)  # [K*P*P, 3]
    assert torch.allclose(drawn[1].reshape(-1, 3), visible.mean(dim=0).expand(16 * 64, 3), atol=1e-6)


@pytest.mark.parametrize(("size", "patch"), [(32, 8), (48, 12), (28, 14)])
def test_the_harmonic_filling_has_no_laplacian_where_hidden_and_keeps_what_is_visible(size: int, patch: int) -> None:
    images = torch.rand(3, 3, size, size)
    patches, ids_keep, ids_restore, mask = masked(images, 0.7, patch)
    drawn = harmonic(patches, ids_keep, ids_restore, mask, tolerance=1e-5)
    hidden = mask[:, :, None].expand_as(patches)
    assert torch.allclose(drawn[hidden == 0], patches[hidden == 0], atol=1e-6)
    residual = laplacian(unpatchify(drawn, patch)) * unpatchify(hidden, patch)
    assert residual.abs().max() < 1e-3


def test_the_harmonic_filling_equals_a_direct_solution() -> None:
    images = torch.rand(1, 3, 32, 32)
    patches, ids_keep, ids_restore, mask = masked(images, 0.8)
    drawn = unpatchify(harmonic(patches, ids_keep, ids_restore, mask, tolerance=1e-6), 8)[0]  # [3, S, S]
    hidden = unpatchify(mask[:, :, None].expand_as(patches), 8)[0, 0].bool()  # [S, S]
    unit = torch.eye(32 * 32, dtype=torch.float64).view(-1, 1, 32, 32)
    matrix = laplacian(unit).view(32 * 32, 32 * 32)  # symmetric: a row is what a pixel does to all
    h, v = hidden.flatten(), ~hidden.flatten()
    known = images[0].double().view(3, -1)[:, v]  # [3, visible]
    solution = torch.linalg.solve(matrix[h][:, h], -matrix[h][:, v] @ known.T).T  # [3, hidden]
    assert torch.allclose(drawn.view(3, -1)[:, h].double(), solution, atol=1e-3)


def test_the_harmonic_filling_of_a_ramp_inside_visible_patches_is_the_ramp() -> None:
    ramp = torch.linspace(0, 1, 32).view(1, 1, 1, 32).expand(1, 3, 32, 32).contiguous()
    patches = patchify(ramp, 8)
    noise = torch.zeros(1, 16)
    noise[0, [5, 6]] = 1
    drawn = harmonic(patches, *random_masking(noise, 14), tolerance=1e-6)
    assert torch.allclose(drawn, patches, atol=1e-3)


def test_psnr_of_a_known_error() -> None:
    pixels, mask = torch.full((1, 4, 12), 0.5), torch.tensor([[1.0, 1, 0, 0]])
    drawn = pixels + torch.tensor([0.1, 0.1, 9, 9]).view(1, 4, 1)
    assert psnr(pixels, drawn, mask).item() == pytest.approx(20, abs=1e-3)
    assert psnr(torch.ones_like(pixels), torch.full_like(pixels, 5), mask).item() > 90


def test_a_perfect_drawer_has_no_error_and_batches_change_nothing() -> None:
    images = torch.rand(5, 3, 32, 32)
    model = MAE(TOY).eval()
    drawers = {"perfect": lambda patches, *_: patches, "model": by(model)}
    one, two = (score(drawers, images, 8, [0.5, 0.75], batch) for batch in (5, 2))
    assert [row["mse"] for row in one if row["by"] == "perfect"] == [0, 0]
    for a, b in zip(one, two, strict=True):
        assert a["mse"] == pytest.approx(b["mse"], rel=1e-4)
        assert a["psnr"] == pytest.approx(b["psnr"], rel=1e-4)


def test_the_mean_squared_error_of_the_mean_is_the_variance_it_leaves() -> None:
    images = torch.rand(3, 3, 32, 32)
    (row,) = score({"mean": mean_of_visible}, images, 8, [0.5])
    patches, ids_keep, ids_restore, mask = masked(normalise(images), 0.5)
    error = (mean_of_visible(patches, ids_keep, ids_restore, mask) - patches)[mask == 1].square().mean()
    assert row["mse"] == pytest.approx(error.item(), rel=1e-5)


def test_a_normalised_model_is_drawn_with_the_patches_own_mean_and_deviation() -> None:
    patches, ids_keep, ids_restore, mask = masked(torch.rand(2, 3, 32, 32))
    model = MAE(TOY).eval()
    drawn = by(model, normalised=True)(patches, ids_keep, ids_restore, mask)
    back = (drawn - patches.mean(-1, keepdim=True)) / (patches.var(-1, keepdim=True) + 1e-6) ** 0.5
    assert torch.allclose(back, model(patches, ids_keep, ids_restore), atol=1e-4)


def test_a_contact_sheet_shows_input_drawing_and_original() -> None:
    images = torch.full((3, 3, 32, 32), 0.9)
    sheet = np.asarray(contact_sheet(lambda patches, *_: patches, images, 8, columns=2, side=32))
    assert sheet.shape == (70, 198, 3)
    assert (sheet[:32, 32:96] == 230).all()
    assert (sheet[:32, :32] == 230).all(axis=-1).mean() == pytest.approx(4 / 16)


def test_neighbours_find_clusters_and_nothing_in_noise() -> None:
    labels = [str(i % 4) for i in range(80)]
    centres = torch.randn(4, 3, 8, 8)
    images = torch.stack([centres[int(label)] for label in labels])
    assert leave_one_out(thumbnail(images + 0.1 * torch.randn_like(images)), labels, k=5) == 1
    assert leave_one_out(thumbnail(torch.randn_like(images)), labels, k=5) < 0.6
    assert commonest(["a", "a", "b"]) == pytest.approx(2 / 3)


def test_the_command_writes_a_report_and_names_what_it_skips(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    photos = tmp_path / "photos"
    for i in range(4):
        path = photos / f"kind{i % 2}" / f"{i}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.random.default_rng(i).integers(0, 256, (40, 50, 3), dtype=np.uint8)).save(path)
    (photos / "bad.jpg").write_bytes(b"bad")
    save_file(MAE(TOY).state_dict(), tmp_path / "toy.safetensors", metadata={"heads": "3 3"})
    arguments = [str(photos), "--model", str(tmp_path / "toy.safetensors"), "--out", str(tmp_path / "report")]
    assert evaluate.main([*arguments, "--labelled", str(photos), "--ratios", "0.5", "0.75"]) == 0
    report = json.loads((tmp_path / "report" / "evaluate.json").read_text())
    assert evaluate.NORMALISED not in evaluate.markdown(report)
    assert evaluate.NORMALISED in evaluate.markdown({**report, "normalised": True})
    assert report["photographs"] == 4
    assert {row["by"] for row in report["rows"]} == {"mean of visible", "harmonic", "model"}
    assert report["neighbours"]["labels"] == 2
    assert report["skipped"][0].startswith("bad.jpg")
    printed = capsys.readouterr()
    assert "bad.jpg" in printed.err
    assert "| 75% | 4 |" in printed.out
    assert (tmp_path / "report" / "sheet.png").exists()
    assert (tmp_path / "report" / "evaluate.md").read_text() == printed.out


def test_a_checkpoint_that_is_no_masked_autoencoder_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    save_file({"classifier.weight": torch.zeros(3)}, tmp_path / "odd.safetensors")
    command = [str(tmp_path), "--model", str(tmp_path / "odd.safetensors"), "--out", str(tmp_path / "report")]
    assert evaluate.main(command) == 1
    assert capsys.readouterr().err.startswith("evaluate: none of 1 tensors has a name of a masked autoencoder's")
    assert not (tmp_path / "report").exists()
