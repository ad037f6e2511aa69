"""The plans of a scorecard: one for whole rows and one for rows with gaps, for the ranges that the figures lie in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress

from perfkpi.batch.compiled import Compiled
from perfkpi.doubles import SMALLEST
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.codegen.generation import generate
from perfkpi.interpreters.columns.codegen.plan import Plan
from perfkpi.interpreters.columns.dependencies import divisors_of, measures_of
from perfkpi.interpreters.columns.intervals import UncoveredError

_KEPT = 64
_COARSE = 8
_TOP = 1024


class Plans:
    """The plans of one scorecard, made when they are first needed.

    Args:
        compiled: the scorecard as operations.
        gaps: whether a figure may be missing.

    Attributes:
        measures: the columns that are read.
        gaps: whether a figure may be missing.
        always: the plan for all ranges, where one serves them all.
        hopeless: whether no plan decides anything, whatever the figures are.
        divisors: the columns that something is divided by: positive in the rows that a plan covers.
    """

    def __init__(self, compiled: Compiled, *, gaps: bool) -> None:
        self._compiled = compiled
        self.gaps = gaps
        self.measures = tuple(measures_of(compiled.operations, compiled.order))
        self.divisors = divisors_of(compiled.operations, compiled.order)
        self._known: dict[tuple[tuple[float, float], ...], Plan | None] = {}
        self.always = self._make({name: self._widest(name) for name in self.measures})
        ordinary = dict.fromkeys(self.measures, (1.0, 2.0))
        self.hopeless = self.always is None and self._make(ordinary) is None

    def _widest(self, name: str) -> tuple[float, float]:
        return (SMALLEST if name in self.divisors else -math.inf), math.inf

    def of(self, ranges: Mapping[str, tuple[float, float]]) -> Plan | None:
        """Find a plan for figures that lie in some ranges; ``None`` where none decides enough of them."""
        if self.always is not None or self.hopeless:
            return self.always
        key = tuple((_down(low), -_down(-high)) for low, high in (ranges[name] for name in self.measures))
        with suppress(KeyError):  # another thread may clear what is known at any time
            return self._known[key]
        plan = self._make(dict(zip(self.measures, key, strict=True)))
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[key] = plan
        return plan

    def _make(self, ranges: Mapping[str, tuple[float, float]]) -> Plan | None:
        compiled = self._compiled
        bounds = Bounds(compiled.operations, ranges)
        try:
            return generate(
                compiled.operations, bounds, compiled.total, compiled.rating, compiled.completeness, gaps=self.gaps
            )
        except UncoveredError:
            return None


def _down(number: float) -> float:
    """Find a coarse number that is not larger, so that few plans serve all blocks."""
    if not number or math.isinf(number):
        return number
    exponent = math.frexp(number)[1]
    if number > 0:
        return math.ldexp(1.0, max((exponent - 1) // _COARSE * _COARSE, -1022))
    up = -(-exponent // _COARSE) * _COARSE
    return -math.ldexp(1.0, up) if up < _TOP else -math.inf
