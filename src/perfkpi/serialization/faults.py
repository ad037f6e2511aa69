"""Faults: what cattrs gathered while it read one class, as errors of this library with their paths."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError

from perfkpi.errors import Code, DefinitionError, PerfKpiError, shown
from perfkpi.serialization.tags import was_meant

__all__ = ["faults_of", "stands_twice"]

_LONG = 80


def stands_twice(key: str) -> DefinitionError:
    """A key that a JSON text gives twice in one object: each reader of JSON would take another one."""
    return DefinitionError(
        Code.DUPLICATE_CODE,
        en="this key stands twice; keep one",
        zh="此键重复出现；请保留一个",
        where=_path(key),
        value=key,
    )


def faults_of(group: ClassValidationError) -> Iterator[PerfKpiError]:
    """Every fault in the mapping of one class."""
    placed, others = group.group_exceptions()
    for cause, note in placed:
        if isinstance(cause, KeyError):
            yield _missing(note.name, group.cl)
        else:
            yield _ours(cause, group.cl).at(note.name)
    for cause in others:
        if isinstance(cause, ForbiddenExtraKeysError):
            yield from (_unknown(key, group.cl) for key in sorted(cause.extra_fields))
        else:
            yield _inside(_ours(cause, group.cl), group.cl)


def _path(key: str) -> str:
    """A key as a step of a path; one that is hostile stays readable."""
    return key if key.isidentifier() and len(key) <= _LONG else f"[{shown(key)}]"


def _ours(cause: BaseException, kind: type) -> PerfKpiError:
    """An error as it is, or what somebody's own constructor or converter raised instead of one."""
    if isinstance(cause, PerfKpiError):
        return cause
    told = shown(str(cause) or type(cause).__name__)
    return DefinitionError(
        Code.DOCUMENT,
        en=f"{kind.__name__} refuses this: {told}",
        zh=f"{kind.__name__} 拒绝此内容：{told}",
    )


def _inside(fault: PerfKpiError, kind: type) -> PerfKpiError:
    """A constructor names its class; in a document the path leads to it."""
    owner, _, attribute = fault.where.partition(".")
    if owner in {base.__name__ for base in kind.__mro__}:
        fault.where = attribute
    return fault


def _given(kind: type) -> list[attrs.Attribute[object]]:
    return [each for each in attrs.fields(kind) if each.init]


def _missing(name: str, kind: type) -> DefinitionError:
    needed = [each.name for each in _given(kind) if each.default is attrs.NOTHING]
    return DefinitionError(
        Code.MISSING_KEY,
        en=f"this is not said; {kind.__name__} needs {', '.join(needed)}",
        zh=f"缺少此项；{kind.__name__} 需要 {'、'.join(needed)}",
        where=name,
    )


def _unknown(key: str, kind: type) -> DefinitionError:
    names = [each.name for each in _given(kind)]
    return DefinitionError(
        Code.UNKNOWN_KEY,
        en=f"{kind.__name__} has no such attribute{was_meant(key, names, 'en')}; it has {', '.join(names)}",
        zh=f"{kind.__name__} 没有此属性{was_meant(key, names, 'zh')}；可用 {'、'.join(names)}",
        where=_path(key),
        value=key,
    )
