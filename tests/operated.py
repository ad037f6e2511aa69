"""Operations on columns, reckoned with fractions for one row at a time: what their docstrings say, once more."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import TypeAlias, cast

from perfkpi.language import Belongs, Expr, Program, RoundingMode, Status, Undefinedness
from perfkpi.meanings.columns.lowering import EVERY, Lowering
from perfkpi.meanings.columns.operations import (
    Chosen,
    Clip,
    Extreme,
    Filled,
    Kink,
    Line,
    Linear,
    Matched,
    Operation,
    Present,
    Product,
    Quotient,
    Raised,
    Ranked,
    Read,
    Refused,
    Rounded,
)
from perfkpi.meanings.exact import Exact, Value

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


def present(node: int) -> Present:
    """Whether an operation has a number, whatever the reason why it has none."""
    return Present(node, EVERY)


def number(operations: Sequence[Operation], node: int, figures: Figures) -> Fraction | None:
    """The number of one operation; ``None`` where it has none."""
    row: dict[str, Cell] = {each.name: GAPS[Status.NOT_MEASURED] for each in operations if isinstance(each, Read)}
    row |= {name: figure for name, figure in figures.items() if figure is not None}
    cell = computed(operations[: node + 1], row)[node]
    return cell if isinstance(cell, Fraction) else None


def computed(operations: Sequence[Operation], row: Mapping[str, Cell]) -> list[Cell]:
    """What each operation is in a row; its operands stand before it."""
    known: list[Cell] = []
    for operation in operations:
        assert all(0 <= operand < len(known) for operand in operation.operands)
        known.append(_meaning(operation, known, row))
    return known


def cell_of(line: Line, known: Sequence[Cell]) -> Cell:
    """What a line is in a row."""
    if line.node is None:
        return line.offset
    cell = known[line.node]
    if isinstance(cell, Fraction):
        return line.scale * cell + line.offset
    assert isinstance(cell, Undefinedness) or line == Line(line.node), "a category is no number"
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


def _meaning(operation: Operation, known: Sequence[Cell], row: Mapping[str, Cell]) -> Cell:  # noqa: PLR0911  # one for each
    match operation:
        case Read():
            read = row[operation.name]
            assert isinstance(read, Undefinedness) or operation.category is isinstance(read, str)
            return read
        case Refused(status):
            return GAPS[status]
        case Present(value, gaps):
            return Fraction(not _is(known[value], gaps))
        case Filled(value, statuses, otherwise):
            return cell_of(otherwise, known) if _is(known[value], statuses) else known[value]
        case Matched(at, cases, otherwise):
            category = known[at]
            if isinstance(category, Undefinedness):
                return category
            return cell_of(next((line for name, line in cases if name == category), otherwise), known)
        case Chosen():
            return _chosen(operation, known)
        case _:
            return _reckoned(operation, [known[node] for node in operation.operands])


def _chosen(operation: Chosen, known: Sequence[Cell]) -> Cell:
    for test, branch in zip(operation.tests, operation.branches[:-1], strict=True):
        number = known[test.on]
        if not isinstance(number, Fraction):
            return cast("Undefinedness", _worst(known[node] for node in (test.on, *operation.blamed)))
        before = number > test.at if test.downward else number < test.at
        if before or (number == test.at and test.belongs is Belongs.BELOW):
            return cell_of(branch, known)
    return cell_of(operation.branches[-1], known)


def _reckoned(operation: Operation, operands: Sequence[Cell]) -> Cell:
    """What is undefined where any operand is."""
    bottom = operands[-1] if isinstance(operation, Quotient) else None
    divided = isinstance(operation, Quotient) and (
        bottom == 0 or (operation.positive and isinstance(bottom, Fraction) and bottom < 0)
    )
    worst = _worst([*operands, GAPS[Status.UNDEFINED]] if divided else operands)
    return worst or _number(operation, [cell for cell in operands if isinstance(cell, Fraction)])


def _number(operation: Operation, numbers: Sequence[Fraction]) -> Cell:  # noqa: PLR0911  # one for each
    if isinstance(operation, Linear):
        return sum(
            (scale * number for (_, scale), number in zip(operation.terms, numbers, strict=True)), operation.offset
        )
    first = numbers[0]
    match operation:
        case Product():
            return first * numbers[1]
        case Quotient(top):
            return 1 / first if top is None else first / numbers[1]
        case Clip(_, low, high):
            assert low is None or high is None or low <= high
            return max([first, *_known(low)]) if high is None else min(max([first, *_known(low)]), high)
        case Kink(_, at, below, above):
            return (first - at) * (below if first < at else above)
        case Extreme(_, largest):
            return max(numbers) if largest else min(numbers)
        case Rounded(_, mode):
            return Fraction(rounded(first, mode))
        case Raised(_, exponent):
            return _raised(first, exponent)
        case Ranked(_, scale, offset, among, belongs):
            assert scale > 0
            number = scale * first + offset
            members = [value for value, count in zip(among.values, among.counts(), strict=True) for _ in range(count)]
            return Fraction(sum(each < number or (each == number and belongs is Belongs.ABOVE) for each in members))
        case _:
            raise AssertionError(operation)


def _known(end: Fraction | None) -> list[Fraction]:
    return [] if end is None else [end]


def _raised(number: Fraction, exponent: Fraction) -> Cell:
    """A power; a root is found only where it is a half of a small whole number."""
    if (not number and exponent < 0) or (number < 0 and exponent.denominator % 2 == 0):
        return GAPS[Status.UNDEFINED]
    power = number**exponent.numerator
    if exponent.denominator == 1:
        return power
    return next(half for half in reversed(_HALVES) if half**exponent.denominator == power)
