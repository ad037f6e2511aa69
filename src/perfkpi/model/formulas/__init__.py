"""Formulas, one file per family: measures in, the indicator's value out."""

from perfkpi.model.formulas.actual import Actual
from perfkpi.model.formulas.computed import Computed
from perfkpi.model.formulas.deviation import Deviation, DeviationSign
from perfkpi.model.formulas.growth import Growth, PriorPolicy
from perfkpi.model.formulas.rating import Grade
from perfkpi.model.formulas.ratio import Ratio, Sign
from perfkpi.model.operands import Formula, Operand, as_operand, express_operand

__all__ = [
    "Actual",
    "Computed",
    "Deviation",
    "DeviationSign",
    "Formula",
    "Grade",
    "Growth",
    "Operand",
    "PriorPolicy",
    "Ratio",
    "Sign",
    "as_operand",
    "express_operand",
]
