"""Everything the TypeScript side compares itself with, made by PyTorch and Pillow in one go.

    python -m page.fixtures            rewrite all of it
    python -m page.fixtures --check    change nothing; name the files that are stale, and fail if there are any

Run it after every change of the weights or of the pipeline. What is computed in floating point may differ a little from
one processor to another: freshness.py says by how much.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from checkpoint.files import read_file
from measure.likeness import psnr, ssim
from model.mae import MAE
from model.patches import denormalise, normalise, patchify, unpatchify
from model.target import masked_loss, normalise_target
from page import folder
from page.baseline_fixtures import curve, harmonic_filling
from page.checkpoint_fixtures import checkpoints, graphs, predictions
from page.freshness import is_fresh
from page.inside_fixtures import insides
from page.probe_fixtures import probes
from page.reference import Drawing, draw, preprocess, seeded_mask, to_picture, to_tensor
from page.train_fixtures import trainings
from page.written_down import Files, by_line, document, encoded, rounded

ROOT = Path(__file__).parents[3]
MODEL = "models/mae-tiny"
PHOTO = "e2e/fixtures/photo.png"
PHOTO_SAMPLE, PREVIEW_SAMPLE = "rocket", "coffee"  # not the same: the page opens with the preview's
SEEDS = (0, 1, 42, 123456789, 2**32 - 1)
MASKS = ((196, 0.75), (196, 0.8), (196, 0.9), (196, 0.5), (196, 0.0), (196, 0.99), (256, 0.75), (4, 0.99))
TIED = (1719, 196, 0.81)  # two of its noises are equal, on either side of the cut
REFERENCES = ((0, 0.75), (7, 0.9), (3, 0.5))


def masks() -> Files:
    """Noise, ids_keep and ids_restore of PyTorch's generator."""
    noise, cases = [], []
    for seed in SEEDS:
        torch.manual_seed(seed)
        noise.append({"seed": seed, "first": torch.rand(1, 196)[0, :5].tolist()})
    for seed, patches, ratio in [*((seed, *mask) for seed in SEEDS for mask in MASKS), TIED]:
        ids_keep, ids_restore, _ = seeded_mask(seed, patches, ratio)
        case = {"seed": seed, "patches": patches, "ratio": ratio}
        cases.append({**case, "idsKeep": ids_keep[0].tolist(), "idsRestore": ids_restore[0].tolist()})
    yield "src/mae/fixtures/masks.json", by_line("cases", cases, noise=noise)


def resample() -> Files:
    """A noisy gradient, and what Pillow's bicubic makes of parts cut out of it."""
    w, h = 61, 47
    noise = torch.rand(h, w, 3, generator=torch.Generator().manual_seed(5))
    x, y = torch.arange(w) / w, torch.arange(h)[:, None] / h
    gradient = torch.stack([x.expand(h, w), y.expand(h, w), (x + y) / 2], dim=2)  # [H, W, 3]
    levels = ((gradient * 0.7 + noise * 0.3) * 255).round().byte().numpy()
    cases = []
    for size, boxes in (
        ((16, 16), ((7, 0, 54, 47), (3, 5, 39, 41))),
        ((60, 60), ((7, 0, 54, 47), (3, 5, 39, 41))),
        ((64, 16), ((0, 3, 60, 18), (2, 30, 42, 40))),
    ):
        for box in boxes:
            resized = Image.fromarray(levels).crop(box).resize(size, Image.Resampling.BICUBIC)
            case = {"box": box, "width": size[0], "height": size[1]}
            cases.append({**case, "rgb": base64.b64encode(resized.tobytes()).decode()})
    image = {"width": w, "height": h, "rgb": base64.b64encode(levels.tobytes()).decode()}
    yield "src/mae/fixtures/resample.json", by_line("cases", cases, image=image)


def pipeline() -> Files:
    """Every number on the way of an 8 x 8 picture with patches of 4, one of four visible."""
    patch_size, size = 4, 8
    generator = torch.Generator().manual_seed(11)
    levels = (torch.rand(size, size, 3, generator=generator) * 256).byte()
    pixels = to_tensor(Image.fromarray(levels.numpy()))  # [1, 3, 8, 8]
    patches = patchify(normalise(pixels), patch_size)  # [1, 4, 48]
    pred = patches + 1.5 * torch.randn(patches.shape, generator=generator)  # far enough off to need the clamp
    mask = torch.tensor([[1.0, 0.0, 1.0, 1.0]])
    drawn = denormalise(unpatchify(pred, patch_size))
    target = normalise_target(patches)
    by_channel = patches.view(1, -1, patch_size**2, 3)  # [1, L, P*P, 3]
    deviations = by_channel.std(dim=2, keepdim=True) + 1e-6  # [1, L, 1, 3]
    channel_target = (by_channel - by_channel.mean(dim=2, keepdim=True)) / deviations
    fields = {
        "size": size,
        "patchSize": patch_size,
        "rgb": levels.flatten().tolist(),
        "patches": rounded(patches),
        "pred": rounded(pred),
        "mask": mask[0].int().tolist(),
        "drawnRgb": np.array(to_picture(drawn)).flatten().tolist(),
        "loss": masked_loss(patches, pred, mask).item(),
        "psnr": psnr(patchify(pixels, patch_size), patchify(drawn, patch_size), mask).item(),
        "normalisedTarget": rounded(target),
        "channelTarget": rounded(channel_target),
        "normalisedLoss": masked_loss(target, pred, mask).item(),
    }
    yield "src/mae/fixtures/pipeline.json", document(fields)


def likeness() -> Files:
    """Two noisy pictures of 32 x 32 with patches of 16, and how alike they look over hidden patches."""
    patch_size, size = 16, 32
    generator = torch.Generator().manual_seed(23)
    waves = (torch.arange(size) / 5).sin()[:, None] * 60 + 128  # [S, 1]
    noise = torch.randn(2, size, size, 3, generator=generator)
    levels = (waves[:, :, None] + torch.tensor([8.0, 40.0]).view(2, 1, 1, 1) * noise).clamp(0, 255).round().byte()
    truth, drawn = patchify(levels.permute(0, 3, 1, 2).float() / 255, patch_size).split(1)  # [1, L, P*P*3]
    cases = []
    for mask in ([1, 1, 1, 1], [0, 1, 1, 1], [0, 0, 1, 0]):
        value = ssim(truth, drawn, torch.tensor([mask]).float())
        cases.append({"mask": mask, "ssim": value.item()})
    pictures = {name: levels[i].flatten().tolist() for i, name in enumerate(("truth", "drawn"))}
    yield "src/mae/fixtures/ssim.json", by_line("cases", cases, size=size, patchSize=patch_size, **pictures)


def scores(drawing: Drawing) -> dict[str, float]:
    return {"loss": round(drawing.loss, 6), "psnr": round(drawing.psnr, 4)}


def sample(root: Path, name: str, size: int) -> Image.Image:
    with Image.open(root / f"public/samples/{name}.jpg") as photo:
        return preprocess(photo, size)


def references(root: Path, model: MAE, target: str) -> Files:
    """The pictures that the end-to-end test expects on the page."""
    if not (root / PHOTO).exists():
        picture = encoded(sample(root, PHOTO_SAMPLE, model.geometry.side), "PNG", optimize=True)
        yield PHOTO, picture
    else:
        picture = (root / PHOTO).read_bytes()
    photo, entries = Image.open(io.BytesIO(picture)).convert("RGB"), []
    for number, (seed, ratio) in enumerate(REFERENCES):
        drawing = draw(model, target, photo, seed, ratio)
        for kind in ("reconstruction", "masked", "pasted") if number == 0 else ("reconstruction",):
            name = f"{kind}-seed{seed}-ratio{round(ratio * 100)}.png"
            yield f"e2e/fixtures/{name}", encoded(getattr(drawing, kind), "PNG", optimize=True)
            entry = {"file": name, "kind": kind, "seed": seed, "ratio": ratio, "visible": drawing.visible}
            entries.append({**entry, **scores(drawing)})
    yield "e2e/fixtures/reference.json", by_line("pictures", entries, model=Path(MODEL).name, photo=Path(PHOTO).name)


def samples(root: Path, model: MAE, target: str) -> Files:
    """How good the page's own photographs become, which every browser must agree on."""
    seed, ratio = 0, 0.75
    entries = []
    for path in sorted((root / "public/samples").glob("*.jpg")):
        drawing = draw(model, target, sample(root, path.stem, model.geometry.side), seed, ratio)
        entries.append({"id": path.stem, **scores(drawing)})
    yield "e2e/fixtures/samples.json", by_line("samples", entries, seed=seed, ratio=ratio)


def preview(root: Path, model: MAE, target: str) -> Files:
    """What the page shows before any model is loaded."""
    seed, ratio = 0, 0.75
    drawing = draw(model, target, sample(root, PREVIEW_SAMPLE, model.geometry.side), seed, ratio)
    yield f"{MODEL}/preview.webp", encoded(drawing.reconstruction, "WEBP", quality=90, method=6)
    facts = {"sample": PREVIEW_SAMPLE, "seed": seed, "ratio": ratio, **scores(drawing)}
    facts["ssim"] = round(drawing.ssim, 4)  # of the picture with its visible patches, in levels
    yield f"{MODEL}/preview.json", document(facts)


def widened(root: Path) -> Files:
    """The built-in weights as the page hands them over, in the order of their names, by the hash of all their bytes."""
    state = read_file(root / MODEL / folder.FILES["weights"]).tensors
    hashes = {}
    for name, dtype in (("float32", torch.float32), ("float16", torch.float16)):
        hashes[name] = hashlib.sha256()
        for _, tensor in sorted(state.items()):
            hashes[name].update(tensor.to(dtype).contiguous().numpy().tobytes())
    facts = {"model": Path(MODEL).name, "sha256": {name: found.hexdigest() for name, found in hashes.items()}}
    yield "src/runtime/checkpoint/fixtures/widened.json", document(facts)


def everything(root: Path) -> Files:
    torch.set_num_threads(1)
    model, facts = folder.load(root / MODEL)
    yield from masks()
    yield from resample()
    yield from pipeline()
    yield from likeness()
    yield from harmonic_filling()
    yield from probes()
    yield from references(root, model, facts["target"])
    yield from curve(Image.open(root / PHOTO).convert("RGB"), model, facts)
    yield from samples(root, model, facts["target"])
    yield from preview(root, model, facts["target"])
    yield from widened(root)
    yield from graphs()
    yield from predictions()
    yield from checkpoints(Image.open(root / PHOTO).convert("RGB"))
    yield from insides(root)  # of a checkpoint that is written by now
    yield from trainings()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of writing; exit 1 if anything is stale")
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository (default: the one this file is in)")
    options = parser.parse_args(arguments)
    stale = 0
    for name, data in everything(options.root):
        path = options.root / name
        if options.check:
            if not is_fresh(path, data):
                print(f"stale: {name}")
                stale += 1
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"{len(data):>8,} bytes  {name}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
