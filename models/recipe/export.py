"""Checkpoint -> model folder for the page: two graphs, the weights, `model.json`, and a golden self-check.

    python export.py my-run/model.safetensors --id mae-mine --title "MAE of my own"

The graphs and weights as written are then run under onnxruntime and compared with PyTorch. Where they differ by more
than the tolerance, or anything else fails, a folder that was there before stays as it was.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from math import gcd
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from safetensors.torch import save_file
from torch import Tensor

from checkpoint.files import ALL_TARGETS, CheckpointError, find, read_file
from checkpoint.int8 import quantised, say_int8, widened
from checkpoint.open import open_checkpoint
from model.geometry import Geometry, geometry_to_json
from model.mae import MAE
from model.masking import random_masking
from model.patches import GREY_MEAN, GREY_STD, MEAN, STD
from page import folder
from page.graph import decoder_graph, encoder_graph

State = dict[str, Tensor]
DTYPES = {"f32": torch.float32, "f16": torch.float16, "bf16": torch.bfloat16, "int8": torch.int8}
TOLERANCE = 1e-4
VISIBLE = (1, 39, 49, 98, 195)  # of 196: the edges, and the ratios people use
GOLDEN_VISIBLE, GOLDEN_VALUES = (49, 1, 98, 195), 512  # the first for every backend, the others for GPUs


def session(graph: onnx.ModelProto | Path, state: State) -> onnxruntime.InferenceSession:
    """A graph under onnxruntime with its weights handed over in memory, widened to float32, as in the page."""
    model = onnx.load(graph, load_external_data=False) if isinstance(graph, Path) else graph
    external = [i.name for i in model.graph.initializer if i.data_location == onnx.TensorProto.EXTERNAL]
    buffers = [state[name].float().contiguous().numpy().tobytes() for name in external]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # PyTorch needs the same cores
    options.add_external_initializers_from_files_in_memory(external, buffers, [len(b) for b in buffers])
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


class Runner:
    """Encoder and decoder graphs, run one after the other through the page's contract."""

    def __init__(self, encoder: onnx.ModelProto | Path, decoder: onnx.ModelProto | Path, state: State) -> None:
        self.encoder, self.decoder = session(encoder, state), session(decoder, state)

    def __call__(self, patches: Tensor, ids_keep: Tensor, ids_restore: Tensor) -> Tensor:
        """patches [L, P*P*3], ids_keep [K], ids_restore [L] -> pred [L, P*P*3]."""
        inputs = {"patches": patches[ids_keep].numpy(), "ids_keep": ids_keep.int().numpy()}
        (latent,) = self.encoder.run(["latent"], inputs)  # [K + 1, D]
        index = ids_restore.clamp(max=len(ids_keep)).int()  # [L]: every hidden place points at the mask token
        (pred,) = self.decoder.run(["pred"], {"latent": latent, "ids_restore": index.numpy()})
        return torch.from_numpy(pred)


def parity(model: MAE, run: Runner, visible: tuple[int, ...] = VISIBLE) -> list[tuple[int, float, float]]:
    """For each number of visible patches: the largest difference to PyTorch, and the largest output."""
    geometry, generator, rows = model.geometry, torch.Generator().manual_seed(0), []
    for keep in sorted({min(k, geometry.patches) for k in visible}):
        patches = torch.randn(1, geometry.patches, geometry.patch_dim, generator=generator)
        ids_keep, ids_restore, _ = random_masking(torch.rand(1, geometry.patches, generator=generator), keep)
        with torch.no_grad():
            expected = model(patches, ids_keep, ids_restore)[0]  # [L, P*P*3]
        difference = (run(patches[0], ids_keep[0], ids_restore[0]) - expected).abs().max().item()
        rows.append((keep, difference, expected.abs().max().item()))
    return rows


def golden_input(geometry: Geometry, seed: int, keep: int) -> tuple[Tensor, Tensor, Tensor]:
    """Patches in -2 ... 2 and a mask that the page's own generator of random numbers can make again, to the bit."""
    generator = torch.Generator().manual_seed(seed)
    uniform = torch.rand(geometry.patches * geometry.patch_dim, generator=generator)
    patches = (uniform * 4 - 2).view(1, geometry.patches, geometry.patch_dim)
    ids_keep, ids_restore, _ = random_masking(torch.rand(1, geometry.patches, generator=generator), keep)
    return patches, ids_keep, ids_restore


def golden(model: MAE) -> dict[str, Any]:
    """A few predictions by PyTorch, by which the page tells wrong numbers, for masks of several sizes."""
    patches = model.geometry.patches
    size = patches * model.geometry.patch_dim
    count = min(GOLDEN_VALUES, size)
    stride = size // count
    while gcd(stride, size) > 1:  # a coprime stride visits every channel and every place in a patch
        stride += 1
    indices = sorted(i * stride % size for i in range(count))
    cases = []
    for seed, keep in enumerate(dict.fromkeys(min(keep, patches) for keep in GOLDEN_VISIBLE)):
        with torch.no_grad():
            pred = model(*golden_input(model.geometry, seed, keep)).flatten()  # [L*P*P*3]
        cases.append({"seed": seed, "visible": keep, "pred": [float(f"{pred[i].item():.7g}") for i in indices]})
    return {"indices": indices, "cases": cases}


def describe(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {
            "path": path.name,
            "bytes": path.stat().st_size,
            "sha256": hashlib.file_digest(file, "sha256").hexdigest(),
        }


def export(state: State, geometry: Geometry, out: Path, dtype: torch.dtype, facts: dict[str, Any]) -> MAE:
    """Write a model folder; the reference it returns has the weights as stored, widened to float32."""
    is_int8 = dtype == torch.int8
    stored = quantised(state) if is_int8 else {name: tensor.to(dtype) for name, tensor in state.items()}
    for name, tensor in stored.items():
        if not tensor.isfinite().all():
            raise CheckpointError(f"{name} does not fit into {tensor.dtype}: choose another --dtype")
    model = folder.build(geometry, widened(stored) if is_int8 else stored)
    paths = {key: out / name for key, name in folder.FILES.items()}
    paths["encoder"].write_bytes(encoder_graph(geometry).SerializeToString(deterministic=True))
    paths["decoder"].write_bytes(decoder_graph(geometry).SerializeToString(deterministic=True))
    heads = f"{geometry.encoder.heads} {geometry.decoder.heads}"  # what shapes do not tell, as train.py writes it
    said = {"format": "pt", "heads": heads, "target": facts["target"], **(say_int8() if is_int8 else {})}
    save_file({name: tensor.contiguous() for name, tensor in stored.items()}, paths["weights"], metadata=said)
    paths["golden"].write_text(json.dumps(golden(model), separators=(",", ":")) + "\n")
    description = {
        **{key: facts[key] for key in ("id", "title", "summary")},
        "geometry": geometry_to_json(geometry),
        "mean": MEAN if geometry.channels == 3 else [GREY_MEAN] * geometry.channels,
        "std": STD if geometry.channels == 3 else [GREY_STD] * geometry.channels,
        "target": facts["target"],
        "parameters": sum(tensor.numel() for name, tensor in state.items() if name not in folder.POSITIONS),
        "files": {key: describe(path) for key, path in paths.items()},
        "licence": facts["licence"],
        "source": facts["source"],
    }
    (out / "model.json").write_text(json.dumps(description, indent=2, ensure_ascii=False) + "\n")
    return model


EPILOG = """checkpoints
  - model.safetensors of train.py
  - transformers' ViTMAEForPreTraining: the folder of save_pretrained (one file or shards), or its weights file alone
  - the authors' .pth: mae_visualize_*, mae_pretrain_*_full, or a checkpoint of their training
  Tensors may carry any of the names used by transformers 4, by transformers 5 on disk or in memory, and by the authors.
  PyTorch files are read without running any code in them; one that asks for more than tensors and options is refused.

what is believed
  First an option, then the file (config.json of transformers, the metadata of train.py, the authors' options), then an
  assumption, which is printed: heads as in known models of that width, otherwise width / 64; epsilon 1e-6; the target
  by the authors' file names, otherwise pixels. config.json is believed to the letter: the published ones say 1e-12.

examples
  a published folder:
    python export.py vit-mae-base/ --id vit-mae-base --title "ViT-MAE Base" --licence "CC BY-NC 4.0" \\
      --source "facebook/vit-mae-base on the Hugging Face hub"
  one of the authors' files, for pictures of 448 pixels:
    python export.py mae_visualize_vit_large_ganloss.pth --image-size 448 --id mae-large-448 --title "MAE-Large, 448"
"""


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("checkpoint", type=Path, help="a .safetensors, .bin or .pth file, or a folder of transformers; see below")
    add("--id", required=True, help="name of the folder and of the model in links, e.g. mae-mine")
    add("--title", required=True, help="name in the page's list of models")
    add("--summary", default="", help="one plain sentence for the people who choose a model")
    add("--licence", default="unknown", help="licence of the weights, e.g. MIT")
    add("--licence-note", default="", help="one sentence that must be shown with the licence")
    add("--source", default="", help="where the weights come from")
    dtype_help = "how the weights are stored; int8: matrices, with a scale for each row, the rest is f16 (default: f16)"
    add("--dtype", choices=DTYPES, default="f16", help=dtype_help)
    add("--out", type=Path, default=Path(__file__).parent.parent, help="folder of model folders (default: models/)")
    group = parser.add_argument_group("what the checkpoint does not say, or what you know better")
    add = group.add_argument
    add("--heads", type=int, nargs=2, metavar=("ENC", "DEC"), help="attention heads of encoder and decoder")
    add("--eps", type=float, help="epsilon of the LayerNorms the model was trained with")
    target_help = "what the decoder predicts; normalised-pixels if it was trained with norm_pix_loss"
    add("--target", choices=ALL_TARGETS, help=target_help)
    size_help = (
        "side of the pictures in pixels, or height and width, if not the checkpoint's own: sine-cosine positions are "
        "computed anew"
    )
    add("--image-size", type=int, nargs="+", metavar="PIXELS", help=size_help)
    return parser.parse_args(arguments)


def convert(options: argparse.Namespace, out: Path) -> MAE:
    """Read the checkpoint, say what was assumed, write a folder; the tensors of the checkpoint end with this call."""
    if find(options.checkpoint)[0].resolve() == (options.out / options.id / folder.FILES["weights"]).resolve():
        raise CheckpointError("the export would overwrite its own checkpoint: choose another --id or --out")
    heads = tuple(options.heads) if options.heads else None
    size = (options.image_size[0], options.image_size[-1]) if options.image_size else None
    if options.image_size and len(options.image_size) > 2:
        raise CheckpointError("--image-size takes the side of square pictures, or height and width")
    checkpoint = open_checkpoint(options.checkpoint, heads, options.eps, options.target, size)
    for note in checkpoint.notes:
        print(f"note: {note}")
    facts = {
        **{key: getattr(options, key) for key in ("id", "title", "summary")},
        "target": checkpoint.target,
        "licence": {"name": options.licence, "note": options.licence_note},
        "source": " ".join(filter(None, (options.source, checkpoint.remark))),
    }
    return export(checkpoint.state, checkpoint.geometry, out, DTYPES[options.dtype], facts)


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    out = options.out / options.id
    missing = next((path for path in reversed((out, *out.parents)) if not path.exists()), None)
    out.mkdir(parents=True, exist_ok=True)
    holds = False
    try:
        with tempfile.TemporaryDirectory(prefix="export-", dir=out) as made:  # the page must never see half a model
            holds = report(convert(options, Path(made)), Path(made))
            if holds:
                for path in Path(made).iterdir():
                    path.replace(out / path.name)
    except CheckpointError as error:
        print(f"export: {error}", file=sys.stderr)
    finally:
        if missing and not holds:
            shutil.rmtree(missing)
    return 0 if holds else 1


def report(model: MAE, made: Path) -> bool:
    """Print the files and the parity table; whether the differences are within the tolerance."""
    for path in sorted(made.iterdir()):
        print(f"{path.stat().st_size:>12,} bytes  {path.name}")
    written = {key: made / name for key, name in folder.FILES.items()}
    rows = parity(model, Runner(written["encoder"], written["decoder"], read_file(written["weights"]).tensors))
    print("\nvisible  largest difference to PyTorch  largest output")
    for keep, difference, largest in rows:
        print(f"{keep:>7}  {difference:>29.2e}  {largest:>14.2f}")
    worst = max(difference for _, difference, _ in rows)
    holds = worst <= TOLERANCE
    print(f"parity {'holds' if holds else 'FAILS, nothing was exported'}: {worst:.1e}, tolerance {TOLERANCE:.0e}")
    return holds


if __name__ == "__main__":
    sys.exit(main())
