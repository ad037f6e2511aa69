"""What a summary of many people looks like: ratings, what is missing, and each indicator with its gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from perfkpi.batch.gaps import Gap, IndicatorSummary
from perfkpi.displays import html
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.html import Side
from perfkpi.displays.languages import spoken
from perfkpi.labels import Label
from perfkpi.language import Status
from perfkpi.model.card.ratings import Band

_REASONS = 5
"""So many reasons are told of an indicator."""


class Counts(Protocol):
    """What a summary counts; ``Summary`` tells what each is."""

    @property
    def rows(self) -> int:
        """How many people there are."""
        ...

    @property
    def ratings(self) -> tuple[tuple[Band, int], ...]:
        """Each rating and how many have it."""
        ...

    @property
    def statuses(self) -> tuple[tuple[Status, int], ...]:
        """Each status that occurs and how many have it."""
        ...

    @property
    def indicators(self) -> tuple[IndicatorSummary, ...]:
        """What became of each indicator."""
        ...


def summary_lines(summary: Counts) -> Iterator[str]:
    """Yield a line for each rating and gap, one for each indicator, and lines that tell why rows have no points."""
    yield from (f"{spoken(band)}: {count}" for band, count in summary.ratings)
    yield from (f"{spoken(status.label)}: {count}" for status, count in summary.statuses if status)
    if not summary.indicators:
        yield spoken(HEADINGS["see-summary"])
    for each in summary.indicators:
        scored = f"{each.scored}/{summary.rows} {spoken(HEADINGS['rows-with-points'])}"
        yield f"{spoken(each.name)}: {scored} · {spoken(HEADINGS['mean'])} {each.mean_text}"
        yield from (f"  {reason}" for reason in _reasons(each.gaps))


def pieces_of(summary: Counts) -> Iterator[str]:
    """Yield a summary as pieces of HTML: how many have each rating, and what became of each indicator."""
    counted = [*_counted(summary)]
    if counted:
        head = [(_word("rating"), Side.LEFT), (_word("people"), Side.NUMBER)]
        yield html.table(html.soft(f"{_word('rating')} · {_word('status')}"), head, counted)
    if not summary.indicators:
        yield f"<p>{html.text(_word('see-summary'))}</p>"
        return
    words = (("indicator", Side.LEFT), ("rows-with-points", Side.NUMBER), ("mean", Side.NUMBER))
    head = [(_word(key), side) for key, side in words]
    if any(each.gaps for each in summary.indicators):
        head.append((_word("why"), Side.LEFT))
    rows = [[*_indicator(each, summary.rows)][: len(head)] for each in summary.indicators]
    yield html.table(html.soft(_word("indicator")), head, rows)


def _counted(summary: Counts) -> Iterator[list[str]]:
    for place, (band, count) in enumerate(summary.ratings):
        yield [html.rating(band, place, len(summary.ratings)), _count(count, summary.rows)]
    for status, count in summary.statuses:
        if status is not Status.OK:
            yield [html.missing(status.label), _count(count, summary.rows)]


def _count(count: int, rows: int) -> str:
    return html.bar(str(count), count / max(1, rows))


def _indicator(each: IndicatorSummary, rows: int) -> Iterator[str]:
    yield html.named(spoken(each.name), each.code)
    yield html.bar(f"{each.scored} {html.soft(f'/ {rows}')}", each.scored / max(1, rows))
    yield html.text(each.mean_text)
    yield "<br>".join(map(html.text, _reasons(each.gaps)))


def _reasons(gaps: Sequence[Gap]) -> list[str]:
    told = [_reason(gap) for gap in gaps[:_REASONS]]
    return told if len(gaps) <= _REASONS else [*told, "…"]


def _reason(gap: Gap) -> str:
    told = f"{gap.rows} {_word('row' if gap.rows == 1 else 'rows')}: {spoken(Label(zh=gap.zh, en=gap.en))}"
    cells = ", ".join(f"{cell} ({count})" for cell, count in gap.quoted)
    return f"{told}: {cells}{', …' if gap.more else ''}" if cells else told


def _word(key: str) -> str:
    return spoken(HEADINGS[key])
