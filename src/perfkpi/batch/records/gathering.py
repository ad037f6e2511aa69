"""Gathering: what one reduction finds in the columns of records, for every subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, floor, lcm
from typing import cast

import numpy as np

from perfkpi.batch.records.columns import FINE, MISSING, WRONG, RecordColumn, met
from perfkpi.batch.records.decimals import Scaled
from perfkpi.batch.records.heaps import Grouped, ManyPiles
from perfkpi.batch.records.quotients import Quotients, roomy, size
from perfkpi.language import Undefinedness
from perfkpi.meanings.columns.arrays import Bools, Bytes, Integers
from perfkpi.people.records.reducers import Answers, End, Reads
from perfkpi.people.records.verdicts import Reduced, invalid, mixed, tied, too_few, undefined
from perfkpi.people.records.views import View

__all__ = ["Gathered", "gather"]


class Gathered:
    """The measure of every subject: numbers, and what stands where there is none.

    Args:
        numbers: the numbers.
        others: what stands in place of some, by the place of the subject.
    """

    def __init__(self, numbers: Quotients, others: Mapping[int, Reduced]) -> None:
        self.numbers, self.others = numbers, others


def gather(view: View, columns: Mapping[str, RecordColumn], subjects: Grouped) -> Gathered:
    """Reduce the records of every subject.

    Args:
        view: how the reduction reads records.
        columns: the columns that it reads.
        subjects: all records, sorted by subject.
    """
    by, rows = view.reduction.by, subjects.rows
    state = np.zeros(len(rows), dtype=np.int8)
    figures = weights = None
    values = marked = kinds = ranks = None
    if view.reduction.of is not None and by.reads is Reads.FIGURES:
        figures, state = _figures(view, columns[view.reduction.of])
    elif view.reduction.of is not None:
        values, state = columns[view.reduction.of].values
    if by.weight is not None:
        weights, also = columns[by.weight].figures
        state = np.maximum(state, also)
        state[np.asarray(weights.wholes < 0, dtype=np.bool_)] = WRONG
    if by.order is not None:
        kinds, ranks, also = columns[by.order[0]].moments
        state = np.maximum(state, also)
    if view.asked is not None:
        marked, also = met(view.asked, columns, len(rows))
        state = np.maximum(state, also)
    kept = state[rows] == FINE
    grouped = Grouped(rows[kept], subjects.groups[kept], subjects.subjects)
    others = dict(_refused(view, columns, subjects, grouped, state))
    ends = None
    if by.order is not None and kinds is not None and ranks is not None:
        ends = _ends(by.order[1], grouped, ranks[grouped.rows])
        for place, verdict in _disordered(view, by.order[1], grouped, kinds[grouped.rows], ends):
            others.setdefault(place, verdict)
    pile = ManyPiles(
        grouped,
        figures=None if figures is None else Scaled(figures.wholes[grouped.rows], figures.scale),
        weights=None if weights is None else Scaled(weights.wholes[grouped.rows], weights.scale),
        values=None if values is None else values[grouped.rows],
        met=None if marked is None else marked[grouped.rows],
        ends=ends,
    )
    numbers: Quotients = pile.count() * 0 + by.reduce(pile)
    for place in np.flatnonzero(~numbers.defined).tolist():
        others.setdefault(place, undefined(view.reduction))
    return Gathered(numbers, others)


def _figures(view: View, column: RecordColumn) -> tuple[Scaled, Bytes]:
    """The figures of a column; those that could not be given are wrong."""
    figures, state = column.figures
    for answers in view.reduction.answers:
        state = np.where((state == FINE) & ~_allowed(answers, figures), np.int8(WRONG), state)
    return figures, state.copy()


def _allowed(answers: Answers, figures: Scaled) -> Bools:
    low, high, scale = answers.scale.low, answers.scale.high, figures.scale
    wholes = figures.wholes
    inside = np.asarray((wholes >= ceil(low * scale)) & (wholes <= floor(high * scale)), dtype=np.bool_)
    if answers.step is None:
        return inside
    factor = lcm(low.denominator, answers.step.denominator)
    start, stride = int(low * factor * scale), int(answers.step * factor * scale)
    distance = roomy(wholes, max(size(wholes) * factor + abs(start), stride)) * factor - start
    return inside & np.asarray(distance % stride == 0, dtype=np.bool_)


def _refused(
    view: View, columns: Mapping[str, RecordColumn], subjects: Grouped, grouped: Grouped, state: Bytes
) -> Iterator[tuple[int, Reduced]]:
    """Measures that must not be reduced: an invalid record, one that is missing, or too few."""
    reduction = view.reduction
    states = state[subjects.rows]
    wrong = np.flatnonzero(states == WRONG)
    blamed, firsts = np.unique(subjects.groups[wrong], return_index=True)
    for place, row in zip(blamed.tolist(), subjects.rows[wrong[firsts]].tolist(), strict=True):
        record = {name: columns[name].raw(row) for name in view.columns}
        yield place, invalid(reduction, row, cast("Undefinedness", view.read(row, record)))
    missing = subjects.count(states == MISSING)
    open_ones = grouped.counts < reduction.minimum
    if not reduction.skips:
        open_ones |= missing > 0
    open_ones[blamed] = False
    for place in np.flatnonzero(open_ones).tolist():
        yield place, cast("Reduced", too_few(reduction, int(grouped.counts[place]), int(missing[place])))


def _ends(end: End, grouped: Grouped, ranks: Integers) -> Bools:
    extreme = grouped.each(np.minimum if end is End.FIRST else np.maximum, ranks)
    return np.asarray(ranks == extreme[grouped.groups])


def _disordered(
    view: View, end: End, grouped: Grouped, kinds: Integers, ends: Bools
) -> Iterator[tuple[int, Undefinedness]]:
    """Measures whose records have no order, or no single one at its end."""
    first_kind = np.zeros(grouped.subjects, dtype=np.int64)
    first_kind[grouped.filled] = kinds[grouped.starts[grouped.filled]]
    strange = np.flatnonzero(kinds != first_kind[grouped.groups])
    places, firsts = np.unique(grouped.groups[strange], return_index=True)
    for place, at in zip(places.tolist(), strange[firsts].tolist(), strict=True):
        yield place, mixed(view.reduction, int(grouped.rows[grouped.starts[place]]), int(grouped.rows[at]))
    for place in np.flatnonzero(grouped.count(ends) > 1).tolist():
        start = grouped.starts[place]
        both = np.flatnonzero(ends[start : start + grouped.counts[place]])[:2] + start
        first, second = grouped.rows[both].tolist()
        yield place, tied(view.reduction, end, first, second)
