# Adjustments, gates and ceilings: every public name, once; see the stub of `perfkpi` for the form of a line.

from perfkpi.model.adjustments.adjustment import Adjustment as Adjustment
from perfkpi.model.adjustments.bonus import Bonus as Bonus
from perfkpi.model.adjustments.multipliers import Multiplier as Multiplier
from perfkpi.model.adjustments.score_limits import ScoreLimit as ScoreLimit
from perfkpi.model.adjustments.vetoes import Veto as Veto
from perfkpi.model.card.ceilings import RatingCeiling as RatingCeiling
from perfkpi.model.card.efficacy_correction import CorrectionIndicator as CorrectionIndicator
from perfkpi.model.card.efficacy_correction import EfficacyCorrection as EfficacyCorrection
from perfkpi.model.card.efficacy_correction import FixedCorrection as FixedCorrection
from perfkpi.model.card.efficacy_correction import SpecialCoefficient as SpecialCoefficient
from perfkpi.model.card.gates import AtMostPoints as AtMostPoints
from perfkpi.model.card.gates import Gate as Gate
from perfkpi.model.card.gates import KeepBase as KeepBase
from perfkpi.model.card.gates import PayNothing as PayNothing
