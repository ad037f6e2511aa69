"""How many cases of a law are tried: all in `nox -s coverage`, a sixth where somebody sees whether all is well."""

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

from hypothesis import settings

__all__ = ["examples", "some"]

T = TypeVar("T")

_QUICK = frozenset({"default", "ci"})
_PART = 6


def examples(number: int) -> int:
    """So many cases, or a sixth of them, by the profile."""
    return max(number // _PART, 1) if settings.get_current_profile_name() in _QUICK else number


def some(cases: Sequence[T], what: str) -> Sequence[T]:
    """All cases, or a sixth of them, by the profile: always the same for one thing, and others for the next one."""
    quick = settings.get_current_profile_name() in _QUICK
    return cases[crc32(what.encode()) % _PART :: _PART] if quick else cases
