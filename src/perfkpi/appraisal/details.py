"""How much an explanation tells."""

from __future__ import annotations

from enum import unique
from typing import Literal, TypeAlias

from perfkpi.errors import Choice


@unique
class Detail(Choice):
    """How much an explanation tells (of one person's score)."""

    BRIEF = "brief"
    """One page for people: a table, and one sentence for each indicator."""
    FULL = "full"
    """The whole derivation in decimals, with as many places as it takes to get the total on a pocket calculator."""
    AUDIT = "audit"
    """The whole derivation, exactly: fractions wherever no decimal ends, their decimals beside what comes out."""


ChosenDetail: TypeAlias = Detail | Literal["brief", "full", "audit"]
"""A detail, or its text."""
