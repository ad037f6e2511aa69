# Scoring rules: every public name, once; see the stub of `perfkpi` for the form of a line.

# Linear
from perfkpi.model.scoring.target_delta import TargetDelta as TargetDelta
from perfkpi.model.scoring.units import Additive as Additive
from perfkpi.model.scoring.units import Relative as Relative
from perfkpi.model.scoring.attainment import Attainment as Attainment
from perfkpi.model.scoring.piecewise import PiecewiseLinear as PiecewiseLinear
from perfkpi.model.scoring.knots import Knot as Knot
from perfkpi.model.scoring.knots import Cliff as Cliff
from perfkpi.model.scoring.knots import Continue as Continue
from perfkpi.model.scoring.improvement import AchievementImprovement as AchievementImprovement

# Efficacy coefficients
from perfkpi.model.scoring.efficacy import EfficacyCoefficient as EfficacyCoefficient
from perfkpi.model.scoring.efficacy import LinearEfficacy as LinearEfficacy
from perfkpi.model.scoring.standard_values import FiveStandards as FiveStandards

# Tiers
from perfkpi.model.scoring.tiers import Tiers as Tiers
from perfkpi.model.scoring.tiers import Tier as Tier
from perfkpi.model.scoring.boundaries import Boundary as Boundary
from perfkpi.model.scoring.boundaries import From as From
from perfkpi.model.scoring.boundaries import Above as Above
from perfkpi.model.scoring.boundaries import UpTo as UpTo
from perfkpi.model.scoring.boundaries import Below as Below
from perfkpi.model.scoring.amounts import TieredAmount as TieredAmount
from perfkpi.model.scoring.amounts import RateTier as RateTier
from perfkpi.model.scoring.matrix import PayoutMatrix as PayoutMatrix

# Met or not
from perfkpi.model.scoring.met_or_not import MetOrNot as MetOrNot
from perfkpi.model.scoring.full_mark import FullMarkIfMet as FullMarkIfMet
from perfkpi.model.scoring.full_mark import Proportional as Proportional
from perfkpi.model.scoring.full_mark import LineToZero as LineToZero
from perfkpi.model.scoring.full_mark import Stepped as Stepped
from perfkpi.model.scoring.all_met import AllMet as AllMet
from perfkpi.model.scoring.all_met import LossPerMissed as LossPerMissed
from perfkpi.model.scoring.all_met import PointsByMissed as PointsByMissed

# Deductions
from perfkpi.model.scoring.deductions import Deductions as Deductions
from perfkpi.model.scoring.deductions import Event as Event

# Ratings and cases
from perfkpi.model.scoring.direct_points import DirectPoints as DirectPoints
from perfkpi.model.scoring.letter_points import LetterPoints as LetterPoints
from perfkpi.model.scoring.described import DescribedCases as DescribedCases
from perfkpi.model.scoring.described import DescribedCase as DescribedCase

# Population
from perfkpi.model.scoring.ranking.rank_points import RankPoints as RankPoints
from perfkpi.model.scoring.ranking.rank_points import BestToWorst as BestToWorst
from perfkpi.model.scoring.ranking.rank_points import RankTable as RankTable
from perfkpi.model.scoring.ranking.percentiles import PercentilePoints as PercentilePoints
from perfkpi.model.scoring.ranking.z_score import ZScorePoints as ZScorePoints
from perfkpi.model.scoring.ranking.distributions import Distribution as Distribution
from perfkpi.model.scoring.ranking.population_rule import PopulationRule as PopulationRule

# Text and alternatives
from perfkpi.model.scoring.computed import ComputedPoints as ComputedPoints
from perfkpi.model.scoring.alternatives import Alternatives as Alternatives
from perfkpi.model.scoring.alternatives import Alternative as Alternative

# Bases
from perfkpi.model.scoring.rule import Scoring as Scoring
from perfkpi.model.scoring.bounded import BoundedScoring as BoundedScoring
