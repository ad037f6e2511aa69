"""Gates across indicators (门槛): where a condition fails, other indicators keep only their base, or pay nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.labels import CODE_AS_NAME, Label, as_label
from perfkpi.language import Caption, Const, Expr, Min, Mul, Named, Reference, Role
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.conditions.condition import Condition, as_condition
from perfkpi.model.parameters.constraints import Constrained, fulfilling, of, within
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, checked_code, instance, placed
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.bounded import BoundedScoring

Resolved: TypeAlias = Callable[[Expr, str, Mapping[Reference, Expr]], Expr]

_BEHIND = Label(zh="门槛后得分", en="points behind the gate")


@frozen(eq=False, field_transformer=placed)
class PayNothing(Asking):
    """A closed gate leaves the low end of the indicator's scale (A11).

    Points that are undefined stay so: like a veto, a gate does not hide missing or wrong data.
    """

    def express(self, counted: Expr, item: Indicator) -> Expr:
        """Express what is left of the points."""
        nothing = Mul((Const(0), counted))
        return item.scale.low + nothing if item.scale.low else nothing


@frozen(eq=False, field_transformer=placed)
class KeepBase(Asking):
    """A closed gate leaves at most what meeting the target is worth: the rule's ``base_points`` (A11)."""

    def express(self, counted: Expr, item: Indicator) -> Expr:
        """Express what is left of the points.

        Raises:
            DefinitionError: the rule has no base points.
        """
        rule = item.scoring
        base: object = getattr(rule, "base_points", None)
        if not isinstance(base, Parameter):
            code, kind = shown(item.code), type(rule).__name__
            en = f"{kind} of {code} has no base_points to keep; say how many: closed=AtMostPoints(100)"
            zh = f"{code} 的 {kind} 没有基准分；请写明：closed=AtMostPoints(100)"
            raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where="closed", value=item.code)
        worth = express_parameter(base)
        return Min((counted, rule.bounded(worth) if isinstance(rule, BoundedScoring) else worth))


@frozen(eq=False, field_transformer=placed)
class AtMostPoints(Constrained):
    """A closed gate leaves at most a number of points (A11), which lies on the scale of the indicator."""

    points: Parameter = field(converter=as_parameter)

    def express(self, counted: Expr, item: Indicator) -> Expr:
        """Express what is left of the points.

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
    return chosen(
        value,
        (PayNothing, KeepBase, AtMostPoints),
        "does not say what is left; choose PayNothing(), KeepBase() or AtMostPoints(60)",
        "没有说明门槛未达时保留什么；请选择 PayNothing()、KeepBase() 或 AtMostPoints(60)",
    )


def _codes(codes: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if codes is None else tuple(map(checked_code, as_tuple(codes)))


@frozen(eq=False, field_transformer=placed)
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

    code: str = field(converter=checked_code)
    name: Label = field(default=CODE_AS_NAME, converter=as_label)
    opens: Condition = field(
        converter=as_condition, validator=instance(Condition, "AtLeast(ValueOf('safety'), 1)"), kw_only=True
    )
    closed: Closed = field(converter=_closed, kw_only=True)
    items: tuple[str, ...] | None = field(default=None, converter=_codes, kw_only=True)
    exempt: tuple[str, ...] | None = field(default=None, converter=_codes, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.items == () or (self.items is None) == (self.exempt is None):
            en = "a gate names what is behind it (items=) or exempt (exempt=), one of the two; exempt=() holds for all"
            zh = "门槛须写明适用的指标（items=）或豁免的指标（exempt=），二者择一；exempt=() 表示全部适用"
            raise self.refused(Code.CHOICE_NEEDED, "items", en=en, zh=zh)

    @property
    def named(self) -> tuple[str, ...]:
        """The codes that it names, whether behind the gate or exempt."""
        return self.items or self.exempt or ()

    def holds_for(self, codes: frozenset[str]) -> bool:
        """Tell whether an indicator is behind it, by its own code and those of the sections around it."""
        if self.items is not None:
            return not codes.isdisjoint(self.items)
        return codes.isdisjoint(self.exempt or ())

    def express(self, counted: Expr, item: Indicator) -> Expr:
        """Express the points that count behind the gate."""
        left = self.opens.decide_marked(self.code, counted, self.closed.express(counted, item))
        return Named(Role.GATE, Caption(self.code, _BEHIND), left)


def behind_gates(
    counted: Expr,
    gates: Sequence[Gate],
    item: Indicator,
    codes: frozenset[str],
    resolved: Resolved,
) -> Expr:
    """Express what is left of an indicator's points behind all gates that hold for it, one behind the other.

    Args:
        counted: the points before any gate, in which no reference is left.
        gates: of the scorecard.
        item: the indicator as it scores on the scorecard.
        codes: its own code and those of the sections around it.
        resolved: replaces the references in an expression that stands at some place, some of them by what is known.

    Raises:
        DefinitionError: a gate speaks of what is not there, or leaves what this indicator has not.
    """
    for position, gate in enumerate(gates):
        if not gate.holds_for(codes):
            continue
        where, behind = f"gates[{position}]", Reference(Role.COUNTED, item.code)
        try:  # what stands behind the gate is resolved already, so it is only put in
            counted = resolved(gate.express(behind, item), where, {behind: counted})
        except DefinitionError as error:
            raise error if error.where.startswith(where) else error.at(where) from None
    return counted
