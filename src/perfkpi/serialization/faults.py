"""Faults: what cattrs gathered while it read one class, as errors of this library with their paths."""

from __future__ import annotations

from collections.abc import Container, Iterator

import attrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError

from perfkpi.errors import Code, DefinitionError, PerfKpiError, shown
from perfkpi.model.changes import changes_of
from perfkpi.serialization.reading import Reading
from perfkpi.serialization.tags import was_meant

__all__ = ["changed_meanings", "faults_of", "stands_twice"]


_LONGEST_STEP = 80


def stands_twice(key: str) -> DefinitionError:
    """A key that a JSON text gives twice in one object: each reader of JSON would take another one."""
    return DefinitionError(
        Code.DUPLICATE_CODE,
        en="this key stands twice; keep one",
        zh="此键重复出现；请保留一个",
        where=_path(key),
        value=key,
    )


def faults_of(group: ClassValidationError, reading: Reading) -> Iterator[PerfKpiError]:
    """Every fault in the mapping of one class, until there are enough."""
    placed, others = group.group_exceptions()
    for cause, note in placed:
        if isinstance(cause, KeyError):
            yield reading.noted(_missing(note.name, group.cl))
        else:
            yield reading.noted(_ours(cause, group.cl)).at(note.name)
    for cause in others:
        if isinstance(cause, ForbiddenExtraKeysError):
            keys = sorted(cause.extra_fields)
            yield from (reading.noted(_unknown(key, group.cl)) for key in reading.until_enough(keys))
        else:
            yield reading.noted(_inside(_ours(cause, group.cl), group.cl))


def changed_meanings(value: object, written: Container[str], reading: Reading) -> Iterator[PerfKpiError]:
    """What the document may have meant otherwise when it was written, by one value that was read of it."""
    for change in changes_of(type(value)):
        if change.concerns(value, written, reading.schema):
            yield reading.noted(
                DefinitionError(
                    Code.CHOICE_NEEDED,
                    en=change.en,
                    zh=change.zh,
                    where=change.attribute,
                    value=getattr(value, change.attribute),
                )
            )


def _path(key: str) -> str:
    """A key as a step of a path; one that is hostile stays readable."""
    return key if key.isidentifier() and len(key) <= _LONGEST_STEP else f"[{shown(key)}]"


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
