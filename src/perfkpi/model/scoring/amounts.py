"""Amounts in tiers (R15): a rate per tier, paid on the part in the tier or on the whole amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Choice, Code
from perfkpi.language import Add, Const, Expr, Max, Min, Mul, Named, Role, decide
from perfkpi.model.edges import Boundary, HighEnd, LowEnd, express_edges, if_ascending
from perfkpi.model.measures import Direction
from perfkpi.model.parameters import (
    Parameter,
    as_parameter,
    express_parameter,
    if_not_negative,
    if_positive,
    invalid_parameter,
    quoted,
    varies,
)
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.scoring.points_table import check_monotone, if_monotone
from perfkpi.model.scoring.rule import as_direction, quotient
from perfkpi.model.scoring.target_delta import check_rate
from perfkpi.model.scoring.tiers import Ends, as_high_end, as_low_end, check_edges, edges_between
from perfkpi.model.validation import as_tuple, instance, placed, tuple_of
from perfkpi.numerals import written

__all__ = ["AmountBasis", "RateTier", "TieredAmount"]


@unique
class AmountBasis(Choice):
    """On what the rate of a tier is paid; the same table pays differently."""

    MARGINAL = "marginal"
    """Each rate on the part of the amount that lies in its tier (超额累进)."""
    WHOLE = "whole"
    """The rate of the tier that the amount reaches, on the whole amount (全额累进)."""


@frozen(cache_hash=True, field_transformer=placed)
class RateTier(Asking):
    """A rate and the amounts that it is paid on: ``RateTier("0.5", From(100), Below(200))``.

    Attributes:
        rate: points for each unit of the amount, as a positive number.
        low: the lower end, ``From`` or ``Above``; left out, the tier begins where the one before it ends.
        high: the upper end, ``UpTo`` or ``Below``; left out, the tier ends where the next one begins.
    """

    rate: Parameter = field(converter=as_parameter)
    low: LowEnd | None = field(default=None, converter=as_low_end)
    high: HighEnd | None = field(default=None, converter=as_high_end)

    @property
    def ends(self) -> Ends:
        """Where the tier begins and ends."""
        return self.low, self.high

    def __attrs_post_init__(self) -> None:
        check_rate("RateTier.rate", self.rate)


def _tiers(values: Iterable[RateTier]) -> tuple[RateTier, ...]:
    return as_tuple(values)


_BAD_RATE = invalid_parameter("negative-rate", zh="加减分标准为负数", en="a rate is negative")
_BAD_UNIT = invalid_parameter("unit-not-positive", zh="计分单位不是正数", en="the unit is not positive")
_BAD_EDGE = invalid_parameter("edge-not-positive", zh="分界不是正数", en="the first edge is not positive")


@frozen(cache_hash=True, field_transformer=placed)
class TieredAmount(BoundedScoring):
    """Base points, and points for the amount at the rates of its tiers (R15).

    Source, progressive rates (超额累进, 全额累进): with a rate of 1 up to 100 and of 2 beyond, an amount of 120 earns
    1 x 100 + 2 x 20 = 140 marginally, and 2 x 120 = 240 on the whole. Which one is meant must be said.

    Attributes:
        tiers: from the lowest amount up; amounts are counted from 0, so the first edge lies above it.
        basis: ``MARGINAL`` or ``WHOLE``.
        base_points: what an amount of 0 is worth.
        per: the unit of the amount that a rate is for: ``"1%"``, 10000.
        direction: where lower is better, the amount costs points instead of earning them.

    Raises:
        DefinitionError: a gap, an overlap, tiers out of order, a first edge that is not above 0, or, on the whole
            amount, rates that fall: crossing an edge would cost points.
    """

    tiers: tuple[RateTier, ...] = field(converter=_tiers, validator=tuple_of(RateTier, "RateTier(2, From(100))"))
    basis: AmountBasis = field(validator=instance(AmountBasis, "AmountBasis.MARGINAL"), kw_only=True)
    base_points: Parameter = field(converter=as_parameter, kw_only=True)
    per: Parameter = field(default=Fraction(1), converter=as_parameter, kw_only=True)
    direction: Direction = field(validator=as_direction, kw_only=True)

    def __attrs_post_init__(self) -> None:
        BoundedScoring.__attrs_post_init__(self)
        if self.direction is Direction.ON_TARGET:
            raise self.refused(
                Code.DIRECTION,
                "direction",
                en="an amount earns or costs points; choose HIGHER_IS_BETTER or LOWER_IS_BETTER",
                zh="数额只能加分或减分；请选择 HIGHER_IS_BETTER 或 LOWER_IS_BETTER",
                value=self.direction,
            )
        if not self.tiers:
            raise self.refused(
                Code.EMPTY,
                "tiers",
                en="there is no rate; write for example (RateTier(1), RateTier(2, From(100)))",
                zh="没有给出标准；请写成例如 (RateTier(1), RateTier(2, From(100)))",
            )
        if not any(self._rates):  # fields and formulas are true
            raise self.refused(
                Code.CHOICE_NEEDED,
                "tiers",
                en="every rate is 0, so every amount scores the same; give at least one",
                zh="各档标准都是零，任何数额得分都一样；请至少给出一个",
            )
        check_edges(self._ends, "TieredAmount.tiers")
        self._check_numbers()
        if self.basis is AmountBasis.WHOLE:
            places = [f"tiers[{place}].rate" for place in range(len(self.tiers))]
            check_monotone("TieredAmount", self._rates, Direction.HIGHER_IS_BETTER, places)

    def _check_numbers(self) -> None:
        edges = edges_between(self._ends)
        for code, name, number in (
            (Code.TARGET, "tiers[1].low", edges[0].at if edges else Fraction(1)),
            (Code.RATE, "per", self.per),
        ):
            if isinstance(number, Fraction) and number <= 0:
                raise self.refused(
                    code,
                    name,
                    en=f"{written(number)} is not greater than 0, but amounts are counted from 0 in units; subtract "
                    "the start in the formula where counting begins elsewhere",
                    zh=f"{written(number)} 不大于 0，而数额从 0 起按单位计；如从别处起算，请在公式中减去起点",
                    value=number,
                )
        if self.cap is not None:
            self.check_counts()

    def check_counts(self) -> None:
        low, high = self.lowest, self.highest
        beyond = isinstance(high, Fraction) and isinstance(self.base_points, Fraction) and self.base_points > high
        if beyond or (isinstance(low, Fraction) and isinstance(self.base_points, Fraction) and self.base_points < low):
            raise self.refused(
                Code.LIMITS,
                "base_points",
                en=f"base_points={quoted(self.base_points)} can never count in full: they stand beyond floor or cap",
                zh=f"基准分 {quoted(self.base_points)} 超出保底分或封顶分，永远得不到",
                value=self.base_points,
            )

    @property
    def _ends(self) -> list[Ends]:
        return [tier.ends for tier in self.tiers]

    @property
    def _rates(self) -> list[Parameter]:
        return [tier.rate for tier in self.tiers]

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        for place, edge in enumerate(edges_between(self._ends)):
            yield f"tiers[{place + 1}].low", edge.at, False
        yield "per", self.per, True

    def express_unbounded(self, value: Expr) -> Expr:
        edges = edges_between(self._ends)
        whole = self.basis is AmountBasis.WHOLE
        paid = self._on_the_whole(value, edges) if whole else self._on_each_part(value, edges)
        amount = Named(Role.STEP, "amount_points", paid)
        base = express_parameter(self.base_points)
        points = base + amount if self.direction is Direction.HIGHER_IS_BETTER else base - amount
        for rate in self._rates:
            points = if_not_negative(express_parameter(rate), _BAD_RATE, points)
        if whole:
            points = if_monotone(self._rates, Direction.HIGHER_IS_BETTER, points)
        if edges and varies(edges[0].at):
            points = if_positive(express_parameter(edges[0].at), _BAD_EDGE, points)
        return if_ascending(edges, if_positive(express_parameter(self.per), _BAD_UNIT, points))

    def _units(self, amount: Expr) -> Expr:
        return amount if self.per == 1 else quotient(amount, express_parameter(self.per))

    def _on_the_whole(self, value: Expr, edges: list[Boundary]) -> Expr:
        rates = [express_parameter(rate) for rate in self._rates]
        return self._units(value) * (decide(value, express_edges(edges), rates) if edges else rates[0])

    def _on_each_part(self, value: Expr, edges: list[Boundary]) -> Expr:
        ends = [express_parameter(edge.at) for edge in edges]
        paid: list[Expr] = []
        for place, rate in enumerate(self._rates):
            part = value if place == len(ends) else Min((value, ends[place]))
            if place:
                part = Max((part - ends[place - 1], Const(0)))
            paid.append(Mul((self._units(part), express_parameter(rate))))
        return paid[0] if len(paid) == 1 else Add(paid)
