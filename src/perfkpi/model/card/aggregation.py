"""From the points of the items to the score of a level: weights, scales, aggregations, minimums for missing data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from perfkpi.labels import Label
from perfkpi.language import (
    Add,
    Caption,
    Const,
    Defined,
    Div,
    Edge,
    Expr,
    Min,
    Mul,
    Named,
    Power,
    Reason,
    Reference,
    Role,
    Sentence,
    Status,
    Undefined,
    decide,
    substitute,
)
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.placement import Inherited, Placement
from perfkpi.model.card.score_reach import express_limits
from perfkpi.model.card.weighting import Aggregation
from perfkpi.model.measurement.missing import MissingPolicy
from perfkpi.model.measurement.rounding import rounded
from perfkpi.numerals import Percentage, finite_places, written

CONVERTED = Caption.computed("converted", Label(zh="折算得分", en="converted points"))
"""Points on the scale of the level."""

_COUNTED = Caption("counted", Label(zh="计入得分", en="counted points"), quiet=True)
_WEIGHT = Label(zh="权重", en="weight")
_CONTRIBUTION = Label(zh="加权得分", en="weighted points")


_LOWEST = Label(zh="最低分", en="lowest points")
_AGGREGATED = {
    Aggregation.GEOMETRIC_MEAN: Caption.computed(
        "geometric_mean", Label(zh="加权几何平均", en="weighted geometric mean")
    ),
    Aggregation.MINIMUM: Caption("minimum", _LOWEST, sentence=Sentence.always(_LOWEST)),
    Aggregation.PRODUCT: Caption.computed("product", Label(zh="连乘得分", en="product of the shares")),
}
"""What is no sum is called what it is."""
_COUNTED_POINTS = Label(zh="计入得分", en="counted points")


class Entry(NamedTuple):
    """One item of a level, ready to be weighed.

    Attributes:
        placement: the item, and what it inherits.
        points: its points, marked, on its own scale.
        counted: what counts for them after policies and gates; where the item may leave, what counts while it stays.
    """

    placement: Placement
    points: Expr
    counted: Expr

    @property
    def code(self) -> str:
        """The item's code."""
        return self.placement.item.code

    @property
    def share(self) -> Fraction:
        """The item's nominal share of the level; the shares of a level sum to 1."""
        return self.placement.share

    @property
    def missing(self) -> MissingPolicy:
        """What missing points of the item do."""
        return self.placement.missing

    @property
    def leaves(self) -> bool:
        """Whether the item may leave its level."""
        return self.missing.reweighting is not None

    def stays(self) -> Expr:
        """Express whether the item is there: 1, or 0 where it has no points, for a reason that its policy covers."""
        return Defined(self.points, self._gaps) if self.leaves else Const(1)

    def counts(self) -> Expr:
        """Express the same for a decision; a wrong figure leaves it open, so that the level has that status.

        Whether there is enough must not be said over wrong data: too little may be covered by a policy one level up.
        """
        return Defined(self.points, self._gaps, wrong=Status.wrong())

    @property
    def _gaps(self) -> frozenset[Status]:
        """The statuses with which the item leaves."""
        leaving = self.missing.reweighting
        return frozenset() if leaving is None else leaving.on

    def converted(self) -> Expr:
        """Express the counted points on the scale of the level."""
        own, level = self.placement.scale, self.placement.inherited
        express = own.express_share_of if level.policies.shares else own.express_on
        converted = express(level.scale, self.counted)
        return converted if converted is self.counted else Named(Role.STEP, CONVERTED, converted)


def counted_points(placement: Placement, points: Expr) -> Expr:
    """Express what counts for an item's points under its policy.

    Where nothing is added up, an item that leaves has no neutral number of points: the aggregation leaves it out.

    Args:
        placement: the item.
        points: of the item.
    """
    added_up = placement.inherited.aggregation is Aggregation.WEIGHTED_SUM
    policy = placement.missing if added_up else placement.missing.for_those_that_stay()
    # Only a policy that looks at the fewest and the most points has them worked out.
    looks = any(type(each).express_within is not MissingPolicy.express_within for each in (policy, *policy.each()))
    limits = express_limits(placement) if looks else (None, None)
    item = placement.item
    if isinstance(item, Indicator) and item.prefix:  # the measures of its points have their names already
        own = Reference(Role.COUNTED, item.code)
        counted = substitute(item.in_the_data(policy.express_within(own, item.code, *limits)), {own: points})
    else:
        counted = policy.express_within(points, item.code, *limits)
    return points if counted is points else Named(Role.STEP, _COUNTED, counted)


def express_level(entries: Sequence[Entry], level: Inherited) -> Expr:
    """Express the score of a level on its scale, where enough of it has data."""
    leaving = [policy for entry in entries if (policy := entry.missing.reweighting) is not None]
    score = _AGGREGATIONS[level.aggregation](entries, level)
    if level.aggregation in _AGGREGATED:
        score = Named(Role.STEP, _AGGREGATED[level.aggregation], score)
    if not leaving:
        return score
    minimum = max(policy.minimum_weight for policy in leaving)
    count = max(policy.minimum_count for policy in leaving)
    if minimum > 0:
        present = Add([Mul((entry.placement.express_weight(), entry.counts())) for entry in entries])
        score = decide(present, [Edge(Const(minimum))], [_too_little("minimum-weight", _as_share(minimum)), score])
    counted = Add([entry.counts() for entry in entries])
    return decide(counted, [Edge(Const(count))], [_too_little("minimum-count", str(count)), score])


def _present(entries: Sequence[Entry]) -> Expr:
    """Express the share of the level that counts."""
    return Add([_share(entry) for entry in entries]) if any(entry.leaves for entry in entries) else Const(1)


def _share(entry: Entry) -> Expr:
    """Express the share that counts: none where the item leaves."""
    share = entry.placement.express_weight()
    return Mul((share, entry.stays())) if entry.leaves else share


def _weighted_sum(entries: Sequence[Entry], level: Inherited) -> Expr:
    """Add up contributions; each item's effective weight and contribution are marked under its code."""
    present = _present(entries)
    return Add([_contribution(entry, present, level) for entry in entries])


def _contribution(entry: Entry, present: Expr, level: Inherited) -> Expr:
    share = _share(entry)
    weight = Named(
        Role.WEIGHT,
        Caption(entry.code, _WEIGHT, percent=True),
        share if isinstance(present, Const) else Div(share, present),
    )
    weighed = Mul((weight, entry.converted()))
    rounding = level.policies.rounding.contribution
    return Named(Role.CONTRIBUTION, Caption(entry.code, _CONTRIBUTION), rounded(rounding, weighed))


def _counted(entry: Entry) -> Expr:
    """Mark the points that an aggregation without contributions takes, by the item's name."""
    return Named(Role.COUNTED, Caption(entry.code, _COUNTED_POINTS), entry.converted())


def _where_it_stays(entry: Entry, taken: Expr, otherwise: Expr) -> Expr:
    return decide(entry.stays(), [Edge(Const(1))], [otherwise, taken])


def _geometric_mean(entries: Sequence[Entry], _: Inherited) -> Expr:
    """Multiply powers; items that leave are factors of 1, and the root is taken of the shares that are present."""
    factors = [_where_it_stays(entry, Power(_counted(entry), entry.share), Const(1)) for entry in entries]
    product = factors[0] if len(factors) == 1 else Mul(factors)
    shares = _present_shares(entries)
    roots = [product if share == 1 else Power(product, 1 / share) for share in shares]
    return decide(_present(entries), [Edge(Const(share)) for share in shares[1:]], roots) if shares[1:] else product


def _present_shares(entries: Sequence[Entry]) -> Sequence[Fraction]:
    """List every share of a level that can be present, from the smallest up; the last is the whole."""
    fixed = sum((entry.share for entry in entries if not entry.leaves), Fraction(0))
    found = {fixed}
    for entry in entries:
        if entry.leaves:
            found |= {share + entry.share for share in found}
    return sorted(found - {Fraction(0)})


def _minimum(entries: Sequence[Entry], _: Inherited) -> Expr:
    """Take the lowest of those that stay."""
    staying = [entry for entry in entries if not entry.leaves]
    leaving = [entry for entry in entries if entry.leaves]
    lowest: Expr = Min([_counted(entry) for entry in staying]) if staying else _too_little("minimum-count", "1")
    before = list(staying)
    for entry in leaving:
        points = _counted(entry)
        both: Expr = Min((lowest, points))
        if not staying:
            some = Add([other.stays() for other in before]) if before else Const(0)
            both = decide(some, [Edge(Const(1))], [points, both])
        lowest = _where_it_stays(entry, both, lowest)
        before.append(entry)
    return lowest


def _product(entries: Sequence[Entry], level: Inherited) -> Expr:
    """Multiply shares of the full mark; an item that leaves is a factor of 1."""
    full = Const(level.scale.high)
    return Mul((full, *(_where_it_stays(entry, _counted(entry) / full, Const(1)) for entry in entries)))


_AGGREGATIONS: Mapping[Aggregation, Callable[[Sequence[Entry], Inherited], Expr]] = {
    Aggregation.WEIGHTED_SUM: _weighted_sum,
    Aggregation.GEOMETRIC_MEAN: _geometric_mean,
    Aggregation.MINIMUM: _minimum,
    Aggregation.PRODUCT: _product,
}


def _as_share(share: Fraction) -> str:
    """Write a share in percent however it was given, for equal policies say the same; a third stays 1/3."""
    return written(Fraction(share) if finite_places(share) is None else Percentage(share))


def _too_little(code: str, minimum: str) -> Expr:
    zh = f"有数据的项目不足（至少 {minimum}）" if code == "minimum-count" else f"有数据的权重不足（至少 {minimum}）"
    en = (
        f"too few items have data (at least {minimum})"
        if code == "minimum-count"
        else f"too little weight has data (at least {minimum})"
    )
    return Undefined(Status.INSUFFICIENT, Reason(code, zh=zh, en=en))
