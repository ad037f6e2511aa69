"""Formulas: measures in, the indicator's value out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from enum import Enum, unique
from typing import TypeAlias

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.labels import Label
from perfkpi.language import Belongs, Const, Div, Edge, Expr, Input, Kind, Max, Reason, Status, Undefined, decide, lift
from perfkpi.language.grammar import Parsed, parse
from perfkpi.model.measures import Direction, Unit
from perfkpi.model.validation import checked_code, instance, placed

__all__ = [
    "Actual",
    "Computed",
    "Deviation",
    "DeviationSign",
    "Formula",
    "Grade",
    "Growth",
    "Operand",
    "PriorPolicy",
    "Ratio",
    "Sign",
    "as_operand",
    "express_operand",
]


@frozen(cache_hash=True, field_transformer=placed)
class Formula(ABC):
    """A rule that turns measures into a value. Subclass it, frozen, and say ``express``; nothing else is needed.

    Attributes:
        unit: how the value is shown.
    """

    unit: Unit = field(default=Unit.NUMBER, validator=instance(Unit, "Unit.PERCENT"), kw_only=True)

    @abstractmethod
    def express(self) -> Expr:
        """The formula as an expression of its measures."""

    @property
    def fits(self) -> tuple[Direction, ...]:
        """The directions in which this value can sensibly be scored."""
        return tuple(Direction)

    def inner_parts(self) -> Iterator[tuple[str, str, Label]]:
        """The place, code and name of every part inside the formula that has a code of its own."""
        return iter(())


Operand: TypeAlias = str | Formula


def as_operand(value: Operand) -> Operand:
    """An attrs converter: the name of a measure, or the formula that stands in its place."""
    return value if isinstance(value, Formula) else checked_code(value)


def express_operand(operand: Operand) -> Expr:
    """A measure by its name, or the formula that stands in its place."""
    return operand.express() if isinstance(operand, Formula) else Input(operand)


@unique
class Sign(Enum):
    """The sign that a denominator must have for the ratio to keep its meaning."""

    ANY = "any"
    POSITIVE = "positive"


_NEGATIVE_DENOMINATOR = Reason(
    "negative-denominator",
    zh="分母为负，比率的含义会颠倒",
    en="the denominator is negative, which turns the meaning of the ratio round",
)


@frozen(cache_hash=True, field_transformer=placed)
class Actual(Formula):
    """A measure as it is: a count, a duration, a rated score (F7, F8, F10, F11)."""

    measure: str = field(converter=checked_code)

    def express(self) -> Expr:
        return Input(self.measure)


@frozen(cache_hash=True, field_transformer=placed)
class Grade(Formula):
    """A category as it was given, such as a letter grade (F10)."""

    measure: str = field(converter=checked_code)

    def express(self) -> Expr:
        return Input(self.measure, kind=Kind.CATEGORY)


@frozen(cache_hash=True, field_transformer=placed)
class Ratio(Formula):
    """``numerator / denominator`` (F1, F2, F5, F6): 税后净利润/所有者权益.

    A zero denominator is undefined: never 0, never infinite. A negative one turns the meaning round (negative equity);
    ``denominator_sign=Sign.POSITIVE`` makes that undefined, too. Either operand may be a formula, such as an average
    balance ``Computed("(期初+期末)/2")``.
    """

    numerator: Operand = field(converter=as_operand)
    denominator: Operand = field(converter=as_operand)
    denominator_sign: Sign = field(default=Sign.ANY, validator=instance(Sign, "Sign.POSITIVE"), kw_only=True)

    def express(self) -> Expr:
        below = express_operand(self.denominator)
        quotient = Div(express_operand(self.numerator), below)
        if self.denominator_sign is Sign.ANY:
            return quotient
        return decide(below, [Edge(Const(0))], [Undefined(Status.UNDEFINED, _NEGATIVE_DENOMINATOR), quotient])


@unique
class DeviationSign(Enum):
    """Which deviation from the budget is meant (F3)."""

    SAVING = "saving"
    """``1 - actual/budget``: grows when money is saved."""
    OVERRUN = "overrun"
    """``actual/budget - 1``: grows when money is overspent."""
    ABSOLUTE = "absolute"
    """``|actual - budget| / budget``: any deviation counts."""


@frozen(cache_hash=True, field_transformer=placed)
class Deviation(Formula):
    """The deviation of a cost from its budget (F3, 部门费用与预算的差异率); which of the three signs is explicit.

    A saving is better when it grows, an overrun and an absolute deviation when they shrink: a scoring rule that says
    the opposite (as the printed sheet of a finance director does) is refused by ``Indicator``.
    """

    actual: Operand = field(converter=as_operand)
    budget: Operand = field(converter=as_operand)
    sign: DeviationSign = field(validator=instance(DeviationSign, "DeviationSign.SAVING"), kw_only=True)

    def express(self) -> Expr:
        actual, budget = express_operand(self.actual), express_operand(self.budget)
        if self.sign is DeviationSign.SAVING:
            return 1 - actual / budget
        if self.sign is DeviationSign.OVERRUN:
            return actual / budget - 1
        return Max((actual - budget, budget - actual)) / budget

    @property
    def fits(self) -> tuple[Direction, ...]:
        better = Direction.HIGHER_IS_BETTER if self.sign is DeviationSign.SAVING else Direction.LOWER_IS_BETTER
        return (better, Direction.ON_TARGET) if self.sign is not DeviationSign.ABSOLUTE else (better,)


@unique
class PriorPolicy(Enum):
    """What growth means on a prior that is not positive (F4)."""

    UNDEFINED = "undefined"
    """Growth from zero or from a loss has no meaning."""
    DISTANCE = "distance"
    """``(actual - prior) / |prior|``; a prior of 0 stays undefined."""


_PRIOR = Reason(
    "nonpositive-prior",
    zh="上期数不是正数，增长率没有意义",
    en="the prior figure is not positive, so growth has no meaning",
)


@frozen(cache_hash=True, field_transformer=placed)
class Growth(Formula):
    """``(actual - prior) / prior`` (F4); what holds for a prior of zero or below is a named policy."""

    actual: Operand = field(converter=as_operand)
    prior: Operand = field(converter=as_operand)
    nonpositive_prior: PriorPolicy = field(
        default=PriorPolicy.UNDEFINED, validator=instance(PriorPolicy, "PriorPolicy.DISTANCE"), kw_only=True
    )

    def express(self) -> Expr:
        actual, prior = express_operand(self.actual), express_operand(self.prior)
        # actual/prior - 1 reads each measure once, which keeps the error bound of the columns small.
        growth = actual / prior - 1
        if self.nonpositive_prior is PriorPolicy.UNDEFINED:
            refused = Undefined(Status.UNDEFINED, _PRIOR)
            return decide(prior, [Edge(Const(0), Belongs.BELOW)], [refused, growth])
        return decide(prior, [Edge(Const(0))], [1 - actual / prior, growth])


def _formula(value: str | Expr) -> str | Expr:
    if isinstance(value, (str, Expr)):
        return value
    raise DefinitionError(
        Code.WRONG_TYPE,
        en=f"{shown(value)} is not a formula; write text such as '税后净利润/所有者权益×100%'",
        zh=f"{shown(value)} 不是公式；请写文字，如 '税后净利润/所有者权益×100%'",
        value=value,
    )


@frozen(cache_hash=True, field_transformer=placed)
class Computed(Formula):
    """Any arithmetic of measures, typed as text (F16): ``税后净利润/所有者权益×100%``, ``(期初+期末)/2``.

    Attributes:
        text: the formula in the text grammar, or an expression of the language.
        parsed: what the text was read as, with every reading that is worth knowing; ``None`` for an expression.

    Raises:
        GrammarError: the text cannot be read; the message points at the character.
    """

    text: str | Expr = field(converter=_formula)
    parsed: Parsed | None = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        parsed = parse(self.text) if isinstance(self.text, str) else None
        object.__setattr__(self, "parsed", parsed)
        if parsed is None or not parsed.percent:
            return
        if self.unit not in (Unit.NUMBER, Unit.PERCENT):
            raise DefinitionError(
                Code.SCALE_MISMATCH,
                en=f"the text ends in ×100%, but the unit is {self.unit.code}; drop ×100% or use Unit.PERCENT",
                zh=f"公式以 ×100% 结尾，但单位是 {self.unit.code}；请去掉 ×100% 或改用 Unit.PERCENT",
                where="Computed.unit",
                value=self.unit,
            )
        object.__setattr__(self, "unit", Unit.PERCENT)

    def express(self) -> Expr:
        return self.parsed.expression if self.parsed else lift(self.text)
