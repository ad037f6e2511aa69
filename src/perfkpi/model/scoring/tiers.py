"""Tiers (R6, 层差法): the points of the tier in which the value lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, cast

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, NumberError, PerfKpiError
from perfkpi.foreign import is_a
from perfkpi.labels import Label
from perfkpi.language import Expr, decide
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, placed, tuple_of
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.boundaries import Above, Below, From, HighEnd, LowEnd, UpTo, ascending, express_edges
from perfkpi.model.scoring.ends import Ends, as_high_end, as_low_end, check_meeting, edges_between, placed_edges
from perfkpi.model.scoring.points_table import PointsTable, running
from perfkpi.numbers import Numeric, exact


@frozen(eq=False, field_transformer=placed)
class Tier(Asking):
    """Some points and the values that earn them: ``Tier(80, From("90%"), Below("95%"))``.

    Attributes:
        points: what the tier is worth.
        low: the lower end, ``From`` or ``Above``; left out, the tier begins where the one before it ends.
        high: the upper end, ``UpTo`` or ``Below``; left out, the tier ends where the next one begins.
    """

    points: Parameter = field(converter=as_parameter)
    low: LowEnd | None = field(default=None, converter=as_low_end)
    high: HighEnd | None = field(default=None, converter=as_high_end)

    @property
    def ends(self) -> Ends:
        """Where the tier begins and ends."""
        return self.low, self.high


def _tiers(values: Iterable[Tier | Numeric | tuple[LowEnd | HighEnd, Parameter | Numeric]]) -> tuple[Tier, ...]:
    return tuple(_tier(place, value) for place, value in enumerate(as_tuple(values)))


def _tier(place: int, value: object) -> Tier:
    """Read a tier, a pair of an end and the points, or the points alone of a tier that its neighbours end."""
    try:
        if is_a(value, tuple) and len(cast("tuple[object, ...]", value)) == 2:  # noqa: PLR2004  # a pair
            end, points = cast("tuple[Any, Any]", value)
            if isinstance(end, (From, Above)):
                return Tier(points, end)
            return Tier(points, high=chosen(end, (UpTo, Below), *_WHOSE))
    except PerfKpiError as error:
        error.where = error.where.removeprefix("Tier.")  # the place tells whose it is
        raise error.at(f"[{place}]") from None
    try:
        return value if isinstance(value, Tier) else Tier(exact(value))
    except NumberError:
        return chosen(cast("Tier", value), Tier, *_NO_TIER, code=Code.WRONG_TYPE, where=f"[{place}]")


_NO_TIER = (
    "is not a Tier; write (From('90%'), 80), or Tier(80, From('90%'), Below('95%'))",
    "不是 Tier；请写 (From('90%'), 80) 或 Tier(80, From('90%'), Below('95%'))",
)
_WHOSE = (
    "does not say whose the number itself is; write From, Above, UpTo or Below: (From('90%'), 80)",
    "没有说明该数值本身属于哪一档；请写 From、Above、UpTo 或 Below：(From('90%'), 80)",
)


@frozen(eq=False, field_transformer=placed)
class Tiers(PointsTable):
    """The points of the tier in which the value lies (R6).

    Source, the method of tiers (层差法): 考核结果分为几个层次,实际结果落在哪个层次,就得该层次所对应的分数. Whether an
    edge belongs to the tier above it or below it is always said: 以上, 以下 and 以内 include the number, 超过, 不满
    and 以外 do not (Civil Code, article 1259).

    Attributes:
        tiers: from the lowest value up; together they hold every value, each once. The first has no lower end, the last
            no upper one. A pair of an end and points is a tier, and points alone are one that its neighbours end:
            ``[0, (From("80%"), 60), (From("90%"), 100)]``.
        direction: the points never fall when the value moves that way; with ``ON_TARGET`` they rise to the best tier
            and fall behind it.

    Raises:
        DefinitionError: a gap (70-89 and 90-100 leave 89.5 nowhere), an overlap, an edge that says nothing of its own
            number, tiers out of order, or points against the direction.
    """

    label: ClassVar[Label | None] = Label(zh="层差法", en="tiers")

    tiers: tuple[Tier, ...] = field(converter=_tiers, validator=tuple_of(Tier, "Tier(80, From('90%'))", least=2))
    direction: Direction = field(converter=Direction, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_meeting(self._ends, "Tiers.tiers")

    def demands(self) -> Iterator[Constraint]:
        yield from super().demands()
        yield from ascending(placed_edges(self._ends, "tiers"))
        yield from running(list(self.listed()), self.direction)

    @property
    def _ends(self) -> list[Ends]:
        return [tier.ends for tier in self.tiers]

    def listed(self) -> Iterator[tuple[str, Parameter]]:
        for place, tier in enumerate(self.tiers):
            yield f"tiers[{place}].points", tier.points

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        for place, edge in enumerate(edges_between(self._ends)):
            yield f"tiers[{place + 1}].low", edge.at, False

    def express_unbounded(self, value: Expr) -> Expr:
        edges = edges_between(self._ends)
        points = [express_parameter(tier.points) for tier in self.tiers]
        return decide(value, express_edges(edges), points)
