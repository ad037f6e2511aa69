"""perfkpi: performance indicators, formulas and scorecards as immutable values, scored exactly.

Names are loaded when they are first used: a host that imports the library pays for the families that it needs. Type
checkers and editors read the same names in the stub beside this file.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

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
    "language": "Absent Belongs Expr Reason RoundingMode Sign Status Undefinedness",
    "model.adjustments": "Adjustment Limit Modifier ScoreStep Veto",
    "model.composites": "Composite",
    "model.conditional": "Conditional",
    "model.conditions": "AllOf AnyOf AtLeast AtMost Comparison Condition IsOneOf LessThan MoreThan Not",
    "model.distributions": "Distribution Sigma",
    "model.edges": "Above Below Boundary From UpTo",
    "model.efficacy_correction": "CorrectionIndicator EfficacyCorrection FixedCorrection SpecialCoefficient",
    "model.formulas": (
        "RaterMean RaterRole RaterWeighting "
        "AbsentMembers Actual AdjustedActual AverageBalance Averaging ByDimension ChurnRate Complement "
        "Completion Computed Correction Count Deviation DeviationSign Duration ExamScore Formula Grade Growth "
        "HitRate MeanBalance MeanDuration NetPromoterScore OnTimeShare PriorPolicy PromoterScale Rate Rating "
        "Ratio RetentionRate RollUp Share SurveyCounts SurveyIndex SurveyMean TopBoxShare TurnoverRate "
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
    "model.scales": "UNLIMITED Scale Unlimited",
    "model.scorecards": "Scorecard",
    "model.scoring": (
        "AchievementImprovement Additive AllMet Alternative Alternatives AmountBasis AtTarget Attainment "
        "BestToWorst BoundedScoring Cliff Continue Counting Deductions DescribedCase DescribedCases Event "
        "EventCounting FullMarkIfMet Knot LineToZero LossPerMissed LowerMethod MetOrNot NegativeTarget "
        "Outside PayoutMatrix PercentilePoints PercentileShare PiecewiseLinear PointsByMissed Proportional "
        "RankPoints RankTable Ranking RateTier Rated Relative ScaleCap Scoring Standing Stepped TargetDelta Tier "
        "TieredAmount Tiers UP_TO ZScorePoints ZeroTarget"
    ),
    "model.scoring.computed": "ComputedPoints",
    "model.scoring.efficacy": "EfficacyCoefficient LinearEfficacy",
    "model.scoring.standards": "FiveStandards",
    "model.sections": "Section Weighted",
    "model.standards": "ConditionsMet",
    "model.weighting": "Aggregation BeyondScale ScalePolicy Weighting",
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
_HOME_OF = dict(sorted((name, home) for home, names in _HOMES.items() for name in names.split()))

__all__ = list(_HOME_OF)  # pyright: ignore[reportUnsupportedDunderAll]  # the stub beside this says the same


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found  # the next look-up finds it at once
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
