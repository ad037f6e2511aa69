"""A batch at a glance: as text for a console, as escaped HTML for a notebook."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from perfkpi.appraisal.tables import aligned, bilingual, both
from perfkpi.batch.keys import is_missing
from perfkpi.batch.scores import BatchScores
from perfkpi.batch.summary import Summary
from perfkpi.errors import kind_of
from perfkpi.language import Status
from perfkpi.visible import escaped

__all__ = ["html_of", "text_of"]

_HEAD = 10
_TOTAL = 1
_LONG = 1e12
_WIDE = 40


def text_of(scores: BatchScores) -> str:
    """The counts, and the first rows."""
    summary = scores.summary()
    lines = [_title(scores, summary), *(f"  {label}: {count}" for label, count in _counts(summary))]
    if len(scores):
        lines += ["", *aligned([_columns(), *_rows(scores)], right=(_TOTAL,))]
    if len(scores) > _HEAD:
        lines.append("…")
    return "\n".join(lines)


def html_of(scores: BatchScores) -> str:
    """The same as HTML; every text is escaped."""
    summary = scores.summary()
    counts = "".join(f"<li>{escape(label)}: {count}</li>" for label, count in _counts(summary))
    head = "".join(f"<th>{escape(name)}</th>" for name in _columns())
    body = "".join("<tr>" + "".join(_cells(row)) + "</tr>" for row in _rows(scores))
    more = "<p>…</p>" if len(scores) > _HEAD else ""
    return (
        f"<div><b>{escape(_title(scores, summary))}</b><ul>{counts}</ul>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>"
    )


def _cells(row: Sequence[str]) -> Iterator[str]:
    for place, cell in enumerate(row):
        yield f'<td style="text-align: {"right" if place == _TOTAL else "left"}">{escape(cell)}</td>'


def _title(scores: BatchScores, summary: Summary) -> str:
    name = bilingual(scores.card.name.say("zh"), scores.card.name.say("en"))
    counted = f"{name} · {summary.scored}/{summary.rows} 人有总分 people with a total"
    if not summary.scored:
        return counted
    lowest, highest = _number(scores, summary.lowest), _number(scores, summary.highest)
    return f"{counted} · 最低 lowest {lowest} · 中位 median {summary.median:.15g} · 最高 highest {highest}"


def _number(scores: BatchScores, number: float) -> str:
    """A total with the decimals that it is rounded to, or all it has."""
    places = scores.card.rounding.places
    return f"{number:.15g}" if places is None or abs(number) > _LONG else f"{number:.{places}f}"


def _counts(summary: Summary) -> list[tuple[str, int]]:
    ratings = [(bilingual(band.say("zh"), band.say("en")), count) for band, count in summary.ratings]
    troubles = [(bilingual(status.label.zh, status.label.en), n) for status, n in summary.statuses if status]
    return ratings + troubles


def _key(key: object) -> str:
    """A key as a cell shows it: on one line, and not too long."""
    if is_missing(key):
        return "–"
    try:
        text = escaped(str(key)[: _WIDE + 1])
    except Exception:  # noqa: BLE001  # whatever a foreign text raises, the other rows are shown
        text = kind_of(key)
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"


def _columns() -> Sequence[str]:
    return ("", both("total"), both("rating"), both("status"))


def _rows(scores: BatchScores) -> list[list[str]]:
    bands = () if scores.card.ratings is None else scores.card.ratings.bands
    rows: list[list[str]] = []
    for row in range(min(len(scores), _HEAD)):
        total, code, status = float(scores.totals[row]), int(scores.rating_codes[row]), Status(scores.status_codes[row])
        rating = "" if code < 0 else bilingual(bands[code].say("zh"), bands[code].say("en"))
        rows.append(
            [
                str(row) if scores.keys is None else _key(scores.keys[row]),
                "–" if math.isnan(total) else _number(scores, total),
                rating,
                "" if status is Status.OK else bilingual(status.label.zh or "", status.label.en or ""),
            ]
        )
    return rows
