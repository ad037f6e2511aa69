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
    from perfkpi.batch.population import Population
    from perfkpi.batch.prepared import Prepared
    from perfkpi.batch.records.reducing import reduce_table
    from perfkpi.batch.scores import BatchScores
    from perfkpi.batch.scoring import score_batch
    from perfkpi.batch.summary import Summary
    from perfkpi.batch.tables import Column
    from perfkpi.errors import (
        Code,
        ColumnError,
        DefinitionError,
        DocumentError,
        GrammarError,
        MeasureError,
        NumberError,
        PerfKpiError,
    )
    from perfkpi.labels import Label
    from perfkpi.language import Absent, Belongs, Expr, Reason, RoundingMode, Status, Undefinedness
    from perfkpi.model.adjustments import Adjustment, Limit, Modifier, ScoreStep, Veto
    from perfkpi.model.composites import Composite
    from perfkpi.model.conditional import Conditional
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
    from perfkpi.model.distributions import Distribution, Sigma
    from perfkpi.model.edges import Above, Below, Boundary, From, UpTo
    from perfkpi.model.efficacy_correction import (
        CorrectionIndicator,
        EfficacyCorrection,
        FixedCorrection,
        SpecialCoefficient,
    )
    from perfkpi.model.formulas import (
        AbsentMembers,
        Actual,
        AdjustedActual,
        AverageBalance,
        Averaging,
        ByDimension,
        ChurnRate,
        Complement,
        Completion,
        Computed,
        Correction,
        Count,
        Deviation,
        DeviationSign,
        Duration,
        ExamScore,
        Formula,
        Grade,
        Growth,
        HitRate,
        MeanBalance,
        MeanDuration,
        NetPromoterScore,
        OnTimeShare,
        PriorPolicy,
        PromoterScale,
        Rate,
        Rating,
        Ratio,
        RetentionRate,
        RollUp,
        Share,
        Sign,
        SurveyCounts,
        SurveyIndex,
        SurveyMean,
        TopBoxShare,
        TurnoverRate,
        Usage,
    )
    from perfkpi.model.gates import AtMostPoints, Gate, KeepBase, PayNothing, RatingCeiling
    from perfkpi.model.indicators import Indicator
    from perfkpi.model.measures import Direction, Field, Frequency, Measure, Unit
    from perfkpi.model.missing import CarryLast, MissingPolicy, NeutralPoints, Refuse, Reweight, ZeroPoints
    from perfkpi.model.panel import PanelGrades
    from perfkpi.model.ratings import Band, RateOn, RatingScale
    from perfkpi.model.references import PointsOf, ValueOf
    from perfkpi.model.rounding import Rounding, RoundingPolicy
    from perfkpi.model.scales import Scale
    from perfkpi.model.scorecards import Scorecard
    from perfkpi.model.scoring import (
        AchievementImprovement,
        Additive,
        AllMet,
        Alternative,
        Alternatives,
        AmountBasis,
        Attainment,
        AtTarget,
        BestToWorst,
        BoundedScoring,
        Cliff,
        Continue,
        Counting,
        Deductions,
        DescribedCase,
        DescribedCases,
        Event,
        EventCounting,
        FullMarkIfMet,
        Knot,
        LineToZero,
        LossPerMissed,
        LowerMethod,
        MetOrNot,
        NegativeTarget,
        Outside,
        PayoutMatrix,
        PercentilePoints,
        PercentileShare,
        PiecewiseLinear,
        PointsByMissed,
        Proportional,
        Ranking,
        RankPoints,
        RankTable,
        Rated,
        RateTier,
        Relative,
        Scoring,
        Standing,
        Stepped,
        TargetDelta,
        Tier,
        TieredAmount,
        Tiers,
        ZeroTarget,
        ZScorePoints,
    )
    from perfkpi.model.scoring.computed import ComputedPoints
    from perfkpi.model.scoring.efficacy import EfficacyCoefficient, LinearEfficacy
    from perfkpi.model.scoring.standards import FiveStandards
    from perfkpi.model.sections import Section, Weighted
    from perfkpi.model.standards import ConditionsMet
    from perfkpi.model.weighting import Aggregation, ScalePolicy, Weighting
    from perfkpi.people.records.piles import Pile
    from perfkpi.people.records.ranks import (
        CutCount,
        First,
        Last,
        Maximum,
        Median,
        Minimum,
        TrimmedMean,
        TrimmedShareMean,
    )
    from perfkpi.people.records.reducers import (
        Answers,
        CountDistinct,
        CountRecords,
        CountWhere,
        End,
        Mean,
        NoRecords,
        Reads,
        Reducer,
        Sum,
        Tally,
        WeightedMean,
    )
    from perfkpi.people.records.reducing import reduce_records
    from perfkpi.people.records.reductions import MissingRecords, Reduction
    from perfkpi.people.records.shares import NetPromoter, ShareOf, TopBox
    from perfkpi.serialization.documents import dumps, from_document, loads, to_document

__version__ = "0.1.0"

__all__ = [
    "Above",
    "Absent",
    "AbsentMembers",
    "AchievementImprovement",
    "Actual",
    "Additive",
    "AdjustedActual",
    "Adjustment",
    "AdjustmentLine",
    "Aggregation",
    "AllMet",
    "AllOf",
    "Alternative",
    "Alternatives",
    "AmountBasis",
    "Answers",
    "AnyOf",
    "Appraisal",
    "AtLeast",
    "AtMost",
    "AtMostPoints",
    "AtTarget",
    "Attainment",
    "AverageBalance",
    "Averaging",
    "Band",
    "BatchScores",
    "Belongs",
    "Below",
    "BestToWorst",
    "Boundary",
    "BoundedScoring",
    "ByDimension",
    "CarryLast",
    "ChurnRate",
    "Cliff",
    "Code",
    "Column",
    "ColumnError",
    "Comparison",
    "Complement",
    "Completion",
    "Composite",
    "Computed",
    "ComputedPoints",
    "Condition",
    "Conditional",
    "ConditionsMet",
    "Continue",
    "Correction",
    "CorrectionIndicator",
    "Count",
    "CountDistinct",
    "CountRecords",
    "CountWhere",
    "Counting",
    "CutCount",
    "Deductions",
    "DefinitionError",
    "DescribedCase",
    "DescribedCases",
    "Deviation",
    "DeviationSign",
    "Direction",
    "Distribution",
    "DocumentError",
    "Duration",
    "EfficacyCoefficient",
    "EfficacyCorrection",
    "End",
    "Event",
    "EventCounting",
    "ExamScore",
    "Expr",
    "Field",
    "First",
    "FiveStandards",
    "FixedCorrection",
    "Formula",
    "Frequency",
    "From",
    "FullMarkIfMet",
    "Gate",
    "Grade",
    "GrammarError",
    "Growth",
    "HitRate",
    "Indicator",
    "IndicatorLine",
    "IsOneOf",
    "KeepBase",
    "Knot",
    "Label",
    "Lanes",
    "Last",
    "LessThan",
    "Limit",
    "Line",
    "LineToZero",
    "LinearEfficacy",
    "LossPerMissed",
    "LowerMethod",
    "Maximum",
    "Mean",
    "MeanBalance",
    "MeanDuration",
    "Measure",
    "MeasureError",
    "Median",
    "MetOrNot",
    "Minimum",
    "MissingPolicy",
    "MissingRecords",
    "Modifier",
    "MoreThan",
    "NegativeTarget",
    "NetPromoter",
    "NetPromoterScore",
    "NeutralPoints",
    "NoRecords",
    "Not",
    "NumberError",
    "OnTimeShare",
    "Outside",
    "PanelGrades",
    "Part",
    "Parts",
    "PayNothing",
    "PayoutMatrix",
    "PercentilePoints",
    "PercentileShare",
    "PerfKpiError",
    "PiecewiseLinear",
    "Pile",
    "PointsByMissed",
    "PointsOf",
    "Population",
    "Prepared",
    "PriorPolicy",
    "PromoterScale",
    "Proportional",
    "RankPoints",
    "RankTable",
    "Ranking",
    "Rate",
    "RateOn",
    "RateTier",
    "Rated",
    "Rating",
    "RatingCeiling",
    "RatingScale",
    "Ratio",
    "Reads",
    "Reason",
    "Reducer",
    "Reduction",
    "Refuse",
    "Relative",
    "RetentionRate",
    "Reweight",
    "RollUp",
    "Rounding",
    "RoundingMode",
    "RoundingPolicy",
    "Scale",
    "ScalePolicy",
    "ScoreStep",
    "Scorecard",
    "Scoring",
    "Section",
    "SectionLine",
    "Share",
    "ShareOf",
    "Sigma",
    "Sign",
    "SpecialCoefficient",
    "Standing",
    "Status",
    "Stepped",
    "Sum",
    "Summary",
    "SurveyCounts",
    "SurveyIndex",
    "SurveyMean",
    "Tally",
    "TargetDelta",
    "Tier",
    "TieredAmount",
    "Tiers",
    "TopBox",
    "TopBoxShare",
    "TrimmedMean",
    "TrimmedShareMean",
    "TurnoverRate",
    "Undefinedness",
    "Unit",
    "UpTo",
    "Usage",
    "ValueOf",
    "Veto",
    "Weighted",
    "WeightedMean",
    "Weighting",
    "ZScorePoints",
    "ZeroPoints",
    "ZeroTarget",
    "appraise",
    "describe",
    "dumps",
    "from_document",
    "loads",
    "reduce_records",
    "reduce_table",
    "score_batch",
    "to_document",
]

_HOMES = {
    "appraisal": "AdjustmentLine Appraisal IndicatorLine Line Part Parts SectionLine appraise",
    "appraisal.explanation": "describe",
    "batch.outputs": "Lanes",
    "batch.population": "Population",
    "batch.prepared": "Prepared",
    "batch.records.reducing": "reduce_table",
    "batch.scores": "BatchScores",
    "batch.scoring": "score_batch",
    "batch.summary": "Summary",
    "batch.tables": "Column",
    "errors": "Code ColumnError DefinitionError DocumentError GrammarError MeasureError NumberError PerfKpiError",
    "labels": "Label",
    "language": "Absent Belongs Expr Reason RoundingMode Status Undefinedness",
    "model.adjustments": "Adjustment Limit Modifier ScoreStep Veto",
    "model.composites": "Composite",
    "model.conditional": "Conditional",
    "model.conditions": "AllOf AnyOf AtLeast AtMost Comparison Condition IsOneOf LessThan MoreThan Not",
    "model.distributions": "Distribution Sigma",
    "model.edges": "Above Below Boundary From UpTo",
    "model.efficacy_correction": "CorrectionIndicator EfficacyCorrection FixedCorrection SpecialCoefficient",
    "model.formulas": (
        "AbsentMembers Actual AdjustedActual AverageBalance Averaging ByDimension ChurnRate Complement "
        "Completion Computed Correction Count Deviation DeviationSign Duration ExamScore Formula Grade Growth "
        "HitRate MeanBalance MeanDuration NetPromoterScore OnTimeShare PriorPolicy PromoterScale Rate Rating "
        "Ratio RetentionRate RollUp Share Sign SurveyCounts SurveyIndex SurveyMean TopBoxShare TurnoverRate "
        "Usage"
    ),
    "model.gates": "AtMostPoints Gate KeepBase PayNothing RatingCeiling",
    "model.indicators": "Indicator",
    "model.measures": "Direction Field Frequency Measure Unit",
    "model.missing": "CarryLast MissingPolicy NeutralPoints Refuse Reweight ZeroPoints",
    "model.panel": "PanelGrades",
    "model.ratings": "Band RateOn RatingScale",
    "model.references": "PointsOf ValueOf",
    "model.rounding": "Rounding RoundingPolicy",
    "model.scales": "Scale",
    "model.scorecards": "Scorecard",
    "model.scoring": (
        "AchievementImprovement Additive AllMet Alternative Alternatives AmountBasis AtTarget Attainment "
        "BestToWorst BoundedScoring Cliff Continue Counting Deductions DescribedCase DescribedCases Event "
        "EventCounting FullMarkIfMet Knot LineToZero LossPerMissed LowerMethod MetOrNot NegativeTarget "
        "Outside PayoutMatrix PercentilePoints PercentileShare PiecewiseLinear PointsByMissed Proportional "
        "RankPoints RankTable Ranking RateTier Rated Relative Scoring Standing Stepped TargetDelta Tier "
        "TieredAmount Tiers ZScorePoints ZeroTarget"
    ),
    "model.scoring.computed": "ComputedPoints",
    "model.scoring.efficacy": "EfficacyCoefficient LinearEfficacy",
    "model.scoring.standards": "FiveStandards",
    "model.sections": "Section Weighted",
    "model.standards": "ConditionsMet",
    "model.weighting": "Aggregation ScalePolicy Weighting",
    "people.records.piles": "Pile",
    "people.records.ranks": "CutCount First Last Maximum Median Minimum TrimmedMean TrimmedShareMean",
    "people.records.reducers": (
        "Answers CountDistinct CountRecords CountWhere End Mean NoRecords Reads Reducer Sum Tally WeightedMean"
    ),
    "people.records.reducing": "reduce_records",
    "people.records.reductions": "MissingRecords Reduction",
    "people.records.shares": "NetPromoter ShareOf TopBox",
    "serialization.documents": "dumps from_document loads to_document",
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
