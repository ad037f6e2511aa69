"""How a source writes a measure is declared once; one person, a table, a population and records read it alike."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import pandas as pd
import pytest
from columnwise import by_columns
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Among
from perfkpi.testing import card_of

RULE = pk.TargetDelta(
    target=0,
    per=pk.Additive(1),
    loss=1,
    base_points=100,
    counting=pk.choices.Counting.PROPORTIONAL,
    direction=pk.Direction.HIGHER_IS_BETTER,
)
PLAIN = card_of(RULE)
RANKED = card_of(
    pk.rules.RankPoints(
        ranking=pk.choices.Ranking.COMPETITION,
        direction=pk.Direction.HIGHER_IS_BETTER,
        by=pk.rules.BestToWorst(100, 60),
    )
)
WAN = pk.Unit("wan", label=pk.Label(zh="万元"), factor="0.0001")
ABSENT = {
    "": pk.missing.Absent.NOT_MEASURED,
    "N/A": pk.missing.Absent.NOT_APPLICABLE,
    "未到期": pk.missing.Absent.NOT_DUE,
    "-": pk.missing.Absent.INSUFFICIENT,
}
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {ord(" "): "\N{IDEOGRAPHIC SPACE}"}
MEAN = (pk.records.Reduction("mean", of="value", by=pk.records.Mean()),)


def declared(**changes: object) -> pk.Measure:
    """A measure of which everything is declared."""
    given: dict[str, Any] = {
        "absent": ABSENT,
        "grouping": ",",
        "currency": ("¥", "元"),
        "units": (("万", 10000), ("亿", 10**8), ("元/人", 1)),
    }
    return pk.Measure("value", **(given | changes))


def readings(cells: list[Any], measure: pk.Measure) -> list[tuple[pk.Status, Fraction | None]]:
    """What every reading makes of some cells, after it is the same for each of them."""
    card = attrs.evolve(PLAIN, measures=(measure,))
    lines = [pk.appraise(card, {"value": cell}).lines[0] for cell in cells]
    found = [(line.status, line.value) for line in lines]
    columns: list[Any] = [cells, np.fromiter(cells, dtype=object, count=len(cells)), pd.Series(cells, dtype=object)]
    if measure.notation is not None and all(isinstance(cell, str) for cell in cells):
        columns += [np.array(cells), np.ma.MaskedArray(np.array(cells)), pd.Series(cells, dtype="str")]
    for column in columns:
        scores = by_columns(card, {"value": column})
        assert list(scores.statuses()) == [status for status, _ in found]
        assert [scores.appraisal(row).lines[0] for row in range(len(cells))] == lines
    table, _ = pk.records.reduce_table(
        {"who": range_of(cells), "value": columns[0]}, MEAN, subject="who", measures=[measure]
    )
    records = pk.records.reduce_records(
        [{"who": row, "value": cell} for row, cell in enumerate(cells)], MEAN, subject="who", measures=[measure]
    )
    for row, (status, value) in enumerate(found):
        mean, cell = records[row]["mean"], table["mean"][row]
        assert mean == (Fraction(Decimal(repr(float(cell)))) if isinstance(cell, float) else cell)
        if status is pk.Status.OK:
            assert mean == value
        else:
            assert mean.status is (status if status is pk.Status.INVALID_VALUE else pk.Status.NOT_MEASURED)
    people = pk.Population.of(attrs.evolve(RANKED, measures=(measure,)), {"value": columns[1]})
    (distribution,) = people.values()
    numbers = [value for status, value in found if status is pk.Status.OK]
    assert distribution == pk.rules.Distribution(Among(numbers), absent=len(cells) - len(numbers))
    return found


def range_of(cells: list[Any]) -> list[int]:
    """A subject for each cell."""
    return list(range(len(cells)))


@st.composite
def written(draw: st.DrawFn, grouping: str) -> tuple[str, Fraction]:
    """A text, and the number that it means where everything is declared."""
    whole, decimals = draw(st.integers(0, 10**10)), draw(st.sampled_from(("", ".5", ".25", ".005", ".")))
    digits = f"{whole:,}".replace(",", grouping) if draw(st.booleans()) else f"{whole}"
    number = Fraction(f"{whole}{decimals}" if decimals != "." else whole)
    sign = draw(st.sampled_from(("", "-", "+", "−")))
    before, behind, factor = draw(
        st.sampled_from(
            (
                ("", "", 1),
                ("¥", "", 1),
                ("¥ ", "", 1),
                ("", "元", 1),
                ("", " 元", 1),
                ("", "万", 10**4),
                ("", "万元", 10**4),
                ("¥", "亿", 10**8),
                ("", " 亿 元", 10**8),
                ("", "元/人", 1),
                ("", "%", Fraction(1, 100)),
            )
        )
    )
    middle = f"{sign}{before}" if draw(st.booleans()) else f"{before}{sign}"
    text = f"{middle}{digits}{decimals}{behind}"
    space = draw(st.sampled_from(("", " ", "\N{IDEOGRAPHIC SPACE}", "\t")))
    if draw(st.booleans()):
        text = text.translate(FULL_WIDTH)
    return f"{space}{text}{space}", number * factor * (-1 if sign in ("-", "−") else 1)


@pytest.mark.parametrize("grouping", [",", " ", "'"])
@given(data=st.data())
@settings(max_examples=examples(30))
def test_what_is_declared_is_read(data: st.DataObject, grouping: str) -> None:
    """Groups of three, currency signs before and behind, units, full-width forms and space around it."""
    pairs = data.draw(st.lists(written(grouping), min_size=1, max_size=4))
    found = readings([text for text, _ in pairs], declared(grouping=grouping))
    assert found == [(pk.Status.OK, number) for _, number in pairs]


@given(st.lists(st.sampled_from(sorted(ABSENT)), min_size=1, max_size=4), st.sampled_from(("", " ", "　")))
@settings(max_examples=examples(30))
def test_absent_texts_are_absences(texts: list[str], space: str) -> None:
    """Each with its own status, also in full-width forms and among numbers."""
    cells = [f"{space}{text.translate(FULL_WIDTH)}{space}" for text in texts]
    assert readings([*cells, "5"], declared()) == [*((ABSENT[text].value, None) for text in texts), (pk.Status.OK, 5)]


NO_NUMBERS = (
    "1,23",
    "1,2345",
    "12,34,567",
    "0,123",
    "00,123",
    "1234,567",
    ",123",
    "1,,234",
    "1,234,",
    "1,234.567,8",
    "1,234e3",
    "1,234/5",
    "1.234,5",
    "1 234",
    "1'234",
    "¥",
    "元",
    "万",
    "¥元",
    "¥5元",
    "万5",
    "5¥万",
    "5元万",
    "5万万",
    "5亿万",
    "5千",
    "$5",
    "5%元",
    "5元%",
    "¥5%",
    "5万%",
    "--5",
    "-¥-5",
    "- 5",
    "5-",
    "(5)",
    "5 5",
    "10²",
    "①",
    "½",
    "五",
    "n/a",
    "N/A.",
    "--",
    "nan",
    "1e500",
    "9e399亿",
    "1/0元",
)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_written_otherwise_stays_invalid(text: str) -> None:
    """Groups that are not of three, signs twice or in other places, words that nobody declared."""
    assert readings([text, "1"], declared()) == [(pk.Status.INVALID_VALUE, None), (pk.Status.OK, 1)]
    reason = pk.appraise(attrs.evolve(PLAIN, measures=(declared(),)), {"value": text}).lines[0].reason
    assert reason is not None
    assert repr(text) in reason.say("en")
    assert repr(text) in reason.say("zh")
    assert reason.names == ("value",)


@pytest.mark.parametrize("text", ["1,234", "¥5", "5元", "5万元", "", "N/A", "-", "1 234"])
def test_what_nobody_declared_stays_invalid(text: str) -> None:
    """As long as nothing is said about the source, it is not guessed."""
    assert readings([text], pk.Measure("value")) == [(pk.Status.INVALID_VALUE, None)]


NUMBERS: tuple[Callable[[int], object], ...] = (int, float, Decimal, Fraction, np.int64, np.float64, np.float32)


@pytest.mark.parametrize("kind", NUMBERS)
def test_numbers_are_not_changed(kind: Callable[[int], object]) -> None:
    """What is given as a number is that number, whatever is declared about texts."""
    assert readings([kind(1234)], declared()) == [(pk.Status.OK, 1234)]


@given(data=st.data())
@settings(max_examples=examples(30))
def test_a_column_of_another_unit(data: st.DataObject) -> None:
    """A bare number and a currency sign are in the unit of the column; a unit and a percent sign say it themselves."""
    unit, factor = data.draw(st.sampled_from(((pk.Unit.PERCENT, 100), (WAN, Fraction(1, 10000)), (pk.Unit.NUMBER, 1))))
    number = data.draw(st.decimals(-1000, 1000, places=2))
    measure = declared(recorded_in=unit)
    cells: list[Any] = [number, f"{number}", f"{number}元", f"{number}万", f"{number} 亿元", f"{number}%"]
    exact = Fraction(number)
    expected = [exact / factor] * 3 + [exact * 10**4, exact * 10**8, exact / 100]
    assert readings(cells, measure) == [(pk.Status.OK, value) for value in expected]


@pytest.mark.parametrize("kind", ["f8", "i8", "f4", "u8"])
def test_typed_columns_of_another_unit(kind: str) -> None:
    """Columns of numbers are scaled in records as they are on a scorecard."""
    measure = pk.Measure("value", recorded_in=pk.Unit.PERCENT)
    cells = np.array([0, 1, 25, 100], dtype=kind)
    assert readings(list(cells), measure) == [(pk.Status.OK, Fraction(int(cell), 100)) for cell in cells]
    table, _ = pk.records.reduce_table(
        {"who": range_of(list(cells)), "value": cells}, MEAN, subject="who", measures=[measure]
    )
    assert table["mean"].tolist() == [0.0, 0.01, 0.25, 1.0]


def grades(**changes: object) -> pk.Scorecard:
    """A card of one letter grade."""
    rule = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 95), ("B", 80)))
    return attrs.evolve(card_of(rule, pk.formulas.Category("value")), measures=(pk.Measure("value", **changes),))


def test_grades_know_absent_texts() -> None:
    """A text that stands for no grade is no wrong one, one by one and in columns of every kind."""
    card = grades(absent=("", "未评"))
    cells = ["A", "", " 未评　", "E"]
    expected = [pk.Status.OK, pk.Status.NOT_MEASURED, pk.Status.NOT_MEASURED, pk.Status.INVALID_VALUE]
    assert [pk.appraise(card, {"value": cell}).lines[0].status for cell in cells] == expected
    for column in (cells, np.array(cells), pd.Series(cells, dtype="str"), pd.Series(cells, dtype="category")):
        assert list(by_columns(card, {"value": column}).statuses()) == expected
    plain = grades()
    assert pk.appraise(plain, {"value": ""}).lines[0].status is pk.Status.INVALID_VALUE


def test_records_know_what_is_declared_in_every_part() -> None:
    """Values, weights, orders and conditions: each column is read as its measure declares it."""
    records = [
        {"who": "E1", "figure": "1,000", "weight": "2万", "month": "无", "rate": 50, "word": "-"},
        {"who": "E1", "figure": "3,000", "weight": "6万", "month": "2026-01", "rate": "75%", "word": "a"},
        {"who": "E1", "figure": "-", "weight": "1万", "month": "2026-02", "rate": 90, "word": "b"},
    ]
    measures = (
        pk.Measure("figure", grouping=",", absent=("-",)),
        pk.Measure("weight", units=(("万", 10000),)),
        pk.Measure("month", absent=("无",)),
        pk.Measure("rate", recorded_in=pk.Unit.PERCENT),
        pk.Measure("word", absent=("-",)),
    )
    skip, zero = pk.choices.MissingRecords.SKIP, pk.choices.NoRecords.ZERO
    reductions = (
        pk.records.Reduction("mean", of="figure", by=pk.records.WeightedMean("weight"), missing=skip),
        pk.records.Reduction("first", of="rate", by=pk.records.First("month"), missing=skip),
        pk.records.Reduction("high", by=pk.records.CountWhere(pk.conditions.AtLeast("rate", "75%"), no_records=zero)),
        pk.records.Reduction("words", of="word", by=pk.records.CountDistinct(no_records=zero), missing=skip),
        pk.records.Reduction(
            "a", by=pk.records.CountWhere(pk.conditions.IsOneOf("word", ("a",)), no_records=zero), missing=skip
        ),
    )
    found = pk.records.reduce_records(records, reductions, subject="who", measures=measures)["E1"]
    assert found == {"mean": 2500, "first": Fraction(3, 4), "high": 2, "words": 2, "a": 1}
    columns = {name: [record[name] for record in records] for name in records[0]}
    table, _ = pk.records.reduce_table(columns, reductions, subject="who", measures=measures)
    assert {name: column.tolist() for name, column in table.items()} == {
        "mean": [2500.0],
        "first": [0.75],
        "high": [2.0],
        "words": [2.0],
        "a": [1.0],
    }


def test_personal_targets_are_read_as_their_column_is_declared() -> None:
    """A parameter that is a column is a measure as any other one, of a person and in a table."""
    rule = pk.Attainment(target=pk.Field("goal"), direction=pk.Direction.HIGHER_IS_BETTER)
    item = pk.Indicator(code="k", name="k", formula=pk.Actual("value"), scoring=rule)
    goal = pk.Measure("goal", grouping=",", units={"万": 10000}, absent={"暂无": pk.missing.Absent.NOT_DUE})
    card = pk.Scorecard(code="card", name="card", items=((item, 100),), measures=(goal,))
    goals, figures = ["2,000", "0.2万", "暂无", "2,00"], [1000, 1000, 1000, 1000]
    scores = by_columns(card, {"value": figures, "goal": goals})
    assert scores.totals[:2].tolist() == [50.0, 50.0]
    for row, (figure, text) in enumerate(zip(figures, goals, strict=True)):
        assert scores.appraisal(row) == pk.appraise(card, {"value": figure, "goal": text}, subject=row)
        assert scores.statuses()[row] is scores.appraisal(row).status
