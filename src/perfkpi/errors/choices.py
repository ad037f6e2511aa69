"""Enumerations: what is none of their members is refused with the members."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Self, cast

from perfkpi.errors.kinds import no_member


class Choosing:
    """Makes ``Direction("up")`` a typed error; it stands before the base of an enumeration."""

    @classmethod
    def _missing_(cls, value: object) -> object:
        raise no_member(cast("type[Enum]", cls), value, "")


class Choice(Choosing, Enum):
    """The base of enumerations from which a scorecard chooses; a member may be written as its text, ``"higher"``."""

    _value_: str

    if TYPE_CHECKING:  # what an attribute with an enumeration as its converter takes

        def __new__(cls, value: Self | str) -> Self:
            """Find a member by itself, or by its text."""
            return cls(value)
