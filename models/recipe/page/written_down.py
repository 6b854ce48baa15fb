"""How fixtures are written down: files by their paths, numbers and pictures as text and bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from PIL import Image
from torch import Tensor

Files = Iterator[tuple[str, bytes]]


def rounded(values: Tensor) -> list[float]:
    """Float32 as decimals that read back as the same float32."""
    return [float(f"{value:.9g}") for value in values.flatten().tolist()]


def document(value: Any) -> bytes:
    return (json.dumps(value, separators=(",", ":")) + "\n").encode()


def by_line(head: str, lines: list[Any], **rest: Any) -> bytes:
    """A JSON object with one list printed an entry a line, so that a change shows as a line."""
    start = "".join(f"{json.dumps(key)}:{json.dumps(value, separators=(',', ':'))},\n" for key, value in rest.items())
    body = ",\n".join(json.dumps(line, separators=(",", ":")) for line in lines)
    return f"{{{start}{json.dumps(head)}:[\n{body}\n]}}\n".encode()


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()
