"""A table that comes in chunks, each with the keys of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import zip_longest
from typing import TypeAlias, cast

from perfkpi.errors import Code, ColumnError, expected

Chunk: TypeAlias = tuple[Mapping[str, object], tuple[object, str] | None]
"""A table, and the keys of its rows with what an error calls them; ``None`` where there are none."""

_NOTHING = object()
_SINGLE: tuple[type, ...] = (str, bytes, Mapping, AbstractSet)


def chunks_of(tables: Iterable[Mapping[str, object]], keys: Iterable[object] | None) -> Iterator[Chunk]:
    """Pair every table with its keys.

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
    ways = f"{example}, or Population.of for a single table", f"{example}；只有一个表时请用 Population.of"
    raise expected(
        f"{name} come one for each chunk", f"{name} 应每块一个", values, write=ways, where=name, by_type=True
    )


def _together(tables: Iterator[object], keys: Iterator[object]) -> Iterator[Chunk]:
    for place, (table, those) in enumerate(zip_longest(tables, keys, fillvalue=_NOTHING)):
        for each, name, other in ((table, "tables", "keys"), (those, "keys", "tables")):
            if each is _NOTHING:
                en = f"{name} end after {place} chunks, but {other} do not; give one of each for every chunk"
                zh = f"{name} 只有 {place} 块，而 {other} 更多；请每块各给一个"
                raise ColumnError(Code.COLUMN_LENGTH, en=en, zh=zh, where=name, value=place)
        yield cast("Mapping[str, object]", table), (those, f"keys[{place}]")
