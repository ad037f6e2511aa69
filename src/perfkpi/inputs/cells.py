"""One cell of the data: a number, a category, or why it is neither. Every reading of data asks here."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from math import isnan

from perfkpi.errors import NumberError, shown
from perfkpi.foreign import is_a
from perfkpi.interpreters.values import Value
from perfkpi.language import Absent, Input, Kind, Status, Undefinedness
from perfkpi.language.statuses import because, verbatim
from perfkpi.model.measurement.notation import Notation
from perfkpi.numbers import exact, folded, integer_ratio, is_nan, normalised, not_a_number

_ORDINARY = frozenset({int, float, str, Decimal, Fraction})

# Told by their names, because the libraries they come from need not be installed.
_MISSING = frozenset({"NAType", "NaTType", "MaskedConstant"})

_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
_SHORT = 80

_ABSENT = {
    Status.NOT_MEASURED: ("not-measured", "缺少数据（{names}）", "not measured ({names})"),
    Status.NOT_APPLICABLE: ("not-applicable", "不适用（{names}）", "not applicable ({names})"),
    Status.NOT_DUE: ("not-due", "未到考核期（{names}）", "not due yet ({names})"),
    Status.INSUFFICIENT: ("too-little-data", "数据不足（{names}）", "too little data ({names})"),
}


def read(node: Input, value: object, notation: Notation | None) -> Value:
    """Read one cell, whatever it holds; nothing that stands in it raises an error.

    Args:
        node: what is read: a number or a category, and the name of its measure.
        value: the cell, as it was given.
        notation: how the source of the measure writes it; ``None`` where nothing was declared.
    """
    if type(value) in _ORDINARY:
        return _figure(node, value, notation)
    try:
        return _absence(node.name, value) or _figure(node, value, notation)
    except Exception:  # noqa: BLE001  # whatever a foreign value raises when it is looked at, it is no figure
        number = node.kind is Kind.NUMBER
        return _wrong(node.name, not_a_number(value)) if number else _no_grade(node.name, value)


def is_missing(value: object) -> bool:
    """Tell whether a cell holds what Python or a data frame writes where there is nothing, NaN apart."""
    return value is None or type(value).__name__ in _MISSING


def not_measured(name: str) -> Undefinedness:
    """Return the value of a measure of which nothing is known."""
    return _absent(name, Absent.NOT_MEASURED)


def _absence(name: str, value: object) -> Undefinedness | None:
    if isinstance(value, Undefinedness):
        if _is_sound(value):
            return value  # a measure that was undefined before it came here keeps its own reasons
        raise not_a_number(value)
    if isinstance(value, Absent):
        return _absent(name, value)
    return not_measured(name) if is_missing(value) or is_nan(value) else None


def _is_sound(given: Undefinedness) -> bool:
    """Tell whether somebody who says himself why there is no figure says it as the library does."""
    said: list[object] = []
    for reason in (*given.reasons, *given.wrong_figures):
        said += [reason.code, reason.zh, reason.en, *reason.names, *reason.items, *chain(*reason.given)]
    hash(given)  # what has none raises that here
    return is_a(given.status, Status) and given.status is not Status.OK and all(is_a(each, str) for each in said)


def _absent(name: str, why: Absent) -> Undefinedness:
    return because(why.value, *_ABSENT[why.value], name)


def _figure(node: Input, value: object, notation: Notation | None) -> Value:
    if isinstance(value, str):
        return _text(node, str.__str__(value), notation)
    if (type(value) is float and isnan(value)) or (type(value) is Decimal and value.is_nan()):
        return not_measured(node.name)
    if node.kind is Kind.CATEGORY:
        return _no_grade(node.name, value)
    try:
        return integer_ratio(value)
    except NumberError as error:
        return _wrong(node.name, error)


def _text(node: Input, text: str, notation: Notation | None) -> Value:
    why = None if notation is None else notation.absence(text)
    if why is not None:
        return _absent(node.name, why)
    if node.kind is Kind.CATEGORY:
        return normalised(text) or _no_grade(node.name, text, *_advice(text, notation))
    try:
        return (exact(text) if notation is None else notation.number(text)).as_integer_ratio()
    except NumberError as error:
        return _wrong(node.name, error, *_advice(text, notation))


def _advice(text: str, notation: Notation | None) -> tuple[str, str]:
    """Advise what to declare, in English and Chinese, where a text is no number but may be meant as one or as none."""
    if not text.strip() and (notation is None or not notation.absent):
        en, zh, way = "it means that there is no figure", "空白表示没有数据", "absent=('',)"
    elif (notation is None or notation.grouping is None) and _GROUPED.fullmatch(folded(text[:_SHORT])):
        en, zh, way = "the comma stands between thousands", "逗号是千位分隔符", "grouping=','"
    else:
        return "", ""
    return f"; where {en}, its Measure can say so: {way}", f"；如果{zh}，请在该数据项（Measure）中指定 {way}"


def _wrong(name: str, error: NumberError, en: str = "", zh: str = "") -> Undefinedness:
    return _invalid(name, f"invalid-value:{error.code}", zh=f"{error.zh}{zh}", en=f"{error.en}{en}")


def _no_grade(name: str, value: object, en: str = "", zh: str = "") -> Undefinedness:
    zh = f"{shown(value, 'zh')} 不是等级；等级应为文字，如 'A'{zh}"
    en = f"{shown(value)} is no grade; a grade is text such as 'A'{en}"
    return _invalid(name, "invalid-category", zh=zh, en=en)


def _invalid(name: str, code: str, *, zh: str, en: str) -> Undefinedness:
    return because(Status.INVALID_VALUE, code, f"{{names}}：{verbatim(zh)}", f"{{names}}: {verbatim(en)}", name)
