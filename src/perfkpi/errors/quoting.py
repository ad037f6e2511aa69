"""How messages quote what they were given: on one line, short, and never slow, whatever it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from numbers import Real
from typing import cast

import attrs

from perfkpi.errors.languages import Language
from perfkpi.numerals import written
from perfkpi.value_objects import ValueObject
from perfkpi.visible import escaped
from perfkpi.wording.counts import a
from perfkpi.wording.places import class_words, name_of

_SHOWN = 80
_LISTED = 20
_NAME = 40
_ROOM = 400
_ALIKE = 0.65
"""营收 is meant by 营业收入, a by aa; but zero_target is not by taget."""
_BRACKETS: dict[type, tuple[str, str]] = {
    list: ("[", "]"),
    tuple: ("(", ")"),
    set: ("{", "}"),
    frozenset: ("{", "}"),
    dict: ("{", "}"),
}


def shown(value: object, language: Language = "en") -> str:
    """Quote a refused value as a message does: a text in quotation marks, a number as a person writes it.

    A value of the model is called by its words, and by its name where it has one; only as much of a value is looked at
    as is quoted.
    """
    text = ""
    try:
        for piece in _pieces(value, language):
            text += piece
            if len(text) > _SHOWN:
                break
    except Exception:  # noqa: BLE001  # whatever a foreign value raises must not hide the error that quotes it
        text = _of_type(value, language)
    return _cut(escaped(text), _SHOWN)


def _of_type(value: object, language: Language) -> str:
    name = type(value).__name__
    return f"类型为 {name} 的值" if language == "zh" else f"a value of type {name}"


def kind_of(value: object) -> str:
    """Name the type of a refused value, as a message does."""
    return cut(type(value).__name__)


def listed(names: Iterable[str], language: Language, joint: str = "") -> str:
    """List what there is to choose from, as a message does: not too many names, and none that is long."""
    some: list[str] = []
    room, more = _ROOM, ""
    for name in map(cut, names):
        room -= len(name)
        if room < 0 or len(some) == _LISTED:
            more = "…"
            break
        some.append(name)
    return (joint or ("、" if language == "zh" else ", ")).join(some) + more


def was_meant(name: object, names: Iterable[str], language: Language) -> str:
    """Guess what somebody meant who wrote a name that is none of some names; empty where nothing is close."""
    if not issubclass(type(name), str):
        return ""
    close = get_close_matches(str.__str__(cast("str", name))[:_NAME], list(names), cutoff=_ALIKE)
    if not close:
        return ""
    chinese, quoted = language == "zh", map(shown, close)
    return f"（是否指 {'、'.join(quoted)}？）" if chinese else f" (did you mean {' or '.join(quoted)}?)"


def cut(name: str) -> str:
    """Write a name as it stands in a sentence, without quotation marks."""
    return _cut(escaped(name[: _NAME + 1]), _NAME)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _pieces(value: object, language: Language) -> Iterator[str]:
    """Say what a value looks like, piece by piece, so that one may stop; numbers and choices as people write them."""
    if isinstance(value, Enum):
        yield _member(value, language)
    elif isinstance(value, (str, bytes)):
        yield repr(_start(value))  # more would only be cut off again
    elif isinstance(value, bool):
        yield repr(value)
    elif isinstance(value, (int, Fraction)):
        yield written(value)
    elif type(value) in _BRACKETS and value:
        yield from _members(cast("Iterable[object]", value), language)
    elif isinstance(value, type):
        yield _kind(value.__name__, language)
    elif attrs.has(type(value)) and _is_generated(type(value)):
        yield _part(value, language) if type(value).__format__ is object.__format__ else format(value, language)
    else:
        shows = str(value) if isinstance(value, (Real, Decimal, date, time, timedelta)) else repr(value)
        yield _of_type(value, language) if shows.startswith("<") or " at 0x" in shows else shows


def _member(value: Enum, language: Language) -> str:
    """Say the member of an enumeration: in its words, or as it may be written."""
    label: object = getattr(value, "label", None)
    words = getattr(label, language, None)
    if words:
        return f"“{words}”"
    return repr(value.value) if isinstance(value.value, str) else f"“{value.name.lower().replace('_', ' ')}”"


def _kind(name: str, language: Language) -> str:
    """Name a class as a sentence does; in English by its name, which is what an engineer looks for."""
    return f"“{class_words(name)[1]}”" if language == "zh" else name


def _part(value: object, language: Language) -> str:
    """Name a value of the model: by the words of its class, and by what it is called where it is called anything."""
    kind = type(value).__name__
    words = class_words(kind)[1] if language == "zh" else a(kind)
    name = name_of(value)
    return words if name is None else f"{words}{'' if language == 'zh' else ' '}“{name[language == 'zh']}”"


def _start(text: str | bytes) -> str | bytes:
    """Take the beginning of a text; of a subclass, whatever it says of itself."""
    part = slice(0, _SHOWN + 1)
    return str.__getitem__(text, part) if isinstance(text, str) else bytes.__getitem__(text, part)


def _members(values: Iterable[object], language: Language) -> Iterator[str]:
    opening, closing = _BRACKETS[type(values)]
    yield opening
    for place, member in enumerate(values):
        yield ", " if place else ""
        yield from _pieces(member, language)
        if isinstance(values, dict):
            yield ": "
            yield from _pieces(cast("dict[object, object]", values)[member], language)
    yield ",)" if isinstance(values, tuple) and len(values) == 1 else closing


def _is_generated(kind: type) -> bool:
    """Tell whether what a value looks like is a mere list of its attributes, which nobody reads."""
    shows: object = kind.__repr__
    if shows is ValueObject.__repr__:
        return True
    code = getattr(shows, "__code__", None)
    return code is not None and code.co_filename.startswith("<attrs generated")
