"""A batch at a glance: as text for a console, as escaped HTML for a notebook."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from perfkpi.appraisal.display import aligned, bilingual, both
from perfkpi.batch.gaps import Gap
from perfkpi.batch.summary import Summary
from perfkpi.errors import kind_of
from perfkpi.inputs.keys import is_missing
from perfkpi.labels import Label
from perfkpi.language import Status
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.visible import escaped

HEAD = 10
"""So many rows are shown."""

_REASONS = 5
"""So many reasons are told of an indicator."""

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
    lines = [title_of(card, summary), *(f"  {label}: {count}" for label, count in _counts(summary))]
    for told, reasons in _indicators(summary):
        lines += [f"  {told}", *(f"    {reason}" for reason in reasons)]
    if rows:
        lines += ["", *aligned([_columns(), *(_text(card, row) for row in rows)], right=(_TOTAL,))]
    if summary.rows > len(rows):
        lines.append("…")
    return "\n".join(lines)


def html_of(card: Scorecard, summary: Summary, rows: Sequence[Row]) -> str:
    """Show a batch as HTML; every text is escaped."""
    counts = "".join(f"<li>{escape(label)}: {count}</li>" for label, count in _counts(summary))
    for told, reasons in _indicators(summary):
        below = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
        counts += f"<li>{escape(told)}<ul>{below}</ul></li>" if below else f"<li>{escape(told)}</li>"
    head = "".join(f"<th>{escape(name)}</th>" for name in _columns())
    body = "".join("<tr>" + "".join(_cells(_text(card, row))) + "</tr>" for row in rows)
    more = "<p>…</p>" if summary.rows > len(rows) else ""
    return (
        f"<div><b>{escape(title_of(card, summary))}</b><ul>{counts}</ul>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>"
    )


def _cells(row: Sequence[str]) -> Iterator[str]:
    for place, cell in enumerate(row):
        yield f'<td style="text-align: {"right" if place == _TOTAL else "left"}">{escape(cell)}</td>'


def title_of(card: Scorecard, summary: Summary) -> str:
    """Write what the card is called, how many people have a total, and what the totals are like, in one line."""
    counted = f"{bilingual(card.name)} · {summary.scored}/{summary.rows} 人有总分 people with a total"
    if not summary.scored:
        return counted
    lowest, highest = _number(card, summary.lowest), _number(card, summary.highest)
    return f"{counted} · 最低 lowest {lowest} · 中位 median {summary.median:.15g} · 最高 highest {highest}"


def _number(card: Scorecard, number: float) -> str:
    """Write a total with the decimals that it is rounded to, or all it has."""
    places = card.rounding.places
    return f"{number:.15g}" if places is None or abs(number) > _LONG else f"{number:.{places}f}"


def _counts(summary: Summary) -> list[tuple[str, int]]:
    ratings = [(bilingual(band), count) for band, count in summary.ratings]
    troubles = [(bilingual(status.label), n) for status, n in summary.statuses if status]
    return ratings + troubles


def _indicators(summary: Summary) -> Iterator[tuple[str, list[str]]]:
    """Yield a line for each indicator, and lines that tell why rows have no points."""
    if not summary.indicators:
        yield "各指标的情况见 summary() tells of each indicator", []
    for each in summary.indicators:
        scored = f"{each.scored}/{summary.rows} 行有得分 rows with points"
        reasons = [_reason(gap) for gap in each.gaps[:_REASONS]]
        yield (
            f"{bilingual(each.name)}: {scored} · 平均 mean {each.mean_text}",
            reasons if len(each.gaps) <= _REASONS else [*reasons, "…"],
        )


def _reason(gap: Gap) -> str:
    told = f"{gap.rows} 行 rows: {bilingual(Label(zh=gap.zh, en=gap.en))}"
    cells = ", ".join(f"{cell} ({count})" for cell, count in gap.quoted)
    return f"{told}: {cells}{', …' if gap.more else ''}" if cells else told


def _key(key: object) -> str:
    """Write a key as a cell shows it: on one line, and not too long."""
    if is_missing(key):
        return "–"
    try:
        text = escaped(str(key)[: _WIDE + 1])
    except Exception:  # noqa: BLE001  # whatever a foreign text raises, the other rows are shown
        text = kind_of(key)
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"


def _columns() -> Sequence[str]:
    return ("", both("total"), both("rating"), both("status"))


def _text(card: Scorecard, row: Row) -> list[str]:
    bands = () if card.ratings is None else card.ratings.bands
    return [
        _key(row.key),
        "–" if math.isnan(row.total) else _number(card, row.total),
        "" if row.rating < 0 else bilingual(bands[row.rating]),
        "" if row.status is Status.OK else bilingual(row.status.label),
    ]
