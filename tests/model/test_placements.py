"""What an item inherits where it stands: scale, weighting, policy, cap, and its share of the total."""

from fractions import Fraction

import pytest
from cards import HIGHER, card, named, rated, section, weighed

import perfkpi as pk

POINTS, SHARES, RELATIVE = pk.choices.Weighting.POINTS, pk.choices.Weighting.SHARES, pk.choices.Weighting.NORMALISED
FORTY, SIXTY = pk.Scale(0, 40), pk.Scale(0, 60)


def nested(weighting: pk.choices.Weighting, *steps: object) -> pk.Scorecard:
    """Points at the top, and within a section of 40 points another section on the same 40."""
    inner = section("inner", (rated("x", FORTY), 50), (rated("y", FORTY), 50), adjustments=steps)
    outer = section("outer", (inner, 100), weighting=weighting)
    return card((outer, 40), (rated("z", SIXTY), 60), weighting=POINTS)


@pytest.mark.parametrize("weighting", [SHARES, RELATIVE])
def test_sections_within_sections_add_up_from_their_own_full_mark(weighting: pk.choices.Weighting) -> None:
    """20 and 30 of 40 points, half each, are 10 and 15 of the total: the section around has full mark 40, not 100."""
    result = pk.appraise(nested(weighting), {"x": 20, "y": 30, "z": 30})
    assert {line.code: line.contribution for line in result.lines} == {"x": 10, "y": 15, "z": 30}
    assert {line.code: line.contribution for line in result.sections} == {"outer": 25, "inner": 25}
    assert (result.total, result.rounding) == (55, 0)


def test_a_step_within_them_is_measured_by_the_same_mark() -> None:
    """A limit of 10 takes 15 from the 25 of its section, and 15 from the total."""
    result = pk.appraise(nested(SHARES, named(pk.adjustments.ScoreLimit, "limit", cap=10)), {"x": 20, "y": 30, "z": 30})
    (limit,) = result.adjustments
    assert (limit.points, limit.contribution) == (-15, -15)
    assert (result.total, result.rounding) == (40, 0)


def test_shares_of_the_total_multiply_from_the_top_down() -> None:
    """Each item's nominal weight is its share of its level times that of the section around."""
    inner = section("inner", *weighed(a=1, b=3), weighting=RELATIVE)
    middle = section("middle", (inner, 50), (rated("c"), 50))
    rules = card((middle, 40), (rated("d"), 60))
    result = pk.appraise(rules, dict.fromkeys("abcd", 80))
    nominal = {line.code: line.nominal_weight for line in (*result.sections, *result.lines)}
    expected = {"middle": "0.4", "inner": "0.2", "a": "0.05", "b": "0.15", "c": "0.2", "d": "0.6"}
    assert nominal == {code: Fraction(share) for code, share in expected.items()}


def test_a_cap_of_the_card_reaches_rules_at_any_depth() -> None:
    """As far as the full mark of their section goes beyond itself: a fifth more than 40 is 48."""
    rule = pk.Attainment(target=100, direction=HIGHER, scale=FORTY)
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    inner = section("inner", (item, 100))
    outer = section("outer", (inner, 100), weighting=SHARES)
    rules = card(
        (outer, 40), (rated("z", SIXTY), 60), weighting=POINTS, scale=pk.Scale(0, 100, up_to=120), cap=pk.SCALE_TOP
    )
    result = pk.appraise(rules, {"x": 500, "z": 60})
    assert result.lines[0].points == 48
    assert result.total == 108


OFF_BY_ONE = section("s", (rated("a"), 50), (rated("b"), 51))
BEYOND = pk.Indicator(
    code="c", name="c", formula=pk.Actual("c"), scoring=pk.Attainment(target=1, direction=HIGHER, cap=130)
)
TWO_FAULTS = [
    (((OFF_BY_ONE, 50), (BEYOND, 60)), pk.errors.Code.WEIGHT_SUM, "items"),
    (((OFF_BY_ONE, 50), (BEYOND, 50)), pk.errors.Code.WEIGHT_SUM, "items[0].items"),
    (((BEYOND, 50), (OFF_BY_ONE, 50)), pk.errors.Code.LIMITS, "items[0].scoring.cap"),
]


@pytest.mark.parametrize(("items", "code", "where"), TWO_FAULTS)
def test_the_first_fault_of_a_tree_is_told(items: tuple[object, ...], code: pk.errors.Code, where: str) -> None:
    """A level's weights come before its items, and these in their order, each with all that is below it."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        card(*items)
    assert (caught.value.code, caught.value.where) == (code, where)


def test_full_marks_ask_for_a_scale_from_zero() -> None:
    """Points cannot add up to a scale that ends at 0, whatever lies beyond its full mark."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        card(*weighed(a=5, b=5), weighting=POINTS, scale=pk.Scale(-10, 0, up_to=5))
    assert (caught.value.code, caught.value.where) == (pk.errors.Code.WEIGHT_SUM, "items")


def test_each_part_counts_by_its_share_of_the_total() -> None:
    """A section of 40 %, half of it a composite, a quarter of that a part that is missing: 5 % are not there."""
    parts = pk.formulas.Composite(((rated("p"), 25), (rated("q"), 75)), missing=pk.Reweight())
    both = pk.Indicator(code="both", name="both", formula=parts, scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    inner = section("s", (both, 50), (rated("a"), 50))
    rules = card((inner, 40), (rated("b"), 60))
    figures = {"p": None, "q": 80, "a": 70, "b": 60}
    result = pk.appraise(rules, figures)
    assert result.total is not None
    assert result.completeness == Fraction(19, 20)
    table = {name: [figure, 50] for name, figure in figures.items()}
    assert pk.score_batch(rules, table).completeness.tolist() == [0.95, 1.0]
