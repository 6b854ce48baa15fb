"""Laws of probing: pictures reach the probes as rows, and the report says what was judged and how."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import torch
from PIL import Image
from safetensors.torch import save_file
from torch.nn import functional as F

import probe
from model.geometry import Geometry, Stack
from model.mae import MAE
from probing.choice import PENALTIES
from probing.features import colour_histogram, encoder, latent, raw_pixels
from probing.pictures import NoClasses, fifth, in_classes, looked_at

TOY = Geometry(32, 8, Stack(24, 2, 3, 48), Stack(24, 1, 3, 48))
BARE = Geometry(32, 8, Stack(24, 2, 3, 48), Stack(24, 1, 3, 48), class_token=False)


def test_raw_pixels_are_means_of_cells_that_cover_the_picture_once() -> None:
    images = torch.rand(2, 3, 40, 40)
    cells = raw_pixels(images).view(2, 16, 16, 3)
    assert torch.allclose(cells[1, 3, 5], images[1, :, 7:10, 12:15].double().mean(dim=(1, 2)))
    even = F.avg_pool2d(torch.rand(1, 3, 32, 32), 2)
    assert torch.allclose(raw_pixels(even), even.permute(0, 2, 3, 1).flatten(1).double())


def test_the_colour_histogram_knows_colours_and_no_places() -> None:
    levels = torch.tensor([[0, 63, 64], [255, 128, 191]])  # two pixels, red green blue
    images = (levels.T[None, :, None] / 255).repeat(1, 1, 2, 1)  # [1, 3, 2, 2]
    rows = colour_histogram(images)[0]
    assert rows.nonzero()[:, 0].tolist() == [1, 3 * 16 + 2 * 4 + 2]
    assert rows.square().sum().item() == pytest.approx(1)
    assert torch.equal(colour_histogram(images.flip(3))[0], rows)


@pytest.mark.parametrize("geometry", [TOY, BARE])
def test_features_are_the_encoders_output_after_its_norm_and_see_every_patch(geometry: Geometry) -> None:
    model, images = MAE(geometry).eval(), torch.rand(2, 3, 32, 32)
    tokens = latent(model, images)
    assert tokens.shape == (2, geometry.tokens, 24)
    assert tokens.mean(dim=2).abs().max() < 1e-5  # a new LayerNorm
    mean = encoder(model, "mean")(images)
    assert torch.allclose(mean, tokens[:, geometry.tokens - 16 :].mean(dim=1))
    assert torch.equal(encoder(model, "class")(images), tokens[:, 0])
    changed = images.clone()
    changed[:, :, -8:, -8:] += 1
    assert not torch.allclose(encoder(model, "class")(changed), tokens[:, 0])
    assert not torch.allclose(encoder(model, "mean")(changed), mean)


def test_a_zip_holds_what_the_folder_does(flowers: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "flowers.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(flowers.rglob("*.*")):
            archive.write(path, f"flowers/{path.relative_to(flowers)}")
        archive.writestr("__MACOSX/flowers/kind 0/._00.png", b"")
    packed, folder = (looked_at(source, 32)[0] for source in (tmp_path / "flowers.zip", flowers))
    assert [item.read() for item in packed if "alone" not in item.name] == [item.read() for item in folder]


def test_what_is_no_picture_of_a_class_is_left_out_by_name(flowers: Path) -> None:
    items, left_out = looked_at(flowers, 32)
    assert len(items) == 18
    assert left_out[0] == "alone.png: lies in no folder of a class"
    assert left_out[1].startswith("kind 0/broken.jpg: UnidentifiedImageError")
    pictures = in_classes(items)
    assert pictures.names == ["kind 0", "kind 1", "kind 2"] and pictures.counts == [6, 6, 6]


def test_classes_that_cannot_be_judged_are_a_sentence_and_status_2(
    flowers: Path, toy_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, few = tmp_path / "one" / "cats", tmp_path / "few" / "dogs"
    for path in (one / "1.png", one / "2.png", few / "1.png", few.parent / "cats" / "1.png", few.parent / "cats/2.png"):
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (40, 40)).save(path)
    (tmp_path / "odd.zip").write_bytes(b"odd")
    for source, said in (
        (one.parent, "two classes are needed, a folder with pictures each; found 1"),
        (few.parent, "a class needs two pictures that can be read; of dogs there is one"),
        (tmp_path / "odd.zip", "is no .zip that can be read"),
        (tmp_path / "absent", "no such folder, shard or file"),
    ):
        assert probe.main([str(source), "--model", str(toy_file), "--out", str(tmp_path / "report")]) == 2
        assert said in capsys.readouterr().err
    assert not (tmp_path / "report").exists()
    with pytest.raises(NoClasses, match="of kind 2 there are pictures held out"):
        in_classes(looked_at(flowers, 32)[0], ["kind 0", "kind 1"])


def test_of_every_five_pictures_of_a_class_one_is_held_out() -> None:
    truth = torch.arange(24) % 2
    assert truth[fifth(truth)].bincount().tolist() == [3, 3]
    assert fifth(torch.tensor([0, 0, 1, 1, 1])).tolist() == [True, False, True, False, False]


def test_the_command_writes_a_report_and_names_what_it_leaves_out(
    flowers: Path, toy_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert probe.main([str(flowers), "--model", str(toy_file), "--out", str(tmp_path)]) == 0
    printed, report = capsys.readouterr(), json.loads((tmp_path / "probe.json").read_text())
    assert "left out kind 0/broken.jpg" in printed.err
    assert (tmp_path / "probe.md").read_text() == printed.out
    assert [(row["features"], row["by"], row["of"]) for row in report["rows"]] == [
        *((name, by, 18) for name in ("encoder, class token", "16 x 16 pixels", "colour histogram") for by in BY),
        ("", "the commonest class", 18),
    ]
    rows = {(row["features"], row["by"]): row for row in report["rows"]}
    assert rows["colour histogram", "5 nearest"]["right"] == 18
    assert rows["", "the commonest class"]["right"] == 6
    assert report["classes"] == {"kind 0": 6, "kind 1": 6, "kind 2": 6} and report["held_out"] is None


BY = ("5 nearest", "linear probe")


def test_held_out_pictures_are_judged_by_the_others_alone(flowers: Path, toy_file: Path, tmp_path: Path) -> None:
    command = [str(flowers), "--model", str(toy_file), "--held-out", str(flowers), "--features", "mean"]
    assert probe.main([*command, "--out", str(tmp_path)]) == 0
    report = json.loads((tmp_path / "probe.json").read_text())
    rows = {(row["features"], row["by"]): row for row in report["rows"]}
    assert report["held_out"] == 18 and rows["", "the commonest class"]["right"] == 6
    assert rows["encoder, mean of patches", "linear probe"]["penalties"][0] in PENALTIES
    assert rows["colour histogram", "linear probe"]["right"] == 18


def test_a_model_without_a_class_token_has_the_mean_only(
    flowers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_file(MAE(BARE).state_dict(), tmp_path / "bare.safetensors", metadata={"heads": "3 3", "target": "pixels"})
    command = [str(flowers), "--model", str(tmp_path / "bare.safetensors"), "--out", str(tmp_path)]
    assert probe.main([*command, "--features", "class"]) == 2
    assert capsys.readouterr().err.endswith("probe: this model has no class token: --features mean\n")
    assert probe.main(command) == 0
    assert "| encoder, mean of patches | linear probe |" in capsys.readouterr().out


def test_the_command_judges_everything_on_the_same_held_out_fifth(
    flowers: Path, toy_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = f"--fine-tune 1 --batch 4 --workers 0 --cache {tmp_path / 'cache'} --out {tmp_path / 'report'}"
    assert probe.main([str(flowers), "--model", str(toy_file), *command.split()]) == 0
    report = json.loads((tmp_path / "report" / "probe.json").read_text())
    assert report["held_out"] == 6 and {row["of"] for row in report["rows"]} == {6}
    assert report["rows"][-1]["features"] == "encoder, all of it trained"
    assert "12 pictures of 3 classes, 6 others judged by them" in capsys.readouterr().out
