"""The values that are ranked, read from the chunks of a table."""

from __future__ import annotations

from collections.abc import Iterable

from perfkpi.inputs.keys import UniqueKeys, check_flag, keys_of
from perfkpi.inputs.tables import bind_table
from perfkpi.model.card.scorecards import Scorecard, checked_card
from perfkpi.model.measurement.measures import notations_of
from perfkpi.population.chunks import Chunk
from perfkpi.population.ranking_rules import standings, value_of
from perfkpi.population.values import Values


def read_values(card: Scorecard, chunks: Iterable[Chunk], *, unique_keys: bool) -> list[Values]:
    """Read the values of every indicator of a scorecard that ranks, in all rows of all chunks.

    Raises:
        DefinitionError: ``card`` is not a scorecard, ``unique_keys`` no truth value, or a value cannot be kept.
        MeasureError: a measure that a table does not have.
        ColumnError: a column of another type or length, or keys that do not fit or stand twice.
    """
    check_flag(unique_keys, "unique_keys")
    notations = notations_of(checked_card(card).measures)
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
