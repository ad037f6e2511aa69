"""Looking something up by its name in a result that nobody can change; what is not there is answered with what is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import NoReturn, TypeVar, cast

from perfkpi.errors import Code, MeasureError, PerfKpiError, expected, no_such
from perfkpi.foreign import is_a
from perfkpi.labels import Label
from perfkpi.model.parameters.sequences import pairs_of, sequence_of

T = TypeVar("T")

_NO_CODES: object = ()
_CODES = 100_000
"""So many codes nobody gives; a generator that goes on is refused."""

INDICATOR = Label(zh="指标", en="indicator")
PART = Label(zh="分项", en="part")
FIGURE = Label(zh="数据", en="figure")
COLUMN = Label(zh="列", en="column")
SECTION = Label(zh="类别", en="section")
ROLE = Label(zh="岗位", en="role")
ADJUSTMENT = Label(zh="加减分项", en="adjustment")


def name_of(code: object) -> str | None:
    """Read what is looked up as plain text; ``None`` for what is none: that may compare as it likes, or not at all."""
    return str.__str__(cast("str", code)) if is_a(code, str) else None


def unknown(kind: Label, code: object, known: Iterable[str], where: str) -> PerfKpiError:
    """Build the error that says that a name is not there, and which ones are."""
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


def codes_of(wanted: object, known: Callable[[], Sequence[str]], where: str, kind: Label) -> Sequence[str]:
    """Read which codes are wanted.

    Args:
        wanted: codes in whatever they are held (a series, a set, a generator that ends), one code, ``True`` for all,
            or ``False`` or ``()`` for none.
        known: tells every code there is; asked only where some are wanted.
        where: what an error calls the argument.
        kind: what has these codes.

    Raises:
        MeasureError: a code that is not known.
        DefinitionError: no codes, or more than anybody gives.
    """
    if wanted is False or wanted is _NO_CODES:
        return ()
    every = known()
    if wanted is True:
        return every
    codes = _listed((wanted,) if is_a(wanted, str) else wanted, where)
    for code in codes:
        if code not in every:
            raise unknown(kind, code, every, where)
    return codes


def _listed(wanted: object, where: str) -> Sequence[str]:
    found = sequence_of(wanted)
    try:
        if found is None and pairs_of(wanted) is None:
            found = list(islice(cast("Iterable[object]", wanted), _CODES))
    except Exception:  # noqa: BLE001, S110  # whatever a foreign object raises, it has no codes to give
        pass
    names = [name_of(code) for code in found or ()]
    if found is not None and len(found) < _CODES and None not in names:
        return [name for name in names if name is not None]
    en, zh = f"{where} takes codes, True for all or () for none", f"{where} 应为代码，全部用 True，不要用 ()"
    raise expected(en, zh, wanted, write="['roe', 'sales']", where=where)


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
