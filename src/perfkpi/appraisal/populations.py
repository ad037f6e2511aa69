"""Scorecards whose rules know among whom they rank, and those whose rules do not."""

from __future__ import annotations

from perfkpi.appraisal.compiled_card import compiled_card
from perfkpi.errors import Code, DefinitionError, listed
from perfkpi.foreign import is_a
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.population.population import Population, no_population
from perfkpi.population.ranking_rules import standings


def with_population(card: Scorecard, population: Population | None) -> Scorecard:
    """Return the scorecard to score with, which knows the population where one is given.

    Raises:
        DefinitionError: a rule ranks and no population was given, or one that does not fit.
    """
    if population is not None:
        if not is_a(population, Population):
            raise no_population(population, "population")
        card = population.apply_to(card)
    if not compiled_card(card).populated:
        codes = [code for code, rule in standings(card).items() if rule.distribution is None]
        en, zh = listed(codes, "en") or "a rule inside another one", listed(codes, "zh") or "嵌套的规则"
        raise DefinitionError(
            Code.POPULATION,
            en=f"no population was given among which to rank ({en}); build it once from all the data, "
            "Population.of(card, table), and give it as population=",
            zh=f"没有给出排名所用的总体（{zh}）；请先用全部数据建立 Population.of(考核表, 数据表)，"
            "再以 population= 给出",
            where="population",
        )
    return card
