"""A message, a reason and a text quote a number as a person wrote it: 0.84816, 12 %, never 5301/6250."""

from collections.abc import Callable
from decimal import Decimal

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import card_of

HIGHER, WHOLE, HUNDRED = pk.Direction.HIGHER_IS_BETTER, pk.choices.Counting.FULL_UNITS, pk.Scale(0, 100)
PERCENT_RATIO = pk.Ratio("a", "b", unit=pk.Unit.PERCENT)
NAME = pk.Label(zh="名称", en="Name")
INDICATOR = card_of(pk.DirectPoints(scale=HUNDRED)).items[0]


def plain(number: Decimal) -> str:
    """A decimal as people write it, without an exponent and without idle zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


decimals = st.builds(lambda digits, places: Decimal(f"{digits}e-{places}"), st.integers(1, 10**12), st.integers(0, 20))
signs = st.sampled_from(("", "%"))


def spell(pair: tuple[Decimal, Decimal], sign: str) -> tuple[str, str]:
    """The smaller and the larger of two numbers, both with a sign or none."""
    low, high = sorted(pair)
    return plain(low) + sign, plain(high) + sign


pairs = st.builds(spell, st.tuples(decimals, decimals).filter(lambda pair: pair[0] != pair[1]), signs)


def delta(**changes: object) -> pk.TargetDelta:
    """A rule that would be right without the changes."""
    given: dict[str, object] = {"target": 1, "per": pk.Additive(1), "loss": 1, "base_points": 100, "counting": WHOLE}
    return pk.TargetDelta(**(given | {"direction": HIGHER} | changes))


Build = Callable[[str, str], object]
BOTH: dict[str, Build] = {
    "a scale": lambda low, high: pk.Scale(high, low),
    "a benchmark": lambda low, high: pk.rules.AchievementImprovement(
        threshold=high, benchmark=low, direction=HIGHER, baseline="b", scale=pk.Scale(0, 10)
    ),
    "rating edges": lambda low, high: pk.RatingScale.descending(("A", low), ("B", high)),
    "a gap between ratings": lambda low, high: pk.RatingScale((pk.Band("A", high, None), pk.Band("B", None, low))),
    "an overlap of ratings": lambda low, high: pk.RatingScale((pk.Band("A", low, None), pk.Band("B", None, high))),
    "a gap between tiers": lambda low, high: pk.Tiers(
        (pk.rules.Tier(1, high=pk.rules.Below(low)), pk.rules.Tier(2, low=pk.rules.From(high))), direction=HIGHER
    ),
    "standard values": lambda low, high: pk.rules.EfficacyCoefficient(
        standards=pk.rules.FiveStandards(low, high, 0, 0, 0), direction=HIGHER
    ),
    "floor and cap of a step": lambda low, high: pk.adjustments.ScoreLimit(code="l", name=NAME, floor=high, cap=low),
    "floor and cap of a modifier": lambda low, high: pk.adjustments.Multiplier(
        code="m", name=NAME, factor=1, floor=high, cap=low
    ),
    "floor and cap of a rule": lambda low, high: delta(floor=f"-{low}", cap=f"-{high}", scale=pk.Scale(-(10**13), 0)),
    "a best value": lambda low, high: pk.rules.LinearEfficacy(
        worst=high, best=low, base_points=60, span=40, direction=HIGHER
    ),
    "a line to zero": lambda low, high: pk.rules.FullMarkIfMet(
        target=low, decrease=pk.rules.LineToZero(at=high), direction=HIGHER
    ),
    "points from the best down": lambda low, high: pk.rules.RankPoints(
        by=pk.rules.RankTable(((1, low),), others=high), direction=HIGHER, ties=pk.Ties.LOWEST
    ),
}
ONE: dict[str, Build] = {
    "a negative rate": lambda low, _: delta(loss=f"-{low}"),
    "a negative weight": lambda low, _: attrs.evolve(INDICATOR, weight=f"-{low}"),
    "a rounding step": lambda low, _: pk.Rounding(step=f"-{low}"),
    "a negative unit": lambda low, _: pk.Additive(f"-{low}"),
    "a negative minimum": lambda low, _: pk.Reweight(minimum_weight=f"-{low}"),
    "a negative full mark": lambda low, _: pk.formulas.ExamScore("x", maximum=f"-{low}"),
    "a negative norm": lambda low, _: pk.formulas.Usage("x", norm=f"-{low}", sign=pk.choices.DeviationSign.SAVING),
    "a negative target": lambda low, _: pk.Attainment(target=f"-{low}", direction=HIGHER),
    "a negative factor": lambda low, _: pk.adjustments.Multiplier(
        code="m", name=NAME, factor=1, floor=f"-{low}", cap=1
    ),
}


def refusal(build: Build, low: str, high: str) -> tuple[str, str]:
    """What both languages say."""
    with pytest.raises(pk.PerfKpiError) as caught:
        build(low, high)
    return caught.value.en, caught.value.zh


@pytest.mark.parametrize("build", BOTH.values(), ids=list(BOTH))
@given(pair=pairs)
@settings(max_examples=examples(30))
def test_two_numbers_that_contradict_each_other(build: Build, pair: tuple[str, str]) -> None:
    """Both stand in both messages as they were written."""
    for text in refusal(build, *pair):
        assert all(number in text for number in pair), text


@pytest.mark.parametrize("build", ONE.values(), ids=list(ONE))
@given(pair=pairs)
@settings(max_examples=examples(30))
def test_one_number_that_is_refused(build: Build, pair: tuple[str, str]) -> None:
    """It stands in both messages as it was written."""
    for text in refusal(build, *pair):
        assert f"-{pair[0]}" in text, text


@given(decimals)
def test_a_bare_percentage_is_quoted_in_both_readings(number: Decimal) -> None:
    """As percent and as what it would mean without the sign."""
    bare = plain(number + 1)
    for text in refusal(lambda low, _: pk.conditions.AtLeast(PERCENT_RATIO, low), bare, ""):
        assert f"'{bare}%'" in text
        assert f"'{plain((number + 1) * 100)}%'" in text


@given(pair=pairs)
def test_scales_ratings_and_edges_as_text(pair: tuple[str, str]) -> None:
    """What prints itself prints its numbers as they were written."""
    low, high = pair
    assert str(pk.Scale(low, high)) == f"{low}..{high}"
    assert pk.Band("A", low, high).interval == f"[{low}, {high})"
    assert str(pk.rules.From(low)) == f"From({low})"


@given(st.integers(2, 10**6), st.sampled_from((3, 7, 9, 11)))
def test_a_number_without_a_short_decimal_stays_a_fraction(number: int, denominator: int) -> None:
    """1/3 is 1/3."""
    spelled = f"{number * denominator + 1}/{denominator}"
    assert pk.Band("A", spelled, None).interval == f"[{spelled}, ∞)"


HUGE = {
    "a huge number": ("1.5e99", "≈1.5×10^99"),
    "a tiny number": ("1e-100", "≈1×10^-100"),
    "a huge negative number": (-(10**400), "≈-1×10^400"),
    "a long fraction": (f"{10**50 + 1}/{3 * 10**50}", "≈0.333333"),
    "sixty digits": (10**60 - 1, "9" * 60),
}


@pytest.mark.parametrize(("number", "text"), HUGE.values(), ids=list(HUGE))
def test_what_nobody_reads_is_cut(number: object, text: str) -> None:
    """In powers of ten, which both languages read, and marked as an approximation."""
    assert pk.Band("A", number, None).interval == f"[{text}, ∞)"


@given(pair=pairs)
def test_numbers_inside_a_refused_value(pair: tuple[str, str]) -> None:
    """What is refused as a whole quotes its numbers as they were written; a text stays the text that it is."""
    for text in refusal(lambda low, _: pk.rules.Tier(1, low=pk.rules.UpTo(low)), *pair):
        assert f"UpTo({pair[0]})" in text or f"{pair[0]} 及以下" in text
    for text in refusal(lambda *_: pk.rules.Tier(1, low="Fraction(1, 2)"), *pair):
        assert "'Fraction(1, 2)'" in text


def test_numbers_that_are_none() -> None:
    """A Decimal is quoted without its type."""
    for text in refusal(lambda low, _: pk.Scale(Decimal(low), 1), "NaN", ""):
        assert text.startswith("NaN ")


def test_a_share_of_the_weights_is_shown_in_percent() -> None:
    """However it was written; a third stays one."""
    for minimum, text in (("60%", "60%"), ("0.6", "60%"), ("2/3", "2/3")):
        policy = pk.Reweight(minimum_weight=minimum)
        card = pk.Scorecard(
            code="card",
            name=NAME,
            items=(
                (INDICATOR, 40),
                (
                    pk.Indicator(
                        code="other", name=NAME, formula=pk.Actual("other"), scoring=pk.DirectPoints(scale=HUNDRED)
                    ),
                    60,
                ),
            ),
            missing=policy,
        )
        reason = pk.appraise(card, {"value": 50, "other": None}).reasons[0]
        assert f"(at least {text})" in reason.say("en")
        assert f"（至少 {text}）" in reason.say("zh")


def test_weights_in_percent_sum_in_percent() -> None:
    """The sum is written as its parts are."""
    other = pk.Indicator(code="other", name=NAME, formula=pk.Actual("other"), scoring=pk.DirectPoints(scale=HUNDRED))
    for text in refusal(
        lambda low, high: pk.Scorecard(code="card", name=NAME, items=((INDICATOR, low), (other, high))),
        "12.5%",
        "30%",
    ):
        assert "12.5% + 30%" in text
        assert "42.5%" in text
