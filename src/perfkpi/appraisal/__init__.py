"""Floor 3: scoring one person exactly, and explaining the score."""

from perfkpi.appraisal.results import AdjustmentLine, Appraisal, IndicatorLine, Part, Parts, SectionLine
from perfkpi.appraisal.scoring import appraise

__all__ = ["AdjustmentLine", "Appraisal", "IndicatorLine", "Part", "Parts", "SectionLine", "appraise"]
