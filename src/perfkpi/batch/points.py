"""Points and parts of indicators, computed when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from attrs import field, frozen

from perfkpi.appraisal.compiled_card import Leaf
from perfkpi.batch.fallback import column_of, figures
from perfkpi.batch.kernel import Kernel, kernel
from perfkpi.batch.outputs import read_only
from perfkpi.inputs.lookup import INDICATOR, PART, Lookup, looked_up
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.columns.arrays import Floats
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.scorecards import Scorecard

_ROWS = 8192


def _leaf(ready: Kernel, code: str) -> Leaf:
    leaves = {leaf.item.code: leaf for leaf in ready.compiled_card.leaves if isinstance(leaf.item, Indicator)}
    return looked_up(INDICATOR, code, leaves, "points")


@frozen(eq=False, repr=False)
class Points(Mapping[str, Floats]):
    """The points of each indicator by its code: float64, read-only, the nearest double, NaN where there are none.

    They are computed when an indicator is first asked for.

    Raises:
        MeasureError: (also a ``KeyError``) points of something that is no indicator of the scorecard.
    """

    _card: Scorecard
    _table: Table
    _known: dict[int, Floats] = field(factory=dict[int, Floats], init=False)

    @property
    def _ready(self) -> Kernel:
        return kernel(self._card)  # not kept, so that scores can be pickled

    def __getitem__(self, code: str) -> Floats:
        return self.at(_leaf(self._ready, code).points)

    def __iter__(self) -> Iterator[str]:
        return (leaf.item.code for leaf in self._ready.compiled_card.leaves if isinstance(leaf.item, Indicator))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<points of {', '.join(self)}>"

    def known(self) -> dict[str, Floats]:
        """The points that were asked for, by code."""
        found = ((code, self._known.get(_leaf(self._ready, code).points)) for code in self)
        return {code: points for code, points in found if points is not None}

    def of_parts(self, code: str) -> dict[str, int]:
        """Where the parts of an indicator stand."""
        return dict(_leaf(self._ready, code).parts)

    def at(self, slot: int) -> Floats:
        """One figure of the compiled card's program in every row."""
        found = self._known.get(slot)
        if found is None:
            found = self._known[slot] = read_only(self._column(slot))
        return found

    def __setstate__(self, state: tuple[Scorecard, Table, dict[int, Floats]]) -> None:
        card, table, known = state
        held = {"_card": card, "_table": table, "_known": {slot: read_only(each) for slot, each in known.items()}}
        for name, value in held.items():
            object.__setattr__(self, name, value)

    def __getstate__(self) -> tuple[Scorecard, Table, dict[int, Floats]]:
        return self._card, self._table, dict(self._known)

    def _column(self, slot: int) -> Floats:
        table = self._table
        values = np.empty(table.rows)
        for start in range(0, table.rows, _ROWS):
            stop = min(start + _ROWS, table.rows)
            values[start:stop], unproved = column_of(self._ready, table, start, stop, slot)
            rows = np.flatnonzero(unproved) + start
            if len(rows):
                values[rows] = figures(self._ready, table, rows.tolist(), slot)
        return values


@frozen(eq=False, repr=False)
class Parts(Mapping[str, Mapping[str, Floats]]):
    """The parts that each indicator exposes: ``scores.parts["mort"]["achievement"]``, float64, as points are.

    Raises:
        MeasureError: (also a ``KeyError``) parts of something that is no indicator, or a part that it does not expose.
    """

    _points: Points

    def __getitem__(self, code: str) -> Mapping[str, Floats]:
        return Lookup({part: self._points.at(slot) for part, slot in self._points.of_parts(code).items()}, PART)

    def __iter__(self) -> Iterator[str]:
        return iter(self._points)

    def __len__(self) -> int:
        return len(self._points)

    def __repr__(self) -> str:
        return f"<parts of {', '.join(self)}>"
