"""Panels: several experts grade one thing (专家评议)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Add, Caption, Expr, Input, Kind, Named, Role
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.letters import Letters, as_letters, express_letters, some_letters
from perfkpi.model.parameters.validation import ITSELF, as_tuple, checked_code, placed, several


def _experts(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(checked_code, as_tuple(names)))


_LABEL = Label(zh="专家评议", en="panel of experts")
_MEAN = Caption.computed("panel", _LABEL, aside=True)


@frozen(eq=False, field_transformer=placed)
class PanelMean(Formula):
    """The mean of what the experts' letters are worth (F10, 等级参数): 优 1.0, 良 0.8, 中 0.6, 低 0.4, 差 0.2.

    Source, the rules of enterprise appraisal: 单项评议指标分数=∑(单项评议指标权数×各评议专家给定等级参数)/评议专家人数.

    A letter that is not in the list is an invalid value; an expert whose letter is missing makes the mean missing, so
    that nobody is left out without a word.

    Attributes:
        experts: the measure of each expert's letter.
        letters: each letter and its parameter, as a mapping or as pairs.
    """

    label: ClassVar[Label | None] = _LABEL

    experts: tuple[str, ...] = field(converter=_experts, validator=several("'expert_1'", ITSELF))
    letters: Letters = field(converter=as_letters, validator=some_letters, kw_only=True)

    def express(self) -> Expr:
        given = [express_letters(Input(name, kind=Kind.CATEGORY), self.letters) for name in self.experts]
        return Named(Role.STEP, _MEAN, Add(given) / len(given))
