"""Enumerations: what is none of their members is refused with the members."""

from __future__ import annotations

from enum import Enum
from typing import cast

from perfkpi.errors.codes import Code
from perfkpi.errors.kinds import DefinitionError
from perfkpi.errors.quoting import shown

__all__ = ["Choice", "Choosing", "members_of", "no_member"]


def members_of(kind: type[Enum]) -> list[str]:
    """The members of an enumeration as they are written in code."""
    return [f"{kind.__name__}.{member.name}" for member in kind]


def no_member(kind: type[Enum], value: object, where: str) -> DefinitionError:
    """A value that is no member of an enumeration, with those that are."""
    choices = members_of(kind)
    return DefinitionError(
        Code.WRONG_TYPE,
        en=f"{shown(value)} is not a {kind.__name__}; choose {', '.join(choices)}",
        zh=f"{shown(value)} 不是 {kind.__name__}；请选择 {'、'.join(choices)}",
        where=where,
        value=value,
    )


class Choosing:
    """Makes ``Direction("up")`` a typed error; it stands before the base of an enumeration."""

    @classmethod
    def _missing_(cls, value: object) -> object:
        raise no_member(cast("type[Enum]", cls), value, cls.__name__)


class Choice(Choosing, Enum):
    """The base of enumerations from which a scorecard chooses."""
