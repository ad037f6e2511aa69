"""Rows on and beside every edge, scored by columns and one by one: how many differ (none), and who decided them.

``python benchmarks/soak.py 10000000`` scores ten million rows; some of each block are compared with ``appraise``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import numpy as np
from cards import Table, director, people, with_gaps

import perfkpi as pk

BLOCK = 200_000
COMPARED = 100


def tables() -> Iterator[tuple[str, pk.Scorecard, Table]]:
    """Cards and figures in turn, for ever."""
    card = director()
    reweighted = director(missing=pk.Reweight(minimum_count=3), rounding=pk.RoundingPolicy(points=pk.Rounding(2)))
    units = director(counting=pk.Counting.FULL_UNITS)
    seed = 0
    while True:
        for places in (None, 2, 3, 4, 6):
            seed += 1
            table = people(BLOCK, places, seed=seed)
            yield f"reference, {places} decimals", card, table
            yield f"full units, {places} decimals", units, table
            yield f"gaps, {places} decimals", reweighted, with_gaps(table, seed=seed)
            beside = {name: np.nextafter(column, np.inf) for name, column in table.items()}
            yield f"beside, {places} decimals", card, beside
        yield "thirds", card, people(BLOCK, thirds=True, seed=seed)


def differ(card: pk.Scorecard, table: Table, scores: pk.BatchScores, rows: range) -> int:
    """How many of some rows are not what ``appraise`` says."""
    found, ratings = 0, scores.ratings("zh")
    for row in rows:
        result = pk.appraise(card, {name: column[row].item() for name, column in table.items()})
        total = np.nan if result.total is None else float(result.total)
        same = scores.totals[row] == total or (np.isnan(total) and np.isnan(scores.totals[row]))
        found += not (same and scores.status_codes[row] == result.status and ratings[row] == result.rating)
    return found


def main() -> None:
    """Score so many rows, and print what differs."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    done = compared = mismatches = 0
    seconds = 0.0
    lanes = pk.Lanes()
    for name, card, table in tables():
        begun = time.perf_counter()
        scores = pk.score_batch(card, table, threads=2)
        seconds += time.perf_counter() - begun
        rows = range(done % COMPARED, BLOCK, COMPARED * 20)
        wrong = differ(card, table, scores, rows)
        done, compared, mismatches, lanes = done + BLOCK, compared + len(rows), mismatches + wrong, lanes + scores.lanes
        if wrong:
            print(f"{name}: {wrong} rows differ")
        if done >= wanted:
            break
    print(f"{done} rows, {compared} compared one by one, {mismatches} mismatches, {done / seconds:,.0f} rows a second")
    print(lanes)


if __name__ == "__main__":
    main()
