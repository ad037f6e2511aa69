"""Columns of every kind, and every fault of a table told before any work."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import perfkpi as pk

HIGHER = pk.Direction.HIGHER_IS_BETTER


def ratio_card(**options: object) -> pk.Scorecard:
    """One ratio, ``a / b``, scored around a target of one half."""
    rule = pk.TargetDelta(
        target="0.5",
        per=pk.Additive("0.01"),
        gain=1,
        loss=2,
        base_points=80,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=HIGHER,
    )
    indicator = pk.Indicator(code="k", name="k", formula=pk.Ratio("a", "b"), scoring=rule)
    ratings = pk.RatingScale.descending(("good", 80), ("fair", 60), ("poor", 0))
    return pk.Scorecard(code="card", name="Card", items=((indicator, 100),), ratings=ratings, **options)


def letter_card() -> pk.Scorecard:
    """A letter grade and what it is worth."""
    rule = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 95), ("B", 80)))
    indicator = pk.Indicator(code="k", name="k", formula=pk.formulas.Category("grade"), scoring=rule)
    return pk.Scorecard(code="letters", name="Letters", items=((indicator, 100),))


CARD = ratio_card()
HALF = np.array([1.0, 1.0, 2.0, 3.0])
OK, NOT_DUE, NOT_MEASURED = pk.Status.OK, pk.Status.NOT_DUE, pk.Status.NOT_MEASURED
UNDEFINED, INVALID = pk.Status.UNDEFINED, pk.Status.INVALID_VALUE


@pytest.mark.parametrize(
    "column",
    [
        np.array([2, 4, 2, 10], dtype=np.int8),
        np.array([2, 4, 2, 10], dtype=np.uint64),
        np.array([2, 4, 2, 10], dtype=np.float16),
        np.array([2, 4, 2, 10], dtype=np.float32),
        np.array([2, 4, 2, 10], dtype=np.longdouble),
        np.array([2, 4, 2, 10], dtype=">f8"),
        np.array([2, 4, 2, 10], dtype=">i4"),
        np.array([[2.0, 0], [4, 0], [2, 0], [10, 0]])[:, 0],
        np.array([Decimal(2), Fraction(4), "2", 10], dtype=object),
        np.ma.MaskedArray([2.0, 4, 2, 10]),
        pk.results.Column(np.array([2.0, 4, 2, 10]), absent=np.zeros(4, dtype=np.int8)),
        [2, 4, 2, 10],
        (2.0, 4.0, 2.0, 10.0),
        [Decimal(2), 4, "2", 10],
        ["2", "4", "2", "10"],
    ],
    ids=lambda column: f"{type(column).__name__} {getattr(column, 'dtype', column)}",
)
def test_numbers_of_any_type_mean_the_same(column: object) -> None:
    """Integers, floats of every size and byte order, strided views, objects, masked arrays, lists."""
    scores = pk.score_batch(CARD, {"a": HALF, "b": column})
    assert scores.totals.tolist() == [80.0, 30.0, 100.0, 40.0]
    assert [scores.appraisal(row).total for row in range(4)] == [80, 30, 100, 40]


def test_a_float32_means_its_own_shortest_decimal() -> None:
    """0.1 in 32 bits is one tenth, as in ``appraise``, also beyond the quick way."""
    figures = [0.1, 33.3333, 123456.7, 1e-20, 16777216.0, 3e38, float("nan"), float("inf")]
    for kind in (np.float32, np.float16):
        with np.errstate(over="ignore"):
            column = np.array(figures, dtype=kind)
        scores = pk.score_batch(CARD, {"a": column, "b": np.full(8, 0.25)})
        for row, figure in enumerate(column):
            expected = pk.appraise(CARD, {"a": figure, "b": 0.25})
            assert scores.status_codes[row] == expected.status
            if expected.total is not None:
                assert scores.totals[row] == float(expected.total)


def test_every_gap_has_its_status() -> None:
    """None, NaN, absence members, masks and codes; wrong figures, zero denominators, truth values."""
    column = np.array(
        [None, float("nan"), pk.missing.Absent.NOT_DUE, "rubbish", True, 0, float("inf"), 2], dtype=object
    )
    scores = pk.score_batch(CARD, {"a": np.ones(8), "b": column})
    expected = [NOT_MEASURED, NOT_MEASURED, NOT_DUE, INVALID, INVALID, UNDEFINED, INVALID, OK]
    assert list(scores.statuses()) == expected
    assert [result.status for result in map(scores.appraisal, range(8))] == expected
    assert scores.rating_codes.tolist() == [-1] * 7 + [0]
    truths = pk.score_batch(CARD, {"a": np.ones(2), "b": np.array([True, False])})
    assert list(truths.statuses()) == [INVALID, INVALID]


def test_masks_and_codes_tell_why() -> None:
    """A masked figure is not measured; codes beside a column tell which sort of gap it is."""
    masked = np.ma.MaskedArray([2.0, 0.0], mask=[False, True])
    coded = pk.results.Column([2.0, float("inf"), 0.0, 2.0], absent=[0, 1, 2, 3])
    first = pk.score_batch(CARD, {"a": np.ones(2), "b": masked})
    second = pk.score_batch(CARD, {"a": np.ones(4), "b": coded})
    assert list(first.statuses()) == [OK, NOT_MEASURED]
    assert list(second.statuses()) == [OK, NOT_DUE, pk.Status.NOT_APPLICABLE, NOT_MEASURED]
    assert [second.appraisal(row).status for row in range(4)] == list(second.statuses())
    assert first.appraisal(1).reason.names == ("b",)


def test_figures_without_a_double_are_scored_by_themselves() -> None:
    """A third, an integer beyond 2**53, thirty digits and 10**400 keep their exact value, also beside gaps."""
    large = np.array([2**60 + 1, 2], dtype=np.int64)
    assert pk.score_batch(CARD, {"a": large, "b": large}).decided.exact == 1
    objects = np.array([Fraction(1, 3), Decimal("1e400"), Decimal("0." + "3" * 30), 2**70, None], dtype=object)
    for column in (
        objects,
        np.ma.MaskedArray(objects, mask=[0, 0, 0, 1, 0]),
        pk.results.Column(objects, [0, 0, 0, 2, 0]),
    ):
        table = {"a": column, "b": np.full(5, 0.5)}
        scores = pk.score_batch(CARD, table)
        for row in range(5):
            result = scores.appraisal(row)
            assert scores.status_codes[row] == result.status
            if result.total is not None:
                assert scores.totals[row] == float(result.total)


def test_percent_columns_hold_percent_numbers() -> None:
    """A measure that is recorded in percent is read so; a text with a sign says itself what it is."""
    card = ratio_card(measures=(pk.Measure("a", recorded_in=pk.Unit.PERCENT),))
    table = {"a": np.array([50, "50%", Decimal("50.0")], dtype=object), "b": np.ones(3)}
    assert pk.score_batch(card, table).totals.tolist() == [80.0, 80.0, 80.0]


def test_categories_are_texts() -> None:
    """Letters in text or object arrays; unknown ones are invalid, missing ones are not measured."""
    card = letter_card()
    texts = pk.score_batch(card, {"grade": np.array(["A", "Ｂ", "C"])})
    assert texts.totals.tolist()[:2] == [95.0, 80.0]
    assert list(texts.statuses()) == [OK, OK, INVALID]
    objects = np.array(["B", None, 7, ["A"], "", "Z"], dtype=object)
    scores = pk.score_batch(card, {"grade": objects})
    assert list(scores.statuses()) == [OK, NOT_MEASURED, INVALID, INVALID, INVALID, INVALID]
    assert [scores.appraisal(row).status for row in range(6)] == list(scores.statuses())


@pytest.mark.parametrize(
    ("column", "where"),
    [
        (np.array([b"1", b"2"]), "table['b']"),
        (np.array([1j, 2]), "table['b']"),
        (np.array(["2026-01-01", "2026-01-02"], dtype="datetime64[D]"), "table['b']"),
    ],
)
def test_a_column_of_another_type_is_refused(column: np.ndarray, where: str) -> None:
    """Bytes, complex numbers, dates: the error names the column and what to do, in both languages."""
    with pytest.raises(pk.errors.ColumnError) as caught:
        pk.score_batch(CARD, {"a": np.ones(2), "b": column})
    assert caught.value.code is pk.errors.Code.COLUMN_TYPE
    assert caught.value.where == where
    assert "float64" in caught.value.en
    assert "请" in caught.value.zh


def test_a_grade_column_of_numbers_is_refused() -> None:
    """Where letters are read, a column of numbers is another column."""
    with pytest.raises(pk.errors.ColumnError, match="a grade is text"):
        pk.score_batch(letter_card(), {"grade": np.ones(2)})


@pytest.mark.parametrize("column", [np.ones((2, 2)), 5, "ab", None, np.float64(3)])
def test_a_column_has_one_dimension(column: object) -> None:
    """Matrices, single numbers and texts are no columns."""
    with pytest.raises(pk.errors.ColumnError) as caught:
        pk.score_batch(CARD, {"a": np.ones(2), "b": column})
    assert caught.value.code is pk.errors.Code.COLUMN_LENGTH
    assert caught.value.where == "table['b']"


def test_columns_are_of_one_length() -> None:
    """The column that differs from the others is named, and so are both lengths."""
    with pytest.raises(pk.errors.ColumnError, match="'b' has 3 rows, but others 2"):
        pk.score_batch(
            ratio_card(adjustments=(BONUS,), scale=pk.Scale(0, 100, up_to=105)),
            {"a": np.ones(2), "b": np.ones(3), "bonus": np.ones(2)},
        )


BONUS = pk.Bonus(code="bonus", name="Bonus", formula=pk.Actual("bonus"), floor=0, cap=5)


def test_an_absent_column_is_an_error_with_advice() -> None:
    """As in ``appraise``: the message names it and what it might be."""
    with pytest.raises(pk.errors.MeasureError, match="did you mean 'bb'"):
        pk.score_batch(CARD, {"a": np.ones(2), "bb": np.ones(2)})
    with pytest.raises(pk.errors.DefinitionError, match="mapping"):
        pk.score_batch(CARD, [np.ones(2)])


@pytest.mark.parametrize(
    ("values", "codes", "code"),
    [
        ([1.0, 2.0], [0, 5], pk.errors.Code.COLUMN_TYPE),
        ([1.0, 2.0], [0.0, 1.0], pk.errors.Code.COLUMN_TYPE),
        ([1.0, 2.0], [0], pk.errors.Code.COLUMN_LENGTH),
        ([1.0, 2.0], 0, pk.errors.Code.COLUMN_LENGTH),
    ],
)
def test_absence_codes_are_checked(values: object, codes: object, code: pk.errors.Code) -> None:
    """Codes other than those of absence, or not one for each figure."""
    with pytest.raises(pk.errors.ColumnError) as caught:
        pk.results.Column(values, absent=codes)
    assert caught.value.code is code


def test_a_prepared_table_is_a_table() -> None:
    """Prepared columns are read like others, and nothing but the time tells them apart."""
    table = {"a": np.array([1.0, np.nan, 3.0]), "b": np.array([2.0, 2.0, 0.0]), "c": np.array(["x", "y", "z"])}
    prepared = pk.results.Prepared(table)
    assert dict(prepared) == table
    assert len(prepared) == 3
    assert repr(prepared) == "<prepared table: a, b, c>"
    assert pk.score_batch(CARD, prepared).status_codes.tolist() == pk.score_batch(CARD, table).status_codes.tolist()
    with pytest.raises(pk.errors.DefinitionError, match="a table is a mapping"):
        pk.results.Prepared([1, 2])


def test_a_prepared_data_frame() -> None:
    """Series are read once as arrays; columns of which nothing is known are checked as always."""
    frame = pd.DataFrame({"a": [1.0, 2.0, np.nan], "b": [2.0, 2.0, 2.0]})
    prepared = pk.results.Prepared(dict(frame.items()))
    assert prepared.facts(prepared["a"]) is not None
    assert pk.score_batch(CARD, prepared).status_codes.tolist() == [0, 0, 3]
    mixed = pk.results.Prepared({"a": frame["a"], "b": [2.0, 2.0, 0.0]})
    assert pk.score_batch(CARD, mixed).status_codes.tolist() == [0, 0, 5]
