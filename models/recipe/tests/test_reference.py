"""Laws of the reference pictures, and that the fixtures of the TypeScript side are fresh."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from model.mae import MAE
from model.target import normalise_target, undo_target
from page import fixtures, folder
from page.reference import HIDDEN_GREY, draw, main, preprocess, seeded_mask

SHIPPED = Path(__file__).parents[2] / "mae-tiny"


@pytest.fixture(scope="module")
def model() -> MAE:
    return folder.load(SHIPPED)[0]


def noisy_picture(width: int, height: int) -> Image.Image:
    return Image.fromarray(np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8))


def test_fixtures_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert fixtures.main(["--check"]) == 0, capsys.readouterr().out


def test_a_picture_of_the_models_own_size_reaches_it_pixel_by_pixel() -> None:
    picture = noisy_picture(224, 224)
    assert np.array_equal(np.array(preprocess(picture, 224)), np.array(picture))


@pytest.mark.parametrize(("width", "height"), [(300, 200), (201, 300)])
def test_the_largest_centred_square_is_taken(width: int, height: int) -> None:
    levels = np.zeros((height, width, 3), np.uint8)
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    levels[top : top + side, left : left + side] = 200
    assert (np.array(preprocess(Image.fromarray(levels), 64)) == 200).all()


def test_a_photograph_is_turned_upright() -> None:
    picture, exif = noisy_picture(224, 224), Image.Exif()
    exif[0x0112] = 6  # turn clockwise by a quarter
    sideways = Image.open(fixtures.io.BytesIO(fixtures.encoded(picture, "PNG", exif=exif)))
    assert np.array_equal(np.array(preprocess(sideways, 224)), np.rot90(np.array(picture), -1))


def test_transparent_pixels_are_white() -> None:
    assert (np.array(preprocess(Image.new("RGBA", (224, 224), (255, 0, 0, 0)), 224)) == 255).all()


def test_pasting_keeps_the_visible_pixels_and_draws_the_hidden_ones(model: MAE) -> None:
    photo = noisy_picture(224, 224)
    drawing = draw(model, "pixels", photo, 4, 0.6)
    mask = seeded_mask(4, 196, 0.6)[2].view(14, 14).numpy() > 0
    hidden = np.kron(mask, np.ones((16, 16), bool))  # [S, S]
    masked, raw, pasted = (np.array(p) for p in (drawing.masked, drawing.reconstruction, drawing.pasted))
    assert drawing.visible == 78 == int((~mask).sum())
    assert (masked[hidden] == HIDDEN_GREY).all() and np.array_equal(masked[~hidden], np.array(photo)[~hidden])
    assert np.array_equal(pasted[hidden], raw[hidden]) and np.array_equal(pasted[~hidden], np.array(photo)[~hidden])
    expected = np.square(raw[hidden] / 255 - np.array(photo)[hidden] / 255).mean()
    assert drawing.psnr == pytest.approx(-10 * np.log10(expected), abs=0.01)


def test_normalised_predictions_are_drawn_with_the_true_mean_and_deviation() -> None:
    patches = torch.randn(1, 4, 48) * 3 + 1
    assert torch.allclose(undo_target(normalise_target(patches), patches), patches, atol=1e-5)


def test_the_command_draws_three_pictures_and_prints_the_scores(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noisy_picture(300, 240).save(tmp_path / "photo.png")
    main(["--model", str(SHIPPED), "--photo", str(tmp_path / "photo.png"), "--ratio", "0.9", "--out", str(tmp_path)])
    assert json.loads(capsys.readouterr().out)["visible"] == 19
    for name in ("masked", "reconstruction", "pasted"):
        assert Image.open(tmp_path / f"{name}.png").size == (224, 224)
