"""Putting everybody's values into the rules of a scorecard that rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from attrs import evolve, field, frozen

from perfkpi.errors import Code, DefinitionError, listed, shown
from perfkpi.language import Expr, Named, Program, Role
from perfkpi.memo import remembered
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.card.sections import Item, Section
from perfkpi.model.scoring.ranking.distributions import Distribution
from perfkpi.model.scoring.ranking.population_rule import PopulationRule
from perfkpi.value_objects import ValueObject

T = TypeVar("T", Scorecard, Section)


@frozen(eq=False)
class Part(ValueObject):
    """The values of one indicator, and how they were computed; ``None`` where they were given."""

    code: str
    distribution: Distribution
    value: Expr | None = field(default=None, repr=False)


def misfit(code: str, en: str, zh: str) -> DefinitionError:
    """Build the error that says that values of an indicator do not belong where they are put."""
    return DefinitionError(Code.POPULATION, en=en, zh=zh, where=f"population[{shown(code)}]", value=code)


@remembered
def standings(card: Scorecard) -> Mapping[str, PopulationRule]:
    """Find the rules of a scorecard that rank, by the codes of their indicators."""
    return {item.code: item.scoring for item in card.indicators() if isinstance(item.scoring, PopulationRule)}


def value_of(card: Scorecard, code: str) -> Expr:
    """Find how a scorecard computes the value of an indicator, everything resolved."""
    return _values(card)[code]


@remembered
def _values(card: Scorecard) -> Mapping[str, Expr]:
    steps = Program(*(each for each in card.expressions() if each is not None)).steps
    return {node.code: node for node, _ in steps if isinstance(node, Named) and node.role is Role.VALUE}


def check_fits(card: Scorecard, parts: Iterable[Part]) -> None:
    """Check that every rule that ranks has values, and that they were computed as the scorecard computes them.

    Raises:
        DefinitionError: values are missing, or were computed otherwise.
    """
    known = {part.code: part for part in parts}
    for code in standings(card):
        part = known.get(code)
        if part is None:
            en, zh = listed(known, "en") or "nothing", listed(known, "zh") or "空"
            en = f"the population has no values of {shown(code)}, only of {en}; build it for this scorecard"
            raise misfit(code, en, f"总体中没有 {shown(code, 'zh')} 的数值，只有 {zh}；请用该考核表建立")
        if part.value is not None and part.value != value_of(card, code):
            en = f"the population has values of {shown(code)} that were computed otherwise; build it for this scorecard"
            raise misfit(code, en, f"总体中 {shown(code, 'zh')} 的数值算法与该考核表不同；请用该考核表建立")


def with_values(level: T, values: Mapping[str, Distribution]) -> T:
    """Let the rules of a scorecard or section rank among some values, at any depth."""
    return evolve(level, items=tuple(_ranking(item, values) for item in level.items))


def _ranking(item: Item, values: Mapping[str, Distribution]) -> Item:
    if isinstance(item, Section):
        return with_values(item, values)
    if isinstance(item.scoring, PopulationRule):
        return evolve(item, scoring=item.scoring.with_distribution(values[item.code]))
    return item
