"""Which whole number a mode of rounding chooses."""

from __future__ import annotations

import numpy as np

from perfkpi.interpreters.columns.arrays import Bools, Floats, Integers
from perfkpi.language import RoundingMode

HALVES = frozenset({RoundingMode.HALF_UP, RoundingMode.HALF_DOWN, RoundingMode.HALF_EVEN})
"""The modes that decide at the half; the others decide at whole numbers."""


def from_edge(values: Floats, mode: RoundingMode) -> tuple[Floats, Floats]:
    """The whole number by which a mode decides, and how far each value lies beyond the edge there.

    Returns:
        for the three modes about halves the whole number below, for the others the nearest one.
    """
    if mode in HALVES:
        whole = np.floor(values)
        return whole, values - whole - 0.5
    whole = np.rint(values)
    return whole, values - whole


def step_from(whole: Floats, side: Integers, mode: RoundingMode) -> Integers:
    """Tell how far the rounded number is from ``whole``.

    Args:
        whole: as ``from_edge`` finds it.
        side: on which side of ``whole + 1/2`` (or of ``whole``) the number lies: -1, 0 where it is that, 1.
        mode: which way to go.
    """
    over, under, tie = side > 0, side < 0, side == 0
    ups: Bools
    downs: Bools = np.zeros_like(over)
    if mode is RoundingMode.HALF_UP:
        ups = over | (tie & (whole >= 0))
    elif mode is RoundingMode.HALF_DOWN:
        ups = over | (tie & (whole < 0))
    elif mode is RoundingMode.HALF_EVEN:
        ups = over | (tie & (whole % 2 == 1))
    elif mode is RoundingMode.UP:
        ups, downs = over & (whole >= 0), under & (whole <= 0)
    elif mode is RoundingMode.DOWN:
        ups, downs = over & (whole < 0), under & (whole > 0)
    else:
        ups, downs = over & (mode is RoundingMode.CEILING), under & (mode is RoundingMode.FLOOR)
    return ups.astype(np.int64) - downs
