"""perfkpi: performance indicators, formulas and scorecards as immutable values, scored exactly."""

from perfkpi.appraisal import AdjustmentLine, Appraisal, IndicatorLine, Part, Parts, SectionLine, appraise
from perfkpi.appraisal.explanation import describe
from perfkpi.errors import (
    Code,
    DefinitionError,
    GrammarError,
    MeasureError,
    NumberError,
    PerfKpiError,
)
from perfkpi.labels import Label
from perfkpi.language import Absent, Expr, Reason, RoundingMode, Status
from perfkpi.model.adjustments import Adjustment
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
from perfkpi.model.ratings import Band, RatingScale
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
from perfkpi.model.weighting import ScalePolicy, Weighting

__version__ = "0.1.0"

__all__ = [
    "Absent",
    "AchievementImprovement",
    "Actual",
    "Additive",
    "Adjustment",
    "AdjustmentLine",
    "Appraisal",
    "Attainment",
    "Band",
    "BoundedScoring",
    "Code",
    "Computed",
    "Counting",
    "DefinitionError",
    "Deviation",
    "DeviationSign",
    "Direction",
    "Expr",
    "Field",
    "Formula",
    "Frequency",
    "FullMarkIfMet",
    "Grade",
    "GrammarError",
    "Growth",
    "Indicator",
    "IndicatorLine",
    "Label",
    "LineToZero",
    "LowerMethod",
    "Measure",
    "MeasureError",
    "MissingPolicy",
    "NegativeTarget",
    "NeutralPoints",
    "NumberError",
    "Part",
    "Parts",
    "PerfKpiError",
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
    "Status",
    "Stepped",
    "TargetDelta",
    "Unit",
    "Weighted",
    "Weighting",
    "ZeroPoints",
    "ZeroTarget",
    "appraise",
    "describe",
]
