"""The command line of `train.py`: every option, and the two presets that fill in what is not given."""

from __future__ import annotations

import argparse

import torch

from model.geometry import KNOWN

MODELS = dict(KNOWN)

PRESETS = {
    "fast": {
        "batch": 32,
        "lr_rule": (2e-3, 32, 0.5),
        "warmup": 9600,
        "muon": True,
        "init": "mimetic",
        "area": (0.5, 1.0),
        "stretch": 1.15,
        "sharpen": 0.0,
        "mask": (0.5, 0.67, 0.75, 0.75, 0.825, 0.9),
        "schedule": "linear",
        "loss": "psnr",
        "minutes": 120.0,
    },
    "paper": {
        "batch": 4096,
        "lr_rule": (1.5e-4, 256, 1.0),
        "warmup": None,
        "muon": False,
        "init": "xavier",
        "area": (0.2, 1.0),
        "stretch": 4 / 3,
        "sharpen": 0.0,
        "mask": (0.75,),
        "schedule": "cosine",
        "loss": "mse",
        "epochs": 800,
    },
}
LENGTHS = ("samples", "epochs", "minutes")

EPILOG = """examples
  a first model from your own photographs, two hours on a laptop, two hundred of them kept apart to measure:
    python train.py photos/ --val kept-apart/ --out my-run
  go on from weights that exist; stop with Ctrl-C and repeat the command to resume:
    python train.py photos/*.tar --out more --weights my-run/model.safetensors --lr 1e-3 --minutes 300
  the paper's recipe on eight devices:
    torchrun --nproc-per-node=8 train.py imagenet/train --out vit-base --preset paper --model base

the run folder
  model.safetensors  averaged weights, usable at any time (evaluate.py, export.py)
  last.pt            all that is needed to resume exactly
  curve.csv          step, samples, seconds, learning rate, loss, images per second
  scores.csv         step, samples, ratio, by whom, MSE and PSNR on --val
  sheet-*.png        triplets: what the model sees, what it draws, the photograph

presets (an option given by hand wins)
  fast   Muon + AdamW, batch 32, several mask ratios, mean log error, two hours by the clock
  paper  AdamW, batch 4096, 75 % hidden, mean squared error, 800 epochs of which 40 warm up, cosine
"""


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    """The options, with the preset filled in; at most one of the three lengths of a run is set."""
    p = argparse.ArgumentParser(
        prog="train.py",
        description="Pre-train a masked autoencoder: on a laptop's processor in an afternoon, or on many devices.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("photos", nargs="+", help="folders of photographs or tar shards")
    p.add_argument("--out", required=True, help="folder of this run; if it holds a checkpoint, the run resumes")
    p.add_argument("--preset", choices=PRESETS, default="fast", help="where all other options begin (fast)")

    g = p.add_argument_group("how long: one of")
    g.add_argument("--samples", type=int, help="photographs seen")
    g.add_argument("--epochs", type=float, help="times every photograph is seen")
    g.add_argument("--minutes", type=float, help="time by the clock; a run that is paused still ends in time, annealed")

    g = p.add_argument_group("model")
    g.add_argument("--model", choices=MODELS, default="tiny", help="geometry (tiny)")
    g.add_argument("--decoder-depth", type=int, help="blocks of the decoder, if not the geometry's own")
    g.add_argument("--decoder-heads", type=int, help="attention heads of the decoder, if not the geometry's own")
    g.add_argument(
        "--weights", help="begin from these weights (.safetensors); missing blocks begin as identities, heads are split"
    )
    g.add_argument("--init", choices=("mimetic", "xavier"), help="how attention begins without --weights")
    g.add_argument("--seed", type=int, default=0, help="of weights, order, crops and masks (0)")

    g = p.add_argument_group("task")
    g.add_argument("--mask", type=float, nargs="+", help="shares of hidden patches, one is drawn for each batch")
    losses = "mse: the paper's; norm: the same on patches normalised one by one; psnr: mean log error of photographs"
    g.add_argument("--loss", choices=("mse", "norm", "psnr"), help=losses)
    g.add_argument("--area", type=float, nargs=2, help="a crop's share of a photograph's largest square")
    g.add_argument("--stretch", type=float, help="largest proportion of a crop's sides")
    g.add_argument("--sharpen", type=float, help="half of the crops are sharpened by up to this (0; 1 is strong)")

    g = p.add_argument_group("optimisation")
    g.add_argument("--batch", type=int, help="photographs in a step, of all processes together")
    g.add_argument("--lr", type=float, help="peak learning rate (fast: 2e-3 at batch 32, with its root; paper: linear)")
    g.add_argument("--warmup", type=int, help="samples over which the learning rate rises")
    g.add_argument("--schedule", choices=("linear", "cosine", "constant"), help="how it falls afterwards")
    g.add_argument("--muon", action=argparse.BooleanOptionalAction, help="Muon for the matrices of the blocks")
    g.add_argument("--weight-decay", type=float, default=0.05, help="on matrices only (0.05)")
    g.add_argument("--clip", type=float, default=1.0, help="largest norm of a gradient (1)")
    g.add_argument("--ema", type=float, default=0.999, help="decay of the averaged weights (0.999)")

    g = p.add_argument_group("machine")
    g.add_argument("--cache", default="cache", help="folder for decoded photographs (cache)")
    g.add_argument("--short", type=int, default=256, help="photographs are kept at most this many pixels short (256)")
    g.add_argument(
        "--on-device",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="keep all photographs in the device's memory and cut them there: for a GPU that outruns --workers",
    )
    g.add_argument("--workers", type=int, default=1, help="processes that crop photographs (1)")
    g.add_argument(
        "--bf16",
        action=argparse.BooleanOptionalAction,
        help="matrices in bfloat16 (where the device has instructions for it; others are slower with it)",
    )
    g.add_argument("--compile", action=argparse.BooleanOptionalAction, default=False, help="faster after some minutes")
    g.add_argument(
        "--shard",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="under torchrun: split the model itself too (FSDP2, AdamW)",
    )

    g = p.add_argument_group("report")
    g.add_argument("--val", nargs="*", default=[], help="photographs to measure on, which training does not see")
    g.add_argument("--val-photos", type=int, default=96, help="how many of them (96)")
    g.add_argument("--val-ratios", type=float, nargs="+", default=[0.5, 0.75, 0.9], help="at these ratios")
    g.add_argument("--log-steps", type=int, default=50, help="a line of curve.csv every so many steps (50)")
    g.add_argument("--save-minutes", type=float, default=4, help="a checkpoint every so many minutes (4)")
    g.add_argument("--save-steps", type=int, help="or every so many steps")
    g.add_argument("--eval-minutes", type=float, default=20, help="a measurement every so many minutes (20)")

    args = p.parse_args(argv)
    given = [name for name in LENGTHS if getattr(args, name) is not None]
    if len(given) > 1:
        p.error(f"--{' and --'.join(given)} exclude each other")
    if args.shard and args.muon:
        p.error("--shard needs --no-muon: Muon must see whole matrices")
    _fill(args, lengths=not given)
    return args


def multiplies_bf16() -> bool:
    """Whether this device has instructions for matrices in bfloat16."""
    able = [name for name, has in torch.cpu.get_capabilities().items() if has]
    return torch.cuda.is_available() or any(name.endswith("bf16") for name in able)


def _fill(args: argparse.Namespace, lengths: bool) -> None:
    preset = dict(PRESETS[args.preset])
    lr, reference, power = preset.pop("lr_rule")
    if args.shard:
        preset["muon"] = False
    for name, value in preset.items():
        if getattr(args, name) is None and (lengths or name not in LENGTHS):
            setattr(args, name, value)
    if args.bf16 is None:
        args.bf16 = multiplies_bf16()
    if args.lr is None:
        args.lr = lr * (args.batch / reference) ** power
