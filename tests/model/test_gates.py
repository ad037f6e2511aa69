"""Gates across indicators, and ceilings on the rating."""

import math

import numpy as np
import pytest
from cards import HIGHER, card, named, rated, section, weighed

import perfkpi as pk

GATE = {"opens": pk.conditions.AtLeast(pk.formulas.ValueOf("safety"), 80)}
FIGURES = {"safety": 70, "a": 90, "b": 50}


def gated(closed: object, **choices: object) -> pk.Scorecard:
    """Three items, the first of which is the gate to the others."""
    gate = named(pk.adjustments.Gate, "gate", closed=closed, **{"exempt": ("safety",)} | choices, **GATE)
    return card(*weighed(safety=20, a=40, b=40), gates=(gate,))


@pytest.mark.parametrize(
    ("closed", "total"),
    [
        (pk.adjustments.PayNothing(), 14),
        (pk.adjustments.AtMostPoints(60), 14 + 24 + 20),
        (pk.adjustments.AtMostPoints(pk.Field("most")), 14 + 16 + 16),
    ],
)
def test_a_closed_gate_leaves_what_it_says(closed: object, total: int) -> None:
    """The exempt item keeps its points; the lines show what the rules gave."""
    result = pk.appraise(gated(closed), FIGURES | {"most": 40})
    assert result.total == total
    assert [line.points for line in result.lines] == [70, 90, 50]


def test_the_edge_opens_the_gate() -> None:
    """80 以上 includes 80, and an open gate changes nothing."""
    assert pk.appraise(gated(pk.adjustments.PayNothing()), FIGURES | {"safety": 80}).total == 16 + 36 + 20


def test_a_gate_behind_which_items_are_named() -> None:
    """Only those, and those of a named section."""
    assert pk.appraise(gated(pk.adjustments.PayNothing(), exempt=None, items=("b",)), FIGURES).total == 14 + 36
    inner = section("s", *weighed(a=50, b=50))
    gate = named(pk.adjustments.Gate, "gate", closed=pk.adjustments.PayNothing(), items=("s",), **GATE)
    rules = card((rated("safety"), 20), (inner, 80), gates=(gate,))
    assert pk.appraise(rules, FIGURES).total == 14


def test_the_base_is_what_meeting_the_target_is_worth() -> None:
    """A rule with base points keeps at most those; one without must be told how many."""
    rule = pk.TargetDelta(
        target=10,
        per=pk.Additive(1),
        gain=5,
        loss=5,
        base_points=80,
        cap=100,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=HIGHER,
    )
    sales = pk.Indicator(code="sales", name="sales", formula=pk.Actual("sales"), scoring=rule)
    gate = named(pk.adjustments.Gate, "gate", closed=pk.adjustments.KeepBase(), items=("sales",), **GATE)
    rules = card((rated("safety"), 20), (sales, 80), gates=(gate,))
    assert pk.appraise(rules, {"safety": 70, "sales": 12}).total == 14 + 64
    assert pk.appraise(rules, {"safety": 70, "sales": 9}).total == 14 + 60
    assert pk.appraise(rules, {"safety": 90, "sales": 12}).total == 18 + 72


def test_two_gates_are_asked_one_after_the_other() -> None:
    """Each leaves at most its own."""
    first = named(pk.adjustments.Gate, "one", closed=pk.adjustments.AtMostPoints(60), exempt=("safety",), **GATE)
    other = named(
        pk.adjustments.Gate,
        "two",
        opens=pk.conditions.AtMost("late", 2),
        closed=pk.adjustments.AtMostPoints(30),
        items=("a",),
    )
    rules = card(*weighed(safety=20, a=40, b=40), gates=(first, other))
    assert pk.appraise(rules, FIGURES | {"late": 3}).total == 14 + 12 + 20
    assert pk.appraise(rules, FIGURES | {"late": 2}).total == 14 + 24 + 20


def test_an_undefined_gate_is_no_open_gate() -> None:
    """Where the gate's figure is missing, what stands behind it is undefined, whatever policy it has."""
    rules = card(
        *weighed(safety=20, a=40, b=40),
        missing=pk.Reweight(),
        gates=(named(pk.adjustments.Gate, "gate", closed=pk.adjustments.PayNothing(), exempt=("safety",), **GATE),),
    )
    assert pk.appraise(rules, FIGURES | {"safety": None}).status is pk.Status.NOT_MEASURED
    assert pk.appraise(rules, FIGURES | {"a": None}).status is pk.Status.OK


@pytest.mark.parametrize("closed", [pk.adjustments.PayNothing(), pk.adjustments.AtMostPoints(60)])
@pytest.mark.parametrize(("figure", "status"), [(None, pk.Status.NOT_MEASURED), (math.inf, pk.Status.INVALID_VALUE)])
def test_a_closed_gate_does_not_hide_missing_or_wrong_data(
    closed: object, figure: float | None, status: pk.Status
) -> None:
    """Points that are undefined stay so behind it, in columns as well."""
    result = pk.appraise(gated(closed), FIGURES | {"a": figure})
    assert (result.status, result.total) == (status, None)
    table = {name: np.array([number], dtype=float) for name, number in (FIGURES | {"a": figure}).items()}
    assert pk.score_batch(gated(closed), table).status_codes[0] == status


def test_nothing_is_the_low_end_of_the_scale() -> None:
    """On a scale of 1 to 5 the lowest rating is left, which is 0 of 100."""
    rules = card(
        (rated("safety"), 50),
        (rated("a", pk.Scale(1, 5)), 50),
        scales=pk.choices.ScalePolicy.LINEAR,
        gates=(named(pk.adjustments.Gate, "gate", closed=pk.adjustments.PayNothing(), exempt=("safety",), **GATE),),
    )
    assert pk.appraise(rules, {"safety": 70, "a": 4}).total == 35


def test_an_explanation_speaks_of_a_closed_gate_alone() -> None:
    """An open gate leaves no line."""
    rules = gated(pk.adjustments.AtMostPoints(60))
    closed, opened = (pk.appraise(rules, FIGURES | {"safety": n}).explain("en", "audit") for n in (70, 90))
    assert "Step gate = points, at most 60 = 90, at most 60 = 60" in closed
    assert "Step gate" not in opened
    assert "Step gate: condition does not hold  (“value of Item safety ≥ 80” does not hold (70))" in closed
    described = pk.describe(rules, "zh")
    assert "步骤gate：条件成立 = [指标safety的指标值 ≥ 80]" in described
    assert "步骤gate = [步骤gate：条件成立时 得分；否则 得分，最高为 60]" in described


RATINGS = pk.RatingScale.descending(("A", 90), ("B", 70), ("C", 0))


def ceiled() -> pk.Scorecard:
    """A card whose rating is at best B after a violation."""
    ceiling = named(
        pk.adjustments.RatingCeiling, "integrity", condition=pk.conditions.AtLeast("violations", 1), best="B"
    )
    return card(*weighed(a=100), ratings=RATINGS, ceilings=(ceiling,))


@pytest.mark.parametrize(
    ("points", "violations", "rating"), [(95, 0, "A"), (95, 1, "B"), (75, 1, "B"), (60, 1, "C"), (95, None, None)]
)
def test_a_ceiling_bounds_the_rating_and_leaves_the_total(points: int, violations: object, rating: str | None) -> None:
    """A rating below the ceiling stays; an undecided ceiling leaves a total without a rating, in columns as well."""
    result = pk.appraise(ceiled(), {"a": points, "violations": violations})
    assert (result.total, result.rating) == (points, rating)
    assert result.status is pk.Status.OK
    assert bool(result.unrated) is (rating is None)
    table = {"a": np.full(40, float(points)), "violations": np.full(40, np.nan if violations is None else violations)}
    scores = pk.score_batch(ceiled(), table)
    assert set(scores.totals.tolist()) == {float(points)}
    assert set(scores.rating_codes.tolist()) == {-1 if rating is None else "ABC".index(rating)}


def test_an_explanation_tells_of_a_ceiling() -> None:
    """Where it holds, and why there is no rating where it cannot be decided."""
    struck, free, open_ = (
        pk.appraise(ceiled(), {"a": 95, "violations": n}).explain("en", "audit") for n in (1, 0, None)
    )
    assert (
        "Step integrity: condition holds  (“violations ≥ 1” holds (1))\nStep integrity: the rating is at best B"
        in struck
    )
    assert "at best" not in free
    assert open_.endswith("rating → Step integrity: not measured (violations)")
    assert "步骤integrity：等级不得高于“B”" in pk.describe(ceiled(), "zh")


def refused(attempt: object, code: pk.errors.Code, where: str, *says: str) -> None:
    """Check code, place and both languages of a refusal."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        attempt()
    assert (caught.value.code, caught.value.where) == (code, where)
    both = caught.value.say("en") + caught.value.say("zh")
    assert all(text in both for text in says)


def test_what_a_gate_leaves_open_is_refused() -> None:
    """Who is behind it, what it leaves, and names that are not on the card."""
    opens = GATE["opens"]
    one = named
    refused(
        lambda: one(pk.adjustments.Gate, "g", opens=opens, closed=pk.adjustments.PayNothing()),
        pk.errors.Code.CHOICE_NEEDED,
        "Gate.items",
        "one of the two",
        "二者择一",
    )
    refused(
        lambda: one(pk.adjustments.Gate, "g", opens=opens, closed=pk.adjustments.PayNothing(), items=()),
        pk.errors.Code.CHOICE_NEEDED,
        "Gate.items",
        "one of the two",
        "二者择一",
    )
    refused(
        lambda: one(pk.adjustments.Gate, "g", opens=opens, closed=0, exempt=()),
        pk.errors.Code.CHOICE_NEEDED,
        "Gate.closed",
        "PayNothing()",
        "门槛未达时保留什么",
    )
    refused(
        lambda: gated(pk.adjustments.PayNothing(), exempt=("safty",)),
        pk.errors.Code.UNKNOWN_REFERENCE,
        "gates[0].exempt",
        "'safty'",
        "现有 safety、a、b",
    )
    refused(
        lambda: gated(pk.adjustments.KeepBase()),
        pk.errors.Code.CHOICE_NEEDED,
        "gates[0].closed",
        "AtMostPoints(100)",
        "没有基准分",
    )


def test_a_ceiling_names_a_rating_of_the_card() -> None:
    """The choices are named; a card without ratings has none."""
    ceiling = named(pk.adjustments.RatingCeiling, "c", condition=pk.conditions.AtLeast("v", 1), best="D")
    refused(
        lambda: card(*weighed(a=100), ratings=RATINGS, ceilings=(ceiling,)),
        pk.errors.Code.UNKNOWN_REFERENCE,
        "ceilings[0].best",
        "there is A, B, C",
        "现有 A、B、C",
    )
    refused(
        lambda: card(*weighed(a=100), ceilings=(ceiling,)),
        pk.errors.Code.UNKNOWN_REFERENCE,
        "ceilings[0].best",
        "there is none at all",
        "没有等级 'D'",
    )


@pytest.mark.parametrize(("threshold", "total"), [(2, 16 + 36 + 20), (3, 16)])
def test_a_condition_on_constants_is_decided_at_once(threshold: int, total: int) -> None:
    """The gate is open or closed for everybody, and no explanation asks whether it is."""
    gate = named(
        pk.adjustments.Gate,
        "gate",
        closed=pk.adjustments.PayNothing(),
        exempt=("safety",),
        opens=pk.conditions.AtLeast(pk.Computed("2"), threshold),
    )
    result = pk.appraise(card(*weighed(safety=20, a=40, b=40), gates=(gate,)), FIGURES | {"safety": 80})
    assert result.total == total
    assert "condition holds" not in result.explain("en", "audit")
