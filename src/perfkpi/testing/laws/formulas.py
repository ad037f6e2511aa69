"""What holds for every formula: a gap is no number, nor is a quotient by 0; and columns give the same digits."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from hypothesis import settings as Settings  # noqa: N812  # a class, in spite of its name
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.values import Value, pair
from perfkpi.language import Div, Expr, Input, Kind, Program, Reason, Undefinedness
from perfkpi.testing.laws.columns import check_batch_equals_exact
from perfkpi.testing.laws.explanations import check_explains
from perfkpi.testing.laws.search import Data, search
from perfkpi.testing.laws.values import check_immutable, check_round_trips
from perfkpi.testing.strategies.cards import card_of
from perfkpi.testing.strategies.figures import measures_for
from perfkpi.testing.strategies.numbers import numbers

_NOTHING = Reason("nothing", zh="没有数字", en="there is no number")


def check_formula(
    formula: pk.Formula,
    *,
    covers: Collection[pk.Status] = (),
    data: Data | None = None,
    settings: Settings | None = None,
) -> None:
    """Check all that holds for a formula: gaps, quotients by 0, columns, words, documents, pickle and immutability.

    A figure that counts and is missing leaves no value; a quotient that counts and has a denominator of 0 is
    undefined, never 0 and never infinite. In a table the value is the same, bit for bit.

    Args:
        formula: the formula.
        covers: the gaps for which the formula itself says a number, as a policy that it declares.
        data: the ``st.data()`` of a running test, for one try; by itself the check searches.
        settings: of the search.

    Raises:
        AssertionError: the first law that does not hold, with its counterexample.
    """
    check_immutable(formula)
    check_round_trips(formula)
    expression = formula.express()
    if expression.yields is Kind.NUMBER:
        rule = _any_rule(formula)
        gaps = sorted(frozenset(pk.Status.absences() | {pk.Status.UNDEFINED}) - frozenset(covers))
        card = card_of(rule, formula)
        if gaps:
            search(lambda data: _gaps_count(formula, card, gaps, data), examples=50, data=data, settings=settings)
    else:
        card = card_of(
            pk.rules.DescribedCases(cases=(pk.rules.DescribedCase("A", "A", 100), pk.rules.DescribedCase("B", "B", 0))),
            formula,
        )
    check_batch_equals_exact(card, data=data, settings=settings)
    check_explains(card, data=data, settings=settings)


def _any_rule(formula: pk.Formula) -> pk.Scoring:
    """Build a rule that hides nothing of a value that is not far off."""
    direction = formula.fits[0]
    return pk.TargetDelta(
        target="60%",
        per=pk.Additive("10%"),
        gain=None if direction is pk.Direction.ON_TARGET else 1,
        loss=2,
        base_points=60,
        floor=0,
        cap=100,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=direction,
    )


def _gaps_count(formula: pk.Formula, card: pk.Scorecard, gaps: list[pk.Status], data: Data) -> None:
    """Check that where a figure or quotient makes a difference to the value, there is no value without it."""
    program = Program(formula.express())
    figures = data.draw(measures_for(card, gaps=False))
    places = [
        (place, node, pk.Status.UNDEFINED if isinstance(node, Div) else status)
        for place, (node, _) in enumerate(program.steps)
        for status in gaps
        if isinstance(node, (Input, Div)) and node.yields is Kind.NUMBER
    ]
    possible = [each for each in places if each[2] in gaps]
    if not possible:
        return  # nothing that it reads may be missing
    place, node, status = data.draw(st.sampled_from(possible))
    known: dict[str, Value] = {
        name: pair(figure) if isinstance(figure, Fraction) else str(figure) for name, figure in figures.items()
    }
    without = _value(program, known, place, Undefinedness(status, (_NOTHING,)))
    one, other = (_value(program, known, place, pair(data.draw(numbers()))) for _ in range(2))
    counts = not isinstance(one, Undefinedness) and not isinstance(other, Undefinedness) and one != other
    assert not counts or isinstance(without, Undefinedness), (
        f"{formula!r} has the value {without} without {_said(node)} ({status.name}), although that counts, "
        f"of {figures}; say covers={{...}} if it declares so"
    )


def _said(node: Expr) -> str:
    return repr(node.name) if isinstance(node, Input) else f"the quotient {node!r}"


def _value(program: Program, known: dict[str, Value], at: int, put: Value) -> Fraction | object:
    """Compute the value of the whole with something else in place of one step."""
    algebra, values = Exact(known), list[Value]()
    for place, (node, slots) in enumerate(program.steps):
        values.append(put if place == at else node.meaning(algebra)([values[slot] for slot in slots]))
    last = values[-1]
    return Fraction(*last) if isinstance(last, tuple) else last
