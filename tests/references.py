"""Straight-line calculations of rules that list their points: what their sentences say, written once more."""

import math
from fractions import Fraction
from itertools import pairwise

import perfkpi as pk

HIGHER, LOWER, ON = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER, pk.Direction.ON_TARGET
Points = Fraction | None


def cap_of(rule: pk.rules.BoundedScoring) -> Fraction | float:
    """The cap, or the full mark where none is declared; the card of one rule sets no limit of its own."""
    if rule.cap in (pk.UNLIMITED, pk.SCALE_TOP):
        return math.inf
    return rule.points_scale.high if rule.cap is None else rule.cap


def floor_of(rule: pk.rules.BoundedScoring) -> Fraction | float:
    """The floor, or the low end of the scale where none is declared."""
    if rule.floor is pk.UNLIMITED:
        return -math.inf
    return rule.points_scale.low if rule.floor is None else rule.floor


def bounded(rule: pk.rules.BoundedScoring, points: Fraction) -> Fraction:
    """Not below the floor, not above the cap."""
    return min(max(points, floor_of(rule)), cap_of(rule))


def met_or_not(rule: pk.MetOrNot, value: Fraction, baseline: Fraction) -> Points:
    """One of two numbers of points."""
    del baseline
    gap = {HIGHER: value - rule.target, LOWER: rule.target - value}.get(rule.direction)
    if gap is None:
        size = rule.tolerance.step if isinstance(rule.tolerance, pk.Additive) else None
        size = rule.tolerance.share * abs(rule.target) if size is None else size
        gap = size - abs(value - rule.target)
    met = gap > 0 or (gap == 0 and rule.at_target is pk.choices.AtTarget.MET)
    return bounded(rule, (rule.points_scale.high if rule.met is None else rule.met) if met else rule.missed)


def all_met(rule: pk.rules.AllMet, value: Fraction, baseline: Fraction) -> Points:
    """The full mark, less what the missed conditions cost."""
    del baseline
    if value not in range(rule.of + 1):
        return None
    missed = rule.of - int(value)
    if isinstance(rule.decrease, pk.rules.LossPerMissed):
        return bounded(rule, rule.points_scale.high - missed * rule.decrease.loss)
    return bounded(rule, (rule.points_scale.high, *rule.decrease.points)[missed])


def place_among(edges: list[pk.rules.Boundary], value: Fraction) -> int:
    """How many edges the value has passed."""
    return sum(
        value > edge.at or (value == edge.at and isinstance(edge, (pk.rules.From, pk.rules.Below))) for edge in edges
    )


def lows_of(spans: tuple[pk.rules.Tier | pk.rules.RateTier, ...]) -> list[pk.rules.Boundary]:
    """The edges of tiers that say where they begin."""
    return [span.low for span in spans[1:]]


def tiers(rule: pk.Tiers, value: Fraction, baseline: Fraction) -> Points:
    """The points of the tier."""
    del baseline
    return bounded(rule, rule.tiers[place_among(lows_of(rule.tiers), value)].points)


def sides(knot: pk.rules.Knot | pk.rules.Cliff) -> tuple[Fraction, Fraction, Fraction]:
    """Where a knot is, and the points before and behind it."""
    if isinstance(knot, pk.rules.Cliff):
        return knot.edge.at, knot.before, knot.after
    return knot.at, knot.points, knot.points


def at_knot(knot: pk.rules.Knot | pk.rules.Cliff) -> Fraction:
    """The points of a knot itself."""
    if isinstance(knot, pk.rules.Knot):
        return knot.points
    return knot.after if isinstance(knot.edge, pk.rules.From) else knot.before


def beyond(rule: pk.PiecewiseLinear, choice: object, held: Fraction, distance: Fraction, slope: Fraction) -> Points:
    """The points at a distance from the outermost knot."""
    if choice is pk.choices.Extrapolation.FLOOR:
        return floor_of(rule)
    if choice is pk.choices.Extrapolation.REFUSE:
        return None
    if choice is pk.choices.Extrapolation.HOLD:
        return bounded(rule, held)
    return bounded(rule, held + slope * choice.share * distance)


def piecewise(rule: pk.PiecewiseLinear, value: Fraction, baseline: Fraction) -> Points:
    """The straight line between the two knots beside the value."""
    del baseline
    found = [sides(knot) for knot in rule.knots]
    for knot in rule.knots:
        if value == sides(knot)[0]:
            return bounded(rule, at_knot(knot))
    slopes = [(q[1] - p[2]) / (q[0] - p[0]) for p, q in pairwise(found)]
    if value < found[0][0]:
        return beyond(rule, rule.below, found[0][1], value - found[0][0], slopes[0])
    if value > found[-1][0]:
        return beyond(rule, rule.above, found[-1][2], value - found[-1][0], slopes[-1])
    place = max(place for place, (at, _, _) in enumerate(found) if at < value)
    return bounded(rule, found[place][2] + slopes[place] * (value - found[place][0]))


def deductions(rule: pk.rules.Deductions, value: Fraction, baseline: Fraction) -> Points:
    """The full mark less so many points per event."""
    points = rule.points_scale.high
    for event in rule.events:
        count = value if event.of is None else baseline
        broken = count.denominator != 1 and event.counting is pk.choices.EventCounting.WHOLE_ONLY
        if count < 0 or broken:
            return None
        units = max(count - event.free, Fraction(0))
        if event.counting is pk.choices.EventCounting.FULL_UNITS:
            units = Fraction(math.floor(units))
        if event.counting is pk.choices.EventCounting.STARTED_UNITS:
            units = Fraction(math.ceil(units))
        cost = units * event.loss
        points -= cost if event.most is None else min(cost, event.most)
    return bounded(rule, points)


def described(rule: pk.rules.DescribedCases, value: str, baseline: Fraction) -> Points:
    """The points of the case."""
    del baseline
    points = next((case.points for case in rule.cases if case.code == value), None)
    return None if points is None else bounded(rule, points)


def matrix(rule: pk.rules.PayoutMatrix, value: Fraction, baseline: Fraction) -> Points:
    """The cell in the row of one value and the column of the other."""
    return bounded(rule, rule.points[place_among(rule.row_edges, value)][place_among(rule.column_edges, baseline)])


def amounts(rule: pk.rules.TieredAmount, value: Fraction, baseline: Fraction) -> Points:
    """The amount at the rates of its tiers: part by part, or as a whole."""
    del baseline
    edges = lows_of(rule.tiers)
    place = place_among(edges, value)
    paid = rule.tiers[place].rate * value
    if rule.basis is pk.choices.AmountBasis.MARGINAL:
        ends = [Fraction(0), *(edge.at for edge in edges[:place]), value]
        parts = [high - low for low, high in pairwise(ends)]
        paid = sum((part * tier.rate for part, tier in zip(parts, rule.tiers, strict=False)), Fraction(0))
    sign = 1 if rule.direction is HIGHER else -1
    return bounded(rule, rule.base_points + sign * paid / rule.per)


TABLES = {
    "AllMet": all_met,
    "DescribedCases": described,
    "Deductions": deductions,
    "MetOrNot": met_or_not,
    "PayoutMatrix": matrix,
    "PiecewiseLinear": piecewise,
    "TieredAmount": amounts,
    "Tiers": tiers,
}
"""The calculation of each rule by its name."""
