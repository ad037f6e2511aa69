# Every public name of the library, once: a line for each, in the chapters of the reference.
#
# Type checkers and editors read this as a stub, `import perfkpi` to find a name when it is first used, and the session
# `api_page` of nox to write the reference. A line is: from <the module that defines it> import <name> as <name>

# Appraising
from perfkpi.appraisal.scoring import appraise as appraise
from perfkpi.appraisal.explanation import describe as describe
from perfkpi.appraisal.appraisals import Appraisal as Appraisal
from perfkpi.appraisal.contract.results import result_schema as result_schema
from perfkpi.appraisal.lines import Line as Line
from perfkpi.appraisal.lines import IndicatorLine as IndicatorLine
from perfkpi.appraisal.lines import SectionLine as SectionLine
from perfkpi.appraisal.lines import AdjustmentLine as AdjustmentLine
from perfkpi.appraisal.lines import Part as Part
from perfkpi.appraisal.lines import Parts as Parts

# Scoring a table
from perfkpi.batch.scoring import score_batch as score_batch
from perfkpi.batch.scores import BatchScores as BatchScores
from perfkpi.batch.formula_values import value as value
from perfkpi.batch.formula_values import FormulaValue as FormulaValue
from perfkpi.batch.formula_values import FormulaValues as FormulaValues
from perfkpi.inputs.tables import Column as Column
from perfkpi.population.population import Population as Population
from perfkpi.inputs.prepared import Prepared as Prepared
from perfkpi.batch.summary import Summary as Summary
from perfkpi.batch.outputs import Lanes as Lanes

# Indicators and scorecards
from perfkpi.model.card.indicators import Indicator as Indicator
from perfkpi.model.card.sections import Weighted as Weighted
from perfkpi.model.card.sections import Section as Section
from perfkpi.model.card.scorecards import Scorecard as Scorecard
from perfkpi.model.card.reads import Read as Read
from perfkpi.model.adjustments.bonus import Adjustment as Adjustment
from perfkpi.model.card.weighting import Weighting as Weighting
from perfkpi.model.card.weighting import ScalePolicy as ScalePolicy
from perfkpi.model.card.weighting import BeyondScale as BeyondScale
from perfkpi.model.card.ratings import RateOn as RateOn
from perfkpi.model.card.ratings import RatingScale as RatingScale
from perfkpi.model.card.ratings import Band as Band
from perfkpi.model.measurement.rounding import Rounding as Rounding
from perfkpi.language.algebra import RoundingMode as RoundingMode
from perfkpi.model.measurement.rounding import RoundingPolicy as RoundingPolicy

# Formulas
from perfkpi.model.formulas.formula import Formula as Formula
from perfkpi.model.formulas.formula import Rate as Rate
from perfkpi.model.formulas.actual import Actual as Actual
from perfkpi.model.formulas.ratio import Ratio as Ratio
from perfkpi.language.algebra import Sign as Sign
from perfkpi.model.formulas.balance import AverageBalance as AverageBalance
from perfkpi.model.formulas.balance import MeanBalance as MeanBalance
from perfkpi.model.formulas.balance import Averaging as Averaging
from perfkpi.model.formulas.deviation import Deviation as Deviation
from perfkpi.model.formulas.deviation import DeviationSign as DeviationSign
from perfkpi.model.formulas.growth import Growth as Growth
from perfkpi.model.formulas.growth import PriorPolicy as PriorPolicy
from perfkpi.model.formulas.completion import Completion as Completion
from perfkpi.model.formulas.completion import HitRate as HitRate
from perfkpi.model.formulas.share import Share as Share
from perfkpi.model.formulas.share import Complement as Complement
from perfkpi.model.formulas.turnover import TurnoverRate as TurnoverRate
from perfkpi.model.formulas.turnover import ChurnRate as ChurnRate
from perfkpi.model.formulas.turnover import RetentionRate as RetentionRate
from perfkpi.model.formulas.count import Count as Count
from perfkpi.model.formulas.duration import Duration as Duration
from perfkpi.model.formulas.duration import MeanDuration as MeanDuration
from perfkpi.model.formulas.duration import OnTimeShare as OnTimeShare
from perfkpi.model.formulas.survey import SurveyCounts as SurveyCounts
from perfkpi.model.formulas.survey import SurveyMean as SurveyMean
from perfkpi.model.formulas.survey import TopBoxShare as TopBoxShare
from perfkpi.model.formulas.promoters import NetPromoterScore as NetPromoterScore
from perfkpi.model.formulas.promoters import PromoterScale as PromoterScale
from perfkpi.model.formulas.survey import SurveyIndex as SurveyIndex
from perfkpi.model.formulas.rating import Rating as Rating
from perfkpi.model.formulas.raters import RaterMean as RaterMean
from perfkpi.model.formulas.raters import RaterRole as RaterRole
from perfkpi.model.formulas.raters import RaterWeighting as RaterWeighting
from perfkpi.model.formulas.rating import Grade as Grade
from perfkpi.model.formulas.exam import ExamScore as ExamScore
from perfkpi.model.formulas.dimension import ByDimension as ByDimension
from perfkpi.model.formulas.dimension import RollUp as RollUp
from perfkpi.model.formulas.dimension import AbsentMembers as AbsentMembers
from perfkpi.model.formulas.usage import Usage as Usage
from perfkpi.model.formulas.adjusted import AdjustedActual as AdjustedActual
from perfkpi.model.formulas.adjusted import Correction as Correction
from perfkpi.model.formulas.computed import Computed as Computed
from perfkpi.model.conditions.conditions_met import ConditionsMet as ConditionsMet
from perfkpi.model.formulas.panel import PanelGrades as PanelGrades

# Scoring rules
from perfkpi.model.scoring.rule import Scoring as Scoring
from perfkpi.model.scoring.bounded import BoundedScoring as BoundedScoring
from perfkpi.model.measurement.scales import Scale as Scale
from perfkpi.model.measurement.scales import Unlimited as Unlimited
from perfkpi.model.measurement.scales import UNLIMITED as UNLIMITED
from perfkpi.model.measurement.scales import ScaleCap as ScaleCap
from perfkpi.model.measurement.scales import UP_TO as UP_TO
from perfkpi.model.scoring.target_delta import TargetDelta as TargetDelta
from perfkpi.model.scoring.units import Additive as Additive
from perfkpi.model.scoring.units import Relative as Relative
from perfkpi.model.scoring.units import Counting as Counting
from perfkpi.model.scoring.attainment import Attainment as Attainment
from perfkpi.model.scoring.policies import LowerMethod as LowerMethod
from perfkpi.model.scoring.policies import NegativeTarget as NegativeTarget
from perfkpi.model.scoring.policies import ZeroTarget as ZeroTarget
from perfkpi.model.scoring.full_mark import FullMarkIfMet as FullMarkIfMet
from perfkpi.model.scoring.full_mark import Proportional as Proportional
from perfkpi.model.scoring.full_mark import Stepped as Stepped
from perfkpi.model.scoring.full_mark import LineToZero as LineToZero
from perfkpi.model.scoring.rated import Rated as Rated
from perfkpi.model.scoring.improvement import AchievementImprovement as AchievementImprovement
from perfkpi.model.scoring.met_or_not import MetOrNot as MetOrNot
from perfkpi.model.scoring.met_or_not import AtTarget as AtTarget
from perfkpi.model.scoring.all_met import AllMet as AllMet
from perfkpi.model.scoring.all_met import LossPerMissed as LossPerMissed
from perfkpi.model.scoring.all_met import PointsByMissed as PointsByMissed
from perfkpi.model.scoring.tiers import Tiers as Tiers
from perfkpi.model.scoring.tiers import Tier as Tier
from perfkpi.model.scoring.boundaries import From as From
from perfkpi.model.scoring.boundaries import Above as Above
from perfkpi.model.scoring.boundaries import UpTo as UpTo
from perfkpi.model.scoring.boundaries import Below as Below
from perfkpi.model.scoring.boundaries import Boundary as Boundary
from perfkpi.model.scoring.piecewise import PiecewiseLinear as PiecewiseLinear
from perfkpi.model.scoring.knots import Knot as Knot
from perfkpi.model.scoring.knots import Cliff as Cliff
from perfkpi.model.scoring.knots import Outside as Outside
from perfkpi.model.scoring.knots import Continue as Continue
from perfkpi.model.scoring.deductions import Deductions as Deductions
from perfkpi.model.scoring.deductions import Event as Event
from perfkpi.model.scoring.deductions import EventCounting as EventCounting
from perfkpi.model.scoring.described import DescribedCases as DescribedCases
from perfkpi.model.scoring.described import DescribedCase as DescribedCase
from perfkpi.model.scoring.matrix import PayoutMatrix as PayoutMatrix
from perfkpi.model.scoring.amounts import TieredAmount as TieredAmount
from perfkpi.model.scoring.amounts import RateTier as RateTier
from perfkpi.model.scoring.amounts import AmountBasis as AmountBasis
from perfkpi.model.scoring.alternatives import Alternatives as Alternatives
from perfkpi.model.scoring.alternatives import Alternative as Alternative
from perfkpi.model.scoring.ranking.standing import Standing as Standing
from perfkpi.model.scoring.ranking.rank_points import RankPoints as RankPoints
from perfkpi.model.scoring.ranking.rank_points import Ranking as Ranking
from perfkpi.model.scoring.ranking.rank_points import BestToWorst as BestToWorst
from perfkpi.model.scoring.ranking.rank_points import RankTable as RankTable
from perfkpi.model.scoring.ranking.percentiles import PercentilePoints as PercentilePoints
from perfkpi.model.scoring.ranking.percentiles import PercentileShare as PercentileShare
from perfkpi.model.scoring.ranking.z_score import ZScorePoints as ZScorePoints
from perfkpi.model.scoring.ranking.distributions import Sigma as Sigma
from perfkpi.model.scoring.ranking.distributions import Distribution as Distribution
from perfkpi.language.sorted_multiset import EdgeSide as EdgeSide
from perfkpi.model.scoring.efficacy import EfficacyCoefficient as EfficacyCoefficient
from perfkpi.model.scoring.standard_values import FiveStandards as FiveStandards
from perfkpi.model.scoring.efficacy import LinearEfficacy as LinearEfficacy
from perfkpi.model.scoring.computed import ComputedPoints as ComputedPoints
from perfkpi.model.card.efficacy_correction import CorrectionIndicator as CorrectionIndicator
from perfkpi.model.card.efficacy_correction import EfficacyCorrection as EfficacyCorrection
from perfkpi.model.card.efficacy_correction import FixedCorrection as FixedCorrection
from perfkpi.model.card.efficacy_correction import SpecialCoefficient as SpecialCoefficient

# Conditions and references
from perfkpi.model.conditions.condition import Condition as Condition
from perfkpi.model.conditions.condition import Comparison as Comparison
from perfkpi.model.conditions.condition import AtLeast as AtLeast
from perfkpi.model.conditions.condition import MoreThan as MoreThan
from perfkpi.model.conditions.condition import AtMost as AtMost
from perfkpi.model.conditions.condition import LessThan as LessThan
from perfkpi.model.conditions.condition import IsOneOf as IsOneOf
from perfkpi.model.conditions.condition import AllOf as AllOf
from perfkpi.model.conditions.condition import AnyOf as AnyOf
from perfkpi.model.conditions.condition import Not as Not
from perfkpi.model.formulas.references import ValueOf as ValueOf
from perfkpi.model.formulas.references import PointsOf as PointsOf
from perfkpi.model.formulas.conditional import Conditional as Conditional
from perfkpi.model.card.composites import Composite as Composite

# Gates, steps and ceilings
from perfkpi.model.card.weighting import Aggregation as Aggregation
from perfkpi.model.card.gates import Gate as Gate
from perfkpi.model.card.gates import PayNothing as PayNothing
from perfkpi.model.card.gates import KeepBase as KeepBase
from perfkpi.model.card.gates import AtMostPoints as AtMostPoints
from perfkpi.model.adjustments.step import ScoreStep as ScoreStep
from perfkpi.model.adjustments.modifiers import Modifier as Modifier
from perfkpi.model.adjustments.limits import Limit as Limit
from perfkpi.model.adjustments.vetoes import Veto as Veto
from perfkpi.model.card.ceilings import RatingCeiling as RatingCeiling

# Documents
from perfkpi.serialization.documents import dumps as dumps
from perfkpi.serialization.documents import loads as loads
from perfkpi.serialization.documents import to_document as to_document
from perfkpi.serialization.documents import from_document as from_document

# Records
from perfkpi.records.row_reduction import reduce_records as reduce_records
from perfkpi.records.table_reduction import reduce_table as reduce_table
from perfkpi.records.reductions import Reduction as Reduction
from perfkpi.records.reductions import MissingRecords as MissingRecords
from perfkpi.records.reducers import NoRecords as NoRecords
from perfkpi.records.reducers import Reducer as Reducer
from perfkpi.records.reducers import Tally as Tally
from perfkpi.records.groups import RecordGroup as RecordGroup
from perfkpi.records.reducers import Reads as Reads
from perfkpi.records.reducers import End as End
from perfkpi.records.reducers import Answers as Answers
from perfkpi.records.reducers import CountRecords as CountRecords
from perfkpi.records.reducers import CountDistinct as CountDistinct
from perfkpi.records.reducers import CountWhere as CountWhere
from perfkpi.records.reducers import Sum as Sum
from perfkpi.records.reducers import Mean as Mean
from perfkpi.records.reducers import WeightedMean as WeightedMean
from perfkpi.records.proportions import ShareOf as ShareOf
from perfkpi.records.proportions import TopBox as TopBox
from perfkpi.records.proportions import NetPromoter as NetPromoter
from perfkpi.records.order_statistics import Minimum as Minimum
from perfkpi.records.order_statistics import Maximum as Maximum
from perfkpi.records.order_statistics import Median as Median
from perfkpi.records.order_statistics import TrimmedMean as TrimmedMean
from perfkpi.records.order_statistics import TrimmedShareMean as TrimmedShareMean
from perfkpi.records.order_statistics import CutCount as CutCount
from perfkpi.records.order_statistics import First as First
from perfkpi.records.order_statistics import Last as Last
from perfkpi.language.statuses import Undefinedness as Undefinedness

# Measures and labels
from perfkpi.labels import Label as Label
from perfkpi.model.measurement.measures import Measure as Measure
from perfkpi.model.parameters.varying import Field as Field
from perfkpi.model.measurement.measures import Unit as Unit
from perfkpi.model.measurement.measures import Direction as Direction
from perfkpi.model.measurement.measures import Frequency as Frequency
from perfkpi.language.statuses import Absent as Absent

# Missing data
from perfkpi.model.measurement.missing import MissingPolicy as MissingPolicy
from perfkpi.model.measurement.missing import Refuse as Refuse
from perfkpi.model.measurement.missing import ZeroPoints as ZeroPoints
from perfkpi.model.measurement.missing import NeutralPoints as NeutralPoints
from perfkpi.model.measurement.missing import CarryLast as CarryLast
from perfkpi.model.measurement.missing import Reweight as Reweight
from perfkpi.language.statuses import Status as Status
from perfkpi.language.statuses import Reason as Reason

# Errors
from perfkpi.errors.kinds import PerfKpiError as PerfKpiError
from perfkpi.errors.kinds import NumberError as NumberError
from perfkpi.errors.kinds import DefinitionError as DefinitionError
from perfkpi.errors.kinds import GrammarError as GrammarError
from perfkpi.errors.documents import DocumentError as DocumentError
from perfkpi.errors.kinds import MeasureError as MeasureError
from perfkpi.errors.kinds import ColumnError as ColumnError
from perfkpi.errors.kinds import Code as Code

# The language
from perfkpi.language.expressions import Expr as Expr

__version__: str
