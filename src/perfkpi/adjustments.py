"""What is done to a score after its items are added up: bonus, multiplier, limit, veto, gate, ceiling."""

from perfkpi.lazy import offering

__getattr__, __dir__ = offering(__name__)
