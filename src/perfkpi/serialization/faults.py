"""Faults: what cattrs gathered while it read one class, as errors of this library with their paths."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from typing import cast

import attrs
from cattrs.errors import ClassValidationError

from perfkpi.errors import Code, DefinitionError, PerfKpiError, no_such, shown
from perfkpi.model.changes import changes_of
from perfkpi.serialization.reading import Reading
from perfkpi.wording.places import attribute_told, class_words

_LONGEST_STEP = 80
_STEP = re.compile(r"\.?(?:([^.\[\]]+)|(\[\d{1,7}\]))")


def stands_twice(key: str) -> DefinitionError:
    """Build the error of a key that a JSON text gives twice in one object: each JSON reader would take another one."""
    en, zh = "this key stands twice; keep one", "此键重复出现；请保留一个"
    return DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=_path(key), value=key)


def faults_of(
    group: ClassValidationError, mapping: Mapping[object, object], reading: Reading
) -> Iterator[PerfKpiError]:
    """Yield every fault that cattrs gathered in the mapping of one class."""
    placed, others = group.group_exceptions()
    for cause, note in placed:
        if not isinstance(cause, KeyError):
            yield reading.noted(_ours(cause, group.cl)).at(note.name)
        elif not reading.enough:
            yield reading.noted(_missing(note.name, group.cl))
    for cause in others:
        yield reading.noted(_inside(_ours(cause, group.cl), group.cl, mapping))


def unknown_keys(keys: Collection[object], kind: type, reading: Reading) -> Iterator[PerfKpiError]:
    """Yield a fault for each key of a mapping that is no attribute of its class; one that is no text is none either."""
    for key in reading.until_enough(keys):
        yield reading.noted(_unknown(key if isinstance(key, str) else shown(key), kind))


def changed_meanings(value: object, written: Container[str], reading: Reading) -> Iterator[PerfKpiError]:
    """Yield what the document may have meant otherwise when it was written, by one value that was read of it."""
    asked = [each for each in changes_of(type(value)) if each.concerns(value, written, reading.schema)]
    for change in reading.until_enough(asked):
        name, code = change.attribute, Code.CHOICE_NEEDED
        yield reading.noted(DefinitionError(code, en=change.en, zh=change.zh, where=name, value=getattr(value, name)))


def _path(key: str) -> str:
    """Write a key as a step of a path; one that is hostile stays readable."""
    return key if key.isidentifier() and len(key) <= _LONGEST_STEP else f"[{shown(key)}]"


def _ours(cause: BaseException, kind: type) -> PerfKpiError:
    """Return an error as it is, or wrap what somebody's own constructor or converter raised instead of one."""
    if isinstance(cause, PerfKpiError):
        return cause
    told = shown(str(cause) or type(cause).__name__)
    zh = f"{class_words(kind.__name__)[1]}不接受此内容（{told}）"
    return DefinitionError(Code.DOCUMENT, en=f"{kind.__name__} refuses this ({told})", zh=zh)


def _inside(fault: PerfKpiError, kind: type, mapping: Mapping[object, object]) -> PerfKpiError:
    """Drop the class that a constructor names; in a document the path leads to it."""
    owner, _, attribute = fault.where.partition(".")
    if owner in {base.__name__ for base in kind.__mro__}:
        fault.where = attribute
    fault.where = _with_every_step(fault.where, mapping)
    return fault


def _with_every_step(where: str, part: object) -> str:
    """Complete a place in a mapping by the steps that a constructor leaves out: ``items[0].scoring`` is in ``item``."""
    path, at = "", 0
    while step := _STEP.match(where, at):
        name, index = step.groups()
        for each in (*_between(part, name), name or index):
            path += each if index and each is index else f".{each}"
            part = _below(part, each)
        at = step.end()
    return f"{path}{where[at:]}".removeprefix(".")


def _between(part: object, name: str | None) -> Sequence[str]:
    """Find the one attribute through which a name is found, where the mapping does not have the name itself."""
    if not isinstance(part, Mapping) or name is None or name in part:
        return ()
    inner = cast("Mapping[str, object]", part)
    found = [key for key, each in inner.items() if isinstance(each, Mapping) and name in each]
    return found if len(found) == 1 else ()


def _below(part: object, step: str) -> object:
    if isinstance(part, Mapping):
        return cast("Mapping[str, object]", part).get(step)
    listed = isinstance(part, (list, tuple)) and step.startswith("[")
    return cast("Sequence[object]", part)[int(step[1:-1])] if listed else None


def _given(kind: type) -> list[attrs.Attribute[object]]:
    return [each for each in attrs.fields(kind) if each.init]


def _missing(name: str, kind: type) -> DefinitionError:
    needed = [each.name for each in _given(kind) if each.default is attrs.NOTHING]
    en = f"this is not said; {kind.__name__} needs {', '.join(needed)}"
    zh = f"未给出{attribute_told(kind.__name__, name)[1]}；请补上"
    return DefinitionError(Code.MISSING_KEY, en=en, zh=zh, where=name)


def _unknown(key: str, kind: type) -> PerfKpiError:
    noun, names = (
        (f"attribute of {kind.__name__}", f"属性（{class_words(kind.__name__)[1]}）"),
        [each.name for each in _given(kind)],
    )
    return no_such(noun, key, names, _path(key), code=Code.UNKNOWN_KEY, kind=DefinitionError)
