"""A million people: ``score_batch`` beside what one would write by hand, in one run.

Answers are compared before anything is timed. The jobs are shuffled in every round; medians are printed, and their
ratios to a job of the same rounds. The machine may be noisy: quote ratios.
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import contenders
import numpy as np
from cards import Table, director, people, with_gaps
from contenders import THREADS

import perfkpi as pk

ROWS = 1_000_000
ROUNDS = 15
HERE = Path(__file__).parent

Jobs = Mapping[str, Callable[[], object]]


def timed(jobs: Jobs, rounds: int = ROUNDS) -> dict[str, float]:
    """Median milliseconds of each job, in shuffled rounds; the first round is not counted."""
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds + 1):
        for name in random.sample(list(jobs), len(jobs)):
            begun = time.perf_counter()
            jobs[name]()
            found[name].append((time.perf_counter() - begun) * 1e3)
    return {name: statistics.median(times[1:]) for name, times in found.items()}


def report(title: str, times: Mapping[str, float], unit: str) -> None:
    """A table of medians, and of ratios to one of them."""
    print(f"\n{title}")
    for name, median in times.items():
        print(f"  {name:44} {median:9.2f} ms   x {unit} {median / times[unit]:6.2f}")


def differing(ratings: contenders.Ratings, scores: pk.BatchScores) -> str:
    """How many ratings by hand are not the exact ones."""
    return f"{np.count_nonzero(ratings != scores.rating_codes)} of {len(scores)} ratings differ from the exact ones"


def beside_others() -> None:
    """The reference card, against what one would write by hand."""
    card, table = director(), people(ROWS)
    exact = pk.score_batch(card, table)
    others = {
        name: getattr(contenders, f"by_{name}")
        for name in ("numpy", "pandas", "polars", "duckdb")
        if importlib.util.find_spec(name) is not None
    }
    for name, job in others.items():
        print(f"{name:8} {differing(job(table), exact)}")
    for places in (2, 3, 4):
        short = people(ROWS, places)
        print(f"numpy, {places} decimals: {differing(contenders.by_numpy(short), pk.score_batch(card, short))}")
    with ThreadPoolExecutor(THREADS) as pool:
        jobs: dict[str, Callable[[], object]] = {
            "read": contenders.reading(table, pool),
            f"score_batch, {THREADS} threads": partial(pk.score_batch, card, table, threads=THREADS),
            f"score_batch, {THREADS} threads, prepared": partial(
                pk.score_batch, card, pk.results.Prepared(table), threads=THREADS
            ),
            "score_batch, 1 thread": partial(pk.score_batch, card, table),
        }
        times = timed(jobs | {f"{name} by hand": partial(job, table) for name, job in others.items()})
    report("reference card, continuous figures", times, "read")
    if importlib.util.find_spec("numba") is not None:
        command = [sys.executable, str(HERE / "contenders.py"), str(ROWS)]
        alone = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=HERE).stdout)  # ours
        assert alone.pop("ratings") == np.bincount(exact.rating_codes, minlength=4).tolist()
        report("numba by hand, in a process of its own", alone, "read")


def thirds_everywhere(rows: int) -> tuple[pk.Scorecard, Table]:
    """A card and figures of which every row is a tie, by quotients that are no decimals."""
    table = people(rows, thirds=True)
    for name in ("n0", "n4", "n6"):
        table[name] = np.rint(table[name] / 60) * 60
    for name in ("n1", "n2", "n3", "n5"):
        table[name] = np.rint(table[name] / 20) * 20
    return director(base="100.005"), table


def ties() -> None:
    """The same card on short decimals, and on thirds."""
    card = director()
    cases: dict[str, tuple[pk.Scorecard, Table]] = {"continuous": (card, people(ROWS))}
    cases |= {f"{places} decimals": (card, people(ROWS, places)) for places in (6, 4, 3, 2)}
    mixed, short = people(ROWS), people(ROWS, 3, seed=5)
    some = np.random.default_rng(4).random(ROWS) < 0.21  # noqa: PLR2004  # about half of these rows are ties
    cases["10 % ties"] = card, {name: np.where(some, short[name], column) for name, column in mixed.items()}
    cases["thirds"] = card, people(ROWS, thirds=True)
    cases["thirds, all ties"] = thirds_everywhere(ROWS)
    print("\nrows decided by")
    for name, (rules, table) in cases.items():
        print(f"  {name:44} {pk.score_batch(rules, table).decided}")
    jobs = {name: partial(pk.score_batch, rules, table, threads=THREADS) for name, (rules, table) in cases.items()}
    report(f"ties, {THREADS} threads", timed(jobs, 7), "continuous")


def other_cards() -> None:
    """Other cards, beside the reference card."""
    table = people(ROWS)
    gaps = with_gaps(table)
    stages = pk.RoundingPolicy(points=pk.Rounding(2), total=pk.Rounding(2))
    cases = {
        "reference": (director(), table),
        "single readings": (director(readings=True), table),
        "full units": (director(counting=pk.choices.Counting.FULL_UNITS), table),
        "tiers": (director(tiers=True), table),
        "points rounded": (director(rounding=stages), table),
        "rounded, reweighted, 5 % gaps": (director(missing=pk.Reweight(minimum_count=3), rounding=stages), gaps),
    }
    jobs = {name: partial(pk.score_batch, card, data, threads=THREADS) for name, (card, data) in cases.items()}
    print("\nrows decided by")
    for name, (card, data) in cases.items():
        print(f"  {name:44} {pk.score_batch(card, data).decided}")
    report(f"other cards, {THREADS} threads", timed(jobs, 7), "reference")


def keys() -> None:
    """What reading and checking a key costs, beyond scoring its row."""
    card, table = director(), people(ROWS)
    shuffled = np.random.default_rng(7).permutation(ROWS)
    texts = [f"E{number:07}" for number in shuffled.tolist()]
    cases: dict[str, Iterable[object]] = {
        "integers, array": shuffled,
        "integers, list": shuffled.tolist(),
        "texts, list": texts,
        "texts, array": np.array(texts),
    }
    jobs: dict[str, Callable[[], object]] = {"no keys": partial(pk.score_batch, card, table, threads=THREADS)}
    for name, given in cases.items():
        for unique in (True, False):
            score = partial(pk.score_batch, card, table, threads=THREADS, keys=given, unique_keys=unique)
            jobs[name + ("" if unique else ", unique_keys=False")] = score
    times = timed(jobs, 7)
    print("\nkeys, microseconds for each beyond its row")
    for name, median in times.items():
        print(f"  {name:44} {(median - times['no keys']) * 1e3 / ROWS:9.2f}")


def growth() -> None:
    """One row to ten million; a card that was never seen."""
    card = director()
    print("\nrows, on one thread and on two, in milliseconds")
    for rows in (1, 1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        table = people(rows)
        jobs = {f"{threads}": partial(pk.score_batch, card, table, threads=threads) for threads in (1, THREADS)}
        times = timed(jobs, 5 if rows > ROWS else 51)
        print(f"{rows:>12,} {times['1']:12.3f} {times[str(THREADS)]:12.3f}")
    one = people(1)
    figures = {name: column[0].item() for name, column in one.items()}
    times = timed(
        {"appraise": lambda: pk.appraise(card, figures), "score_batch": lambda: pk.score_batch(card, one)}, 501
    )
    report("one person", times, "appraise")
    fresh = iter([director(version=str(place)) for place in range(40)])
    compiling = timed({"first call": lambda: pk.score_batch(next(fresh), one)}, 30)["first call"]
    print(f"\ncompiling a card of seven indicators: {compiling - times['score_batch']:.2f} ms")


def memory(rows: int) -> None:
    """The most memory beyond inputs and outputs; in a process of its own, that nothing else has stretched."""
    status = Path("/proc/self/status")
    if not status.exists():
        print("memory: this system does not tell")
        return

    def resident(field: str) -> int:
        return int(status.read_text().split(field + ":")[1].split()[0]) * 1024

    for name, card, table in (
        ("continuous", director(), people(rows)),
        ("3 decimals", director(), people(rows, 3)),
        ("reweighted, 5 % gaps", director(missing=pk.Reweight(minimum_count=3)), with_gaps(people(rows))),
    ):
        pk.score_batch(card, {key: column[:10] for key, column in table.items()}, threads=THREADS)
        ctypes.CDLL(None).malloc_trim(0)  # what was freed is not there to be used again
        before = resident("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
        scores = pk.score_batch(card, table, threads=THREADS)
        peak = resident("VmHWM") - before
        outputs = sum(each.nbytes for each in (scores.totals, scores.rating_codes))
        outputs += scores.status_codes.nbytes if scores.status_codes.any() else 0  # untouched, it takes no memory
        outputs += scores.completeness.nbytes if scores.completeness.strides[0] else 0  # one number for all rows
        print(f"{rows:,} rows, {name}: at most {(peak - outputs) / 1e6:.1f} MB beyond inputs and outputs")


def main() -> None:
    """Everything, in one run."""
    if sys.argv[1:2] == ["memory"]:
        memory(int(sys.argv[2]))
        return
    beside_others()
    ties()
    other_cards()
    keys()
    growth()
    print()
    subprocess.run([sys.executable, __file__, "memory", "10000000"], check=True)  # ours


if __name__ == "__main__":
    main()
