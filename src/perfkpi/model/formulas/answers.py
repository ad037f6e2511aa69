"""Whether enough people answered."""

from __future__ import annotations

from collections.abc import Sequence

from perfkpi.labels import Label
from perfkpi.language import Add, Caption, Const, Edge, Expr, Named, Reason, Role, Status, Undefined, decide
from perfkpi.model.formulas.refusals import if_any

_ANSWERS = Caption("answers", Label(zh="有效答卷", en="answers"))


def number_of_answers(counts: Sequence[Expr]) -> Expr:
    """Express how many people answered, marked as a step."""
    return Named(Role.STEP, _ANSWERS, Add(counts))


def express_answered(counts: Sequence[Expr], minimum: int, value: Expr) -> Expr:
    """Express ``value`` where enough people answered: none at all is not applicable, too few are too little data."""
    answers = Add(counts)
    if minimum > 1:
        few = Reason("few-answers", zh=f"答卷不足 {minimum} 份", en=f"there are fewer than {minimum} answers")
        value = decide(answers, [Edge(Const(minimum))], [Undefined(Status.INSUFFICIENT, few), value])
    return if_any(answers, "no-answers", zh="没有答卷（{names}）", en="nobody answered ({names})", otherwise=value)
