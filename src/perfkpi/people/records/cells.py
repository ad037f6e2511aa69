"""One cell of a record: a figure, what tells it from others, or where its record stands in an order."""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from typing import Any, cast

from perfkpi.appraisal.binding import read
from perfkpi.errors import shown
from perfkpi.language import Absent, Input, Reason, Status, Undefinedness
from perfkpi.numbers import normalised

__all__ = ["figure_of", "identity_of", "moment_of"]

_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_NUMBER, _NAIVE, _AWARE, _INSTANT = range(4)
_MISSING_TYPES = frozenset({"NAType", "NaTType", "MaskedConstant"})


def figure_of(column: str, value: object) -> Fraction | Undefinedness:
    """The exact number in a cell, or why there is none."""
    found = read(Input(column), None if _missing(value) else value, None)
    return Fraction(*found) if isinstance(found, tuple) else cast("Undefinedness", found)  # the input is no category


def identity_of(column: str, value: object) -> tuple[str, Any] | Undefinedness:
    """What tells a value from others: a number by what it is, a text by its normal form, a date by itself."""
    if isinstance(value, str):
        text = normalised(value)
        return ("text", text) if text else _absence(column)
    if _is_instant(value) or isinstance(value, date):
        return _absence(column) if _missing(value) else ("date", value)
    found = figure_of(column, value)
    return found if isinstance(found, Undefinedness) else ("number", found)


def moment_of(column: str, value: object) -> tuple[int, Any] | Undefinedness:
    """Where a record stands in the order of a column.

    Returns:
        a kind and what is compared within it (numbers, moments without a time zone, moments with one, instants of
        NumPy), or why it has no place.
    """
    if isinstance(value, date) and not _missing(value):
        return _of_date(value)
    if _is_instant(value) and not _missing(value):
        return _INSTANT, value
    found = figure_of(column, value)
    if isinstance(found, Fraction):
        return _NUMBER, found
    if found.status is not Status.INVALID_VALUE or not isinstance(value, str):
        return found
    text = normalised(value)
    try:
        return _of_date(datetime.fromisoformat(f"{text}-01" if _MONTH.fullmatch(text) else text))
    except ValueError:
        zh = f"{{names}}：{shown(value)} 无法排序；请写数字、2026-03-31 或 2026-03"
        en = f"{{names}}: {shown(value)} has no place in an order; write a number, 2026-03-31 or 2026-03"
        return Undefinedness(Status.INVALID_VALUE, (Reason("no-order", zh=zh, en=en, names=(column,)),))


def _absence(column: str) -> Undefinedness:
    return cast("Undefinedness", read(Input(column), None, None))


def _is_instant(value: object) -> bool:
    return type(value).__name__ == "datetime64"  # told by its name: NumPy need not be loaded


def _missing(value: object) -> bool:
    """What data frames and their relatives write where there is nothing."""
    if value is None or isinstance(value, Absent) or type(value).__name__ in _MISSING_TYPES:
        return True
    return _is_instant(value) and value != value  # noqa: PLR0124  # "not a time" differs from itself


def _of_date(value: date) -> tuple[int, Any]:
    if not isinstance(value, datetime):
        return _NAIVE, datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a day has no time zone
    return (_NAIVE if value.tzinfo is None else _AWARE), value
