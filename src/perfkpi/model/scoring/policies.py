"""What a ratio to a target means where practice disagrees: lower is better, or the target is 0 or below it."""

from __future__ import annotations

from enum import unique

from perfkpi.errors import Choice


@unique
class LowerMethod(Choice):
    """How attainment is measured where lower is better; the two pay differently."""

    TARGET_OVER_ACTUAL = "target_over_actual"
    """``target / actual``: half the target scores double. An actual of 0 needs ``at_zero``."""
    TWO_MINUS_RATIO = "two_minus_ratio"
    """``2 - actual / target``: half the target scores one and a half."""


@unique
class NegativeTarget(Choice):
    """What attainment of a target below zero (a planned loss) means."""

    REFUSE = "refuse"
    DISTANCE = "distance"
    """``1 + (actual - target) / |target|``: monotone for every sign."""


@unique
class ZeroTarget(Choice):
    """What attainment of a target of zero means."""

    REFUSE = "refuse"
    MET_OR_NOT = "met_or_not"
    """The full mark where the target is met, nothing otherwise."""
    NOT_APPLICABLE = "not_applicable"
    """There is no target for this person: not applicable, which policies may cover."""
    REFERENCE = "reference"
    """The distance is measured in shares of ``zero_reference`` instead."""
