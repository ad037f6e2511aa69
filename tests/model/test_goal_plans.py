"""What a goal plan refuses, and what its cards read."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from cards import HUNDRED, card, rated

import perfkpi as pk

RANKS = pk.rules.RankPoints(direction="higher", ranking=pk.choices.Ranking.DENSE, by=pk.rules.BestToWorst(100, 0))


RATED = pk.DirectPoints(scale=HUNDRED)
MET = pk.Attainment(target="100%", direction="higher")
PERCENT = pk.Actual("actual", unit=pk.Unit.PERCENT)


def goal(code: str, **choices: object) -> pk.Indicator:
    """An indicator that reads the column ``actual``."""
    given = {"name": code, "formula": pk.Actual("actual"), "scoring": RATED} | choices
    return pk.Indicator(code=code, **given)


def plan(*library: pk.Indicator, **options: object) -> pk.GoalPlan:
    """A plan of some indicators."""
    return pk.GoalPlan(code="goals", name="goals", library=library, **options)


@pytest.mark.parametrize(
    ("library", "options", "said"),
    [
        ([goal("a"), goal("a")], {}, "the code 'a' stands already at indicator 1 of the library"),
        ([goal("a"), goal("b", name="ａ")], {}, "'a' names two indicators, a and b"),
        ([goal("a", name="x"), goal("b", name=pk.Label(zh="x", en="y"))], {}, "'x' names two indicators, a and b"),
        ([goal("a")], {"weighting": "points"}, "the weights of goals are shares"),
        ([goal("a", missing=pk.Reweight())], {}, "Reweight holds for all goals of a plan or for none"),
        ([goal("a", missing=pk.missing.ZeroPoints())], {"missing": pk.Reweight()}, "Reweight holds for all goals"),
        ([goal("a", scoring=RANKS)], {}, "RankPoints ranks people, and nobody can rank a goal that only some have"),
        ([goal("a", formula=pk.formulas.ValueOf("b")), goal("b")], {}, "there is no item 'b'"),
        ([goal("a", scoring=pk.DirectPoints(scale=pk.Scale(1, 5)))], {}, "points on 1..5 do not fit"),
        (
            [goal("a", formula=PERCENT, scoring=MET)],
            {},
            "nothing says whether the column 'a.actual'",
        ),
        (
            [goal("a", formula=pk.Actual("b.c")), goal("a.b", formula=pk.Actual("c"))],
            {},
            "'a.b.c' would be read for two",
        ),
        (
            [goal("a")],
            {"adjustments": [pk.adjustments.ScoreLimit(code="a", name="a", cap=90)]},
            "the code 'a' stands already at",
        ),
    ],
)
def test_what_no_sheet_could_be_scored_by_is_refused(
    library: list[pk.Indicator], options: Mapping[str, Any], said: str
) -> None:
    """When the plan is made, and not when somebody has such a goal."""
    with pytest.raises(pk.errors.DefinitionError, match=said):
        plan(*library, **options)


def test_parts_of_two_goals_have_codes_of_their_own() -> None:
    """Both may stand on one sheet."""
    whole = pk.formulas.Composite([(rated("part"), 100)])
    with pytest.raises(pk.errors.DefinitionError, match="the code 'part' stands already at") as caught:
        plan(goal("a", formula=whole), goal("b", formula=whole))
    assert caught.value.where.startswith("library.items[1]")


@pytest.mark.parametrize(
    ("goals", "said"),
    [
        ([], "the sheet has no goals"),
        ([("a", 60), ("b", 50)], "the weights 60 \\+ 50 sum to 110, neither 1 nor 100"),
        ([("a", 60), ("A ", 40)], "'A' stands 2 times; keep one"),
        ([("a", 0)], "a weight is greater than 0"),
        (["a"], "is not an indicator and its weight"),
        ([("c", 100)], "there is no indicator 'c'; there is A, b"),
        ([(1, 100)], "there is no indicator 1"),
    ],
)
def test_a_sheet_that_is_none_has_no_card(goals: list[Any], said: str) -> None:
    """With everything that is wrong with it."""
    with pytest.raises(pk.PerfKpiError, match=said):
        plan(goal("a", name="A"), goal("b")).card(goals)


def test_columns_are_declared_for_the_goals_that_they_concern() -> None:
    """Percent of percentages, 万元 of the others, signs of numbers not of grades; labels of all."""
    wan = pk.Unit("wan", factor="0.0001")
    letter = goal(
        "l", formula=pk.formulas.Category("actual"), scoring=pk.LetterPoints(scale=HUNDRED, letters=(("A", 100),))
    )
    share = goal("p", formula=PERCENT, scoring=MET)
    actual = pk.Measure("actual", name=pk.Label(en="Actual"), recorded_in=pk.Unit.PERCENT, grouping=",", absent=("-",))
    found = {
        read.code: read
        for read in plan(goal("n"), share, letter, measures=(actual,)).card([("n", 50), ("p", 30), ("l", 20)]).reads()
    }
    assert {code: read.recorded_in for code, read in found.items()} == {
        "n.actual": None,
        "p.actual": pk.Unit.PERCENT,
        "l.actual": None,
    }
    assert {read.label.say("en") for read in found.values()} == {"Actual"}
    yuan = plan(goal("n"), measures=(pk.Measure("actual", recorded_in=wan),)).card([("n", 100)])
    assert pk.appraise(yuan, {"n.actual": "0.009"}).total == 90


def test_a_plan_and_its_cards_are_documents() -> None:
    """Like all that a card is made of."""
    made = plan(goal("a"), goal("b"), missing=pk.missing.CarryLast("last"))
    assert pk.loads(pk.dumps(made)) == made
    sheet = made.card([("a", 1), ("b", 99)])
    assert pk.loads(pk.dumps(sheet)) == sheet


def test_a_prefix_stands_before_whatever_an_indicator_reads() -> None:
    """Formula, parameters, the points of last time, the parts of a composite; also in reasons and in completeness."""
    roles = [
        pk.formulas.RaterRole("boss", 60, mean="boss", raters="n", minimum=1),
        pk.formulas.RaterRole("self", 40, mean="self", raters="m", minimum=1),
    ]
    mean = pk.formulas.RaterMean(roles, weighting="per_role", minimum_weight="50%")
    target = pk.Attainment(target=pk.Field("target"), direction="higher")
    inner = goal("inner", formula=pk.Actual("k"), prefix="in_")
    items = (
        goal("a", scoring=target, prefix="north_", missing=pk.missing.CarryLast("last")),
        goal("b", formula=mean, prefix="b_"),
        goal("c", formula=pk.formulas.Composite([(inner, 100)]), prefix="out_"),
    )
    sheet = card(*((item, weight) for item, weight in zip(items, (50, 30, 20), strict=True)))
    names = ["north_target", "north_actual", "north_last", "b_boss", "b_n", "b_self", "b_m", "out_in_k"]
    assert sorted(read.code for read in sheet.reads()) == sorted(names)
    figures = dict(zip(names, (100, 80, 7, 90, 1, None, 0, 60), strict=True))
    result = pk.appraise(sheet, figures)
    assert [line.points for line in result.lines] == [80, 90, 60]
    assert result.completeness == Fraction("0.88")  # without the self-rating, 40 % of 30 %
    assert pk.appraise(sheet, figures | {"north_actual": None}).lines[0].contribution == 3.5
    missing = pk.appraise(sheet, figures | {"north_target": None})
    assert missing.reasons[0].names == ("north_target",)
    deep = pk.formulas.Composite([(goal("d", prefix="y_", formula=PERCENT, scoring=MET), 100)])
    with pytest.raises(pk.errors.DefinitionError, match="nothing says whether the column 'x_y_actual' holds 88 or"):
        card((goal("c", prefix="x_", formula=deep), 99), (goal("e"), 1))
    with pytest.raises(pk.errors.DefinitionError, match=r"Indicator\.prefix"):
        goal("a", prefix=1)
    with pytest.raises(pk.errors.DefinitionError, match="cannot hold the last points of several items"):
        card(*((goal(code), 50) for code in "ab"), missing=pk.missing.CarryLast("last"))
