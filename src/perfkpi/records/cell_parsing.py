"""One cell of a record: a figure, what tells it from others, or where its record stands in an order."""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from typing import Any, cast

from perfkpi.errors import shown
from perfkpi.foreign import is_unlike_itself
from perfkpi.inputs.cells import is_missing, not_measured, read
from perfkpi.language import Input, Kind, Status, Undefinedness
from perfkpi.language.statuses import because
from perfkpi.model.measurement.notation import Notation
from perfkpi.numbers import normalised

_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_NUMBER, _NAIVE, _AWARE, _INSTANT = range(4)


def figure_of(node: Input, value: object, notation: Notation | None) -> Fraction | Undefinedness:
    """Read the exact number in a cell of a column, or tell why there is none."""
    found = read(node, value, notation)
    if not isinstance(found, tuple):
        return cast("Undefinedness", found)  # the input is no category
    return Fraction(*found) if notation is None else Fraction(*found) / notation.recorded


def identity_of(node: Input, value: object, notation: Notation | None) -> tuple[str, Any] | Undefinedness:
    """Find what tells a value from others: a number by what it is, a text by its normal form, a date by itself."""
    if issubclass(type(value), str):
        found = read(Input(node.name, kind=Kind.CATEGORY), value, notation)
        return ("text", found) if isinstance(found, str) else not_measured(node.name)
    if _is_moment(value):
        return not_measured(node.name) if _is_nothing(value) else ("date", value)
    figure = figure_of(node, value, notation)
    return figure if isinstance(figure, Undefinedness) else ("number", figure)


def moment_of(node: Input, value: object, notation: Notation | None) -> tuple[int, Any] | Undefinedness:
    """Find where a record stands in the order of a column.

    Returns:
        a kind and what is compared within it (numbers, moments without a time zone, moments with one, instants of
        NumPy), or why it has no place.
    """
    if _is_moment(value):
        if _is_nothing(value):
            return not_measured(node.name)
        return _of_date(value) if isinstance(value, date) else (_INSTANT, value)
    found = figure_of(node, value, notation)
    if isinstance(found, Fraction):
        return _NUMBER, found
    if found.status is not Status.INVALID_VALUE or not issubclass(type(value), str):
        return found
    text = normalised(cast("str", value))
    try:
        return _of_date(datetime.fromisoformat(f"{text}-01" if _MONTH.fullmatch(text) else text))
    except ValueError:
        zh = f"{{names}}：{shown(value, 'zh')} 无法排序；请写数字、2026-03-31 或 2026-03"
        en = f"{{names}}: {shown(value)} has no place in an order; write a number, 2026-03-31 or 2026-03"
        return because(Status.INVALID_VALUE, "no-order", zh, en, node.name)


def _is_moment(value: object) -> bool:
    """Tell whether a value is a date or a moment, also one that is not known, by its class, which cannot be hidden."""
    return issubclass(type(value), date) or type(value).__name__ == "datetime64"  # NumPy need not be loaded


def _is_nothing(moment: object) -> bool:
    return is_missing(moment) or is_unlike_itself(moment)


def _of_date(value: date) -> tuple[int, Any]:
    if not isinstance(value, datetime):
        return _NAIVE, datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a day has no time zone
    return (_NAIVE if value.tzinfo is None else _AWARE), value
