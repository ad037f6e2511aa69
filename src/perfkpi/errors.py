"""Errors that name the place, the value and the way out, in English and Chinese.

Every error of the library is a ``PerfKpiError`` and also the builtin exception that fits, so
``except ValueError`` keeps working. ``str(error)`` is English; ``error.say("zh")`` is what an HR officer reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum, StrEnum, unique
from fractions import Fraction
from functools import partial
from numbers import Real
from typing import Literal, Self

from perfkpi.numerals import Percentage, whole, written

__all__ = [
    "Code",
    "ColumnError",
    "DefinitionError",
    "DocumentError",
    "GrammarError",
    "Language",
    "MeasureError",
    "NumberError",
    "PerfKpiError",
    "shown",
]

Language = Literal["zh", "en"]


_SHOWN = 80
_FRACTION = re.compile(r"\b(Fraction|Percentage)\((-?\d{1,1000}), ([1-9]\d{0,999})\)")


def _as_written(found: re.Match[str]) -> str:
    """A number inside a refused value, which shows itself as Python writes it, in the way a person does."""
    number = Fraction(whole(found[2]), whole(found[3]))
    return written(Percentage(number) if found[1] == "Percentage" else number)


def shown(value: object) -> str:
    """A refused value as a message quotes it: short, and never slow, whatever it is."""
    try:
        text = _quoted(value)
    except Exception:  # noqa: BLE001  # whatever a foreign value raises must not hide the error that quotes it
        text = f"a value of type {type(value).__name__}"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _quoted(value: object) -> str:
    if isinstance(value, str):
        return repr(str.__str__(value[: _SHOWN + 1]))  # more would only be cut off again
    if isinstance(value, (int, Fraction)) and not isinstance(value, (bool, Enum)):
        return written(value)
    plain = isinstance(value, (Real, Decimal)) and not isinstance(value, Enum)
    return _FRACTION.sub(_as_written, str(value) if plain else repr(value))


@unique
class Code(StrEnum):
    """The stable code of every fault: what a constructor refuses and what a linter reports share one code."""

    NOT_A_NUMBER = "PK001"
    NOT_FINITE = "PK002"
    NUMBER_TOO_LARGE = "PK003"
    BOOLEAN_NUMBER = "PK004"
    GRAMMAR = "PK010"
    GRAMMAR_LIMIT = "PK011"
    EXPRESSION = "PK012"
    WRONG_TYPE = "PK101"
    CODE = "PK102"
    LABEL = "PK103"
    DUPLICATE_CODE = "PK104"
    EMPTY = "PK105"
    SCALE = "PK110"
    SCALE_MISMATCH = "PK111"
    ROUNDING = "PK112"
    BAND_GAP = "PK120"
    BAND_OVERLAP = "PK121"
    BAND_ORDER = "PK122"
    WEIGHT = "PK130"
    WEIGHT_SUM = "PK131"
    MISSING_POLICY = "PK132"
    TARGET = "PK140"
    BARE_PERCENT = "PK141"
    DIRECTION = "PK142"
    CHOICE_NEEDED = "PK143"
    LIMITS = "PK144"
    RATE = "PK145"
    UNKNOWN_REFERENCE = "PK150"
    CIRCLE = "PK151"
    UNKNOWN_MEASURE = "PK201"
    AMBIGUOUS_MEASURE = "PK202"
    COLUMN_TYPE = "PK203"
    COLUMN_LENGTH = "PK204"
    DOCUMENT = "PK301"
    UNKNOWN_TYPE = "PK302"
    UNKNOWN_KEY = "PK303"
    MISSING_KEY = "PK304"
    POPULATION = "PK205"


class PerfKpiError(Exception):
    """The root of all errors: a code, a place, the value that was refused and a sentence in both languages.

    Attributes:
        code: the stable ``Code``.
        where: the place, such as ``items[2].scoring.target``; empty where there is none.
        value: the refused value as text, cut to a readable length.
        en: what is wrong and what to do, in English.
        zh: the same in Chinese.
    """

    def __init__(self, code: Code, *, en: str, zh: str, where: str = "", value: object = None) -> None:
        super().__init__(code, en, zh, where, value)
        self.code = code
        self.en = en
        self.zh = zh
        self.where = where
        self.value = value

    def at(self, place: str) -> Self:
        """The same error seen from one level further out: ``target`` inside ``scoring`` is ``scoring.target``."""
        joint = "" if not self.where or self.where.startswith("[") else "."
        self.where = f"{place}{joint}{self.where}"
        return self

    def say(self, language: Language = "en") -> str:
        """The whole message in one language: code, place, sentence."""
        if language == "zh":
            return f"[{self.code}] {self._place_in_chinese}{self.zh}"
        return f"[{self.code}] {self._place}{self.en}"

    @property
    def _place(self) -> str:
        return f"{self.where}: " if self.where else ""

    @property
    def _place_in_chinese(self) -> str:
        """The place before a Chinese sentence: a path is the same in every language."""
        return self._place

    def __str__(self) -> str:
        return self.say("en")

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), self.code, en=self.en, zh=self.zh, where=self.where, value=self.value), ()


class NumberError(PerfKpiError, ValueError):
    """A value that is not a finite number of a reasonable size."""


_CHARACTER = re.compile(r"(.*?)\.?character (\d+)", re.DOTALL)


class GrammarError(PerfKpiError, ValueError):
    """A text formula that cannot be read; the message points at the character.

    ``where`` ends in ``character 15``, counted from 1; a message in Chinese says 第 15 个字符.
    """

    @property
    def _place_in_chinese(self) -> str:
        found = _CHARACTER.fullmatch(self.where)
        if found is None:
            return self._place
        outside, character = found.groups()
        return f"{outside}{outside and '，'}第 {character} 个字符："


class DefinitionError(PerfKpiError, ValueError):
    """A model value (indicator, rule, scorecard, ...) that contradicts itself or leaves a choice open."""


class MeasureError(PerfKpiError, KeyError):
    """Something that is asked for by a name that is not there: a measure in the data, an indicator in a result."""


class ColumnError(PerfKpiError, ValueError):
    """A column of a table that cannot hold a measure: of another type, or of another length."""


_LISTED = 20


class DocumentError(PerfKpiError, ValueError):
    """A document that cannot be read; it tells every fault at once, each with its path.

    Attributes:
        faults: what is wrong, in the order of the document; ``where`` of each is a path such as
            ``items[2].item.scoring.target``.
        unseen: how many parts were not looked at, because enough faults had been found.
    """

    def __init__(self, faults: Iterable[PerfKpiError], *, unseen: int = 0) -> None:
        self.faults: tuple[PerfKpiError, ...] = tuple(
            each for fault in faults for each in (fault.faults if isinstance(fault, DocumentError) else (fault,))
        )
        self.unseen = unseen
        count, more = len(self.faults), len(self.faults) - _LISTED
        en, zh = (f"; {unseen} parts were not looked at", f"；另有 {unseen} 个部分未检查") if unseen else ("", "")
        super().__init__(
            Code.DOCUMENT,
            en=self._listed("en", f"the document has {count} fault{'s'[: count != 1]}{en}:", f"and {more} more"),
            zh=self._listed("zh", f"文件有 {count} 处错误{zh}：", f"另有 {more} 处"),
        )

    def _listed(self, language: Language, head: str, tail: str) -> str:
        lines = [fault.say(language) for fault in self.faults[:_LISTED]]
        return "\n  ".join([head, *lines, *[tail][: len(self.faults) > _LISTED]])

    def at(self, place: str) -> Self:
        """The same faults seen from one level further out."""
        return type(self)((fault.at(place) for fault in self.faults), unseen=self.unseen)

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), self.faults, unseen=self.unseen), ()
