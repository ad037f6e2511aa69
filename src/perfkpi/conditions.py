"""Conditions on measures, values and points."""

from perfkpi.lazy import offering

__getattr__, __dir__ = offering(__name__)
