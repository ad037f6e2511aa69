"""What a formula yields where figures that are as they must be say nothing, such as a number of cases that is 0."""

from __future__ import annotations

from perfkpi.language import Const, Edge, EdgeSide, Expr, Reason, Status, Undefined, decide


def refused(status: Status, code: str, *figures: Expr, zh: str, en: str) -> Expr:
    """Express what a row yields whose figures say nothing; ``{names}`` in the sentences stands for their measures."""
    names = sorted({node.name for figure in figures for node in figure.inputs()})
    return Undefined(status, Reason(code, zh=zh, en=en, names=tuple(names)))


def if_any(number: Expr, code: str, *, zh: str, en: str, otherwise: Expr) -> Expr:
    """Express ``otherwise``, or not applicable where a number that is never negative is 0."""
    nothing = refused(Status.NOT_APPLICABLE, code, number, zh=zh, en=en)
    return decide(number, [Edge(Const(0), EdgeSide.BELOW)], [nothing, otherwise])
