"""A result at a glance: as text for a console, as escaped HTML for a notebook."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from perfkpi.appraisal.compiled_card import compiled_card
from perfkpi.appraisal.headings import HEADINGS
from perfkpi.appraisal.lines import AdjustmentLine, IndicatorLine, Line, Number
from perfkpi.appraisal.results import Result
from perfkpi.interpreters.figures import decimal_text
from perfkpi.labels import Label
from perfkpi.language import Status
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.ratings import Band
from perfkpi.model.measurement.measures import Unit
from perfkpi.visible import escaped

_COLUMNS = ("indicator", "value", "points", "weight", "contribution", "status")


def text_table(result: Result) -> str:
    """Lay out the lines of a result as an aligned table, its total and rating below."""
    head = [both(key) for key in _COLUMNS]
    return "\n".join([_title(result), *aligned([head, *_rows(result)], right=(1, 2, 3, 4)), _foot(result)])


def html_table(result: Result) -> str:
    """Write a table of texts as HTML; every text is escaped, whatever the names contain."""
    head = "".join(
        f"<th>{escape(HEADINGS[key].en)}<br><small>{escape(HEADINGS[key].zh)}</small></th>" for key in _COLUMNS
    )
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in _rows(result))
    return (
        f"<table><caption>{escape(_title(result))}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        f'<tfoot><tr><td colspan="{len(_COLUMNS)}"><b>{escape(_foot(result))}</b></td></tr></tfoot></table>'
    )


def _title(result: Result) -> str:
    return escaped(" · ".join(part for part in (bilingual(result.card.name), result.subject, result.period) if part))


def _foot(result: Result) -> str:
    if result.status is not Status.OK:
        labels = {measure.code: measure.name for measure in result.card.measures if measure.name is not None}
        why = "; ".join(f"{reason.say('zh', labels)} {reason.say('en', labels)}" for reason in result.reasons)
        return f"暂无总分 no total. {why}"
    parts = [f"{both('total')} {total_text(result)}"]
    if result.band is not None:
        parts.append(f"{both('rating')} {bilingual(result.band)}")
    parts.append(f"{both('completeness')} {decimal_text(result.completeness, percent=True)}")
    return " · ".join(parts)


def both(key: str) -> str:
    """Write a word of the vocabulary in both languages."""
    return bilingual(HEADINGS[key])


def bilingual(name: Label | Band) -> str:
    """Write a name in both languages, once where they are the same."""
    zh, en = name.say("zh"), name.say("en")
    return zh if zh == en else f"{zh} {en}"


def total_text(result: Result) -> str:
    """Write the total as a person reads it: with the places to which it was rounded."""
    total = result.unrounded if result.total is None else result.total
    return str(total) if isinstance(total, Decimal) else _cell(total)


def _rows(result: Result) -> list[list[str]]:
    """List sections, each followed by what it holds, and behind all of them what was done to running scores."""
    compiled = compiled_card(result.card)
    lines: dict[str, Line] = {line.code: line for line in (*result.lines, *result.sections)}
    rows: list[list[str]] = []
    depths: list[int] = []
    for leaf in compiled.leaves:
        depths.append(0 if leaf.owner is None else depths[leaf.owner] + 1)
        line, item = lines[leaf.item.code], leaf.item
        percent = isinstance(item, Indicator) and item.formula.unit == Unit.PERCENT
        value = _cell(line.value, percent=percent) if isinstance(line, IndicatorLine) else ""
        rows.append(_row(line, depths[-1], value, _cell(line.weight, percent=True)))
    for slot, step in zip(compiled.steps, result.adjustments, strict=True):
        rows.append(_row(step, 0 if slot.owner is None else depths[slot.owner] + 1, "", ""))
    return rows


def _row(line: Line | AdjustmentLine, depth: int, value: str, weight: str) -> list[str]:
    return [
        f"{'  ' * depth}{bilingual(line.name)} ({line.code})",
        value,
        _cell(line.points),
        weight,
        _cell(line.contribution),
        "" if line.status is Status.OK else bilingual(line.status.label),
    ]


def _cell(number: Number | None, *, percent: bool = False) -> str:
    return "–" if number is None else decimal_text(number, percent=percent)


def aligned(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Align rows as lines of even columns, Chinese characters counted as two columns wide."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines: list[str] = []
    for row in rows:
        cells = [
            " " * (width - _width(cell)) + cell if column in right else cell + " " * (width - _width(cell))
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
