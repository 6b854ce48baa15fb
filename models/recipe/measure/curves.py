"""Draw the loss of one or several runs as an SVG: photographs seen across, smoothed loss up.

python -m measure.curves my-run another-run --out curves.svg
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from html import escape
from pathlib import Path

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720, 320, 56, 44, 16
COLOURS = ("#4150c8", "#c2570c", "#15803d", "#a21caf", "#475569")
Curve = list[tuple[float, float]]


def read(run: Path, smooth: int) -> Curve:
    """(photographs seen, mean loss of the last `smooth` lines) of a run's curve.csv."""
    path = run / "curve.csv" if run.is_dir() else run
    with path.open() as file:
        rows = [(float(row["samples"]), float(row["loss"])) for row in csv.DictReader(file)]
    if len(rows) < 2:
        raise ValueError(f"{path} has fewer than two lines: train a little longer")
    losses = [loss for _, loss in rows]
    means = [sum(part) / len(part) for i in range(len(rows)) if (part := losses[max(0, i + 1 - smooth) : i + 1])]
    return [(samples, mean) for (samples, _), mean in zip(rows, means, strict=True)]


def ticks(low: float, high: float) -> list[float]:
    """Round numbers between two others, eight at most."""
    rough = (high - low) / 8
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def draw(curves: dict[str, Curve]) -> str:
    """The SVG of curves by name."""
    points = [point for curve in curves.values() for point in curve]
    (x0, x1), (y0, y1) = ((min(values), max(values)) for values in zip(*points, strict=True))
    y0, y1 = y0 - 0.05 * (y1 - y0 or 1), y1 + 0.05 * (y1 - y0 or 1)

    def place(x: float, y: float) -> tuple[float, float]:
        across = LEFT + (x - x0) / (x1 - x0) * (WIDTH - LEFT - 16)
        return round(across, 1), round(TOP + (y1 - y) / (y1 - y0) * (HEIGHT - TOP - BOTTOM), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><title>Training loss: {escape(", ".join(curves))}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    ]
    for y in ticks(y0, y1):
        _, at = place(x0, y)
        parts.append(f'<path d="M{LEFT} {at}H{WIDTH - 16}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4}" text-anchor="end" fill="#555">{y:.4g}</text>')
    for x in ticks(x0, x1):
        at, _ = place(x, y0)
        parts.append(f'<text x="{at}" y="{HEIGHT - 26}" text-anchor="middle" fill="#555">{x / 1000:g}</text>')
    parts.append(
        f'<text x="{WIDTH - 16}" y="{HEIGHT - 8}" text-anchor="end" fill="#555">thousand photographs seen</text>'
    )
    for (name, curve), colour, line in zip(curves.items(), COLOURS, range(len(curves)), strict=False):
        path = "".join(f"L{x} {y}" for x, y in (place(*point) for point in curve)).replace("L", "M", 1)
        parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        at = f'x="{WIDTH - 16}" y="{TOP + 14 + 16 * line}" text-anchor="end"'
        parts.append(f'<text {at} fill="{colour}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def main(argv: list[str] | None = None) -> None:
    p = argparse.ArgumentParser(
        prog="python -m measure.curves", description="Draw the loss of training runs as an SVG."
    )
    p.add_argument("runs", nargs="+", type=Path, help="folders of train.py, or their curve.csv; five at most")
    p.add_argument("--names", nargs="+", help="what the curves are called, if not as their folders")
    p.add_argument("--smooth", type=int, default=20, help="lines of the CSV that are averaged (20)")
    p.add_argument("--out", type=Path, default=Path("curves.svg"), help="(curves.svg)")
    args = p.parse_args(argv)
    names = args.names or [run.name for run in args.runs]
    if len(names) != len(args.runs) or len(args.runs) > len(COLOURS):
        p.error(f"{len(args.runs)} runs need as many names, and there can be {len(COLOURS)}")
    try:
        args.out.write_text(draw({name: read(run, args.smooth) for name, run in zip(names, args.runs, strict=True)}))
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"curves: {error}")


if __name__ == "__main__":
    main()
