"""What every step has that is done to a running score: a code, a name, and the difference that it makes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import CODE_AS_NAME, Label, as_label
from perfkpi.language import Caption, Expr, Named, Role, Sentence
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.constraints import Constrained, guarded
from perfkpi.model.parameters.reach import ANYWHERE, Span
from perfkpi.model.parameters.validation import checked_code, placed

_ADJUSTMENT = Label(zh="加减分", en="adjustment")


@frozen(eq=False, field_transformer=placed)
class Adjustment(Constrained, ABC):
    """Something done to the score of a scorecard or section after its items are added up (加减分, 系数, 封顶, 否决).

    A level's steps are taken in the order in which they are listed, each on what the ones before have left. Subclass
    it, frozen, and say ``express``.

    Attributes:
        code: a short name, unique on the scorecard.
        name: what HR calls it.
    """

    is_guarded: ClassVar[bool] = True
    sentence: ClassVar[Sentence | None] = None
    """What a brief explanation says of the step besides the points that it adds."""
    idle: ClassVar[Label | None] = None
    """What tables say in place of 0 where the step did not come into play; ``None``: its 0 is a figure like any."""

    code: str = field(converter=checked_code)
    name: Label = field(default=CODE_AS_NAME, converter=as_label)

    @abstractmethod
    def express(self, running: Expr, scale: Scale) -> Expr:
        """Express the difference that the step adds to the running score of a level on a scale."""

    def reach(self, running: Span, scale: Scale) -> Span:
        """Tell between which numbers the score lies behind the step, given where it lies before.

        Where a step of your own does not say, nothing is known, and a scorecard asks for a ``ScoreLimit`` behind it
        or for ``beyond_scale=BeyondScale.ALLOW``.
        """
        del running, scale
        return ANYWHERE

    def marked(self, running: Expr, scale: Scale) -> Expr:
        """Express it where a row's own parameters fulfil the constraints, marked as the line that reports it."""
        return Named(
            Role.ADJUSTMENT,
            Caption(self.code, _ADJUSTMENT, sentence=self.sentence),
            self.where_fulfilled(self.express(running, scale), scale),
        )

    def where_fulfilled(self, change: Expr, scale: Scale) -> Expr:
        """Express a change, whatever ``express`` makes of it, where a row's own parameters fulfil the constraints.

        Raises:
            DefinitionError: numbers that do not fulfil what only the scale can ask.
        """
        del scale
        return guarded(self, change)
