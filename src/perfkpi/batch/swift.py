"""Whole blocks by a plan: what the figures of a block are like, which rows the plan decides, which it leaves."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from threading import Lock

import numpy as np
from attrs import define

from perfkpi.batch.kernel import Kernel
from perfkpi.batch.outputs import Outputs
from perfkpi.batch.plans import SMALLEST
from perfkpi.batch.sources import Block
from perfkpi.language import Status
from perfkpi.meanings.columns.arrays import Bools, Bytes, Floats
from perfkpi.meanings.columns.plan import Plan, Run, Scratch

__all__ = ["swiftly"]

_NOT_MEASURED = Status.NOT_MEASURED.value
_DENSE = 0.28
"""The share of doubtful rows from which on proving the whole block is cheaper than gathering them."""

_scratches: deque[Scratch] = deque(maxlen=4)
_lock = Lock()


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
        low, high = float(np.minimum.reduce(values)), float(np.maximum.reduce(values))
        if not (low >= SMALLEST if divides else low > -math.inf) or not high < math.inf:
            values, low, high = _mended(found, values, divides=divides)
        found.columns[name] = values
        found.ranges[name] = low, high
    return found


def _mended(found: _Facts, values: Floats, *, divides: bool) -> tuple[Floats, float, float]:
    """A column with gaps, or with figures that no plan covers."""
    missing = np.isnan(values)
    odd = (values < SMALLEST if divides else np.isinf(values)) | np.isinf(values)
    if missing.any():
        found.gaps = True
    if odd.any():
        found.set_aside(odd)
    good = values[~(missing | odd)]
    if not len(good):
        return np.where(odd, 1.0, values), 1.0, 1.0
    low, high = float(good.min()), float(good.max())
    return (np.where(odd, low, values) if odd.any() else values), low, high


def swiftly(
    kernel: Kernel, blocks: Mapping[str, Block], start: int, stop: int, out: Outputs
) -> tuple[Bools | None, int]:
    """Score a block by a plan.

    Returns:
        the rows that are left (``None`` where there are none), and how many doubtful ones the grid proved.
    """
    everything = np.ones(stop - start, dtype=np.bool_)
    if kernel.whole is None or kernel.gaps is None or kernel.whole.hopeless:
        return everything, 0
    columns = {name: blocks[name].values for name in kernel.whole.measures}
    # A measure that only a policy for gaps looks at is checked by nothing that computes with it.
    always = kernel.whole.always if len(columns) == len(blocks) else None
    if always is not None and all(block.status is None and block.apart is None for block in blocks.values()):
        run = _run(always, columns, out, start, stop, check=True)
        if run is not None:
            return _left(always, run, columns, None)
    facts = _facts(kernel.whole.divisors, blocks)
    if facts.gaps and not kernel.gaps.divisors <= kernel.whole.divisors:
        facts = _facts(kernel.gaps.divisors, blocks)
    plan = (kernel.gaps if facts.gaps else kernel.whole).of(facts.ranges)
    run = None if plan is None else _run(plan, facts.columns, out, start, stop, check=False)
    if plan is None or run is None:
        return everything, 0
    if facts.gaps:
        missing = np.isnan(out.totals[start:stop])
        out.ratings[start:stop][missing] = -1
        out.statuses[start:stop][missing] = _NOT_MEASURED
    return _left(plan, run, facts.columns, facts.aside)


def _left(plan: Plan, run: Run, columns: Mapping[str, Floats], aside: Bools | None) -> tuple[Bools | None, int]:
    """The rows that a run of the plan leaves, and how many doubtful ones the grid proved."""
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
    with _lock:
        _scratches.append(scratch)
    return run


def _take(registers: int, rows: int) -> Scratch:
    """Scratch that was used before, where it fits: new memory costs time at its first use."""
    with _lock:
        for place, scratch in enumerate(_scratches):
            if scratch.floats.shape[0] >= registers and scratch.floats.shape[1] >= rows:
                del _scratches[place]
                return scratch
    return Scratch.of(registers, rows)


def _unproved(plan: Plan, columns: Mapping[str, Floats], doubtful: Bools) -> Bools | None:
    """The doubtful rows of which it is not certain that they lie on the edge."""
    if plan.grid is None:
        return doubtful
    count, places = np.count_nonzero(doubtful), None
    if not count:
        return None
    if count < _DENSE * len(doubtful):
        places = np.flatnonzero(doubtful)
    looked_at = {name: columns[name] if places is None else columns[name][places] for name in plan.grid.measures}
    scratch = _take(2, len(doubtful))
    with np.errstate(all="ignore"):
        proved = plan.grid.proves(looked_at, scratch.floats)
    with _lock:
        _scratches.append(scratch)
    if proved.all():
        return None
    if places is None:
        return doubtful & ~proved
    left = np.zeros_like(doubtful)
    left[places[~proved]] = True
    return left
