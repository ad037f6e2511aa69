"""Operations on columns, reckoned with fractions for one row at a time: what their docstrings say, once more."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import TypeAlias, cast

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.dependencies import needed
from perfkpi.interpreters.columns.lowering import EVERY, Lowering
from perfkpi.interpreters.columns.roots import OpaqueError
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.values import Value
from perfkpi.language import EdgeSide, Expr, Program, RoundingMode, Status, Undefinedness

Cell: TypeAlias = Fraction | str | Undefinedness
"""A number, a category, or why there is neither: the status, without its reasons."""

Figures: TypeAlias = Mapping[str, Fraction | str | None]
"""A number or a category for each measure, or nothing where it is not measured."""

GAPS = {status: Undefinedness(status, ()) for status in EVERY}
_HALVES = [Fraction(half, 2) for half in range(-60, 61)]


def rows(**cells: Iterable[Cell | int]) -> list[dict[str, Cell]]:
    """Every row in which each measure is one of some cells."""
    columns = [[Fraction(cell) if isinstance(cell, int) else cell for cell in each] for each in cells.values()]
    return [dict(zip(cells, row, strict=True)) for row in product(*columns)]


def lowered(*roots: Expr, absences: frozenset[Status] = EVERY) -> Lowering:
    """Some expressions, lowered together."""
    return Lowering(Program(*roots), absences)


def operations(*roots: Expr, absences: frozenset[Status] = EVERY) -> list[str]:
    """What is done for some expressions together, beside reading measures: a clip, a bend, a weighted sum..."""
    program, lowering = Program(*roots), lowered(*roots, absences=absences)
    lines = dict(zip((node for node, _ in program.steps), lowering.lines, strict=True))
    every = [lowering.operations[node] for node in needed(lowering.operations, [lines[root] for root in roots])]
    return [type(each).__name__ for each in every if not isinstance(each, ir.Input)]


def covered(*roots: Expr) -> bool:
    """Whether columns cover some expressions; row by row, exactly, everything is."""
    try:
        lowered(*roots)
    except OpaqueError:
        return False
    return True


def disagreements(rows: Iterable[Mapping[str, Cell]], *roots: Expr, absences: frozenset[Status] = EVERY) -> list[str]:
    """The rows in which a step of some expressions and its line are not the same, and both."""
    program = Program(*roots)
    lowering = Lowering(program, absences)
    found: list[str] = []
    for row in rows:
        known = computed(lowering.operations, row)
        for (node, _), line, exact in zip(program.steps, lowering.lines, program.run(Exact(_inputs(row))), strict=True):
            here, there = cell_of(line, known), _cell(exact)
            if here != there:
                found.append(f"{node} at {dict(row)}: {here}, and not {there}")
    return found


def present(node: int) -> ir.Defined:
    """Whether an operation has a number, whatever the reason why it has none."""
    return ir.Defined(node, EVERY)


def number(operations: Sequence[ir.Operation], node: int, figures: Figures) -> Fraction | None:
    """The number of one operation; ``None`` where it has none."""
    row: dict[str, Cell] = {each.name: GAPS[Status.NOT_MEASURED] for each in operations if isinstance(each, ir.Input)}
    row |= {name: figure for name, figure in figures.items() if figure is not None}
    cell = computed(operations[: node + 1], row)[node]
    return cell if isinstance(cell, Fraction) else None


def computed(operations: Sequence[ir.Operation], row: Mapping[str, Cell]) -> list[Cell]:
    """What each operation is in a row; its operands stand before it."""
    algebra = Exactly(row)
    for node, operation in enumerate(operations):
        assert all(0 <= operand < node for operand in operation.operands)
        algebra.known.append(operation.meaning(algebra, node))
    return algebra.known


def cell_of(line: ir.Affine, known: Sequence[Cell]) -> Cell:
    """What a line is in a row."""
    if line.node is None:
        return line.offset
    cell = known[line.node]
    if isinstance(cell, Fraction):
        return line.scale * cell + line.offset
    assert isinstance(cell, Undefinedness) or line == ir.Affine(line.node), "a category is no number"
    return cell


def rounded(number: Fraction, mode: RoundingMode) -> int:
    """The whole number that a mode chooses, as the ``decimal`` module describes the mode."""
    inner, outer = (floor(number), ceil(number)) if number > 0 else (ceil(number), floor(number))
    rest = abs(number - inner)
    even = inner if inner % 2 == 0 else outer
    return {
        RoundingMode.FLOOR: floor(number),
        RoundingMode.CEILING: ceil(number),
        RoundingMode.DOWN: inner,
        RoundingMode.UP: outer,
        RoundingMode.HALF_UP: outer if 2 * rest >= 1 else inner,
        RoundingMode.HALF_DOWN: outer if 2 * rest > 1 else inner,
        RoundingMode.HALF_EVEN: even if 2 * rest == 1 else outer if 2 * rest > 1 else inner,
    }[mode]


def _inputs(row: Mapping[str, Cell]) -> dict[str, Value]:
    return {name: cell.as_integer_ratio() if isinstance(cell, Fraction) else cell for name, cell in row.items()}


def _cell(value: Value) -> Cell:
    if isinstance(value, Undefinedness):
        return GAPS[value.status]
    return value if isinstance(value, str) else Fraction(*cast("tuple[int, int]", value))


def _is(cell: Cell, statuses: frozenset[Status]) -> bool:
    return isinstance(cell, Undefinedness) and cell.status in statuses


def _worst(cells: Iterable[Cell]) -> Undefinedness | None:
    return max((cell for cell in cells if isinstance(cell, Undefinedness)), key=lambda gap: gap.status, default=None)


class Exactly(ir.ColumnAlgebra[Cell]):
    """One row, in fractions."""

    def __init__(self, row: Mapping[str, Cell]) -> None:
        self.row = row
        self.known: list[Cell] = []

    def _number(self, operation: ir.Operation, number: Callable[..., Cell], worst: Status | None = None) -> Cell:
        """What is undefined where any operand is, for the worst of their reasons and one of its own."""
        cells = [self.known[node] for node in operation.operands]
        gap = _worst(cells if worst is None else [*cells, GAPS[worst]])
        return number(*cells) if gap is None else gap

    def input(self, node: int, operation: ir.Input) -> Cell:
        read = self.row[operation.name]
        assert isinstance(read, Undefinedness) or operation.category is isinstance(read, str)
        return read

    def undefined(self, node: int, operation: ir.Undefined) -> Cell:
        return GAPS[operation.status]

    def weighted_sum(self, node: int, operation: ir.WeightedSum) -> Cell:
        scales = [scale for _, scale in operation.terms]
        return self._number(
            operation, lambda *numbers: sum((s * n for s, n in zip(scales, numbers, strict=True)), operation.offset)
        )

    def weighted_count(self, node: int, operation: ir.WeightedCount) -> Cell:
        assert all(
            self.known[each] in {0, 1} or isinstance(self.known[each], Undefinedness) for each, _ in operation.terms
        )
        return self.weighted_sum(node, operation)

    def mul(self, node: int, operation: ir.Mul) -> Cell:
        return self._number(operation, lambda left, right: left * right)

    def div(self, node: int, operation: ir.Div) -> Cell:
        bottom = self.known[operation.bottom]
        negative = operation.positive and isinstance(bottom, Fraction) and bottom < 0
        worst = Status.UNDEFINED if bottom == 0 or negative else None
        return self._number(operation, lambda *numbers: (1 if len(numbers) == 1 else numbers[0]) / numbers[-1], worst)

    def clip(self, node: int, operation: ir.Clip) -> Cell:
        low, high = operation.low, operation.high
        assert low is None or high is None or low <= high
        return self._number(operation, lambda on: min([max([on, *_given(low)]), *_given(high)]))

    def bend(self, node: int, operation: ir.Bend) -> Cell:
        at = operation.at
        return self._number(operation, lambda on: (on - at) * (operation.below if on < at else operation.above))

    def min_max(self, node: int, operation: ir.MinMax) -> Cell:
        return self._number(operation, lambda *numbers: max(numbers) if operation.largest else min(numbers))

    def round(self, node: int, operation: ir.Round) -> Cell:
        return self._number(operation, lambda on: Fraction(rounded(on, operation.mode)))

    def power(self, node: int, operation: ir.Power) -> Cell:
        return self._number(operation, lambda base: _raised(base, operation.exponent))

    def rank(self, node: int, operation: ir.Rank) -> Cell:
        among, belongs = operation.among, operation.belongs
        assert operation.scale > 0
        members = [value for value, count in zip(among.values, among.counts(), strict=True) for _ in range(count)]

        def place(on: Fraction) -> Cell:
            number = operation.scale * on + operation.offset
            return Fraction(sum(each < number or (each == number and belongs is EdgeSide.ABOVE) for each in members))

        return self._number(operation, place)

    def choose(self, node: int, operation: ir.Choose) -> Cell:
        for edge, branch in zip(operation.edges, operation.branches[:-1], strict=True):
            number = self.known[edge.on]
            if not isinstance(number, Fraction):
                return cast("Undefinedness", _worst(self.known[each] for each in (edge.on, *operation.blamed)))
            before = number > edge.at if edge.downward else number < edge.at
            if before or (number == edge.at and edge.belongs is EdgeSide.BELOW):
                return cell_of(branch, self.known)
        return cell_of(operation.branches[-1], self.known)

    def match(self, node: int, operation: ir.Match) -> Cell:
        category = self.known[operation.on]
        if isinstance(category, Undefinedness):
            return category
        line = next((line for name, line in operation.cases if name == category), operation.otherwise)
        return cell_of(line, self.known)

    def coalesce(self, node: int, operation: ir.Coalesce) -> Cell:
        value = self.known[operation.value]
        return cell_of(operation.otherwise, self.known) if _is(value, operation.on) else value

    def defined(self, node: int, operation: ir.Defined) -> Cell:
        value = self.known[operation.value]
        return value if _is(value, operation.wrong) else Fraction(not _is(value, operation.gaps))


def _given(end: Fraction | None) -> list[Fraction]:
    return [] if end is None else [end]


def _raised(number: Fraction, exponent: Fraction) -> Cell:
    """A power; a root is found only where it is a half of a small whole number."""
    if (not number and exponent < 0) or (number < 0 and exponent.denominator % 2 == 0):
        return GAPS[Status.UNDEFINED]
    power = number**exponent.numerator
    if exponent.denominator == 1:
        return power
    return next(half for half in reversed(_HALVES) if half**exponent.denominator == power)
