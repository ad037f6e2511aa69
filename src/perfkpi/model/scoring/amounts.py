"""Amounts in tiers (R15): a rate per tier, paid on the part in the tier or on the whole amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Choice, Code
from perfkpi.labels import Label
from perfkpi.language import Add, Caption, Const, Expr, Max, Min, Named, Role, Sentence, decide
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constrained, Constraint, its, of, one_sided
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, placed, tuple_of
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.boundaries import Boundary, HighEnd, LowEnd, ascending, express_edges
from perfkpi.model.scoring.bounded import BASE_COUNTS, BoundedScoring
from perfkpi.model.scoring.ends import Ends, as_high_end, as_low_end, check_meeting, edges_between, placed_edges
from perfkpi.model.scoring.points_table import running
from perfkpi.model.scoring.rule import quotient, worked_out
from perfkpi.model.scoring.units import not_negative

_AMOUNT_POINTS = Caption("amount_points", Label(zh="数额得分", en="points of the amount"))

_IN_TIER = Caption("in_tier", Label(zh="档内数额", en="amount in the tier"), aside=True)
_RATE = Caption("rate", Label(zh="每单位得分", en="points per unit"), aside=True)
_UNIT = Caption("amount_unit", Label(zh="计分单位", en="unit"), aside=True)


def _paid(calculation: str) -> Caption:
    """Build the caption of what a tier pays, which tells it of those that the amount reaches."""
    told = Label(zh=f"{calculation} = {{figure}}", en=f"{calculation} = {{figure}}")
    return Caption(
        "paid", Label(zh="本档得分", en="points of the tier"), aside=True, sentence=Sentence(told, None, told)
    )


_PAID, _PAID_BY_UNITS = _paid("{in_tier} × {rate}"), _paid("{in_tier} ÷ {amount_unit} × {rate}")


@unique
class AmountBasis(Choice):
    """On what the rate of a tier is paid; the same table pays differently."""

    MARGINAL = "marginal"
    """Each rate on the part of the amount that lies in its tier (超额累进)."""
    WHOLE = "whole"
    """The rate of the tier that the amount reaches, on the whole amount (全额累进)."""


@frozen(eq=False, field_transformer=placed)
class RateTier(Constrained):
    """A rate and the amounts that it is paid on: ``RateTier("0.5", From(100), Below(200))``.

    Attributes:
        rate: points for each unit of the amount, as a positive number.
        low: the lower end, ``From`` or ``Above``; left out, the tier begins where the one before it ends.
        high: the upper end, ``UpTo`` or ``Below``; left out, the tier ends where the next one begins.
    """

    constraints: ClassVar[tuple[Constraint, ...]] = (not_negative("rate"),)

    rate: Parameter = field(converter=as_parameter)
    low: LowEnd | None = field(default=None, converter=as_low_end)
    high: HighEnd | None = field(default=None, converter=as_high_end)

    @property
    def ends(self) -> Ends:
        """Where the tier begins and ends."""
        return self.low, self.high


def _tiers(values: Iterable[RateTier]) -> tuple[RateTier, ...]:
    return as_tuple(values)


_FROM_ZERO = (
    "amounts are counted from 0 in units; subtract the start in the formula where counting begins elsewhere",
    "数额从 0 起按单位计；如从别处起算，请在公式中减去起点",
)


@frozen(eq=False, field_transformer=placed)
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

    label: ClassVar[Label | None] = Label(zh="累进计分", en="tiered amount")

    tiers: tuple[RateTier, ...] = field(
        converter=_tiers, validator=tuple_of(RateTier, "RateTier(2, From(100))", least=1)
    )
    basis: AmountBasis = field(converter=AmountBasis, kw_only=True)
    base_points: Parameter = field(converter=as_parameter, kw_only=True)
    per: Parameter = field(default=Fraction(1), converter=as_parameter, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        one_sided("an amount earns or costs points", "数额只能加分或减分"),
        Constraint(
            "no-rate",
            its.pays.is_(True),
            Code.CHOICE_NEEDED,
            about=its.tiers,
            en="every rate is 0, so every amount scores the same",
            zh="各档标准都是零，任何数额得分都一样",
            advice=("give at least one", "请至少给出一个"),
            slip=True,
        ),
        Constraint("unit-not-positive", its.per > 0, Code.RATE, advice=_FROM_ZERO),
        *BASE_COUNTS,
    )

    def __attrs_post_init__(self) -> None:
        check_meeting(self._ends, "TieredAmount.tiers")

    def demands(self) -> Iterator[Constraint]:
        edges = placed_edges(self._ends, "tiers")
        yield from ascending(edges)
        for place, edge in edges[:1]:
            yield Constraint("edge-not-positive", of(edge.at, f"{place}.low", "at") > 0, Code.TARGET, advice=_FROM_ZERO)
        if self.basis is AmountBasis.WHOLE:
            rates = [(f"tiers[{place}].rate", rate) for place, rate in enumerate(self._rates)]
            yield from running(rates, Direction.HIGHER_IS_BETTER)

    @property
    def pays(self) -> bool:
        """Whether any rate counts, for whomever."""
        return any(self._rates)

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
        amount = Named(Role.STEP, _AMOUNT_POINTS, paid)
        base = express_parameter(self.base_points)
        if self.direction is Direction.LOWER_IS_BETTER:
            return worked_out(base - amount)
        return base + amount if self.base_points == 0 else worked_out(base + amount)

    def _paid(self, amount: Expr, rate: Expr) -> Expr:
        """Express what a rate pays on an amount."""
        units: Expr = Named(Role.STEP, _IN_TIER, amount)
        if self.per != 1:
            units = quotient(units, Named(Role.STEP, _UNIT, express_parameter(self.per)))
        return Named(Role.STEP, _PAID if self.per == 1 else _PAID_BY_UNITS, units * Named(Role.STEP, _RATE, rate))

    def _on_the_whole(self, value: Expr, edges: list[Boundary]) -> Expr:
        rates = [express_parameter(rate) for rate in self._rates]
        return self._paid(value, decide(value, express_edges(edges), rates) if edges else rates[0])

    def _on_each_part(self, value: Expr, edges: list[Boundary]) -> Expr:
        ends = [express_parameter(edge.at) for edge in edges]
        paid: list[Expr] = []
        for place, rate in enumerate(self._rates):
            part = value if place == len(ends) else Min((value, ends[place]))
            if place:
                part = Max((part - ends[place - 1], Const(0)))
            paid.append(self._paid(part, express_parameter(rate)))
        return paid[0] if len(paid) == 1 else Add(paid)
