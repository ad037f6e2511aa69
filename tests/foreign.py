"""A process in which a library left a floating-point mode behind. Run by ``test_foreign_modes.py``.

    python tests/foreign.py library mode when

It prints the digits of everything that is scored, which must be those of a process with ordinary arithmetic. ``when``
tells what comes first: the mode (``first``), or a scoring that compiles the cards (``later``); with ``threads``, a
second thread scores, too, which was started before. An empty library leaves everything as it is. Of modes that are
none of the processor's, ``numpy`` raises what is ignored by default, and ``decimal`` leaves one digit and every trap.
"""

import ctypes
import decimal
import sys
from fractions import Fraction

import numpy as np
import numpy.ma  # loaded later, on a thread with such a mode, it warns in its older versions, whoever asks for it

library, mode, when = sys.argv[1:]


FIGURES = [1.5e-308, 1.2e-307, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-310, 0.1, 0.3, 60.005, 1e15 - 1, 1e300]
rng = np.random.default_rng(1)
ROWS = 400
N = np.array([*FIGURES, *rng.uniform(0, 120, ROWS).round(3)])
D = np.array([*FIGURES[1:], 1.2e-307, *rng.integers(1, 130, ROWS)])
SHORT = np.array([*np.array([1e-40, 1e-45, 0.1, 7.25], dtype=np.float32), *rng.uniform(0, 9, len(N) - 4)], dtype="f4")
PLAIN = np.where(np.arange(len(N)) % 50 == 3, np.nan, N)
TABLE = {"n": N, "d": D, "s": SHORT}


def switch() -> None:
    """Leave the mode behind on this thread; a mode without a name is left by loading the library."""
    if mode == "numpy":
        np.seterr(all="raise")
    elif mode == "decimal":
        for context in (decimal.getcontext(), decimal.DefaultContext):  # those of other threads are made of that one
            context.prec, context.Emax, context.Emin, context.rounding = 1, 1, -1, decimal.ROUND_UP
            context.traps.update(dict.fromkeys(context.traps, True))
    elif library:
        loaded = ctypes.CDLL(library)
        if mode and getattr(loaded, mode)():
            sys.exit(3)  # this processor has no such mode


if when == "first":
    switch()

import perfkpi as pk  # noqa: E402  # what it keeps of doubles, it has to know in any mode


def indicator(code: str, formula: pk.Formula, rule: pk.Scoring) -> tuple[object, object]:
    """One item of a card."""
    return (pk.Indicator(code=code, name=code, formula=formula, scoring=rule), 50)


rule = pk.Attainment(target="1.37%", cap=100, floor=0, direction=pk.Direction.HIGHER_IS_BETTER)
RATIO = pk.Scorecard(
    code="ratio",
    name="ratio",
    items=(
        indicator("r", pk.Ratio("n", "d", denominator_sign=pk.choices.Sign.ANY), rule),
        indicator("s", pk.Actual("s"), pk.DirectPoints(scale=pk.Scale(0, 100))),
    ),
    missing=pk.Reweight(),
)
PLACES = pk.rules.RankPoints(
    direction=pk.Direction.HIGHER_IS_BETTER, ranking=pk.choices.Ranking.COMPETITION, by=pk.rules.BestToWorst(100, 0)
)
RANKED = pk.Scorecard(
    code="rank", name="rank", items=(indicator("n", pk.Actual("n"), PLACES),), weighting=pk.choices.Weighting.NORMALISED
)


def digits(threads: int = 1) -> list[object]:
    """Everything that is scored, by its bits."""
    scores = pk.score_batch(RATIO, TABLE, threads=threads, points=True)
    people = pk.Population.of(RANKED, TABLE)
    ranked = pk.score_batch(RANKED, TABLE, population=people, threads=threads)
    of_plain = pk.score_batch(RATIO, {**TABLE, "n": PLAIN, "s": PLAIN}, threads=threads)
    subjects = (np.arange(len(N)) % 7).tolist()
    zero = pk.choices.NoRecords.ZERO
    reductions = [
        pk.records.Reduction("most", of="n", by=pk.records.Maximum()),
        pk.records.Reduction("different", of="n", by=pk.records.CountDistinct(no_records=zero)),
        pk.records.Reduction("sum", of="n", by=pk.records.Sum(no_records=zero)),
        pk.records.Reduction("mean", of="s", by=pk.records.Mean()),
    ]
    records, who = pk.records.reduce_table({"who": subjects, "n": N, "s": SHORT}, reductions, subject="who")
    bits = [each.totals.tobytes().hex() for each in (scores, ranked, of_plain)]
    bits += [scores.points["r"].tobytes().hex(), scores.completeness.tobytes().hex()]
    one_by_one = [pk.appraise(RATIO, {name: each[row] for name, each in TABLE.items()}).total for row in range(20)]
    reduced = [[name, *map(digits_of, column.tolist())] for name, column in records.items()]
    told = of_plain.reasons().texts("en").tolist()
    return [*bits, scores.total_decimals().tolist(), told, one_by_one, reduced, who]


def digits_of(number: float | Fraction) -> str:
    """A fraction, or a double by its bits."""
    return str(number) if isinstance(number, Fraction) else np.float64(number).tobytes().hex()


if when == "later":
    digits()
    switch()
if when == "threads":
    digits(threads=2)  # the other thread is kept, and stays ordinary
    switch()
sys.stdout.write(f"{digits(threads=2 if when == 'threads' else 1)}\n")
