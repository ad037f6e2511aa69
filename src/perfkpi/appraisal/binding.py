"""From the data of one person to the inputs of a scorecard: what is absent, what is wrong, what is a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

from perfkpi.errors import Code, DefinitionError, MeasureError, NumberError
from perfkpi.language import Absent, Input, Kind, Reason, Status, Undefinedness
from perfkpi.meanings.exact import Value, pair
from perfkpi.numbers import Percentage, exact, integer_ratio, normalised

__all__ = ["bind", "found", "read"]

# Told by their names, because the libraries they come from need not be installed.
_MISSING_TYPES = frozenset({"NAType", "NaTType", "MaskedConstant"})
_PLAIN = 10**100
_ORDINARY = frozenset({int, float, str, Decimal, Fraction})


def bind(inputs: Iterable[Input], measures: Mapping[str, object], recorded: Mapping[str, Fraction]) -> dict[str, Value]:
    """The value of every input.

    Args:
        inputs: what the scorecard reads.
        measures: the data by name, as ``found`` looks them up.
        recorded: the display factor of measures whose columns hold percent numbers.

    Raises:
        MeasureError: as ``found`` does.
    """
    bound: dict[str, Value] = {}
    for node, value in found(inputs, measures):
        if type(value) is int and -_PLAIN < value < _PLAIN and node.kind is Kind.NUMBER:
            bound[node.name] = (value, 1)  # by far the most common case
        else:
            bound[node.name] = read(node, value, recorded.get(node.name))
    return bound


def found(inputs: Iterable[Input], measures: Mapping[str, object]) -> list[tuple[Input, object]]:
    """Every input with what the data hold for it: a figure, or a column.

    Args:
        inputs: what the scorecard reads.
        measures: the data by name; names are NFKC-normalised where they are not found as they stand.

    Raises:
        MeasureError: a name that the data does not have (perhaps a typo), or has twice after normalisation.
        DefinitionError: the data are no mapping.
    """
    if not isinstance(measures, Mapping):
        raise DefinitionError(
            Code.WRONG_TYPE,
            en=f"measures is a mapping of names to values, not {type(measures).__name__}; "
            "write {'net_profit': 1320, 'equity': 10000}",
            zh=f"数据应为“名称: 数值”的映射，而不是 {type(measures).__name__}；"
            "请写 {'净利润': 1320, '净资产': 10000}",
            where="measures",
            value=measures,
        )
    wanted = tuple(inputs)
    data = measures
    if any(node.name not in data for node in wanted):
        data = _by_normal_name(measures)
        absent = [node.name for node in wanted if node.name not in data]
        if absent:
            raise _absent(absent, data)
    return [(node, data[node.name]) for node in wanted]


def read(node: Input, value: object, factor: Fraction | None) -> Value:
    """What one figure is: a number, a category, or why it is neither."""
    return _category(node.name, value) if node.kind is Kind.CATEGORY else _number(node.name, value, factor)


def _by_normal_name(measures: Mapping[str, object]) -> dict[str, object]:
    spelled: dict[str, str] = {}
    for name in measures:
        if not isinstance(name, str):
            continue
        plain = normalised(name)
        if plain in spelled:
            raise MeasureError(
                Code.AMBIGUOUS_MEASURE,
                en=f"{spelled[plain]!r} and {name!r} are the same name once normalised; keep one",
                zh=f"{spelled[plain]!r} 与 {name!r} 规范化后是同一名称；请保留一个",
                where=f"measures[{name!r}]",
                value=name,
            )
        spelled[plain] = name
    return {plain: measures[name] for plain, name in spelled.items()}


def _absent(names: list[str], data: Mapping[str, object]) -> MeasureError:
    known = [name for name in data if isinstance(name, str)]
    en: list[str] = []
    zh: list[str] = []
    for name in names:
        close = get_close_matches(name, known, n=3, cutoff=0.5)
        en.append(f"{name!r}" + (f" (did you mean {' or '.join(map(repr, close))}?)" if close else ""))
        zh.append(f"{name!r}" + (f"（是否指 {'、'.join(map(repr, close))}？）" if close else ""))
    return MeasureError(
        Code.UNKNOWN_MEASURE,
        en=f"the data has no {', '.join(en)}; give None for a figure that was not measured",
        zh=f"数据中没有 {'、'.join(zh)}；未测量的数据请给 None",
        where=f"measures[{names[0]!r}]",
        value=tuple(names),
    )


def _undefined(status: Status, name: str, code: str, zh: str, en: str) -> Undefinedness:
    return Undefinedness(status, (Reason(code, zh=zh, en=en, names=(name,)),))


_ABSENT = {
    Status.NOT_MEASURED: ("not-measured", "未测量：{names}", "not measured: {names}"),
    Status.NOT_APPLICABLE: ("not-applicable", "不适用：{names}", "not applicable: {names}"),
    Status.NOT_DUE: ("not-due", "未到考核期：{names}", "not due yet: {names}"),
    Status.INSUFFICIENT: ("too-little-data", "数据不足：{names}", "too little data: {names}"),
}


def _absence(name: str, value: object) -> Undefinedness | None:
    if type(value) in _ORDINARY:
        return None
    if isinstance(value, Undefinedness):
        return value  # a measure that was undefined before it came here keeps its own reasons
    if isinstance(value, Absent):
        status = value.value
    elif value is None or type(value).__name__ in _MISSING_TYPES:
        status = Status.NOT_MEASURED
    else:
        return None
    return _undefined(status, name, *_ABSENT[status])


def _number(name: str, value: object, factor: Fraction | None) -> Value:
    absence = _absence(name, value)
    if absence is not None:
        return absence
    try:
        if factor is not None and isinstance(found := exact(value), Percentage):
            # "12%" in a column of percent numbers says itself what it is: 12 of that column's units.
            return pair(found * factor)
        return integer_ratio(value)
    except NumberError as error:
        if error.code is Code.NOT_FINITE and _is_nan(value):
            return _undefined(Status.NOT_MEASURED, name, *_ABSENT[Status.NOT_MEASURED])
        return _undefined(
            Status.INVALID_VALUE,
            name,
            f"invalid-value:{error.code}",
            f"{{names}}：{error.zh}",
            f"{{names}}: {error.en}",
        )


def _is_nan(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_nan()  # a signalling NaN must not even be compared
    return not isinstance(value, str) and value != value  # noqa: PLR0124  # NaN alone differs from itself


def _category(name: str, value: object) -> Value:
    absence = _absence(name, value)
    if absence is not None:
        return absence
    if isinstance(value, str) and normalised(value):
        return normalised(value)
    return _undefined(
        Status.INVALID_VALUE,
        name,
        "invalid-category",
        "{names}：等级应为文字，如 'A'",
        "{names}: a grade is text such as 'A'",
    )
