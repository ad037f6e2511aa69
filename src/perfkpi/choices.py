"""Enumerations: each member may be written as its text as well, ``direction="higher"``."""

from perfkpi.lazy import offering

__getattr__, __dir__ = offering(__name__)
