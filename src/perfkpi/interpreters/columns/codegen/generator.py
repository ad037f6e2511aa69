"""What every back end has in common that turns operations into code: where is compared, how, and what is in doubt."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar, cast

from attrs import frozen

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import first_double, near
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.codegen.plan import Code
from perfkpi.interpreters.columns.dependencies import divisors_of, measures_of, needed, vocabulary
from perfkpi.interpreters.columns.intervals import UncoveredError
from perfkpi.interpreters.columns.proofs.lattice import Window, never_doubtful
from perfkpi.interpreters.columns.rounding import HALVES
from perfkpi.language import EdgeSide, RoundingMode
from perfkpi.value_objects import ValueObject

V = TypeVar("V")

_EXACT = 2.0**53
_WIDEST = 1e-4
"""The widest window around an edge of a rounding: beyond it, too many rows would be decided again."""

_DIRECTED = frozenset({RoundingMode.FLOOR, RoundingMode.CEILING})
_UPWARD = frozenset({RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.FLOOR})
"""The modes that take the whole number below, once the edge is moved to where it belongs; the others that above."""

_HALF = {RoundingMode.HALF_UP: 0.5, RoundingMode.HALF_EVEN: 0.5, RoundingMode.HALF_DOWN: -0.5}


@frozen(eq=False)
class Rounding(ValueObject):
    """A column is moved by a constant and taken to the whole number below, or above.

    Attributes:
        shift: what is added, so that ties and what cannot be told from them lie just past a whole number.
        upward: whether the whole number below is taken then; the one above otherwise.
        mirrored: whether the magnitude is rounded, and gets the sign of the column afterwards.
        limit: rows at most so far past the whole number are taken to lie on the edge.
        doubts: whether these rows are in doubt.
        even: whether an odd number that such a row would get is one too large.
    """

    shift: float
    upward: bool
    mirrored: bool
    limit: float
    doubts: bool
    even: bool


@frozen(eq=False)
class Comparison(ValueObject):
    """A row lies before an edge where its column is less than a number, or at least that number.

    Attributes:
        downward: whether it is at least the number.
        number: the number.
        doubtful: rows from the first number up to, but not with, the second are in doubt; ``None`` where none is.
    """

    downward: bool
    number: float
    doubtful: tuple[float, float] | None = None


@frozen(eq=False)
class Scaling(ValueObject):
    """``(number * times + plus) / over`` of whole numbers: only the division rounds, to the nearest double.

    Attributes:
        signed: whether -0.0 may come of it.
    """

    times: float
    plus: float
    over: float
    signed: bool


class CodeGenerator(ir.ColumnAlgebra[V]):
    """How each operation is computed for a block of rows, and how the three results are written.

    A back end is asked for the results, computes what these need, and gives the code. What a row is compared with, and
    how close to it a row is in doubt, is decided here, for all back ends alike.

    Args:
        operations: of the whole program.
        bounds: of the operations.
        roots: the results.
        gaps: whether a figure may be missing.

    Attributes:
        windows: the decisions that are made.
        measures: the names of the columns that are read.
        divisors: the measures that something is divided by.
        names: for each category, the positions of the names that rules know.

    Raises:
        UncoveredError: something that doubles do not decide, whatever the row.
    """

    def __init__(
        self, operations: Sequence[ir.Operation], bounds: Bounds, roots: Sequence[ir.Affine], *, gaps: bool
    ) -> None:
        self.operations = operations
        self.bounds = bounds
        self.gaps = gaps
        self.windows: list[Window] = []
        self._order = needed(operations, roots)
        self.measures = measures_of(operations, self._order)
        self.divisors = divisors_of(operations, self._order)
        self.names = vocabulary(operations)

    @abstractmethod
    def total(self, line: ir.Affine) -> None:
        """Write the rounded total, as the double nearest to its decimal."""

    @abstractmethod
    def rating(self, line: ir.Affine) -> None:
        """Write the position of the rating: how many edges the total lies before."""

    @abstractmethod
    def completeness(self, line: ir.Affine) -> None:
        """Write the share of the weights that has points, as the double nearest to it; a constant is not written."""

    @abstractmethod
    def code(self) -> Code:
        """Return what computes a block."""

    # --------------------------------------------------------------------------------------------------- decisions

    def rounding(self, operation: ir.Round) -> Rounding | None:
        """Decide how a column is rounded.

        ``None`` where a measure itself is rounded down or up: its double lies between two whole numbers just where the
        measure does.
        """
        bound, mode = self.bounds[operation.on], operation.mode
        window = bound.window()
        if not 2 * window <= _WIDEST:
            raise UncoveredError(operation)
        if mode in _DIRECTED and isinstance(self.operations[operation.on], ir.Input):
            return None
        edge = Fraction(int(mode in HALVES), 2)
        upward = mode in _UPWARD
        half = _HALF.get(mode, 0.0)
        return Rounding(
            shift=half + window if upward else half - window,
            upward=upward,
            mirrored=bound.low < 0 and mode not in _DIRECTED,
            limit=2 * window,
            doubts=self._doubts(Window(operation.on, edge, Fraction(1), window)),
            even=mode is RoundingMode.HALF_EVEN,
        )

    def comparison(self, edge: ir.Edge) -> Comparison:
        """Decide how to tell which rows lie before an edge."""
        operation, bound = self.operations[edge.on], self.bounds[edge.on]
        beyond = edge.downward == (edge.belongs is EdgeSide.ABOVE)
        if isinstance(operation, ir.Input):
            return Comparison(edge.downward, first_double(edge.at, beyond=beyond))
        if bound.is_integer:
            whole = Fraction(math.floor(edge.at) + 1 if beyond else math.ceil(edge.at))
            return Comparison(edge.downward, near(whole))
        at = near(edge.at)
        window = bound.window(edge.at)
        if not math.isfinite(window):
            raise UncoveredError(operation)
        doubts = self._doubts(Window(edge.on, edge.at, Fraction(0), window))
        doubtful = (at - window, at + window) if doubts else None
        return Comparison(edge.downward, at + window if beyond else at - window, doubtful)

    def _doubts(self, window: Window) -> bool:
        """Tell whether rows in a window are in doubt, which is remembered."""
        if never_doubtful(self.operations, window):
            return False
        self.windows.append(window)
        return True

    # ----------------------------------------------------------------------------------------------------- results

    def scaled_total(self, line: ir.Affine) -> tuple[int, Scaling]:
        """Find the rounded column, and what it is multiplied by and divided by to be the total."""
        operation = None if line.node is None else self.operations[line.node]
        if line.node is None or not isinstance(operation, ir.Round) or line.offset:
            raise UncoveredError(line)
        bound = self.bounds[line.node]
        signed = bound.low < 0 or (bound.low <= 0 and operation.mode not in _UPWARD)  # -0.0 comes of nothing else
        return line.node, self.scaling(line, line.node, signed=signed)

    def scaling(self, line: ir.Affine, node: int, *, signed: bool = False) -> Scaling:
        """Scale a line on whole numbers: it is multiplied and moved as these, and divided once."""
        over = math.lcm(line.scale.denominator, line.offset.denominator)
        times, plus = line.scale * over, line.offset * over
        bound = self.bounds[node]
        if not bound.is_integer or not bound.size * abs(times) + abs(plus) < _EXACT > over:
            raise UncoveredError(line)
        return Scaling(float(times), float(plus), float(over), signed)

    def bands(self, line: ir.Affine) -> ir.Choose:
        """Find the choice between the positions of bands.

        A rating scale chooses from the worst band up, so that each edge that is not reached is one position.
        """
        operation = self.operations[cast("int", line.node)]
        if not isinstance(operation, ir.Choose) or not _counts_down(operation):
            raise UncoveredError(operation)
        return operation


def _counts_down(operation: ir.Choose) -> bool:
    """Tell whether the branches are the positions of bands, from the worst to the best."""
    positions = [ir.Affine(None, Fraction(0), Fraction(place)) for place in range(len(operation.edges), -1, -1)]
    return list(operation.branches) == positions
