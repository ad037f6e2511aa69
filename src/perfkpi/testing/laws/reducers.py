"""A reducer means the same for one subject after the other and for a table of all of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from hypothesis import settings as Settings  # noqa: N812  # a class, in spite of its name
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.records.column_notations import ColumnNotations
from perfkpi.records.record_reader import record_readers
from perfkpi.testing.laws.search import Data, search

_TIDY = st.one_of(st.integers(0, 10), st.decimals(-3, 12, places=2), st.sampled_from((0.1, 2.5, Fraction(1, 3))))
_WILD = st.one_of(_TIDY, st.sampled_from((None, math.nan, math.inf, True, "a", "2026-01", Decimal("1e30"))))

Found: TypeAlias = "dict[object, object] | tuple[object, ...]"
"""What each subject has, or what was refused."""


def check_reducer(
    by: pk.records.Reducer, of: str | None = None, *, data: Data | None = None, settings: Settings | None = None
) -> None:
    """Check that every subject gets the same from ``reduce_records`` and from ``reduce_table``.

    The figure, or the status and its reasons; where the reducer is refused or raises something, both ways do. Records
    are missing, wrong or in good order; subjects have many, one or none.

    Args:
        by: the reducer.
        of: the column that is reduced; ``None`` for a reducer that reads none.
        data: the ``st.data()`` of a running test, for one try; by itself the check searches.
        settings: of the search.

    Raises:
        AssertionError: it tells the records, and both answers.
    """

    def law(data: Data) -> None:
        reduction = data.draw(_reductions(by, of))
        (reader,) = record_readers((reduction,), ColumnNotations.of(()))
        who = "".join((*reader.columns, "subject"))  # longer than any of them
        cells = data.draw(st.sampled_from((_TIDY, _WILD)))
        row = st.fixed_dictionaries({who: st.sampled_from("abc"), **dict.fromkeys(reader.columns, cells)})
        rows: list[dict[str, Any]] = data.draw(st.lists(row, max_size=12))
        subjects = data.draw(st.sampled_from((None, tuple("abcd"))))
        columns = {name: [each[name] for each in rows] for name in (who, *reader.columns)}
        one_by_one = _answer(
            lambda: _measures(pk.records.reduce_records(rows, (reduction,), subject=who, subjects=subjects))
        )
        at_once = _answer(
            lambda: _cells(pk.records.reduce_table(columns, (reduction,), subject=who, subjects=subjects))
        )
        assert one_by_one == at_once, (
            f"{by!r} makes {one_by_one} of {rows} one by one, and {at_once} in a table ({reduction!r})"
        )

    search(law, examples=50, data=data, settings=settings)


@st.composite
def _reductions(draw: st.DrawFn, by: pk.records.Reducer, of: str | None) -> pk.records.Reduction:
    least = 1 if by.empty is pk.choices.NoRecords.ZERO else draw(st.sampled_from((1, 1, 3)))
    return pk.records.Reduction(
        "measure", of=of, by=by, minimum=least, missing=draw(st.sampled_from(pk.choices.MissingRecords))
    )


def _answer(ask: Callable[[], Found]) -> Found:
    try:
        return ask()
    except pk.PerfKpiError as error:
        return type(error), error.code, error.where, error.en, error.zh
    except Exception as error:  # noqa: BLE001  # whatever a reducer raises
        return (type(error),)


def _measures(found: Mapping[object, Mapping[str, object]]) -> dict[object, object]:
    return {key: measures["measure"] for key, measures in found.items()}


def _cells(found: tuple[dict[str, Any], list[object]]) -> dict[object, object]:
    table, keys = found
    return dict(zip(keys, map(_meant, table["measure"].tolist()), strict=True))


def _meant(cell: object) -> object:
    """Read what a cell means: the decimal of a double, and NaN that nothing was measured."""
    if not isinstance(cell, float):
        return cell
    return pk.missing.Absent.NOT_MEASURED if math.isnan(cell) else Fraction(str(cell))
