"""The finance director's card as one would write it by hand, in NumPy, pandas, Polars, DuckDB and Numba.

None of them thinks of ties: each computes in doubles, and rounds. Each returns the positions of the ratings.
``python benchmarks/contenders.py`` times Numba alone: once its threads run, everything else in the process is slower.
"""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from cards import BASE, CAP, EDGES, GAIN, LOSS, LOWER_AT, TARGETS, WEIGHTS, Table, people

Ratings: TypeAlias = npt.NDArray[Any]

THREADS = 2


def by_numpy(table: Table) -> Ratings:
    """Whole columns, one after the other."""
    total = np.zeros(len(table["n0"]))
    for place, (target, weight) in enumerate(zip(TARGETS, WEIGHTS, strict=True)):
        gap = table[f"n{place}"] / table[f"d{place}"] - target
        gap = -gap if place in LOWER_AT else gap
        points = BASE + gap * 100 * np.where(gap >= 0, GAIN, LOSS)
        total += np.clip(points, 0, CAP) * weight / 100
    total = np.floor(total * 100 + 0.5) / 100
    return np.asarray(np.sum([total < edge for edge in EDGES], axis=0))


def by_pandas(table: Table) -> Ratings:
    """The same on a data frame."""
    pandas = importlib.import_module("pandas")
    frame = pandas.DataFrame(table, copy=False)
    total = 0.0
    for place, (target, weight) in enumerate(zip(TARGETS, WEIGHTS, strict=True)):
        gap = (frame[f"n{place}"] / frame[f"d{place}"] - target) * (-1 if place in LOWER_AT else 1)
        points = BASE + gap * 100 * gap.ge(0).map({True: GAIN, False: LOSS})
        total = total + points.clip(0, CAP) * weight / 100
    total = np.floor(total * 100 + 0.5) / 100
    return np.asarray(sum((total < edge).astype("int64") for edge in EDGES))


def by_polars(table: Table) -> Ratings:
    """A lazy query, which runs on all cores."""
    pl = importlib.import_module("polars")
    total = pl.lit(0.0)
    for place, (target, weight) in enumerate(zip(TARGETS, WEIGHTS, strict=True)):
        gap = (pl.col(f"n{place}") / pl.col(f"d{place}") - target) * (-1 if place in LOWER_AT else 1)
        points = BASE + gap * 100 * pl.when(gap >= 0).then(GAIN).otherwise(LOSS)
        total = total + points.clip(0, CAP) * (weight / 100)
    total = (total * 100 + 0.5).floor() / 100
    rating = sum((total < edge).cast(pl.Int8) for edge in EDGES)
    return np.asarray(pl.DataFrame(table).lazy().select(total=total, rating=rating).collect()["rating"].to_numpy())


def by_duckdb(table: Table) -> Ratings:
    """SQL over the arrays, on as many threads as ours."""
    duckdb = importlib.import_module("duckdb")
    gaps = [
        f"(n{place} / d{place} - {target}) * {-1 if place in LOWER_AT else 1} AS g{place}"
        for place, target in enumerate(TARGETS)
    ]
    terms = [
        f"least(greatest({BASE} + g{place} * 100 * CASE WHEN g{place} >= 0 THEN {GAIN} ELSE {LOSS} END, 0), {CAP})"
        f" * {weight} / 100"
        for place, weight in enumerate(WEIGHTS)
    ]
    rating = " + ".join(f"(total < {edge})::INT" for edge in EDGES)
    query = (
        f"SELECT {rating} AS rating FROM (SELECT floor(({' + '.join(terms)}) * 100 + 0.5) / 100 AS total "  # noqa: S608  # all of it stands here
        f"FROM (SELECT {', '.join(gaps)} FROM people))"
    )
    with duckdb.connect(config={"threads": THREADS}) as connection:
        connection.register("people", table)
        return np.asarray(connection.execute(query).fetchnumpy()["rating"])


def numba_scorer() -> Callable[[Table], Ratings]:
    """A compiled loop over the rows, in parallel; compiled when it is first called."""
    numba = importlib.import_module("numba")
    numba.set_num_threads(THREADS)
    signs = np.array([-1.0 if place in LOWER_AT else 1.0 for place in range(len(TARGETS))])
    targets, weights, edges = np.array(TARGETS), np.array(WEIGHTS, dtype=float), np.array(EDGES)

    @numba.njit(parallel=True)  # type: ignore[untyped-decorator]  # Numba has no types
    def loop(tops: Any, bottoms: Any, totals: Any, ratings: Any) -> None:  # noqa: ANN401  # Numba's own types
        for row in numba.prange(len(totals)):
            total = 0.0
            for place in range(len(tops)):
                gap = (tops[place][row] / bottoms[place][row] - targets[place]) * signs[place]
                points = BASE + gap * 100 * (GAIN if gap >= 0 else LOSS)
                total += min(max(points, 0.0), CAP) * weights[place] / 100
            total = np.floor(total * 100 + 0.5) / 100
            totals[row] = total
            rating = 0
            for edge in edges:
                rating += total < edge
            ratings[row] = rating

    def score(table: Table) -> Ratings:
        tops = tuple(table[f"n{place}"] for place in range(len(TARGETS)))
        bottoms = tuple(table[f"d{place}"] for place in range(len(TARGETS)))
        rows = len(tops[0])
        totals, ratings = np.empty(rows), np.empty(rows, dtype=np.int8)
        loop(tops, bottoms, totals, ratings)
        return ratings

    return score


def reading(table: Table, pool: ThreadPoolExecutor) -> Callable[[], object]:
    """Merely summing the columns on as many threads."""
    return lambda: list(pool.map(np.sum, table.values()))


def main() -> None:
    """Numba in a process of its own: medians of its loop and of reading, in milliseconds, and its ratings' digest."""
    table = people(int(sys.argv[1]))
    score = numba_scorer()
    ratings = score(table)
    found: dict[str, list[float]] = {"read": [], "numba": []}
    with ThreadPoolExecutor(THREADS) as pool:
        jobs: dict[str, Callable[[], object]] = {"read": reading(table, pool), "numba": lambda: score(table)}
        for _ in range(15):
            for name, job in jobs.items():
                begun = time.perf_counter()
                job()
                found[name].append((time.perf_counter() - begun) * 1e3)
    medians = {name: statistics.median(times[1:]) for name, times in found.items()}
    print(json.dumps(medians | {"ratings": np.bincount(ratings, minlength=len(EDGES) + 1).tolist()}))


if __name__ == "__main__":
    main()
