"""Laws of the drawn curves: they run through what the table says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from measure import curves


def run(folder: Path, losses: list[float]) -> Path:
    folder.mkdir()
    lines = [f"{i + 1},{100 * (i + 1)},0,1e-3,{loss},50" for i, loss in enumerate(losses)]
    (folder / "curve.csv").write_text("\n".join(["step,samples,seconds,rate,loss,images_per_second", *lines]))
    return folder


def test_a_falling_loss_falls_in_the_picture_and_its_ends_are_the_ends_of_the_axis(tmp_path: Path) -> None:
    out = tmp_path / "curves.svg"
    curves.main([str(run(tmp_path / "a", [0.9, 0.6, 0.4, 0.3])), "--smooth", "1", "--out", str(out)])
    (path,) = re.findall(r'd="M([^"]*)" fill="none"', out.read_text())
    points = [tuple(map(float, point.split())) for point in path.split("L")]
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert [y for _, y in points] == sorted(y for _, y in points)  # down the page is down
    assert points[0][0] == curves.LEFT and points[-1][0] == curves.WIDTH - 16


def test_smoothing_averages_the_last_lines_only(tmp_path: Path) -> None:
    curve = curves.read(run(tmp_path / "a", [4.0, 2.0, 0.0]), smooth=2)
    assert curve == [(100, 4.0), (200, 3.0), (300, 1.0)]


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0.27, 0.61), (-1.4, -0.9), (3000, 540000), (-1, 1)])
def test_ticks_are_few_round_and_inside(low: float, high: float) -> None:
    found = curves.ticks(low, high)
    assert 3 <= len(found) <= 11
    assert all(low <= tick <= high for tick in found)
    assert all(len(f"{tick:.9g}".strip("-0.").replace(".", "").strip("0")) <= 2 for tick in found)


def test_names_are_written_as_they_are_and_a_run_without_lines_is_a_sentence(tmp_path: Path) -> None:
    out = tmp_path / "curves.svg"
    good = str(run(tmp_path / "a", [2.0, 1.0]))
    curves.main([good, "--names", "50 % < 75 %", "--out", str(out)])
    assert "50 % &lt; 75 %" in out.read_text()
    with pytest.raises(SystemExit, match="fewer than two lines"):
        curves.main([str(run(tmp_path / "b", [])), "--out", str(out)])
