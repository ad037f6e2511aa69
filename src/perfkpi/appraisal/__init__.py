"""Floor 3: scoring one person exactly, and explaining the score."""

from perfkpi.appraisal.results import AdjustmentLine, Appraisal, IndicatorLine, Line, Part, Parts, SectionLine
from perfkpi.appraisal.scoring import appraise

__all__ = ["AdjustmentLine", "Appraisal", "IndicatorLine", "Line", "Part", "Parts", "SectionLine", "appraise"]
