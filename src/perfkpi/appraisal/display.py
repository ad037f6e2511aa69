"""A result at a glance: as text for a console, as escaped HTML for a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial

from attrs import frozen

from perfkpi.appraisal.compiled_card import compiled_card
from perfkpi.appraisal.idle_steps import idle_steps
from perfkpi.appraisal.lines import AdjustmentLine, IndicatorLine, Line, Number, SectionLine, is_left_out
from perfkpi.appraisal.results import Result
from perfkpi.displays import html
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.html import Side
from perfkpi.displays.languages import in_each, spoken
from perfkpi.displays.texts import NOTHING, aligned
from perfkpi.errors import Language
from perfkpi.interpreters.figures import decimal_text
from perfkpi.interpreters.vocabulary import SEPARATORS
from perfkpi.labels import Label
from perfkpi.language import Status
from perfkpi.model.card.checks.percentages import is_shown_in_percent
from perfkpi.model.card.display import most_points
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.placement import Placement
from perfkpi.model.measurement.scales import Scale
from perfkpi.value_objects import ValueObject
from perfkpi.visible import escaped

_COLUMNS = {
    "indicator": Side.LEFT,
    "value": Side.NUMBER,
    "points": Side.NUMBER,
    "weight": Side.NUMBER,
    "contribution": Side.NUMBER,
    "status": Side.LEFT,
}


@frozen(eq=False)
class _Row(ValueObject):
    """What a display shows of one line: its figures as texts, and where it stands on the sheet.

    Attributes:
        line: the line.
        depth: how many sections are around it.
        value: what its formula yields, as text.
        weight: as text.
        place: where it stands; ``None`` for a step.
        idle: what is said of a step that did not come into play.
    """

    line: Line | AdjustmentLine
    depth: int
    value: str
    weight: str
    place: Placement | None
    idle: Label | None = None

    @property
    def texts(self) -> list[str]:
        """The cells as plain text."""
        line = self.line
        name = f"{'  ' * self.depth}{spoken(line.name)} ({line.code})"
        if self.idle is not None:
            return [name, "", "", "", NOTHING, spoken(self.idle)]
        status = "" if line.status is Status.OK else spoken(line.status.label)
        worth = NOTHING if isinstance(line, Line) and is_left_out(line) else _cell(line.contribution)
        return [name, self.value, _cell(line.points), self.weight, worth, status]

    def cells(self, labels: Mapping[str, Label]) -> Iterator[str]:
        """Yield the cells as HTML.

        Args:
            labels: what measures are called.
        """
        line = self.line
        _, value, points, weight, contribution, status = map(html.text, self.texts)
        yield html.named(spoken(line.name), line.code, self.depth)
        yield value
        yield points if self.place is None or line.points is None else _drawn(points, line.points, self.place)
        yield weight
        yield contribution
        yield status if line.status is Status.OK else html.missing(line.status.label, reasons_of(line, labels))


def text_table(result: Result) -> str:
    """Lay out the lines of a result as an aligned table, its total and rating below."""
    head = [spoken(HEADINGS[key]) for key in _COLUMNS]
    texts = [row.texts for row in _rows(result)]
    return "\n".join([title_of(result), *aligned([head, *texts], right=(1, 2, 3, 4)), foot_of(result)])


def html_table(result: Result) -> str:
    """Write a result as HTML; every text is escaped, whatever the names contain."""
    rows, labels = _rows(result), compiled_card(result.card).labels
    shown = [(key, side) for key, side in _COLUMNS.items() if key != "status" or any(row.texts[-1] for row in rows)]
    return html.page(
        html.table(
            f"<b>{html.text(title_of(result))}</b><br>{_outcome(result)}",
            [(spoken(HEADINGS[key]), side) for key, side in shown],
            [[*row.cells(labels)][: len(shown)] for row in rows],
            groups=[at for at, row in enumerate(rows) if isinstance(row.line, SectionLine)],
        )
    )


def _drawn(text: str, points: Number, place: Placement) -> str:
    return drawn(text, points, place.scale, most_points(place))


def drawn(text: str, points: Number, scale: Scale, most: Fraction) -> str:
    """Draw points against the most that there can be, with a mark at the full mark where that lies below.

    Args:
        text: the points as HTML.
        points: what is drawn.
        scale: of the points.
        most: what fills the bar.
    """
    whole = most - scale.low
    full = None if most <= scale.high else (scale.high - scale.low) / whole
    if points <= scale.low:
        return html.bar(text, 0, full)
    return html.bar(text, 1 if points >= most else float((points - scale.low) / whole), full)


def reasons_of(line: Line | AdjustmentLine, labels: Mapping[str, Label]) -> list[str]:
    """Write why a line has no points, each reason by itself.

    Args:
        line: the line.
        labels: what measures are called.
    """
    return [in_each(partial(reason.sentence, labels=labels)) for reason in line.reasons]


def title_of(result: Result) -> str:
    """Write what the card is called, whom the result is about and when, on one line."""
    return escaped(" · ".join(part for part in (spoken(result.card.name), result.subject, result.period) if part))


def foot_of(result: Result) -> str:
    """Write the total, the rating and the completeness, or why there is no total, on one line."""
    if result.status is not Status.OK:
        return _no_total(result)
    parts = [f"{spoken(HEADINGS['total'])} {total_text(result)}"]
    if result.band is not None:
        parts.append(f"{spoken(HEADINGS['rating'])} {spoken(result.band)}")
    return " · ".join([*parts, _completeness(result)])


def _outcome(result: Result) -> str:
    if result.status is not Status.OK:
        return f"{html.missing(result.status.label)} {html.text(_no_total(result))}"
    parts = [f"{html.text(spoken(HEADINGS['total']))} <b>{html.text(total_text(result))}</b>"]
    if result.band is not None and result.card.ratings is not None:
        bands = result.card.ratings.bands
        parts.append(html.rating(result.band, bands.index(result.band), len(bands)))
    return " &ensp; ".join([*parts, html.soft(_completeness(result))])


def _no_total(result: Result) -> str:
    labels = compiled_card(result.card).labels

    def told(language: Language) -> str:
        reasons = SEPARATORS[language].join(reason.say(language, labels) for reason in result.reasons)
        return HEADINGS["no-total"].say(language).format(reasons=reasons)

    return in_each(told)


def _completeness(result: Result) -> str:
    return f"{spoken(HEADINGS['completeness'])} {decimal_text(result.completeness, percent=True)}"


def total_text(result: Result) -> str:
    """Write the total as a person reads it: with the places to which it was rounded."""
    total = result.unrounded if result.total is None else result.total
    return str(total) if isinstance(total, Decimal) else _cell(total)


def _rows(result: Result) -> list[_Row]:
    """List sections, each followed by what it holds and the steps on its score; the steps on the total come last."""
    compiled, idle = compiled_card(result.card), idle_steps(result)
    lines: dict[str, Line] = {line.code: line for line in (*result.lines, *result.sections)}
    placements = list(result.card.level.walk())

    def inside(owner: int | None, depth: int) -> Iterator[_Row]:
        for position, (leaf, place) in enumerate(zip(compiled.leaves, placements, strict=True)):
            if leaf.owner == owner:
                yield _row(lines[leaf.item.code], depth, place)
                yield from inside(position, depth + 1)
        for slot, step in zip(compiled.steps, result.adjustments, strict=True):
            if slot.owner == owner:
                yield _Row(step, depth, "", "", None, idle.get(step.code))

    return list(inside(None, 0))


def _row(line: Line, depth: int, place: Placement) -> _Row:
    percent = isinstance(place.item, Indicator) and is_shown_in_percent(place.item)
    value = _cell(line.value, percent=percent) if isinstance(line, IndicatorLine) else ""
    return _Row(line, depth, value, NOTHING if is_left_out(line) else _cell(line.weight, percent=True), place)


def _cell(figure: Number | str | None, *, percent: bool = False) -> str:
    if isinstance(figure, str):
        return escaped(figure)
    return NOTHING if figure is None else decimal_text(figure, percent=percent)
