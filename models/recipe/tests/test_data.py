"""Laws of the data: what is found, what is skipped, and that the training stream is a function of its position."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from training import data
from training.augment import PHOTO, Crop, augment, box_of, draw, generator, keep_at, photo_at
from training.data import Stream, cached, find
from training.on_device import Cuts, OnDevice


def picture(seed: int, size: tuple[int, int] = (48, 40)) -> Image.Image:
    pixels = np.random.default_rng(seed).integers(0, 256, (4, 4, 3), dtype=np.uint8)
    return Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC)


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    photos = tmp_path / "photos"
    for i in range(6):
        path = photos / ("cat" if i % 2 else "dog") / f"{i}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoded(picture(i)))
    (photos / "cat" / "broken.jpg").write_bytes(b"not a photograph")
    (photos / "cat" / "cut.png").write_bytes(encoded(picture(9))[:200])
    (photos / "notes.txt").write_text("not even pretending")
    return photos


def shard(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def test_a_folder_and_a_shard_of_the_same_files_decode_alike(folder: Path, tmp_path: Path) -> None:
    files = {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    tar = shard(tmp_path / "photos.tar", files)
    ours, theirs = cached([folder], tmp_path / "a", 32), cached([tar], tmp_path / "b", 32)
    assert ours.names == theirs.names
    assert all(np.array_equal(ours[i], theirs[i]) for i in range(len(ours)))


def test_unreadable_files_are_skipped_by_name(folder: Path, tmp_path: Path) -> None:
    photos = cached([folder], tmp_path / "cache", 32)
    assert len(photos) == 6
    assert [line.split(":")[0] for line in photos.skipped] == ["cat/broken.jpg", "cat/cut.png"]


def test_a_folder_without_any_photograph_is_an_error_that_names_files(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"no")
    with pytest.raises(ValueError, match=r"x\.jpg"):
        cached([tmp_path], tmp_path / "cache", 32)
    with pytest.raises(FileNotFoundError, match="nowhere"):
        find([tmp_path / "nowhere"])


def test_photographs_are_decoded_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cached([folder], tmp_path / "cache", 32)
    monkeypatch.setattr(data, "_decode_all", None)
    again = cached([folder], tmp_path / "cache", 32)
    assert all(np.array_equal(first[i], again[i]) for i in range(len(first)))


def test_a_cut_off_decoding_begins_anew(folder: Path, tmp_path: Path) -> None:
    photos = cached([folder], tmp_path / "cache", 32)
    (index,) = (tmp_path / "cache").rglob("index.npz")
    index.unlink()
    assert cached([folder], tmp_path / "cache", 32).names == photos.names


def test_the_short_side_is_bounded_and_the_proportion_kept(folder: Path, tmp_path: Path) -> None:
    photos = cached([folder], tmp_path / "cache", 20)
    assert all(photo.shape == (20, 24, 3) for photo in (photos[i] for i in range(len(photos))))


def test_a_photograph_is_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture(1).save(tmp_path / "turned.jpg", exif=exif)
    (item,) = find([tmp_path])
    assert data.decode(item).size == (40, 48)


def test_labels_are_folders_or_names_up_to_the_last_dash(folder: Path, tmp_path: Path) -> None:
    assert {item.label for item in find([folder])} == {"cat", "dog"}
    tar = shard(tmp_path / "s.tar", {"big-cat-001.png": encoded(picture(0))})
    assert [item.label for item in find([tar])] == ["big-cat"]


def test_every_photograph_comes_once_in_every_epoch() -> None:
    for epoch in range(3):
        assert sorted(photo_at(5, epoch * 17 + i, 17) for i in range(17)) == list(range(17))
    first, second = ([photo_at(5, e * 17 + i, 17) for i in range(17)] for e in (0, 1))
    assert first != second


def test_boxes_stay_inside_and_have_the_asked_area() -> None:
    crop = Crop(32, area=(0.3, 0.9), stretch=1.2)
    for position in range(300):
        left, top, right, bottom = box_of(generator(0, PHOTO, position), 48, 40, crop)
        assert 0 <= left < right <= 48
        assert 0 <= top < bottom <= 40
        assert (right - left) * (bottom - top) <= 0.9 * 40 * 40 + 1e-6
        assert 1 / 1.2 - 1e-6 <= (right - left) / (bottom - top) <= 1.2 + 1e-6


def test_the_whole_square_is_a_crop_that_changes_nothing() -> None:
    photo = np.asarray(picture(3, (32, 32)))
    cropped = augment(photo, draw(generator(0, PHOTO, 1), 32, 32, Crop(32, area=(1, 1), stretch=1)), 32)
    assert np.array_equal(cropped, photo) or np.array_equal(cropped, photo[:, ::-1])


def test_half_of_the_cuts_are_sharpened_where_that_is_asked_for() -> None:
    drawn = [draw(generator(0, PHOTO, i), 48, 40, Crop(32, sharpen=0.8)).sharpen for i in range(2000)]
    assert abs(sum(s > 0 for s in drawn) / 2000 - 0.5) < 0.05
    assert 0.7 < max(drawn) <= 0.8
    assert draw(generator(0, PHOTO, 3), 48, 40, Crop(32)).sharpen == 0


@pytest.mark.parametrize("sharpen", [0.0, 1.0])
def test_a_device_cuts_as_pillow_does(folder: Path, tmp_path: Path, sharpen: float) -> None:
    photos = cached([folder], tmp_path / "cache", 32)
    crop = Crop(48, sharpen=sharpen)
    pillow, numbers = (kind(photos, 7, 24, crop, 9, (4,))[3] for kind in (Stream, Cuts))
    assert torch.equal(pillow.noise, numbers.noise)
    cut = OnDevice(photos, crop, torch.device("cpu")).cut(numbers.images)
    assert cut.shape == pillow.images.shape
    error = (cut.float() - pillow.images.float()).abs()
    assert error.mean() < 1.5
    assert error.flatten(1).mean(dim=1).max() < 4


def test_all_listed_numbers_of_visible_patches_are_drawn_in_proportion() -> None:
    drawn = [keep_at(0, step, (9, 4, 4)) for step in range(3000)]
    assert set(drawn) == {9, 4}
    assert abs(drawn.count(4) / 3000 - 2 / 3) < 0.04


def test_the_shares_of_processes_make_up_the_batch_of_one(folder: Path, tmp_path: Path) -> None:
    photos = cached([folder], tmp_path / "cache", 32)

    def stream(rank: int, ranks: int) -> Stream:
        return Stream(photos, 7, 8, Crop(32), 16, (4, 9), rank, ranks)

    for step in (0, 5):
        whole, left, right = stream(0, 1)[step], stream(0, 2)[step], stream(1, 2)[step]
        assert torch.equal(whole.images, torch.cat([left.images, right.images]))
        assert torch.equal(whole.noise, torch.cat([left.noise, right.noise]))
        assert whole.keep == left.keep == right.keep
    with pytest.raises(ValueError, match="8 cannot be shared by 3"):
        stream(0, 3)


def test_the_stream_depends_on_seed_and_step_only(folder: Path, tmp_path: Path) -> None:
    photos = cached([folder], tmp_path / "cache", 32)
    a, b = (Stream(photos, 7, 4, Crop(32), 16, (4,)) for _ in range(2))
    a[0], a[1]
    assert torch.equal(a[3].images, b[3].images)
    assert not torch.equal(Stream(photos, 8, 4, Crop(32), 16, (4,))[3].noise, b[3].noise)
