"""Rows on and beside every edge, scored by columns and one by one: how many differ (none), and who decided them.

``python benchmarks/soak.py 10000000`` scores ten million rows; one of fifty is compared with ``appraise``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
from cards import Table, director, people, with_gaps

import perfkpi as pk

BLOCK = 200_000
COMPARED = 50
PLACES: tuple[int | str | None, ...] = (None, 2, 3, 4, 6, "thirds")


def beside(table: Table) -> Table:
    """Every figure one double further: rows that miss an edge by as little as can be."""
    return {name: np.nextafter(column, np.inf) for name, column in table.items()}


def odd(table: Table, seed: int) -> Table:
    """Some figures that no plan covers: zeros, infinities, denormals, negative and tiny divisors."""
    rng = np.random.default_rng(seed)
    figures = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, 2.3e-308, -1.0, 1e300, 1.7e308])
    return {
        name: np.where(rng.random(len(column)) < 0.01, rng.choice(figures, len(column)), column)  # noqa: PLR2004  # 1 %
        for name, column in table.items()
    }


def tables() -> Iterator[tuple[str, pk.Scorecard, Table]]:
    """Cards and figures in turn, for ever."""
    stages = pk.RoundingPolicy(points=pk.Rounding(2), total=pk.Rounding(2))
    cards = {
        "reference": director(),
        "full units": director(counting=pk.choices.Counting.FULL_UNITS),
        "tiers": director(tiers=True),
        "half even": director(rounding=pk.RoundingPolicy(total=pk.Rounding(2, mode=pk.choices.RoundingMode.HALF_EVEN))),
        "rounded, reweighted": director(missing=pk.Reweight(minimum_count=3), rounding=stages),
    }
    changes: dict[str, Callable[[Table, int], Table]] = {
        "as they are": lambda table, _: table,
        "beside": lambda table, _: beside(table),
        "with gaps": lambda table, seed: with_gaps(table, seed=seed),
        "odd": odd,
    }
    seed = 0
    while True:
        for figures in PLACES:
            for name, card in cards.items():
                for change, changed in changes.items():
                    seed += 1
                    places = figures if isinstance(figures, int) else None
                    table = people(BLOCK, places, thirds=figures == "thirds", seed=seed)
                    yield f"{name}, {figures} {change}", card, changed(table, seed)


def differ(card: pk.Scorecard, table: Table, scores: pk.BatchScores, rows: range) -> int:
    """How many of some rows are not what ``appraise`` says."""
    found, ratings = 0, scores.ratings("zh")
    for row in rows:
        result = pk.appraise(card, {name: column[row].item() for name, column in table.items()})
        total = np.nan if result.total is None else float(result.total)
        same = scores.totals[row] == total or (np.isnan(total) and np.isnan(scores.totals[row]))
        same = same and scores.completeness[row] == float(result.completeness)
        found += not (same and scores.status_codes[row] == result.status and ratings[row] == result.rating_label("zh"))
    return found


def main() -> None:
    """Score so many rows, and print what differs."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    done = compared = mismatches = 0
    seconds = 0.0
    lanes = pk.results.DecidedRows()
    for name, card, table in tables():
        begun = time.perf_counter()
        scores = pk.score_batch(card, table, threads=2)
        seconds += time.perf_counter() - begun
        rows = range(done // BLOCK % COMPARED, BLOCK, COMPARED)
        wrong = differ(card, table, scores, rows)
        done, compared, mismatches, lanes = (
            done + BLOCK,
            compared + len(rows),
            mismatches + wrong,
            lanes + scores.decided,
        )
        if wrong:
            print(f"{name}: {wrong} rows differ")
        if done >= wanted:
            break
    print(
        f"{done:,} rows, {compared:,} compared one by one, {mismatches} mismatches, {done / seconds:,.0f} rows a second"
    )
    print(lanes)


if __name__ == "__main__":
    main()
