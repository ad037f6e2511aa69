"""A scorecard as code for blocks of rows, and the doubts that it leaves.

A plan is right for rows in which every measure is a number (or was not measured, where it allows for gaps) and lies in
the ranges for which the error bound was computed. A decision within that bound of an edge is made as if the row lay on
the edge, and the row is marked as doubtful: it stands if the row is proved to lie there, and is decided again if not.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from attrs import field, frozen

from perfkpi.interpreters.columns.arrays import Bools, Bytes, Floats
from perfkpi.interpreters.columns.proofs.decimal_proof import DecimalProof
from perfkpi.interpreters.columns.proofs.integer_proof import IntegerProof

Views: TypeAlias = tuple[list[Floats], list[Bools], list[Bytes]]


@frozen(eq=False)
class Scratch:
    """Registers for blocks of some size; one thread uses it at a time.

    Attributes:
        floats: one row for each register of doubles.
        bools: one row for each register of truths.
        counts: one row for each register of small integers.
    """

    floats: Floats
    bools: Bools
    counts: Bytes
    _views: dict[int, Views] = field(factory=dict[int, "Views"], init=False)

    def views(self, rows: int) -> Views:
        """View the first rows of every register; those of the last size are kept."""
        found = self._views.get(rows)
        if found is None:
            self._views.clear()
            parts = self.floats[:, :rows], self.bools[:, :rows], self.counts[:, :rows]
            found = self._views[rows] = list(parts[0]), list(parts[1]), list(parts[2])
        return found

    @classmethod
    def of(cls, registers: int, rows: int) -> Scratch:
        """Make room for a plan."""
        return cls(np.empty((registers, rows)), np.empty((2, rows), dtype=np.bool_), np.empty((2, rows), dtype=np.int8))


class Run:
    """One block on its way through a plan.

    Attributes:
        cells: the measures, then the registers.
        present: for operations that were counted, 1 in rows in which they have a value, else 0.
        doubtful: the rows whose decisions lie within the error bound; ``None`` while there are none.
        lost: the rows that the plan does not cover; ``None`` while there are none.
    """

    __slots__ = ("cells", "counts", "doubtful", "lost", "masks", "out", "present")

    def __init__(self, measures: Sequence[Floats], scratch: Scratch, rows: int, out: Sequence[Floats | Bytes]) -> None:
        registers, self.masks, self.counts = scratch.views(rows)
        self.cells: list[Floats] = [*measures, *registers]
        self.out = out
        self.present: dict[int, Bytes] = {}
        self.doubtful: Bools | None = None
        self.lost: Bools | None = None

    def mark_uncertain(self, rows: Bools) -> None:
        """Mark rows whose decision may be wrong."""
        self.doubtful = rows.copy() if self.doubtful is None else np.logical_or(self.doubtful, rows, out=self.doubtful)

    def mark_unsupported(self, rows: Bools) -> None:
        """Mark rows that the plan does not cover."""
        self.lost = rows.copy() if self.lost is None else np.logical_or(self.lost, rows, out=self.lost)


@frozen(eq=False)
class Code(ABC):
    """What a back end made of a scorecard.

    Attributes:
        registers: how many registers of doubles it needs.
    """

    registers: int

    @abstractmethod
    def compute(self, run: Run, *, check: bool) -> bool:
        """Compute one block.

        Args:
            run: the block; its results and doubts are written there.
            check: whether every figure is looked at before it is used, as not all are known to be covered.

        Returns:
            whether all figures are covered; what was written is worth nothing where not.
        """


@frozen(eq=False)
class Plan:
    """What is computed, and what proves doubtful rows.

    Attributes:
        measures: the names of the columns that it reads, in the order of its first cells.
        code: computes a block.
        counts: whether completeness is computed; it is 1 in every row where not.
        decimal_proof: what proves doubtful rows to lie on the edge by their decimals; ``None`` where nothing does.
        integer_proof: what proves them by integers; ``None`` where nothing does.
    """

    measures: Sequence[str]
    code: Code
    counts: bool
    decimal_proof: DecimalProof | None
    integer_proof: IntegerProof | None

    @property
    def registers(self) -> int:
        """How many registers of doubles it needs."""
        return self.code.registers

    def run(
        self, measures: Mapping[str, Floats], scratch: Scratch, out: Sequence[Floats | Bytes], *, check: bool
    ) -> Run | None:
        """Compute one block; the results are written to ``out``.

        Returns:
            what is in doubt; ``None`` where a check found a figure that the plan does not cover.
        """
        run = Run([measures[name] for name in self.measures], scratch, len(out[0]), out)
        return run if self.code.compute(run, check=check) else None
