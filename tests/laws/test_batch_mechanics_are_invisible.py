"""Blocks, threads, slices and the type of a column change no byte."""

from decimal import Decimal

import numpy as np
from columnwise import by_columns
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import batches, check_block_size_is_invisible, scorecards

Case = tuple[pk.Scorecard, dict[str, np.ndarray]]


def digest(scores: pk.BatchScores) -> tuple[bytes, ...]:
    """All bytes of a result."""
    columns = (scores.totals, scores.rating_codes, scores.status_codes, scores.completeness)
    return tuple(np.ascontiguousarray(column).tobytes() for column in columns)


@given(scorecards(), st.data())
@settings(max_examples=examples(30))
def test_blocks_threads_and_slices(card: pk.Scorecard, data: st.DataObject) -> None:
    """The table in blocks of any size, on any number of threads, whoever decides what is left; and cut in two."""
    check_block_size_is_invisible(card, data=data)


@given(batches())
@settings(max_examples=examples(30))
def test_prepared_tables(case: Case) -> None:
    """What is known of a table beforehand changes no byte."""
    card, table = case
    assert digest(by_columns(card, pk.results.Prepared(table))) == digest(by_columns(card, table))


def decimals(column: np.ndarray) -> np.ndarray:
    """The same figures as Decimals in an object array; what is no finite number stays a float."""
    found = np.empty(len(column), dtype=object)
    found[:] = [Decimal(repr(each)) if np.isfinite(each) else each for each in column.tolist()]
    return found


@given(batches())
@settings(max_examples=examples(30))
def test_decimals_are_the_floats_that_print_as_they(case: Case) -> None:
    """A float means its shortest decimal, so the decimals give the same bytes."""
    card, table = case
    exact = {name: column if column.dtype == object else decimals(column) for name, column in table.items()}
    assert digest(by_columns(card, exact)) == digest(by_columns(card, table))


@given(batches())
@settings(max_examples=examples(20))
def test_nothing_is_written_to_the_table(case: Case) -> None:
    """Columns may be read-only, and are the same bytes afterwards."""
    card, table = case
    before = {name: column.tobytes() for name, column in table.items() if column.dtype != object}
    for column in table.values():
        column.flags.writeable = False
    by_columns(card, table, points=True)
    assert all(table[name].tobytes() == held for name, held in before.items())
