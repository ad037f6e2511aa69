"""What the measures of a scorecard must agree on: numbers or grades, and what is declared of them."""

from __future__ import annotations

from collections.abc import Sequence

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.language import Expr, Input, Kind, Match, Program
from perfkpi.model.measurement.measures import Measure
from perfkpi.numbers import folded


def check_kinds(inputs: Sequence[Input]) -> None:
    """Check that a measure is a number or a category, not both."""
    kinds = {node.name: node.kind for node in inputs}
    for node in inputs:
        if kinds[node.name] is not node.kind:
            en = f"the measure {shown(node.name)} is used as a number and as a grade; give one of them another name"
            zh = f"数据 {shown(node.name, 'zh')} 既用作数字又用作等级；请为其中之一另取名称"
            raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where="items", value=node.name)


def check_declared(measures: Sequence[Measure], everything: Expr) -> None:
    """Check that what is declared about grades fits them: nothing about numbers, and no grade that stands for none."""
    if all(measure.notation is None for measure in measures):
        return
    nodes = [node for node, _ in Program(everything).steps]
    grades = {node.name for node in nodes if isinstance(node, Input) and node.kind is Kind.CATEGORY}
    known = {
        (name, grade) for node in nodes if isinstance(node, Match) for name in node.on.reads for grade, _ in node.cases
    }
    for place, measure in enumerate(measures):
        if measure.code in grades:
            _check_declared(measure, [grade for name, grade in known if name == measure.code], f"measures[{place}]")


def _check_declared(measure: Measure, grades: Sequence[str], where: str) -> None:
    if measure.grouping is not None or measure.currency or measure.units:
        en = f"{shown(measure.code)} is a grade; grouping=, currency= and units= are about numbers, leave them out"
        zh = f"{shown(measure.code, 'zh')} 是等级；grouping、currency、units 只用于数字，请去掉"
        raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where=where, value=measure.code)
    absent = {text for text, _ in measure.absent}
    grade = min((grade for grade in grades if folded(grade) in absent), default=None)
    if grade is not None:
        en = f"{shown(grade)} is a grade of {shown(measure.code)}; leave it out of absent=, or call the grade otherwise"
        zh = f"{shown(grade, 'zh')} 是 {shown(measure.code, 'zh')} 的一个等级；请从 absent 中去掉，或更改等级名称"
        raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where=f"{where}.absent", value=grade)
