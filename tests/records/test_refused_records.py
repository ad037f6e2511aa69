"""What reductions and records are refused, and what a measure says that has no figure; in both languages."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any, TypeAlias

import numpy as np
import pytest
from attrs import frozen
from pickled import pickled

import perfkpi as pk

Anything: TypeAlias = Any
ZERO, UNKNOWN = pk.choices.NoRecords.ZERO, pk.choices.NoRecords.NOT_MEASURED
MEAN = (pk.records.Reduction("m", of="x", by=pk.records.Mean()),)
GOOD = [{"who": "E1", "x": 1}]

Case = tuple[Callable[[], object], pk.errors.Code, str]
REFUSED: dict[str, Case] = {
    "no column": (
        lambda: pk.records.Reduction("m", by=pk.records.Mean()),
        pk.errors.Code.CHOICE_NEEDED,
        "Reduction.of",
    ),
    "no values": (
        lambda: pk.records.Reduction("m", by=pk.records.CountDistinct(no_records=ZERO)),
        pk.errors.Code.CHOICE_NEEDED,
        "Reduction.of",
    ),
    "column beside a condition": (
        lambda: pk.records.Reduction("m", of="x", by=pk.records.ShareOf(pk.conditions.AtMost("x", 0))),
        pk.errors.Code.CHOICE_NEEDED,
        "Reduction.of",
    ),
    "scale of no figure": (
        lambda: pk.records.Reduction("m", by=pk.records.CountRecords(no_records=ZERO), scale=pk.Scale(0, 1)),
        pk.errors.Code.SCALE,
        "Reduction.scale",
    ),
    "minimum of a count from 0": (
        lambda: pk.records.Reduction("m", by=pk.records.CountRecords(no_records=ZERO), minimum=2),
        pk.errors.Code.LIMITS,
        "Reduction.minimum",
    ),
    "minimum": (
        lambda: pk.records.Reduction("m", of="x", by=pk.records.Mean(), minimum=0),
        pk.errors.Code.LIMITS,
        "Reduction.minimum",
    ),
    "no reducer": (
        lambda: pk.records.Reduction("m", of="x", by=pk.records.Mean),
        pk.errors.Code.WRONG_TYPE,
        "Reduction.by",
    ),
    "missing": (
        lambda: pk.records.Reduction("m", of="x", by=pk.records.Mean(), missing="leave out"),
        pk.errors.Code.WRONG_TYPE,
        "Reduction.missing",
    ),
    "no code": (
        lambda: pk.records.Reduction("", of="x", by=pk.records.Mean()),
        pk.errors.Code.CODE,
        "Reduction.measure",
    ),
    "sum without a choice": (lambda: pk.records.Sum(no_records=None), pk.errors.Code.WRONG_TYPE, "Sum.no_records"),
    "cut of nothing": (lambda: pk.records.TrimmedMean(cut=0, above=4), pk.errors.Code.LIMITS, "TrimmedMean.cut"),
    "cut of a share": (lambda: pk.records.TrimmedMean(cut=0.1, above=4), pk.errors.Code.LIMITS, "TrimmedMean.cut"),
    "above": (lambda: pk.records.TrimmedMean(cut=1, above=-1), pk.errors.Code.LIMITS, "TrimmedMean.above"),
    "nothing left": (lambda: pk.records.TrimmedMean(cut=2, above=3), pk.errors.Code.LIMITS, "TrimmedMean.above"),
    "half": (
        lambda: pk.records.TrimmedShareMean(share="50%", counting=pk.choices.TrimRounding.DOWN, above=4),
        pk.errors.Code.LIMITS,
        "TrimmedShareMean.share",
    ),
    "counting": (
        lambda: pk.records.TrimmedShareMean(share="5%", counting="nearest", above=4),
        pk.errors.Code.WRONG_TYPE,
        "TrimmedShareMean.counting",
    ),
    "all boxes": (lambda: pk.records.TopBox(1, scale=pk.Scale(1, 5)), pk.errors.Code.LIMITS, "TopBox.lowest"),
    "step": (lambda: pk.records.Answers(pk.Scale(0, 1), step=0), pk.errors.Code.RATE, "Answers.step"),
    "nothing to reduce": (
        lambda: pk.records.reduce_records(GOOD, (), subject="who"),
        pk.errors.Code.EMPTY,
        "reductions",
    ),
    "no reduction": (
        lambda: pk.records.reduce_records(GOOD, (pk.records.Mean(),), subject="who"),
        pk.errors.Code.WRONG_TYPE,
        "reductions[0]",
    ),
    "twice": (
        lambda: pk.records.reduce_records(GOOD, MEAN * 2, subject="who"),
        pk.errors.Code.DUPLICATE_CODE,
        "reductions[1].measure",
    ),
    "columns as records": (
        lambda: pk.records.reduce_records({"who": ["E1"], "x": [1]}, MEAN, subject="who"),
        pk.errors.Code.WRONG_TYPE,
        "records",
    ),
    "text as a record": (
        lambda: pk.records.reduce_records(["E1"], MEAN, subject="who"),
        pk.errors.Code.UNKNOWN_MEASURE,
        "records[0]",
    ),
    "no subject": (
        lambda: pk.records.reduce_records([{"x": 1}], MEAN, subject="who"),
        pk.errors.Code.UNKNOWN_MEASURE,
        "records[0]",
    ),
    "nobody": (
        lambda: pk.records.reduce_records([*GOOD, {"who": None, "x": 1}], MEAN, subject="who"),
        pk.errors.Code.UNKNOWN_MEASURE,
        "records[1]['who']",
    ),
    "nobody in a table": (
        lambda: pk.records.reduce_table({"who": np.array([1.0, np.nan]), "x": [1, 2]}, MEAN, subject="who"),
        pk.errors.Code.UNKNOWN_MEASURE,
        "records[1]['who']",
    ),
    "a typo": (
        lambda: pk.records.reduce_records([{"who": 1, "xx": 1}], MEAN, subject="who"),
        pk.errors.Code.UNKNOWN_MEASURE,
        "records[0].data['x']",
    ),
    "a typo in a table": (
        lambda: pk.records.reduce_table({"who": [1], "xx": [1]}, MEAN, subject="who"),
        pk.errors.Code.UNKNOWN_MEASURE,
        "data['x']",
    ),
    "a stranger": (
        lambda: pk.records.reduce_records(GOOD, MEAN, subject="who", subjects=["E2"]),
        pk.errors.Code.UNKNOWN_MEASURE,
        "records[0]",
    ),
    "a stranger in a table": (
        lambda: pk.records.reduce_table({"who": ["E1"], "x": [1]}, MEAN, subject="who", subjects=["E2"]),
        pk.errors.Code.UNKNOWN_MEASURE,
        "records[0]",
    ),
    "a subject twice": (
        lambda: pk.records.reduce_records(GOOD, MEAN, subject="who", subjects=["E1", "E1"]),
        pk.errors.Code.DUPLICATE_CODE,
        "subjects[1]",
    ),
    "a declaration of another column": (
        lambda: pk.records.reduce_records(
            GOOD, MEAN, subject="who", measures=(pk.Measure("x"), pk.Measure("xx", absent="-"))
        ),
        pk.errors.Code.UNKNOWN_MEASURE,
        "measures[1]",
    ),
    "a declaration of another column of a table": (
        lambda: pk.records.reduce_table({"who": ["E1"], "x": [1]}, MEAN, subject="who", measures=[pk.Measure("who")]),
        pk.errors.Code.UNKNOWN_MEASURE,
        "measures[0]",
    ),
    "a declaration where nothing is read": (
        lambda: pk.records.reduce_records(
            GOOD,
            (pk.records.Reduction("m", by=pk.records.CountRecords(no_records=ZERO)),),
            subject="who",
            measures=[pk.Measure("x")],
        ),
        pk.errors.Code.UNKNOWN_MEASURE,
        "measures[0]",
    ),
    "a declaration twice": (
        lambda: pk.records.reduce_records(GOOD, MEAN, subject="who", measures=(pk.Measure("x"), pk.Measure("ｘ"))),
        pk.errors.Code.DUPLICATE_CODE,
        "measures[1].code",
    ),
    "no declaration": (
        lambda: pk.records.reduce_table({"who": ["E1"], "x": [1]}, MEAN, subject="who", measures=("x",)),
        pk.errors.Code.WRONG_TYPE,
        "measures[0]",
    ),
    "no declarations": (
        lambda: pk.records.reduce_records(GOOD, MEAN, subject="who", measures=pk.Measure("x")),
        pk.errors.Code.WRONG_TYPE,
        "measures",
    ),
    "unequal columns": (
        lambda: pk.records.reduce_table({"who": ["E1", "E1"], "x": [1]}, MEAN, subject="who"),
        pk.errors.Code.COLUMN_LENGTH,
        "columns['x']",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    """Each has its code, its place and a sentence in both languages."""
    make, code, where = REFUSED[name]
    with pytest.raises(pk.PerfKpiError) as caught:
        make()
    assert caught.value.code is code
    assert caught.value.where == where
    assert caught.value.zh
    assert caught.value.en
    assert caught.value.zh != caught.value.en


def only(by: pk.records.Reducer, rows: list[dict[str, Any]], **options: object) -> Anything:
    """The measure of one subject, the same one by one and in a table."""
    found = (pk.records.Reduction("m", by=by, **options),)
    measure = pk.records.reduce_records([{"who": 1, **row} for row in rows], found, subject="who", subjects=[1])[1]["m"]
    columns: dict[str, Any] = {name: [row[name] for row in rows] for name in (rows[0] if rows else {"x": 0, "o": 0})}
    table, _ = pk.records.reduce_table({"who": [1] * len(rows), **columns}, found, subject="who", subjects=[1])
    cell = table["m"][0]
    assert measure == cell or (measure is pk.missing.Absent.NOT_MEASURED and np.isnan(cell))
    return measure


def xs(*cells: object) -> list[dict[str, Any]]:
    """Records with one column."""
    return [{"x": cell} for cell in cells]


def ordered(*cells: object) -> list[dict[str, Any]]:
    """Records in an order."""
    return [{"x": place, "o": cell} for place, cell in enumerate(cells)]


SAID: dict[str, tuple[Callable[[], Any], pk.Status, str, str]] = {
    "missing": (
        lambda: only(pk.records.Mean(), xs(1, None, 3), of="x"),
        pk.Status.NOT_MEASURED,
        "3 条记录中有 1 条缺少数据（m）",
        "1 of 3 records lacks something (m)",
    ),
    "nothing but missing": (
        lambda: only(pk.records.Mean(), xs(None, None), of="x", minimum=3),
        pk.Status.NOT_MEASURED,
        "2 条记录中有 2 条缺少数据（m）",
        "2 of 2 records lack something (m)",
    ),
    "too few, and without an order": (
        lambda: only(pk.records.Last("o"), ordered(1, "2026-01"), of="x", minimum=3),
        pk.Status.INSUFFICIENT,
        "只有 2 条记录，至少需要 3 条（m）",
        "only 2 records, at least 3 needed (m)",
    ),
    "without an order, and tied": (
        lambda: only(pk.records.First("o"), ordered(1, 1, "2026-01"), of="x"),
        pk.Status.INVALID_VALUE,
        "m：records[2] 与 records[0] 无法排序，因为日期与数字不能比较",
        "m: records[2] and records[0] have no common order: dates and numbers cannot be compared",
    ),
    "too few": (
        lambda: only(pk.records.Mean(), xs(1, None, 3), of="x", minimum=3, missing=pk.choices.MissingRecords.SKIP),
        pk.Status.INSUFFICIENT,
        "只有 2 条记录，至少需要 3 条（m）",
        "only 2 records, at least 3 needed (m)",
    ),
    "first wrong": (
        lambda: only(pk.records.NetPromoter(), xs(10, None, 11, "x"), of="x"),
        pk.Status.INVALID_VALUE,
        "m：records[2] 无效（x：11 超出分制 0–10 分（间隔 1））",
        "m: records[2] is invalid (x: 11 is off the scale 0..10 in steps of 1)",
    ),
    "half an answer": (
        lambda: only(pk.records.NetPromoter(), xs(8.5), of="x"),
        pk.Status.INVALID_VALUE,
        "m：records[0] 无效（x：8.5 超出分制 0–10 分（间隔 1））",
        "m: records[0] is invalid (x: 8.5 is off the scale 0..10 in steps of 1)",
    ),
    "off a scale": (
        lambda: only(pk.records.Mean(), xs(1, "1/3"), of="x", scale=pk.Scale(1, 5)),
        pk.Status.INVALID_VALUE,
        "m：records[1] 无效（x：1/3 超出分制 1–5 分）",
        "m: records[1] is invalid (x: 1/3 is off the scale 1..5)",
    ),
    "negative weight": (
        lambda: only(pk.records.WeightedMean("x"), xs(1, -2), of="x"),
        pk.Status.INVALID_VALUE,
        "m：records[1] 无效（x：权重 -2 为负）",
        "m: records[1] is invalid (x: the weight -2 is negative)",
    ),
    "no weight": (
        lambda: only(pk.records.WeightedMean("x"), xs(0, 0), of="x"),
        pk.Status.UNDEFINED,
        "权重合计为 0（m）",
        "the weights add up to 0 (m)",
    ),
    "tie": (
        lambda: only(pk.records.Last("o"), ordered("2026-01", "2026-02-01", date(2026, 2, 1)), of="x"),
        pk.Status.INVALID_VALUE,
        "m：records[1] 与 records[2] 同为最后一条",
        "m: records[1] and records[2] are both the last one",
    ),
    "first tie": (
        lambda: only(pk.records.First("o"), ordered(1, 1.0, 2), of="x"),
        pk.Status.INVALID_VALUE,
        "m：records[0] 与 records[1] 同为最先一条",
        "m: records[0] and records[1] are both the first one",
    ),
    "mixed order": (
        lambda: only(pk.records.Last("o"), ordered(1, "2026-01"), of="x"),
        pk.Status.INVALID_VALUE,
        "m：records[1] 与 records[0] 无法排序，因为日期与数字不能比较",
        "m: records[1] and records[0] have no common order: dates and numbers cannot be compared",
    ),
    "month that sorts wrongly": (
        lambda: only(pk.records.Last("o"), ordered("2026-9", "2026-10"), of="x"),
        pk.Status.INVALID_VALUE,
        "m：records[0] 无效（o：'2026-9' 无法排序；请写数字、2026-03-31 或 2026-03）",
        "m: records[0] is invalid (o: '2026-9' has no place in an order; write a number, 2026-03-31 or 2026-03)",
    ),
    "condition on nothing": (
        lambda: only(pk.records.ShareOf(pk.conditions.AtMost(pk.Ratio("x", "o"), 1)), ordered(1, 0)),
        pk.Status.INVALID_VALUE,
        "m：records[1] 无效（分母为零（o））",
        "m: records[1] is invalid (the denominator is 0 (o))",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_a_measure_without_a_figure_says_why(name: str) -> None:
    """The reason names the measure and the first record that is to blame, and ``appraise`` repeats it."""
    make, status, zh, en = SAID[name]
    measure = make()
    assert measure.status is status
    assert [reason.say("zh") for reason in measure.reasons] == [zh]
    assert [reason.say("en") for reason in measure.reasons] == [en]
    assert pickled(measure) == measure
    rule = pk.Attainment(target=5, direction=pk.Direction.HIGHER_IS_BETTER)
    item = pk.Indicator(code="m", name="M", formula=pk.Actual("m"), scoring=rule)
    card = pk.Scorecard(code="card", name="Card", items=((item, 100),))
    result = pk.appraise(card, {"m": measure})
    assert result.status is status
    assert result.lines[0].reason is not None
    assert result.lines[0].reason.sentence("zh") == zh


def test_no_records() -> None:
    """Without records a mean is not measured, and a count or a sum is what was said."""
    skip = pk.choices.MissingRecords.SKIP
    for rows in ([], xs(None)):
        assert only(pk.records.Mean(), rows, of="x", missing=skip) is pk.missing.Absent.NOT_MEASURED
        assert only(pk.records.Last("x"), rows, of="x", missing=skip) is pk.missing.Absent.NOT_MEASURED
        assert (
            only(pk.records.TrimmedMean(cut=1, above=4), rows, of="x", missing=skip) is pk.missing.Absent.NOT_MEASURED
        )
        for by in (pk.records.Sum, pk.records.CountRecords, pk.records.CountDistinct):
            assert only(by(no_records=ZERO), rows, of="x", missing=skip) == 0
            assert only(by(no_records=UNKNOWN), rows, of="x", missing=skip) is pk.missing.Absent.NOT_MEASURED


def test_instants_of_numpy_are_ordered() -> None:
    """A column of dates, its cells one by one, and a date that is missing."""
    days = np.array(["2026-03-01", "2026-01-01", "NaT"], dtype="M8[D]")
    rows = [{"who": 1, "x": place, "o": day} for place, day in enumerate(days)]
    for by, figure in ((pk.records.Last("o"), 0), (pk.records.First("o"), 1)):
        found = (pk.records.Reduction("m", of="x", by=by, missing=pk.choices.MissingRecords.SKIP),)
        assert pk.records.reduce_records(rows, found, subject="who") == {1: {"m": figure}}
        table, _ = pk.records.reduce_table({"who": [1] * 3, "x": [0, 1, 2], "o": days}, found, subject="who")
        assert table["m"].tolist() == [figure]


def test_too_little_data_has_a_code() -> None:
    """A host that reduces records itself says so by ``Absent.INSUFFICIENT``, or by the code 4 in a column."""
    rule = pk.Attainment(target=5, direction=pk.Direction.HIGHER_IS_BETTER)
    item = pk.Indicator(code="m", name="M", formula=pk.Actual("m"), scoring=rule)
    card = pk.Scorecard(code="card", name="Card", items=((item, 100),))
    result = pk.appraise(card, {"m": pk.missing.Absent.INSUFFICIENT})
    assert result.status is pk.Status.INSUFFICIENT
    scores = pk.score_batch(card, {"m": pk.results.Column([5.0, 5.0], absent=[0, 4])})
    assert scores.statuses()[1] is pk.Status.INSUFFICIENT
    assert scores.reasons(1)[0].sentence("zh") == "数据不足（m）"


@frozen(cache_hash=True)
class Spread(pk.records.Reducer):
    """The highest figure less the lowest one, in lowest figures: a company's own, with every operation in it."""

    def reduce(self, group: pk.records.RecordGroup) -> object:
        """The spread."""
        count = group.count()
        low, high = group.ranked(0, 1), group.ranked(count - 1, count)
        several = (count > 1) * (count >= 2) * (count >= 2) * (count > 1)
        one = (count < 2) + (count <= 1) - (count < 2)
        return several * ((high - low) / low) + one * (1 // count) * (1 / count) * (1 - count) + 0 * (low // 2)


def test_a_reducer_of_a_company() -> None:
    """One sentence serves both ways; a division by zero is undefined in both."""
    assert only(Spread(), xs(-2, 3, 1), of="x") == -2.5
    assert only(Spread(), xs(4), of="x") == 0
    assert only(Spread(), xs(0, 4), of="x").status is pk.Status.UNDEFINED


@frozen(cache_hash=True)
class Constant(pk.records.Reducer):
    """Always the same, whatever the records are."""

    def reduce(self, group: pk.records.RecordGroup) -> object:
        """Seven."""
        del group
        return 7


def test_a_reducer_may_give_a_plain_number() -> None:
    """It is the figure of every subject."""
    assert only(Constant(), xs(1), of="x") == 7


def test_records_do_not_load_numpy() -> None:
    """A host that reduces the records of one person does not pay for columns."""
    code = (
        "import perfkpi as pk, sys;"
        "median = pk.records.Reduction('m', of='x', by=pk.records.Median());"
        "pk.records.reduce_records([{'who': 1, 'x': 2}], [median], subject='who');"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"


def test_subjects_are_as_many_as_there_are() -> None:
    """A list of any length, or a generator that ends; what has no end is refused at its place."""
    many = pk.records.reduce_records([], MEAN, subject="who", subjects=range(200_000))
    assert len(many) == 200_000
    assert list(pk.records.reduce_records([], MEAN, subject="who", subjects=iter("ab"))) == ["a", "b"]
    with pytest.raises(pk.errors.DefinitionError, match="or no end") as caught:
        pk.records.reduce_records([], MEAN, subject="who", subjects=count())
    assert caught.value.where == "subjects"


def test_a_column_beside_a_percentage_says_how_it_is_recorded() -> None:
    """A discount of 12 is 12 % or 1200 %: refused until its measure says which, and then counted as that."""
    large = (
        pk.records.Reduction(
            "large", by=pk.records.CountWhere(pk.conditions.AtLeast("discount", "10%"), no_records=ZERO)
        ),
    )
    records = [{"who": "a", "discount": 12}, {"who": "a", "discount": 8}, {"who": "a", "discount": "11%"}]
    for reduce, given in (
        (pk.records.reduce_records, records),
        (pk.records.reduce_table, {"who": ["a"], "discount": [12]}),
    ):
        with pytest.raises(pk.errors.DefinitionError, match=r"column 'discount' holds 88 or 0\.88") as refused:
            reduce(given, large, subject="who")
        assert refused.value.where.startswith("reductions[0]")
    recorded = pk.Measure("discount", recorded_in=pk.Unit.PERCENT)
    assert pk.records.reduce_records(records, large, subject="who", measures=(recorded,))["a"]["large"] == 2


def test_a_column_of_structures_is_refused() -> None:
    """It holds several figures in each cell."""
    pairs = np.zeros(2, dtype=[("a", "f8"), ("b", "f8")])
    with pytest.raises(pk.errors.ColumnError, match="not single figures; give a column for each of them"):
        pk.records.reduce_table({"who": ["E1", "E2"], "x": pairs}, MEAN, subject="who")
