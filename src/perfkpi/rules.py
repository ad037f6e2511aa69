"""Scoring rules: from the value of an indicator to its points."""

from perfkpi.lazy import offering

__getattr__, __dir__ = offering(__name__)
