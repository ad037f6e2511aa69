"""Draws a corpus of scorecards and people, scores it, and writes it down.

    PYTHONPATH=tests python tests/corpus/record.py

To be run on the last commit before a change that must not move a digit. The cards are drawn by ``perfkpi.testing``,
every rule and every formula among them; those of the golden cases stand beside them.
"""

import json
import random
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import attrs
import golden
from entries import STORE, AsIs, Entry, Row, encoded, save, scored
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import perfkpi as pk
import perfkpi.testing as pt

PEOPLE = 12
MOST = 5
DRAWN = {"cards": 160, "rules": MOST, "formulas": 600}
Level = TypeVar("Level", pk.Scorecard, pk.Section)
_DRAWING = settings(
    database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), print_blob=False
)


def drawn(strategy: st.SearchStrategy[Any], number: int, begin: int) -> list[Any]:
    """So many values of a strategy, always the same ones."""
    found: list[Any] = []

    @seed(begin)
    @settings(_DRAWING, max_examples=number)
    @given(strategy)
    def keep(value: object) -> None:
        found.append(value)

    keep()
    return found[-number:]


def people_of(card: pk.Scorecard) -> st.SearchStrategy[list[Row]]:
    """Figures about the places where points turn, with doubles that are odd, gaps and exact fractions."""
    table = pt.tables_for(card, PEOPLE).map(lambda table: [pt.row_of(table, row) for row in range(PEOPLE)])
    return st.tuples(table, st.lists(pt.measures_for(card), min_size=4, max_size=4)).map(
        lambda both: [*both[0], *({name: row[name] for name in both[0][0]} for row in both[1])]
    )


def cards() -> Iterator[tuple[str, pk.Scorecard]]:
    """Whole cards, every rule and every formula by itself."""
    for place, card in enumerate(drawn(pt.scorecards(), DRAWN["cards"], 1)):
        yield f"card {place}", card
    for kind in pt.concrete(pk.Scoring).values():
        for place, rule in enumerate(drawn(pt.rules(kind), DRAWN["rules"], 2)):
            yield f"rule {kind.__name__} {place}", pt.card_of(rule)
    kept: Counter[str] = Counter()
    for card in drawn(pt.rules().flatmap(_with_formulas), DRAWN["formulas"], 3):
        name = type(next(card.indicators()).formula).__name__
        kept[name] += 1
        if kept[name] <= MOST:
            yield f"formula {name} {kept[name]}", card


def _with_formulas(rule: pk.Scoring) -> st.SearchStrategy[pk.Scorecard]:
    return pt.formulas_for(rule).map(lambda formula: pt.card_of(rule, formula))


def entries() -> Iterator[Entry]:
    """Scorecards with their people."""
    for name, card in cards():
        yield _entry(name, card, *drawn(people_of(card), 1, 4))
    for case in golden.read_all():
        if case.refused:
            continue
        given = case.documents.get("population")
        among = given and {name: [golden.figure_of(value) for value in values] for name, values in given.items()}
        yield _entry(case.place, case.build(), [case.figures()], among)


def unsettled(level: Level) -> Level:
    """The same scorecard or section, whose rules have documents: a distribution has none, and ranks are of a table."""
    items = []
    for item in level.items:
        if isinstance(item, pk.Section):
            items.append(unsettled(item))
        elif isinstance(item.scoring, pk.rules.PopulationRule):
            items.append(attrs.evolve(item, scoring=attrs.evolve(item.scoring, distribution=None)))
        elif isinstance(item.scoring, golden.SameAsValue):  # which only the golden cases know
            items.append(attrs.evolve(item, scoring=AsIs(direction=item.scoring.direction)))
        else:
            items.append(item)
    return attrs.evolve(level, items=items)


def _entry(name: str, card: pk.Scorecard, rows: list[Row], population: Mapping[str, Any] | None = None) -> Entry:
    if population is None and any(isinstance(item.scoring, pk.rules.PopulationRule) for item in card.indicators()):
        population = {name: [row[name] for row in rows] for name in rows[0]}
    return {
        "name": name,
        "document": pk.to_document(unsettled(card)),
        "rows": [{name: encoded(figure) for name, figure in row.items()} for row in rows],
        "population": population and {name: [encoded(each) for each in column] for name, column in population.items()},
    }


def recorded(found: Iterable[Entry]) -> Iterator[Entry]:
    """The same with what they scored; what cannot be stored, such as a measure with its reasons, is left out."""
    for entry in found:
        try:
            whole = entry | scored(entry)
            json.dumps(whole)
        except (pk.PerfKpiError, TypeError) as error:
            print(f"left out {entry['name']}: {error}")
        else:
            yield whole


def main() -> None:
    """Write the store."""
    random.seed(0)
    warnings.simplefilter("error")
    kept = list(recorded(entries()))
    save(kept)
    results = sum(len(entry["rows"]) for entry in kept)
    print(f"{len(kept)} scorecards, {results} results, {STORE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
