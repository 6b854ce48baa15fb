"""Writes the small pictures of the page's gallery from the photographs: `models/recipe/.venv/bin/python scripts/thumbnails.py`."""

from pathlib import Path

from PIL import Image

SAMPLES = Path(__file__).parent.parent / "public" / "samples"
# Twice as large as they are drawn in a window of usual width.
SIDE = 128

(SAMPLES / "small").mkdir(exist_ok=True)
for path in sorted(SAMPLES.glob("*.jpg")):
    small = Image.open(path).convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    small.save(SAMPLES / "small" / f"{path.stem}.webp", quality=75, method=6)
