"""Enumerations: what is none of their members is refused with the members."""

from __future__ import annotations

from enum import Enum
from typing import cast

from perfkpi.errors.kinds import no_member


class Choosing:
    """Makes ``Direction("up")`` a typed error; it stands before the base of an enumeration."""

    @classmethod
    def _missing_(cls, value: object) -> object:
        raise no_member(cast("type[Enum]", cls), value, cls.__name__)


class Choice(Choosing, Enum):
    """The base of enumerations from which a scorecard chooses."""
