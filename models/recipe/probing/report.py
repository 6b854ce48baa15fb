"""A probe's report: as JSON, and as a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def markdown(report: dict[str, Any]) -> str:
    """A line for each pair of features and what was made of them."""
    counts = report["classes"].values()
    how = "each judged by all others" if report["held_out"] is None else f"{report['held_out']} others judged by them"
    lines = [f"{sum(counts)} pictures of {len(counts)} classes, {how}; with Wilson's 95 % interval."]
    lines += ["", "| features | by | right | share | from | to |", "|---|---|---|---|---|---|"]
    for row in report["rows"]:
        figures = f"{row['right'] / row['of']:.1%} | {row['low']:.1%} | {row['high']:.1%}"
        lines.append(f"| {row['features']} | {row['by']} | {row['right']} of {row['of']} | {figures} |")
    return "\n".join(lines) + "\n"


def write(report: dict[str, Any], folder: Path) -> None:
    """probe.json and probe.md."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "probe.json").write_text(json.dumps(report, indent=1) + "\n")
    (folder / "probe.md").write_text(markdown(report))
