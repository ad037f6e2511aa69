"""Panels: several experts grade one thing (专家评议)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import listed
from perfkpi.language import Add, Const, Expr, Input, Kind, Match, Reason, Status, Undefined
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.parameters.validation import ITSELF, as_pairs, as_tuple, checked_code, checked_grade, placed, several
from perfkpi.numbers import Numeric, exact


def _experts(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(checked_code, as_tuple(names)))


def _grades(pairs: Iterable[tuple[str, Numeric]]) -> tuple[tuple[str, Fraction], ...]:
    return as_pairs(
        pairs,
        checked_grade,
        exact,
        en="a grade and its parameter; write (('优', 1), ('良', '0.8'))",
        zh="“等级, 参数”；请写 (('优', 1), ('良', '0.8'))",
    )


@frozen(eq=False, field_transformer=placed)
class PanelGrades(Formula):
    """The mean of what the experts' grades are worth (F10, 等级参数): 优 1.0, 良 0.8, 中 0.6, 低 0.4, 差 0.2.

    Source, the rules of enterprise appraisal: 单项评议指标分数=∑(单项评议指标权数×各评议专家给定等级参数)/评议专家人数.

    A grade that is not in the list is an invalid value; an expert whose grade is missing makes the mean missing, so
    that nobody is left out without a word.

    Attributes:
        experts: the measure of each expert's grade.
        grades: each grade and its parameter.
    """

    experts: tuple[str, ...] = field(converter=_experts, validator=several("'expert_1'", ITSELF))
    grades: tuple[tuple[str, Fraction], ...] = field(converter=_grades, validator=several("('优', 1)", 0), kw_only=True)

    def express(self) -> Expr:
        worth = [(grade, Const(parameter)) for grade, parameter in self.grades]
        given = [Match(Input(name, kind=Kind.CATEGORY), worth, self._unknown()) for name in self.experts]
        return Add(given) / len(given)

    def _unknown(self) -> Expr:
        grades = [grade for grade, _ in self.grades]
        zh, en = f"没有这一等级；可选 {listed(grades, 'zh')}", f"there is no such grade; choose {listed(grades, 'en')}"
        return Undefined(Status.INVALID_VALUE, Reason("unknown-grade", zh=zh, en=en))
