"""Formulas: from measures to the value of an indicator."""

from perfkpi.lazy import offering

__getattr__, __dir__ = offering(__name__)
