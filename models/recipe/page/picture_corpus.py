"""Pictures of every kind that a stranger may bring, and beside each what is to become of it, for `e2e/corpus.spec.ts`.

    python -m page.picture_corpus FOLDER

writes the files and `expected.json`: either the square that Pillow makes of the file (upright, on white, in sRGB; raw
RGB in `NAME.rgb`) and how far the page may be from it in levels of 255, or what is said of it, or that either will do.
"""

from __future__ import annotations

import argparse
import io
import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps

from page.picture_bytes import chunk, display_p3, huge_png, png, saved
from page.picture_refused import refused

SIDE = 224
ROOT = Path(__file__).parents[3]
CUT = "cannot be read: it may be damaged or cut short"


@dataclass
class Entry:
    """A file; without a sentence it is to be shown, unless it is damaged and may be either."""

    name: str
    data: bytes
    worst: int | None = None  # of any number, where it is known
    mean: float = 0.0
    says: str | None = None
    damaged: bool = False
    length: int | None = None  # the file is made longer, without anything in it


def photograph(width: int = SIDE, height: int = SIDE) -> Image.Image:
    return ImageOps.fit(Image.open(ROOT / "public/samples/coffee.jpg").convert("RGB"), (width, height))


def with_alpha() -> Image.Image:
    """A photograph that fades from clear to opaque."""
    image = photograph()
    image.putalpha(Image.fromarray(np.tile(np.linspace(0, 255, SIDE).astype(np.uint8), (SIDE, 1))))
    return image


def deep() -> np.ndarray:
    """16-bit levels [H, W, 4] that eight bits do not hold."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    levels = np.stack([x * 290, y * 290, (x + y) * 140, np.full_like(x, 65535)], axis=2)
    return levels.astype(np.uint16)


def orientation(value: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = value
    return exif


def pngs() -> Iterator[Entry]:
    image, clear = photograph(), with_alpha()
    for mode in ("1", "L", "P"):
        yield Entry(f"png-{mode}.png", saved(image.convert(mode), "PNG"), worst=0)
    for bits in (1, 2, 4):
        yield Entry(f"png-P{bits}.png", saved(image.quantize(2**bits), "PNG", bits=bits), worst=0)
    yield Entry("png-rgb.png", saved(image, "PNG"), worst=0)
    yield Entry("png-rgba.png", saved(clear, "PNG"), worst=2, mean=1)
    yield Entry("png-LA.png", saved(clear.convert("LA"), "PNG"), worst=2, mean=1)
    few = image.quantize(16)
    yield Entry("png-palette-one-clear.png", saved(few, "PNG", transparency=3), worst=0)
    alphas = bytes(range(0, 256, 16))
    yield Entry("png-palette-half-clear.png", saved(few, "PNG", transparency=alphas), worst=2, mean=1)
    yield Entry("png-one-colour-clear.png", saved(image, "PNG", transparency=image.getpixel((9, 9))), worst=0)
    yield Entry("png-one-grey-clear.png", saved(image.convert("L"), "PNG", transparency=100), worst=0)
    grey, levels = np.asarray(image.convert("L"))[..., None], np.asarray(image)
    yield Entry("png-interlaced.png", png(levels, interlaced=True), worst=0)
    yield Entry("png-interlaced-grey.png", png(grey, interlaced=True), worst=0)
    yield Entry("png-interlaced-alpha.png", png(np.asarray(clear), interlaced=True), worst=2, mean=1)
    for channels, name in ((1, "grey"), (3, "rgb"), (4, "rgba")):
        yield Entry(f"png-16-bit-{name}.png", png(deep()[..., :channels].copy()), worst=1, mean=0.6)
    yield Entry("png-16-bit-interlaced.png", png(deep()[..., :3].copy(), interlaced=True), worst=1, mean=0.6)
    yield Entry("png-srgb-chunk.png", png(levels, extra=chunk(b"sRGB", b"\0")), worst=0)
    yield Entry("png-text.png", png(levels, extra=chunk(b"tEXt", b"Title\0" + b"x" * 9000)), worst=0)
    yield Entry("png-profile.png", saved(image, "PNG", icc_profile=display_p3()), worst=6, mean=1)
    frames = [ImageOps.mirror(image), ImageOps.flip(image)]
    yield Entry("png-animated.png", saved(image, "PNG", save_all=True, append_images=frames, duration=100), worst=0)


def jpegs() -> Iterator[Entry]:
    image = photograph()
    for quality in (1, 50, 95):
        for sampling in ("4:4:4", "4:2:2", "4:2:0"):
            name = f"jpeg-{quality}-{sampling.replace(':', '')}.jpg"
            yield Entry(name, saved(image, "JPEG", quality=quality, subsampling=sampling), mean=0.5)
    yield Entry("jpeg-grey.jpg", saved(image.convert("L"), "JPEG"), worst=1, mean=0.2)
    yield Entry("jpeg-progressive.jpg", saved(image, "JPEG", progressive=True), mean=0.5)
    yield Entry("jpeg-progressive-grey.jpg", saved(image.convert("L"), "JPEG", progressive=True), mean=0.5)
    yield Entry("jpeg-restarts.jpg", saved(image, "JPEG", restart_marker_blocks=2), mean=0.5)
    yield Entry("jpeg-comment.jpg", saved(image, "JPEG", comment=b"x" * 60000), mean=0.5)
    yield Entry("jpeg-resolution.jpg", saved(image, "JPEG", dpi=(1, 9999)), mean=0.5)
    yield Entry("jpeg-profile.jpg", saved(image, "JPEG", quality=95, icc_profile=display_p3()), mean=1)
    yield Entry("jpeg-cmyk.jpg", saved(image.convert("CMYK"), "JPEG", quality=95), mean=1)
    yield Entry("jpeg-tail.jpg", saved(image, "JPEG") + b"tail" * 9999, mean=0.5)
    plain = saved(image, "JPEG")
    segments = b"".join(b"\xff\xe9" + struct.pack(">H", 65535) + bytes(65533) for _ in range(20))
    yield Entry("jpeg-megabyte-of-notes.jpg", plain[:2] + segments + plain[2:], mean=0.5)
    yield Entry("jpeg-filled.jpg", plain[:2] + b"\xff" * 40 + plain[2:], mean=0.5)
    several = saved(image, "MPO", save_all=True, append_images=[ImageOps.mirror(image)])
    yield Entry("jpeg-several.jpg", several, mean=0.5)


def others() -> Iterator[Entry]:
    image, clear = photograph(), with_alpha()
    frames = [ImageOps.mirror(image), ImageOps.flip(image)]
    moving = {"save_all": True, "append_images": frames, "duration": 100}
    yield Entry("gif.gif", saved(image, "GIF"), worst=0)
    yield Entry("gif-straight.gif", saved(image, "GIF", interlace=0), worst=0)
    yield Entry("gif-clear.gif", saved(clear.quantize(64), "GIF"), worst=0)
    yield Entry("gif-animated.gif", saved(image, "GIF", **moving), worst=0)
    for disposal in (1, 2, 3):
        yield Entry(f"gif-disposal-{disposal}.gif", saved(image, "GIF", disposal=disposal, **moving), worst=0)
    for quality in (5, 80):
        yield Entry(f"webp-{quality}.webp", saved(image, "WEBP", quality=quality), mean=1)
    yield Entry("webp-lossless.webp", saved(image, "WEBP", lossless=True), worst=0)
    yield Entry("webp-alpha.webp", saved(clear, "WEBP", lossless=True, exact=True), worst=2, mean=1)
    yield Entry("webp-alpha-lossy.webp", saved(clear, "WEBP", quality=80), mean=2)
    yield Entry("webp-animated.webp", saved(image, "WEBP", lossless=True, **moving), worst=0)
    yield Entry("webp-profile.webp", saved(image, "WEBP", lossless=True, icc_profile=display_p3()), worst=6, mean=1)
    for sampling in ("4:4:4", "4:2:2", "4:2:0", "4:0:0"):
        for levels in ("full", "limited"):
            data = saved(image, "AVIF", quality=80, subsampling=sampling, range=levels)
            yield Entry(f"avif-{sampling.replace(':', '')}-{levels}.avif", data, mean=1.5)
    yield Entry("avif-alpha.avif", saved(clear, "AVIF", quality=90), mean=8)
    yield Entry("avif-opaque-alpha.avif", saved(image.convert("RGBA"), "AVIF", quality=90), mean=1.5)
    yield Entry("avif-animated.avif", saved(image, "AVIF", quality=90, **moving), mean=1.5)
    yield Entry("avif-profile.avif", saved(image, "AVIF", quality=95, icc_profile=display_p3()), mean=2)
    for mode in ("1", "L", "P", "RGB"):
        yield Entry(f"bmp-{mode}.bmp", saved(image.convert(mode), "BMP"), worst=0)
    yield Entry("icon.ico", saved(image, "ICO", sizes=[(SIDE, SIDE)]), worst=0)


def turned() -> Iterator[Entry]:
    image = photograph(SIDE + 40, SIDE)
    for value in range(1, 9):
        exif = orientation(value)
        yield Entry(f"turned-{value}.jpg", saved(image, "JPEG", quality=95, exif=exif), mean=0.5)
        yield Entry(f"turned-{value}.png", saved(image, "PNG", exif=exif), worst=0)
        yield Entry(f"turned-{value}.webp", saved(image, "WEBP", lossless=True, exif=exif), worst=0)
        yield Entry(f"turned-{value}.avif", saved(image, "AVIF", quality=90, exif=exif), mean=1.5)
    yield Entry("turned-lossy.webp", saved(image, "WEBP", quality=80, exif=orientation(8)), mean=1)


def sizes() -> Iterator[Entry]:
    for width, height in ((1, 1), (2, 3), (1, 5000), (5000, 1), (15, 17), (223, 225), (3, 20000), (1023, 700)):
        yield Entry(f"size-{width}x{height}.png", saved(photograph(width, height), "PNG"), worst=1, mean=0.2)
    for width, height in ((3000, 2000), (2000, 3001), (9000, 300)):
        yield Entry(f"size-{width}x{height}.jpg", saved(photograph(width, height), "JPEG"), mean=2)
    yield Entry("size-8000x8000.png", huge_png(8000), worst=0)


def misnamed() -> Iterator[Entry]:
    image = photograph()
    jpeg, lossless = saved(image, "JPEG"), saved(image, "PNG")
    yield Entry("jpeg-named.png", jpeg, mean=0.5)
    yield Entry("jpeg-named.svg", jpeg, mean=0.5)
    yield Entry("png-named.jpg", lossless, worst=0)
    yield Entry("png-named.txt", lossless, worst=0)
    yield Entry("png-named.html", lossless, worst=0)
    yield Entry("png-without-a-name-of-its-kind", lossless, worst=0)
    yield Entry("webp-named.gif", saved(image, "WEBP", lossless=True), worst=0)
    yield Entry("avif-named.jpg", saved(image, "AVIF", quality=90), mean=1.5)
    yield Entry("gif-named.avif", saved(image, "GIF"), worst=0)
    for name in ("Ünïcödé 写真 📷.png", "two  spaces and a tab.png", "%41%2e.png", "<b>bold.png", "a'\"&.png"):
        yield Entry(name.replace("\t", " "), lossless, worst=0)


def damaged() -> Iterator[Entry]:
    image = photograph()
    whole = {
        "png": saved(image, "PNG"),
        "jpg": saved(image, "JPEG"),
        "progressive.jpg": saved(image, "JPEG", progressive=True),
        "gif": saved(image, "GIF"),
        "webp": saved(image, "WEBP"),
        "lossless.webp": saved(image, "WEBP", lossless=True),
        "avif": saved(image, "AVIF"),
        "bmp": saved(image, "BMP"),
    }
    random = np.random.default_rng(0)
    for ending, data in whole.items():
        for percent in (3, 50, 95):
            yield Entry(f"cut-{percent}.{ending}", data[: len(data) * percent // 100], says=CUT)
        for count in (1, 30):
            bad = bytearray(data)
            for at in random.integers(30, len(data), count):
                bad[at] ^= 1 << random.integers(8)
            yield Entry(f"flipped-{count}.{ending}", bytes(bad), damaged=True)


def everything() -> Iterator[Entry]:
    for group in (pngs, jpegs, others, turned, sizes, misnamed, damaged):
        yield from group()
    for name, data, says, length in refused(photograph()):
        yield Entry(name, data, says=says, length=length)


def square(data: bytes) -> Image.Image:
    """What Pillow makes of a file: upright, on white, in sRGB; of that the square in the middle, for the model."""
    image = Image.open(io.BytesIO(data))
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):
        image = Image.fromarray((np.asarray(image).astype(np.float64) / 257).round().astype(np.uint8))
    clear = image.convert("RGBA")
    image = Image.new("RGBA", clear.size, "white")
    image.alpha_composite(clear)
    image = image.convert("RGB")
    if profile:
        image = ImageCms.profileToProfile(image, io.BytesIO(profile), ImageCms.createProfile("sRGB"))
    width, height = image.size
    side = min(width, height)
    left, top = max(0, (width - side) // 2), max(0, (height - side) // 2)
    middle = image.crop((left, top, left + side, top + side))
    return middle.resize((SIDE, SIDE), Image.Resampling.BICUBIC)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    facts = []
    for entry in everything():
        path = folder / entry.name
        path.write_bytes(entry.data)
        if entry.length:
            with path.open("r+b") as file:
                file.truncate(entry.length)
        if not entry.says and not entry.damaged:
            (folder / f"{entry.name}.rgb").write_bytes(square(entry.data).tobytes())
        fact = asdict(entry)
        del fact["data"]
        facts.append(fact)
    (folder / "expected.json").write_text(json.dumps(facts))


if __name__ == "__main__":
    main()
