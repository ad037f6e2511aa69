"""Ceilings of ratings (等级上限): where a condition holds, the rating is at best a certain one."""

from __future__ import annotations

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.labels import CODE_AS_NAME, Label, as_label
from perfkpi.language import Caption, Const, Expr, Named, Role
from perfkpi.model.conditions.condition import Condition, as_condition
from perfkpi.model.parameters.validation import checked_code, instance, placed

_RATING_CEILING = Label(zh="等级上限", en="rating ceiling")


@frozen(eq=False, field_transformer=placed)
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

    code: str = field(converter=checked_code)
    name: Label = field(default=CODE_AS_NAME, converter=as_label)
    condition: Condition = field(
        converter=as_condition, validator=instance(Condition, "AtLeast('violations', 1)"), kw_only=True
    )
    best: str = field(converter=checked_code, kw_only=True)

    def express(self, position: int) -> Expr:
        """Express the position of the best rating that is left: 0 where none is barred."""
        barred = self.condition.decide_marked(self.code, Const(position), Const(0))
        return Named(Role.CEILING, Caption(self.code, _RATING_CEILING), barred)
