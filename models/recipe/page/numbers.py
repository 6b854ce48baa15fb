"""PyTorch's numbers for many squares at once, for tests that come by states of the page as they go.

    python -m page.numbers --model ../mae-tiny < states.json

reads a list of {"rgba": base64 of S x S x 4 bytes, "seed": ..., "ratio": ...} and prints a list of
{"visible", "loss", "psnr", "ssim"} in the same order.
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from model.mae import MAE
from page import folder
from page.reference import draw


def numbers(model: MAE, target: str, state: dict[str, Any]) -> dict[str, float]:
    """Loss, PSNR and SSIM of one state, and how many patches are visible in it."""
    size = model.geometry.side
    rgba = np.frombuffer(base64.b64decode(state["rgba"]), np.uint8).reshape(size, size, 4)  # [S, S, 4]
    square = Image.fromarray(np.ascontiguousarray(rgba[:, :, :3]))
    drawing = draw(model, target, square, state["seed"], state["ratio"])
    return {"visible": drawing.visible, "loss": drawing.loss, "psnr": drawing.psnr, "ssim": drawing.ssim}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="a model folder, e.g. ../mae-tiny")
    model, facts = folder.load(parser.parse_args().model)
    print(json.dumps([numbers(model, facts["target"], state) for state in json.load(sys.stdin)]))


if __name__ == "__main__":
    main()
