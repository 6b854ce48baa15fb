"""The Python lines that the page prints for a mask, run: they must give the page's own mask."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

PRINTED = Path(__file__).parents[3] / "src/mae/fixtures/printed-masks.json"
CASES = json.loads(PRINTED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_printed_lines_give_the_pages_mask(case: dict[str, Any]) -> None:
    names: dict[str, Any] = {}
    exec(compile(case["python"], case["name"], "exec"), names)
    assert names["ids_keep"].tolist() == [case["ids_keep"]]
    assert names["ids_restore"].tolist() == [case["ids_restore"]]
    assert names["mask"].tolist() == [case["mask"]]
    assert names["mask"].dtype == torch.float32


def test_a_random_mask_is_drawn_by_pytorch_and_not_copied_from_the_page() -> None:
    drawn = [case for case in CASES if case["name"].startswith("random")]
    assert drawn
    for case in drawn:
        assert "torch.rand(1, " in case["python"]
        assert "torch.tensor" not in case["python"]
