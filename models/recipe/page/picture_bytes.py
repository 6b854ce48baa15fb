"""Files of pictures, and those that Pillow does not write: interlaced and deep PNG, a profile, headers alone."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOUR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}
# Where each pass of an interlaced PNG begins, and its steps: x, y, dx, dy.
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def saved(image: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(levels: np.ndarray, interlaced: bool = False, extra: bytes = b"") -> bytes:
    """A PNG of [H, W, C] levels of 8 or 16 bits; `extra` are chunks before the pixels."""
    height, width, channels = levels.shape
    bits = levels.dtype.itemsize * 8
    header = struct.pack(">IIBBBBB", width, height, bits, COLOUR_TYPES[channels], 0, 0, int(interlaced))
    rows = b""
    for x, y, dx, dy in PASSES if interlaced else [(0, 0, 1, 1)]:
        part = levels[y::dy, x::dx].astype(levels.dtype.newbyteorder(">"))
        rows += b"".join(b"\0" + row.tobytes() for row in part if row.size)
    return SIGNATURE + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def huge_png(side: int) -> bytes:
    """A whole PNG of `side` x `side` black pixels, in a few kilobytes."""
    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def s15(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def display_p3() -> bytes:
    """An ICC profile of the primaries of Display P3 (adapted to D50) and a gamma of 2.2."""
    primaries = [
        (b"rXYZ", (0.51512, 0.24120, -0.00105)),
        (b"gXYZ", (0.29198, 0.69225, 0.04189)),
        (b"bXYZ", (0.15710, 0.06657, 0.78407)),
        (b"wtpt", (0.96420, 1.0, 0.82491)),
    ]
    tags = [(name, b"XYZ \0\0\0\0" + b"".join(map(s15, values))) for name, values in primaries]
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    tags += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    words = b"Display P3 alike"
    tags.append((b"desc", b"desc\0\0\0\0" + struct.pack(">I", len(words) + 1) + words + bytes(79)))
    tags.append((b"cprt", b"text\0\0\0\0CC0\0"))
    table, body = b"", b""
    at = 132 + 12 * len(tags)
    for name, data in tags:
        data += bytes(-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += b"".join(map(s15, (0.9642, 1.0, 0.82491))) + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + body


def boxed(brand: bytes, *compatible: bytes) -> bytes:
    """The beginning of a file that is made of boxes, as HEIC, AVIF and films are."""
    brands = brand + b"\0\0\0\0" + b"".join(compatible)
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + b"\0\0\0\x08free" + bytes(64)
