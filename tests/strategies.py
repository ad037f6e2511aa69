"""Hypothesis strategies that come from the types: every public rule and formula has one, or the laws fail.

A new rule is covered by every law as soon as it has an entry in :data:`RULES`; without an entry no law runs at all.
"""

import inspect
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Kind

Draw = Callable[[st.SearchStrategy], object]

SCALES = (pk.Scale(0, 100), pk.Scale(0, 10), pk.Scale(1, 5))
DIRECTIONS = tuple(pk.Direction)
ONE_SIDED = (pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER)
GRAINS = (Fraction(1, 100), Fraction(1))
LETTERS = ("A", "B", "C", "D")


def concrete(root: type) -> dict[str, type]:
    """Every concrete subclass that the library defines, by name; each must be public."""

    def walk(kind: type) -> Iterator[type]:
        for child in kind.__subclasses__():
            yield child
            yield from walk(child)

    names = {
        kind.__name__
        for kind in walk(root)
        if kind.__module__.startswith("perfkpi.") and not inspect.isabstract(kind) and kind.__name__[0] != "_"
    }
    return {name: getattr(pk, name) for name in sorted(names)}


@cache
def numbers(low: int = -300, high: int = 300) -> st.SearchStrategy[Fraction]:
    """Decimals of up to three places, and some thirds and sevenths."""
    return st.one_of(
        st.builds(Fraction, st.integers(low, high)),
        st.builds(lambda n, places: Fraction(n, 10**places), st.integers(low, high), st.integers(1, 3)),
        st.builds(Fraction, st.integers(low, high), st.sampled_from((3, 7))),
    )


@cache
def positive(high: int = 300) -> st.SearchStrategy[Fraction]:
    """The same, greater than 0."""
    return numbers(1, high)


@cache
@st.composite
def bounds(draw: Draw, scale: pk.Scale, *, above: Fraction | None = None) -> dict[str, Fraction | None]:
    """A floor and a cap with room between them (and room on both sides of ``above``)."""
    span = scale.high - scale.low
    middle = scale.low + span / 2 if above is None else above
    floor = draw(st.sampled_from((None, scale.low, scale.low + (middle - scale.low) / 3)))
    cap = draw(st.sampled_from((None, scale.high, scale.high + span / 5, (middle + scale.high) / 2)))
    return {"floor": floor, "cap": cap}


@cache
@st.composite
def units(draw: Draw, grain: Fraction, *, relative: bool) -> pk.Additive | pk.Relative:
    """A unit of movement; relative only where the target is not 0."""
    if relative and draw(st.booleans()):
        return pk.Relative(draw(positive(20)) / 100)
    return pk.Additive(draw(positive(20)) * grain)


@cache
@st.composite
def target_deltas(draw: Draw, scale: pk.Scale = SCALES[0]) -> pk.TargetDelta:
    """Base points and points per unit, all counts, directions and limits."""
    grain = draw(st.sampled_from(GRAINS))
    target = draw(numbers()) * grain
    base = scale.low + (scale.high - scale.low) * draw(st.integers(1, 9)) / 10
    direction = draw(st.sampled_from(DIRECTIONS))
    loss = draw(st.none() | positive(20))
    gain = draw(st.none() | positive(20)) if loss is not None else draw(positive(20))
    if direction is pk.Direction.ON_TARGET:
        gain, loss = None, loss if loss is not None else Fraction(3)
    return pk.TargetDelta(
        target=target,
        per=draw(units(grain, relative=target != 0)),
        loss_per=draw(st.none() | units(grain, relative=target != 0)),
        gain=gain,
        loss=loss,
        base_points=base,
        counting=draw(st.sampled_from(pk.Counting)),
        direction=direction,
        scale=scale,
        **draw(bounds(scale, above=base)),
    )


@cache
@st.composite
def attainments(draw: Draw, scale: pk.Scale = SCALES[0]) -> pk.Attainment:
    """Shares of a target, positive, negative or zero, with every policy."""
    grain = draw(st.sampled_from(GRAINS))
    target = draw(st.one_of(positive(), positive(), numbers(), st.just(Fraction(0)))) * grain
    direction = draw(st.sampled_from(DIRECTIONS))
    limits = draw(bounds(scale))
    lower = draw(st.sampled_from(pk.LowerMethod)) if direction is pk.Direction.LOWER_IS_BETTER else None
    zero = pk.ZeroTarget.REFUSE
    if target == 0:
        zero = draw(st.sampled_from((pk.ZeroTarget.MET_OR_NOT, pk.ZeroTarget.REFERENCE)))
    highest = scale.high if limits["cap"] is None else limits["cap"]
    return pk.Attainment(
        target=target,
        full_mark=draw(st.none() | positive(150)),
        direction=direction,
        lower_method=lower,
        at_zero=highest + draw(st.integers(0, 5)) if lower is pk.LowerMethod.TARGET_OVER_ACTUAL else None,
        negative_target=pk.NegativeTarget.DISTANCE,
        zero_target=zero,
        zero_reference=draw(positive()) * grain if zero is pk.ZeroTarget.REFERENCE else None,
        scale=scale,
        **limits,
    )


@cache
@st.composite
def full_marks(draw: Draw, scale: pk.Scale = SCALES[0]) -> pk.FullMarkIfMet:
    """The full mark if met, with each decrease."""
    grain = draw(st.sampled_from(GRAINS))
    target = draw(positive()) * grain
    direction = draw(st.sampled_from(DIRECTIONS))
    kinds = ["proportional", "stepped"] + ["line"] * (direction is not pk.Direction.ON_TARGET)
    kind = draw(st.sampled_from(kinds))
    if kind == "line":
        away = draw(positive()) * grain
        at = target - away if direction is pk.Direction.HIGHER_IS_BETTER else target + away
        decrease: object = pk.LineToZero(at=at)
    elif kind == "stepped":
        decrease = pk.Stepped(
            per=draw(units(grain, relative=True)), loss=draw(positive(20)), counting=draw(st.sampled_from(pk.Counting))
        )
    else:
        lower = draw(st.sampled_from(pk.LowerMethod)) if direction is pk.Direction.LOWER_IS_BETTER else None
        decrease = pk.Proportional(lower_method=lower)
    return pk.FullMarkIfMet(target=target, decrease=decrease, direction=direction, scale=scale, **draw(bounds(scale)))


@cache
@st.composite
def rateds(draw: Draw, scale: pk.Scale = SCALES[0]) -> pk.Rated:
    """Ratings as they are, or letters."""
    span = scale.high - scale.low
    letters = tuple((letter, scale.low + span * (3 - place) / 3) for place, letter in enumerate(LETTERS))
    return pk.Rated(scale=scale, letters=draw(st.sampled_from((None, letters))))


@cache
@st.composite
def improvements(draw: Draw, scale: pk.Scale = SCALES[0]) -> pk.AchievementImprovement:
    """A threshold, a better benchmark and a baseline."""
    grain = draw(st.sampled_from(GRAINS))
    direction = draw(st.sampled_from(ONE_SIDED))
    threshold, away = draw(numbers()) * grain, draw(positive()) * grain
    return pk.AchievementImprovement(
        threshold=threshold,
        benchmark=threshold + away if direction is pk.Direction.HIGHER_IS_BETTER else threshold - away,
        baseline=draw(st.sampled_from(("baseline", "baseline_2"))),
        direction=direction,
        scale=scale if scale.low == 0 else pk.Scale(0, 10),
    )


RULES: dict[str, Callable[..., st.SearchStrategy[pk.Scoring]]] = {
    "AchievementImprovement": improvements,
    "Attainment": attainments,
    "FullMarkIfMet": full_marks,
    "Rated": rateds,
    "TargetDelta": target_deltas,
}


@cache
def scorings(scale: pk.Scale = SCALES[0]) -> st.SearchStrategy[pk.Scoring]:
    """Any public scoring rule; a rule without a strategy is a KeyError that names it."""
    return st.one_of([RULES[name](scale) for name in concrete(pk.Scoring)])


@cache
def numeric_scorings() -> st.SearchStrategy[pk.Scoring]:
    """Any public scoring rule that scores numbers, on any scale."""
    return st.sampled_from(SCALES).flatmap(scorings).filter(lambda rule: not rule.takes_category)


@st.composite
def values_for(draw: Draw, rule: pk.Scoring) -> Fraction:
    """A value for a rule: near what it compares values with, or anywhere."""
    compared = list(rule.in_units_of_the_value())
    anchors = [parameter for _, parameter, difference in compared if not difference]
    steps = [parameter for _, parameter, difference in compared if difference] or [Fraction(1), Fraction(1, 100)]
    where = draw(st.integers(0, 3))
    if where == 0:
        return draw(numbers())
    if not anchors:
        return rule.scale.low + (rule.scale.high - rule.scale.low) * draw(st.integers(-1, 21)) / 20
    anchor = anchors[draw(st.integers(0, len(anchors) - 1))]
    if where == 1:
        # between what the rule compares with, and a little beyond; from 0 where that is one figure
        other = anchors[0] if anchor != anchors[0] else Fraction(0)
        return other + (anchor - other) * draw(st.integers(-5, 30)) / 10
    return anchor + steps[draw(st.integers(0, len(steps) - 1))] * draw(st.integers(-40, 40)) / 4


def _actual(draw: Draw, code: str, unit: pk.Unit, rule: pk.Scoring) -> pk.Formula:
    del draw, rule
    return pk.Actual(f"{code}_a", unit=unit)


def _ratio(draw: Draw, code: str, unit: pk.Unit, rule: pk.Scoring) -> pk.Formula:
    del rule
    return pk.Ratio(f"{code}_a", f"{code}_b", unit=unit, denominator_sign=draw(st.sampled_from(pk.Sign)))


def _growth(draw: Draw, code: str, unit: pk.Unit, rule: pk.Scoring) -> pk.Formula:
    del rule
    return pk.Growth(f"{code}_a", f"{code}_b", unit=unit, nonpositive_prior=draw(st.sampled_from(pk.PriorPolicy)))


def _computed(draw: Draw, code: str, unit: pk.Unit, rule: pk.Scoring) -> pk.Formula:
    del rule
    text = draw(st.sampled_from(("({0}_a + {0}_b)/2", "{0}_a/{0}_b", "{0}_a - 2 × {0}_b", "{0}_a")))
    return pk.Computed(text.format(code), unit=unit)


def _deviation(draw: Draw, code: str, unit: pk.Unit, rule: pk.Scoring) -> pk.Formula:
    made = [pk.Deviation(f"{code}_a", f"{code}_b", sign=sign, unit=unit) for sign in pk.DeviationSign]
    return draw(st.sampled_from([formula for formula in made if rule.direction in formula.fits]))


def _grade(draw: Draw, code: str, unit: pk.Unit, rule: pk.Scoring) -> pk.Formula:
    del draw, unit, rule
    return pk.Grade(f"{code}_a")


FORMULAS: dict[str, Callable[[Draw, str, pk.Unit, pk.Scoring], pk.Formula]] = {
    "Actual": _actual,
    "Computed": _computed,
    "Deviation": _deviation,
    "Grade": _grade,
    "Growth": _growth,
    "Ratio": _ratio,
}


@st.composite
def formulas(draw: Draw, code: str, rule: pk.Scoring) -> pk.Formula:
    """Any public formula that fits the rule; a formula without a strategy is a KeyError that names it."""
    makers = {name: FORMULAS[name] for name in concrete(pk.Formula)}
    wanted = [name for name in makers if (name == "Grade") == rule.takes_category]
    small = all(
        abs(parameter) < 1 for _, parameter, _ in rule.in_units_of_the_value() if isinstance(parameter, Fraction)
    )
    unit = draw(st.sampled_from((pk.Unit.NUMBER, pk.Unit.PERCENT) if small else (pk.Unit.NUMBER, pk.Unit.TIMES)))
    return makers[draw(st.sampled_from(wanted))](draw, code, unit, rule)


@cache
@st.composite
def policies(draw: Draw, scale: pk.Scale, count: int = 1) -> pk.MissingPolicy:
    """A missing-data policy whose points lie on the scale."""
    on = draw(st.sampled_from((pk.Status.absences(), pk.Status.absences() | {pk.Status.UNDEFINED})))
    kinds: list[pk.MissingPolicy] = [
        pk.Refuse(on=on),
        pk.Reweight(on=on, minimum_count=draw(st.integers(1, count)), minimum_weight=draw(st.sampled_from((0, "40%")))),
        pk.NeutralPoints(scale.low + (scale.high - scale.low) / 2, on=on),
    ]
    if scale.low == 0:
        kinds.append(pk.ZeroPoints(on=on))
    return draw(st.sampled_from(kinds))


@cache
@st.composite
def indicators(draw: Draw, code: str = "item", scale: pk.Scale | None = None) -> pk.Indicator:
    """An indicator with any rule and any formula that fits it."""
    rule = draw(scorings(draw(st.sampled_from(SCALES)) if scale is None else scale))
    return pk.Indicator(
        code=code,
        name=pk.Label(zh=f"指标{code}", en=f"Indicator {code}"),
        formula=draw(formulas(code, rule)),
        scoring=rule,
        missing=draw(st.none() | policies(rule.scale)),
    )


@cache
@st.composite
def shares(draw: Draw, count: int) -> list[Fraction]:
    """Whole weights that sum to 100."""
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=count - 1, max_size=count - 1, unique=True)))
    return [Fraction(high - low) for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]


@cache
@st.composite
def levels(draw: Draw, prefix: str, weighting: pk.Weighting, *, nested: bool) -> tuple[pk.Weighted, ...]:
    """The items of one level, some of them sections."""
    count = draw(st.integers(1, 4 if nested else 3))
    weights = draw(shares(count))
    if weighting is pk.Weighting.NORMALISED:
        weights = [weight / 7 for weight in weights]
    items: list[pk.Weighted] = []
    for place, weight in enumerate(weights):
        code = f"{prefix}{place}"
        section = nested and draw(st.integers(0, 3)) == 0
        item = draw(sections(code)) if section else draw(indicators(code))
        items.append(pk.Weighted(item, weight))
    return tuple(items)


@cache
@st.composite
def sections(draw: Draw, code: str) -> pk.Section:
    """A section of one to three indicators."""
    weighting = draw(st.sampled_from((pk.Weighting.SHARES, pk.Weighting.NORMALISED)))
    return pk.Section(
        code=code,
        name=pk.Label(zh=f"分类{code}", en=f"Section {code}"),
        items=draw(levels(f"{code}_", weighting, nested=False)),
        weighting=weighting,
        missing=draw(st.none() | st.builds(pk.Reweight, minimum_count=st.integers(1, 2))),
    )


@cache
@st.composite
def rounding_policies(draw: Draw) -> pk.RoundingPolicy:
    """The default rounding, or one with stages."""
    stages = st.one_of(
        st.none(),
        st.builds(pk.Rounding, st.integers(0, 4), mode=st.sampled_from(pk.RoundingMode)),
        st.builds(lambda step: pk.Rounding(step=step), st.sampled_from(("0.5", "0.05"))),
    )
    if draw(st.booleans()):
        return pk.RoundingPolicy()
    return pk.RoundingPolicy(
        value=draw(st.none() | st.just(pk.Rounding(4))),
        points=draw(stages),
        contribution=draw(stages),
        section=draw(stages),
        total=draw(stages),
    )


ADJUSTMENT = pk.Adjustment(
    code="bonus", name=pk.Label(zh="加分", en="Bonus"), formula=pk.Actual("bonus_a"), floor=-5, cap=5
)


@cache
@st.composite
def scorecards(draw: Draw) -> pk.Scorecard:
    """A tree of indicators with weights, policies, rounding stages, ratings and perhaps an adjustment."""
    weighting = draw(st.sampled_from(pk.Weighting))
    items = draw(levels("i", weighting, nested=True))
    rounding = draw(rounding_policies())
    return pk.Scorecard(
        code="card",
        name=pk.Label(zh="考核表", en="Card"),
        items=items,
        weighting=weighting,
        scale=pk.Scale(0, 100),
        scales=pk.ScalePolicy.LINEAR,
        missing=draw(st.sampled_from((pk.Refuse(), pk.Reweight(), pk.Reweight(minimum_weight="30%")))),
        adjustments=draw(st.sampled_from(((), (ADJUSTMENT,)))),
        rounding=rounding,
        ratings=pk.RatingScale.descending(("优秀", 90), ("良好", 70), ("一般", 50), ("不合格", 0)),
        rate_on=draw(st.sampled_from(pk.RateOn)),
    )


ABSENT = (None, float("nan"), pk.Absent.NOT_APPLICABLE, pk.Absent.NOT_DUE, "no number")


def rule_of(card: pk.Scorecard, name: str) -> pk.Scoring | None:
    """The rule of the indicator whose measure it is, if the name tells."""
    return next((item.scoring for item in card.indicators() if name.startswith(f"{item.code}_")), None)


@st.composite
def measures_for(draw: Draw, card: pk.Scorecard, *, gaps: bool = True) -> dict[str, object]:
    """Figures for every measure of a card; with gaps, some absent, some zero, some wrong."""
    figures: dict[str, object] = {}
    for node in card.express().inputs():
        if gaps and draw(st.integers(0, 9)) == 0:
            figures[node.name] = draw(st.sampled_from(ABSENT))
        elif node.kind is Kind.CATEGORY:
            figures[node.name] = draw(st.sampled_from(LETTERS))
        elif node.name.endswith("_b"):
            figures[node.name] = draw(numbers(-3 if gaps else 1, 50))
        else:
            rule = rule_of(card, node.name)
            number = draw(values_for(rule) if rule is not None else numbers(-20, 20))
            figures[node.name] = number
    return figures


@cache
@st.composite
def cases(draw: Draw, *, gaps: bool = True) -> tuple[pk.Scorecard, dict[str, object]]:
    """A scorecard and one person's figures."""
    card = draw(scorecards())
    return card, draw(measures_for(card, gaps=gaps))


def single(rule: pk.Scoring, formula: pk.Formula | None = None) -> pk.Scorecard:
    """A card of one indicator ``item`` that scores the measure ``value`` as it is."""
    indicator = pk.Indicator(
        code="item",
        name=pk.Label(zh="单项", en="Single item"),
        formula=formula or (pk.Grade("value") if rule.takes_category else pk.Actual("value")),
        scoring=rule,
    )
    return pk.Scorecard(
        code="single", name="single", items=(pk.Weighted(indicator, 100),), scales=pk.ScalePolicy.LINEAR
    )


def line_of(rule: pk.Scoring, value: object, baseline: object = 0) -> pk.IndicatorLine:
    """What one rule makes of one value."""
    figures = {"value": value, "baseline": baseline, "baseline_2": baseline}
    return pk.appraise(single(rule), figures).lines[0]
