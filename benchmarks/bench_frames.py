"""The finance director's card on data frames, beside the same figures in arrays, in one run.

Answers are compared before anything is timed. Each frame is timed in turn with the arrays, and the ratio of every pair
is kept: its median is printed with its quartiles.
"""

from __future__ import annotations

import csv
import importlib
import io
import statistics
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
from cards import Table, director, people, with_gaps

import perfkpi as pk

# As contenders.py has them: libraries without types.
pd, pl, pa = map(importlib.import_module, ("pandas", "polars", "pyarrow"))

PAIRS = 21
WORK = 4_000_000
"""Rows of each pair: of fewer rows a call is repeated, so that a pair is always as long."""

FLOATS: Mapping[str, Callable[[Table], Any]] = {
    "mapping of arrays, again": dict,
    "pandas": pd.DataFrame,
    "pandas, column by column": lambda table: pd.DataFrame(dict(table), copy=False),
    "pandas, Float64": lambda table: pd.DataFrame(table).astype("Float64"),
    "pandas, double[pyarrow]": lambda table: pd.DataFrame(table).astype("double[pyarrow]"),
    "Polars": pl.DataFrame,
    "PyArrow": pa.table,
    "PyArrow, a batch": pa.record_batch,
}


def _series(dtype: str) -> Callable[[list[str]], object]:
    return lambda texts: pd.Series(texts, dtype=dtype)


TEXTS: Mapping[str, Callable[[list[str]], Any]] = {
    "list": list,
    "array of objects": lambda texts: np.array(texts, dtype=object),
    "array of texts": np.array,
    "pandas, str": _series("str"),
    "pandas, string[python]": _series("string[python]"),
    "pandas, string[pyarrow]": _series("string[pyarrow]"),
    "pandas, ArrowDtype": lambda texts: pd.Series(texts, dtype=pd.ArrowDtype(pa.string())),
    "pandas, object": _series("object"),
    "pandas, category": _series("category"),
    "Polars": pl.Series,
    "Polars, categories": lambda texts: pl.Series(texts, dtype=pl.Categorical),
    "PyArrow": pa.array,
    "PyArrow, dictionary": lambda texts: pa.array(texts).dictionary_encode(),
}


def pairs(one: Callable[[], object], other: Callable[[], object], times: int = 1) -> list[tuple[float, float]]:
    """Seconds of both, in turn, and in turn the first; the first pair is not counted."""
    found: list[tuple[float, float]] = []
    for place in range(PAIRS + 1):
        taken: dict[bool, float] = {}
        for first in (place % 2 == 0, place % 2 != 0):
            job = one if first else other
            begun = time.perf_counter()
            for _ in range(times):
                job()
            taken[first] = (time.perf_counter() - begun) / times
        found.append((taken[True], taken[False]))
    return found[1:]


def spread(numbers: list[float]) -> str:
    """A median, and its quartiles."""
    low, middle, high = statistics.quantiles(numbers, n=4)
    return f"{middle:7.3f} [{low:.3f}, {high:.3f}]"


def same(found: pk.BatchScores, expected: pk.BatchScores) -> None:
    """Both have the same bytes."""
    for name in ("totals", "rating_codes", "status_codes", "completeness"):
        assert getattr(found, name).tobytes() == getattr(expected, name).tobytes(), name


def floats(rows: int) -> None:
    """Frames of floats, some of them missing or none."""
    card = director(missing=pk.Reweight(minimum_count=3))
    for gaps, table in {"no gaps": people(rows), "5 % gaps": with_gaps(people(rows))}.items():
        arrays = partial(pk.score_batch, card, table)
        print(f"\n{rows:,} rows of 14 floats, {gaps}: times the arrays, milliseconds beyond them")
        for name, make in FLOATS.items():
            frame = make(table)
            same(pk.score_batch(card, frame), arrays())
            found = pairs(arrays, partial(pk.score_batch, card, frame), max(WORK // rows // 10, 1))
            ratios, beyond = [b / a for a, b in found], [(b - a) * 1e3 for a, b in found]
            print(f"  {name:28} {spread(ratios)} {spread(beyond)}")


def texts(rows: int) -> None:
    """Columns of clean decimals as texts, against the same figures as floats: microseconds of a cell."""
    card = director(readings=True)
    table = {
        name: np.round(column / people(rows)[f"d{name[1:]}"], 4)
        for name, column in people(rows).items()
        if name[0] == "n"
    }
    written = {name: [f"{figure:.4f}" for figure in column.tolist()] for name, column in table.items()}
    arrays = partial(pk.score_batch, card, table)
    cells = rows * len(table)

    def report(name: str, job: Callable[[], pk.BatchScores]) -> None:
        same(job(), arrays())
        print(f"  {name:28} {spread([(b - a) * 1e6 / cells for a, b in pairs(arrays, job)])}")

    print(f"\n{rows:,} rows of {len(table)} columns of texts: microseconds of each cell beyond floats")
    for name, make in TEXTS.items():
        report(name, partial(pk.score_batch, card, {code: make(column) for code, column in written.items()}))
    listed = [dict(zip(written, row, strict=True)) for row in zip(*written.values(), strict=True)]
    report("rows of texts", partial(pk.score_batch, card, listed))
    file = "\n".join([",".join(written), *(",".join(row.values()) for row in listed)])
    report("csv.DictReader", lambda: pk.score_batch(card, csv.DictReader(io.StringIO(file))))
    figures = [
        dict(zip(table, row, strict=True)) for row in zip(*(each.tolist() for each in table.values()), strict=True)
    ]
    report("rows of floats", partial(pk.score_batch, card, figures))


def lacking(rows: int) -> dict[str, tuple[pk.Scorecard, Table]]:
    """Tables in which many rows have no total: gaps, infinite figures, figures off the scale that all differ."""
    rng, table = np.random.default_rng(3), people(rows)
    infinite = table | {"n0": np.where(rng.random(rows) < 1 / 3, np.inf, table["n0"])}
    off = np.where(rng.random(rows) < 1 / 11, np.round(101 + np.arange(rows) / 100, 2), 50.0)
    rated = pk.Indicator("k", scoring=pk.DirectPoints(scale=pk.Scale(0, 100)), weight=100)
    return {
        "5 % gaps": (director(), with_gaps(table, 0.05)),
        "20 % gaps": (director(), with_gaps(table, 0.2)),
        "a third infinite": (director(), infinite),
        "an eleventh off the scale": (pk.Scorecard("rated", items=[rated]), {"k": off}),
    }


def reasons(rows: int) -> None:
    """Why each of many rows has no total."""
    print(f"\nreasons of {rows:,} rows: seconds, and times their scores")
    for name, (card, table) in lacking(rows).items():
        scores = pk.score_batch(card, table)
        found = pairs(partial(pk.score_batch, card, table), scores.reasons)
        count, told = np.count_nonzero(scores.status_codes), scores.reasons()
        seconds, ratios = [b for _, b in found], [b / a for a, b in found]
        print(f"  {name}: {count:,} rows, {len(told.distinct)} distinct".ljust(50), spread(seconds), spread(ratios))


def _shown(score: Callable[[], pk.BatchScores]) -> str:
    return repr(score())


def displays(rows: int) -> None:
    """What it takes to show scores for the first time, where points go by columns and where they go row by row."""
    rng = np.random.default_rng(4)
    rated = pk.Indicator("k", scoring=pk.DirectPoints(scale=pk.Scale(0, 100)), weight=100)
    card = pk.Scorecard("rated", items=[rated])
    for name, column in {
        "two decimals": np.round(rng.random(rows) * 100, 2),
        "all digits": rng.random(rows) * 100,
    }.items():
        score = partial(pk.score_batch, card, {"k": column})
        found = pairs(score, partial(_shown, score))
        print(f"  a display of {rows:,} rows, {name}: seconds".ljust(50), spread([b - a for a, b in found]))


def main() -> None:
    """Everything, in one run."""
    for rows in (20_000, 200_000, 1_000_000):
        floats(rows)
    texts(50_000)
    reasons(1_000_000)
    displays(1_000_000)


if __name__ == "__main__":
    main()
