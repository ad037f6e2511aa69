# Choices: every public name, once; see the stub of `perfkpi` for the form of a line.

# Scorecards
from perfkpi.model.measurement.measures import Direction as Direction
from perfkpi.model.measurement.measures import Frequency as Frequency
from perfkpi.model.card.weighting import Weighting as Weighting
from perfkpi.model.card.weighting import Aggregation as Aggregation
from perfkpi.model.card.weighting import ScalePolicy as ScalePolicy
from perfkpi.model.card.weighting import BeyondScale as BeyondScale
from perfkpi.model.measurement.scales import ScaleCap as ScaleCap
from perfkpi.model.measurement.scales import Unlimited as Unlimited
from perfkpi.model.card.ratings import RateOn as RateOn
from perfkpi.language.algebra import RoundingMode as RoundingMode
from perfkpi.appraisal.details import Detail as Detail

# Formulas
from perfkpi.model.formulas.deviation import DeviationSign as DeviationSign
from perfkpi.model.formulas.growth import PriorPolicy as PriorPolicy
from perfkpi.model.formulas.balance import Averaging as Averaging
from perfkpi.model.formulas.dimension import RollUp as RollUp
from perfkpi.model.formulas.dimension import AbsentMembers as AbsentMembers
from perfkpi.model.formulas.promoters import PromoterScale as PromoterScale
from perfkpi.model.formulas.raters import RaterWeighting as RaterWeighting
from perfkpi.language.algebra import Sign as Sign

# Scoring rules
from perfkpi.model.scoring.units import Counting as Counting
from perfkpi.model.scoring.policies import ZeroTarget as ZeroTarget
from perfkpi.model.scoring.policies import NegativeTarget as NegativeTarget
from perfkpi.model.scoring.policies import LowerMethod as LowerMethod
from perfkpi.model.scoring.met_or_not import AtTarget as AtTarget
from perfkpi.model.scoring.knots import Extrapolation as Extrapolation
from perfkpi.language.sorted_multiset import EdgeSide as EdgeSide
from perfkpi.model.scoring.amounts import AmountBasis as AmountBasis
from perfkpi.model.scoring.deductions import EventCounting as EventCounting
from perfkpi.model.scoring.ranking.rank_points import Ranking as Ranking
from perfkpi.model.scoring.ranking.percentiles import PercentileShare as PercentileShare
from perfkpi.model.scoring.ranking.distributions import Sigma as Sigma

# Records
from perfkpi.records.reductions import MissingRecords as MissingRecords
from perfkpi.records.reducers import NoRecords as NoRecords
from perfkpi.records.reducers import ReducerInput as ReducerInput
from perfkpi.records.reducers import End as End
from perfkpi.records.order_statistics import TrimRounding as TrimRounding
