"""Forms: how the values of one annotation stand in a document, and what is read as one of them."""

from __future__ import annotations

import numbers
from abc import ABC, abstractmethod
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType
from typing import TypeAlias

from attrs import frozen

from perfkpi.errors import Code, DefinitionError, shown, was_meant
from perfkpi.numbers import exact, spelled
from perfkpi.serialization.reading import Reading

Words: TypeAlias = tuple[str, str]  # in English, in Chinese

_SHAPES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (NoneType, "null"),
    (bool, "truth"),
    (str, "text"),
    ((numbers.Real, Decimal), "number"),
    (Mapping, "mapping"),
    ((list, tuple), "list"),
)


def shape_of(value: object) -> str:
    """Which shape a value of a document has; empty where documents have no such thing."""
    return next((shape for kinds, shape in _SHAPES if isinstance(value, kinds)), "")


class Form(ABC):
    """How the values of one annotation stand in a document."""

    __slots__ = ()

    @property
    @abstractmethod
    def words(self) -> Words:
        """What is asked for, in English and Chinese."""

    @property
    @abstractmethod
    def shapes(self) -> AbstractSet[str]:
        """The shapes that are read."""

    @abstractmethod
    def fits(self, value: object) -> bool:
        """Whether a value of the model is one of these."""

    @abstractmethod
    def write(self, value: object) -> object:
        """A value that fits, as it stands in a document."""

    @abstractmethod
    def read(self, value: object, reading: Reading) -> object:
        """The value that something in a document means; ``reading`` is that of the document."""

    def checked(self, value: object, *, good: bool) -> object:
        """The value, if it is good."""
        if good:
            return value
        english, chinese = self.words
        raise DefinitionError(
            Code.WRONG_TYPE,
            en=f"{shown(value)} is not {english}",
            zh=f"{shown(value)} 不是{chinese}",
            value=value,
        )


_PLAIN: dict[type, tuple[str, Words]] = {
    str: ("text", ("a text", "文字")),
    int: ("number", ("a whole number", "整数")),
    bool: ("truth", ("true or false", " true 或 false")),
    NoneType: ("null", ("null", " null")),
}


@frozen
class Plain(Form):
    """Texts, whole numbers, truth values and nothing: they stand as they are."""

    kind: type

    @property
    def words(self) -> Words:
        return _PLAIN[self.kind][1]

    @property
    def shapes(self) -> AbstractSet[str]:
        return {_PLAIN[self.kind][0]}

    def fits(self, value: object) -> bool:
        return isinstance(value, self.kind) and shape_of(value) in self.shapes

    def write(self, value: object) -> object:
        return self.checked(value, good=self.fits(value))

    def read(self, value: object, reading: Reading) -> object:
        del reading
        return self.write(value)


@frozen
class Number(Form):
    """Exact numbers: written as texts, because a reader of JSON may turn its numbers into floats."""

    kind: type[Fraction | float]

    @property
    def words(self) -> Words:
        return "a number such as '0.12', '12%' or '1/3'", "数字，如 '0.12'、'12%' 或 '1/3'"

    @property
    def shapes(self) -> AbstractSet[str]:
        return {"text", "number"}

    def fits(self, value: object) -> bool:
        return shape_of(value) == "number"

    def write(self, value: object) -> object:
        return spelled(exact(value))

    def read(self, value: object, reading: Reading) -> object:
        del reading
        number = exact(value)
        return number if self.kind is Fraction else self.kind(number)


@frozen
class Named(Form):
    """Choices: a member of an enum is written by its value, or by its name where the value is no text."""

    kind: type[Enum]

    @property
    def names(self) -> dict[str, Enum]:
        """The members by what they are called."""
        return {self._name(member): member for member in self.kind}

    @staticmethod
    def _name(member: Enum) -> str:
        return member.value if isinstance(member.value, str) else member.name.lower()

    @property
    def words(self) -> Words:
        return f"one of {', '.join(self.names)}", f"下列之一：{'、'.join(self.names)}"

    @property
    def shapes(self) -> AbstractSet[str]:
        return {"text"}

    def fits(self, value: object) -> bool:
        return isinstance(value, self.kind)

    def write(self, value: object) -> object:
        self.checked(value, good=self.fits(value))
        return next(name for name, member in self.names.items() if member is value)

    def read(self, value: object, reading: Reading) -> object:
        del reading
        if shape_of(value) == "text" and value in self.names:
            return self.names[str(value)]
        english, chinese = self.words
        raise DefinitionError(
            Code.WRONG_TYPE,
            en=f"{shown(value)} is not {english}{was_meant(value, self.names, 'en')}",
            zh=f"{shown(value)} 不是{chinese}{was_meant(value, self.names, 'zh')}",
            value=value,
        )
