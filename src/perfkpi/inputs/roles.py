"""Which card scores which row: the cells of one column, told apart by the roles that there are cards for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from perfkpi.errors import Code, ColumnError, Language, listed, shown, was_meant
from perfkpi.inputs.binding import found
from perfkpi.inputs.frames import Rows
from perfkpi.inputs.keys import Keys, is_missing
from perfkpi.inputs.lookup import name_of
from perfkpi.inputs.tables import Column, check_lengths, held
from perfkpi.interpreters.columns.arrays import Integers
from perfkpi.language import Input
from perfkpi.numbers import normalised

_NONE, _OTHER = -1, -2
_TOLD = 5


def role_numbers(cells: Keys, roles: Sequence[str]) -> Integers:
    """Tell for each cell the position of the role that stands in it, full-width forms and space around it apart.

    Args:
        cells: what stands in the rows.
        roles: those that there are cards for, no two of which are the same name.

    Raises:
        ColumnError: a cell that is blank, or holds no role of these; it tells the rows, and the roles.
    """
    places = {normalised(role): place for place, role in enumerate(roles)}
    known: dict[str, int] = {role: place for place, role in enumerate(roles)}

    def number(cell: object) -> int:
        name = name_of(cell)
        if name is None:
            return _NONE if is_missing(cell) else _OTHER
        at = known.get(name)
        if at is None:
            plain = normalised(name)
            at = known[name] = places.get(plain, _OTHER if plain else _NONE)
        return at

    numbers = np.fromiter(map(number, cells), dtype=np.int64, count=len(cells))
    if (numbers < 0).any():
        raise _without_card(cells, numbers, roles)
    return numbers


def _without_card(cells: Keys, numbers: Integers, roles: Sequence[str]) -> ColumnError:
    blank = np.flatnonzero(numbers == _NONE).tolist()
    others: dict[str, tuple[object, list[int]]] = {}
    for row in np.flatnonzero(numbers == _OTHER).tolist():
        others.setdefault(shown(cells[row]), (cells[row], []))[1].append(row)
    en = [f"no role in {_rows(blank, 'en')}"] if blank else []
    zh = [f"{_rows(blank, 'zh')}没有岗位"] if blank else []
    for quoted, (cell, rows) in list(others.items())[:_TOLD]:
        en.append(f"no card for {quoted}{was_meant(cell, roles, 'en')} in {_rows(rows, 'en')}")
        zh.append(f"{_rows(rows, 'zh')}的 {quoted} 没有考核表{was_meant(cell, roles, 'zh')}")
    more = ", …"[: 3 * (len(others) > _TOLD)]
    first = min([*blank[:1], *(rows[0] for _, rows in others.values())])
    return ColumnError(
        Code.UNKNOWN_REFERENCE,
        en=f"there is {', '.join(en)}{more}; the cards are for {listed(roles, 'en')}; mend the rows or leave them out",
        zh=f"{'，'.join(zh)}{more}；现有考核表的岗位有 {listed(roles, 'zh')}；请更正或去掉这些行",
        where=f"by[{first}]",
        value=tuple(cell for cell, _ in others.values()) or None,
    )


def _rows(rows: Sequence[int], language: Language) -> str:
    told, more = ", ".join(map(str, rows[:_TOLD])), ", …" if len(rows) > _TOLD else ""
    if language == "zh":
        return f"第 {told}{more} 行"
    return f"row {told}" if len(rows) == 1 else f"rows {told}{more}"


def columns_at(
    inputs: Sequence[Input], columns: Mapping[str, object], rows: Integers, count: int, by: str
) -> dict[str, object]:
    """Take the columns that a card reads at some rows; nothing else is looked at.

    Args:
        inputs: what the card reads.
        columns: the columns of the whole table.
        rows: which rows; where there are none, no column is asked for.
        count: how many rows the table has.
        by: what the column of roles is called, which has so many rows.

    Raises:
        MeasureError: a column that the table does not have.
        ColumnError: no column with one dimension, or one of another length.
    """
    if not len(rows):
        return {node.name: [] for node in inputs}
    if not inputs:
        return {by: rows}  # so many there are
    if isinstance(columns, Rows):
        return {node.name: data for node, data in found(inputs, columns.at(rows.tolist()))}
    taken: dict[str, object] = {}
    for node, data in found(inputs, columns):
        array, codes = held(data, node.name)
        check_lengths({by: count, node.name: len(array)}, "table")
        taken[node.name] = array[rows] if codes is None else Column(array[rows], codes[rows])
    return taken
