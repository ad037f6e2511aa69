"""Letters that were given are told wherever values are: in lines, displays, plain data, arrays and frames."""

import pickle
from typing import Any

import pandas as pd
import polars as pl
import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validate

import perfkpi as pk
from perfkpi.language import Expr, Input, Kind, Match

GRADE = pk.Indicator(
    "grade",
    name=pk.Label(zh="上级评定", en="Superior"),
    formula=pk.formulas.Category("letter"),
    scoring=pk.LetterPoints({"A": 100, "B": 80}),
    weight=50,
)
RATE = pk.Indicator(
    "rate",
    formula=pk.Ratio("won", "offers"),
    scoring=pk.MetOrNot("90%", missed=0, direction="higher"),
    weight=50,
)
CARD = pk.Scorecard("card", items=[GRADE, RATE], scale=pk.Scale(0, 100), rounding=pk.RoundingPolicy())
CELLS = st.sampled_from(["A", "B", " Ａ ", "C", "", None, 7, pk.missing.Absent.NOT_DUE, float("nan")])


def row(letter: object = "A") -> dict[str, object]:
    """One person."""
    return {"letter": letter, "won": 91, "offers": 100}


def told(scores: pk.BatchScores, code: str) -> list[object]:
    """The values of one indicator."""
    found: list[object] = scores.values[code].tolist()  # noqa: PD011  # no data frame
    return found


@given(st.lists(CELLS, max_size=8))
def test_every_row_of_a_table_has_the_letter_of_the_single_result(letters: list[object]) -> None:
    """Also one that no rule names, in the spelling in which letters are compared; none where there is none."""
    cells = pd.Series(letters, dtype=object)
    table = {"letter": cells, "won": [91] * len(letters), "offers": [100] * len(letters)}
    scores = pk.score_batch(CARD, table)
    single = [pk.appraise(CARD, row(letter)).line("grade").value for letter in letters]
    assert told(scores, "grade") == single
    assert scores.to_frame("polars", values=True)["value_grade"].to_list() == single
    held = scores.to_frame("pandas", values=["grade"])["value_grade"]
    assert held.astype(object).where(held.notna(), None).tolist() == single
    assert scores.to_frame("pyarrow", values=["grade"])["value_grade"].to_pylist() == single
    assert told(pickle.loads(pickle.dumps(scores)), "grade") == single  # noqa: S301  # its own


@pytest.mark.parametrize(("letter", "told"), [("A", "A"), ("C", "C"), (None, None)])
@pytest.mark.parametrize("numbers", ["text", "float"])
def test_plain_data_hold_the_letter(letter: object, told: str | None, numbers: Any) -> None:  # noqa: ANN401  # a choice
    """As text, which the JSON Schema allows."""
    data: Any = pk.appraise(CARD, row(letter)).to_dict(numbers=numbers)
    validate(data, pk.results.result_schema(numbers))
    assert data["lines"][0]["value"] == told
    assert data["lines"][1]["value"] == ("0.91" if numbers == "text" else 0.91)


def test_displays_tell_the_letter_and_the_percentage() -> None:
    """What they show is what explanations show."""
    result = pk.appraise(CARD, row())
    grade, rate = str(result).splitlines()[2:4]
    assert grade.split()[:3] == ["上级评定", "Superior", "(grade)"] or "(grade)" in grade
    assert " A " in grade
    assert " 91% " in rate
    assert ">A<" in result._repr_html_()
    assert "91%" in result.explain()


def test_a_letter_is_escaped_where_it_is_shown() -> None:
    """Data may hold anything."""
    shown = pk.appraise(CARD, row("<b>"))._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>B" not in shown


@frozen(eq=False)
class Better(pk.Formula):
    """The letter of the second half-year where it is an A, else that of the first."""

    def express(self) -> Expr:
        """Express it."""
        second = Input("second", kind=Kind.CATEGORY)
        return Match(second, [("A", second)], Input("first", kind=Kind.CATEGORY))


def test_a_formula_of_ones_own_yields_letters_too() -> None:
    """Each row by all of its cells."""
    item = pk.Indicator("grade", formula=Better(), scoring=pk.LetterPoints({"A": 100, "B": 80}), weight=100)
    card = pk.Scorecard("card", items=[item], scale=pk.Scale(0, 100), rounding=pk.RoundingPolicy())
    table = {"first": ["B", "B", "A", "B"], "second": ["A", "B", "B", "A"]}
    assert told(pk.score_batch(card, table), "grade") == ["A", "B", "A", "A"]


def test_letters_of_several_cards_stand_in_one_column() -> None:
    """Rows of a card that has a figure of that name have it as text: a column holds one kind."""
    sales = pk.Scorecard(
        "sales", items=[GRADE], weighting="normalised", scale=pk.Scale(0, 100), rounding=pk.RoundingPolicy()
    )
    number = pk.Indicator("grade", formula=pk.Actual("mark"), scoring=pk.DirectPoints(), weight=1)
    other = pk.Scorecard(
        "other", items=[number], weighting="normalised", scale=pk.Scale(0, 100), rounding=pk.RoundingPolicy()
    )
    table = pl.DataFrame(
        {
            "role": ["sales", "other", "sales", "other"],
            "letter": ["A", None, None, None],
            "mark": [None, 87.5, None, None],
        }
    )
    frame = pk.score_batch({"sales": sales, "other": other}, table, by="role").to_frame(values=True)
    assert frame["value_grade"].to_list() == ["A", "87.5", None, None]


def test_goals_may_be_rated_by_letters() -> None:
    """Whoever does not have the goal has no letter, and no number in its place."""
    rated = pk.Indicator(
        "grade",
        formula=pk.formulas.Category("actual"),
        scoring=pk.LetterPoints({"A": 100, "B": 80}, scale=pk.Scale(0, 100)),
    )
    plan = pk.GoalPlan("plan", library=[rated, pk.Indicator("visits", formula="actual", scoring=pk.DirectPoints())])
    table = {
        "employee": ["E1", "E1", "E2"],
        "indicator": ["grade", "visits", "visits"],
        "weight": [50, 50, 100],
        "actual": ["B", 90, 80],
    }
    scores = pk.score_goals(plan, table)
    assert told(scores, "grade") == ["B", None]
    assert told(scores, "visits") == [90, 80]
