"""Scoring rules, one file per family: an indicator's value in, points on a declared scale out."""

from perfkpi.model.scales import UNLIMITED, UP_TO, Scale, ScaleCap, Unlimited
from perfkpi.model.scoring.all_met import AllMet, LossPerMissed, PointsByMissed
from perfkpi.model.scoring.alternatives import Alternative, Alternatives
from perfkpi.model.scoring.amounts import AmountBasis, RateTier, TieredAmount
from perfkpi.model.scoring.attainment import Attainment
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.scoring.computed import ComputedPoints
from perfkpi.model.scoring.deductions import Deductions, Event, EventCounting
from perfkpi.model.scoring.described import DescribedCase, DescribedCases
from perfkpi.model.scoring.efficacy import EfficacyCoefficient, LinearEfficacy
from perfkpi.model.scoring.full_mark import FullMarkIfMet, LineToZero, Proportional, Stepped
from perfkpi.model.scoring.improvement import AchievementImprovement
from perfkpi.model.scoring.knots import Cliff, Continue, Knot, Outside
from perfkpi.model.scoring.matrix import PayoutMatrix
from perfkpi.model.scoring.met_or_not import AtTarget, MetOrNot
from perfkpi.model.scoring.percentiles import PercentilePoints, PercentileShare
from perfkpi.model.scoring.piecewise import PiecewiseLinear
from perfkpi.model.scoring.policies import LowerMethod, NegativeTarget, ZeroTarget
from perfkpi.model.scoring.ranks import BestToWorst, Ranking, RankPoints, RankTable
from perfkpi.model.scoring.rated import Rated
from perfkpi.model.scoring.rule import Scoring
from perfkpi.model.scoring.standards import FiveStandards
from perfkpi.model.scoring.standing import Standing
from perfkpi.model.scoring.target_delta import TargetDelta
from perfkpi.model.scoring.tiers import Tier, Tiers
from perfkpi.model.scoring.units import Additive, Counting, Relative
from perfkpi.model.scoring.z_score import ZScorePoints

__all__ = [
    "UNLIMITED",
    "UP_TO",
    "AchievementImprovement",
    "Additive",
    "AllMet",
    "Alternative",
    "Alternatives",
    "AmountBasis",
    "AtTarget",
    "Attainment",
    "BestToWorst",
    "BoundedScoring",
    "Cliff",
    "ComputedPoints",
    "Continue",
    "Counting",
    "Deductions",
    "DescribedCase",
    "DescribedCases",
    "EfficacyCoefficient",
    "Event",
    "EventCounting",
    "FiveStandards",
    "FullMarkIfMet",
    "Knot",
    "LineToZero",
    "LinearEfficacy",
    "LossPerMissed",
    "LowerMethod",
    "MetOrNot",
    "NegativeTarget",
    "Outside",
    "PayoutMatrix",
    "PercentilePoints",
    "PercentileShare",
    "PiecewiseLinear",
    "PointsByMissed",
    "Proportional",
    "RankPoints",
    "RankTable",
    "Ranking",
    "RateTier",
    "Rated",
    "Relative",
    "Scale",
    "ScaleCap",
    "Scoring",
    "Standing",
    "Stepped",
    "TargetDelta",
    "Tier",
    "TieredAmount",
    "Tiers",
    "Unlimited",
    "ZScorePoints",
    "ZeroTarget",
]
