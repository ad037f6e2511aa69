"""Why there is no number: the statuses of a value and their reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, IntEnum, unique
from typing import Self, cast

from attrs import Factory, field, frozen

from perfkpi.errors import Choosing, Language, checked_language, expected
from perfkpi.foreign import is_a, looking_at
from perfkpi.labels import Label
from perfkpi.value_objects import ValueObject
from perfkpi.visible import escaped

_NAMES = "{names}"
_BLANK = re.compile(r"\{(names|\d+)\}|\{\{")


class _Named(Choosing):
    """A member is also what prints as its name: ``Status("not_due")``."""

    @classmethod
    def _missing_(cls, value: object) -> object:
        named: dict[object, Enum] = {member.name.lower(): member for member in cast("type[Enum]", cls)}
        return named[value] if is_a(value, str) and value in named else super()._missing_(value)


@unique
class Status(_Named, IntEnum):
    """What became of a value. The number is the severity: where several meet, the severest speaks."""

    OK = 0
    NOT_DUE = 1
    NOT_APPLICABLE = 2
    NOT_MEASURED = 3
    INSUFFICIENT = 4
    UNDEFINED = 5
    INVALID_VALUE = 6
    INVALID_PARAMETER = 7

    def __str__(self) -> str:
        return self.name.lower()

    @property
    def label(self) -> Label:
        """The status as HR reads it."""
        return _LABELS[self]

    @classmethod
    def absences(cls) -> frozenset[Status]:
        """List the statuses that mean "no figure", not "a wrong figure"."""
        return frozenset({cls.NOT_DUE, cls.NOT_APPLICABLE, cls.NOT_MEASURED, cls.INSUFFICIENT})

    @classmethod
    def wrong(cls) -> frozenset[Status]:
        """List the statuses that mean "a wrong figure", which no policy covers."""
        return frozenset({cls.INVALID_VALUE, cls.INVALID_PARAMETER})


_LABELS = {
    Status.OK: Label(zh="正常", en="ok"),
    Status.NOT_DUE: Label(zh="未到考核期", en="not due"),
    Status.NOT_APPLICABLE: Label(zh="不适用", en="not applicable"),
    Status.NOT_MEASURED: Label(zh="缺少数据", en="not measured"),
    Status.INSUFFICIENT: Label(zh="数据不足", en="too little data"),
    Status.UNDEFINED: Label(zh="无法计算", en="cannot be computed"),
    Status.INVALID_VALUE: Label(zh="数据有误", en="invalid figure"),
    Status.INVALID_PARAMETER: Label(zh="目标值（标准）有误", en="invalid target or standard"),
}


@unique
class Absent(_Named, Enum):
    """A measure that is absent for a known reason, given in place of its number."""

    NOT_MEASURED = Status.NOT_MEASURED
    NOT_APPLICABLE = Status.NOT_APPLICABLE
    NOT_DUE = Status.NOT_DUE
    INSUFFICIENT = Status.INSUFFICIENT


class Item(str):
    """The code of an indicator, a section, a step or a case that carries what it is called. Equal to the plain code."""

    __slots__ = ("label",)

    label: Label

    def __new__(cls, code: str, label: Label) -> Self:
        """The code, and the label."""
        made = super().__new__(cls, code)
        made.label = label
        return made

    def __getnewargs__(self) -> tuple[str, Label]:  # type: ignore[override]  # what a copy is made from is both
        return str(self), self.label


@frozen(cache_hash=True, order=True)
class Reason:
    """Why a value is undefined.

    ``{names}`` in the sentences stands for all measures that are concerned, ``{0}`` for the first of them; where a
    sentence has neither they stand behind it. A brace that is none of these is written ``{{``.

    Attributes:
        code: a stable short name, such as ``zero-denominator``.
        zh: the sentence in Chinese.
        en: the sentence in English.
        names: the measures that are concerned.
        items: the indicators, sections or steps in which they are; a result fills them in.
        given: what stood in some of the measures, as pairs of name and figure; a result fills them in.
    """

    code: str
    zh: str
    en: str
    names: tuple[str, ...] = ()
    items: tuple[str, ...] = field(default=(), kw_only=True)
    given: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)

    def say(self, language: Language, labels: Mapping[str, Label] | None = None) -> str:
        """Say the sentence in one language, behind the items; measures by their labels where these are known.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``, or labels that cannot be read.
        """
        sentence = self.sentence(language, labels)
        if not self.items:
            return sentence
        items = [item.label.say(language) if isinstance(item, Item) else item for item in self.items]
        before = f"{'、'.join(items)}：" if language == "zh" else f"{', '.join(items)}: "
        return sentence if sentence.startswith(before) else before + sentence  # of an item that is called as its figure

    def sentence(self, language: Language, labels: Mapping[str, Label] | None = None) -> str:
        """Tell the reason without the items, for a place that names them already.

        Raises:
            DefinitionError: as ``say`` does.
        """
        checked_language(language)
        given = dict(self.given)
        with looking_at(labels, "labels"):
            known = _labels_of(self.names, labels)
            names = [known[name].say(language) if name in known else name for name in self.names]
        told = [f"{name} = {given[key]}" if key in given else name for key, name in zip(self.names, names, strict=True)]
        joined = ("、" if language == "zh" else ", ").join(told)
        template = self.zh if language == "zh" else self.en
        if joined and not any(blank[1] for blank in _BLANK.finditer(template)):
            template += f"（{_NAMES}）" if language == "zh" else f" ({_NAMES})"
        return escaped(_BLANK.sub(lambda blank: _filled(blank, told, joined), template))


def _filled(blank: re.Match[str], told: Sequence[str], joined: str) -> str:
    if blank[1] is None:
        return "{"
    place = -1 if blank[1] == "names" else int(blank[1])
    return joined if place < 0 else told[place] if place < len(told) else blank[0]


def _labels_of(names: Iterable[str], labels: Mapping[str, Label] | None) -> dict[str, Label]:
    if labels is None:
        return {}
    if not isinstance(labels, Mapping):  # a range would be searched to its end
        asked = "labels is a mapping of the names of measures to their labels", "labels 应为“数据名称: 名称”的映射"
        raise expected(*asked, labels, write="{'equity': Label(zh='净资产', en='equity')}", where="labels")
    return {name: labels[name] for name in names if name in labels}


def _as_figure(given: Undefinedness) -> tuple[Reason, ...]:
    return given.reasons if given.status is Status.INVALID_VALUE else ()


@frozen(eq=False)
class Undefinedness(ValueObject):
    """The value of an expression that has no number: a status and every reason for it.

    It may stand in place of a figure: a measure that many records could not be reduced to keeps its reason so.

    Attributes:
        status: what became of the value.
        reasons: why, sorted, so that the order of a scorecard's items cannot be seen in them.
        wrong_figures: why figures are wrong that were read on the way, also where a severer status speaks. Of a figure
            itself these are its reasons; a rule that refuses a value reads no wrong figure.
    """

    status: Status
    reasons: tuple[Reason, ...]
    wrong_figures: tuple[Reason, ...] = field(
        default=Factory(_as_figure, takes_self=True), kw_only=True, eq=False, repr=False
    )


def because(status: Status, code: str, zh: str, en: str, *names: str) -> Undefinedness:
    """That there is no number, for one reason."""
    return Undefinedness(status, (Reason(code, zh=zh, en=en, names=names),))


def verbatim(sentence: str) -> str:
    """Write a sentence so that it names no measure where a reason says it, whatever it quotes."""
    return sentence.replace("{", "{{")


def combine(causes: Iterable[Undefinedness]) -> Undefinedness:
    """Combine undefined values that meet: the severest status, and the reasons of that status, in a fixed order."""
    known = tuple(causes)
    status = max(cause.status for cause in known)
    reasons = {reason for cause in known if cause.status is status for reason in cause.reasons}
    return Undefinedness(status, tuple(sorted(reasons)), wrong_figures=wrong_figures(known))


def wrong_figures(values: Iterable[object]) -> tuple[Reason, ...]:
    """Collect why figures are wrong that were read for some values, each reason once and in a fixed order."""
    found = {reason for value in values if isinstance(value, Undefinedness) for reason in value.wrong_figures}
    return tuple(sorted(found))
