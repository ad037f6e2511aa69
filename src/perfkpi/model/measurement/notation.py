"""Notations: how a source writes the figures of one measure, and what it writes where there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, Language, NumberError, shown
from perfkpi.language import Absent
from perfkpi.numbers import MAX_TEXT, exact, folded, not_a_number, too_large
from perfkpi.numerals import Percentage
from perfkpi.value_objects import ValueObject

GROUPINGS = {
    ",": ",",
    " ": " \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}",
    "'": "'\N{RIGHT SINGLE QUOTATION MARK}",
}
"""What may stand between groups of three digits, and the signs that are written for it."""

# A first group that begins with 0 is none: "0,123" comes from a source whose decimal sign is the comma.
_GROUPED = {
    sign: re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:[{signs}]\d{{3}})+(?:\.\d*)?\s*%?", re.ASCII)
    for sign, signs in GROUPINGS.items()
}
_UNGROUPED = {sign: str.maketrans("", "", signs) for sign, signs in GROUPINGS.items()}
_PARTS = re.compile(r"([+-]?)([^0-9.+-]*)([+-]?[0-9.](?:.*[0-9.%])?)([^0-9.%]*)", re.DOTALL)
_ONE = Fraction(1)
_LISTED = 8


class _Tail(NamedTuple):
    """What stands behind a number: what it multiplies it by, and whether that says its size or its currency."""

    factor: Fraction = _ONE
    unit: bool = False
    currency: bool = False


def joined(text: str) -> str:
    """Strip a word of all space in it."""
    return "".join(text.split())


@frozen(eq=False)
class Notation(ValueObject):
    """How one source writes the figures of one measure. Figures that are given as numbers are not its business.

    Attributes:
        absent: texts that stand for no figure, and why there is none.
        grouping: the sign between groups of three digits; ``None`` where digits are not grouped.
        currency: signs before or behind a number that do not change it.
        units: words behind a number, and what they multiply it by.
        recorded: what one is in the column: 100 where it holds percent numbers.

    Raises:
        DefinitionError: a text or a word that could be read in two ways.
    """

    absent: tuple[tuple[str, Absent], ...] = ()
    grouping: str | None = None
    currency: tuple[str, ...] = ()
    units: tuple[tuple[str, Fraction], ...] = ()
    recorded: Fraction = _ONE
    _absences: Mapping[str, Absent] = field(init=False, eq=False, repr=False)
    _tails: Mapping[str, _Tail] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_absences", dict(self.absent))
        object.__setattr__(self, "_tails", _tails(self.currency, self.units))
        for place, (text, _) in enumerate(self.absent):
            self._check_no_number(text, f"absent[{place}]")

    def _check_no_number(self, text: str, where: str) -> None:
        try:
            number = self.number(text)
        except NumberError:
            return
        en = f"{shown(text)} is the number {shown(number)}, not the lack of one; leave it out, or write another text"
        zh = f"{shown(text, 'zh')} 就是数字 {shown(number, 'zh')}，不能同时表示没有数据；请去掉，或让数据源改用其他写法"
        raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where=where, value=text)

    def absence(self, text: str) -> Absent | None:
        """Tell why there is no figure, where the text says so."""
        return self._absences.get(folded(text)) if self._absences else None

    def number(self, text: str) -> Fraction:
        """Read the number that a text means, in the unit of the column.

        A percent sign and a unit say themselves what they are: in a column of percent numbers ``"12%"`` is 12.

        Raises:
            NumberError: it is written otherwise, or beyond the bounds of numbers.
        """
        try:
            return self._number(text)
        except NumberError as error:
            if error.code is Code.NUMBER_TOO_LARGE:
                raise too_large(text) from None
            raise (self._refused(text) if error.code is Code.NOT_A_NUMBER else error) from None

    def _number(self, text: str) -> Fraction:
        plain = folded(text)
        parts = _PARTS.fullmatch(plain) if len(plain) <= MAX_TEXT else None
        if parts is None:
            return exact(text)  # which refuses it: there is no digit in it, or there are too many
        sign, head, body, tail = parts.groups()
        before, behind = joined(head), joined(tail)
        found = exact(self.ungrouped(f"{sign}{'' if before else head}{body}"))
        if before or behind:
            return self._with_words(found, before, behind)
        return Fraction(found * self.recorded) if isinstance(found, Percentage) else found

    def ungrouped(self, number: str) -> str:
        """Strip the number of the signs between its groups; keep them where they do not stand between groups."""
        if self.grouping is None or not _GROUPED[self.grouping].fullmatch(number):
            return number
        return number.translate(_UNGROUPED[self.grouping])

    def _with_words(self, number: Fraction, before: str, behind: str) -> Fraction:
        tail = self._tails.get(behind) if behind else _Tail()
        known = tail is not None and (not before or (before in self.currency and not tail.currency))
        if tail is None or not known or isinstance(number, Percentage):
            raise not_a_number(behind)
        return exact(number * tail.factor * self.recorded) if tail.unit else number

    def _refused(self, text: str) -> NumberError:
        """Tell the reader of a cell what the source may write, as it was declared."""
        en, zh = (self._declared(language) for language in ("en", "zh"))
        if not en:
            return not_a_number(text)
        quoted = shown(text)
        return NumberError(
            Code.NOT_A_NUMBER,
            en=f"{quoted} is not a number; its Measure reads 12, 0.12, '12%' or '1/3', and {en}",
            zh=f"{quoted} 不是数字；该数据项可以写 12、0.12、'12%'、'1/3'，以及 {zh}",
            value=text,
        )

    def _declared(self, language: Language) -> str:
        words: list[tuple[str, str, tuple[str, ...]]] = [
            ("{} where there is no figure", "{}（没有数据）", tuple(text for text, _ in self.absent)),
            (
                "{} between groups of three digits",
                "{}（千位分隔符）",
                () if self.grouping is None else (self.grouping,),
            ),
            ("{} beside a number", "{}（货币符号）", self.currency),
            ("{} behind a number", "{}（单位）", tuple(word for word, _ in self.units)),
        ]
        joint = "、" if language == "zh" else ", "
        found = [
            (zh if language == "zh" else en).format(joint.join([*map(repr, listed[:_LISTED]), *_more(listed)]))
            for en, zh, listed in words
            if listed
        ]
        return joint.join(found)


def _more(listed: tuple[str, ...]) -> list[str]:
    return ["…"] if len(listed) > _LISTED else []


def _tails(currency: tuple[str, ...], units: tuple[tuple[str, Fraction], ...]) -> dict[str, _Tail]:
    """List what may stand behind a number: a unit, a sign, or a unit with a sign behind it (``万`` and ``元``)."""
    found = {word: _Tail(factor, unit=True) for word, factor in units}
    ends = [*((sign, _Tail(currency=True)) for sign in currency)]
    ends += ((word + sign, _Tail(factor, unit=True, currency=True)) for word, factor in units for sign in currency)
    for word, tail in ends:
        other = found.setdefault(word, tail)
        if (other.factor, other.unit) != (tail.factor, tail.unit):
            en = (
                f"{shown(word)} behind a number could be a unit or a currency sign; leave it out of units= or currency="
            )
            zh = f"数字后面的 {shown(word, 'zh')} 既可以是单位，也可以是货币符号；请从 units 或 currency 中去掉其一"
            raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where="currency", value=word)
    return found
