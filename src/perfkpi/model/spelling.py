"""Whether two equal values are also spelled alike, so that what one of them says is what the other one says.

``12%`` and ``0.12`` are equal, and so are two scorecards that differ in nothing else; their explanations differ. What
is computed once for several scorecards is shared only among those that are spelled alike in every part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar, cast

import attrs

from perfkpi.language import Among
from perfkpi.numerals import Percentage

P = ParamSpec("P")
T = TypeVar("T")

_KEPT = 256
"""Of so many values something is kept after they are gone, for others that are spelled alike."""

_LARGE = 20_000
"""Nothing is kept of a value with more parts, so that what is kept is bounded in size, too."""

_ONE_SPELLING = frozenset({str, int, bool, bytes, type(None), Fraction, Percentage})
"""Types of which equal values are written in one way."""


class Spelled:
    """A value as a key: another one is the same where it is equal and spelled alike."""

    __slots__ = ("_hash", "value")

    def __init__(self, value: Any) -> None:  # noqa: ANN401  # of whatever something is kept
        self.value = value
        self._hash = hash(value)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spelled) and (self.value is other.value or alike(self.value, other.value))


def cached_as_spelled(make: Callable[P, T]) -> Callable[P, T]:
    """Cache the results of a function by what it is given, told apart also by how that is spelled."""

    @lru_cache(maxsize=_KEPT)
    def known(given: Spelled) -> T:
        args, named = given.value
        return make(*args, **dict(named))

    @wraps(make)
    def found(*args: P.args, **named: P.kwargs) -> T:
        return known(Spelled((args, tuple(named.items()))))

    return found


def alike(one: object, other: object) -> bool:
    """Tell whether two values are equal in every part, and written in the same way."""
    seen: set[tuple[int, int]] = set()
    stack = [(one, other)]
    while stack:
        one, other = stack.pop()
        if one is other or (id(one), id(other)) in seen:
            continue
        parts, others = _parts(one), _parts(other)
        if type(one) is not type(other) or len(parts) != len(others):
            return False
        if _attributes(type(one)):  # other parts are made here, and their places in memory are used again
            seen.add((id(one), id(other)))
        elif not parts and not _same(one, other):
            return False
        stack.extend(zip(parts, others, strict=True))
    return True


def _same(one: object, other: object) -> bool:
    """Compare values that are not made of others."""
    if type(one) is frozenset:
        return _members(one) == _members(other)
    return bool(one == other) and (type(one) in _ONE_SPELLING or repr(one) == repr(other))


def _members(values: Any) -> list[str]:  # noqa: ANN401  # a set of anything
    return sorted(map(repr, values))


def _parts(value: object) -> tuple[object, ...]:
    """List what a value is made of; nothing where it is not made of others."""
    if names := _attributes(type(value)):
        return tuple(getattr(value, name) for name in names)
    if isinstance(value, Mapping):
        return tuple(cast("Mapping[object, object]", value).items())
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else ()


def _attributes(kind: type) -> tuple[str, ...]:
    """Name what makes a value of a class: all that is given, even if not compared. A list of numbers is one value."""
    if kind is Among or not attrs.has(kind):
        return ()
    return tuple(each.name for each in attrs.fields(kind) if each.init)


def _every_part(value: object) -> Iterator[object]:
    """Visit a value and everything that it is made of, shared parts once."""
    seen: set[int] = set()
    stack = [value]
    while stack:
        value = stack.pop()
        if id(value) not in seen:
            if _attributes(type(value)):
                seen.add(id(value))
            yield value
            stack.extend(_parts(value))


@lru_cache(maxsize=_KEPT)
def _shared(_: Spelled) -> dict[object, Any]:
    return {}


def shared_memo(value: object) -> dict[object, Any]:
    """Find what is kept of a value and of all that are spelled alike, also after they are gone.

    A value that holds everybody's figures shares nothing: what is kept of it goes with it.
    """
    for count, part in enumerate(_every_part(value)):
        if count > _LARGE or isinstance(part, Among):
            return {}
    return _shared(Spelled(value))
