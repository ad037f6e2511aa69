"""Places in words: ``items[0].scoring.scale`` is 第 1 项“客户满意度”的计分规则的分制, as HR counts and calls it."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias, cast

import attrs

from perfkpi.visible import escaped

Name: TypeAlias = tuple[str, str]
"""In English and Chinese."""

_LONGEST_PATH = 400
_LONGEST_NAME = 40

_WHOLE = frozenset({"GoalPlan", "Scorecard"})
"""The class of a whole, which goes without saying before its parts."""

_NAMED = re.compile(r"[^；;、,：:（(]*[（(](\w+)[）)]")
"""A sentence that begins with what an attribute is called, and its name in brackets."""

_UNKNOWN = re.compile(r"(?:there is no a(?:rgument|ttribute)|没有(?:参数|属性))[^']*'(\w+)'")
"""A sentence that begins with a name that is none; what it would mean elsewhere is not said."""

_MEMBERS_OF = {"knots": "Knot"}
"""The class that the members of a series are of, where it calls an attribute otherwise than others do."""

_CHARACTER = re.compile(r"character (\d+)")
"""Of a text formula, counted from 1."""

_STEP = re.compile(r"\.?(?:\[(\d{1,9})\]|\[('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[^\[\]]*)\]|([^.\[\]]+))")
"""An index, a key, or a name."""


_LABELLED: dict[str, Name] = {}
"""The words of classes that have a label."""


class _Tables(NamedTuple):
    """The words of attributes, of members of a series and of classes."""

    attributes: Mapping[str, Name]
    members: Mapping[str, Name]
    classes: Mapping[str, Name]


@cache
def _tables() -> _Tables:
    from perfkpi.wording import attributes, classes  # noqa: PLC0415  # loaded when a message is read

    return _Tables(attributes.ATTRIBUTES, attributes.MEMBERS, ChainMap(_LABELLED, classes.CLASSES))


class Step(NamedTuple):
    """One step of a path.

    Attributes:
        name: of an attribute, an argument or a class; empty where there is none.
        member: the number of a member of a series, counted from 0.
        key: of a mapping, without its quotation marks.
        path: from the beginning up to here.
    """

    name: str
    member: int | None
    key: str | None
    path: str


def in_words(path: str, names: Mapping[str, Name], language: Literal["zh", "en"], sentence: str = "") -> str:
    """Say a path as people say it.

    Args:
        path: such as ``items[0].scoring.scale``; what is no path stays as it is.
        names: what there is at the beginnings of the path is called, in English and Chinese.
        language: in which it is said.
        sentence: what is said there; an attribute that it begins with, 基准分（base_points）, is not said twice.
    """
    steps = _steps(path)
    if steps is None:
        return path
    chinese = language == "zh"
    if len(steps) > 1:
        steps = steps[steps[0].name in _WHOLE :]
    named = _NAMED.match(sentence) or _UNKNOWN.match(sentence)
    steps = steps[: len(steps) - (named is not None and named[1] == steps[-1].name)]
    said: list[str] = []
    owner = ""
    for place, step in enumerate(steps):
        before = steps[place - 1] if place else None
        after = steps[place + 1] if place + 1 < len(steps) else None
        if step.member is not None:
            inside = after is not None and after.name == "items"
            said.append(_member(step, before, _quoted(step.path, names, chinese), inside=inside, chinese=chinese))
        elif step.key is not None:
            said[-1:] = [f"{' '.join(said[-1:])}{'' if chinese or not said else ' '}“{step.key}”"]
        elif after is not None and _CHARACTER.fullmatch(after.name):  # which says that it is one of a text
            continue
        elif after is None or after.member is None or step.name not in _tables().members:
            _say(said, _attribute(owner, step.name)[chinese], of_a_class=step.name in _tables().classes)
        if step.name:
            owner = step.name if step.name in _tables().classes else _MEMBERS_OF.get(step.name, "")
    return _joined(said) if chinese else ", ".join(said)


def _say(said: list[str], words: str, *, of_a_class: bool) -> None:
    """Say one more step, and nothing twice: a class whose name stands there already, 名称的中文名称."""
    last = said[-1].partition("“")[0] if said else ""
    if of_a_class and last and words in last:
        return
    said[len(said) - bool(last and words.endswith(last)) :] = [words]


def words_of(owner: str, attribute: str) -> Name:
    """Give the words of an attribute of a class, in English and Chinese; unknown ones are their own name."""
    known = _tables().attributes
    return known.get(f"{owner}.{attribute}") or known.get(attribute) or (attribute, attribute)


def attribute_told(owner: str, attribute: str) -> Name:
    """Give the words of an attribute of a class with its name, 基准分（base_points）; or its name alone."""
    en, zh = words_of(owner, attribute)
    return en if en == attribute else f"{en} ({attribute})", f" {zh} " if zh == attribute else f"{zh}（{attribute}）"


def spaced(word: str) -> str:
    """Write a word behind a Chinese one, a space before it where its letters are Latin."""
    return f" {word}" if word.isascii() else word


def labelled(name: str, words: Name) -> None:
    """Say what a class is called by its label, in English and Chinese."""
    _LABELLED[name] = words


def class_words(name: str) -> Name:
    """Give the words of a class, in English and Chinese; unknown ones are their own name."""
    return _tables().classes.get(name, (name, name))


def _attribute(owner: str, name: str) -> Name:
    if (found := _CHARACTER.fullmatch(name)) is not None:
        return name, f"第 {found[1]} 个字符"
    return _tables().classes.get(name) or words_of(owner, name)


def _member(step: Step, before: Step | None, name: str, *, inside: bool, chinese: bool) -> str:
    series = before.name if before is not None else ""
    number = (step.member or 0) + 1
    if inside and name:
        return f"类别{name}" if chinese else f"section {name}"
    words = _tables().members.get(series, ("entry {}", "第 {} 项"))[chinese].format(number)
    return f"{words}{'' if chinese or not name else ' '}{name}"


def _quoted(path: str, names: Mapping[str, Name], chinese: bool) -> str:  # noqa: FBT001  # one of two languages
    name = names.get(path, ("", ""))[chinese]
    return f"“{name}”" if name else ""


def _joined(said: list[str]) -> str:
    """Join Chinese words by 的; a member of a section follows it as it is."""
    text = ""
    for each in said:
        section = text.endswith("”") and text.rpartition("的")[2].startswith("类别“") and each.startswith("第 ")
        text += f"{'' if not text or section else '的'}{each}"
    return text


def _steps(path: str) -> list[Step] | None:
    """Take a path apart; ``None`` for what is none."""
    if not path or len(path) > _LONGEST_PATH:
        return None
    steps: list[Step] = []
    at = 0
    while at < len(path):
        found = _STEP.match(path, at)
        if found is None:
            return None
        index, key, name = found.groups()
        at = found.end()
        plain = None if key is None else key.strip("'\"")
        steps.append(Step(name or "", int(index) if index else None, plain, path[:at]))
    return steps


def names_along(path: str, root: object, given: Mapping[str, object] | None = None) -> dict[str, Name]:
    """Find what the members on a path are called; nothing where what stands there cannot be looked at.

    Args:
        path: from the root.
        root: a value of the model, or a mapping of a document.
        given: what stands for attributes that the root does not have yet.
    """
    try:
        return dict(_named(path, root, given or {}))
    except Exception:  # noqa: BLE001  # whatever a foreign value raises must not hide the error that speaks of it
        return {}


def _named(path: str, root: object, given: Mapping[str, object]) -> Iterator[tuple[str, Name]]:
    value: object = root
    for place, step in enumerate(_steps(path) or ()):
        if place == 0 and step.name in {kind.__name__ for kind in type(root).__mro__}:
            continue
        value = _below(value, step, given if value is root else {})
        if step.member is not None and (name := name_of(value)) is not None:
            yield step.path, name


def _below(value: object, step: Step, given: Mapping[str, object]) -> object:
    if step.member is not None:
        if not issubclass(type(value), (list, tuple, dict)):
            return None
        members = list(cast("Iterable[object]", value))
        return members[step.member] if step.member < len(members) else None
    found = _attribute_of(value, step.name)
    return given.get(step.name) if found is None else found


def _attribute_of(value: object, name: str) -> object:
    kind: Any = type(value)
    if issubclass(kind, dict):
        return cast("dict[str, object]", value).get(name)
    return getattr(value, name, None) if attrs.has(kind) else None


def name_of(value: object) -> Name | None:
    """Find what HR calls a value, in English and Chinese, or its code; of a pair (an item, its weight) the first."""
    kind: Any = type(value)
    if kind is tuple:
        return name_of(next(iter(cast("tuple[object, ...]", value)), None))
    label = _attribute_of(value, "name") or _attribute_of(value, "label") or value
    plain = _text(label) or _text(_attribute_of(value, "code"))
    english, chinese = (_text(_attribute_of(label, language)) for language in ("en", "zh"))
    either = english or chinese or plain
    return (english or either, chinese or either) if either else None


def _text(value: object) -> str:
    if type(value) is not str:
        return ""
    text = escaped(value[: _LONGEST_NAME + 1]).strip()
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"
