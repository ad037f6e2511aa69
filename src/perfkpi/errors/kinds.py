"""The classes of errors, each also the builtin exception that fits."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Self

from perfkpi.errors.codes import Code, Language
from perfkpi.errors.quoting import shown

__all__ = [
    "ColumnError",
    "DefinitionError",
    "DocumentError",
    "GrammarError",
    "MeasureError",
    "NumberError",
    "PerfKpiError",
]


_TRAVEL = frozenset({type(None), bool, int, float, str, bytes, Decimal, Fraction})


def _travelling(value: object) -> object:
    """A value as another process gets it: an error arrives there, whatever it is about."""
    if type(value) in _TRAVEL:
        return value
    try:
        pickle.loads(pickle.dumps(value))  # noqa: S301  # pickled on this line
    except Exception:  # noqa: BLE001  # whatever a foreign value raises
        return shown(value)
    return value


class PerfKpiError(Exception):
    """The root of all errors: a code, a place, the value that was refused and a sentence in both languages.

    Attributes:
        code: the stable ``Code``.
        where: the place, such as ``items[2].scoring.target``; empty where there is none.
        value: the refused value itself; in a copy from another process its text, where it cannot travel.
        en: what is wrong and what to do, in English.
        zh: the same in Chinese.
    """

    def __init__(self, code: Code, *, en: str, zh: str, where: str = "", value: object = None) -> None:
        super().__init__(code, en, zh)  # what Python itself shows of an error
        self.code = code
        self.en = en
        self.zh = zh
        self.where = where
        self.value = value

    def at(self, place: str) -> Self:
        """The same error seen from one level further out: ``target`` inside ``scoring`` is ``scoring.target``."""
        place = str.__str__(place) if issubclass(type(place), str) else shown(place)
        joint = "" if not self.where or self.where.startswith("[") else "."
        self.where = f"{place}{joint}{self.where}"
        return self

    def say(self, language: Language = "en") -> str:
        """The whole message in one language: code, place, sentence.

        Raises:
            DefinitionError: something other than ``"zh"`` and ``"en"``.
        """
        if checked_language(language) == "zh":
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
        value = _travelling(self.value)
        return partial(type(self), self.code, en=self.en, zh=self.zh, where=self.where, value=value), ()


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


_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def checked_language(language: Language) -> Language:
    """A language, if it is one of the two.

    Raises:
        DefinitionError: something other than ``"zh"`` and ``"en"``.
    """
    plain = str.__str__(language) if issubclass(type(language), str) else None  # others may compare as they like
    for known in _LANGUAGES:
        if plain == known:
            return known
    raise DefinitionError(
        Code.CHOICE_NEEDED,
        en=f"{shown(language)} is not a language of explanations; choose 'zh' or 'en'",
        zh=f"没有 {shown(language)} 这一语言；请选择 'zh' 或 'en'",
        where="language",
        value=language,
    )


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
