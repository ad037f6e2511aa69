"""Looking something up by its name in a result that nobody can change; what is not there is answered with what is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NoReturn, TypeVar, cast

from perfkpi.errors import Code, MeasureError, PerfKpiError, no_such
from perfkpi.foreign import is_a
from perfkpi.labels import Label

T = TypeVar("T")

INDICATOR = Label(zh="指标", en="indicator")
PART = Label(zh="分项", en="part")
FIGURE = Label(zh="数据", en="figure")


def name_of(code: object) -> str | None:
    """What is looked up, as plain text; ``None`` for what is none: that may compare as it likes, or not at all."""
    return str.__str__(cast("str", code)) if is_a(code, str) else None


def unknown(kind: Label, code: object, known: Iterable[str], where: str) -> PerfKpiError:
    """The error that a name is not there, and which ones are."""
    return no_such((kind.en, kind.zh), code, known, where, code=Code.UNKNOWN_MEASURE, kind=MeasureError)


def looked_up(kind: Label, code: object, members: Mapping[str, T], where: str) -> T:
    """What has a name.

    Args:
        kind: what the members are called.
        code: the name.
        members: what there is.
        where: the place.

    Raises:
        MeasureError: (also a ``KeyError``) nothing has it.
    """
    name = name_of(code)
    if name is not None and name in members:
        return members[name]
    raise unknown(kind, code, members, where)


class Lookup(Mapping[str, T]):
    """A mapping by name that cannot be changed.

    Args:
        members: what there is; nobody else may hold the same mapping.
        kind: what the members are called.

    Raises:
        MeasureError: (also a ``KeyError``) where a name is looked up that is not there; it tells which ones are.
    """

    __slots__ = ("_kind", "_members")

    _members: Mapping[str, T]
    _kind: Label

    def __init__(self, members: Mapping[str, T], kind: Label) -> None:
        object.__setattr__(self, "_members", MappingProxyType(members))
        object.__setattr__(self, "_kind", kind)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name!r} cannot be set: a result does not change")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{name!r} cannot be deleted: a result does not change")

    def __getitem__(self, name: str) -> T:
        return looked_up(self._kind, name, self._members, self._kind.en)

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __repr__(self) -> str:
        return repr(dict(self._members))

    def __reduce__(self) -> tuple[object, ...]:
        return Lookup, (dict(self._members), self._kind)
