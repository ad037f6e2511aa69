"""Alternatives (R16): several rules are written for one indicator, and the scheme chooses one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Self

from attrs import evolve, field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.scales import Scale, ScaleCap, Unlimited
from perfkpi.model.parameters.faults import check_known
from perfkpi.model.parameters.parameter import Parameter
from perfkpi.model.parameters.validation import as_tuple, checked_code, instance, placed, tuple_of
from perfkpi.model.scoring.rule import Scoring


@frozen(eq=False, field_transformer=placed)
class Alternative(Asking):
    """One of the rules that are written for an indicator, and what it is called."""

    code: str = field(converter=checked_code)
    rule: Scoring = field(validator=instance(Scoring, "TargetDelta(...)"))


def _rules(values: Iterable[Alternative]) -> tuple[Alternative, ...]:
    return as_tuple(values)


@frozen(eq=False, field_transformer=placed)
class Alternatives(Scoring):
    """The one of several written rules that the scheme has chosen (R16).

    Source, sheet of a finance director: 增加1个百分点,加( )分;减少1个百分点,减( )分 或:实际值/目标值×100. The
    two give different points for one result, so a sheet that leaves the choice open cannot be scored. The rules that
    are not chosen stay on record and score nobody.

    Attributes:
        rules: the alternatives; each has its own scale.
        chosen: the code of the one that counts.
        scale: of the chosen rule.
        direction: of the chosen rule.

    Raises:
        DefinitionError: a choice that is none of the codes, fewer than two rules, or a code twice.
    """

    label: ClassVar[Label | None] = Label(zh="备选规则", en="alternatives")

    rules: tuple[Alternative, ...] = field(
        converter=_rules, validator=tuple_of(Alternative, "Alternative('ratio', Attainment(...))", "code", least=2)
    )
    chosen: str = field(converter=checked_code, kw_only=True)
    scale: Scale | None = field(init=False, eq=False, repr=False)  # pyright: ignore[reportIncompatibleVariableOverride]  # as below
    direction: Direction = field(init=False, eq=False, repr=False)  # pyright: ignore[reportIncompatibleVariableOverride]  # nobody gives it

    def __attrs_post_init__(self) -> None:
        codes = (alternative.code for alternative in self.rules)
        where = f"{type(self).__name__}.chosen"
        check_known(self.chosen, codes, "rule", "规则", code=Code.CHOICE_NEEDED, where=where)
        object.__setattr__(self, "scale", self.rule.scale)
        object.__setattr__(self, "direction", self.rule.direction)

    @property
    def rule(self) -> Scoring:
        """The rule that is chosen."""
        return next(alternative.rule for alternative in self.rules if alternative.code == self.chosen)

    @property
    def lowest(self) -> Parameter | Unlimited | None:
        return self.rule.lowest

    @property
    def highest(self) -> Parameter | Unlimited | None:
        return self.rule.highest

    def under(self, level: Scale, *, shares: bool, cap: ScaleCap | None) -> Self:
        rule = self.rule.under(level, shares=shares, cap=cap)
        return self if rule is self.rule else self.with_rule(rule)

    def placed_on(self, scale: Scale) -> Self:
        rule = self.rule.placed_on(scale)
        return self if rule is self.rule else self.with_rule(rule)

    def with_rule(self, rule: Scoring) -> Self:
        """Put another rule in place of the one that is chosen."""
        return evolve(
            self,
            rules=tuple(evolve(each, rule=rule) if each.code == self.chosen else each for each in self.rules),
        )

    @property
    def takes_category(self) -> bool:
        return self.rule.takes_category

    def check_formula(self, formula: Formula) -> None:
        self.rule.check_formula(formula)

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        place = next(place for place, each in enumerate(self.rules) if each.code == self.chosen)
        for name, parameter, difference in self.rule.in_units_of_the_value():
            yield f"rules[{place}].rule.{name}", parameter, difference

    def express(self, value: Expr) -> Expr:
        return self.rule.express_points(value)
