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
    from perfkpi.batch.records.reducing import reduce_table
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
    from perfkpi.language import Absent, Expr, Reason, RoundingMode, Status, Undefinedness
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
    from perfkpi.model.gates import AtMostPoints, Gate, KeepBase, PayNothing, RatingCeiling
    from perfkpi.model.indicators import Indicator
    from perfkpi.model.measures import Direction, Field, Frequency, Measure, Unit
    from perfkpi.model.missing import CarryLast, MissingPolicy, NeutralPoints, Refuse, Reweight, ZeroPoints
    from perfkpi.model.ratings import Band, RateOn, RatingScale
    from perfkpi.model.references import PointsOf, ValueOf
    from perfkpi.model.rounding import Rounding, RoundingPolicy
    from perfkpi.model.scorecards import Scorecard
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
    from perfkpi.model.sections import Section, Weighted
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

__version__ = "0.1.0"

__all__ = [
    "Absent",
    "AchievementImprovement",
    "Actual",
    "Additive",
    "Adjustment",
    "AdjustmentLine",
    "Aggregation",
    "AllOf",
    "Answers",
    "AnyOf",
    "Appraisal",
    "AtLeast",
    "AtMost",
    "AtMostPoints",
    "Attainment",
    "Band",
    "BatchScores",
    "BoundedScoring",
    "CarryLast",
    "Code",
    "Column",
    "ColumnError",
    "Comparison",
    "Composite",
    "Computed",
    "Condition",
    "Conditional",
    "CountDistinct",
    "CountRecords",
    "CountWhere",
    "Counting",
    "CutCount",
    "DefinitionError",
    "Deviation",
    "DeviationSign",
    "Direction",
    "End",
    "Expr",
    "Field",
    "First",
    "Formula",
    "Frequency",
    "FullMarkIfMet",
    "Gate",
    "Grade",
    "GrammarError",
    "Growth",
    "Indicator",
    "IndicatorLine",
    "IsOneOf",
    "KeepBase",
    "Label",
    "Lanes",
    "Last",
    "LessThan",
    "Limit",
    "Line",
    "LineToZero",
    "LowerMethod",
    "Maximum",
    "Mean",
    "Measure",
    "MeasureError",
    "Median",
    "Minimum",
    "MissingPolicy",
    "MissingRecords",
    "Modifier",
    "MoreThan",
    "NegativeTarget",
    "NetPromoter",
    "NeutralPoints",
    "NoRecords",
    "Not",
    "NumberError",
    "Part",
    "Parts",
    "PayNothing",
    "PerfKpiError",
    "Pile",
    "PointsOf",
    "Prepared",
    "PriorPolicy",
    "Proportional",
    "RateOn",
    "Rated",
    "RatingCeiling",
    "RatingScale",
    "Ratio",
    "Reads",
    "Reason",
    "Reducer",
    "Reduction",
    "Refuse",
    "Relative",
    "Reweight",
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
    "ShareOf",
    "Sign",
    "Status",
    "Stepped",
    "Sum",
    "Summary",
    "Tally",
    "TargetDelta",
    "TopBox",
    "TrimmedMean",
    "TrimmedShareMean",
    "Undefinedness",
    "Unit",
    "ValueOf",
    "Veto",
    "Weighted",
    "WeightedMean",
    "Weighting",
    "ZeroPoints",
    "ZeroTarget",
    "appraise",
    "describe",
    "reduce_records",
    "reduce_table",
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
    "language": "Absent Expr Reason RoundingMode Status Undefinedness",
    "model.adjustments": "Adjustment Limit Modifier ScoreStep Veto",
    "model.composites": "Composite",
    "model.conditional": "Conditional",
    "model.conditions": "AllOf AnyOf AtLeast AtMost Comparison Condition IsOneOf LessThan MoreThan Not",
    "model.formulas": "Actual Computed Deviation DeviationSign Formula Grade Growth PriorPolicy Ratio Sign",
    "model.gates": "AtMostPoints Gate KeepBase PayNothing RatingCeiling",
    "model.indicators": "Indicator",
    "model.measures": "Direction Field Frequency Measure Unit",
    "model.missing": "CarryLast MissingPolicy NeutralPoints Refuse Reweight ZeroPoints",
    "model.ratings": "Band RateOn RatingScale",
    "model.references": "PointsOf ValueOf",
    "model.rounding": "Rounding RoundingPolicy",
    "model.scorecards": "Scorecard",
    "model.scoring": (
        "AchievementImprovement Additive Attainment BoundedScoring Counting FullMarkIfMet LineToZero LowerMethod "
        "NegativeTarget Proportional Rated Relative Scale Scoring Stepped TargetDelta ZeroTarget"
    ),
    "model.sections": "Section Weighted",
    "model.weighting": "Aggregation ScalePolicy Weighting",
    "people.records.piles": "Pile",
    "people.records.ranks": "CutCount First Last Maximum Median Minimum TrimmedMean TrimmedShareMean",
    "people.records.reducers": (
        "Answers CountDistinct CountRecords CountWhere End Mean NoRecords Reads Reducer Sum Tally WeightedMean"
    ),
    "people.records.reducing": "reduce_records",
    "people.records.reductions": "MissingRecords Reduction",
    "people.records.shares": "NetPromoter ShareOf TopBox",
    "batch.records.reducing": "reduce_table",
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
