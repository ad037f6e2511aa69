"""The exact values of one indicator in every row of a table; what stands there twice is computed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np

from perfkpi.doubles import ordinary
from perfkpi.errors import DefinitionError, shown
from perfkpi.inputs.cells import read
from perfkpi.inputs.sources import Doubles, Source, Wholes
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.columns.arrays import Integers
from perfkpi.interpreters.evaluation import Evaluation
from perfkpi.interpreters.values import Value
from perfkpi.language import Among, Expr, Input, Program, Undefined, Undefinedness
from perfkpi.model.measurement.notation import Notation
from perfkpi.model.scoring.ranking.distributions import Distribution
from perfkpi.model.scoring.ranking.population_rule import NO_POPULATION
from perfkpi.population.ranking_rules import misfit

_ROWS = 1 << 18
"""Rows at a time: enough that most figures that are repeated are met, few enough for any memory."""

_CODES = 2**62


class Values:
    """The values of one indicator, collected table by table.

    Args:
        code: of the indicator.
        value: how it is computed.
        notations: how the sources of measures write them, where that was declared.
    """

    def __init__(self, code: str, value: Expr, notations: Mapping[str, Notation]) -> None:
        self.code, self.value, self._notations = code, value, notations
        program = Program(value)
        if any(isinstance(node, Undefined) and node.reason == NO_POPULATION for node, _ in program.steps):
            en = "is computed from points that are ranked themselves; rank only figures that do not depend on ranks"
            raise self._refused(en, "由本身需要排名的得分计算而来；请只对不依赖名次的数值排名")
        self._evaluation = Evaluation(program)
        self._inputs = [node for node, _ in program.steps if isinstance(node, Input)]
        self._numbers: list[Fraction] = []
        self._counts: list[int] = []
        self._absent = 0

    def _refused(self, en: str, zh: str) -> DefinitionError:
        return misfit(self.code, f"the value of {shown(self.code)} {en}", f"{shown(self.code, 'zh')} 的指标值{zh}")

    def read(self, bound: Table) -> None:
        """Add the rows of one table."""
        for start in range(0, bound.rows, _ROWS):
            stop = min(start + _ROWS, bound.rows)
            self._add([(node, bound.sources[node.name]) for node in self._inputs], start, stop)

    def distribution(self) -> Distribution:
        """Build the distribution of everything that was read."""
        return Distribution(Among(self._numbers, self._counts), absent=self._absent)

    def _add(self, sources: Sequence[tuple[Input, Source]], start: int, stop: int) -> None:
        places = [_distinct(source, start, stop) for _, source in sources]
        rows, counts = _together([place for _, place in places], stop - start)
        decoded = [
            list(self._decoded(node, source, firsts + start))
            for (node, source), (firsts, _) in zip(sources, places, strict=True)
        ]
        columns: list[tuple[str, list[Value], list[int]]] = [
            (node.name, values, codes[rows].tolist())
            for (node, _), values, (_, codes) in zip(sources, decoded, places, strict=True)
        ]
        for place, count in enumerate(counts.tolist()):
            given: dict[str, Value] = {name: values[codes[place]] for name, values, codes in columns}
            value = self._evaluation.run(given)[-1]
            if isinstance(value, tuple):
                self._numbers.append(Fraction(*value))
                self._counts.append(count)
            elif isinstance(value, Undefinedness):
                self._absent += count
            else:
                en = "is a root, which is no exact number to keep; declare RoundingPolicy(value=Rounding(4))"
                raise self._refused(en, "含有根式，无法精确保存；请声明 RoundingPolicy(value=Rounding(4))")

    def _decoded(self, node: Input, source: Source, rows: Integers) -> Iterator[Value]:
        """Read what figures mean, each different one once."""
        notation = self._notations.get(node.name)
        plain = isinstance(source, (Doubles, Wholes))
        figures = source.data[rows].tolist() if plain else map(source.raw, rows.tolist())
        return (read(node, figure, notation) for figure in figures)


def _distinct(source: Source, start: int, stop: int) -> tuple[Integers, Integers]:
    """Find the first row of each different figure, and for every row which one it has."""
    if isinstance(source, (Doubles, Wholes)) and ordinary():
        _, firsts, codes = np.unique(source.data[start:stop], return_index=True, return_inverse=True)
        return firsts.astype(np.int64), codes.astype(np.int64)
    every = np.arange(stop - start, dtype=np.int64)
    return every, every


def _together(codes: Sequence[Integers], rows: int) -> tuple[Integers, Integers]:
    """Find the first row of each different combination of figures, and how many rows have it."""
    joint = np.zeros(rows, dtype=np.int64)
    for column in codes:
        most = int(column.max(initial=0)) + 1
        if most * (int(joint.max(initial=0)) + 1) > _CODES:
            joint = np.unique(joint, return_inverse=True)[1].astype(np.int64)
        joint = joint * most + column
    _, firsts, counts = np.unique(joint, return_index=True, return_counts=True)
    return firsts.astype(np.int64), counts.astype(np.int64)
