"""Forms: how the values of one annotation stand in a document, and what is read as one of them."""

from __future__ import annotations

import numbers
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType
from typing import TypeAlias

from attrs import frozen

from perfkpi.errors import Code, DefinitionError, Language, shown, was_meant
from perfkpi.numbers import exact, spelled
from perfkpi.serialization.reading import Reading
from perfkpi.value_objects import ValueObject

Words: TypeAlias = tuple[str, str]  # in English, in Chinese
_LANGUAGES: tuple[Language, Language] = ("en", "zh")

_SHAPES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (NoneType, "null"),
    (bool, "truth"),
    (str, "text"),
    ((numbers.Real, Decimal), "number"),
    (Mapping, "mapping"),
    ((list, tuple), "list"),
)


def shape_of(value: object) -> str:
    """Name the shape that a value of a document has; empty where documents have no such thing."""
    return next((shape for kinds, shape in _SHAPES if isinstance(value, kinds)), "")


class Form(ValueObject, ABC):
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
        """Tell whether a value of the model is one of these."""

    @abstractmethod
    def write(self, value: object) -> object:
        """Write a value that fits, as it stands in a document."""

    def read(self, value: object, reading: Reading) -> object:
        """Read the value that something in a document means; ``reading`` is that of the document."""
        del reading  # most values stand as they are
        return self.write(value)

    def checked(self, value: object, *, good: bool) -> object:
        """Return the value, if it is good."""
        if good:
            return value
        raise not_read(value, self.words)


def not_read(value: object, words: Words, names: Iterable[str] = ()) -> DefinitionError:
    """That something in a document is not what is asked for; of some names, one may have been meant."""
    english, chinese = (f"{word}{was_meant(value, names, each)}" for word, each in zip(words, _LANGUAGES, strict=True))
    en, zh = f"{shown(value)} is not {english}", f"{shown(value, 'zh')} 不是{chinese}"
    return DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, value=value)


def one_of(names: Iterable[str]) -> Words:
    """The words for a choice among some names."""
    listed = list(names)
    return f"one of {', '.join(listed)}", f"下列之一：{'、'.join(listed)}"


@frozen(eq=False)
class Plain(Form):
    """Texts, whole numbers, truth values and nothing: they stand as they are."""

    kind: type
    _shapes: AbstractSet[str]
    _words: Words

    @property
    def words(self) -> Words:
        return self._words

    @property
    def shapes(self) -> AbstractSet[str]:
        return self._shapes

    def fits(self, value: object) -> bool:
        return isinstance(value, self.kind) and shape_of(value) in self.shapes

    def write(self, value: object) -> object:
        return self.checked(value, good=self.fits(value))


PLAIN = (
    Plain(str, frozenset({"text"}), ("a text", "文字")),
    Plain(int, frozenset({"number"}), ("a whole number", "整数")),
    Plain(bool, frozenset({"truth"}), ("true or false", " true 或 false")),
    Plain(NoneType, frozenset({"null"}), ("null", " null")),
)


@frozen(eq=False)
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


@frozen(eq=False)
class Named(Form):
    """Choices: a member of an enum is written by its value, or by its name where the value is no text."""

    kind: type[Enum]

    @property
    def shapes(self) -> AbstractSet[str]:
        return {"text"}

    @property
    def names(self) -> dict[str, Enum]:
        """The members by what they are called."""
        return {self._name(member): member for member in self.kind}

    @staticmethod
    def _name(member: Enum) -> str:
        return member.value if isinstance(member.value, str) else member.name.lower()

    @property
    def words(self) -> Words:
        return one_of(self.names)

    def fits(self, value: object) -> bool:
        return isinstance(value, self.kind)

    def write(self, value: object) -> object:
        self.checked(value, good=self.fits(value))
        return next(name for name, member in self.names.items() if member is value)

    def read(self, value: object, reading: Reading) -> object:
        del reading
        if shape_of(value) == "text" and value in self.names:
            return self.names[str(value)]
        raise not_read(value, self.words, self.names)
