"""Declarations: what somebody says of a measure's source, checked and brought into one form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from operator import itemgetter
from typing import TypeAlias, TypeVar, cast

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.foreign import is_a
from perfkpi.language import Absent
from perfkpi.model.measurement.notation import GROUPINGS, joined
from perfkpi.model.parameters.faults import positive
from perfkpi.model.parameters.validation import as_tuple
from perfkpi.numbers import Numeric, folded
from perfkpi.visible import is_blank, unseen

T = TypeVar("T")

Absences: TypeAlias = str | Mapping[str, Absent] | Iterable[str | tuple[str, Absent]]
Units: TypeAlias = Mapping[str, Numeric] | Iterable[tuple[str, Numeric]]
Words: TypeAlias = str | Iterable[str]

_IN_NUMBERS = frozenset("0123456789.+-%")
_PAIR = 2


def as_factor(value: Numeric) -> Fraction:
    """Convert what a number is multiplied by, and check that it is greater than 0."""
    advice = "write 100 for percent, 10000 for 万元", "百分数请写 100，万元请写 10000"
    return positive(value, Code.SCALE, "a factor", "倍数", advice)


def as_absences(values: Absences) -> tuple[tuple[str, Absent], ...]:
    """Read texts that stand for no figure: not measured, unless a pair or a mapping says why else."""
    return _once(_absence(member) for member in _members(values))


def _absence(member: object) -> tuple[str, str, Absent]:
    text, why = (member, Absent.NOT_MEASURED) if isinstance(member, str) else _halves(member)
    why = Absent(why) if is_a(why, str) else why
    if isinstance(text, str) and isinstance(why, Absent):
        return text, folded(text), why
    example = "absent=('', 'N/A'), absent={'未到期': 'not_due'}"
    en = f"{shown(member)} is no text for a figure that is absent, nor one with its reason; write {example}"
    zh = f"{shown(member, 'zh')} 既不是表示没有数据的文字，也没有附上原因；请写 {example}"
    raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, value=member)


def as_grouping(value: str | None) -> str | None:
    """Normalise the sign between groups of three digits."""
    if value is None:
        return None
    sign = (value if value.isspace() else folded(value)) if isinstance(value, str) else ""
    for usual, signs in GROUPINGS.items():
        if len(sign) == 1 and sign in signs:
            return usual
    en = f"{shown(value)} cannot group digits; choose ',' or ' ' or \"'\" (the point is the decimal sign)"
    zh = f"{shown(value, 'zh')} 不能用作千位分隔符；可选 ','、' '、\"'\"（点号是小数点）"
    raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, value=value)


def as_currency(values: Words) -> tuple[str, ...]:
    """Read signs of a currency."""
    return tuple(word for word, _ in _once((*_word(each, "currency=('¥', '元')"), None) for each in _members(values)))


def as_units(values: Units) -> tuple[tuple[str, Fraction], ...]:
    """Read words behind a number, and what they multiply it by."""
    return _once(_unit(member) for member in _members(values))


def _unit(member: object) -> tuple[str, str, Fraction]:
    word, factor = _halves(member)
    return *_word(word, "units=(('万元', 10000), ('元', 1))"), as_factor(cast("Numeric", factor))


def _members(values: object) -> tuple[object, ...]:
    if isinstance(values, str):
        return (values,)
    given = cast("Mapping[object, object]", values).items() if isinstance(values, Mapping) else values
    return as_tuple(cast("Iterable[object]", given))


def _halves(member: object) -> tuple[object, object]:
    if isinstance(member, (tuple, list)):
        halves = tuple(cast("Iterable[object]", member))
        if len(halves) == _PAIR:
            return halves[0], halves[1]
    return None, None


def _word(value: object, example: str) -> tuple[str, str]:
    """Read a word as it was given, and in the form in which it is compared."""
    given = value if isinstance(value, str) else ""
    word = joined(folded(given))
    if not is_blank(word) and not unseen(word) and _IN_NUMBERS.isdisjoint(word):
        return given, word
    en = f"{shown(value)} is no word beside a number: text without digits, point, percent or sign; write {example}"
    zh = f"{shown(value, 'zh')} 不能写在数字旁边，应为不含数字、小数点、百分号和正负号的文字；请写 {example}"
    raise DefinitionError(Code.CODE, en=en, zh=zh, value=value)


def _once(found: Iterable[tuple[str, str, T]]) -> tuple[tuple[str, T], ...]:
    """Pair texts with what they mean, in their order; two spellings of one may stand together, two meanings may not."""
    known: dict[str, tuple[str, T]] = {}
    for spelled, text, meaning in found:
        if text in known and (known[text][0] == spelled or known[text][1] != meaning):
            en = f"{shown(spelled)} stands twice (full-width forms and space around it make no difference); keep one"
            zh = f"{shown(spelled, 'zh')} 重复出现（全角与半角、首尾空格不作区分）；请保留一个"
            raise DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, value=spelled)
        known.setdefault(text, (spelled, meaning))
    return tuple(sorted(((text, meaning) for text, (_, meaning) in known.items()), key=itemgetter(0)))
