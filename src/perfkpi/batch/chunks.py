"""The values that are ranked, read from a table that comes in chunks, each with the keys of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import zip_longest
from typing import TypeAlias, cast

from perfkpi.appraisal.layout import checked_card, layout
from perfkpi.appraisal.populations import standings
from perfkpi.batch.keys import UniqueKeys, check_flag, keys_of
from perfkpi.batch.settling import value_of
from perfkpi.batch.tables import bind_table
from perfkpi.batch.values import Values
from perfkpi.errors import Code, ColumnError, DefinitionError, kind_of
from perfkpi.model.scorecards import Scorecard

__all__ = ["Chunk", "chunks_of", "read_values"]

Chunk: TypeAlias = tuple[Mapping[str, object], tuple[object, str] | None]
"""A table, and the keys of its rows with what an error calls them; ``None`` where there are none."""

_NOTHING = object()
_SINGLE: tuple[type, ...] = (str, bytes, Mapping, AbstractSet)


def chunks_of(tables: Iterable[Mapping[str, object]], keys: Iterable[object] | None) -> Iterator[Chunk]:
    """Every table with its keys.

    Args:
        tables: one after the other, each asked for when the last one was read.
        keys: a series of keys for each; ``None`` where there are none.

    Raises:
        DefinitionError: no series of tables, or of series of keys.
        ColumnError: a table without its keys, or keys without their table.
    """
    each = _one_by_one(tables, "tables", "[table, ...]")
    if keys is None:
        return ((cast("Mapping[str, object]", table), None) for table in each)
    return _together(each, _one_by_one(keys, "keys", "[['E1', 'E2'], ['E3'], ...]"))


def _one_by_one(values: Iterable[object], name: str, example: str) -> Iterator[object]:
    try:
        if not (isinstance(values, _SINGLE) or hasattr(values, "columns")):
            return iter(values)  # and a data frame is a single table
    except Exception:  # noqa: BLE001, S110  # whatever a foreign object raises, it cannot be read one by one
        pass
    kind = kind_of(values)
    raise DefinitionError(
        Code.WRONG_TYPE,
        en=f"{name} come one for each chunk, as in {example}, not as {kind}; use Population.of for a single table",
        zh=f"{name} 应每块一个，如 {example}，而不是 {kind}；只有一个表时请用 Population.of",
        where=name,
        value=values,
    )


def _together(tables: Iterator[object], keys: Iterator[object]) -> Iterator[Chunk]:
    for place, (table, those) in enumerate(zip_longest(tables, keys, fillvalue=_NOTHING)):
        for each, name, other in ((table, "tables", "keys"), (those, "keys", "tables")):
            if each is _NOTHING:
                raise ColumnError(
                    Code.COLUMN_LENGTH,
                    en=f"{name} end after {place} chunks, but {other} do not; give one of each for every chunk",
                    zh=f"{name} 只有 {place} 块，而 {other} 更多；请每块各给一个",
                    where=name,
                    value=place,
                )
        yield cast("Mapping[str, object]", table), (those, f"keys[{place}]")


def read_values(card: Scorecard, chunks: Iterable[Chunk], *, unique_keys: bool) -> list[Values]:
    """The values of every indicator of a scorecard that ranks, in all rows of all chunks.

    Raises:
        DefinitionError: ``card`` is not a scorecard, ``unique_keys`` no truth value, or a value cannot be kept.
        MeasureError: a measure that a table does not have.
        ColumnError: a column of another type or length, or keys that do not fit or stand twice.
    """
    check_flag(unique_keys)
    notations = layout(checked_card(card)).notations
    found = [Values(code, value_of(card, code), notations) for code in standings(card)]
    inputs = {node.name: node for values in found for node in values.value.inputs()}
    met = UniqueKeys()
    for table, keyed in chunks:
        bound = bind_table(inputs.values(), table, notations, {})
        if keyed is not None:
            keys = keys_of(keyed[0], bound.rows if inputs else None, keyed[1])
            if unique_keys:
                met.add(keys, keyed[1])
        for values in found:
            values.read(bound)
    return found
