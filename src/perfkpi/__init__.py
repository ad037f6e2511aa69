"""perfkpi: performance indicators, formulas and scorecards as immutable values, scored exactly.

Names are loaded when they are first used: a host that imports the library pays for the families that it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfkpi.appraisal import AdjustmentLine, Appraisal, IndicatorLine, Line, Part, Parts, SectionLine, appraise
    from perfkpi.appraisal.explanation import describe
    from perfkpi.batch.outputs import Lanes
    from perfkpi.batch.prepared import Prepared
    from perfkpi.batch.scores import BatchScores
    from perfkpi.batch.scoring import score_batch
    from perfkpi.batch.summary import Summary
    from perfkpi.batch.tables import Column
    from perfkpi.errors import (
        Code,
        ColumnError,
        DefinitionError,
        GrammarError,
        MeasureError,
        NumberError,
        PerfKpiError,
    )
    from perfkpi.labels import Label
    from perfkpi.language import Absent, Expr, Reason, RoundingMode, Status
    from perfkpi.model.adjustments import Adjustment
    from perfkpi.model.conditions import (
        AllOf,
        AnyOf,
        AtLeast,
        AtMost,
        Comparison,
        Condition,
        IsOneOf,
        LessThan,
        MoreThan,
        Not,
    )
    from perfkpi.model.efficacy_correction import (
        CorrectionIndicator,
        EfficacyCorrection,
        FixedCorrection,
        SpecialCoefficient,
    )
    from perfkpi.model.formulas import (
        Actual,
        Computed,
        Deviation,
        DeviationSign,
        Formula,
        Grade,
        Growth,
        PriorPolicy,
        Ratio,
        Sign,
    )
    from perfkpi.model.indicators import Indicator
    from perfkpi.model.measures import Direction, Field, Frequency, Measure, Unit
    from perfkpi.model.missing import MissingPolicy, NeutralPoints, Refuse, Reweight, ZeroPoints
    from perfkpi.model.panel import PanelGrades
    from perfkpi.model.ratings import Band, RatingScale
    from perfkpi.model.references import PointsOf, ValueOf
    from perfkpi.model.rounding import Rounding, RoundingPolicy
    from perfkpi.model.scorecards import RateOn, Scorecard, Section, Weighted
    from perfkpi.model.scoring import (
        AchievementImprovement,
        Additive,
        Attainment,
        BoundedScoring,
        Counting,
        FullMarkIfMet,
        LineToZero,
        LowerMethod,
        NegativeTarget,
        Proportional,
        Rated,
        Relative,
        Scale,
        Scoring,
        Stepped,
        TargetDelta,
        ZeroTarget,
    )
    from perfkpi.model.scoring.computed import ComputedPoints
    from perfkpi.model.scoring.efficacy import EfficacyCoefficient, LinearEfficacy
    from perfkpi.model.scoring.standards import FiveStandards
    from perfkpi.model.weighting import ScalePolicy, Weighting

__version__ = "0.1.0"

__all__ = [
    "Absent",
    "AchievementImprovement",
    "Actual",
    "Additive",
    "Adjustment",
    "AdjustmentLine",
    "AllOf",
    "AnyOf",
    "Appraisal",
    "AtLeast",
    "AtMost",
    "Attainment",
    "Band",
    "BatchScores",
    "BoundedScoring",
    "Code",
    "Column",
    "ColumnError",
    "Comparison",
    "Computed",
    "ComputedPoints",
    "Condition",
    "CorrectionIndicator",
    "Counting",
    "DefinitionError",
    "Deviation",
    "DeviationSign",
    "Direction",
    "EfficacyCoefficient",
    "EfficacyCorrection",
    "Expr",
    "Field",
    "FiveStandards",
    "FixedCorrection",
    "Formula",
    "Frequency",
    "FullMarkIfMet",
    "Grade",
    "GrammarError",
    "Growth",
    "Indicator",
    "IndicatorLine",
    "IsOneOf",
    "Label",
    "Lanes",
    "LessThan",
    "Line",
    "LineToZero",
    "LinearEfficacy",
    "LowerMethod",
    "Measure",
    "MeasureError",
    "MissingPolicy",
    "MoreThan",
    "NegativeTarget",
    "NeutralPoints",
    "Not",
    "NumberError",
    "PanelGrades",
    "Part",
    "Parts",
    "PerfKpiError",
    "PointsOf",
    "Prepared",
    "PriorPolicy",
    "Proportional",
    "RateOn",
    "Rated",
    "RatingScale",
    "Ratio",
    "Reason",
    "Refuse",
    "Relative",
    "Reweight",
    "Rounding",
    "RoundingMode",
    "RoundingPolicy",
    "Scale",
    "ScalePolicy",
    "Scorecard",
    "Scoring",
    "Section",
    "SectionLine",
    "Sign",
    "SpecialCoefficient",
    "Status",
    "Stepped",
    "Summary",
    "TargetDelta",
    "Unit",
    "ValueOf",
    "Weighted",
    "Weighting",
    "ZeroPoints",
    "ZeroTarget",
    "appraise",
    "describe",
    "score_batch",
]

_HOMES = {
    "appraisal": "AdjustmentLine Appraisal IndicatorLine Line Part Parts SectionLine appraise",
    "appraisal.explanation": "describe",
    "batch.outputs": "Lanes",
    "batch.prepared": "Prepared",
    "batch.scores": "BatchScores",
    "batch.scoring": "score_batch",
    "batch.summary": "Summary",
    "batch.tables": "Column",
    "errors": "Code ColumnError DefinitionError GrammarError MeasureError NumberError PerfKpiError",
    "labels": "Label",
    "language": "Absent Expr Reason RoundingMode Status",
    "model.adjustments": "Adjustment",
    "model.conditions": "AllOf AnyOf AtLeast AtMost Comparison Condition IsOneOf LessThan MoreThan Not",
    "model.formulas": "Actual Computed Deviation DeviationSign Formula Grade Growth PriorPolicy Ratio Sign",
    "model.indicators": "Indicator",
    "model.measures": "Direction Field Frequency Measure Unit",
    "model.missing": "MissingPolicy NeutralPoints Refuse Reweight ZeroPoints",
    "model.ratings": "Band RatingScale",
    "model.references": "PointsOf ValueOf",
    "model.rounding": "Rounding RoundingPolicy",
    "model.scorecards": "RateOn Scorecard Section Weighted",
    "model.scoring": (
        "AchievementImprovement Additive Attainment BoundedScoring Counting FullMarkIfMet LineToZero LowerMethod "
        "NegativeTarget Proportional Rated Relative Scale Scoring Stepped TargetDelta ZeroTarget"
    ),
    "model.scoring.efficacy": "EfficacyCoefficient LinearEfficacy",
    "model.scoring.standards": "FiveStandards",
    "model.efficacy_correction": "CorrectionIndicator EfficacyCorrection FixedCorrection SpecialCoefficient",
    "model.panel": "PanelGrades",
    "model.scoring.computed": "ComputedPoints",
    "model.weighting": "ScalePolicy Weighting",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found  # the next look-up finds it at once
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
