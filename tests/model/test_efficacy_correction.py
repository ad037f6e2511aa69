"""Corrections and panels: their edges and what they refuse."""

import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from evaluated import worth

import perfkpi as pk
from perfkpi.language import Const, Input

HIGHER, LOWER = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER
C = pk.errors.Code
GRADES = (("优", 1), ("良", "0.8"))


def indicator(**changes: object) -> pk.Indicator:
    """A correction indicator's own indicator, changed."""
    rule = pk.rules.EfficacyCoefficient(standards=pk.rules.FiveStandards(50, 40, 30, 20, 10), direction=HIGHER)
    return pk.Indicator(**{"code": "margin", "name": "利润率", "formula": pk.Actual("a"), "scoring": rule, **changes})


def step(*corrections: object, **more: object) -> pk.adjustments.EfficacyCorrection:
    """A correction of a part."""
    found = corrections or (pk.adjustments.CorrectionIndicator(indicator(), 10),)
    return pk.adjustments.EfficacyCorrection(code="correction", name="修正", corrections=found, **more)


EDGES = {
    # the analysis coefficient is 0.9 and nothing is held: 0.1 + the place among the standard values
    60: "1.3",
    50: "1.3",
    45: "1",
    40: "0.9",
    30: "0.7",
    10: "0.3",
    9: "0.1",
}


@pytest.mark.parametrize("value", EDGES)
def test_each_band_corrects_by_its_own_form(value: int) -> None:
    """1.2 and the band's coefficient from the excellent value on, 1.0 below the poor value, the general form between.

    All less 0.9, the analysis coefficient: 1.2 + 1 - 0.9; 1 + (0.8 + 0.5 x 0.2) - 0.9; 1 + 0.8 - 0.9; ...; 1 - 0.9.
    """
    free = step(low=0, high=3)
    expected = 90 * (Fraction(EDGES[value]) - 1)
    assert worth(free.express(Const(90), pk.Scale(0, 100)), a=value) == expected


def test_own_coefficients_correct_by_their_own_steps() -> None:
    """Coefficients that are not equally far apart leave no jump between two bands."""
    rule = pk.rules.EfficacyCoefficient(
        standards=pk.rules.FiveStandards(50, 40, 30, 20, 10),
        coefficients=("1", "0.9", "0.5", "0.4", "0.1"),
        direction=HIGHER,
    )
    places = {50: "1.1", 45: "0.95", 40: "0.9", 35: "0.7", 30: "0.5", 15: "0.25", 10: "0.1", 9: "0"}
    for value, place in places.items():
        assert worth(rule.express_place(Input("a")), a=value) == Fraction(place)


def test_a_part_without_a_score_or_a_figure_is_not_corrected() -> None:
    """Undefined stays undefined, also in a figure that only corrects; a fixed coefficient needs none."""
    ratio = indicator(formula=pk.Ratio("a", "b"))
    special = (pk.adjustments.SpecialCoefficient(pk.conditions.AtMost("b", 0), "1.1"),)
    assert worth(step(pk.adjustments.CorrectionIndicator(ratio, 1)).express(Const(90), pk.Scale(0, 100)), a=1, b=0) == (
        pk.Status.UNDEFINED,
        "zero-denominator",
    )
    fixed = step(pk.adjustments.CorrectionIndicator(ratio, 1, special=special))
    assert worth(fixed.express(Const(90), pk.Scale(0, 100)), a=1, b=0) == 9


def test_personal_standards_out_of_order_correct_nothing() -> None:
    """A row whose standard values are out of order has an invalid parameter."""
    rule = pk.rules.EfficacyCoefficient(
        standards=pk.rules.FiveStandards(50, pk.Field("good"), 30, 20, 10), direction=HIGHER
    )
    correction = step(pk.adjustments.CorrectionIndicator(indicator(scoring=rule), 1))
    difference = correction.express(Const(90), pk.Scale(0, 100))
    assert worth(difference, a=45, good=40) == 0
    assert worth(difference, a=45, good=60) == (pk.Status.INVALID_PARAMETER, "standards-not-ordered")


def panel_line(**votes: object) -> pk.results.IndicatorLine:
    """The line of an indicator that two experts grade."""
    item = pk.Indicator(
        code="strategy",
        name="战略管理",
        formula=pk.formulas.PanelMean(("e1", "e2"), letters=GRADES),
        scoring=pk.rules.LinearEfficacy(worst=0, best=1, base_points=0, span=100, direction=HIGHER),
    )
    card = pk.Scorecard(code="card", name="考核表", items=((item, 100),))
    return pk.appraise(card, votes).lines[0]


def test_a_panel_is_the_mean_of_its_experts() -> None:
    """Every expert counts alike; an unknown grade is invalid, a missing one is missing, and neither is left out."""
    assert panel_line(e1="优", e2="良").points == 90
    assert panel_line(e1="优", e2="好").status is pk.Status.INVALID_VALUE
    assert panel_line(e1="优", e2=None).status is pk.Status.NOT_MEASURED


Case = tuple[Callable[[], object], pk.errors.Code, str, str]
REFUSED: dict[str, Case] = {
    "no corrections": (
        lambda: pk.adjustments.EfficacyCorrection(code="x", name="x", corrections=()),
        C.EMPTY,
        "EfficacyCorrection.corrections",
        ("corrections has 0 entries and needs at least 1; write for example CorrectionIndicator(margin, 10)"),
    ),
    "an indicator as it is": (
        lambda: step(indicator()),
        C.WRONG_TYPE,
        "EfficacyCorrection.corrections[0]",
        "CorrectionIndicator(margin, 10)",
    ),
    "one indicator twice": (
        lambda: step(
            pk.adjustments.CorrectionIndicator(indicator(), 1), pk.adjustments.FixedCorrection("margin", 1, name="x")
        ),
        C.DUPLICATE_CODE,
        "EfficacyCorrection.corrections[1].code",
        "'margin' stands twice; make it one, or tell them apart",
    ),
    "bounds upside down": (lambda: step(low="1.3", high="0.7"), C.LIMITS, "EfficacyCorrection.low", "exchange"),
    "a part from 1 on": (
        lambda: step().express(Const(3), pk.Scale(1, 5)),
        C.SCALE,
        "EfficacyCorrection",
        "from 0 on",
    ),
    "no weight": (
        lambda: pk.adjustments.CorrectionIndicator(indicator(), 0),
        C.WEIGHT,
        "CorrectionIndicator.weight",
        "leave",
    ),
    "a fixed one without weight": (
        lambda: pk.adjustments.FixedCorrection("x", -1, name="x"),
        C.WEIGHT,
        "FixedCorrection.weight",
        "greater than 0",
    ),
    "another rule": (
        lambda: pk.adjustments.CorrectionIndicator(indicator(scoring=pk.DirectPoints(scale=pk.Scale(0, 100))), 10),
        C.WRONG_TYPE,
        "CorrectionIndicator.indicator",
        "EfficacyCoefficient",
    ),
    "a missing-data policy": (
        lambda: pk.adjustments.CorrectionIndicator(indicator(missing=pk.missing.ZeroPoints()), 10),
        C.MISSING_POLICY,
        "CorrectionIndicator.indicator.missing",
        "FixedCorrection",
    ),
    "a special case by pairs": (
        lambda: pk.adjustments.CorrectionIndicator(indicator(), 10, special=(("profit", 1),)),
        C.WRONG_TYPE,
        "CorrectionIndicator.special[0]",
        "SpecialCoefficient",
    ),
    "a special case without condition": (
        lambda: pk.adjustments.SpecialCoefficient(0, "1.1"),
        C.WRONG_TYPE,
        "SpecialCoefficient.condition",
        "LessThan",
    ),
    "a panel without experts": (
        lambda: pk.formulas.PanelMean((), letters=GRADES),
        C.EMPTY,
        "PanelMean.experts",
        "expert_1",
    ),
    "a panel without grades": (
        lambda: pk.formulas.PanelMean(("e1",), letters=()),
        C.EMPTY,
        "PanelMean.letters",
        "letters has 0 entries and needs at least 1; write for example ('A', 100)",
    ),
    "an expert twice": (
        lambda: pk.formulas.PanelMean(("e1", "e1"), letters=GRADES),
        C.DUPLICATE_CODE,
        "PanelMean.experts[1]",
        "twice",
    ),
    "a grade twice": (
        lambda: pk.formulas.PanelMean(("e1",), letters=(("优", 1), ("优", "0.9"))),
        C.DUPLICATE_CODE,
        "PanelMean.letters[1]",
        "'优' stands twice; make it one, or tell them apart",
    ),
    "grades that are no pairs": (
        lambda: pk.formulas.PanelMean(("e1",), letters=("优",)),
        C.WRONG_TYPE,
        "PanelMean.letters",
        "{'A': 100",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_name_place_and_way_out(name: str) -> None:
    """A refusal has the code, the place, a way out, and a sentence in each language."""
    build, code, where, advice = REFUSED[name]
    with pytest.raises(pk.errors.DefinitionError) as caught:
        build()
    error = caught.value
    assert (error.code, error.where) == (code, where)
    assert advice in error.en
    assert re.search(r"[\u4e00-\u9fff]", error.zh)


@pytest.mark.parametrize(
    ("corrections", "ends"),
    [
        ((pk.adjustments.CorrectionIndicator(indicator(), 10),), "from 0 to 130"),
        (
            (
                pk.adjustments.CorrectionIndicator(
                    indicator(), 10, special=(pk.adjustments.SpecialCoefficient(pk.conditions.AtMost("b", 0), 2),)
                ),
            ),
            "from 0 to 200",
        ),
        (
            (
                pk.adjustments.CorrectionIndicator(indicator(), 10),
                pk.adjustments.FixedCorrection("debt", 5, name="负债", coefficient="1.5"),
            ),
            "from 0 to 150",
        ),
    ],
)
def test_how_far_a_correction_carries_the_total(corrections: tuple[object, ...], ends: str) -> None:
    """As far as its largest coefficient, its own ones among them; somebody cuts or allows what lies beyond it."""
    rated = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    with pytest.raises(pk.errors.DefinitionError, match=ends) as caught:
        pk.Scorecard(code="card", name="card", items=((rated, 1),), adjustments=(step(*corrections),))
    assert caught.value.code == C.LIMITS
