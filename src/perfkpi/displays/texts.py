"""Tables of text for a console."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

NOTHING = "–"
"""What stands where there is no figure."""


def aligned(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Align rows as lines of even columns, Chinese characters counted as two columns wide."""
    widths = [max(width_of(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines: list[str] = []
    for row in rows:
        cells = [
            " " * (width - width_of(cell)) + cell if column in right else cell + " " * (width - width_of(cell))
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def width_of(text: str) -> int:
    """Count the columns that a text takes on a console: two for each Chinese character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
