"""A table means what its rows mean: the same digits, in blocks of any size and in any order."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

import attrs
import numpy as np
from hypothesis import settings as Settings  # noqa: N812  # a class, in spite of its name
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.appraisal.lines import Number
from perfkpi.batch.scoring import score_tuned
from perfkpi.batch.tuning import Tuning
from perfkpi.interpreters.columns.arrays import near
from perfkpi.language import Reason
from perfkpi.model.card.sections import Items
from perfkpi.testing.laws.search import Data, search
from perfkpi.testing.strategies.figures import measures_for
from perfkpi.testing.strategies.tables import Table, row_of, tables_for

_ROWS = 30


_BY_COLUMNS = Tuning(fewest=0)
"""Short tables decided as long ones are."""


def _double(number: Decimal | Number | None) -> float:
    """Find the double nearest to an exact figure, with no negative zero; NaN for none, infinite if it is too large."""
    if isinstance(number, (Decimal, Fraction)):
        return near(Fraction(number)) + 0.0
    return math.nan if number is None else float(number)


def _same(found: float, expected: float) -> bool:
    """Tell whether two doubles have the same bits, or are both no number."""
    return (math.isnan(found) and math.isnan(expected)) or np.float64(found).tobytes() == np.float64(expected).tobytes()


def check_batch_equals_exact(
    card: pk.Scorecard, *, data: Data | None = None, settings: Settings | None = None, table: Table | None = None
) -> None:
    """Check that every row of a table gets what ``appraise`` gives the same figures, bit for bit.

    Totals, ratings, statuses, completeness, points and parts; for figures on edges and a digit beside them, zeros,
    infinities, denormal doubles and gaps.

    Args:
        card: the scorecard.
        data: the ``st.data()`` of a running test, for one try; by itself the check searches.
        settings: of the search.
        table: columns of your own, tried in place of such as are drawn.

    Raises:
        AssertionError: it tells the figures of the row, and both answers.
    """
    if table is not None:
        _rows_equal(card, table)
        return
    search(
        lambda data: _rows_equal(card, data.draw(tables_for(card, _ROWS))), examples=25, data=data, settings=settings
    )


def _rows_equal(card: pk.Scorecard, table: Table) -> None:
    scores = score_tuned(card, table, _BY_COLUMNS, points=True)
    for row in range(len(scores)):
        result = pk.appraise(card, row_of(table, row))
        for what, found, expected in _answers(scores, row, result):
            alike = (
                _same(found, expected)
                if isinstance(found, float) and isinstance(expected, float)
                else found == expected
            )
            assert alike, f"{what} of {row_of(table, row)} is {found!r} in a table and {expected!r} alone, on {card!r}"


def _answers(scores: pk.BatchScores, row: int, result: pk.Appraisal) -> Iterator[tuple[str, object, object]]:
    """Yield what the row has in a table, and what it has alone."""
    yield "the status", pk.Status(int(scores.status_codes[row])), result.status
    yield "the total", float(scores.totals[row]), _double(result.unrounded if result.total is None else result.total)
    code, bands = int(scores.rating_codes[row]), scores.card.ratings
    yield "the rating", None if code < 0 or bands is None else bands.bands[code].code, result.rating
    yield "the completeness", float(scores.completeness[row]), float(result.completeness)
    for line in result.lines:
        yield f"the points for {line.code!r}", float(scores.points[line.code][row]), _double(line.points)
        for part, value in line.parts.items():
            yield f"the part {part!r} of {line.code!r}", float(scores.parts[line.code][part][row]), _double(value)


def _digest(scores: pk.BatchScores, rows: slice | list[int] = slice(None)) -> tuple[bytes, ...]:
    """Collect all bytes of a result."""
    columns = (scores.totals, scores.rating_codes, scores.status_codes, scores.completeness)
    return tuple(np.ascontiguousarray(column[rows]).tobytes() for column in columns)


def _piece(table: Table, rows: slice | list[int]) -> Table:
    return {name: column[rows] for name, column in table.items()}


def check_block_size_is_invisible(
    card: pk.Scorecard, *, data: Data | None = None, settings: Settings | None = None
) -> None:
    """Check that a table in blocks of any size, on any number of threads, or cut in two, gives the same bytes.

    Args:
        card: the scorecard.
        data: as for ``check_batch_equals_exact``.
        settings: as for ``check_batch_equals_exact``.

    Raises:
        AssertionError: it tells the blocks that made a difference.
    """

    def law(data: Data) -> None:
        table = data.draw(tables_for(card, _ROWS))
        size, threads = data.draw(st.integers(1, 40)), data.draw(st.integers(1, 3))
        fewest, registers = data.draw(st.sampled_from((0, 4))), data.draw(st.sampled_from((40, 1 << 20)))
        cut = data.draw(st.integers(0, _ROWS))
        tuning = Tuning(block=size, threaded_block=size, certified=7, fewest=fewest, registers=registers)
        whole = _digest(score_tuned(card, table, _BY_COLUMNS))
        found = _digest(score_tuned(card, table, tuning, threads=threads))
        assert found == whole, f"blocks of {size} rows on {threads} threads change the scores of {card!r}"
        halves = [
            _digest(score_tuned(card, _piece(table, part), _BY_COLUMNS)) for part in (slice(cut), slice(cut, None))
        ]
        joined = tuple(one + other for one, other in zip(*halves, strict=True))
        assert joined == whole, f"the rows before and after row {cut}, scored apart, have other scores of {card!r}"

    search(law, examples=20, data=data, settings=settings)


def check_order_is_invisible(card: pk.Scorecard, *, data: Data | None = None, settings: Settings | None = None) -> None:
    """Check that the order of items, of figures and of rows changes nothing.

    Args:
        card: the scorecard.
        data: as for ``check_batch_equals_exact``.
        settings: as for ``check_batch_equals_exact``.

    Raises:
        AssertionError: it tells the order that made a difference.
    """

    def law(data: Data) -> None:
        figures = data.draw(measures_for(card))
        one = pk.appraise(card, figures)
        turned = pk.appraise(card, dict(data.draw(st.permutations(list(figures.items())))))
        assert turned == one, f"{figures} in the order of {list(turned.inputs)} score otherwise on {card!r}"
        mixed = attrs.evolve(card, items=_shuffled(data, card.items))
        found, expected = _of_all(pk.appraise(mixed, figures)), _of_all(one)
        assert found == expected, f"items in another order score otherwise: {found} instead of {expected} on {mixed!r}"
        table = data.draw(tables_for(card, _ROWS))
        order = list(range(_ROWS))
        random.Random(data.draw(st.integers(0, 2**32))).shuffle(order)  # noqa: S311  # an order, not a secret
        whole = score_tuned(card, table, _BY_COLUMNS)
        moved = score_tuned(card, _piece(table, order), _BY_COLUMNS)
        assert _digest(moved) == _digest(whole, order), f"rows in the order {order} score otherwise on {card!r}"

    search(law, examples=20, data=data, settings=settings)


def _shuffled(data: Data, items: Items) -> Items:
    """Put the items in another order, within sections too."""
    return tuple(
        attrs.evolve(item, items=_shuffled(data, item.items)) if isinstance(item, pk.Section) else item
        for item in data.draw(st.permutations(items))
    )


def _of_all(result: pk.Appraisal) -> dict[str, object]:
    """Collect everything of a result, lines by their codes."""
    names = ("total", "unrounded", "rounding", "status", "reasons", "rating", "completeness")
    found: dict[str, object] = {name: getattr(result, name) for name in names}
    found["reasons"] = _in_any_order(result.reasons)
    for line in (*result.lines, *result.sections):
        found[f"line {line.code}"] = attrs.evolve(line, reasons=_in_any_order(line.reasons))
    return found


def _in_any_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Put reasons in an order of their own; they stand, and name items and figures, in the order of the sheet."""
    each = {
        attrs.evolve(
            reason,
            items=tuple(sorted(reason.items, key=str)),
            names=tuple(sorted(reason.names)),
            given=tuple(sorted(reason.given)),
        )
        for reason in reasons
    }
    return tuple(sorted(each, key=repr))
