"""Formulas, one file per family: measures in, the indicator's value out."""

from perfkpi.model.formulas.actual import Actual
from perfkpi.model.formulas.adjusted import AdjustedActual, Correction
from perfkpi.model.formulas.balance import AverageBalance, Averaging, MeanBalance
from perfkpi.model.formulas.completion import Completion, HitRate
from perfkpi.model.formulas.computed import Computed
from perfkpi.model.formulas.count import Count
from perfkpi.model.formulas.deviation import Deviation, DeviationSign
from perfkpi.model.formulas.dimension import AbsentMembers, ByDimension, RollUp
from perfkpi.model.formulas.duration import Duration, MeanDuration, OnTimeShare
from perfkpi.model.formulas.exam import ExamScore
from perfkpi.model.formulas.growth import Growth, PriorPolicy
from perfkpi.model.formulas.promoters import NetPromoterScore, PromoterScale
from perfkpi.model.formulas.raters import RaterMean, RaterRole, RaterWeighting
from perfkpi.model.formulas.rating import Grade, Rating
from perfkpi.model.formulas.ratio import Ratio
from perfkpi.model.formulas.share import Complement, Share
from perfkpi.model.formulas.survey import (
    SurveyCounts,
    SurveyIndex,
    SurveyMean,
    TopBoxShare,
)
from perfkpi.model.formulas.turnover import ChurnRate, RetentionRate, TurnoverRate
from perfkpi.model.formulas.usage import Usage
from perfkpi.model.operands import Formula, Operand, Rate, as_operand, express_operand

__all__ = [
    "AbsentMembers",
    "Actual",
    "AdjustedActual",
    "AverageBalance",
    "Averaging",
    "ByDimension",
    "ChurnRate",
    "Complement",
    "Completion",
    "Computed",
    "Correction",
    "Count",
    "Deviation",
    "DeviationSign",
    "Duration",
    "ExamScore",
    "Formula",
    "Grade",
    "Growth",
    "HitRate",
    "MeanBalance",
    "MeanDuration",
    "NetPromoterScore",
    "OnTimeShare",
    "Operand",
    "PriorPolicy",
    "PromoterScale",
    "Rate",
    "RaterMean",
    "RaterRole",
    "RaterWeighting",
    "Rating",
    "Ratio",
    "RetentionRate",
    "RollUp",
    "Share",
    "SurveyCounts",
    "SurveyIndex",
    "SurveyMean",
    "TopBoxShare",
    "TurnoverRate",
    "Usage",
    "as_operand",
    "express_operand",
]
