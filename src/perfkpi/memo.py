"""What was computed from a value, kept beside it for as long as it lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

M = TypeVar("M", bound="Memoised")
T = TypeVar("T")


class Memoised:
    """The base of values from which the same is computed again and again.

    What is kept is no part of the value: it is neither compared nor shown, neither copied nor pickled, and goes when
    the value goes. So nothing that is kept refers to the value itself.
    """

    __slots__ = ("_memo",)

    _memo: dict[object, Any]

    @property
    def memo(self) -> dict[object, Any]:
        """What is kept, by keys that nobody else uses. Where threads compute the same, the last one is kept."""
        try:
            return self._memo
        except AttributeError:
            memo = self._begin()
            object.__setattr__(self, "_memo", memo)
            return memo

    def _begin(self) -> dict[object, Any]:
        """What is kept at first."""
        return {}


def remembered(make: Callable[[M], T]) -> Callable[[M], T]:
    """A function of one value, computed once for each."""

    @wraps(make)
    def found(value: M) -> T:
        memo = value.memo
        try:
            known: T = memo[make]
        except KeyError:
            known = memo[make] = make(value)
        return known

    return found
