"""What weights and scales of one level mean."""

from __future__ import annotations

from enum import Enum, unique

__all__ = ["Aggregation", "ScalePolicy", "Weighting"]


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
    """Points move to the level's scale along the straight line from end to end: 1 of 1..5 is 0 of 0..100."""
    PROPORTIONAL = "proportional"
    """Points keep their share of the full mark: 1 of 1..5 is 20 of 0..100."""


@unique
class Aggregation(Enum):
    """How the points of a level's items become its score."""

    WEIGHTED_SUM = "weighted_sum"
    """Points times weights, added up (加权求和)."""
    GEOMETRIC_MEAN = "geometric_mean"
    """The weighted geometric mean: each item's points to the power of its weight, multiplied (加权几何平均)."""
    MINIMUM = "minimum"
    """The lowest points of any item (短板); weights only tell how complete the data are."""
    PRODUCT = "product"
    """Each item as a share of the full mark, multiplied (连乘); weights only tell how complete the data are."""
