"""Scoring rules, one file per family: an indicator's value in, points on a declared scale out."""

from perfkpi.model.scoring.all_met import AllMet, LossPerMissed, PointsByMissed
from perfkpi.model.scoring.alternatives import Alternative, Alternatives
from perfkpi.model.scoring.amounts import AmountBasis, RateTier, TieredAmount
from perfkpi.model.scoring.attainment import Attainment, LowerMethod, NegativeTarget, ZeroTarget
from perfkpi.model.scoring.deductions import Deductions, Event, EventCounting
from perfkpi.model.scoring.described import DescribedCase, DescribedCases
from perfkpi.model.scoring.full_mark import FullMarkIfMet, LineToZero, Proportional, Stepped
from perfkpi.model.scoring.improvement import AchievementImprovement
from perfkpi.model.scoring.knots import Cliff, Continue, Knot, Outside
from perfkpi.model.scoring.matrix import PayoutMatrix
from perfkpi.model.scoring.met_or_not import AtTarget, MetOrNot
from perfkpi.model.scoring.piecewise import PiecewiseLinear
from perfkpi.model.scoring.rated import Rated
from perfkpi.model.scoring.rule import BoundedScoring, Scale, Scoring
from perfkpi.model.scoring.target_delta import Additive, Counting, Relative, TargetDelta
from perfkpi.model.scoring.tiers import Tier, Tiers

__all__ = [
    "AchievementImprovement",
    "Additive",
    "AllMet",
    "Alternative",
    "Alternatives",
    "AmountBasis",
    "AtTarget",
    "Attainment",
    "BoundedScoring",
    "Cliff",
    "Continue",
    "Counting",
    "Deductions",
    "DescribedCase",
    "DescribedCases",
    "Event",
    "EventCounting",
    "FullMarkIfMet",
    "Knot",
    "LineToZero",
    "LossPerMissed",
    "LowerMethod",
    "MetOrNot",
    "NegativeTarget",
    "Outside",
    "PayoutMatrix",
    "PiecewiseLinear",
    "PointsByMissed",
    "Proportional",
    "RateTier",
    "Rated",
    "Relative",
    "Scale",
    "Scoring",
    "Stepped",
    "TargetDelta",
    "Tier",
    "TieredAmount",
    "Tiers",
    "ZeroTarget",
]
