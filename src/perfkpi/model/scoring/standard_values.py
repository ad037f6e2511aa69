"""Standard values and standard coefficients (标准值, 标准系数) of the efficacy-coefficient method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, listed
from perfkpi.language import Const, Edge, EdgeSide, Expr, decide
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, of
from perfkpi.model.parameters.parameter import Parameter, as_parameter, varies
from perfkpi.model.parameters.validation import as_tuple, placed
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.rule import quotient
from perfkpi.numbers import Numeric, exact
from perfkpi.numerals import written

_LISTED = 6
"""One more than there can be."""
OFFICIAL = tuple(Fraction(tenths, 10) for tenths in (10, 8, 6, 4, 2))
"""The standard coefficients (标准系数) of 优秀, 良好, 平均, 较低 and 较差."""


@frozen(eq=False, field_transformer=placed)
class FiveStandards(Asking):
    """Five standard values, the best first: ``FiveStandards("16.5%", "9.5%", "1.7%", "-3.6%", "-20%")``.

    They fall where higher is better and rise where lower is better (a debt ratio); two are never equal.

    Attributes:
        excellent: 优秀值.
        good: 良好值.
        average: 平均值.
        low: 较低值.
        poor: 较差值.
    """

    excellent: Parameter = field(converter=as_parameter)
    good: Parameter = field(converter=as_parameter)
    average: Parameter = field(converter=as_parameter)
    low: Parameter = field(converter=as_parameter)
    poor: Parameter = field(converter=as_parameter)

    def named(self) -> tuple[tuple[str, Parameter], ...]:
        """List the standard values with their names, the best first."""
        return (
            ("excellent", self.excellent),
            ("good", self.good),
            ("average", self.average),
            ("low", self.low),
            ("poor", self.poor),
        )

    def values(self) -> tuple[Parameter, ...]:
        """List the standard values, the best first."""
        return tuple(value for _, value in self.named())

    def running(self, direction: Direction) -> Iterator[Constraint]:
        """Require that from the best to the worst they run the way of a direction, which only the rule knows."""
        named = [(of(value, f"standards.{name}"), varies(value)) for name, value in self.named()]
        fixed = pairwise(term for term, personal in named if not personal)  # also around a personal one
        beside = ((one, other) for (one, first), (other, second) in pairwise(named) if first or second)
        for better, worse in (*fixed, *beside):
            yield Constraint(
                "standards-not-ordered",
                worse > better if direction is Direction.LOWER_IS_BETTER else worse < better,
                Code.TARGET,
                advice=(
                    "from the best to the worst, standard values only fall or only rise, and no two are equal",
                    "标准值由优到差只能递减或只能递增，且不能相等",
                ),
            )

    def express_coefficient(self, value: Expr, direction: Direction, coefficients: Sequence[Fraction]) -> Expr:
        """Express the standard coefficient of the band in which a value lies (本档标准系数); 0 below the worst."""
        return self._by_band(value, direction, [*map(Const, coefficients), Const(0)])

    def express_efficacy(self, value: Expr, direction: Direction, *, best: Fraction) -> Expr:
        """Express how far a value has come from the standard of its band to the next better one (功效系数).

        0 below the worst standard value, and ``best`` from the best one on, where there is no better one.
        """
        standards = [express_parameter(standard) for standard in self.values()]
        between = [quotient(value - lower, upper - lower) for upper, lower in pairwise(standards)]
        return self._by_band(value, direction, [Const(best), *between, Const(0)])

    def _by_band(self, value: Expr, direction: Direction, branches: Sequence[Expr]) -> Expr:
        """Choose the band's branch; a standard value itself belongs to its own band. Branches begin with the best."""
        higher = direction is Direction.HIGHER_IS_BETTER
        belongs = EdgeSide.ABOVE if higher else EdgeSide.BELOW
        edges = [Edge(express_parameter(standard), belongs) for standard in self.values()]
        if higher:
            return decide(value, edges[::-1], branches[::-1])
        return decide(value, edges, branches)


def five_coefficients(values: Iterable[Numeric]) -> tuple[Fraction, ...]:
    """Convert the five standard coefficients, the best first, for attrs."""
    found = tuple(map(exact, as_tuple(values)))
    falling = all(lower < upper for upper, lower in pairwise(found))
    if len(found) != len(OFFICIAL) or not falling or found[0] > 1 or found[-1] < 0:
        coefficients = listed(map(written, found), "en")
        official = "('1', '0.8', '0.6', '0.4', '0.2')"
        en = f"{coefficients} are not five coefficients that fall from 1 at most to 0 at least, such as {official}"
        zh = f"{coefficients} 不是五个由不大于 1 递减到不小于 0 的标准系数，如 {official}"
        raise DefinitionError(Code.LIMITS, en=en, zh=zh, value=found)
    return found
