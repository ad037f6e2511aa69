# Formulas: every public name, once; see the stub of `perfkpi` for the form of a line.

# Ratios and changes
from perfkpi.model.formulas.ratio import Ratio as Ratio
from perfkpi.model.formulas.share import Share as Share
from perfkpi.model.formulas.share import Complement as Complement
from perfkpi.model.formulas.completion import Completion as Completion
from perfkpi.model.formulas.completion import HitRate as HitRate
from perfkpi.model.formulas.turnover import ChurnRate as ChurnRate
from perfkpi.model.formulas.turnover import RetentionRate as RetentionRate
from perfkpi.model.formulas.turnover import TurnoverRate as TurnoverRate
from perfkpi.model.formulas.usage import Usage as Usage
from perfkpi.model.formulas.deviation import Deviation as Deviation
from perfkpi.model.formulas.growth import Growth as Growth
from perfkpi.model.formulas.balance import AverageBalance as AverageBalance
from perfkpi.model.formulas.balance import MeanBalance as MeanBalance

# Counts and times
from perfkpi.model.formulas.actual import Actual as Actual
from perfkpi.model.formulas.count import Count as Count
from perfkpi.model.formulas.duration import Duration as Duration
from perfkpi.model.formulas.duration import MeanDuration as MeanDuration
from perfkpi.model.formulas.duration import OnTimeShare as OnTimeShare
from perfkpi.model.formulas.adjusted import AdjustedActual as AdjustedActual
from perfkpi.model.formulas.adjusted import Correction as Correction

# Surveys and ratings
from perfkpi.model.formulas.survey import SurveyMean as SurveyMean
from perfkpi.model.formulas.survey import SurveyIndex as SurveyIndex
from perfkpi.model.formulas.survey import TopBoxShare as TopBoxShare
from perfkpi.model.formulas.promoters import NetPromoterScore as NetPromoterScore
from perfkpi.model.formulas.survey import SurveyCounts as SurveyCounts
from perfkpi.model.formulas.rater_score import RaterScore as RaterScore
from perfkpi.model.formulas.raters import RaterMean as RaterMean
from perfkpi.model.formulas.raters import RaterRole as RaterRole
from perfkpi.model.formulas.panel import PanelMean as PanelMean
from perfkpi.model.formulas.exam import ExamScore as ExamScore
from perfkpi.model.formulas.category import Category as Category

# Text and compositions
from perfkpi.model.formulas.computed import Computed as Computed
from perfkpi.model.formulas.conditional import Conditional as Conditional
from perfkpi.model.conditions.conditions_met import ConditionsMet as ConditionsMet
from perfkpi.model.card.composites import Composite as Composite
from perfkpi.model.formulas.dimension import ByDimension as ByDimension
from perfkpi.model.formulas.references import ValueOf as ValueOf
from perfkpi.model.formulas.references import PointsOf as PointsOf

# Bases
from perfkpi.model.formulas.formula import Formula as Formula
from perfkpi.model.formulas.formula import Rate as Rate
