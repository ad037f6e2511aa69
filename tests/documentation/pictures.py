"""Draws the pictures of ``docs/how-to/plots.md`` anew: the charts that its blocks make, on white and on dark grey."""

from __future__ import annotations

import re
from pathlib import Path

import altair as alt
from PIL import Image

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "plots.md"
ASSETS = ROOT / "docs" / "assets"
CHARTS = ("totals", "groups", "contributions", "points")
FONT = "Noto Sans CJK SC"
"""Of the Debian package fonts-noto-cjk; vl-convert takes whatever it finds where it is not installed."""


def drawn(chart: alt.TopLevelMixin, name: str) -> None:
    """Save a chart in both themes."""
    for theme in ("light", "dark"):
        with alt.theme.enable("dark" if theme == "dark" else "default"):
            path = ASSETS / f"{name}-{theme}.png"
            chart.configure(font=FONT).save(path, scale_factor=1.5)
            Image.open(path).convert("RGB").save(path, optimize=True)  # a quarter of the size


def pictures() -> None:
    """Run the page, and save each of its charts."""
    page: dict[str, object] = {}
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    exec("\n".join(blocks), page)  # noqa: S102  # our own page
    for name in CHARTS:
        drawn(page[name], f"plot-{name}")  # type: ignore[arg-type]  # a chart


if __name__ == "__main__":
    pictures()
