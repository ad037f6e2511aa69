"""Gates across indicators (门槛): where a condition fails, other indicators keep only their base, or pay nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, listed, shown
from perfkpi.labels import Label, as_label
from perfkpi.language import Const, Expr, Min, Mul, Named, Role
from perfkpi.model.conditions import Condition
from perfkpi.model.constraints import Constrained, fulfilling, of, within
from perfkpi.model.indicators import Indicator
from perfkpi.model.parameters import Parameter, as_parameter, express_parameter
from perfkpi.model.ratings import RatingScale
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.validation import as_tuple, checked_code, instance, placed

__all__ = ["AtMostPoints", "Gate", "KeepBase", "PayNothing", "RatingCeiling", "check_ceilings", "check_gates"]


@frozen(cache_hash=True, field_transformer=placed)
class PayNothing(Asking):
    """A closed gate leaves the low end of the indicator's scale (A11).

    Points that are undefined stay so: like a veto, a gate does not hide missing or wrong data.
    """

    def express(self, counted: Expr, item: Indicator) -> Expr:
        """What is left of the points."""
        nothing = Mul((Const(0), counted))
        return item.scale.low + nothing if item.scale.low else nothing


@frozen(cache_hash=True, field_transformer=placed)
class KeepBase(Asking):
    """A closed gate leaves at most what meeting the target is worth: the rule's ``base_points`` (A11)."""

    def express(self, counted: Expr, item: Indicator) -> Expr:
        """What is left of the points.

        Raises:
            DefinitionError: the rule has no base points.
        """
        rule = item.scoring
        base: object = getattr(rule, "base_points", None)
        if not isinstance(base, Parameter):
            raise DefinitionError(
                Code.CHOICE_NEEDED,
                en=f"{type(item.scoring).__name__} of {shown(item.code)} has no base_points to keep; "
                "say how many: closed=AtMostPoints(100)",
                zh=f"{shown(item.code)} 的 {type(item.scoring).__name__} 没有基准分；请写明：closed=AtMostPoints(100)",
                where="closed",
                value=item.code,
            )
        worth = express_parameter(base)
        return Min((counted, rule.bounded(worth) if isinstance(rule, BoundedScoring) else worth))


@frozen(cache_hash=True, field_transformer=placed)
class AtMostPoints(Constrained):
    """A closed gate leaves at most a number of points (A11), which lies on the scale of the indicator."""

    points: Parameter = field(converter=as_parameter)

    def express(self, counted: Expr, item: Indicator) -> Expr:
        """What is left of the points.

        Raises:
            DefinitionError: a number of points that is off the scale.
        """
        left: Expr = Min((counted, express_parameter(self.points)))
        try:
            return fulfilling(self, within(item.scale, of(self.points, "points"), item.code), left)
        except DefinitionError as error:
            raise error.at("closed") from None


Closed: TypeAlias = PayNothing | KeepBase | AtMostPoints


def _closed(value: Closed) -> Closed:
    if isinstance(value, (PayNothing, KeepBase, AtMostPoints)):
        return value
    raise DefinitionError(
        Code.CHOICE_NEEDED,
        en=f"{shown(value)} does not say what is left; choose PayNothing(), KeepBase() or AtMostPoints(60)",
        zh=f"{shown(value)} 没有说明门槛未达时保留什么；请选择 PayNothing()、KeepBase() 或 AtMostPoints(60)",
        value=value,
    )


def _codes(codes: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if codes is None else tuple(map(checked_code, as_tuple(codes)))


@frozen(cache_hash=True, field_transformer=placed)
class Gate(Asking):
    """Where a condition fails, the indicators behind the gate get less (A11): 安全指标未达标的，其余指标只得基准分.

    Source, ALLETE 2009 (SEC, exhibit 10(h)7): below the threshold of net income goals at target pay 25 %, not 100 %.

    The condition asks for values and points as the rules give them, before any gate.

    Attributes:
        code: a short name, unique on the scorecard.
        name: what HR calls it.
        opens: the condition under which the points stay what they are; undefined where that is, like the points.
        closed: what is left otherwise: ``PayNothing()``, ``KeepBase()`` or ``AtMostPoints(60)``.
        items: the codes of the indicators and sections behind the gate.
        exempt: those that are not; all others are behind it. One of the two must be given.
    """

    code: str = field(converter=checked_code, kw_only=True)
    name: Label = field(converter=as_label, kw_only=True)
    opens: Condition = field(validator=instance(Condition, "AtLeast(ValueOf('safety'), 1)"), kw_only=True)
    closed: Closed = field(converter=_closed, kw_only=True)
    items: tuple[str, ...] | None = field(default=None, converter=_codes, kw_only=True)
    exempt: tuple[str, ...] | None = field(default=None, converter=_codes, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.items == () or (self.items is None) == (self.exempt is None):
            raise DefinitionError(
                Code.CHOICE_NEEDED,
                en="a gate names the indicators behind it (items=) or those that are exempt (exempt=), one of the two; "
                "exempt=() holds for all",
                zh="门槛须写明适用的指标（items=）或豁免的指标（exempt=），二者择一；exempt=() 表示全部适用",
                where="Gate.items",
                value=self.items,
            )

    @property
    def named(self) -> tuple[str, ...]:
        """The codes that it names, whether behind the gate or exempt."""
        return self.items or self.exempt or ()

    def holds_for(self, codes: frozenset[str]) -> bool:
        """Whether an indicator is behind it, told by its own code and those of the sections around it."""
        if self.items is not None:
            return not codes.isdisjoint(self.items)
        return codes.isdisjoint(self.exempt or ())

    def express(self, counted: Expr, item: Indicator) -> Expr:
        """The points that count behind the gate."""
        left = self.opens.told(self.code, counted, self.closed.express(counted, item))
        return Named(Role.GATE, self.code, left)


@frozen(cache_hash=True, field_transformer=placed)
class RatingCeiling(Asking):
    """Where a condition holds, the rating is at best a certain one (A10): 有违规行为的，等级不得高于“合格”.

    Source, scheme for account directors: 除了考核数值之外，还应考核其实现销售目标的方法和过程.

    The total stays what it is. Where the condition is undefined, there is a total but no rating.

    Attributes:
        code: a short name, unique on the scorecard.
        name: what HR calls it.
        condition: when it holds.
        best: the code of the best rating that is left.
    """

    code: str = field(converter=checked_code, kw_only=True)
    name: Label = field(converter=as_label, kw_only=True)
    condition: Condition = field(validator=instance(Condition, "AtLeast('violations', 1)"), kw_only=True)
    best: str = field(converter=checked_code, kw_only=True)

    def express(self, position: int) -> Expr:
        """The position of the best rating that is left: 0 where none is barred."""
        return Named(Role.CEILING, self.code, self.condition.told(self.code, Const(position), Const(0)))


def check_gates(gates: Sequence[Gate], codes: Sequence[str]) -> None:
    """A gate names what is on the scorecard."""
    for position, gate in enumerate(gates):
        for code in gate.named:
            if code not in codes:
                raise DefinitionError(
                    Code.UNKNOWN_REFERENCE,
                    en=f"there is no {shown(code)} on this scorecard; it has {listed(codes, 'en')}",
                    zh=f"考核表中没有 {shown(code)}；现有 {listed(codes, 'zh')}",
                    where=f"gates[{position}].{'exempt' if gate.items is None else 'items'}",
                    value=code,
                )


def check_ceilings(ceilings: Sequence[RatingCeiling], ratings: RatingScale | None) -> None:
    """A ceiling names a rating that the scorecard has."""
    known = [] if ratings is None else [band.code for band in ratings.bands]
    for position, ceiling in enumerate(ceilings):
        if ceiling.best not in known:
            raise DefinitionError(
                Code.UNKNOWN_REFERENCE,
                en=f"there is no rating {shown(ceiling.best)}; choose {listed(known, 'en') or 'ratings= first'}",
                zh=f"没有等级 {shown(ceiling.best)}；可选 {listed(known, 'zh') or '（请先给出 ratings=）'}",
                where=f"ceilings[{position}].best",
                value=ceiling.best,
            )
