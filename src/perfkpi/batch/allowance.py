"""How much may be computed for something that is only looked at: a display must not keep anybody waiting."""

from __future__ import annotations

import math


class SpentError(Exception):
    """More would have to be computed than is allowed."""


class Allowance:
    """Steps that may still be done, each of some fifth of a microsecond.

    They are counted, and no clock is asked: what is shown does not depend on how fast a machine is.

    Args:
        steps: how many.
    """

    def __init__(self, steps: float) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Ask for some more steps, before they are done.

        Raises:
            SpentError: fewer are left.
        """
        self._left -= steps
        if self._left < 0:
            raise SpentError


UNLIMITED = Allowance(math.inf)

POINT = 2
"""Steps that a point takes that columns compute."""

ROW = 200
"""Steps that a row takes that is computed by itself, exactly."""

TOLD = 4000
"""Steps that a row takes that is evaluated exactly and in full, to tell why it lacks a figure."""

CELL = 10
"""Steps that a cell takes that is no plain number."""
