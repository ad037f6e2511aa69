"""A million people: ``score_batch`` beside what one would write by hand, in one run.

Answers are compared first: every contender's ratings may differ from the exact ones only where doubles are wrong, and
how often that is, is printed. The jobs are shuffled in every round; medians, and ratios to reading the columns on as
many threads, are printed. The machine may be noisy: quote ratios.
"""

from __future__ import annotations

import importlib
import importlib.util
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from cards import BASE, CAP, EDGES, GAIN, LOSS, LOWER_AT, TARGETS, WEIGHTS, Table, director, people, with_gaps

import perfkpi as pk

ROWS = 1_000_000
ROUNDS = 11
THREADS = 2


def by_numpy(table: Table) -> npt.NDArray[np.int64]:
    """The positions of the ratings, written down in NumPy without a thought about ties."""
    total = np.zeros(len(table["n0"]))
    for place, (target, weight) in enumerate(zip(TARGETS, WEIGHTS, strict=True)):
        gap = table[f"n{place}"] / table[f"d{place}"] - target
        gap = -gap if place in LOWER_AT else gap
        points = BASE + gap * 100 * np.where(gap >= 0, GAIN, LOSS)
        total += np.clip(points, 0, CAP) * weight / 100
    total = np.floor(total * 100 + 0.5) / 100
    return sum((total < edge).astype(np.int64) for edge in EDGES) + np.zeros(len(total), dtype=np.int64)


def by_pandas(table: Table) -> npt.NDArray[Any]:
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


def by_polars(table: Table) -> npt.NDArray[Any]:
    """The same as a lazy Polars query, which runs on all cores."""
    pl = importlib.import_module("polars")
    total = pl.lit(0.0)
    for place, (target, weight) in enumerate(zip(TARGETS, WEIGHTS, strict=True)):
        gap = (pl.col(f"n{place}") / pl.col(f"d{place}") - target) * (-1 if place in LOWER_AT else 1)
        points = BASE + gap * 100 * pl.when(gap >= 0).then(GAIN).otherwise(LOSS)
        total = total + points.clip(0, CAP) * (weight / 100)
    total = (total * 100 + 0.5).floor() / 100
    rating = sum((total < edge).cast(pl.Int8) for edge in EDGES)
    return np.asarray(pl.DataFrame(table).lazy().select(total=total, rating=rating).collect()["rating"].to_numpy())


def by_duckdb(table: Table) -> npt.NDArray[Any]:
    """The same in SQL, on as many threads as ours."""
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
        f"SELECT {rating} AS rating FROM (SELECT floor(({' + '.join(terms)}) * 100 + 0.5) / 100 AS total "  # noqa: S608
        f"FROM (SELECT {', '.join(gaps)} FROM people))"
    )
    with duckdb.connect(config={"threads": THREADS}) as connection:
        connection.register("people", table)
        return np.asarray(connection.execute(query).fetchnumpy()["rating"])


def timed(jobs: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Median milliseconds of each job, in shuffled rounds."""
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds + 1):
        for name in random.sample(list(jobs), len(jobs)):
            begun = time.perf_counter()
            jobs[name]()
            found[name].append((time.perf_counter() - begun) * 1e3)
    return {name: statistics.median(times[1:]) for name, times in found.items()}


def reading(table: Table, pool: ThreadPoolExecutor) -> Callable[[], object]:
    """Merely summing the columns on as many threads."""
    return lambda: list(pool.map(np.sum, table.values()))


def shown(title: str, times: dict[str, float], unit: str) -> None:
    """A table of medians and ratios."""
    print(f"\n{title}")
    for name, median in times.items():
        print(f"  {name:44} {median:9.2f} ms   x {unit} {median / times[unit]:6.2f}")


def contenders(pool: ThreadPoolExecutor) -> None:
    """The reference card, against what one would write by hand."""
    card, table = director(), people(ROWS)
    exact = pk.score_batch(card, table).rating_codes
    jobs: dict[str, Callable[[], object]] = {
        "read": reading(table, pool),
        f"score_batch, {THREADS} threads": lambda: pk.score_batch(card, table, threads=THREADS),
        "score_batch, 1 thread": lambda: pk.score_batch(card, table),
    }
    for name, job in (("numpy", by_numpy), ("pandas", by_pandas), ("polars", by_polars), ("duckdb", by_duckdb)):
        if name not in sys.modules and importlib.util.find_spec(name) is None:
            print(f"{name} is not installed")
            continue
        print(f"{name}: {np.count_nonzero(job(table) != exact)} of {ROWS} ratings differ from the exact ones")
        jobs[f"{name}, by hand"] = partial(job, table)
    shown("reference card, 1 M people, continuous figures", timed(jobs), "read")
    for places in (3, 4, 6):
        ties = people(ROWS, places)
        print(
            f"plain numpy on {places} decimals: "
            f"{np.count_nonzero(by_numpy(ties) != pk.score_batch(card, ties).rating_codes)} wrong ratings"
        )


def ties() -> None:
    """The same card on short decimals, and on thirds."""
    card = director()
    tables = {
        "continuous": people(ROWS),
        "6 decimals": people(ROWS, 6),
        "4 decimals": people(ROWS, 4),
        "3 decimals": people(ROWS, 3),
        "thirds": people(ROWS, thirds=True),
    }
    jobs = {name: partial(pk.score_batch, card, table, threads=THREADS) for name, table in tables.items()}
    for name, table in tables.items():
        print(f"{name:12} {pk.score_batch(card, table).lanes}")
    shown(f"exact ties, {THREADS} threads", timed(jobs, 5), "continuous")


def cards() -> None:
    """Other cards, beside the reference card."""
    table = people(ROWS)
    gaps = with_gaps(table)
    stages = pk.RoundingPolicy(points=pk.Rounding(2), total=pk.Rounding(2))
    reweighted = director(missing=pk.Reweight(minimum_count=3), rounding=stages)
    jobs: dict[str, Callable[[], object]] = {
        "reference": lambda: pk.score_batch(director(), table, threads=THREADS),
        "single readings": lambda: pk.score_batch(director(readings=True), table, threads=THREADS),
        "full units": lambda: pk.score_batch(director(counting=pk.Counting.FULL_UNITS), table, threads=THREADS),
        "rounded, reweighted, 5 % gaps": lambda: pk.score_batch(reweighted, gaps, threads=THREADS),
    }
    shown(f"other cards, {THREADS} threads", timed(jobs, 5), "reference")


def growth() -> None:
    """One row to ten million, and the memory beyond inputs and outputs."""
    card = director()
    for rows in (1, 1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        table = people(rows)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rounds = 3 if rows > ROWS else ROUNDS
        times = timed({"one": partial(pk.score_batch, card, table, threads=THREADS)}, rounds)
        peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 - rows * 10 / 1e6
        print(f"{rows:>10} rows {times['one']:10.3f} ms   peak beyond inputs and outputs about {max(peak, 0):.0f} MB")


def main() -> None:
    """Everything, in one run."""
    with ThreadPoolExecutor(THREADS) as pool:
        contenders(pool)
    ties()
    cards()
    growth()


if __name__ == "__main__":
    main()
