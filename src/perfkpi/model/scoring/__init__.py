"""Scoring rules, one file per family: an indicator's value in, points on a declared scale out."""

from perfkpi.model.scoring.attainment import Attainment, LowerMethod, NegativeTarget, ZeroTarget
from perfkpi.model.scoring.full_mark import FullMarkIfMet, LineToZero, Proportional, Stepped
from perfkpi.model.scoring.improvement import AchievementImprovement
from perfkpi.model.scoring.percentiles import PercentilePoints, PercentileShare
from perfkpi.model.scoring.ranks import BestToWorst, Ranking, RankPoints, RankTable
from perfkpi.model.scoring.rated import Rated
from perfkpi.model.scoring.rule import BoundedScoring, Scale, Scoring
from perfkpi.model.scoring.standing import Standing
from perfkpi.model.scoring.target_delta import Additive, Counting, Relative, TargetDelta
from perfkpi.model.scoring.z_score import ZScorePoints

__all__ = [
    "AchievementImprovement",
    "Additive",
    "Attainment",
    "BestToWorst",
    "BoundedScoring",
    "Counting",
    "FullMarkIfMet",
    "LineToZero",
    "LowerMethod",
    "NegativeTarget",
    "PercentilePoints",
    "PercentileShare",
    "Proportional",
    "RankPoints",
    "RankTable",
    "Ranking",
    "Rated",
    "Relative",
    "Scale",
    "Scoring",
    "Standing",
    "Stepped",
    "TargetDelta",
    "ZScorePoints",
    "ZeroTarget",
]
