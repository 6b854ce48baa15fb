"""Measure a masked autoencoder on any photographs, beside two baselines measured in the same run.

    python evaluate.py val.tar --model run/model.safetensors --out report

For each mask ratio: mean squared error of hidden patches (normalised pixels) and PSNR of hidden pixels (clamped, mean
over photographs). Masks come from torch.rand(photographs, patches, seed 0), so figures of one set of photographs are
comparable to the last digit. Photographs: short side to the model's image size (bicubic), centre crop.
Writes evaluate.json, evaluate.md and sheet.png (visible patches, drawing with the visible patches pasted, photograph).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import torch

from checkpoint.files import TARGETS, CheckpointError
from checkpoint.open import open_checkpoint
from measure.baselines import BASELINES
from measure.score import by, contact_sheet, load_images, score
from model.geometry import MAE_TINY
from model.mae import MAE
from page import folder
from probing.features import described, encoder, thumbnail
from probing.neighbours import commonest, leave_one_out
from training import data

NORMALISED = "Drawn with the hidden patches' own mean and deviation, which the model never saw."


def add_heads(parser: argparse.ArgumentParser) -> None:
    """The option that tells what the shapes of weights do not."""
    what = "attention heads, if the checkpoint does not say"
    parser.add_argument("--heads", type=int, nargs=2, metavar=("ENC", "DEC"), help=what)


def open_model(path: Path, heads: tuple[int, int] | None, target: str | None = None) -> tuple[MAE, str]:
    """A model from its folder (`model.json`) or from any checkpoint that export.py reads, and what it predicts.

    What had to be assumed is printed. Raises CheckpointError.
    """
    if (path / "model.json").is_file():
        model, facts = folder.load(path)
        return model, target or facts["target"]
    checkpoint = open_checkpoint(path, heads, target=target)
    for note in checkpoint.notes:
        print(f"note: {note}", file=sys.stderr)
    return folder.build(checkpoint.geometry, checkpoint.state), checkpoint.target


def load_model(path: Path, heads: tuple[int, int] | None, target: str | None) -> tuple[MAE, bool]:
    """The same, and whether it predicts normalised patches; others than pixels of either kind are refused."""
    model, target = open_model(path, heads, target)
    if target not in TARGETS:
        raise CheckpointError(f"a model that predicts {target} cannot be evaluated here")
    return model, target == "normalised-pixels"


def readable(items: list[data.Item], size: int) -> tuple[list[data.Item], list[str]]:
    """The items that can be read, and the names and reasons of the others."""
    reasons = [data.decode_or_reason(item, size) for item in items]
    good = [item for item, reason in zip(items, reasons, strict=True) if not isinstance(reason, str)]
    return good, [f"{item.name}: {r}" for item, r in zip(items, reasons, strict=True) if isinstance(r, str)]


def markdown(report: dict[str, Any]) -> str:
    """The report as tables: a row per ratio, a column per drawer."""
    rows = report["rows"]
    names = list(dict.fromkeys(row["by"] for row in rows))
    lines = [
        f"{report['photographs']} photographs; mean squared error (normalised) / PSNR in dB, hidden patches only.",
        "",
    ]
    lines += ["| hidden | visible patches | " + " | ".join(names) + " |", "|---" * (len(names) + 2) + "|"]
    for ratio in dict.fromkeys(row["ratio"] for row in rows):
        cells = {row["by"]: row for row in rows if row["ratio"] == ratio}
        figures = " | ".join(f"{cells[name]['mse']:.4f} / {cells[name]['psnr']:.2f}" for name in names)
        lines.append(f"| {ratio:.0%} | {cells[names[0]]['visible']} | {figures} |")
    if report["normalised"]:
        lines += ["", NORMALISED]
    if "neighbours" in report:
        knn = report["neighbours"]
        lines += [
            "",
            f"Labels from the {knn['k']} nearest of {knn['photographs']} photographs ({knn['labels']} labels):",
            "",
        ]
        lines += ["| features | right |", "|---|---|"]
        lines += [f"| {name} | {share:.1%} |" for name, share in knn["right"].items()]
    return "\n".join(lines) + "\n"


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("photos", nargs="+", help="folders of photographs, tar shards or single files")
    p.add_argument(
        "--model",
        type=Path,
        help="a model folder, or any checkpoint that export.py reads; without it only the baselines are measured",
    )
    add_heads(p)
    p.add_argument("--target", choices=TARGETS, help="what the model predicts, if the checkpoint does not say")
    p.add_argument(
        "--ratios",
        type=float,
        nargs="+",
        default=[0.5, 0.75, 0.9, 0.95],
        help="shares of hidden patches (0.5 0.75 0.9 0.95)",
    )
    p.add_argument("--limit", type=int, help="take only so many photographs, the first ones")
    p.add_argument("--no-baselines", action="store_true", help="measure the model only: seconds instead of minutes")
    p.add_argument(
        "--labelled",
        nargs="+",
        help="photographs whose folders (or names up to the last dash) are labels, for nearest neighbours",
    )
    p.add_argument("--k", type=int, default=10, help="how many neighbours vote (10)")
    p.add_argument("--sheet", type=int, default=16, help="triplets on the contact sheet (16)")
    p.add_argument("--out", type=Path, default=Path("."), help="folder of the report (.)")
    return p.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    args = parse(argv)
    try:
        model, normalised = load_model(args.model, args.heads, args.target) if args.model else (None, False)
        geometry = model.geometry if model else MAE_TINY
        side = geometry.side
    except (CheckpointError, ValueError) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 1
    items, skipped = readable(data.find(args.photos)[: args.limit], side)
    for line in skipped:
        print(f"skipped {line}", file=sys.stderr)
    if not items:
        print("evaluate: no readable photograph", file=sys.stderr)
        return 1
    images = load_images(items, side)  # [N, 3, S, S]
    drawers = {} if args.no_baselines else dict(BASELINES)
    if model:
        drawers["model"] = by(model, normalised)
    report: dict[str, Any] = {"photographs": len(items), "skipped": skipped, "normalised": normalised}
    report["rows"] = score(drawers, images, geometry.patch_size, args.ratios)
    if model and args.labelled:
        items, _ = readable(data.find(args.labelled), side)
        labels, pictures = [item.label for item in items], load_images(items, side)
        right = {"always the commonest label": commonest(labels)}
        right["8 x 8 pixels"] = leave_one_out(thumbnail(pictures), labels, args.k)
        rows = described(encoder(model, "mean"), pictures)  # [N, D]
        right["mean of the encoder's output"] = leave_one_out(rows, labels, args.k)
        report["neighbours"] = {"k": args.k, "photographs": len(items), "labels": len(set(labels)), "right": right}
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "evaluate.json").write_text(json.dumps(report, indent=1) + "\n")
    (args.out / "evaluate.md").write_text(markdown(report))
    if args.sheet:
        drawer = drawers.get("model", BASELINES["harmonic"])
        contact_sheet(drawer, images[: args.sheet], geometry.patch_size).save(args.out / "sheet.png")
    print(markdown(report), end="")
    return 0


if __name__ == "__main__":
    torch.set_grad_enabled(False)
    sys.exit(main())
