"""Scoring rules, one file per family: an indicator's value in, points on a declared scale out."""

from perfkpi.model.scoring.attainment import Attainment, LowerMethod, NegativeTarget, ZeroTarget
from perfkpi.model.scoring.computed import ComputedPoints
from perfkpi.model.scoring.efficacy import EfficacyCoefficient, LinearEfficacy
from perfkpi.model.scoring.full_mark import FullMarkIfMet, LineToZero, Proportional, Stepped
from perfkpi.model.scoring.improvement import AchievementImprovement
from perfkpi.model.scoring.rated import Rated
from perfkpi.model.scoring.rule import BoundedScoring, Scale, Scoring
from perfkpi.model.scoring.standards import FiveStandards
from perfkpi.model.scoring.target_delta import Additive, Counting, Relative, TargetDelta

__all__ = [
    "AchievementImprovement",
    "Additive",
    "Attainment",
    "BoundedScoring",
    "ComputedPoints",
    "Counting",
    "EfficacyCoefficient",
    "FiveStandards",
    "FullMarkIfMet",
    "LineToZero",
    "LinearEfficacy",
    "LowerMethod",
    "NegativeTarget",
    "Proportional",
    "Rated",
    "Relative",
    "Scale",
    "Scoring",
    "Stepped",
    "TargetDelta",
    "ZeroTarget",
]
