"""From an expression to operations on columns: constants are folded exactly, what is shared is computed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import cast

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.folding import EXACTLY, Folding
from perfkpi.interpreters.columns.roots import OpaqueError
from perfkpi.interpreters.values import Pair, pair
from perfkpi.language import (
    Among,
    Caption,
    EdgeSide,
    Input,
    Kind,
    Named,
    Program,
    Reason,
    Relation,
    Role,
    RoundingMode,
    Status,
)

EVERY = frozenset(Status) - {Status.OK}
"""Every status in which there is no value."""

_ZERO, _ONE = Fraction(0), Fraction(1)


class Lowering(Folding):
    """Values are lines on operations; equal operations are one.

    Args:
        program: what is lowered.
        absences: the statuses that a row may have; where a policy is about none of them, it is left out.

    Attributes:
        operations: in an order in which they can be computed.
        lines: the line that each step of the program is.
        assumed: what is taken to have a value because every measure has one.

    Raises:
        OpaqueError: roots of roots, several roots that meet, or categories that are chosen.
    """

    def __init__(self, program: Program, absences: frozenset[Status] = EVERY) -> None:
        kinds: dict[str, Kind] = {}
        for node, _ in program.steps:
            if isinstance(node, Input):
                kinds[node.name] = node.kind
            elif node.yields is Kind.CATEGORY and not isinstance(node, Named):
                raise OpaqueError(node)
        super().__init__(kinds)
        self._absences = absences
        self.assumed: set[int] = set()
        self._questions: dict[ir.Affine, tuple[ir.Affine, int, Sequence[bool]]] = {}
        self.lines: list[ir.Affine] = program.run(self)

    # ----------------------------------------------------------------------------------------- bounds and roundings

    def min(self, values: Sequence[ir.Affine]) -> ir.Affine:
        return self._extreme(values, largest=False)

    def max(self, values: Sequence[ir.Affine]) -> ir.Affine:
        return self._extreme(values, largest=True)

    def _extreme(self, values: Sequence[ir.Affine], *, largest: bool) -> ir.Affine:
        pick: Callable[..., Fraction] = max if largest else min
        constants = [line.offset for line in values if line.node is None]
        lines = list(dict.fromkeys(line for line in values if line.node is not None))
        bound = pick(constants) if constants else None
        if not lines:
            return self.const(pick(constants))
        inner = lines[0]
        if len(lines) > 1:
            inner = self._bending(lines, largest=largest) or self._on(
                ir.MinMax(tuple(dict.fromkeys(self.materialise(line) for line in lines)), largest)
            )
        if bound is None:
            return inner
        return self._clipped(inner, bound, None) if largest else self._clipped(inner, None, bound)

    def _bending(self, lines: Sequence[ir.Affine], *, largest: bool) -> ir.Affine | None:
        """Turn the least or largest of two lines on one column into a line that bends where they meet."""
        one, other = lines[0], lines[1]
        if len(lines) > 2 or one.node != other.node or one.scale == other.scale:  # noqa: PLR2004  # two lines bend once
            return None
        at = (other.offset - one.offset) / (one.scale - other.scale)
        flat, steep = sorted((one, other), key=lambda line: line.scale)
        low, high = (flat, steep) if largest else (steep, flat)
        return self._bend(cast("int", one.node), at, low, high)

    def _bend(self, node: int, at: Fraction, low: ir.Affine, high: ir.Affine) -> ir.Affine:
        meet = low.scale * at + low.offset
        if low.scale == high.scale:
            return ir.Affine(node, low.scale, low.offset)
        # The gentler slope leads, whichever side it is on: then columns of one weight are seen to have one.
        lead = min((line.scale for line in (low, high) if line.scale), key=abs)
        return ir.Affine(self._node(ir.Bend(node, at, low.scale / lead, high.scale / lead)), lead, meet)

    def _clipped(self, line: ir.Affine, low: Fraction | None, high: Fraction | None) -> ir.Affine:
        if line.node is None or not line.scale:
            bounded = line.offset if low is None else max(line.offset, low)
            return ir.Affine(line.node, line.scale, bounded if high is None else min(bounded, high))
        ends = [None if end is None else (end - line.offset) / line.scale for end in (low, high)]
        if line.scale < 0:
            ends.reverse()
        node, inner = line.node, self.operations[line.node]
        if isinstance(inner, ir.Clip) and (inner.low is None or inner.high is None):
            merged = [old if new is None else new for old, new in zip((inner.low, inner.high), ends, strict=True)]
            kept = [old is None or new is None for old, new in zip((inner.low, inner.high), ends, strict=True)]
            if all(kept) and (merged[0] is None or merged[1] is None or merged[0] <= merged[1]):
                node, ends = inner.on, merged
        return ir.Affine(self._node(ir.Clip(node, *ends)), line.scale, line.offset)

    def floor(self, value: ir.Affine) -> ir.Affine:
        return self.round(value, _ONE, RoundingMode.FLOOR)

    def round(self, value: ir.Affine, step: Fraction, mode: RoundingMode) -> ir.Affine:
        if value.node is None:
            found = EXACTLY.round(pair(value.offset), step, mode)
            return self.const(Fraction(*found)) if isinstance(found, tuple) else value
        return ir.Affine(self._node(ir.Round(self.materialise(self._scaled(value, 1 / step)), mode)), step)

    # ------------------------------------------------------------------------------------------------------ choices

    def choose(
        self, on: ir.Affine, edges: Sequence[tuple[ir.Affine, EdgeSide]], branches: Sequence[ir.Affine]
    ) -> ir.Affine:
        tests: list[ir.Edge] = []
        kept: list[ir.Affine] = []
        for (at, belongs), branch in zip(edges, branches, strict=False):
            gap = self.sub(on, at)
            if gap.node is not None:
                tests.append(self._test(gap, belongs))
                kept.append(branch)
            elif gap.offset < 0 or (not gap.offset and belongs is EdgeSide.BELOW):
                kept.append(branch)  # every row that comes here takes it
                break
        else:
            kept.append(branches[-1])
        if not tests:
            return kept[0]
        if len(tests) == 1 and (bent := self._bends(tests[0], kept)) is not None:
            return bent
        blamed = [line.node for line in (on, *(at for at, _ in edges)) if line.node is not None]
        ready = tuple(self._ready(branch) for branch in kept)
        return self._on(ir.Choose(tuple(tests), ready, tuple(dict.fromkeys(blamed))))

    def _test(self, gap: ir.Affine, belongs: EdgeSide) -> ir.Edge:
        """Ask of its column whether a line is below 0."""
        if gap.node is None or not gap.scale:
            return ir.Edge(self.materialise(gap), _ZERO, belongs)
        return ir.Edge(gap.node, -gap.offset / gap.scale, belongs, downward=gap.scale < 0)

    def _bends(self, test: ir.Edge, branches: Sequence[ir.Affine]) -> ir.Affine | None:
        """Join two lines on one column that meet at the edge: no choice is left to make.

        The column is the tested one itself, or what it is rounded to: on either side of the edge, that is not beyond
        what the edge is rounded to.
        """
        low, high = branches[::-1] if test.downward else branches
        nodes = {line.node for line in branches} - {None}
        if len(nodes) != 1:
            return None
        node, at = cast("int", nodes.pop()), test.at
        if node != test.on:
            rounded = self.operations[node]
            line = self._rounds(rounded, test.on)
            if line is None or not isinstance(rounded, ir.Round):
                return None
            at = Fraction(*cast("Pair", EXACTLY.round(pair(line.scale * at + line.offset), _ONE, rounded.mode)))
            low, high = (low, high) if line.scale > 0 else (high, low)
        if low.scale * at + low.offset != high.scale * at + high.offset:
            return None
        return self._bend(node, at, low, high)

    def _rounds(self, operation: ir.Operation, node: int) -> ir.Affine | None:
        """Find the line on a column that an operation rounds; ``None`` where it does something else."""
        if not isinstance(operation, ir.Round):
            return None
        inner = self.operations[operation.on]
        if isinstance(inner, ir.WeightedSum) and len(inner.terms) == 1 and inner.terms[0][0] == node:
            return ir.Affine(*inner.terms[0], inner.offset)
        return ir.Affine(node) if operation.on == node else None

    # --------------------------------------------------------------------------------------------------- conditions

    def compare(self, left: ir.Affine, relation: Relation, right: ir.Affine) -> ir.Affine:
        answers = [self.const(_ONE if held else _ZERO) for held in relation.holds]
        return self.choose(left, [(right, side) for side in relation.sides], answers)

    def all(self, conditions: Sequence[ir.Affine], counted: Caption | None) -> ir.Affine:
        return self._asked(self.add(conditions), len(conditions), (False, True))

    def any(self, conditions: Sequence[ir.Affine], counted: Caption | None) -> ir.Affine:
        return self._asked(self.add(conditions), 1, (False, True))

    def negate(self, condition: ir.Affine) -> ir.Affine:
        number, needed, holds = self._questions.get(condition, (condition, 1, (False, True)))
        return self._asked(number, needed, [not held for held in holds])

    def _asked(self, number: ir.Affine, needed: int, holds: Sequence[bool]) -> ir.Affine:
        """Tell whether so many conditions hold, as a number; what is chosen by it asks their number itself."""
        truth = self._by_number(number, needed, [self.const(_ONE if held else _ZERO) for held in holds])
        if truth.node is not None:
            self._questions[truth] = number, needed, holds
        return truth

    def _by_number(self, number: ir.Affine, needed: int, branches: Sequence[ir.Affine]) -> ir.Affine:
        return self.choose(number, [(self.const(Fraction(needed)), EdgeSide.ABOVE)], branches)

    def decide(self, condition: ir.Affine, met: ir.Affine, otherwise: ir.Affine) -> ir.Affine:
        number, needed, holds = self._questions.get(condition, (condition, 1, (False, True)))
        return self._by_number(number, needed, [met if held else otherwise for held in holds])

    # ------------------------------------------------------------------------------------------- counts, categories

    def rank(self, on: ir.Affine, among: Among, belongs: EdgeSide) -> ir.Affine:
        if on.node is None:
            return self.const(Fraction(among.reached(*on.offset.as_integer_ratio(), belongs)))
        if on.scale > 0:
            return self._on(ir.Rank(on.node, on.scale, on.offset, among, belongs))
        return self._on(ir.Rank(self.materialise(on), _ONE, _ZERO, among, belongs))

    def match(self, on: ir.Affine, cases: Sequence[tuple[str, ir.Affine]], otherwise: ir.Affine) -> ir.Affine:
        ready = tuple((name, self._ready(line)) for name, line in cases)
        return self._on(ir.Match(cast("int", on.node), ready, self._ready(otherwise)))

    def coalesce(self, value: ir.Affine, on: frozenset[Status], otherwise: ir.Affine) -> ir.Affine:
        met = on & self._absences
        if value.node is None or not met:
            return value
        if otherwise.node is None and value.scale:
            stand_in = ir.Affine(None, _ZERO, (otherwise.offset - value.offset) / value.scale)
            return ir.Affine(self._node(ir.Coalesce(value.node, met, stand_in)), value.scale, value.offset)
        return self._on(ir.Coalesce(self.materialise(value), met, self._ready(otherwise)))

    def defined(self, value: ir.Affine, gaps: frozenset[Status], wrong: frozenset[Status] = frozenset()) -> ir.Affine:
        met, bad = gaps & self._absences, (wrong - gaps) & self._absences
        if value.node is None:
            return self.const(_ONE)
        if not met and not bad:
            self.assumed.add(value.node)
            return self.const(_ONE)
        return self._on(ir.Defined(value.node, met, bad))

    def undefined(self, status: Status, reason: Reason) -> ir.Affine:
        return self._on(ir.Undefined(status))

    def named(self, role: Role, code: str, value: ir.Affine) -> ir.Affine:
        return value
