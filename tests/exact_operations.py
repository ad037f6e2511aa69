"""What operations mean, number by number, in exact fractions: what columns of them are compared with."""

import math
from collections.abc import Mapping, Sequence
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from fractions import Fraction

from perfkpi.language import Belongs, RoundingMode
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
    Ranked,
    Read,
    Rounded,
    Test,
)

__all__ = ["Figures", "number", "rounded"]

Figures = Mapping[str, Fraction | str | None]
"""A row: a number or a name for each measure, or nothing where it is absent."""

_MODES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_DOWN: ROUND_HALF_DOWN,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.UP: ROUND_UP,
    RoundingMode.DOWN: ROUND_DOWN,
    RoundingMode.CEILING: ROUND_CEILING,
    RoundingMode.FLOOR: ROUND_FLOOR,
}


def rounded(exact: Fraction, mode: RoundingMode) -> Fraction:
    """A number as ``decimal`` rounds it: an eighth between the same whole and half numbers goes the same way."""
    eighths = 2 * math.floor(4 * exact) + bool((4 * exact) % 1)
    return Fraction((Decimal(eighths) / 8).to_integral_value(_MODES[mode]))


def number(operations: Sequence[Operation], node: int, row: Figures) -> Fraction | None:  # noqa: PLR0911  # one for each operation
    """The number of one column in a row; ``None`` where it has none."""
    operation = operations[node]
    if isinstance(operation, Read):
        found = row[operation.name]
        assert not isinstance(found, str)
        return found

    def line(of: Line) -> Fraction | None:
        on = Fraction(0) if of.node is None else number(operations, of.node, row)
        return None if on is None else of.scale * on + of.offset

    match operation:
        case Matched(on=on, cases=cases, otherwise=otherwise):
            category = operations[on]
            assert isinstance(category, Read)
            return line(dict(cases).get(str(row[category.name]), otherwise))
        case Filled(value=value, otherwise=otherwise):
            found = number(operations, value, row)
            return line(otherwise) if found is None else found
        case Present(value=value):
            return Fraction(number(operations, value, row) is not None)
        case Chosen(tests=tests, branches=branches):
            for test, branch in zip(tests, branches, strict=False):
                if _before(test, number(operations, test.on, row)):
                    return line(branch)
            return line(branches[-1])
        case _:
            pass
    found_operands = [number(operations, each, row) for each in operation.operands]
    of = [each for each in found_operands if each is not None]
    return _arithmetic(operation, of) if len(of) == len(found_operands) else None


def _before(test: Test, on: Fraction | None) -> bool:
    assert on is not None
    on_it = on == test.at and test.belongs is Belongs.BELOW
    return on_it or (on > test.at if test.downward else on < test.at)


def _arithmetic(operation: Operation, of: Sequence[Fraction]) -> Fraction | None:  # noqa: PLR0911  # one for each operation
    match operation:
        case Linear(terms=terms, offset=offset):
            return sum((scale * each for (_, scale), each in zip(terms, of, strict=True)), offset)
        case Product():
            return of[0] * of[1]
        case Quotient():
            return None if not of[-1] else (of[0] if len(of) > 1 else 1) / of[-1]
        case Clip(low=low, high=high):
            cut = of[0] if low is None else max(of[0], low)
            return cut if high is None else min(cut, high)
        case Kink(at=at, below=below, above=above):
            return (of[0] - at) * (below if of[0] < at else above)
        case Extreme(largest=largest):
            return max(of) if largest else min(of)
        case Rounded(mode=mode):
            return rounded(of[0], mode)
        case Ranked(scale=scale, offset=offset, among=among, belongs=belongs):
            reached = scale * of[0] + offset
            often = zip(among.values, among.before, among.before[1:], strict=False)
            return Fraction(
                sum(
                    after - before
                    for value, before, after in often
                    if value < reached or (value == reached and belongs is Belongs.ABOVE)
                )
            )
        case _:
            return None
