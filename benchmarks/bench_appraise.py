"""One person, seven indicators: ``appraise`` with every line, beside a straight-line script of Fractions.

Both score the same dozen people of the demonstration; their totals are compared before anything is timed. The rounds
alternate, and medians and ratios are printed: the machine may be noisy, the ratio is what to quote.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor

import perfkpi as pk
from perfkpi.cli.demo import finance_director, people

ROUNDS = 41
REPEATS = 20

TARGETS = [Fraction(text) for text in ("0.12", "0.14", "0.62", "0.95", "0", "1", "0.07")]
UNITS = [Fraction(1, 100)] * 5 + [Fraction(1, 10), Fraction(1, 100)]
WEIGHTS = [Fraction(weight, 100) for weight in (20, 15, 15, 15, 10, 15, 10)]
LOWER = {2, 4}


def by_hand(data: dict[str, int]) -> Decimal:
    """The total of one complete sheet, written down for this sheet alone: no statuses, no lines, no reasons."""
    m = {name: Fraction(value) for name, value in data.items()}
    values = [
        m["net_profit"] / m["equity"],
        m["net_profit"] / m["revenue"],
        m["total_cost"] / m["revenue"],
        m["collected"] / m["sales"],
        m["spent"] / m["budget"] - 1,
        m["revenue"] / ((m["opening_assets"] + m["closing_assets"]) / 2),
        m["investment_income"] / m["investment"],
    ]
    total = Fraction(0)
    for place, value in enumerate(values):
        gap = TARGETS[place] - value if place in LOWER else value - TARGETS[place]
        units = gap / UNITS[place]
        points = 90 + units * (2 if units >= 0 else 3)
        total += WEIGHTS[place] * min(max(points, Fraction(0)), Fraction(110))
    return Decimal(floor(total * 100 + Fraction(1, 2))).scaleb(-2)


def timed(job: Callable[[], object]) -> float:
    """Microseconds a run."""
    begun = time.perf_counter()
    for _ in range(REPEATS):
        job()
    return (time.perf_counter() - begun) / REPEATS * 1e6


def main() -> None:
    """Compare the answers, then the times."""
    card = finance_director()
    whole = [
        {name: value for name, value in data.items() if value is not None}
        for data in people().values()
        if None not in data.values() and data["equity"]
    ]
    for data in whole:
        assert pk.appraise(card, data).total == by_hand(data)
    data = whole[0]
    result = pk.appraise(card, data)
    jobs: dict[str, Callable[[], object]] = {
        "appraise, with lines": lambda: pk.appraise(card, data),
        "Fractions by hand, total only": lambda: by_hand(data),
        "explain, on demand": lambda: result.explain("zh"),
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            times[name].append(timed(job))
    reference = statistics.median(times["Fractions by hand, total only"])
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name:32} median {median:8.1f} us   min {min(found):8.1f} us   x by hand {median / reference:6.2f}")


if __name__ == "__main__":
    main()
