"""From the points of the items to the score of a level: weights, scales, aggregations, minimums for missing data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from perfkpi.language import (
    Add,
    Coalesce,
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
    Role,
    Status,
    Undefined,
    decide,
)
from perfkpi.model.indicators import Indicator
from perfkpi.model.missing import MissingPolicy, Reweight
from perfkpi.model.parameters import Parameter, express_parameter, varies
from perfkpi.model.rounding import RoundingPolicy, rounded
from perfkpi.model.scales import Reach, Scale, Unlimited
from perfkpi.model.weighting import Aggregation, ScalePolicy
from perfkpi.numerals import Percentage, finite_places, written

__all__ = ["Entry", "Level", "counted_points", "ends_of", "express_level"]


class Entry(NamedTuple):
    """One item of a level, ready to be weighed.

    Attributes:
        code: the item's code.
        share: its nominal share of the level; the shares of a level sum to 1.
        points: its points, marked, on its own scale.
        counted: what counts for them after policies and gates; where the item may leave, what counts while it stays.
        scale: that scale.
        missing: the policy that holds for it.
    """

    code: str
    share: Fraction
    points: Expr
    counted: Expr
    scale: Scale
    missing: MissingPolicy

    @property
    def leaves(self) -> bool:
        """Whether the item may leave its level."""
        return isinstance(self.missing, Reweight)

    def stays(self) -> Expr:
        """1, or 0 where the item leaves: it has no points, for a reason that its policy covers."""
        return Defined(self.points, self.missing.on) if self.leaves else Const(1)

    def counts(self) -> Expr:
        """The same for a decision; a wrong figure leaves it open, so that the level has that status.

        Whether there is enough must not be said over wrong data: too little may be covered by a policy one level up.
        """
        gaps = self.missing.on if self.leaves else frozenset[Status]()
        return Defined(self.points, gaps, wrong=Status.wrong())


class Level(NamedTuple):
    """What holds for all items of a level."""

    aggregation: Aggregation
    scale: Scale
    scales: ScalePolicy
    rounding: RoundingPolicy

    def on_scale(self, entry: Entry) -> Expr:
        """An item's counted points on the scale of the level."""
        if self.scales is ScalePolicy.PROPORTIONAL:
            converted = entry.scale.express_share_of(self.scale, entry.counted)
        else:
            converted = entry.scale.express_on(self.scale, entry.counted)
        return converted if converted is entry.counted else Named(Role.STEP, "converted", converted)


def counted_points(
    points: Expr, policy: MissingPolicy, code: str, aggregation: Aggregation, ends: tuple[Expr | None, Expr | None]
) -> Expr:
    """What counts for an item's points under its policy.

    Where nothing is added up, an item that leaves has no neutral number of points: the aggregation leaves it out.

    Args:
        points: of the item.
        policy: what missing ones do.
        code: of the item.
        aggregation: of its level.
        ends: the fewest and the most points that it can have; ``None`` where there is no limit.
    """
    if isinstance(policy, Reweight) and aggregation is not Aggregation.WEIGHTED_SUM:
        return points
    counted = policy.express_within(points, code, *ends)
    return points if counted is points else Named(Role.STEP, "counted", counted)


def ends_of(item: Indicator) -> tuple[Expr | None, Expr | None]:
    """The fewest and the most points that an indicator can have; ``None`` where there is no limit.

    A limit that does not apply to somebody, or is not known, is that of the scale.
    """
    rule = item.scoring
    low = None if isinstance(rule.lowest, Unlimited) else _known(rule.lowest, rule.scale.low)
    high = None if isinstance(rule.highest, Unlimited) else _known(rule.highest, rule.scale.top)
    return low, high


def _known(limit: Parameter, otherwise: Reach) -> Expr:
    end = express_parameter(limit)
    if varies(limit) and not isinstance(otherwise, Unlimited):
        return Coalesce(end, Status.absences(), Const(otherwise))
    return end


def express_level(entries: Sequence[Entry], level: Level) -> Expr:
    """The score of a level on its scale, where enough of it has data."""
    leaving = [entry.missing for entry in entries if isinstance(entry.missing, Reweight)]
    score = _AGGREGATIONS[level.aggregation](entries, level)
    if not leaving:
        return score
    minimum = max(policy.minimum_weight for policy in leaving)
    count = max(policy.minimum_count for policy in leaving)
    if minimum > 0:
        present = Add([Mul((Const(Percentage(entry.share)), entry.counts())) for entry in entries])
        score = decide(present, [Edge(Const(minimum))], [_too_little("minimum-weight", _as_share(minimum)), score])
    counted = Add([entry.counts() for entry in entries])
    return decide(counted, [Edge(Const(count))], [_too_little("minimum-count", str(count)), score])


def _present(entries: Sequence[Entry]) -> Expr:
    """The share of the level that counts."""
    return Add([_share(entry) for entry in entries]) if any(entry.leaves for entry in entries) else Const(1)


def _share(entry: Entry) -> Expr:
    """The share that counts: none where the item leaves."""
    share = Const(Percentage(entry.share))
    return Mul((share, entry.stays())) if entry.leaves else share


def _weighted_sum(entries: Sequence[Entry], level: Level) -> Expr:
    """Each item's effective weight and contribution are marked under its code; the contributions add up."""
    present = _present(entries)
    return Add([_contribution(entry, present, level) for entry in entries])


def _contribution(entry: Entry, present: Expr, level: Level) -> Expr:
    share = _share(entry)
    weight = Named(Role.WEIGHT, entry.code, share if isinstance(present, Const) else Div(share, present))
    weighed = Mul((weight, level.on_scale(entry)))
    return Named(Role.CONTRIBUTION, entry.code, rounded(level.rounding.contribution, weighed))


def _counted(entry: Entry, level: Level) -> Expr:
    """The points that an aggregation without contributions takes, by the item's name."""
    return Named(Role.COUNTED, entry.code, level.on_scale(entry))


def _where_it_stays(entry: Entry, taken: Expr, otherwise: Expr) -> Expr:
    return decide(entry.stays(), [Edge(Const(1))], [otherwise, taken])


def _geometric_mean(entries: Sequence[Entry], level: Level) -> Expr:
    """Items that leave are factors of 1, and the root is taken of the shares that are present."""
    factors = [_where_it_stays(entry, Power(_counted(entry, level), entry.share), Const(1)) for entry in entries]
    product = factors[0] if len(factors) == 1 else Mul(factors)
    shares = _present_shares(entries)
    roots = [product if share == 1 else Power(product, 1 / share) for share in shares]
    return decide(_present(entries), [Edge(Const(share)) for share in shares[1:]], roots) if shares[1:] else product


def _present_shares(entries: Sequence[Entry]) -> Sequence[Fraction]:
    """Every share of a level that can be present, from the smallest up; the last is the whole."""
    fixed = sum((entry.share for entry in entries if not entry.leaves), Fraction(0))
    found = {fixed}
    for entry in entries:
        if entry.leaves:
            found |= {share + entry.share for share in found}
    return sorted(found - {Fraction(0)})


def _minimum(entries: Sequence[Entry], level: Level) -> Expr:
    """The lowest of those that stay."""
    staying = [entry for entry in entries if not entry.leaves]
    leaving = [entry for entry in entries if entry.leaves]
    lowest: Expr = Min([_counted(entry, level) for entry in staying]) if staying else _too_little("minimum-count", "1")
    before = list(staying)
    for entry in leaving:
        points = _counted(entry, level)
        both: Expr = Min((lowest, points))
        if not staying:
            some = Add([other.stays() for other in before]) if before else Const(0)
            both = decide(some, [Edge(Const(1))], [points, both])
        lowest = _where_it_stays(entry, both, lowest)
        before.append(entry)
    return lowest


def _product(entries: Sequence[Entry], level: Level) -> Expr:
    """Shares of the full mark, multiplied; an item that leaves is a factor of 1."""
    full = Const(level.scale.high)
    return Mul((full, *(_where_it_stays(entry, _counted(entry, level) / full, Const(1)) for entry in entries)))


_AGGREGATIONS: Mapping[Aggregation, Callable[[Sequence[Entry], Level], Expr]] = {
    Aggregation.WEIGHTED_SUM: _weighted_sum,
    Aggregation.GEOMETRIC_MEAN: _geometric_mean,
    Aggregation.MINIMUM: _minimum,
    Aggregation.PRODUCT: _product,
}


def _as_share(share: Fraction) -> str:
    """In percent however it was written, for equal policies say the same; a third stays 1/3."""
    return written(Fraction(share) if finite_places(share) is None else Percentage(share))


def _too_little(code: str, minimum: str) -> Expr:
    zh = f"有数据的项目不足（至少 {minimum}）" if code == "minimum-count" else f"有数据的权重不足（至少 {minimum}）"
    en = (
        f"too few items have data (at least {minimum})"
        if code == "minimum-count"
        else f"too little weight has data (at least {minimum})"
    )
    return Undefined(Status.INSUFFICIENT, Reason(code, zh=zh, en=en))
