"""Blocks, threads, order, slices and the type of a column change no byte."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import batches

import perfkpi as pk
from perfkpi.batch import scoring, swift

Case = tuple[pk.Scorecard, dict[str, np.ndarray]]


def digest(scores: pk.BatchScores) -> tuple[bytes, ...]:
    """All bytes of a result."""
    columns = (scores.totals, scores.rating_codes, scores.status_codes, scores.completeness)
    return tuple(np.ascontiguousarray(column).tobytes() for column in columns)


@given(batches(), st.integers(1, 40), st.integers(1, 3), st.sampled_from((0, 4)), st.sampled_from((40, 1 << 20)))
@settings(max_examples=40)
def test_blocks_and_threads(case: Case, size: int, threads: int, few: int, room: int) -> None:
    """The table in blocks of any size, on any number of threads, whoever decides what is left."""
    card, table = case
    whole = digest(pk.score_batch(card, table))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "_ALONE", size)
        patch.setattr(scoring, "_TOGETHER", size)
        patch.setattr(scoring, "_CAREFUL", 7)
        patch.setattr(scoring, "_FEW", few)
        patch.setattr(swift, "_ROOM", room)
        assert digest(pk.score_batch(card, table, threads=threads)) == whole


@given(batches(), st.randoms(use_true_random=False), st.integers(0, 30))
@settings(max_examples=40)
def test_order_and_slices(case: Case, rng: object, cut: int) -> None:
    """The rows in another order, and the table in two halves."""
    card, table = case
    whole = pk.score_batch(card, table)
    order = list(range(30))
    rng.shuffle(order)
    moved = pk.score_batch(card, {name: column[order] for name, column in table.items()})
    assert moved.totals.tobytes() == whole.totals[order].tobytes()
    assert moved.rating_codes.tobytes() == whole.rating_codes[order].tobytes()
    halves = [
        pk.score_batch(card, {name: column[part] for name, column in table.items()})
        for part in (slice(cut), slice(cut, None))
    ]
    joined = zip(*(digest(half) for half in halves), strict=True)
    assert tuple(one + other for one, other in joined) == digest(whole)


@given(batches())
@settings(max_examples=40)
def test_prepared_tables(case: Case) -> None:
    """What is known of a table beforehand changes no byte."""
    card, table = case
    assert digest(pk.score_batch(card, pk.Prepared(table))) == digest(pk.score_batch(card, table))


def decimals(column: np.ndarray) -> np.ndarray:
    """The same figures as Decimals in an object array; what is no finite number stays a float."""
    found = np.empty(len(column), dtype=object)
    found[:] = [Decimal(repr(each)) if np.isfinite(each) else each for each in column.tolist()]
    return found


@given(batches())
@settings(max_examples=40)
def test_decimals_are_the_floats_that_print_as_they(case: Case) -> None:
    """A float means its shortest decimal, so the decimals give the same bytes."""
    card, table = case
    exact = {name: column if column.dtype == object else decimals(column) for name, column in table.items()}
    assert digest(pk.score_batch(card, exact)) == digest(pk.score_batch(card, table))


@given(batches())
@settings(max_examples=20)
def test_nothing_is_written_to_the_table(case: Case) -> None:
    """Columns may be read-only, and are the same bytes afterwards."""
    card, table = case
    before = {name: column.tobytes() for name, column in table.items() if column.dtype != object}
    for column in table.values():
        column.flags.writeable = False
    pk.score_batch(card, table, points=True)
    assert all(table[name].tobytes() == held for name, held in before.items())
