"""Points along a line from knot to knot (R7, 插值法): threshold, target and maximum, payout curves, accelerators."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar, cast

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import (
    Caption,
    Edge,
    EdgeSide,
    Expr,
    Max,
    Min,
    Named,
    Reason,
    Role,
    Sentence,
    Status,
    Undefined,
    decide,
)
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.scales import HUNDRED, Unlimited
from perfkpi.model.parameters.constraints import Constraint, in_order, of
from perfkpi.model.parameters.parameter import CAP, FLOOR, Parameter
from perfkpi.model.parameters.validation import placed, several
from perfkpi.model.parameters.varying import express_parameter, quoted
from perfkpi.model.scoring.knots import Beyond, Cliff, Continue, Extrapolation, Knot, Node, as_beyond, as_knots
from perfkpi.model.scoring.points_table import PointsTable, running
from perfkpi.model.scoring.rule import quotient

_LOWEST_FIRST = (
    "list them from the lowest value up, and write a Cliff where the points jump",
    "请从低到高列出，分值跳变处请写 Cliff",
)
_FALL_AWAY = (
    "the line rises away from the target; choose 'hold'",
    "线在远离目标时上升；请选择 'hold'",
)
_INTERPOLATED = Caption("interpolated", Label(zh="区间内比例", en="share of the way between the knots"), percent=True)
_KNOT = Label(zh="节点", en="knot")
_FROM, _TO = Caption("from", _KNOT, aside=True), Caption("to", _KNOT, aside=True)
_AT_FROM, _AT_TO = Caption("at_from", _KNOT, aside=True), Caption("at_to", _KNOT, aside=True)
_SHARE = Caption("share_of_slope", Label(zh="斜率的比例", en="share of the slope"), aside=True, percent=True)


def _along(zh: str, en: str) -> Caption:
    """Build the caption of the line that earns the points, of whose two ends only a sentence speaks."""
    said = Label(
        zh=f"{{from}} 得 {{at_from}} 分、{{to}} 得 {{at_to}} 分，{zh}",
        en=f"{{at_from}} points at {{from}}, {{at_to}} at {{to}}, {en}",
    )
    return Caption("line", Label(zh="插值得分", en="interpolated points"), aside=True, sentence=Sentence.always(said))


_BETWEEN = _along("按比例插值", "in proportion")
_BEYOND = _along("之外按比例的 {share_of_slope} 计", "beyond them {share_of_slope} of that proportion")


def _held(limit: Caption, at: Caption, zh: str, en: str) -> Caption:
    """Build the caption of points that are held, which says of a value beyond their knot what it counts as."""
    said = Label(zh=f"{zh} {{{at}}}，按 {{figure}} 分计", en=f"{en} {{{at}}}, counted as {{figure}} points")
    return Caption(str(limit), limit.label, sentence=Sentence.always(said))


@frozen(eq=False, field_transformer=placed)
class PiecewiseLinear(PointsTable):
    """Points on the straight line between the two knots beside the value (R7).

    Source, the method of interpolation (插值法): between two knots, points = lower points + (value - lower value) /
    (upper value - lower value) x (upper points - lower points). What lies below the first knot and above the last is
    paid differently everywhere, so it must be said.

    Attributes:
        knots: ``Knot`` and ``Cliff`` from the lowest value up.
        below: what a value below the first knot earns: an ``Extrapolation``, or ``Continue``.
        above: the same for a value above the last one.
        direction: the points never fall when the value moves that way; with ``ON_TARGET`` they rise to the best knot
            and fall behind it.

    Raises:
        DefinitionError: knots out of order or at one place, points against the direction, or a side on which better
            values fall to the floor.
    """

    label: ClassVar[Label | None] = Label(zh="插值法", en="interpolation")

    knots: tuple[Node, ...] = field(converter=as_knots, validator=several("Knot('80%', 60)", least=2))
    below: Beyond = field(converter=as_beyond, kw_only=True)
    above: Beyond = field(converter=as_beyond, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for end, choice, better in (
            (0, self.below, Direction.LOWER_IS_BETTER),
            (-1, self.above, Direction.HIGHER_IS_BETTER),
        ):
            self._check_end("above" if end else "below", self.knots[end], choice, better)

    def demands(self) -> Iterator[Constraint]:
        yield from self._ascending()
        yield from super().demands()
        yield from running(list(self.listed()), self.direction)
        if self.direction is Direction.ON_TARGET:
            yield from self._falling_outwards()

    def _ascending(self) -> Iterator[Constraint]:
        knots = [of(knot.at, f"knots[{place}].at", "knot") for place, knot in enumerate(self.knots)]
        return in_order("edges-crossed", Code.BAND_ORDER, knots, _LOWEST_FIRST)

    def _falling_outwards(self) -> Iterator[Constraint]:
        """Require that a line that goes on beyond the last knot falls away from the target."""
        for side, choice in (("below", self.below), ("above", self.above)):
            if isinstance(choice, Continue):
                inner, outer = (of(points, side, "points") for points in self._outermost(side))
                yield Constraint("line-rises-off-target", outer <= inner, Code.DIRECTION, advice=_FALL_AWAY)

    def _check_end(self, side: str, knot: Node, choice: Beyond, better: Direction) -> None:
        """Check that what lies beyond the first or the last knot fits that knot and the direction."""
        if isinstance(knot, Cliff) and choice is not Extrapolation.HOLD:
            en = "the cliff says already what lies beyond it; choose 'hold', or a Knot instead of the Cliff"
            zh = "断点已说明其外的分值；请选择 'hold'，或将断点改为节点"
            raise self.refused(Code.CHOICE_NEEDED, side, en=en, zh=zh, value=choice)
        if choice is Extrapolation.FLOOR and isinstance(self.lowest, Unlimited):
            en = "there is no floor to fall to; give floor=, or choose 'hold' or Continue(1)"
            zh = "没有可降到的保底分；请给出 floor=，或选择 'hold'、Continue(1)"
            raise self.refused(Code.CHOICE_NEEDED, side, en=en, zh=zh, value=choice)
        if choice is Extrapolation.FLOOR and self.direction is better:
            en = f"values {side} the knots are the best ones and would fall to the floor; choose 'hold'"
            zh = "这一侧的数值最好，却会降到保底分；请选择 'hold'"
            raise self.refused(Code.DIRECTION, side, en=en, zh=zh, value=choice)

    def _outermost(self, side: str) -> tuple[Parameter, Parameter]:
        """Find the points of the outermost segment of a side: its inner end, its outer end."""
        if side == "above":
            return self.knots[-2].after, self.knots[-1].before
        return self.knots[1].before, self.knots[0].after

    def listed(self) -> Iterator[tuple[str, Parameter]]:
        for place, knot in enumerate(self.knots):
            if isinstance(knot, Cliff):
                yield f"knots[{place}].before", knot.before
                yield f"knots[{place}].after", knot.after
            else:
                yield f"knots[{place}].points", knot.points

    @property
    def stays_in_table(self) -> bool:
        return not (isinstance(self.below, Continue) or isinstance(self.above, Continue))

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        for place, knot in enumerate(self.knots):
            yield f"knots[{place}].at", knot.at, False

    def express_unbounded(self, value: Expr) -> Expr:
        first, last = self.knots[0], self.knots[-1]
        segments = list(pairwise(self.knots))
        edges = [Edge(express_parameter(knot.at), _belongs(knot, EdgeSide.ABOVE)) for knot in self.knots[1:-1]]
        branches = [_line(value, *segment) for segment in segments]
        if not self._is_limit(first, self.below):
            edges.insert(0, Edge(express_parameter(first.at), _belongs(first, EdgeSide.ABOVE)))
            branches.insert(0, self._express_beyond(self.below, value, *segments[0], anchor=first, held=first.before))
        if not self._is_limit(last, self.above):
            edges.append(Edge(express_parameter(last.at), _belongs(last, EdgeSide.BELOW)))
            branches.append(self._express_beyond(self.above, value, *segments[-1], anchor=last, held=last.after))
        if not edges and first.after == last.before:  # a line that is flat, and would not ask whether there is a value
            edges, branches = [Edge(express_parameter(first.at))], branches * 2
        return self._limited(decide(value, edges, branches) if edges else branches[0])

    def _is_limit(self, knot: Node, choice: Beyond) -> bool:
        """Tell whether the points of a last knot are held: the line may then go on, and stops at them as at a limit."""
        return choice is Extrapolation.HOLD and isinstance(knot, Knot) and self.direction is not Direction.ON_TARGET

    def _limited(self, points: Expr) -> Expr:
        higher = self.direction is Direction.HIGHER_IS_BETTER
        first, last = self.knots[0], self.knots[-1]
        for knot, choice, worst, at, zh, en in (
            (first, self.below, higher, _FROM, "低于", "below"),
            (last, self.above, not higher, _TO, "超过", "above"),
        ):
            if not self._is_limit(knot, choice):
                continue
            role, limit = (Role.FLOOR, FLOOR) if worst else (Role.CAP, CAP)
            held = Named(role, _held(limit, at, zh, en), express_parameter(knot.before))
            points = Max((points, held)) if worst else Min((points, held))
        return points

    def _express_beyond(
        self, choice: Beyond, value: Expr, lower: Node, upper: Node, *, anchor: Node, held: Parameter
    ) -> Expr:
        if isinstance(choice, Continue):
            return _line(value, lower, upper, anchor=anchor, share=choice.share)
        if choice is Extrapolation.HOLD:
            return express_parameter(held)
        if choice is Extrapolation.FLOOR:
            return express_parameter(cast("Parameter", self.placed_on(HUNDRED).lowest))  # which the constructor demands
        ends = f"{quoted(self.knots[0].at)}..{quoted(self.knots[-1].at)}"
        outside = Reason(
            "outside-knots", zh=f"指标值在插值区间 {ends} 之外", en=f"the value lies outside the knots {ends}"
        )
        return Undefined(Status.INVALID_VALUE, outside)


def _belongs(knot: Node, otherwise: EdgeSide) -> EdgeSide:
    return knot.edge.belongs if isinstance(knot, Cliff) else otherwise


def _line(value: Expr, lower: Node, upper: Node, *, anchor: Node | None = None, share: Parameter | None = None) -> Expr:
    """Express the straight line between two knots; from an ``anchor`` on, with a share of its slope."""
    start = lower if anchor is None else anchor
    low, high = express_parameter(lower.at), express_parameter(upper.at)
    begin = express_parameter(start.before if start is upper else start.after)
    if lower.after == upper.before:
        return begin
    high, low = Named(Role.STEP, _TO, high), Named(Role.STEP, _FROM, low)
    rise = Named(Role.STEP, _AT_TO, express_parameter(upper.before)) - Named(
        Role.STEP, _AT_FROM, express_parameter(lower.after)
    )
    run = Named(Role.STEP, _INTERPOLATED, quotient(value - express_parameter(start.at), high - low))
    if share is None:
        return Named(Role.STEP, _BETWEEN, begin + run * rise)
    kept = Named(Role.STEP, _SHARE, express_parameter(share))
    return Named(Role.STEP, _BEYOND, begin + run * rise * kept)
