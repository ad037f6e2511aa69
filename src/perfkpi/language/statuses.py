"""Why there is no number: the statuses of a value and their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, IntEnum, unique

from attrs import frozen

from perfkpi.errors import Language
from perfkpi.labels import Label

__all__ = ["Absent", "Reason", "Status", "Undefinedness", "combine"]


@unique
class Status(IntEnum):
    """What became of a value. The number is the severity: where several meet, the severest speaks."""

    OK = 0
    NOT_DUE = 1
    NOT_APPLICABLE = 2
    NOT_MEASURED = 3
    INSUFFICIENT = 4
    UNDEFINED = 5
    INVALID_VALUE = 6
    INVALID_PARAMETER = 7

    @property
    def label(self) -> Label:
        """The status as HR reads it."""
        return _LABELS[self]

    @classmethod
    def absences(cls) -> frozenset[Status]:
        """The statuses that mean "no figure", not "a wrong figure"."""
        return frozenset({cls.NOT_DUE, cls.NOT_APPLICABLE, cls.NOT_MEASURED, cls.INSUFFICIENT})


_LABELS = {
    Status.OK: Label(zh="正常", en="ok"),
    Status.NOT_DUE: Label(zh="未到考核期", en="not due"),
    Status.NOT_APPLICABLE: Label(zh="不适用", en="not applicable"),
    Status.NOT_MEASURED: Label(zh="未测量", en="not measured"),
    Status.INSUFFICIENT: Label(zh="数据不足", en="too little data"),
    Status.UNDEFINED: Label(zh="无定义", en="undefined"),
    Status.INVALID_VALUE: Label(zh="数据无效", en="invalid value"),
    Status.INVALID_PARAMETER: Label(zh="参数无效", en="invalid parameter"),
}


@unique
class Absent(Enum):
    """A measure that is absent for a known reason, given in place of its number."""

    NOT_MEASURED = Status.NOT_MEASURED
    NOT_APPLICABLE = Status.NOT_APPLICABLE
    NOT_DUE = Status.NOT_DUE
    INSUFFICIENT = Status.INSUFFICIENT


@frozen(cache_hash=True, order=True)
class Reason:
    """Why a value is undefined. ``{names}`` in the sentences stands for the measures that are concerned.

    Attributes:
        code: a stable short name, such as ``zero-denominator``.
        zh: the sentence in Chinese.
        en: the sentence in English.
        names: the measures that ``{names}`` stands for.
    """

    code: str
    zh: str
    en: str
    names: tuple[str, ...] = ()

    def say(self, language: Language, labels: Mapping[str, Label] | None = None) -> str:
        """The sentence in one language, measures called by their labels where these are known."""
        known = labels or {}
        names = [known[name].say(language) if name in known else name for name in self.names]
        joined = ("、" if language == "zh" else ", ").join(names)
        return (self.zh if language == "zh" else self.en).replace("{names}", joined)


@frozen(cache_hash=True)
class Undefinedness:
    """The value of an expression that has no number: a status and every reason for it.

    It may stand in place of a figure: a measure that many records could not be reduced to keeps its reason so.

    Attributes:
        status: what became of the value.
        reasons: why, sorted, so that the order of a scorecard's items cannot be seen in them.
    """

    status: Status
    reasons: tuple[Reason, ...]


def combine(causes: Iterable[Undefinedness]) -> Undefinedness:
    """Several undefined values met: the severest status, and the reasons of that status, in a fixed order."""
    known = tuple(causes)
    status = max(cause.status for cause in known)
    reasons = {reason for cause in known if cause.status is status for reason in cause.reasons}
    return Undefinedness(status, tuple(sorted(reasons)))
