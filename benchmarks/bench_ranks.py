"""A million people ranked: building the population, and scoring among a million and among a thousand, in one run.

The machine may be noisy: quote ratios to the reading of the column.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np

import perfkpi as pk

ROWS = 1_000_000
ROUNDS = 7


def card(formula: pk.Formula) -> pk.Scorecard:
    """One indicator, by rank."""
    rule = pk.rules.RankPoints(
        direction=pk.Direction.HIGHER_IS_BETTER,
        ranking=pk.choices.Ranking.COMPETITION,
        by=pk.rules.BestToWorst(100, 60),
    )
    item = pk.Indicator(code="item", name="item", formula=formula, scoring=rule)
    return pk.Scorecard(code="card", name="card", items=((item, 100),))


def timed(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median milliseconds; the first round is not counted where there are several."""
    found: list[float] = []
    for _ in range(rounds + (rounds > 1)):
        begun = time.perf_counter()
        job()
        found.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(found[rounds > 1 :])


def main() -> None:
    """Print every figure."""
    rng = np.random.default_rng(1)
    figures = {
        "continuous": rng.lognormal(10, 1, ROWS),
        "2 decimals": np.round(rng.lognormal(10, 1, ROWS), 2),
        "0 to 100, 1 decimal": np.round(rng.uniform(0, 100, ROWS), 1),
    }
    for name, column in figures.items():
        table, rules = {"sales": column}, card(pk.Actual("sales"))
        print(f"\n{name}")
        print(f"  {'read':44} {timed(column.sum):9.2f} ms")
        print(f"  {'Population.of':44} {timed(lambda: pk.Population.of(rules, table), 1):9.2f} ms")  # noqa: B023  # at once
        for people in (ROWS, 1000):
            population = pk.Population.of(rules, {"sales": column[:people]})
            for threads in (1, 2):
                score = lambda: pk.score_batch(rules, table, population=population, threads=threads)  # noqa: B023, E731  # at once
                label = f"ranked among {people}, {threads} threads"
                print(f"  {label:44} {timed(score):9.2f} ms")
    ratio = card(pk.Ratio("a", "b"))
    table = {"a": figures["2 decimals"], "b": np.round(rng.lognormal(8, 1, ROWS), 2)}
    population = pk.Population.of(ratio, table)
    print(f"\nratios, 2 decimals: {pk.score_batch(ratio, table, population=population).decided}")
    among_all = timed(lambda: pk.score_batch(ratio, table, population=population), 3)
    print(f"  {'ranked among all, 1 thread':44} {among_all:9.2f} ms")


if __name__ == "__main__":
    main()
