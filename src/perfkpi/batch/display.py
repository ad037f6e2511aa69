"""A batch at a glance: as text for a console, as escaped HTML for a notebook."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from perfkpi.appraisal.display import drawn
from perfkpi.batch.summary import Summary
from perfkpi.batch.summary_display import pieces_of, summary_lines
from perfkpi.displays import html
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.html import Side
from perfkpi.displays.languages import spoken
from perfkpi.displays.texts import NOTHING, aligned
from perfkpi.errors import kind_of
from perfkpi.inputs.keys import is_missing
from perfkpi.language import Status
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.visible import escaped

HEAD = 10
"""So many rows are shown."""

_TOTAL = 1
_LONG = 1e12
_WIDE = 40


class Row(NamedTuple):
    """What a table shows of one row: whom it is about (by its key, or its number), and what came out."""

    key: object
    total: float
    rating: int
    status: Status


def text_of(card: Scorecard, summary: Summary, rows: Sequence[Row]) -> str:
    """Write the counts, and the first rows."""
    lines = [title_of(card, summary), *(f"  {line}" for line in summary_lines(summary))]
    if rows:
        lines += ["", *aligned([_columns(), *(_text(card, row) for row in rows)], right=(_TOTAL,))]
    if summary.rows > len(rows):
        lines.append("…")
    return "\n".join(lines)


def html_of(card: Scorecard, summary: Summary, rows: Sequence[Row]) -> str:
    """Show a batch as HTML; every text is escaped."""
    pieces = [*pieces_of(summary)]
    if rows:
        sides = (Side.LEFT, Side.NUMBER, Side.LEFT, Side.LEFT)
        head = list(zip([spoken(HEADINGS["row"]), *_columns()[1:]], sides, strict=True))
        caption = html.soft(f"1–{len(rows)} / {summary.rows}")
        pieces.append(html.table(caption, head, [_cells(card, row) for row in rows]))
    more = "<p>…</p>" if summary.rows > len(rows) else ""
    return html.page(f"<p><b>{html.text(title_of(card, summary))}</b></p>", html.beside(pieces), more)


def _cells(card: Scorecard, row: Row) -> list[str]:
    key, total, rating, _ = map(html.text, _text(card, row))
    if row.rating >= 0 and card.ratings is not None:
        bands = card.ratings.bands
        rating = html.rating(bands[row.rating], row.rating, len(bands))
    top = card.scale.top if isinstance(card.scale.top, Fraction) else card.scale.high
    if math.isfinite(row.total):
        total = drawn(total, Fraction(row.total), card.scale, top)
    return [key, total, rating, "" if row.status is Status.OK else html.missing(row.status.label)]


def title_of(card: Scorecard, summary: Summary) -> str:
    """Write what the card is called, how many people have a total, and what the totals are like, in one line."""
    return f"{spoken(card.name)} · {totals_text(card, summary)}"


def totals_text(card: Scorecard, summary: Summary) -> str:
    """Write how many people have a total, and what the totals are like, in one line."""
    counted = f"{summary.scored}/{summary.rows} {spoken(HEADINGS['people-with-a-total'])}"
    if not summary.scored:
        return counted
    figures = _number(card, summary.lowest), f"{summary.median:.15g}", _number(card, summary.highest)
    names = (spoken(HEADINGS[key]) for key in ("lowest", "median", "highest"))
    return " · ".join([counted, *(f"{name} {figure}" for name, figure in zip(names, figures, strict=True))])


def _number(card: Scorecard, number: float) -> str:
    """Write a total with the decimals that it is rounded to, or all it has."""
    places = card.rounding.places
    return f"{number:.15g}" if places is None or abs(number) > _LONG else f"{number:.{places}f}"


def key_text(key: object) -> str:
    """Write a key as a cell shows it: on one line, and not too long."""
    if is_missing(key):
        return NOTHING
    try:
        text = escaped(str(key)[: _WIDE + 1])
    except Exception:  # noqa: BLE001  # whatever a foreign text raises, the other rows are shown
        text = kind_of(key)
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"


def _columns() -> Sequence[str]:
    return ("", *(spoken(HEADINGS[key]) for key in ("total", "rating", "status")))


def _text(card: Scorecard, row: Row) -> list[str]:
    bands = () if card.ratings is None else card.ratings.bands
    return [
        key_text(row.key),
        NOTHING if math.isnan(row.total) else _number(card, row.total),
        "" if row.rating < 0 else spoken(bands[row.rating]),
        "" if row.status is Status.OK else spoken(row.status.label),
    ]
