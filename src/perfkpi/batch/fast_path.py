"""Whole blocks by a plan: what the figures of a block are like, which rows the plan decides, which it leaves."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from attrs import define

from perfkpi.batch.kernel import Kernel
from perfkpi.batch.outputs import Outputs
from perfkpi.batch.plans import Plans
from perfkpi.doubles import SMALLEST
from perfkpi.inputs.sources import Block
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.columns.arrays import Bools, Bytes, Floats
from perfkpi.interpreters.columns.codegen.plan import Plan, Run, Scratch
from perfkpi.language import Status

_NOT_MEASURED = Status.NOT_MEASURED.value

_DENSE = 0.28
"""The share of doubtful rows from which on proving the whole block is cheaper than gathering them."""

_scratches: deque[Scratch] = deque(maxlen=4)
"""What threads take and give back, each in one step: a lock could stay locked in a process that is forked meanwhile."""


@define
class _Facts:
    """What is known of the figures of a block.

    Attributes:
        columns: doubles by name; rows that are set aside hold some harmless figure.
        ranges: between which numbers each column lies.
        gaps: whether some figure is not measured.
        aside: the rows that no plan covers; ``None`` where there are none.
    """

    columns: dict[str, Floats]
    ranges: dict[str, tuple[float, float]]
    gaps: bool = False
    aside: Bools | None = None

    def set_aside(self, rows: Bools) -> None:
        self.aside = rows if self.aside is None else self.aside | rows


def _facts(divisors: AbstractSet[str], blocks: Mapping[str, Block]) -> _Facts:
    found = _Facts({}, {})
    for name, block in blocks.items():
        values, divides = block.values, name in divisors
        if block.status is not None:
            found.set_aside((block.status != 0) & (block.status != _NOT_MEASURED))
        if block.apart is not None:
            found.set_aside(block.apart)
        low, high = _ends(values)
        if math.isnan(low):
            found.gaps = True
            low, high = float(np.fmin.reduce(values)), float(np.fmax.reduce(values))
        if not ((low >= SMALLEST if divides else low > -math.inf) and high < math.inf) and not math.isnan(low):
            values, low, high = _mended(found, values, divides=divides)
        found.columns[name] = values
        found.ranges[name] = (1.0, 1.0) if math.isnan(low) else (low, high)  # with no figure at all, any range holds
    return found


def _ends(values: Floats) -> tuple[float, float]:
    return float(np.minimum.reduce(values)), float(np.maximum.reduce(values))


def _mended(found: _Facts, values: Floats, *, divides: bool) -> tuple[Floats, float, float]:
    """Mend a column with figures that no plan covers: their rows are set aside, and hold another figure meanwhile."""
    odd = ~(values >= SMALLEST if divides else values > -math.inf) | (values == math.inf)
    np.logical_and(odd, values == values, out=odd)  # noqa: PLR0124  # what is not measured is no odd figure
    found.set_aside(odd)
    good = values[~odd]
    low, high = float(np.fmin.reduce(good, initial=math.nan)), float(np.fmax.reduce(good, initial=math.nan))
    if math.isnan(low):
        low = high = 1.0
    return np.where(odd, low, values), low, high


def score_by_general_plan(
    kernel: Kernel, table: Table, start: int, stop: int, out: Outputs, *, registers: int
) -> tuple[Bools | None, int] | None:
    """Score a block of doubles by a plan for all figures, which checks them as it goes.

    Args:
        kernel: the scorecard.
        table: the figures.
        start: the first row of the block.
        stop: the row behind its last one.
        out: where the results go.
        registers: how many doubles the registers may hold together.

    Returns:
        the rows that are left (``None`` where there are none), and how many doubtful ones were proved to be ties;
        ``None`` alone where there is no such plan, or it met a figure that it does not cover.
    """
    columns = table.doubles(start, stop)
    if columns is None:
        return None
    # Where an earlier block had gaps, this one is likely to have some. Both plans may be the same one, for gaps.
    for plans in dict.fromkeys([kernel.complete_plans] * (out.completeness is None) + [kernel.missing_plans]):
        found = _by(plans, table, columns, out, start, registers=registers)
        if plans is not None and found is not None:
            if plans.gaps:
                _not_measured(out, start, stop)
            return found
    return None


def _by(
    plans: Plans | None, table: Table, columns: Mapping[str, Floats], out: Outputs, start: int, *, registers: int
) -> tuple[Bools | None, int] | None:
    plan = None if plans is None else plans.always
    if plans is None or plan is None or len(plan.measures) < len(columns):
        return None  # what only a policy for gaps looks at would not be checked
    fits = table.fits(plans.divisors, gaps=plans.gaps)
    if fits is False:
        return None
    stop = start + len(next(iter(columns.values())))
    size = max(registers // plan.registers, 1)
    lefts: list[Bools] = []
    proved = 0
    for first in range(start, stop, size):
        last = min(first + size, stop)
        whole = last - first == stop - start
        part = columns if whole else {name: each[first - start : last - start] for name, each in columns.items()}
        run = _run(plan, part, out, first, last, check=not fits)
        if run is None:
            return None
        left, ties = _left(plan, run, part, None)
        if whole:
            return left, ties
        lefts.append(np.zeros(last - first, dtype=np.bool_) if left is None else left)
        proved += ties
    return np.concatenate(lefts), proved


def _not_measured(out: Outputs, start: int, stop: int) -> None:
    """Mark rows not measured where a plan that allows gaps leaves no total; other reasons are decided row by row."""
    missing = np.isnan(out.totals[start:stop])
    if missing.any():
        np.copyto(out.ratings[start:stop], -1, where=missing)
        np.copyto(out.statuses[start:stop], _NOT_MEASURED, where=missing)


def score_by_fitting_plan(
    kernel: Kernel, blocks: Mapping[str, Block], start: int, stop: int, out: Outputs
) -> tuple[Bools | None, int]:
    """Score a block by a plan for what its figures are like.

    Returns:
        the rows that are left (``None`` where there are none), and how many doubtful ones were proved to be ties.
    """
    everything = np.ones(stop - start, dtype=np.bool_)
    if kernel.complete_plans is None or kernel.missing_plans is None or kernel.complete_plans.hopeless:
        return everything, 0
    facts = _facts(kernel.complete_plans.divisors, blocks)
    if facts.gaps and not kernel.missing_plans.divisors <= kernel.complete_plans.divisors:
        facts = _facts(kernel.missing_plans.divisors, blocks)
    plan = (kernel.missing_plans if facts.gaps else kernel.complete_plans).of(facts.ranges)
    run = None if plan is None else _run(plan, facts.columns, out, start, stop, check=False)
    if plan is None or run is None:
        return everything, 0
    if facts.gaps:
        _not_measured(out, start, stop)
    return _left(plan, run, facts.columns, facts.aside)


def _left(plan: Plan, run: Run, columns: Mapping[str, Floats], aside: Bools | None) -> tuple[Bools | None, int]:
    """Find the rows that a run of the plan leaves, and how many doubtful ones were proved to be ties."""
    left, proved = aside, 0
    if run.lost is not None:
        left = run.lost if left is None else left | run.lost
    if run.doubtful is not None:
        unproved = _unproved(plan, columns, run.doubtful)
        proved = int(np.count_nonzero(run.doubtful))
        if unproved is not None:
            proved -= int(np.count_nonzero(unproved))
            left = unproved if left is None else left | unproved
    return left, proved


def _run(plan: Plan, columns: Mapping[str, Floats], out: Outputs, start: int, stop: int, *, check: bool) -> Run | None:
    scratch = _take(plan.registers, stop - start)
    results: list[Floats | Bytes] = [out.totals[start:stop], out.ratings[start:stop]]
    if plan.counts:
        results.append(out.shares()[start:stop])
    with np.errstate(all="ignore"):
        run = plan.run(columns, scratch, results, check=check)
    _scratches.append(scratch)
    return run


def _take(registers: int, rows: int) -> Scratch:
    """Take scratch that was used before, where it fits: new memory costs time at its first use."""
    for _ in range(len(_scratches)):
        try:
            scratch = _scratches.popleft()
        except IndexError:  # other threads were quicker
            break
        if scratch.floats.shape[0] >= registers and scratch.floats.shape[1] >= rows:
            return scratch
        _scratches.append(scratch)
    return Scratch.of(registers, rows)


def _unproved(plan: Plan, columns: Mapping[str, Floats], doubtful: Bools) -> Bools | None:
    """Find the doubtful rows of which it is not certain that they lie on the edge; ``None`` where there are none."""
    left: Bools | None = doubtful
    if plan.decimal_proof is not None:
        proof, scratch = plan.decimal_proof, _take(2, len(doubtful))
        left = _struck_out(
            lambda found: proof.proves(found, scratch.floats), proof.measures, columns, doubtful, whole_from=_DENSE
        )
        _scratches.append(scratch)
    if left is not None and plan.integer_proof is not None:
        left = _struck_out(plan.integer_proof.proves, plan.integer_proof.measures, columns, left)
    return left


def _struck_out(
    proves: Callable[[Mapping[str, Floats]], Bools],
    names: Sequence[str],
    columns: Mapping[str, Floats],
    doubtful: Bools,
    *,
    whole_from: float = 1.0,
) -> Bools | None:
    """Strike the proved rows out of the doubtful ones; from some share on, all rows are looked at where they lie."""
    count, places = np.count_nonzero(doubtful), None
    if not count:
        return None
    if count < whole_from * len(doubtful):
        places = np.flatnonzero(doubtful)
    with np.errstate(all="ignore"):
        proved = proves({name: columns[name] if places is None else columns[name][places] for name in names})
    if proved.all():
        return None
    if places is None:
        return doubtful & ~proved
    left = np.zeros_like(doubtful)
    left[places[~proved]] = True
    return left
