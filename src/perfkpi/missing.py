"""What a figure that is missing does to a score."""

from perfkpi.lazy import offering

__getattr__, __dir__ = offering(__name__)
