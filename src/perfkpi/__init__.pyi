# The public names of every day, once; all others stand in the groups below, which a dot away list all of their kind.
#
# Type checkers and editors read this as a stub, `import perfkpi` to find a name when it is first used, and the session
# `api_page` of nox to write the reference. A line is: from <the module that defines it> import <name> as <name>

# Groups
from perfkpi import formulas as formulas
from perfkpi import rules as rules
from perfkpi import conditions as conditions
from perfkpi import adjustments as adjustments
from perfkpi import missing as missing
from perfkpi import records as records
from perfkpi import results as results
from perfkpi import choices as choices
from perfkpi import errors as errors

# Appraising
from perfkpi.appraisal.scoring import appraise as appraise
from perfkpi.batch.appraise_goals import appraise_goals as appraise_goals
from perfkpi.appraisal.explanation import describe as describe
from perfkpi.linting.lint import lint as lint
from perfkpi.displays.languages import display as display
from perfkpi.results import Appraisal as Appraisal
from perfkpi.results import Status as Status

# Many people
from perfkpi.batch.score_batch import score_batch as score_batch
from perfkpi.batch.score_goals import score_goals as score_goals
from perfkpi.batch.formula_values import value as value
from perfkpi.population.population import Population as Population
from perfkpi.results import BatchScores as BatchScores

# Scorecards
from perfkpi.model.card.scorecards import Scorecard as Scorecard
from perfkpi.model.card.sections import Section as Section
from perfkpi.model.card.indicators import Indicator as Indicator
from perfkpi.model.card.goal_plans import GoalPlan as GoalPlan
from perfkpi.model.parameters.varying import Field as Field

# Measures and scales
from perfkpi.model.measurement.measures import Measure as Measure
from perfkpi.model.measurement.measures import Unit as Unit
from perfkpi.labels import Label as Label
from perfkpi.model.measurement.scales import Scale as Scale
from perfkpi.model.measurement.scales import UNLIMITED as UNLIMITED
from perfkpi.model.measurement.scales import SCALE_TOP as SCALE_TOP
from perfkpi.model.card.ratings import RatingScale as RatingScale
from perfkpi.model.card.ratings import Band as Band
from perfkpi.model.measurement.rounding import Rounding as Rounding
from perfkpi.model.measurement.rounding import RoundingPolicy as RoundingPolicy
from perfkpi.choices import Direction as Direction

# Formulas
from perfkpi.formulas import Actual as Actual
from perfkpi.formulas import Ratio as Ratio
from perfkpi.formulas import Deviation as Deviation
from perfkpi.formulas import Growth as Growth
from perfkpi.formulas import Computed as Computed

# Scoring rules
from perfkpi.rules import TargetDelta as TargetDelta
from perfkpi.rules import Additive as Additive
from perfkpi.rules import Relative as Relative
from perfkpi.rules import Attainment as Attainment
from perfkpi.rules import Tiers as Tiers
from perfkpi.rules import PiecewiseLinear as PiecewiseLinear
from perfkpi.rules import MetOrNot as MetOrNot
from perfkpi.rules import DirectPoints as DirectPoints
from perfkpi.rules import LetterPoints as LetterPoints

# Adjustments
from perfkpi.adjustments import Bonus as Bonus
from perfkpi.adjustments import Veto as Veto

# Missing data
from perfkpi.missing import Reweight as Reweight

# Documents
from perfkpi.serialization.documents import dumps as dumps
from perfkpi.serialization.documents import loads as loads
from perfkpi.serialization.documents import to_document as to_document
from perfkpi.serialization.documents import from_document as from_document

# Your own rules
from perfkpi.formulas import Formula as Formula
from perfkpi.rules import Scoring as Scoring
from perfkpi.language.expressions import Expr as Expr

# Errors
from perfkpi.errors import PerfKpiError as PerfKpiError

__version__: str
