"""What is computed once is kept as long as it is worth it: compiled cards, and populations that are put into them."""

import gc
import tracemalloc
import weakref
from collections.abc import Callable

import attrs
import numpy as np
import pytest
from cards import HIGHER, card, rated, weighed
from pickled import pickled

import perfkpi as pk
from perfkpi.appraisal.compiled_card import compiled_card
from perfkpi.batch.kernel import kernel

RANKS = pk.rules.RankPoints(direction=HIGHER, ranking=pk.choices.Ranking.COMPETITION, by=pk.rules.BestToWorst(100, 0))
Z = pk.rules.ZScorePoints(
    direction=HIGHER,
    mean_points=80,
    per_sigma=10,
    zero_sigma=75,
    sigma=pk.choices.Sigma.POPULATION,
    places=pk.Rounding(2),
)
PEOPLE = 5_000


def ranked(rule: pk.Scoring = RANKS, **choices: object) -> pk.Scorecard:
    """A card with one rule that ranks ratios, in a section."""
    item = pk.Indicator(code="k", name="k", formula=pk.Ratio("x", "y"), scoring=rule)
    section = pk.Section(code="s", name="s", items=((item, 100),))
    return card((section, 100), **choices)


def people(seed: int) -> dict[str, np.ndarray]:
    """So many different ratios."""
    rng = np.random.default_rng(seed)
    return {"x": rng.integers(1, 10**9, PEOPLE) * 1.0, "y": rng.integers(1, 10**6, PEOPLE) * 1.0}


def used(rules: pk.Scorecard, seed: int) -> list[weakref.ref[object]]:
    """A population that is built, used in every way and let go."""
    table = people(seed)
    population = pk.Population.of(rules, table)
    settled = population.apply_to(rules)
    scores = pk.score_batch(rules, table, population=population, points=True, threads=2)
    person = {name: column[0] for name, column in table.items()}
    result = pk.appraise(rules, person, population=population)
    texts = [result.explain("en", "audit"), repr(scores), pk.describe(settled)]
    held = (population, population["k"], population["k"].values, settled, compiled_card(settled), kernel(settled))
    assert all(texts)
    return [weakref.ref(each) for each in held]


@pytest.mark.parametrize("rule", [RANKS, Z], ids=["rank", "z"])
def test_a_population_goes_with_all_that_was_made_of_it(rule: pk.Scoring) -> None:
    """Its values, the card in which they stand, and what that was compiled to."""
    found = used(ranked(rule), 1)
    gc.collect()
    assert [each() for each in found] == [None] * 6


def test_many_populations_take_no_more_memory_than_one() -> None:
    """After six of them there is as much memory in use as after one."""
    rules = ranked()
    tracemalloc.start()
    try:
        used(rules, 0)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for seed in range(1, 7):
            used(rules, seed)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before < PEOPLE * 100  # a tenth of what one of them takes
    finally:
        tracemalloc.stop()


def test_a_population_is_put_into_a_card_once() -> None:
    """For one card, and for others that are spelled alike; what does not rank stays the very card that it is."""
    rules = ranked()
    population = pk.Population.from_values({"k": [1, 2, 3]})
    assert population.apply_to(rules) is population.apply_to(rules) is population.apply_to(pickled(rules))
    assert pickled(population).apply_to(rules) == population.apply_to(rules)
    plain = card(*weighed(x=100))
    assert population.apply_to(plain) is plain
    other = pk.Population.from_values({"k": [1]})
    assert other.apply_to(population.apply_to(rules)) == other.apply_to(rules)


def test_a_population_is_put_into_many_cards() -> None:
    """So many are kept and no more; those that were let go are made again."""
    population = pk.Population.from_values({"k": [1, 2, 3]})
    cards = [ranked(version=str(place)) for place in range(100)]
    first = [weakref.ref(population.apply_to(each)) for each in cards]
    gc.collect()
    assert 0 < sum(each() is not None for each in first) < len(cards) / 2
    assert population.apply_to(cards[0]).version == "0"


def test_equal_cards_share_what_they_were_compiled_to() -> None:
    """Cards that come out of pickles again and again are compiled once, also after the first one is gone."""
    text = attrs.evolve(card(*weighed(a=40, b=60)), version="shared")
    compiled = [(compiled_card(each), kernel(each)) for each in (pickled(text) for _ in range(3))]
    assert all(one is other for pair in zip(*compiled, strict=True) for one in pair for other in pair)


def test_what_is_kept_is_no_part_of_a_value() -> None:
    """A card or a population that was used is pickled, compared and shown as one that was not."""
    population = pk.Population.from_values({"k": [1, 2, 3]})
    settled = population.apply_to(ranked(Z))
    pk.appraise(settled, {"x": 1, "y": 2})
    for value in (ranked(Z), population, population["k"], settled):
        copy = pickled(value)
        assert (copy, repr(copy), hash(copy)) == (value, repr(value), hash(value))
        assert len(copy.memo) <= len(value.memo)
        assert all(name != "_memo" for name in (each.name for each in attrs.fields(type(value))))
    assert pickled(population).memo == {}


def test_sizes_of_what_is_kept_do_not_grow_with_use() -> None:
    """A thousand cards, each seen once, leave as many compiled ones as are kept, and no more."""

    def compiled(place: int) -> weakref.ref[object]:
        return weakref.ref(compiled_card(card((rated("x"), 100), version=f"seen once {place}")))

    found = [compiled(place) for place in range(600)]
    gc.collect()
    assert sum(each() is not None for each in found) <= 256


SAYING: dict[str, Callable[[pk.rules.Distribution], object]] = {
    "mean": lambda values: values.mean(pk.Rounding(2)),
    "sigma": lambda values: values.sigma(pk.choices.Sigma.SAMPLE, pk.Rounding(2)),
}


@pytest.mark.parametrize("what", SAYING)
def test_statistics_are_computed_once(what: str) -> None:
    """The second time they are what was kept."""
    values = pk.rules.Distribution([1, 2, 4])
    assert SAYING[what](values) is SAYING[what](values)
