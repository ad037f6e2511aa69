"""Hypothesis strategies of rules, formulas, scorecards and figures; rules and formulas come from their types."""

import inspect
import math
import random
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache

import numpy as np
from derived import derived
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Kind

Draw = Callable[[st.SearchStrategy], object]

SCALES = (pk.Scale(0, 100), pk.Scale(0, 10), pk.Scale(1, 5))
FROM_ZERO = pk.Scale(0, 10)
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
def parameters() -> st.SearchStrategy[Fraction]:
    """Numbers of the sizes that targets, units, rates and points have: shares of 1, and up to some hundreds."""
    return st.one_of(numbers(), numbers(-150, 150).map(lambda number: number / 100), positive(120))


@cache
def letters(scale: pk.Scale) -> st.SearchStrategy[tuple[tuple[str, Fraction], ...]]:
    """Letter grades and what they are worth on a scale."""
    span = scale.high - scale.low
    return st.just(tuple((letter, scale.low + span * (3 - place) / 3) for place, letter in enumerate(LETTERS)))


@cache
def standards() -> st.SearchStrategy[pk.FiveStandards]:
    """Five standard values, falling or rising."""
    several = st.lists(parameters(), min_size=5, max_size=5, unique=True).map(sorted)
    return st.builds(lambda found, turn: pk.FiveStandards(*found[::turn]), several, st.sampled_from((1, -1)))


COEFFICIENTS = (("1", "0.8", "0.6", "0.4", "0.2"), ("1", "0.9", "0.6", "0.5", "0"), ("0.9", "0.8", "0.7", "0.4", "0.1"))


POINTS = (
    "100 - (value - 1) × 20",
    "if(value >= 60%, 100, value × 100)",
    "if(0 <= 指标值 < 1 or value = 2, 50, min(max(value, 0), 80))",
    "round_half_even(value / 3, 1) + baseline",
    "50 + (value - target) / target × 10",
    "if(指标值 ≥ 目标值 且 baseline > 0, 100, 60 / value)",
)
"""Points typed as text, with the same in Python in the law of references."""


@cache
def rules(name: str, scale: pk.Scale = SCALES[0]) -> st.SearchStrategy[pk.Scoring]:
    """Rules of one class, mostly on the given scale, from the types of its attributes."""
    known = {
        Fraction: parameters(),
        tuple[tuple[str, Fraction], ...]: letters(scale) | letters(FROM_ZERO),
        pk.Scale: st.sampled_from((scale, scale, FROM_ZERO)),  # some rules need a scale that begins at 0
        str: st.sampled_from(("baseline", "baseline_2")),
        pk.FiveStandards: standards(),
        tuple[Fraction, ...]: st.sampled_from(COEFFICIENTS),
        str | pk.Expr: st.sampled_from(POINTS),
    }
    return derived(getattr(pk, name), known)


@cache
def scorings(scale: pk.Scale = SCALES[0]) -> st.SearchStrategy[pk.Scoring]:
    """Any public scoring rule, mostly on the given scale."""
    return st.one_of([rules(name, scale) for name in concrete(pk.Scoring)])


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


TEXTS = ("({0}_a + {0}_b)/2", "{0}_a/{0}_b", "{0}_a - 2 × {0}_b", "{0}_a")


REFERENCES = ("PointsOf", "ValueOf")
"""Formulas that only mean something on a card that has what they speak of."""


@st.composite
def formulas(draw: Draw, code: str, rule: pk.Scoring) -> pk.Formula:
    """Any public formula that fits the rule, from the types of its attributes."""
    small = all(
        abs(parameter) < 1 for _, parameter, _ in rule.in_units_of_the_value() if isinstance(parameter, Fraction)
    )
    known = {
        str: st.sampled_from((f"{code}_a", f"{code}_a", f"{code}_b")),
        str | pk.Expr: st.sampled_from([text.format(code) for text in TEXTS]),
        tuple[str, ...]: st.sampled_from(((f"{code}_p",), (f"{code}_p", f"{code}_q"))),
        tuple[tuple[str, Fraction], ...]: letters(FROM_ZERO),
        pk.Unit: st.sampled_from((pk.Unit.NUMBER, pk.Unit.PERCENT) if small else (pk.Unit.NUMBER, pk.Unit.TIMES)),
    }
    own = {name: kind for name, kind in concrete(pk.Formula).items() if name not in REFERENCES}
    kinds = [kind for name, kind in own.items() if (name == "Grade") == rule.takes_category]
    return draw(derived(draw(st.sampled_from(kinds)), known).filter(lambda formula: rule.direction in formula.fits))


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


SPECIAL = (0.0, -0.0, math.nan, math.inf, -math.inf, 5e-324, 2.3e-308, 1e300, -1e300, 0.30000000000000004)


def figure(rng: random.Random, near: object, places: int | None, odd: float) -> float:
    """A figure about another one: moved, turned round, cut to some decimals, next to those, or something special."""
    if rng.random() < odd:
        return rng.choice(SPECIAL)
    moved = float(near) * rng.choice((1, 1, 1, 1.5, 0.5, -1)) + rng.choice(
        (0, 0, 0.1, 0.25, -0.125, rng.uniform(-5, 5))
    )
    cut = moved if places is None else round(moved, places)
    return math.nextafter(cut, rng.choice((-math.inf, math.inf))) if rng.random() < 0.05 else cut


@st.composite
def tables_for(draw: Draw, card: pk.Scorecard, rows: int = 30) -> dict[str, np.ndarray]:
    """Columns of figures about those that the card's rules compare with; few draws, many rows."""
    people = [draw(measures_for(card, gaps=False)) for _ in range(4)]
    rng = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311  # figures, not secrets
    places = draw(st.sampled_from((0, 1, 2, 3, 6, None)))
    odd = draw(st.sampled_from((0, 0, 0.02, 0.1)))
    table: dict[str, np.ndarray] = {}
    for node in card.express().inputs():
        near = [rng.choice(people)[node.name] for _ in range(rows)]
        if node.kind is Kind.CATEGORY:
            table[node.name] = np.array([None if rng.random() < odd else letter for letter in near], dtype=object)
        else:
            table[node.name] = np.array([figure(rng, each, places, odd) for each in near])
    return table


@cache
@st.composite
def batches(draw: Draw) -> tuple[pk.Scorecard, dict[str, np.ndarray]]:
    """A scorecard and a table for it."""
    card = draw(scorecards())
    return card, draw(tables_for(card))


def person(table: Mapping[str, np.ndarray], row: int) -> dict[str, object]:
    """One row of a table, as ``appraise`` takes it."""
    return {name: column[row] if column.dtype == object else column[row].item() for name, column in table.items()}
