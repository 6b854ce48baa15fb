"""What the encoder of a masked autoencoder is good for: naming the class of pictures it was never taught to name.

    python probe.py flowers/ --model run/model.safetensors --out report
    python probe.py train/ --held-out val/ --model ../mae-tiny --fine-tune 50
    torchrun --nproc-per-node=2 probe.py train/ --held-out val/ --model ../mae-tiny --fine-tune 50

PICTURES is a folder with a sub-folder for each class, or a .zip of such. Nearest neighbours and a linear probe judge
each picture by all others, or the pictures of --held-out; beside the encoder's features stand raw pixels and a colour
histogram. Pictures: short side to the model's image size (bicubic), centre crop; nothing is hidden.
Writes probe.json and probe.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from checkpoint.files import CheckpointError
from evaluate import add_heads, open_model
from model.mae import MAE
from probing.features import PLAIN, encoder
from probing.fine_tune import FineTuning
from probing.judge import Describers, held_out, left_out_in_turn, line
from probing.pictures import Classes, fifth, in_classes, looked_at
from probing.report import markdown, write
from train import keep_memory
from training.parallel import Team, join, part

WORDS = {"class": "encoder, class token", "mean": "encoder, mean of patches"}


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("pictures", type=Path, help="a folder with a sub-folder for each class, or a .zip of such")
    p.add_argument("--model", type=Path, required=True, help="a model folder, or any checkpoint that export.py reads")
    add_heads(p)
    features = "of the encoder's output: the class token (default, where the model has one) or the mean over patches"
    p.add_argument("--features", choices=WORDS, help=features)
    p.add_argument("--held-out", type=Path, help="other pictures of these classes, to be judged instead of each by all")
    p.add_argument("--out", type=Path, default=Path("."), help="folder of the report (.)")

    g = p.add_argument_group("fine-tuning, judged on --held-out or on a fifth of each class; defaults are the paper's")
    g.add_argument("--fine-tune", type=float, metavar="EPOCHS", help="fine-tune end to end for so many epochs as well")
    g.add_argument(
        "--batch", type=int, default=32, help="pictures in a step, of all processes (32; the paper's is 1024)"
    )
    g.add_argument("--lr", type=float, default=1e-3, help="peak learning rate of a batch of 256 (1e-3)")
    g.add_argument("--layer-decay", type=float, default=0.75, help="of the learning rate, block by block (0.75)")
    g.add_argument("--weight-decay", type=float, default=0.05, help="on matrices only (0.05)")
    g.add_argument("--drop-path", type=float, default=0.1, help="how often the last block is left out (0.1)")
    g.add_argument("--seed", type=int, default=0, help="of order, crops and drop path (0)")
    g.add_argument("--cache", default="cache", help="folder for decoded pictures (cache)")
    g.add_argument("--workers", type=int, default=1, help="processes that crop pictures (1)")
    return p.parse_args(argv)


def split(args: argparse.Namespace, size: int) -> tuple[Classes, Classes | None, list[str]]:
    """The pictures to learn from; those that are held out, if any; and what was left out. Raises NoClasses."""
    items, left_out = looked_at(args.pictures, size)
    pictures = in_classes(items)
    if args.held_out:
        others, more = looked_at(args.held_out, size)
        return pictures, in_classes(others, pictures.names), left_out + more
    if args.fine_tune:
        away = fifth(pictures.truth)
        return pictures.part(~away), pictures.part(away), left_out
    return pictures, None, left_out


def judge(args: argparse.Namespace, team: Team, model: MAE) -> dict[str, Any]:
    """The report; of processes other than the first it is incomplete. Raises NoClasses."""
    size = model.geometry.side
    pictures, others, left_out = split(args, size)
    rows = []
    if team.leads:
        for name in left_out:
            print(f"left out {name}", file=sys.stderr)
        which = args.features or ("class" if model.geometry.class_token else "mean")
        describers: Describers = {WORDS[which]: encoder(model.to(team.device), which)}
        describers |= PLAIN
        found = (pictures, others, describers, size) if others else (pictures, describers, size)
        rows = held_out(*found) if others else left_out_in_turn(*found)
    if args.fine_tune and others:
        tuning = FineTuning(model, pictures, args, team)
        for _ in tuning.run():
            pass
        right = tuning.right(others)
        rows.append(line("encoder, all of it trained", f"{args.fine_tune:g} epochs", right, len(others.items)))
    counts = dict(zip(pictures.names, pictures.counts, strict=True))
    return {"classes": counts, "held_out": others and len(others.items), "left_out": left_out, "rows": rows}


def main(argv: list[str] | None = None) -> int:
    args = parse(argv)
    team = join()
    try:
        model, _ = open_model(args.model, args.heads)
        if args.features == "class" and not model.geometry.class_token:
            raise CheckpointError("this model has no class token: --features mean")
        report = judge(args, team, model)
    except (CheckpointError, OSError, ValueError) as error:
        if team.leads:
            print(f"probe: {error}", file=sys.stderr)
        return 2
    if team.leads:
        write(report, args.out)
        print(markdown(report), end="")
    part(team)
    return 0


if __name__ == "__main__":
    keep_memory()
    sys.exit(main())
