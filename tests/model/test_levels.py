"""The score of one level, against its definition, for every choice of which items have points."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import prod

import pytest
from cards import HIGHER, HUNDRED, rated
from evaluated import Figure, evaluated, worth

import perfkpi as pk
from perfkpi.choices import Aggregation
from perfkpi.language import Const, Div, Expr, Input, Named, Role, Status, Undefinedness
from perfkpi.missing import MissingPolicy
from perfkpi.model.card.aggregation import Entry, counted_points, express_level
from perfkpi.model.card.placement import Level, place
from perfkpi.model.card.policies import CardPolicies
from perfkpi.model.card.sections import Group, as_items

A = Aggregation
LEAVES, STAYS = pk.Reweight(), pk.missing.Refuse()
GONE = Status.NOT_MEASURED
SHARES = {"a": Fraction(1, 2), "b": Fraction(1, 3), "c": Fraction(1, 6)}
POINTS = {"a": 60, "b": 90, "c": 30}


def placed(aggregation: Aggregation, *items: object, **choices: object) -> Level:
    """Items of one level, at their places."""
    policies = {
        "scale": HUNDRED,
        "missing": STAYS,
        "scales": pk.choices.ScalePolicy.LINEAR,
        "rounding": pk.RoundingPolicy(),
    }
    group = Group(as_items(items), aggregation)
    return place(group, CardPolicies(weighting=pk.choices.Weighting.NORMALISED, **policies | choices))


def level(
    aggregation: Aggregation,
    policies: Mapping[str, MissingPolicy],
    shares: Mapping[str, Fraction] = SHARES,
    *,
    scale: pk.Scale = HUNDRED,
    own: pk.Scale = HUNDRED,
    scales: pk.choices.ScalePolicy = pk.choices.ScalePolicy.LINEAR,
    contribution: pk.Rounding | None = None,
) -> Expr:
    """The score of items with some policies, whose measures are their points."""
    items = [(rated(code, own, missing=policy), shares[code]) for code, policy in policies.items()]
    rounding = pk.RoundingPolicy(contribution=contribution)
    found = placed(aggregation, *items, scale=scale, scales=scales, rounding=rounding)
    points = {each: Named(Role.POINTS, each.item.code, Input(each.item.code)) for each in found.placements}
    entries = [Entry(each, points[each], counted_points(each, points[each])) for each in found.placements]
    return express_level(entries, found.inherited)


def counted(rule: pk.Scoring, policy: MissingPolicy, aggregation: Aggregation) -> Expr:
    """What counts for the points of one item, which are its measure."""
    item = pk.Indicator(code="a", name="a", formula=pk.Actual("a"), scoring=rule, missing=policy)
    (placement,) = placed(aggregation, (item, 1), scale=rule.points_scale).placements
    return counted_points(placement, Input("a"))


def reckoned(aggregation: Aggregation, present: Mapping[str, int]) -> Fraction:
    """The score of the items that are there, by the definition of the aggregation; the weights are relative."""
    match aggregation:
        case A.WEIGHTED_SUM:
            whole = sum(SHARES[code] for code in present)
            return sum((SHARES[code] * points for code, points in present.items()), Fraction(0)) / whole
        case A.MINIMUM:
            return Fraction(min(present.values()))
        case _:
            return Fraction(100) * prod(Fraction(points, 100) for points in present.values())


@pytest.mark.parametrize("policies", list(product([LEAVES, STAYS], repeat=3)), ids=str)
@pytest.mark.parametrize("aggregation", [A.WEIGHTED_SUM, A.MINIMUM, A.PRODUCT])
def test_those_that_are_there_make_the_score(aggregation: Aggregation, policies: tuple[MissingPolicy, ...]) -> None:
    """An item that leaves counts nowhere, one that may not makes the score undefined, and no item makes none."""
    by_code = dict(zip(SHARES, policies, strict=True))
    score = level(aggregation, by_code)
    for there in product([True, False], repeat=3):
        present = {code: POINTS[code] for code, here in zip(SHARES, there, strict=True) if here}
        figures: dict[str, Figure] = {code: present.get(code, GONE) for code in SHARES}
        broken = any(code not in present and by_code[code] is STAYS for code in SHARES)
        if broken:
            assert worth(score, **figures) == (GONE, "test")
        elif not present:
            assert worth(score, **figures) == (Status.INSUFFICIENT, "minimum-count")
        else:
            assert worth(score, **figures) == reckoned(aggregation, present)


@pytest.mark.parametrize("order", ["abc", "acb", "bac", "bca", "cab", "cba"])
@pytest.mark.parametrize("aggregation", [A.WEIGHTED_SUM, A.MINIMUM, A.PRODUCT])
def test_the_order_of_items_does_not_matter(aggregation: Aggregation, order: str) -> None:
    """Whichever of them leave: first, last or between."""
    score = level(aggregation, dict.fromkeys(order, LEAVES))
    for gone in ("", "a", "b", "c", "ab", "bc", "ac"):
        present = {code: points for code, points in POINTS.items() if code not in gone}
        figures: dict[str, Figure] = {code: present.get(code, GONE) for code in SHARES}
        assert worth(score, **figures) == reckoned(aggregation, present)


@pytest.mark.parametrize("policies", list(product([LEAVES, STAYS], repeat=2)), ids=str)
def test_a_geometric_mean_takes_the_root_of_what_is_there(policies: tuple[MissingPolicy, ...]) -> None:
    """20 and 80 with equal weights are 40; one alone is itself; 0 is 0."""
    by_code = dict(zip("ab", policies, strict=True))
    score = level(A.GEOMETRIC_MEAN, by_code, {"a": Fraction(1, 2), "b": Fraction(1, 2)})
    assert worth(score, a=20, b=80) == 40
    assert worth(score, a=0, b=80) == 0
    for gone, other in ("ab", "ba"):
        expected = 81 if by_code[gone] is LEAVES else (GONE, "test")
        assert worth(score, **{gone: GONE, other: 81}) == expected
    if policies == (LEAVES, LEAVES):
        assert worth(score, a=GONE, b=GONE) == (Status.INSUFFICIENT, "minimum-count")


def test_a_geometric_mean_of_uneven_weights() -> None:
    """16^(3/4) times 81^(1/4) is 24; of three items two keep the ratio of their weights: 16^(3/4) 81^(1/4) again."""
    quarters = {"a": Fraction(3, 4), "b": Fraction(1, 4)}
    assert worth(level(A.GEOMETRIC_MEAN, dict.fromkeys("ab", STAYS), quarters), a=16, b=81) == 24
    fifths = {"a": Fraction(3, 5), "b": Fraction(1, 5), "c": Fraction(1, 5)}
    score = level(A.GEOMETRIC_MEAN, dict.fromkeys("abc", LEAVES), fifths)
    assert worth(score, a=16, b=81, c=GONE) == 24
    assert worth(score, a=GONE, b=9, c=25) == 15
    assert worth(score, a=32, b=1, c=32) == 16
    assert worth(level(A.GEOMETRIC_MEAN, {"a": STAYS}, {"a": Fraction(1)}), a=37) == 37


COUNTS = {1: "a", 2: "ab", 3: "abc"}


@pytest.mark.parametrize("aggregation", [A.WEIGHTED_SUM, A.MINIMUM, A.PRODUCT])
@pytest.mark.parametrize("count", COUNTS)
def test_a_minimum_count(aggregation: Aggregation, count: int) -> None:
    """The strictest policy of a level holds, and its number is in the reason."""
    policies = {"a": LEAVES, "b": pk.Reweight(minimum_count=count), "c": LEAVES}
    score = level(aggregation, policies)
    for number, present in COUNTS.items():
        figures: dict[str, Figure] = {code: POINTS[code] if code in present else GONE for code in SHARES}
        found = evaluated(score, figures)
        if number >= count:
            assert worth(score, **figures) == reckoned(aggregation, {code: POINTS[code] for code in present})
        else:
            assert isinstance(found, Undefinedness)
            (reason,) = found.reasons
            assert (found.status, reason.code) == (Status.INSUFFICIENT, "minimum-count")
            assert reason.say("en") == f"too few items have data (at least {count})"
            assert reason.say("zh") == f"有数据的项目不足（至少 {count}）"


@pytest.mark.parametrize(("minimum", "said"), [("2/3", "2/3"), ("0.5", "50%"), ("50%", "50%"), ("5/6", "5/6")])
def test_a_minimum_weight(minimum: str, said: str) -> None:
    """The share that is there has to reach it; it may be just as much."""
    policies = {"a": LEAVES, "b": pk.Reweight(minimum_weight=minimum), "c": STAYS}
    score = level(A.WEIGHTED_SUM, policies)
    for present in ("abc", "ac", "bc", "c"):
        figures: dict[str, Figure] = {code: POINTS[code] if code in present else GONE for code in SHARES}
        found = evaluated(score, figures)
        if sum(SHARES[code] for code in present) >= Fraction(minimum.rstrip("%")) / (100 if "%" in minimum else 1):
            assert worth(score, **figures) == reckoned(A.WEIGHTED_SUM, {code: POINTS[code] for code in present})
        else:
            assert isinstance(found, Undefinedness)
            (reason,) = found.reasons
            assert (found.status, reason.code) == (Status.INSUFFICIENT, "minimum-weight")
            assert reason.say("en") == f"too little weight has data (at least {said})"
            assert reason.say("zh") == f"有数据的权重不足（至少 {said}）"


@pytest.mark.parametrize("aggregation", list(A))
def test_a_figure_that_is_wrong_does_not_leave(aggregation: Aggregation) -> None:
    """The level has its status, and not merely too few items."""
    halves = {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    score = level(aggregation, {"a": LEAVES, "b": pk.Reweight(minimum_count=2)}, halves)
    assert worth(score, a=Status.INVALID_VALUE, b=80) == (Status.INVALID_VALUE, "test")


CONVERTED = [(pk.choices.ScalePolicy.LINEAR, 50), (pk.choices.ScalePolicy.PROPORTIONAL, 60)]


@pytest.mark.parametrize("aggregation", list(A))
@pytest.mark.parametrize(("scales", "expected"), CONVERTED)
def test_points_move_to_the_scale_of_the_level(
    aggregation: Aggregation, scales: pk.choices.ScalePolicy, expected: int
) -> None:
    """Of 1..5, 3 is half way up, and three fifths of the full mark; the step has a name of its own."""
    score = level(aggregation, {"a": STAYS}, {"a": Fraction(1)}, own=pk.Scale(1, 5), scales=scales)
    assert worth(score, a=3) == expected
    assert (Role.STEP, "converted") in marks(score)
    assert (Role.STEP, "converted") not in marks(level(aggregation, {"a": STAYS}, {"a": Fraction(1)}, scales=scales))


def marks(expression: Expr) -> dict[tuple[Role, str], Named]:
    """Every name in an expression."""
    found = {(expression.role, expression.code): expression} if isinstance(expression, Named) else {}
    for child in expression.children:
        found |= marks(child)
    return found


def test_a_weighted_sum_marks_weights_and_contributions() -> None:
    """Effective weights are shares of what is there; contributions are rounded one by one and add up."""
    score = level(A.WEIGHTED_SUM, {"a": LEAVES, "b": STAYS, "c": STAYS}, contribution=pk.Rounding(0))
    found = marks(score)
    for code, weight in (("a", 0), ("b", Fraction(2, 3)), ("c", Fraction(1, 3))):
        assert worth(found[Role.WEIGHT, code], a=GONE, b=70, c=40) == weight
    assert worth(found[Role.CONTRIBUTION, "b"], a=GONE, b=70, c=40) == 47
    assert worth(found[Role.CONTRIBUTION, "c"], a=GONE, b=70, c=40) == 13
    assert worth(score, a=GONE, b=70, c=40) == 60


def test_fixed_weights_are_not_divided() -> None:
    """Where nobody may leave, a weight is the share as it was written."""
    found = marks(level(A.WEIGHTED_SUM, dict.fromkeys("abc", STAYS)))
    assert [found[Role.WEIGHT, code].value for code in "abc"] == [Const(share) for share in SHARES.values()]
    leaving = marks(level(A.WEIGHTED_SUM, {"a": STAYS, "b": STAYS, "c": LEAVES}))
    assert all(isinstance(leaving[Role.WEIGHT, code].value, Div) for code in "abc")


@pytest.mark.parametrize("aggregation", [A.MINIMUM, A.PRODUCT, A.GEOMETRIC_MEAN])
def test_where_nothing_is_added_the_counted_points_are_marked(aggregation: Aggregation) -> None:
    """By each item's code, for lines have no contribution then."""
    halves = {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    found = marks(level(aggregation, {"a": LEAVES, "b": STAYS}, halves))
    assert {code for role, code in found if role is Role.COUNTED} == {"a", "b"}


def test_what_counts_for_points() -> None:
    """A policy's number stands in and is marked; without one, and where an item just leaves, the points stay."""
    rule = pk.DirectPoints(scale=HUNDRED)
    assert counted(rule, STAYS, A.WEIGHTED_SUM) == Input("a")
    assert counted(rule, LEAVES, A.MINIMUM) == Input("a")
    for aggregation in A:
        neutral = counted(rule, pk.missing.NeutralPoints(60), aggregation)
        assert isinstance(neutral, Named)
        assert (neutral.role, neutral.code) == (Role.STEP, "counted")
        assert worth(neutral, a=GONE) == 60
        assert worth(neutral, a=70) == 70
    left = counted(rule, LEAVES, A.WEIGHTED_SUM)
    assert worth(left, a=GONE) == 0


@pytest.mark.parametrize(
    ("limits", "inside", "outside"),
    [
        ({"floor": pk.UNLIMITED, "cap": pk.UNLIMITED}, (-1000, 7, 1000), ()),
        ({"floor": 0, "cap": pk.UNLIMITED}, (0, 1000), ("-0.01",)),
        ({"floor": pk.UNLIMITED, "cap": 120}, (-1000, 120), ("120.01",)),
        ({"floor": 0, "cap": 120}, (0, 7, 120), (-50, 5000)),
    ],
)
def test_what_is_carried_lies_within_reach(
    limits: Mapping[str, object], inside: tuple[int, ...], outside: tuple[object, ...]
) -> None:
    """Last period's points are those that the item can have."""
    rule = pk.Attainment(target=1, direction=HIGHER, scale=pk.Scale(0, 100, up_to=pk.UNLIMITED), **limits)
    carried = counted(rule, pk.missing.CarryLast("{code}_last"), A.MINIMUM)
    for points in inside:
        assert worth(carried, a=GONE, a_last=points) == points
    for points in outside:
        assert worth(carried, a=GONE, a_last=Fraction(points)) == (Status.INVALID_PARAMETER, "carried-beyond-reach")
    assert worth(carried, a=5, a_last=5000) == 5
