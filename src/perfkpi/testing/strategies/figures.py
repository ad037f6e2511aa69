"""Figures of one person: around the places where points turn, some of them zero, absent or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.values import pair
from perfkpi.language import Div, Expr, Input, Kind, Match, Program, Undefinedness
from perfkpi.memo import remembered
from perfkpi.testing.strategies.cards import scorecards
from perfkpi.testing.strategies.numbers import LETTERS, numbers
from perfkpi.testing.strategies.rules import values_for

_ABSENT = (None, float("nan"), pk.missing.Absent.NOT_APPLICABLE, pk.missing.Absent.NOT_DUE, "no number")


@remembered
def inputs_of(card: pk.Scorecard) -> tuple[Input, ...]:
    """List every measure that a card reads."""
    return _expression(card).inputs()


def _expression(card: pk.Scorecard) -> Expr:
    found = card.expressions()
    return found.total if found.rating is None else found.rating


@remembered
def _letters(card: pk.Scorecard) -> Mapping[str, tuple[str, ...]]:
    """Find the categories that a card tells apart, by the measure."""
    found: dict[str, tuple[str, ...]] = {}
    for node, _ in Program(_expression(card)).steps:
        if isinstance(node, Match):
            for read in node.on.inputs():
                found[read.name] = (*found.get(read.name, ()), *(text for text, _ in node.cases))
    return found


def categories_of(card: pk.Scorecard) -> frozenset[str]:
    """Collect every category that a card tells apart, and those that are drawn for one that tells none."""
    return frozenset(LETTERS).union(*_letters(card).values())


@remembered
def _rules(card: pk.Scorecard) -> Mapping[str, pk.Scoring]:
    """Find for each measure the rule that scores what is made of it."""
    found: dict[str, pk.Scoring] = {}
    for item in card.indicators():
        for node in item.formula.express().inputs():
            found.setdefault(node.name, item.scoring)
    return found


@remembered
def _denominators(card: pk.Scorecard) -> frozenset[str]:
    """Find the measures by which a formula divides: small numbers, 0 among them, are the hard ones."""
    steps = (step for item in card.indicators() for step, _ in Program(item.formula.express()).steps)
    return frozenset(node.name for step in steps if isinstance(step, Div) for node in step.denominator.inputs())


def status_of(formula: pk.Formula, figures: Mapping[str, object]) -> pk.Status:
    """Tell what becomes of a formula with some figures, all of them numbers."""
    inputs = {name: pair(figure) for name, figure in figures.items() if isinstance(figure, Fraction)}
    expression = formula.express()
    if expression.refers or any(node.name not in inputs for node in expression.inputs()):
        return pk.Status.NOT_MEASURED
    found = expression.fold(Exact(inputs))
    return found.status if isinstance(found, Undefinedness) else pk.Status.OK


def takes_halves(formula: pk.Formula) -> bool:
    """Tell whether a formula takes figures that are no counts."""
    halves = {node.name: Fraction(1, 2) for node in formula.express().inputs()}
    return status_of(formula, halves) is not pk.Status.INVALID_VALUE


def mend(draw: st.DrawFn, formula: pk.Formula, figures: dict[str, object]) -> None:
    """Draw counts in place of figures that a formula calls invalid, as a rule: parts of wholes, answers, headcounts."""
    for _ in range(4):
        if status_of(formula, figures) is not pk.Status.INVALID_VALUE:
            return
        for node in formula.express().inputs():
            figures[node.name] = Fraction(draw(st.integers(0, 12)))


@st.composite
def measures_for(draw: st.DrawFn, card: pk.Scorecard, *, gaps: bool = True) -> dict[str, object]:
    """Draw one person's figures for every measure of a card.

    Args:
        card: the card.
        gaps: whether some are absent, zero or wrong.
    """
    rule_of, letters, below = _rules(card), _letters(card), _denominators(card)
    percents = {measure.code for measure in card.measures if measure.recorded_in == pk.Unit.PERCENT}
    figures: dict[str, object] = {}
    for node in inputs_of(card):
        if gaps and draw(st.integers(0, 9)) == 0:
            figures[node.name] = draw(st.sampled_from(_ABSENT))
        elif node.kind is Kind.CATEGORY:
            figures[node.name] = draw(st.sampled_from(letters.get(node.name) or LETTERS))
        elif node.name in below:
            figures[node.name] = draw(numbers(-3 if gaps else 1, 50))
        elif node.name in rule_of:
            figures[node.name] = draw(values_for(rule_of[node.name]))
        else:
            figures[node.name] = draw(numbers(-20, 20))
        figure = figures[node.name]
        if node.name in percents and isinstance(figure, Fraction):
            figures[node.name] = figure * 100
    for item in card.indicators():
        if not gaps or draw(st.integers(0, 3)):
            mend(draw, item.formula, figures)
    return figures


@cache
@st.composite
def cases(draw: st.DrawFn, *, gaps: bool = True) -> tuple[pk.Scorecard, dict[str, object]]:
    """Draw a scorecard and one person's figures."""
    card = draw(scorecards())
    return card, draw(measures_for(card, gaps=gaps))
