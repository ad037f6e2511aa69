"""To prove ties no more is computed than decides, and many rows are proved like few."""

import tracemalloc
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from perfkpi.language import Among, Belongs, RoundingMode, Status
from perfkpi.meanings.columns.bounds import Bounds
from perfkpi.meanings.columns.operations import (
    Chosen,
    Clip,
    Extreme,
    Filled,
    Kink,
    Line,
    Linear,
    Matched,
    Operation,
    Present,
    Product,
    Quotient,
    Raised,
    Ranked,
    Read,
    Refused,
    Rounded,
    Test,
)
from perfkpi.meanings.columns.proofs.steps import Window
from perfkpi.meanings.columns.proofs.ties import Ties, ties_of

F = Fraction
ONE, NEVER = F(1), F(0)
A, B, C, D = (Read(name) for name in "abcd")
RANGES = dict.fromkeys("abcd", (0.5, 100.0))


def ties(operations: Sequence[Operation], *windows: Window) -> Ties | None:
    """What proves a plan with these windows."""
    return ties_of(operations, Bounds(operations, RANGES), windows)


def near(on: int, edge: Fraction = ONE, *, every: Fraction = NEVER, width: float = 1e-9) -> Window:
    """A decision about a column."""
    return Window(on, edge, every, width)


def proved(operations: Sequence[Operation], window: Window, **columns: Sequence[float]) -> list[bool]:
    """The rows that lie on the edge, or far from it."""
    found = ties(operations, window)
    assert found is not None
    rows = found.proves({name: np.array(column) for name, column in columns.items()})
    assert rows.dtype == np.bool_
    return rows.tolist()


def in_order(found: Ties) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """What is computed, each with what is let go then."""
    return tuple((node, tuple(sorted(spent))) for node, spent in found.order)


def test_only_what_decides_is_computed() -> None:
    """And each column is let go after the last one that needs it; what is read stands in the order of its columns."""
    operations = (
        *(D, A, B, C),
        Linear(((0, ONE), (1, ONE))),
        Product(3, 3),
        Product(4, 1),
        Quotient(2, 6),
        Rounded(4, RoundingMode.HALF_UP),
        Linear(((7, ONE), (8, ONE))),
    )
    found = ties(operations, near(9), near(6), near(4, F(1, 2), every=ONE), near(6, F(2)))
    assert found is not None
    assert in_order(found) == (
        *((0, ()), (1, ()), (2, ())),
        *((4, (0,)), (6, (1,)), (7, (2, 6)), (8, (4,)), (9, (7, 8))),
    )
    assert found.measures == ("d", "a", "b")
    assert {node: [window.edge for window in each] for node, each in found.windows.items()} == {9: [1], 6: [1, 2]}
    fewer = ties(operations, near(6))
    assert fewer is not None
    assert in_order(fewer) == ((0, ()), (1, ()), (4, (0,)), (6, (1, 4)))
    assert fewer.measures == ("d", "a")


def test_a_rounding_decides_where_its_column_has_windows() -> None:
    """Every rounding of the column is computed, but not that of another, nor where nothing is in doubt."""
    operations = (
        *(A, B, Linear(((0, ONE),)), Linear(((1, ONE),))),
        *(Rounded(2, RoundingMode.HALF_UP), Rounded(3, RoundingMode.UP), Rounded(2, RoundingMode.FLOOR)),
    )
    found = ties(operations, near(2, F(1, 2), every=ONE))
    assert found is not None
    assert [node for node, _ in found.order] == [0, 2, 4, 6]
    assert found.windows == {}
    found = ties(operations, near(2))
    assert found is not None
    assert [node for node, _ in found.order] == [0, 2]


def test_without_a_decision_there_is_nothing_to_prove() -> None:
    """A plan without windows has no ties."""
    assert ties((A, Rounded(0, RoundingMode.HALF_UP))) is None


COVERED: list[Operation] = [
    Linear(((0, ONE),)),
    Product(0, 1),
    Quotient(0, 1),
    Clip(0, ONE),
    Kink(0, ONE, ONE, F(2)),
    Extreme((0, 1), largest=True),
    Rounded(0, RoundingMode.HALF_UP),
    Ranked(0, ONE, F(0), Among([1, 2]), Belongs.ABOVE),
]
SELECTING: list[Operation] = [
    Chosen((Test(0, ONE, Belongs.ABOVE),), (Line(0), Line(1)), ()),
    Matched(0, (("north", Line(1)),), Line(None)),
    Filled(0, frozenset({Status.NOT_MEASURED}), Line(None)),
    Present(0),
    Raised(0, F(1, 2)),
    Refused(Status.INVALID_VALUE),
]


@pytest.mark.parametrize("operation", COVERED, ids=lambda each: type(each).__name__)
def test_operations_that_integers_tell(operation: Operation) -> None:
    """Plans of these are proved."""
    assert ties((A, B, operation, Linear(((2, ONE),))), near(3)) is not None


@pytest.mark.parametrize("operation", SELECTING, ids=lambda each: type(each).__name__)
def test_operations_that_integers_do_not_tell(operation: Operation) -> None:
    """Plans that select are not proved, unless it is for something else."""
    operations = (A, B, operation, Linear(((2, ONE),)), Linear(((0, ONE), (1, ONE))))
    assert ties(operations, near(4), near(3)) is None
    assert ties(operations, near(2)) is None
    assert ties(operations, near(4)) is not None


def test_many_rows() -> None:
    """However many there are, each is proved for itself, and nothing of one measure is mixed with another."""
    rows = 40_000
    a, b = np.arange(rows) % 7 / 4 + 0.5, np.arange(rows) % 5 / 4 + 0.5
    found = proved((A, B, Linear(((0, ONE), (1, F(2))))), near(2, F(7, 2), width=0.3), a=a.tolist(), b=b.tolist())
    gaps = np.abs(a + 2 * b - 3.5)
    assert found == ((gaps == 0) | (gaps > 0.6)).tolist()
    assert 0 < sum(found) < rows


def test_many_rows_need_little_room() -> None:
    """They pass through the cache piece by piece: what is held at once is less than one column."""
    figures = np.tile([0.5, 1.0, 1.5, 2.0], 150_000)
    found = ties((A, B, Linear(((0, ONE), (1, F(2))))), near(2))
    assert found is not None
    tracemalloc.start()
    rows = found.proves({"a": figures, "b": figures})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rows.all()
    assert most < figures.nbytes
