"""What figures must be for a formula to mean anything: counts, amounts, parts of a whole.

A figure that is not what it must be is an invalid value of that row. Several checks are made side by side, not one
behind the other, so that the severest status speaks, whichever figure comes first.
"""

from __future__ import annotations

from attrs import frozen

from perfkpi.language import (
    Add,
    Belongs,
    Const,
    Edge,
    Expr,
    Floor,
    Reason,
    Round,
    RoundingMode,
    Status,
    Undefined,
    decide,
)

__all__ = ["Check", "checked", "if_any", "is_count", "is_not_negative", "is_part", "refused"]

_FINE = Const(0)


@frozen
class Check:
    """A condition that figures have to meet.

    Attributes:
        outcome: 0 where it is met, else undefined.
        refusal: what it is undefined for.
    """

    outcome: Expr
    refusal: Expr


def refused(status: Status, code: str, *figures: Expr, zh: str, en: str) -> Expr:
    """What a row yields whose figures say nothing; ``{names}`` in the sentences stands for their measures."""
    names = sorted({node.name for figure in figures for node in figure.inputs()})
    return Undefined(status, Reason(code, zh=zh, en=en, names=tuple(names)))


def is_not_negative(figure: Expr) -> Check:
    """An amount: 0 or more."""
    refusal = refused(
        Status.INVALID_VALUE,
        "negative-figure",
        figure,
        zh="数据不能为负（{names}）",
        en="a figure may not be negative ({names})",
    )
    return Check(decide(figure, [Edge(Const(0))], [refusal, _FINE]), refusal)


def is_count(figure: Expr) -> Check:
    """A count: a whole number, 0 or more."""
    refusal = refused(
        Status.INVALID_VALUE,
        "no-count",
        figure,
        zh="计数应为非负整数（{names}）",
        en="a count is a whole number, 0 or more ({names})",
    )
    # Whole numbers below and above are the same, or 1 apart; no rounding error reaches from one to the other.
    apart = Round(figure, 1, RoundingMode.CEILING) - Floor(figure)
    whole = decide(apart, [Edge(Const(1))], [_FINE, refusal])
    return Check(decide(figure, [Edge(Const(0))], [refusal, whole]), refusal)


def is_part(part: Expr, whole: Expr) -> Check:
    """A part that is not more than the whole."""
    refusal = refused(
        Status.INVALID_VALUE,
        "beyond-whole",
        part,
        whole,
        zh="部分大于总体（{names}）",
        en="a part is more than the whole ({names})",
    )
    return Check(decide(whole - part, [Edge(Const(0))], [refusal, _FINE]), refusal)


def checked(value: Expr, *checks: Check) -> Expr:
    """``value`` where every check is met, else the severest of what stands against it."""
    met = Add([check.outcome for check in checks])
    # The sum is 0 or undefined and never reaches the edge: what stands beyond it only has to stand.
    return decide(met, [Edge(Const(1))], [value, checks[0].refusal])


def if_any(number: Expr, code: str, *, zh: str, en: str, otherwise: Expr) -> Expr:
    """``otherwise``, or not applicable where a number that is never negative is 0."""
    nothing = refused(Status.NOT_APPLICABLE, code, number, zh=zh, en=en)
    return decide(number, [Edge(Const(0), Belongs.BELOW)], [nothing, otherwise])
