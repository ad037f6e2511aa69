"""Why rows have no total, for all rows at once: the reasons of their appraisals, in the same words."""

import random
from collections import Counter
from fractions import Fraction
from itertools import count
from typing import Any

import attrs
import numpy as np
import pytest
from cards import HUNDRED, card, weighed
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pickled import pickled
from public import EVERYTHING
from strategies import concrete

import perfkpi as pk
from perfkpi.batch.unread_cells import UnreadCells
from perfkpi.language import Choose, Const, Edge, Undefined
from perfkpi.testing import batches, card_of, rules, tables_for

TIMES = 5
"""So often a table is repeated, that its rows are asked by columns."""
THIRDS = card_of(pk.DirectPoints(scale=pk.Scale(0, 100)), pk.Actual("value"))
OWN = pk.results.Undefinedness(pk.Status.INSUFFICIENT, (pk.results.Reason("few", zh="样本太少", en="too few answers"),))
QUOTING = pk.results.Undefinedness(
    pk.Status.INVALID_VALUE, (pk.results.Reason("odd", zh="异常", en="odd", names=("k",), given=(("k", "7"),)),)
)
CELLS = (
    None, "n/a", "n/a", "-", "1,234", "", "x; y {z}", True, np.True_, float("inf"), float("nan"), np.float64("-inf"),
    pk.missing.Absent.NOT_DUE, pk.missing.Absent.NOT_APPLICABLE, Fraction(1, 3), 2**60 + 1, 10**5000, b"12", OWN,
    QUOTING, [1], np.datetime64("2026-01-01"), "12%", -3,
)  # fmt: skip
"""What stands in tables where nobody has looked."""

Table = dict[str, object]


def spoiled(table: dict[str, np.ndarray], rng: random.Random) -> Table:
    """A table in some cells of which something else stands."""
    found: Table = {}
    for name, column in table.items():
        cells = np.empty(len(column), dtype=object)
        cells[:] = [rng.choice(CELLS) if rng.random() < 0.12 else cell for cell in column.tolist()]
        found[name] = cells
    return found


def check(sheet: pk.Scorecard, table: Table, *, whole: bool = True) -> pk.BatchScores:
    """Every row of a table, which is repeated, has the reasons of its appraisal; so do the indicators on the whole."""
    rows = len(next(iter(table.values()), ()))
    many = {name: np.tile(column, TIMES) for name, column in table.items()}
    scores = pk.score_batch(sheet, many)
    reasons = scores.reasons()
    results = [scores.appraisal(row) for row in range(rows)]
    expected = [result.reasons for result in results]
    for row in range(len(scores)):
        assert reasons[row] == expected[row % rows], row
    for language, between in (("zh", "；"), ("en", "; ")):
        said = [between.join(reason.say(language) for reason in each) or None for each in expected]
        assert reasons.texts(language).tolist() == said * TIMES
    if whole:
        check_indicators(scores.summary(), results)
    return scores


def check_indicators(summary: pk.results.Summary, results: list[pk.Appraisal]) -> None:
    """Rows without points, and how many of them have each reason, as the lines of all appraisals count them."""
    for place, each in enumerate(summary.indicators):
        lines = [result.lines[place] for result in results]
        assert each.code == lines[0].code
        assert each.missing == TIMES * sum(line.points is None for line in lines)
        assert each.scored + each.missing == TIMES * len(results)
        counted = Counter[str]()
        for gap in each.gaps:
            counted[gap.code] += gap.rows
            if gap.quoted and not gap.more:
                assert sum(count for _, count in gap.quoted) == gap.rows
            assert [count for _, count in gap.quoted] == sorted((count for _, count in gap.quoted), reverse=True)
        told = Counter(reason.code for line in lines for reason in line.reasons)
        assert counted == {code: TIMES * count for code, count in told.items()}


@given(batches(), st.none() | st.integers(0, 2**32).map(random.Random))
@settings(max_examples=examples(24))
def test_reasons_are_those_of_appraisals(case: tuple[pk.Scorecard, Table], rng: random.Random | None) -> None:
    """Whatever the card and the figures are, and whatever stands in cells."""
    sheet, table = case
    check(sheet, table if rng is None else spoiled(table, rng))


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(data=st.data())
@settings(max_examples=examples(9))
def test_every_rule_alone(data: st.DataObject, name: str) -> None:
    """Each rule on a card of its own; a new rule comes under this by itself."""
    alone = card_of(data.draw(rules(EVERYTHING[name])))
    table = data.draw(tables_for(alone))
    check(alone, spoiled(table, data.draw(st.integers(0, 2**32).map(random.Random))))


def response(**choices: object) -> pk.Scorecard:
    """A card with a quotient of measures and another reading."""
    ratio = pk.Ratio("response_hours", "cases")
    speed = pk.Indicator(
        code="speed",
        name=pk.Label(zh="响应时长", en="Response"),
        formula=ratio,
        scoring=pk.DirectPoints(scale=HUNDRED),
    )
    return card((speed, 50), *weighed(k=50), **choices)


NOTED = (pk.Measure("cases", name=pk.Label(zh="件数", en="cases handled")),)
HOURS = ["n/a"] * 9 + ["-"] * 3 + [40] * 20 + [None] * 2 + [float("inf")]
TICKETS = [1.0] * 31 + [0.0] * 2 + [-3.0] * 2
SCORES = pk.score_batch(response(measures=NOTED), {"response_hours": HOURS, "cases": TICKETS, "k": [50.0] * 35})


SIGN = "the denominator is negative, which turns the meaning of the ratio round"


def test_a_summary_tells_why_indicators_lack_points() -> None:
    """Rows are counted by reason, and by the cells that these quote, the most frequent first, in both languages."""
    speed, other = SCORES.summary().indicators
    assert (speed.scored, speed.missing, speed.mean) == (19, 16, 40.0)
    assert speed.say("en").splitlines() == [
        "Response: 19/35 rows have points, mean 40.00",
        "  12 rows: response_hours is not a number: 'n/a' (9), '-' (3)",
        "  2 rows: the denominator is 0 (cases handled): cases = 0 (2)",
        "  1 row: response_hours is not a finite number: inf (1)",
        f"  1 row: {SIGN} (cases handled): cases = -3 (1)",
    ]
    assert speed.say("zh").splitlines()[:3] == [
        "响应时长：19/35 行有得分，平均 40.00",
        "  12 行：response_hours 不是数字：'n/a' (9)、'-' (3)",
        "  2 行：分母为零（件数）：cases = 0 (2)",
    ]
    assert other == pk.results.IndicatorSummary("k", other.name, 35, 0, 50.0)
    lines = SCORES.summary().say("en").splitlines()
    assert lines[0] == "19/35 people with a total · lowest 45 · median 45 · highest 45"
    assert lines[1:4] == ["cannot be computed: 3", "invalid figure: 13", "Response: 19/35 rows have points, mean 40.00"]
    assert SCORES.summary().say("zh").splitlines()[0] == "19/35 人有总分 · 最低 45 · 中位 45 · 最高 45"


def test_a_glance_tells_why_indicators_lack_points() -> None:
    """In both languages, as text and as HTML in which every text is escaped."""
    line = "12 行 rows: response_hours 不是数字 response_hours is not a number: 'n/a' (9), '-' (3)"
    assert f"    {line}" in repr(SCORES).splitlines()
    assert "  响应时长 Response: 19/35 行有得分 rows with points · 平均 mean 40.00" in repr(SCORES).splitlines()
    assert "is not a number: &#x27;n/a&#x27; (9)" in SCORES._repr_html_()


def test_of_many_cells_some_are_quoted() -> None:
    """The most frequent ones, and how many others there are; of many reasons the display tells some, too."""
    cells = [f"<{row % 8}>" for row in range(60)] + [
        pk.results.Undefinedness(pk.Status.NOT_DUE, (pk.results.Reason(f"r{row}", "一", "b"),)) for row in range(6)
    ]
    scores = pk.score_batch(card(*weighed(k=1)), {"k": np.array(cells, dtype=object)})
    assert len(scores) == 66
    (only,) = scores.summary().indicators
    assert np.isnan(only.mean)
    first = only.gaps[0]
    assert (
        first.say("en")
        == "60 rows: k is not a number: '<0>' (8), '<1>' (8), '<2>' (8), '<3>' (8), '<4>' (7), and 3 more"
    )
    assert first.say("zh") == "60 行：k 不是数字：'<0>' (8)、'<1>' (8)、'<2>' (8)、'<3>' (8)、'<4>' (7)，另有 3 种"
    assert len(only.gaps) == 7
    assert repr(scores).count("    1 行 row: 一 b") == 4
    assert "'&lt;4&gt;' (7), …".replace("'", "&#x27;") in scores._repr_html_()
    assert scores.summary().say("en").startswith("0/66 people with a total\n")
    assert only.say("en").startswith("Item k: 0/66 rows have points, mean –")


def test_a_million_points_are_not_computed_for_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what tells of them."""
    monkeypatch.setattr("perfkpi.batch.scores._QUICK", 10)
    scores = pk.score_batch(response(), {"response_hours": HOURS, "cases": TICKETS, "k": [50.0] * 35})
    assert "  各指标的情况见 summary() summary() tells of each indicator" in repr(scores).splitlines()
    assert "<p>各指标的情况见 summary() summary() tells of each indicator</p>" in scores._repr_html_()
    assert scores.points.known() == {}
    assert len(scores.summary().indicators) == 2


@pytest.mark.parametrize(
    ("figures", "steps"),
    [
        ([Fraction(1, 3)] * 30, 30 * 12 + 29 * 200),
        (np.full(30, np.inf), 30 * 2 + 4000),
        (101 + np.arange(60.0), 60 * 2 + 60 * 4 + 4000 + 59 * 200),
    ],
    ids=["exact", "evaluated", "quoted"],
)
def test_a_display_does_not_wait_for_what_is_computed_row_by_row(
    figures: Any,  # noqa: ANN401  # a list, an array
    steps: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However few rows there are, what they take is counted."""
    monkeypatch.setattr("perfkpi.batch.scores._QUICK", steps)
    scores = pk.score_batch(THIRDS, {"value": figures})
    assert "summary() tells of each indicator" in repr(scores)
    monkeypatch.setattr("perfkpi.batch.scores._QUICK", steps + 5000)
    assert "summary() tells of each indicator" not in repr(scores)
    assert len(scores.summary().indicators) == 1


def test_large_means() -> None:
    """Points whose sum is beyond the doubles have a mean, which is written as one."""
    large = pk.results.IndicatorSummary("k", pk.Label(en="k"), 1, 0, 1.25e308)
    assert large.mean_text == "1.25e+308"


def test_reasons_as_columns() -> None:
    """Positions in a list of what is said, -1 where there is a total, in the order of the rows; read-only."""
    reasons = SCORES.reasons()
    assert len(reasons) == 35
    assert reasons.codes.tolist() == [0] * 9 + [1] * 3 + [-1] * 19 + [2] * 2 + [3] + [4]
    assert reasons.codes.dtype == np.int32
    with pytest.raises(ValueError, match="read-only"):
        reasons.codes[0] = 1
    assert [each[0].code for each in reasons.distinct][2:4] == ["zero-denominator", "negative-denominator"]
    assert reasons[-1] == SCORES.reasons(34) == SCORES.appraisal(34).reasons
    assert (reasons[20], reasons.texts()[20]) == ((), None)
    assert reasons.texts("en")[31] == "Response: the denominator is 0 (cases = 0)"
    assert repr(reasons) == "<5 distinct reasons in 35 rows>"
    again = pickled(reasons)
    assert (again.codes.tolist(), again.distinct) == (reasons.codes.tolist(), reasons.distinct)
    assert not again.codes.flags.writeable
    with pytest.raises(IndexError):
        reasons[35]
    nobody = pk.score_batch(response(), {"response_hours": [], "cases": [], "k": []})
    assert (len(nobody.reasons()), nobody.reasons().texts().tolist()) == (0, [])


def test_a_frame_tells_reasons() -> None:
    """The texts of ``reasons()``, in the language of the frame."""
    frame = SCORES.to_frame("pandas", language="zh", reasons=True)
    assert frame["reason"].astype(object).where(frame["reason"].notna(), None).tolist() == (
        SCORES.reasons().texts("zh").tolist()
    )


@attrs.frozen(cache_hash=True)
class Refusing(pk.Scoring):
    """Small values are refused by a reason that speaks of another measure."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Below 10 there are no points."""
        reason = pk.results.Reason("small", zh="太小", en="too small", names=("z",))
        return Choose(value, [Edge(Const(10))], [Undefined(pk.Status.UNDEFINED, reason), value])


def test_a_reason_that_speaks_of_a_measure_of_another_indicator() -> None:
    """It tells the figure of each row, also where that measure is read for something else."""
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=Refusing(scale=HUNDRED))
    sheet = card((item, 50), *weighed(z=50))
    table = {"x": np.arange(30.0), "z": np.arange(30.0) % 4}
    scores = check(sheet, table)
    assert scores.reasons().texts("en")[[1, 2, 10]].tolist() == ["x: too small (z = 1)", "x: too small (z = 2)", None]
    assert scores.summary().indicators[0].gaps[0].quoted == (
        ("z = 0", 15), ("z = 1", 15), ("z = 2", 10), ("z = 3", 10),
    )  # fmt: skip


def test_cards_that_columns_do_not_cover() -> None:
    """Are asked row by row, and tell the same."""
    roots = pk.Computed("a^0.5 + b^0.5 + 1", unit=pk.Unit.NUMBER)
    item = pk.Indicator(code="x", name="x", formula=roots, scoring=pk.DirectPoints(scale=HUNDRED))
    table = {"a": np.array([4.0, 9.0, -1.0, np.nan] * 8), "b": np.array([4.0, -4.0, 2.0, 3.0] * 8)}
    check(card((item, 1)), table)


class Moody:
    """Something that looks otherwise each time."""

    def __repr__(self) -> str:
        return f"it {next(TURNS)}"


TURNS = count()


def test_cells_that_never_look_the_same() -> None:
    """Are counted, each by what was read."""
    scores = pk.score_batch(card(*weighed(k=1)), {"k": np.array([Moody() for _ in range(30)], dtype=object)})
    (gap, *_) = scores.summary().indicators[0].gaps
    assert gap.en.startswith("k: it ")
    assert gap.quoted == ()


def test_reasons_among_a_population() -> None:
    """A card that ranks tells them, too."""
    rule = pk.rules.RankPoints(
        direction=pk.Direction.HIGHER_IS_BETTER, ranking=pk.choices.Ranking.COMPETITION, by=pk.rules.BestToWorst(100, 0)
    )
    item = pk.Indicator(code="k", name="k", formula=pk.Ratio("k", "z"), scoring=rule)
    sheet = card((item, 1))
    table = {"k": [1.0, None, 3.0, 4.0] * 20, "z": [1.0, 2.0, 0.0, -1.0] * 20}
    scores = pk.score_batch(sheet, table, population=pk.Population.of(sheet, table))
    reasons = scores.reasons()
    assert [reasons[row] for row in range(8)] == [scores.appraisal(row).reasons for row in range(8)]
    assert reasons.codes.tolist() == [-1, 0, 1, 2] * 20


def test_rows_of_many_blocks() -> None:
    """Are told as those of one: what was said of a kind of rows is said of the next ones."""
    table = {"response_hours": [None, 4.0] * 10_000, "cases": [1.0, 0.0] * 10_000, "k": [50.0] * 20_000}
    reasons = pk.score_batch(response(), table).reasons()
    assert reasons.codes.tolist() == [0, 1] * 10_000
    assert [each[0].code for each in reasons.distinct] == ["not-measured", "zero-denominator"]


def test_reasons_where_doubles_mean_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are asked one by one, and the same is told."""
    expected = SCORES.reasons()
    monkeypatch.setattr("perfkpi.batch.row_reasons.ordinary", lambda: False)
    assert SCORES.reasons().distinct == expected.distinct
    assert SCORES.reasons().codes.tolist() == expected.codes.tolist()


def test_reasons_that_quote_letters_are_told_apart_by_them() -> None:
    """A letter that the rule does not know is quoted, each by its own text."""
    letters = pk.Indicator("g", scoring=pk.LetterPoints({"A": 100, "B": 80}), weight=100)
    given = ["A", "X", "Y", "X", "B", "Y"] * 20
    scores = pk.score_batch(pk.Scorecard("card", items=letters), {"g": given})
    told = scores.reasons().texts("en").tolist()
    assert told == ["; ".join(reason.say("en") for reason in scores.reasons(row)) or None for row in range(len(given))]


def test_rows_with_the_same_cells_cost_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many rows are infinite, each distinct cell of a block is read once."""
    card = card_of(pk.DirectPoints(scale=pk.Scale(0, 100)), pk.Actual("value"))
    asked: list[int] = []
    read = UnreadCells.cell
    monkeypatch.setattr(UnreadCells, "cell", lambda cells, row: (asked.append(row), read(cells, row))[1])
    figures = np.resize([np.inf, -np.inf, np.nan, 5.0], 4000)
    told = pk.score_batch(card, {"value": figures}).reasons()
    assert len(told.distinct) == 3
    assert told.codes.tolist() == [0, 1, 2, -1] * 1000
    assert len(asked) < 20
