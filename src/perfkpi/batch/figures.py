"""Figures of a scorecard's parts in every row, computed when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
from attrs import field, frozen

from perfkpi.appraisal.compiled_card import CompiledCard
from perfkpi.batch.allowance import CELL, POINT, ROW, UNLIMITED, Allowance
from perfkpi.batch.fallback import column_of, figures, texts
from perfkpi.batch.kernel import Kernel, kernel
from perfkpi.batch.outputs import read_only
from perfkpi.inputs.lookup import ADJUSTMENT, INDICATOR, PART, SECTION, Lookup, looked_up
from perfkpi.inputs.series import AnyArray, objects
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.columns.arrays import Floats
from perfkpi.labels import Label
from perfkpi.language import Input, Kind, Program
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.scorecards import Scorecard

_ROWS = 8192


@frozen(eq=False)
class Figures:
    """Every figure of a compiled card's program in every row: read-only, computed when first asked for.

    Numbers are float64; what yields categories is an array of objects: texts, and ``None``.
    """

    _card: Scorecard
    _table: Table
    _known: dict[int, AnyArray] = field(factory=dict[int, AnyArray], init=False)

    @property
    def ready(self) -> Kernel:
        """The kernel of the scorecard."""
        return kernel(self._card)  # not kept, so that scores can be pickled

    def at(self, slot: int, allowance: Allowance = UNLIMITED) -> AnyArray:
        """Compute one figure of the compiled card's program.

        Raises:
            SpentError: that takes more steps than are allowed.
        """
        found = self._known.get(slot)
        if found is None:
            found = self._known[slot] = read_only(self._column(slot, allowance))
        return found

    def is_known(self, slot: int) -> bool:
        """Whether a figure was asked for before."""
        return slot in self._known

    def __setstate__(self, state: tuple[Scorecard, Table, dict[int, AnyArray]]) -> None:
        card, table, known = state
        held = {"_card": card, "_table": table, "_known": {slot: read_only(each) for slot, each in known.items()}}
        for name, value in held.items():
            object.__setattr__(self, name, value)

    def __getstate__(self) -> tuple[Scorecard, Table, dict[int, AnyArray]]:
        return self._card, self._table, dict(self._known)

    def _column(self, slot: int, allowance: Allowance) -> AnyArray:
        table = self._table
        if self.ready.compiled_card.program.steps[slot][0].yields is Kind.CATEGORY:
            return objects(texts(self.ready, table, slot))
        values = np.empty(table.rows)
        for start in range(0, table.rows, _ROWS):
            stop = min(start + _ROWS, table.rows)
            values[start:stop], unproved = column_of(self.ready, table, start, stop, slot)
            rows = np.flatnonzero(unproved) + start
            if len(rows):
                allowance.spend(len(rows) * ROW)
                values[rows] = figures(self.ready, table, rows.tolist(), slot)
        return values

    def afford(self, slots: Iterable[int], allowance: Allowance) -> None:
        """Compute figures of the compiled card's program, if that takes no more steps than are allowed.

        Raises:
            SpentError: it takes more; none is begun where that is known from the start.
        """
        new = [slot for slot in slots if slot not in self._known]
        allowance.spend(self._table.rows * sum(map(self._steps, new)))
        for slot in new:
            self.at(slot, allowance)

    def _steps(self, slot: int) -> int:
        """Tell how many steps a row takes that need not be computed by itself."""
        nodes = Program(self.ready.compiled_card.program.steps[slot][0]).steps
        read = [node.name for node, _ in nodes if isinstance(node, Input)]
        return POINT + sum(CELL for name in read if self._table.sources[name].data.dtype == object)


@frozen(eq=False, repr=False)
class Columns(Mapping[str, AnyArray]):
    """One figure of each indicator, section or step by its code: float64, read-only, the nearest double.

    NaN where there is none. The values of a formula that yields categories are an array of objects: texts, and
    ``None``. A column is computed when it is first asked for.

    Raises:
        MeasureError: (also a ``KeyError``) the scorecard has nothing of this code, or no such figure of it.
    """

    _figures: Figures
    _slots: Callable[[CompiledCard], dict[str, int]]
    kind: Label
    _name: str

    def __getitem__(self, code: str) -> AnyArray:
        return self._figures.at(looked_up(self.kind, code, self.slots, self._name))

    def __iter__(self) -> Iterator[str]:
        return iter(self.slots)

    def __len__(self) -> int:
        return len(self.slots)

    def __repr__(self) -> str:
        return f"<{self._name} of {', '.join(self)}>"

    @property
    def slots(self) -> dict[str, int]:
        """Where each figure stands in the program of the compiled card."""
        return self._slots(self._figures.ready.compiled_card)

    def codes(self) -> tuple[str, ...]:
        """List every code that has such a figure."""
        return tuple(self.slots)

    def afford(self, allowance: Allowance) -> None:
        """Compute all columns, if that takes no more steps than are allowed.

        Raises:
            SpentError: it takes more.
        """
        self._figures.afford(self.slots.values(), allowance)

    def known(self) -> dict[str, AnyArray]:
        """The columns that were asked for, by code."""
        return {code: self._figures.at(slot) for code, slot in self.slots.items() if self._figures.is_known(slot)}


def _points(card: CompiledCard) -> dict[str, int]:
    return {leaf.item.code: leaf.points for leaf in card.leaves if isinstance(leaf.item, Indicator)}


def _values(card: CompiledCard) -> dict[str, int]:
    return {leaf.item.code: leaf.value for leaf in card.leaves if leaf.value is not None}


def _sections(card: CompiledCard) -> dict[str, int]:
    return {leaf.item.code: leaf.points for leaf in card.leaves if not isinstance(leaf.item, Indicator)}


def _adjustments(card: CompiledCard) -> dict[str, int]:
    return {step.step.code: step.slot for step in card.steps}


COLUMNS: Mapping[str, tuple[Callable[[CompiledCard], dict[str, int]], Label]] = {
    "points": (_points, INDICATOR),
    "values": (_values, INDICATOR),
    "sections": (_sections, SECTION),
    "adjustments": (_adjustments, ADJUSTMENT),
}
"""What scores have columns of: where each stands in a program, and what has it."""


@frozen(eq=False, repr=False)
class Parts(Mapping[str, Mapping[str, Floats]]):
    """The parts that each indicator exposes: ``scores.parts["mort"]["achievement"]``, float64, as points are.

    Raises:
        MeasureError: (also a ``KeyError``) parts of something that is no indicator, or a part that it does not expose.
    """

    _figures: Figures

    @property
    def _slots(self) -> dict[str, dict[str, int]]:
        card = self._figures.ready.compiled_card
        return {leaf.item.code: dict(leaf.parts) for leaf in card.leaves if isinstance(leaf.item, Indicator)}

    def __getitem__(self, code: str) -> Mapping[str, Floats]:
        slots = looked_up(INDICATOR, code, self._slots, "parts")
        return Lookup({part: self._figures.at(slot) for part, slot in slots.items()}, PART)

    def __iter__(self) -> Iterator[str]:
        return iter(self._slots)

    def __len__(self) -> int:
        return len(self._slots)

    def __repr__(self) -> str:
        return f"<parts of {', '.join(self)}>"
