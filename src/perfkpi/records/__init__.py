"""Records: many answers, events or months of one subject, reduced exactly to the measures that a scorecard reads."""

from perfkpi.lazy import offering

__getattr__, __dir__ = offering(__name__)
