"""The forms of plain data: how a value is written, and what a JSON Schema says of it."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import field, frozen

from perfkpi.appraisal.results import Numbers
from perfkpi.doubles import nearest
from perfkpi.errors import Code, Language, NumberError, checked_language, expected, shown
from perfkpi.inputs.lookup import name_of
from perfkpi.interpreters.surds import Surd
from perfkpi.labels import Label
from perfkpi.numbers import spelled
from perfkpi.value_objects import ValueObject

Schema: TypeAlias = dict[str, object]

_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_NUMBER = "^-?[0-9]+(\\.[0-9]+|/[0-9]+)?$"


def _numbers(value: object) -> Numbers:
    name = name_of(value)
    if name == "text":
        return "text"
    if name == "float":
        return "float"
    en, zh = "numbers are 'text' (exact) or 'float' (the nearest double)", "numbers 应为 'text' 或 'float'"
    raise expected(en, zh, value, where="numbers", code=Code.CHOICE_NEEDED)


def _language(value: Language | None) -> Language | None:
    return None if value is None else checked_language(value)


@frozen(eq=False)
class Style(ValueObject):
    """How plain data are written.

    Attributes:
        numbers: ``"text"``, exact, or ``"float"``, the nearest double.
        language: of all words; both where it is ``None``, as ``{"zh": ..., "en": ...}``.
        labels: what measures are called in sentences.
    """

    numbers: Numbers = field(default="text", converter=_numbers)
    language: Language | None = field(default=None, converter=_language)
    labels: Mapping[str, Label] = {}


class Form(ValueObject, ABC):
    """What a value becomes as plain data."""

    @abstractmethod
    def write(self, value: Any, style: Style) -> object:  # noqa: ANN401  # of the type that the form is for
        """Write a value as texts, numbers, lists and mappings."""

    @abstractmethod
    def schema(self, style: Style) -> Schema:
        """Describe in JSON Schema what ``write`` gives."""

    def read(self, owner: object, name: str) -> object:
        """Find the value in a record that holds it under some name."""
        return getattr(owner, name)


@frozen(eq=False)
class Plain(Form):
    """A text or a whole number as it is, by what JSON Schema calls its type."""

    kind: str

    def write(self, value: object, style: Style) -> object:
        return str(value) if self.kind == "string" else value  # a text also of a subclass

    def schema(self, style: Style) -> Schema:
        return {"type": self.kind}


TEXT = Plain("string")


@frozen(eq=False)
class Number(Form):
    """An exact number: a decimal where it ends, else a fraction, an exact root by its parts; or the nearest double.

    Attributes:
        rational: whether it is never a root.
    """

    rational: bool = False

    def write(self, value: Decimal | Fraction | Surd, style: Style) -> object:
        if style.numbers == "float":
            return _double(value)
        if isinstance(value, Surd):
            return {name: part.write(getattr(value, name), style) for name, part in _ROOT.items()}
        return f"{value:f}" if isinstance(value, Decimal) else spelled(value)

    def schema(self, style: Style) -> Schema:
        if style.numbers == "float":
            return {"type": "number"}
        text: Schema = {"type": "string", "pattern": _NUMBER}
        if self.rational:
            return text
        return {"anyOf": [text, whole({name: part.schema(style) for name, part in _ROOT.items()})]}


RATIONAL = Number(rational=True)
_ROOT: Mapping[str, Form] = {
    "offset": RATIONAL,
    "coefficient": RATIONAL,
    "radicand": RATIONAL,
    "degree": Plain("integer"),
}
"""``offset + coefficient * radicand ** (1 / degree)``."""


def _double(value: Decimal | Fraction | Surd) -> float:
    found = float(value) if isinstance(value, Surd) else nearest(Fraction(value))
    if math.isfinite(found):
        return found
    raise NumberError(
        Code.NUMBER_TOO_LARGE,
        en=f"{shown(value)} is beyond what a float holds; write numbers='text'",
        zh=f"{shown(value, 'zh')} 超出浮点数的范围；请写 numbers='text'",
        where="numbers",
        value=value,
    )


@frozen(eq=False)
class Words(Form):
    """What a value says in both languages, or in the one that was chosen."""

    say: Callable[[Any, Language], str]

    def write(self, value: object, style: Style) -> object:
        if style.language is not None:
            return self.say(value, style.language)
        return {language: self.say(value, language) for language in _LANGUAGES}

    def schema(self, style: Style) -> Schema:
        if style.language is not None:
            return {"type": "string"}
        return whole({language: {"type": "string"} for language in _LANGUAGES})


LABEL = Words(Label.say)


@frozen(eq=False)
class Choice(Form):
    """A member of an enumeration, by its name in small letters."""

    kind: type[Enum]

    def write(self, value: Enum, style: Style) -> object:
        return value.name.lower()

    def schema(self, style: Style) -> Schema:
        return {"enum": [member.name.lower() for member in self.kind]}


@frozen(eq=False)
class Optional(Form):
    """A value, or ``null`` where there is none."""

    form: Form

    def write(self, value: object, style: Style) -> object:
        return None if value is None else self.form.write(value, style)

    def schema(self, style: Style) -> Schema:
        return {"anyOf": [self.form.schema(style), {"type": "null"}]}


@frozen(eq=False)
class Listed(Form):
    """Values of one form, in their order."""

    form: Form

    def write(self, value: Iterable[object], style: Style) -> object:
        return [self.form.write(each, style) for each in value]

    def schema(self, style: Style) -> Schema:
        return {"type": "array", "items": self.form.schema(style)}


@frozen(eq=False)
class Named(Form):
    """Values of one form by their names, from a mapping or from pairs."""

    form: Form

    def write(self, value: Mapping[str, object] | Iterable[tuple[str, object]], style: Style) -> object:
        return {str(name): self.form.write(each, style) for name, each in dict(value).items()}

    def schema(self, style: Style) -> Schema:
        return {"type": "object", "additionalProperties": self.form.schema(style)}


@frozen(eq=False)
class Record(Form):
    """A value by its attributes, each in a form of its own; ``Of`` names what is read under another name."""

    members: Mapping[str, Form]

    def write(self, value: object, style: Style) -> dict[str, object]:
        return {name: form.write(form.read(value, name), style) for name, form in self.members.items()}

    def schema(self, style: Style) -> Schema:
        return whole({name: form.schema(style) for name, form in self.members.items()})


@frozen(eq=False)
class Of(Form):
    """What a record tells of another attribute than the one that it is named after, or (``""``) of itself."""

    attribute: str
    form: Form

    def read(self, owner: object, name: str) -> object:
        return getattr(owner, self.attribute) if self.attribute else owner

    def write(self, value: object, style: Style) -> object:
        return self.form.write(value, style)

    def schema(self, style: Style) -> Schema:
        return self.form.schema(style)


def whole(properties: Mapping[str, Schema]) -> Schema:
    """Describe an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
