"""What scoring returns: one person's result with its lines, and the columns of many."""

from perfkpi.lazy import offering

__getattr__, __dir__ = offering(__name__)
