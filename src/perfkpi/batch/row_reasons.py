"""Why rows lack a figure, told as for one person, and once for all rows of which the same is said.

Rows are told apart by what their reason depends on (``Decisions``, ``UnreadCells``). One row of each kind is evaluated,
exactly and in full, as ``appraise`` does it; what its reasons quote of its own figures and cells is then filled in from
each of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
from attrs import evolve, field, frozen

from perfkpi.batch.alike import alike
from perfkpi.batch.allowance import ROW, TOLD, UNLIMITED, Allowance
from perfkpi.batch.fallback import beyond_doubles, blocks_of, given_in
from perfkpi.batch.kernel import Kernel
from perfkpi.batch.questions import Decisions
from perfkpi.batch.unread_cells import ALONE, UnreadCells
from perfkpi.doubles import ordinary
from perfkpi.inputs.binding import bind
from perfkpi.inputs.sources import Block
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.blame import merged, tell
from perfkpi.interpreters.columns.arrays import Integers
from perfkpi.interpreters.figures import double_text
from perfkpi.language import Kind, Reason, Undefinedness

_ROWS = 8192
_EACH = 4
"""Steps that a figure of a row takes to be told apart from others."""

_FEWEST = 24
"""Fewer rows are sooner asked one by one."""


@frozen(eq=False)
class Told:
    """What is said of some rows.

    Attributes:
        reasons: why there is no figure, as a result tells it.
        quoted: for each reason the cell that it quotes, as it quotes it; empty where it quotes none.
    """

    reasons: tuple[Reason, ...]
    quoted: tuple[str, ...]


@frozen(eq=False)
class _Blank:
    """One reason of a kind of rows, and what of it is another one in each row.

    Attributes:
        reason: of the row that was evaluated.
        cell: the measure whose cell it quotes; empty where it quotes none.
    """

    reason: Reason
    cell: str


@frozen(eq=False)
class _Kind:
    """Rows that lack the figure for the same reasons, but for what these quote.

    Attributes:
        blanks: the reasons.
        cells: the measures whose cells they quote.
        figures: the measures whose figures they tell.
        alone: whether they speak of measures by which rows are not told apart.
        told: what was said of some of the rows, by what is quoted of them.
    """

    blanks: Sequence[_Blank]
    cells: Sequence[str]
    figures: Sequence[str]
    alone: bool
    told: dict[tuple[object, ...], int] = field(factory=dict[tuple[object, ...], int])


class RowReasons:
    """Why every row of a table lacks one figure of a scorecard.

    Args:
        ready: the scorecard.
        table: rows in which the figure is undefined.
        slot: the figure's position in the program of the compiled card.
        allowance: how much may be computed.

    Raises:
        SpentError: more would have to be computed, when it is run.
    """

    def __init__(self, ready: Kernel, table: Table, slot: int, allowance: Allowance = UNLIMITED) -> None:
        self._allowance = allowance
        self._ready, self._table, self._card = ready, table, ready.compiled_card
        self._question = ready.question(slot)
        self._nodes = {node.name: node for node in self._question.inputs}
        self._others = {node.name for node in self._card.inputs} - self._nodes.keys()
        self._read = table.only(self._nodes)
        self._cells = {
            name: UnreadCells(node, table.sources[name], self._card.notations.get(name), self._nodes.keys())
            for name, node in self._nodes.items()
        }
        self._kinds: dict[bytes, _Kind] = {}
        self._codes: dict[tuple[Reason, ...], int] = {}
        self._told: list[Told] = []

    def run(self) -> tuple[Integers, Sequence[Told]]:
        """Tell why each row lacks the figure.

        Returns:
            int64, for each row the position of what is said of it; and all that is said, in the order of the rows.
        """
        rows, decisions = self._table.rows, self._question.decisions
        codes = np.empty(rows, dtype=np.int64)
        if decisions is None or rows < _FEWEST or not ordinary():
            codes[:] = [self._alone(row) for row in range(rows)]
        else:
            for start in range(0, rows, _ROWS):
                stop = min(start + _ROWS, rows)
                self._tell(decisions, start, codes[start:stop])
        first = np.empty(len(self._told), dtype=np.int64)
        first[codes[::-1]] = np.arange(rows)[::-1]  # of the rows of one code the first is written last
        order = np.argsort(first)
        position = np.empty(len(first), dtype=np.int64)
        position[order] = np.arange(len(first))
        in_order: list[int] = order.tolist()
        return position[codes], [self._told[code] for code in in_order]

    def _tell(self, decisions: Decisions, start: int, codes: Integers) -> None:
        """Tell why the rows of one block lack the figure, into ``codes``."""
        rows = len(codes)
        self._allowance.spend(rows * len(self._nodes) * _EACH)
        blocks = blocks_of(self._ready, self._read, start, start + rows)
        found, alone = decisions.kinds(given_in(self._ready, blocks, np.arange(rows)), rows)
        alone = alone | beyond_doubles(blocks, rows)
        columns = [found]
        for name, block in blocks.items():
            cells = self._cells[name].kinds(block.statuses(), start)
            alone |= cells == ALONE
            columns.append(cells[:, np.newaxis])
        for row in np.flatnonzero(alone).tolist():
            codes[row] = self._alone(start + row)
        kinds, rest = np.concatenate(columns, axis=1), np.flatnonzero(~alone)
        for places in alike(kinds[rest].T):
            members = rest[places]
            key, row = kinds[members[0]].tobytes(), start + int(members[0])
            kind = self._kinds.get(key)
            if kind is None:
                kind = self._kinds[key] = self._kind(row)
            if kind.alone:
                codes[members] = [self._alone(each) for each in (members + start).tolist()]
            elif kind.cells or kind.figures:
                self._variants(kind, blocks, start, members, codes)
            else:
                codes[members] = self._filled(kind, row)

    def _kind(self, row: int) -> _Kind:
        """Evaluate one row, exactly and in full."""
        self._allowance.spend(TOLD)
        inputs = bind(self._card.inputs, self._table.row(row), self._card.notations)
        value = cast("Undefinedness", tell(self._question.program, inputs, self._card.titles)[-1])
        cells = {name: self._cells[name].cell(row) for name in self._nodes if isinstance(inputs[name], Undefinedness)}
        wrong = {cell.reason: name for name, cell in cells.items()}
        blanks = [_Blank(reason, wrong.get(evolve(reason, items=(), given=()), "")) for reason in merged(value.reasons)]
        return _Kind(
            blanks=blanks,
            cells=[blank.cell for blank in blanks if blank.cell],
            figures=list(dict.fromkeys(name for blank in blanks for name, _ in blank.reason.given)),
            alone=any(not self._others.isdisjoint(blank.reason.names) for blank in blanks),
        )

    def _alone(self, row: int) -> int:
        """Tell why one row lacks the figure, whatever is said of others."""
        blanks = self._kind(row).blanks
        cells = [self._cells[blank.cell].cell(row).quoted if blank.cell else "" for blank in blanks]
        return self._code([(blank.reason, cell) for blank, cell in zip(blanks, cells, strict=True)])

    def _variants(self, kind: _Kind, blocks: Mapping[str, Block], start: int, rows: Integers, codes: Integers) -> None:
        """Tell why some rows of a block lack the figure; rows of which the same is quoted are told once."""
        columns: list[tuple[Integers, Sequence[object]]] = [
            self._cells[name].distinct(rows + start) for name in kind.cells
        ]
        columns += [self._figures(name, blocks[name], start, rows) for name in kind.figures]
        for members in alike([numbers for numbers, _ in columns]):
            first = members[0]
            key = tuple([each[int(numbers[first])] for numbers, each in columns])
            code = kind.told.get(key)
            if code is None:
                figures = key[len(kind.cells) :]
                code = kind.told[key] = self._filled(kind, start + int(rows[first]), figures)
            codes[rows[members]] = code

    def _figures(self, name: str, block: Block, start: int, rows: Integers) -> tuple[Integers, Sequence[object]]:
        """Tell figures apart: numbers by their doubles, which stand for them here, categories by their texts."""
        node = self._nodes[name]
        if node.kind is Kind.NUMBER:
            distinct, numbers = np.unique(block.values[rows], return_inverse=True)
            return numbers, distinct.tolist()
        cells = [{name: self._table.sources[name].raw(row)} for row in (rows + start).tolist()]
        known: dict[object, int] = {}
        texts = [bind([node], cell, self._card.notations)[name] for cell in cells]
        return np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int64), list(known)

    def _filled(self, kind: _Kind, row: int, figures: Sequence[object] = ()) -> int:
        """Fill in what the reasons quote of a row; its figures are known by then."""
        self._allowance.spend(ROW)
        texts = {name: _text(figure) for name, figure in zip(kind.figures, figures, strict=True)}
        found: list[tuple[Reason, str]] = []
        for blank in kind.blanks:
            reason, quoted = blank.reason, ""
            if blank.cell:
                cell = self._cells[blank.cell].cell(row)
                reason, quoted = evolve(cast("Reason", cell.reason), items=reason.items), cell.quoted
            elif reason.given:
                given = tuple([(name, texts[name]) for name in reason.names if name in texts])
                reason = Reason(reason.code, reason.zh, reason.en, reason.names, items=reason.items, given=given)
            found.append((reason, quoted))
        return self._code(sorted(found, key=_place) if len(found) > 1 else found)

    def _code(self, found: Sequence[tuple[Reason, str]]) -> int:
        """Find the position of what is said, each reason with the cell that it quotes."""
        reasons = tuple([reason for reason, _ in found])
        code = self._codes.setdefault(reasons, len(self._told))
        if code == len(self._told):
            self._told.append(Told(reasons, tuple([quoted for _, quoted in found])))
        return code


def _text(figure: object) -> str:
    return double_text(figure) if isinstance(figure, float) else str(figure)


def _place(told: tuple[Reason, str]) -> tuple[object, ...]:
    """Put reasons in the order in which ``merged`` does; no two of one row have the same of these."""
    reason, _ = told
    return reason.code, reason.zh, reason.en, reason.names
