"""Whatever holds the figures, every answer has the same bytes, words included."""

import random
from collections.abc import Callable, Container, Iterable, Mapping
from decimal import Decimal
from math import isnan
from typing import Any

import pytest
from containers import CONTAINERS, Column, Columns, Kind, csv_of
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import card_of, scorecards, tables_for

ROWS = 6
WHO, ROLE = "the person", "the role"
GRADES = card_of(pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 95),)), pk.formulas.Category("value"))
BEYOND = 2**53 + 1
"""A whole number that no double holds."""


def texts(cells: Iterable[str | None]) -> Column:
    """A column of texts."""
    return Column(Kind.TEXTS, list(cells))


def _integer(figure: float, rng: random.Random) -> object:
    return BEYOND if rng.random() < 0.03 else round(figure) if abs(figure) < 2**62 else None


def _decimal(figure: float) -> object:
    return Decimal(figure).quantize(Decimal(1).scaleb(-12)) if abs(figure) < 1e20 else None


def _percent(figure: float) -> str:
    return f"{figure:.4f}%"


def _column(figures: Iterable[Any], rng: random.Random) -> Column:
    """Write figures as one of the kinds of columns that people have; some are missing."""
    kind = rng.choice([Kind.FLOATS, Kind.FLOATS, Kind.INTEGERS, Kind.TEXTS, Kind.TEXTS, Kind.DECIMALS, Kind.TRUTHS])
    kind = rng.choice([kind, Kind.FLOATS]) if kind is Kind.TRUTHS else kind
    text = rng.choice([str, _percent])
    missing = rng.choice([0, 0, 0.2])
    writes: Mapping[Kind, Callable[[float], object]] = {
        Kind.FLOATS: float,
        Kind.INTEGERS: lambda figure: _integer(figure, rng),
        Kind.TEXTS: text,
        Kind.DECIMALS: _decimal,
        Kind.TRUTHS: lambda figure: figure > 0,
    }
    return Column(
        kind, [None if isnan(figure) or rng.random() < missing else writes[kind](figure) for figure in figures]
    )


@st.composite
def columns_for(draw: st.DrawFn, card: pk.Scorecard) -> dict[str, Column]:
    """Draw figures for a card, in columns of floats, whole numbers, decimals, texts, percentages and truth values."""
    table = draw(tables_for(card, ROWS))
    rng = draw(st.randoms(use_true_random=False))
    return {
        name: texts(figures.tolist()) if figures.dtype == object else _column(figures.tolist(), rng)
        for name, figures in table.items()
    }


def answers(scores: Any) -> dict[str, object]:  # noqa: ANN401  # of one card, of several, of goals
    """All that was scored, as bytes, and why not, in words."""
    if isinstance(scores, pk.results.ScoresByCard):
        return {"roles": scores.roles} | {role: answers(scores[role]) for role in scores.groups} | _common(scores)
    figures = {
        f"{name} {code}": columns[code].tolist() if columns[code].dtype == object else columns[code].tobytes()
        for name in ("points", "values", "sections", "adjustments")
        for columns in [getattr(scores, name)]
        for code in columns
    }
    return _common(scores) | {"rating_codes": scores.rating_codes.tobytes()} | figures


def _common(scores: Any) -> dict[str, object]:  # noqa: ANN401  # as above
    reasons = scores.reasons()
    arrays = {name: getattr(scores, name).tobytes() for name in ("totals", "status_codes", "completeness")}
    told = {
        "keys": scores.keys,
        "ratings": scores.ratings().tolist(),
        "reasons": reasons.codes.tobytes(),
        "zh": reasons.texts("zh").tolist(),
        "en": reasons.texts("en").tolist(),
    }
    return arrays | told


def quick_answers(scores: Any) -> dict[str, bytes]:  # noqa: ANN401  # as above
    """What every row has, without what is computed when it is asked for."""
    names = ("totals", "status_codes", "completeness", "rating_codes")
    return {name: getattr(scores, name).tobytes() for name in names if hasattr(scores, name)}


def check(
    score: Callable[[Any], Any], columns: Columns, closely: Container[str], tried: Iterable[str] = CONTAINERS
) -> None:
    """Every container of some columns gives what arrays give; some of them are asked for all that there is to know."""
    arrays = score(CONTAINERS["arrays"](columns))
    quick, expected = quick_answers(arrays), answers(arrays)
    for name in tried:
        scores = score(CONTAINERS[name](columns))
        assert quick_answers(scores) == quick, name
        assert name not in closely or answers(scores) == expected, name


SOME = st.sets(st.sampled_from(list(CONTAINERS)), min_size=2, max_size=2)


@given(scorecards(), st.data())
@settings(max_examples=examples(40))
def test_any_card(card: pk.Scorecard, data: st.DataObject) -> None:
    """Arrays, data frames in all families of types, rows: figures of any kind, by one card and by several."""
    columns = data.draw(columns_for(card)) | {WHO: texts(f"E{row}" for row in range(ROWS))}
    some = data.draw(SOME)
    check(lambda table: pk.score_batch(card, table, keys=WHO), columns, some)
    columns[ROLE] = texts(data.draw(st.lists(st.sampled_from(["sales", "运营"]), min_size=ROWS, max_size=ROWS)))
    check(lambda table: pk.score_batch({"sales": card, "运营": card}, table, by=ROLE), columns, some, some)


@given(scorecards(), st.data())
@settings(max_examples=examples(30))
def test_a_file_of_texts(card: pk.Scorecard, data: st.DataObject) -> None:
    """A file says everything in texts, and nothing where a figure is missing; so do columns of these texts."""
    columns = data.draw(columns_for(card)) | {WHO: texts(f"E{row}" for row in range(ROWS))}
    written = {
        name: texts("" if cell is None else str(cell) for cell in column.cells) for name, column in columns.items()
    }
    expected = answers(pk.score_batch(card, CONTAINERS["arrays"](written), keys=WHO))
    assert answers(pk.score_batch(card, csv_of(columns), keys=WHO)) == expected


GOALS = pk.GoalPlan(
    code="goals",
    name="目标",
    library=[
        pk.Indicator(
            code=code,
            name=code,
            formula=pk.Actual("actual"),
            scoring=pk.Attainment(target=pk.Field("target"), direction="higher", cap=120),
        )
        for code in ("visits", "margin", "sales")
    ],
    scale=pk.Scale(0, 100, up_to=120),
)


@given(st.lists(st.floats(-1e6, 1e6), min_size=ROWS, max_size=ROWS), st.randoms(use_true_random=False))
@settings(max_examples=examples(60))
def test_goal_sheets(figures: list[float], rng: random.Random) -> None:
    """A row for each goal, sound sheets and others."""
    columns = {
        "employee": texts(rng.choice(["E1", "E2", "E3"]) for _ in figures),
        "indicator": texts(rng.choice(["visits", "margin", "sales", "none"]) for _ in figures),
        "weight": Column(Kind.INTEGERS, [rng.choice([50, 100, 50, 30]) for _ in figures]),
        "target": _column([abs(figure) for figure in figures], rng),
        "actual": _column(figures, rng),
    }
    check(lambda table: pk.score_goals(GOALS, table), columns, {rng.choice(list(CONTAINERS))})


TYPED = frozenset(CONTAINERS) - {"arrays of objects", "pandas, objects"}


@pytest.mark.parametrize("container", CONTAINERS)
def test_numbers_where_grades_belong(container: str) -> None:
    """A column of numbers is refused, whoever holds it; cells that could be anything are wrong by themselves."""
    columns = {"value": Column(Kind.FLOATS, [1.0, 2.0])}
    if container in TYPED:
        with pytest.raises(pk.errors.ColumnError, match="a grade is text") as caught:
            pk.score_batch(GRADES, CONTAINERS[container](columns))
        assert (caught.value.code, caught.value.where) == (pk.errors.Code.COLUMN_TYPE, "table['value']")
    else:
        assert set(pk.score_batch(GRADES, CONTAINERS[container](columns)).statuses()) == {pk.Status.INVALID_VALUE}
