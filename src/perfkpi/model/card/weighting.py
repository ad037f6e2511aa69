"""What weights and scales of one level mean."""

from __future__ import annotations

from enum import unique

from perfkpi.errors import Choice


@unique
class Weighting(Choice):
    """What the weights of one level mean.

    Source, sheet of a customer-service director: 每个指标按照重要程度分配相应的权重，权重总和为100.
    """

    SHARES = "shares"
    """Shares of the total: they sum to 1 or to 100, exactly (A1)."""
    NORMALISED = "normalised"
    """Relative sizes: each is divided by their sum (A1)."""
    POINTS = "points"
    """Points (A1, 分值制): an item's full mark is its weight, and points add up."""


@unique
class ScalePolicy(Choice):
    """What happens where an item's scale is not that of its level.

    Source, sheet of a customer-service director: 满分为10分, 满分为50分, 90分以上; three scales on one sheet.
    """

    REFUSE = "refuse"
    """The scorecard is refused; it says which two scales do not fit (A2). The default."""
    LINEAR = "linear"
    """Points move to the level's scale along the straight line from end to end: 1 of 1..5 is 0 of 0..100 (A2)."""
    PROPORTIONAL = "proportional"
    """Points keep their share of the full mark: 1 of 1..5 is 20 of 0..100 (A2)."""


@unique
class BeyondScale(Choice):
    """What happens where a total can leave its scale: by bonus points, coefficients, deductions or floors below it."""

    REFUSE = "refuse"
    """The scorecard is refused, and names both ways out. The default."""
    ALLOW = "allow"
    """The total may lie beyond the scale."""


@unique
class Aggregation(Choice):
    """How the points of a level's items become its score.

    Source of the sum, sheet of a customer-service director: 评定得分 = (客户满意度得分 * 客户满意度权重 + …) / 100.
    """

    WEIGHTED_SUM = "weighted_sum"
    """Points times weights, added up (A4, 加权求和)."""
    GEOMETRIC_MEAN = "geometric_mean"
    """The weighted geometric mean: each item's points to the power of its weight, multiplied (A4, 加权几何平均).

    Source, the Human Development Index: the geometric mean of three dimension indices.
    """
    MINIMUM = "minimum"
    """The lowest points of any item (A4, 短板); weights only tell how complete the data are."""
    PRODUCT = "product"
    """Each item as a share of the full mark, multiplied (A4, 连乘); weights only tell how complete the data are.

    Source, the risk priority number of failure analysis: severity x occurrence x detection.
    """
