"""The codes of faults, and the classes of errors, each also the builtin exception that fits.

They stand together because a code that does not exist is refused with an error, which has a code.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum, StrEnum, unique
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Self

from perfkpi.errors.languages import Language
from perfkpi.errors.quoting import shown
from perfkpi.wording.counts import a
from perfkpi.wording.places import Name, class_words, in_words, names_along, spaced


@unique
class Code(StrEnum):
    """The stable code of every fault: what a constructor refuses and what a linter reports share one code."""

    @classmethod
    def _missing_(cls, value: object) -> Code:
        raise no_member(cls, value, cls.__name__)

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
    NAME_MISSING = "PK106"
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


_TRAVEL = frozenset({type(None), bool, int, float, str, bytes, Decimal, Fraction})


def _travelling(value: object) -> object:
    """Return a value as another process gets it: an error arrives there, whatever it is about."""
    if type(value) in _TRAVEL:
        return value
    try:
        pickle.loads(pickle.dumps(value))  # noqa: S301  # pickled on this line
    except Exception:  # noqa: BLE001  # whatever a foreign value raises
        return shown(value)
    return value


class PerfKpiError(Exception):
    """The root of all errors: a code, a place, the value that was refused and a sentence in both languages.

    ``str(error)`` is for engineers and logs: English, with the place as a path. ``error.say("zh")`` is for people: it
    says the place in words, 第 1 项“客户满意度”的计分规则的目标值.

    Attributes:
        code: the stable ``Code``.
        where: the place as a path, such as ``items[2].scoring.target``; empty where there is none.
        value: the refused value itself; in a copy from another process its text, where it cannot travel.
        en: what is wrong and what to do, in English.
        zh: the same in Chinese.
    """

    _names: Mapping[str, Name] = MappingProxyType({})
    """What the members on the path are called, by the beginning of the path."""

    def __init__(self, code: Code, *, en: str, zh: str, where: str = "", value: object = None) -> None:
        super().__init__(code, en, zh)  # what Python itself shows of an error
        self.code = code
        self.en = en
        self.zh = zh
        self.where = where
        self.value = value

    def at(self, place: str) -> Self:
        """Tell the error from one level further out: ``target`` inside ``scoring`` is ``scoring.target``."""
        place = str.__str__(place) if issubclass(type(place), str) else shown(place)
        joint = "" if not self.where or self.where.startswith("[") else "."
        self.where = f"{place}{joint}{self.where}"
        self._names = {f"{place}{joint}{path}": name for path, name in self._names.items()}
        return self

    def within(self, root: object, given: Mapping[str, object] | None = None) -> Self:
        """Look up what HR calls the members on the path, which leads through ``root``: a value, or a document.

        Args:
            root: where the path begins.
            given: what stands for attributes that the root does not have yet.
        """
        self._names = names_along(self.where, root, given) or self._names
        return self

    def place(self, language: Language = "en") -> str:
        """Say the place in words: item 1 “Sales”, scoring rule, target; empty where there is none.

        Raises:
            DefinitionError: something other than ``"zh"`` and ``"en"``.
        """
        return in_words(self.where, self._names, checked_language(language))

    def say(self, language: Language = "en") -> str:
        """Say the whole message in one language: code, place in words, sentence.

        Raises:
            DefinitionError: something other than ``"zh"`` and ``"en"``.
        """
        joint, sentence = ("：", self.zh) if checked_language(language) == "zh" else (": ", self.en)
        place = in_words(self.where, self._names, language, sentence)
        return f"[{self.code}] {place}{joint if place else ''}{sentence}"

    def __str__(self) -> str:
        return f"[{self.code}] {self.where}{': ' if self.where else ''}{self.en}"

    def __reduce__(self) -> tuple[object, ...]:
        value = _travelling(self.value)
        made = partial(type(self), self.code, en=self.en, zh=self.zh, where=self.where, value=value)
        return made, (), {"_names": dict(self._names)}


class NumberError(PerfKpiError, ValueError):
    """A value that is not a finite number of a reasonable size."""


class GrammarError(PerfKpiError, ValueError):
    """A text formula that cannot be read; the message points at the character.

    ``where`` ends in ``character 15``, counted from 1; a message in Chinese says 第 15 个字符.
    """


class DefinitionError(PerfKpiError, ValueError):
    """A model value (indicator, rule, scorecard, ...) that contradicts itself or leaves a choice open."""


_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def checked_language(language: Language) -> Language:
    """Check that a language is one of the two, and return it.

    Raises:
        DefinitionError: something other than ``"zh"`` and ``"en"``.
    """
    plain = str.__str__(language) if issubclass(type(language), str) else None  # others may compare as they like
    for known in _LANGUAGES:
        if plain == known:
            return known
    en = f"{shown(language)} is not a language of explanations; choose 'zh' or 'en'"
    zh = f"没有 {shown(language, 'zh')} 这一语言；请选择 'zh' 或 'en'"
    raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where="language", value=language)


class MeasureError(PerfKpiError, KeyError):
    """Something that is asked for by a name that is not there: a measure in the data, an indicator in a result."""


class ColumnError(PerfKpiError, ValueError):
    """A column of a table that cannot hold a measure: of another type, or of another length."""


def members_of(kind: type[Enum]) -> list[str]:
    """List the members of an enumeration as they are written: by their texts, where these are enough."""
    values: list[tuple[object, str]] = [(member.value, member.name) for member in kind]
    return [repr(value) if isinstance(value, str) else f"{kind.__name__}.{name}" for value, name in values]


def no_member(kind: type[Enum], value: object, where: str) -> DefinitionError:
    """Build the error for a value that is no member of an enumeration, with those that are."""
    choices = members_of(kind)
    en = f"{shown(value)} is not {a(kind.__name__)}; choose {', '.join(choices)}"
    zh = f"{shown(value, 'zh')} 不是{spaced(class_words(kind.__name__)[1])}；请选择 {'、'.join(choices)}"
    return DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where=where, value=value)
