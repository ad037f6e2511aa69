"""What weights and scales of one level mean."""

from __future__ import annotations

from enum import Enum, unique

__all__ = ["ScalePolicy", "Weighting"]


@unique
class Weighting(Enum):
    """What the weights of one level mean."""

    SHARES = "shares"
    """Shares of the total: they sum to 1 or to 100, exactly."""
    NORMALISED = "normalised"
    """Relative sizes: each is divided by their sum."""
    POINTS = "points"
    """Points (分值制): an item's full mark is its weight, and points add up."""


@unique
class ScalePolicy(Enum):
    """What happens where an item's scale is not that of its level."""

    REFUSE = "refuse"
    LINEAR = "linear"
    """Points move to the level's scale along the straight line from end to end."""
