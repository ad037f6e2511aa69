"""Hypothesis strategies of rules, formulas, scorecards and figures; rules and formulas come from their types."""

import inspect
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache

import attrs
import numpy as np
from derived import derived
from hypothesis import reject
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Input, Kind, Undefinedness
from perfkpi.meanings.exact import Exact, pair

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
def ends(kinds: tuple[type, ...]) -> st.SearchStrategy[type]:
    """One of some kinds of edges."""
    return st.sampled_from(kinds)


@st.composite
def ascending(draw: Draw, count: int, low: int = -40, high: int = 120) -> list[Fraction]:
    """Different numbers, from the lowest up."""
    places = draw(st.lists(st.integers(low, high), min_size=count, max_size=count, unique=True))
    unit = draw(st.sampled_from((Fraction(1), Fraction(1, 10), Fraction(1, 100), Fraction(1, 7))))
    return [place * unit for place in sorted(places)]


@st.composite
def listed_points(draw: Draw, count: int, scale: pk.Scale) -> list[Fraction]:
    """Points on a scale that rise, fall, or rise and then fall."""
    span = scale.high - scale.low
    found = sorted(scale.low + span * Fraction(draw(st.integers(0, 40)), 40) for _ in range(count))
    shape = draw(st.integers(0, 2))
    if shape == 0:
        return found
    return found[::-1] if shape == 1 else found[::2] + found[1::2][::-1]


LOW_ENDS, EVERY_END = (pk.From, pk.Above), (pk.From, pk.Above, pk.UpTo, pk.Below)


@cache
@st.composite
def tiers(draw: Draw, scale: pk.Scale) -> tuple[pk.Tier, ...]:
    """Tiers that meet, now and then with one number between two edges."""
    count = draw(st.integers(2, 4))
    at = draw(ascending(count - 1))
    points = draw(listed_points(count, scale))
    lows: list[pk.From | pk.Above | None] = [None, *(draw(ends(LOW_ENDS))(number) for number in at)]
    if count > 2 and draw(st.integers(0, 4)) == 0:
        lows[1:3] = [pk.From(at[0]), pk.Above(at[0])]
    return tuple(pk.Tier(worth, low) for worth, low in zip(points, lows, strict=True))


@cache
@st.composite
def rate_tiers(draw: Draw) -> tuple[pk.RateTier, ...]:
    """Rates of tiers that begin above 0; mostly rising, as whole amounts need them."""
    count = draw(st.integers(1, 3))
    at = draw(ascending(count - 1, 1, 60))
    rates = draw(st.lists(numbers(0, 20), min_size=count, max_size=count))
    lows = [None, *(draw(ends(LOW_ENDS))(number) for number in at)]
    rates = sorted(rates) if draw(st.booleans()) else rates
    return tuple(pk.RateTier(rate, low) for rate, low in zip(rates, lows, strict=True))


@cache
@st.composite
def knots(draw: Draw, scale: pk.Scale) -> tuple[pk.Knot | pk.Cliff, ...]:
    """Knots and cliffs of a curve."""
    count = draw(st.integers(2, 4))
    cliffs = [draw(st.integers(0, 4)) == 0 for _ in range(count)]
    points = draw(listed_points(count + sum(cliffs), scale))
    made: list[pk.Knot | pk.Cliff] = []
    for number, cliff in zip(draw(ascending(count)), cliffs, strict=True):
        first = points.pop(0)
        edge = draw(ends(LOW_ENDS))(number)
        made.append(pk.Cliff(edge, before=first, after=points.pop(0)) if cliff else pk.Knot(number, first))
    return tuple(made)


@cache
@st.composite
def events(draw: Draw) -> tuple[pk.Event, ...]:
    """One kind of event that the value counts, and perhaps others."""
    kinds = [(None, "own"), ("baseline", "other"), ("baseline_2", "third")][: draw(st.integers(1, 3))]
    return tuple(
        pk.Event(
            code,
            of=of,
            loss=draw(positive(30)),
            counting=draw(st.sampled_from(pk.EventCounting)),
            free=draw(st.just(0) | st.integers(0, 3) | numbers(0, 30)),
            most=draw(st.none() | positive(60)),
        )
        for of, code in draw(st.permutations(kinds))
    )


@cache
@st.composite
def boundaries(draw: Draw) -> tuple[pk.Boundary, ...]:
    """One or two edges of a matrix."""
    return tuple(draw(ends(EVERY_END))(number) for number in draw(ascending(draw(st.integers(1, 2)))))


@cache
@st.composite
def grids(draw: Draw, scale: pk.Scale) -> tuple[tuple[Fraction, ...], ...]:
    """The points of a matrix that rise or fall along rows and columns."""
    rows, columns = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    unit = (scale.high - scale.low) / 40
    down, right = draw(st.sampled_from((1, -1))), draw(st.sampled_from((1, -1)))
    steps = [sorted(draw(st.lists(st.integers(0, 20), min_size=n, max_size=n))) for n in (rows, columns)]
    return tuple(tuple(scale.low + unit * (one + other) for other in steps[1][::right]) for one in steps[0][::down])


@cache
@st.composite
def described_cases(draw: Draw, scale: pk.Scale) -> tuple[pk.DescribedCase, ...]:
    """Described cases by the letters of the data."""
    points = draw(listed_points(3, scale))
    return tuple(
        pk.DescribedCase(letter, pk.Label(zh=f"情况{letter}", en=f"case {letter}"), worth)
        for letter, worth in zip(LETTERS, points, strict=False)
    )


@cache
@st.composite
def alternatives(draw: Draw, scale: pk.Scale) -> tuple[pk.Alternative, ...]:
    """Two rules for one indicator."""
    names = draw(st.permutations(("Attainment", "Deductions", "MetOrNot", "Rated", "TargetDelta", "Tiers")))
    return tuple(
        pk.Alternative(code, draw(rules(name, scale)))
        for code, name in zip(("baseline", "baseline_2"), names, strict=False)
    )


@cache
@st.composite
def conditions(draw: Draw, names: tuple[str, ...], count: int | None = None) -> tuple[pk.Condition, ...]:
    """So many conditions on some measures, or one to three."""
    kinds = (pk.AtLeast, pk.AtMost, pk.MoreThan, pk.LessThan)
    return tuple(
        draw(st.sampled_from(kinds))(draw(st.sampled_from(names)), draw(numbers(-30, 120)))
        for _ in range(draw(st.integers(1, 3)) if count is None else count)
    )


@st.composite
def distributions(draw: Draw) -> pk.Distribution:
    """The values of a few people, many of them equal, perhaps of none."""
    numbers = draw(st.lists(parameters(), max_size=6))
    return pk.Distribution(numbers + numbers[: draw(st.integers(0, 6))], absent=draw(st.integers(0, 2)))


@cache
@st.composite
def rows_of(draw: Draw, scale: pk.Scale) -> tuple[tuple[Fraction, Fraction], ...]:
    """A few edges, ranks or percentiles, with points on a scale, the best first."""
    ranks = draw(st.booleans())
    edges = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3, unique=True))
    points = sorted(draw(st.lists(st.integers(0, 6), min_size=3, max_size=3)), reverse=True)
    ordered = sorted(edges) if ranks else [Fraction(edge, 10) for edge in sorted(edges, reverse=True)]
    span = scale.high - scale.low
    return tuple((edge, scale.low + span * worth / 6) for edge, worth in zip(ordered, points, strict=False))


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
        int: st.integers(1, 4),
        tuple[Fraction | pk.Field | pk.Formula, ...]: st.integers(1, 4).flatmap(lambda n: listed_points(n, scale)),
        tuple[tuple[Fraction | pk.Field | pk.Formula, ...], ...]: grids(scale),
        tuple[pk.Tier, ...]: tiers(scale),
        tuple[pk.RateTier, ...]: rate_tiers(),
        tuple[pk.Knot | pk.Cliff, ...]: knots(scale),
        tuple[pk.Event, ...]: events(),
        tuple[pk.Boundary, ...]: boundaries(),
        tuple[pk.DescribedCase, ...]: described_cases(scale),
        tuple[pk.Alternative, ...]: alternatives(scale),
        tuple[tuple[str, Fraction], ...]: letters(scale) | letters(FROM_ZERO),
        pk.Scale: st.sampled_from((scale, scale, FROM_ZERO)),  # some rules need a scale that begins at 0
        str: st.sampled_from(("baseline", "baseline_2")),
        pk.Distribution | None: distributions(),
        tuple[tuple[Fraction, Fraction], ...]: rows_of(scale),
        pk.Rounding: st.builds(pk.Rounding, st.integers(-1, 4), mode=st.sampled_from(pk.RoundingMode)),
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
    if isinstance(rule, pk.Standing):
        anchors = list(rule.among.values)
    steps = [parameter for _, parameter, difference in compared if difference] or [Fraction(1), Fraction(1, 100)]
    where = draw(st.integers(0, 3))
    if where == 0:
        return draw(numbers())
    if isinstance(rule, pk.AllMet):
        return Fraction(draw(st.integers(-1, rule.of + 1)))
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


UNITS = (pk.Unit.NUMBER, pk.Unit.TIMES)


@st.composite
def condition_on(draw: Draw, operands: Sequence[str | pk.Formula]) -> pk.Condition:
    """A condition on some measures or formulas: a comparison, or several put together."""
    kinds = (pk.AtLeast, pk.MoreThan, pk.AtMost, pk.LessThan)
    simple = [
        draw(st.sampled_from(kinds))(draw(st.sampled_from(operands)), draw(numbers(-20, 60)))
        for _ in range(draw(st.integers(1, 3)))
    ]
    if len(simple) == 1:
        return pk.Not(simple[0]) if draw(st.booleans()) else simple[0]
    return draw(st.sampled_from((pk.AllOf, pk.AnyOf)))(tuple(simple))


@st.composite
def components(draw: Draw, code: str) -> tuple[pk.Weighted, ...]:
    """The parts of a composite indicator."""
    weights = draw(st.sampled_from(((100,), (40, 60))))
    return tuple(
        pk.Weighted(
            pk.Indicator(
                code=f"{code}_p{place}",
                name=pk.Label(zh=f"部分{code}{place}", en=f"Part {code}{place}"),
                formula=pk.Actual(f"{code}_{'ab'[place]}"),
                scoring=draw(rules(draw(st.sampled_from(("Attainment", "TargetDelta"))), SCALES[0])),
            ),
            weight,
        )
        for place, weight in enumerate(weights)
    )


def formulas_of(
    kind: type[pk.Formula],
    code: str = "item",
    units: tuple[pk.Unit, ...] = UNITS,
    count: int | None = None,
    scales: tuple[pk.Scale, ...] = SCALES,
) -> st.SearchStrategy[pk.Formula]:
    """Formulas of one class, of measures that begin with a code, from the types of its attributes."""
    names = [f"{code}_{each}" for each in "aabc"]
    given: dict[str, st.SearchStrategy] = {}
    if kind is pk.ByDimension:
        given = {"numerator": st.just(f"{code}_{{}}"), "denominator": st.just(f"{code}_{{}}_b")}
    elif kind is pk.PanelGrades:
        given = {
            "experts": st.sampled_from(((f"{code}_p",), (f"{code}_p", f"{code}_q"))),
            "grades": letters(FROM_ZERO),
        }
    known = {
        str: st.sampled_from(names),
        int: st.integers(1, 3),
        Fraction: parameters(),
        str | pk.Expr: st.sampled_from([text.format(code) for text in TEXTS]),
        pk.Condition: condition_on(names),
        tuple[pk.Condition, ...]: conditions(tuple(names), count),
        pk.MissingPolicy: policies(SCALES[0]),
        tuple[pk.Weighted, ...]: components(code),
        pk.Unit: st.sampled_from(units),
        pk.Scale: st.sampled_from(scales),
        pk.Formula: st.sampled_from((pk.HitRate, pk.Share, pk.TurnoverRate)).map(
            lambda share: share(*names[1 : 1 + len(attrs.fields(share)) - 1])
        ),
        tuple[tuple[Fraction, str | pk.Formula], ...]: st.permutations(names[1:]).map(
            lambda measures: tuple(zip((5, 3, 1), measures, strict=True))
        ),
        tuple[str, ...]: st.sampled_from((("a",), ("a", "c"))),
        tuple[tuple[str, Fraction], ...]: letters(FROM_ZERO),
        tuple[Fraction, ...]: st.lists(positive(9), min_size=1, max_size=2).map(tuple),
    }
    return derived(kind, known, given)


def own_formulas() -> dict[str, type[pk.Formula]]:
    """Every public formula that means something on a card of its own, by name."""
    return {name: kind for name, kind in concrete(pk.Formula).items() if name not in REFERENCES}


@st.composite
def formulas(draw: Draw, code: str, rule: pk.Scoring) -> pk.Formula:
    """Any public formula that fits the rule, from the types of its attributes."""
    chosen = [each.rule for each in rule.rules] if isinstance(rule, pk.Alternatives) else [rule]
    rated = any(isinstance(each, pk.Rated) for each in chosen)  # values are points on its scale, and no percentages
    small = not rated and all(
        abs(parameter) < 1 for _, parameter, _ in rule.in_units_of_the_value() if isinstance(parameter, Fraction)
    )
    units = (pk.Unit.NUMBER, pk.Unit.PERCENT) if small else UNITS
    kinds = [kind for name, kind in own_formulas().items() if (name == "Grade") == rule.takes_category]
    for _ in range(12):  # several kinds fit one direction alone
        kind = draw(st.sampled_from(kinds))
        scales = (rule.scale,) if rated else SCALES
        formula = draw(formulas_of(kind, code, units, getattr(rule, "of", None), scales))
        if rule.direction in formula.fits and (small or formula.unit != pk.Unit.PERCENT):
            return formula
    return reject()


def status_of(formula: pk.Formula, figures: Mapping[str, object]) -> pk.Status:
    """What becomes of a formula with some figures, all of them numbers."""
    inputs = {name: pair(figure) for name, figure in figures.items() if isinstance(figure, Fraction)}
    if any(node.name not in inputs for node in formula.express().inputs()):
        return pk.Status.NOT_MEASURED
    found = formula.express().fold(Exact(inputs))
    return found.status if isinstance(found, Undefinedness) else pk.Status.OK


def takes_halves(formula: pk.Formula) -> bool:
    """Whether a formula takes figures that are no counts."""
    halves = {node.name: Fraction(1, 2) for node in formula.express().inputs()}
    return status_of(formula, halves) is not pk.Status.INVALID_VALUE


def mend(draw: Draw, formula: pk.Formula, figures: dict[str, object]) -> None:
    """Counts in place of figures that a formula calls invalid, as a rule: parts of wholes, answers, headcounts."""
    for _ in range(4):
        if status_of(formula, figures) is not pk.Status.INVALID_VALUE:
            return
        for node in formula.express().inputs():
            figures[node.name] = Fraction(draw(st.integers(0, 12)))


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
    limit = pk.Limit(code=f"{code}_limit", name=pk.Label(zh=f"限制{code}", en=f"Limit {code}"), cap=80)
    return pk.Section(
        code=code,
        name=pk.Label(zh=f"分类{code}", en=f"Section {code}"),
        items=draw(levels(f"{code}_", weighting, nested=False)),
        aggregation=draw(st.sampled_from(AGGREGATIONS)),
        weighting=weighting,
        adjustments=draw(st.sampled_from(((), (), (limit,)))),
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


FACTOR = pk.Modifier(
    code="factor", name=pk.Label(zh="难度系数", en="Coefficient"), factor=pk.Actual("factor_b"), floor="0.5", cap="1.5"
)
LIMIT = pk.Limit(code="limit", name=pk.Label(zh="限制", en="Limit"), floor=10, cap=95)
VETO = pk.Veto(code="veto", name=pk.Label(zh="否决", en="Veto"), condition=pk.AtLeast("veto_a", 15))
CEILING = pk.RatingCeiling(
    code="ceiling", name=pk.Label(zh="上限", en="Ceiling"), condition=pk.AtLeast("ceiling_a", 0), best="一般"
)


@st.composite
def steps(draw: Draw) -> tuple[pk.ScoreStep, ...]:
    """What is done to the score of a card: mostly nothing, or one thing after the other."""
    if draw(st.booleans()):
        return ()
    return tuple(draw(st.lists(st.sampled_from((ADJUSTMENT, FACTOR, LIMIT, VETO)), max_size=4, unique=True)))


@st.composite
def gates(draw: Draw, items: tuple[pk.Weighted, ...]) -> tuple[pk.Gate, ...]:
    """Mostly none, or one on a measure, or on the value or points of an item."""
    codes = [weighted.item.code for weighted in items]
    plain = [
        each.item for each in items if isinstance(each.item, pk.Indicator) and not each.item.scoring.takes_category
    ]
    operands = ["gate_a", *(kind(item.code) for item in plain for kind in (pk.PointsOf, pk.ValueOf))]
    if draw(st.integers(0, 2)):
        return ()
    gate = pk.Gate(
        code="gate",
        name=pk.Label(zh="门槛", en="Gate"),
        opens=draw(condition_on(operands)),
        closed=draw(st.sampled_from((pk.PayNothing(), pk.AtMostPoints(50), pk.AtMostPoints(pk.Field("most_a"))))),
        exempt=tuple(draw(st.lists(st.sampled_from(codes), max_size=1))),
    )
    return (gate,)


AGGREGATIONS = (*[pk.Aggregation.WEIGHTED_SUM] * 4, *pk.Aggregation)


def speaking(items: tuple[pk.Weighted, ...]) -> tuple[pk.Weighted, ...]:
    """The same items, the last one of which speaks of the points of the first."""
    first, last = items[0].item, items[-1].item
    sections = isinstance(first, pk.Section) or isinstance(last, pk.Section)
    if len(items) == 1 or sections or last.scoring.takes_category:
        return items
    return (*items[:-1], pk.Weighted(attrs.evolve(last, formula=pk.PointsOf(first.code)), items[-1].weight))


@cache
@st.composite
def scorecards(draw: Draw) -> pk.Scorecard:
    """A tree of indicators with weights, policies, gates, steps, rounding stages and ratings."""
    weighting = draw(st.sampled_from(pk.Weighting))
    items = draw(levels("i", weighting, nested=True))
    items = speaking(items) if draw(st.integers(0, 3)) == 0 else items
    rounding = draw(rounding_policies())
    return pk.Scorecard(
        code="card",
        name=pk.Label(zh="考核表", en="Card"),
        items=items,
        weighting=weighting,
        scale=pk.Scale(0, 100),
        aggregation=draw(st.sampled_from(AGGREGATIONS)),
        scales=draw(st.sampled_from((pk.ScalePolicy.LINEAR, pk.ScalePolicy.PROPORTIONAL))),
        missing=draw(
            st.sampled_from(
                (pk.Refuse(), pk.Reweight(), pk.Reweight(minimum_weight="30%"), pk.CarryLast("{code}_last"))
            )
        ),
        gates=draw(gates(items)),
        adjustments=draw(steps()),
        rounding=rounding,
        ratings=pk.RatingScale.descending(("优秀", 90), ("良好", 70), ("一般", 50), ("不合格", 0)),
        ceilings=draw(st.sampled_from(((), (), (CEILING,)))),
        rate_on=draw(st.sampled_from(pk.RateOn)),
    )


ABSENT = (None, float("nan"), pk.Absent.NOT_APPLICABLE, pk.Absent.NOT_DUE, "no number")


def rule_of(card: pk.Scorecard, name: str) -> pk.Scoring | None:
    """The rule of the indicator whose measure it is, if the name tells."""
    return next((item.scoring for item in card.indicators() if name.startswith(f"{item.code}_")), None)


def inputs_of(card: pk.Scorecard) -> Sequence[Input]:
    """Every measure that a card reads."""
    return (card.express_rating() or card.express()).inputs()


@st.composite
def measures_for(draw: Draw, card: pk.Scorecard, *, gaps: bool = True) -> dict[str, object]:
    """Figures for every measure of a card; with gaps, some absent, some zero, some wrong."""
    figures: dict[str, object] = {}
    for node in inputs_of(card):
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
    for item in card.indicators():
        if not gaps or draw(st.integers(0, 3)):
            mend(draw, item.formula, figures)
    return figures


def unsettled(card: pk.Scorecard) -> pk.Scorecard:
    """The same card whose rules wait for a population again."""

    def without(weighted: pk.Weighted) -> pk.Weighted:
        item = weighted.item
        if isinstance(item, pk.Section):
            return pk.Weighted(attrs.evolve(item, items=map(without, item.items)), weighted.weight)
        if isinstance(item.scoring, pk.Standing):
            item = attrs.evolve(item, scoring=attrs.evolve(item.scoring, distribution=None))
        return pk.Weighted(item, weighted.weight)

    return attrs.evolve(card, items=map(without, card.items))


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
    counted = {
        node.name
        for item in card.indicators()
        if not takes_halves(item.formula)
        for node in item.formula.express().inputs()
    }
    for node in inputs_of(card):
        near = [rng.choice(people)[node.name] for _ in range(rows)]
        if node.kind is Kind.CATEGORY:
            table[node.name] = np.array([None if rng.random() < odd else letter for letter in near], dtype=object)
        else:
            few = 0 if node.name in counted and rng.random() < 0.8 else places
            table[node.name] = np.array([figure(rng, each, few, odd) for each in near])
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
