"""How the sentence of a constraint is filled in: with the numbers of a constructor, or for one row of data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

from perfkpi.errors import Code, DefinitionError, Language, cut, shown
from perfkpi.labels import Label
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.varying import Field, Varying, quoted
from perfkpi.numerals import written

NAMES = "names"
"""The blank of all measures that are concerned, which a ``Reason`` fills."""

_NOTHING = object()

_BLANK = re.compile(r"\{(?:(\d)|([a-z_.]+))\}|\{\{")


def value_at(path: str, owner: object) -> object:
    """Find what stands at a path of attributes: ``scale.low``; ``None`` where something before it is left out."""
    for name in path.split(".") if path else ():
        if owner is None:
            return None
        found = getattr(owner, name, _NOTHING)
        if found is _NOTHING:
            raise _no_such(owner, name)
        owner = found
    return owner


def _no_such(value: object, name: str) -> DefinitionError:
    kind = type(value).__name__
    en = f"a constraint speaks of {name!r}, which {kind} has not; limit it by when=its....is_a(...)"
    zh = f"约束提到 {name!r}，而 {kind} 没有这一属性；请用 when=its....is_a(...) 限定"
    return DefinitionError(Code.EXPRESSION, en=en, zh=zh, value=name)


def blanks_of(template: str) -> list[str]:
    """List the attributes of which a sentence speaks."""
    return [blank[2] for blank in _BLANK.finditer(template) if blank[2] and blank[2] != NAMES]


class Telling:
    """One sentence in one language.

    A row has its own figures in place of a column: a blank with the number of its name is left for them, as a
    ``Reason`` fills it.
    """

    __slots__ = ("_language", "_rows", "names")

    def __init__(self, language: Language, *, rows: bool = False) -> None:
        self._language: Language = language
        self._rows = rows
        self.names: list[str] = []

    def either(self, en: str, zh: str) -> str:
        """Choose the words of the language."""
        return en if self._language == "en" else zh

    def filled(self, template: str, owner: object, values: Sequence[object]) -> str:
        """Fill in blanks of a sentence: the owner's attributes, ``the cap {cap} is too high``, or numbers of values."""

        def told(blank: re.Match[str]) -> str:
            if blank[0] == "{{" or blank[2] == NAMES:
                return self._brace if blank[2] is None else blank[0]
            return self.quoted(values[int(blank[1])] if blank[1] else value_at(blank[2], owner))

        return _BLANK.sub(told, template)

    def named(self, caption: Label, value: object) -> str:
        """Tell what something is called, and what it is; the caption may say where the number stands in it."""
        words, number = caption.say(self._language), self.quoted(value)
        told = words.replace("{}", number) if "{}" in words else f"{words} {number}"
        return self.either(f"the {told}", told)

    def joined(self, left: str, told: str, right: str) -> str:
        """Join a sentence from its parts; between Chinese words there is no space."""
        joint = "" if self._language == "zh" and (not right or not right[0].isascii()) else " "
        return f"{left} {told}{joint}{right}".rstrip()

    def quoted(self, value: object) -> str:
        """Quote a value as a sentence does."""
        if isinstance(value, Fraction):
            return written(value)
        if isinstance(value, Varying):
            return self._varying(value) if self._rows else quoted(value)
        if isinstance(value, Label):
            return value.say(self._language)
        if isinstance(value, Enum):
            return shown(value, self._language)
        told = format(value, self._language) if isinstance(value, Scale) else str(value)
        return cut(told).replace("{", self._brace)

    @property
    def _brace(self) -> str:
        """A brace that is no blank; the sentence of a row has blanks of its own."""
        return "{{" if self._rows else "{"

    def _varying(self, value: Varying) -> str:
        if not isinstance(value, Field):
            self.names += (node.name for node in value.express().inputs() if node.name not in self.names)
            return quoted(value)
        if value.column not in self.names:
            self.names.append(value.column)
        return f"{{{self.names.index(value.column)}}}"
