"""The rules of an indicator that its scorecard has not chosen, and what each of them would have given a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import evolve

from perfkpi.appraisal.compiled_card import Leaf, compiled_card
from perfkpi.appraisal.results import Result
from perfkpi.errors import DefinitionError
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.phrases import Phrase
from perfkpi.interpreters.values import Value, fraction
from perfkpi.language import Const, Expr, Named, Status, Undefined, Undefinedness, references, substitute
from perfkpi.language.references import Reference
from perfkpi.model.scoring.alternatives import Alternative, Alternatives


class OtherRule(NamedTuple):
    """A rule that was not chosen.

    Attributes:
        alternative: the rule, and what it is called.
        points: what it would have given; a status where that is no number, ``None`` where nobody can tell.
    """

    alternative: Alternative
    points: Value | Status | None


def other_rules(result: Result, rule: Alternatives, leaf: Leaf, phrases: Sequence[Phrase]) -> Iterator[OtherRule]:
    """Yield the rules of an indicator that were not chosen.

    Args:
        result: whose figures are scored by them.
        rule: the rule of the indicator, with all of them.
        leaf: of the indicator.
        phrases: one for each step of the compiled scorecard, to which references lead.
    """
    for each in rule.rules:
        if each.code != rule.chosen:
            yield OtherRule(each, _points(result, evolve(rule, chosen=each.code), leaf, phrases))


def _points(result: Result, scoring: Alternatives, leaf: Leaf, phrases: Sequence[Phrase]) -> Value | Status | None:
    """Score a person by another rule, in the place of the one that counts."""
    card = result.card
    placement = next(each for each in card.level.indicators() if each.item.code == leaf.item.code)
    try:
        there = evolve(placement, item=evolve(placement.item, scoring=scoring)).indicator()
        found = _resolved(there.express(card.rounding), result, phrases)
        if not found.reads <= set(result.inputs):
            return None  # those figures were not read, and are not here
        value = found.fold(Exact(result.inputs))
    except DefinitionError:  # it was never meant for this place, or refers to what is no fraction: it is on record only
        return None
    return value.status if isinstance(value, Undefinedness) else value


def _resolved(expression: Expr, result: Result, phrases: Sequence[Phrase]) -> Expr:
    """Put what other items have come to in the place of references to them."""
    if not expression.refers:
        return expression
    steps = compiled_card(result.card).program.steps
    known = {
        (node.role, str(node.code)): phrase.value
        for (node, _), phrase in zip(steps, phrases, strict=True)
        if isinstance(node, Named)
    }
    replaced: dict[Reference, Expr] = {}
    for each in references(expression):
        value = known.get((each.role, each.code))
        if isinstance(value, tuple):
            replaced[each] = Const(fraction(value))
        elif isinstance(value, Undefinedness):
            replaced[each] = Undefined(value.status, value.reasons[0])
    return substitute(expression, replaced)
