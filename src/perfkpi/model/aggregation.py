"""From the points of the items to the score of a level: weights, scales, missing-data policies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from perfkpi.language import Add, Const, Defined, Div, Edge, Expr, Mul, Named, Reason, Role, Status, Undefined, decide
from perfkpi.model.missing import MissingPolicy, Reweight
from perfkpi.model.rounding import RoundingPolicy, rounded
from perfkpi.model.scoring import Scale

__all__ = ["Entry", "express_level"]


@frozen
class Entry:
    """One item of a level, ready to be weighed.

    Attributes:
        code: the item's code.
        share: its nominal share of the level; the shares of a level sum to 1.
        points: its points, marked, on its own scale.
        scale: that scale.
        missing: the policy that holds for it.
    """

    code: str
    share: Fraction
    points: Expr
    scale: Scale
    missing: MissingPolicy


def express_level(entries: Sequence[Entry], scale: Scale, rounding: RoundingPolicy) -> Expr:
    """The weighted sum of a level on its scale, after the policies for what is missing.

    Each item's effective weight and contribution are marked under its code; the contributions add up to the score.
    """
    leaving = [entry for entry in entries if isinstance(entry.missing, Reweight)]
    present = Add([_present(entry) for entry in entries]) if leaving else Const(1)
    score: Expr = Add([_contribution(entry, present, scale, rounding) for entry in entries])
    if not leaving:
        return score
    minimum = max(policy.minimum_weight for policy in _reweighting(leaving))
    count = max(policy.minimum_count for policy in _reweighting(leaving))
    counted = Add([_stays(entry) for entry in entries])
    if minimum > 0:
        score = decide(present, [Edge(Const(minimum))], [_too_little("minimum-weight", minimum), score])
    return decide(counted, [Edge(Const(count))], [_too_little("minimum-count", count), score])


def _reweighting(entries: Sequence[Entry]) -> list[Reweight]:
    return [entry.missing for entry in entries if isinstance(entry.missing, Reweight)]


def _present(entry: Entry) -> Expr:
    """The share that counts: none where the item leaves."""
    share = Const(entry.share)
    return Mul((share, _stays(entry))) if isinstance(entry.missing, Reweight) else share


def _stays(entry: Entry) -> Expr:
    """1, or 0 where the item leaves: it has no points, for a reason that its policy covers.

    An item whose figure is wrong stays, so that the level has the status of that figure and not merely too few items.
    """
    return Defined(entry.points, entry.missing.on) if isinstance(entry.missing, Reweight) else Const(1)


def _contribution(entry: Entry, present: Expr, scale: Scale, rounding: RoundingPolicy) -> Expr:
    share = _present(entry)
    weight = Named(Role.WEIGHT, entry.code, share if isinstance(present, Const) else Div(share, present))
    counted = entry.missing.express(entry.points)
    if counted is not entry.points:
        counted = Named(Role.STEP, "counted", counted)
    on_scale = entry.scale.express_on(scale, counted)
    if on_scale is not counted:
        on_scale = Named(Role.STEP, "converted", on_scale)
    return Named(Role.CONTRIBUTION, entry.code, rounded(rounding.contribution, Mul((weight, on_scale))))


def _too_little(code: str, minimum: int | Fraction) -> Expr:
    zh = f"有数据的项目不足（至少 {minimum}）" if code == "minimum-count" else f"有数据的权重不足（至少 {minimum}）"
    en = (
        f"too few items have data (at least {minimum})"
        if code == "minimum-count"
        else f"too little weight has data (at least {minimum})"
    )
    return Undefined(Status.INSUFFICIENT, Reason(code, zh=zh, en=en))
