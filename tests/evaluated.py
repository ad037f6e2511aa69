"""What an expression is worth for one person's figures: exactly, or why it has no worth."""

from collections.abc import Mapping
from fractions import Fraction

from perfkpi.interpreters.evaluation import Evaluation
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value, fraction, pair
from perfkpi.language import Expr, Program, Reason, Status, Undefinedness

Figure = int | Fraction | str | Status | Undefinedness
"""A number, a category, or what there is in place of both; a status stands for a figure that has none."""

Worth = Fraction | Surd | str | Undefinedness


def evaluated(expression: Expr, figures: Mapping[str, Figure]) -> Worth:
    """A fraction, an exact root, a category, or why there is none; evaluated at once, and as many people are."""
    inputs, program = given(figures), Program(expression)
    value = Evaluation(program).run(inputs)[-1]
    assert value == program.run(Exact(inputs))[-1]
    return known(value)


def worth(expression: Expr, **figures: Figure) -> Fraction | Surd | str | tuple[Status, str]:
    """A number or a category, or the status and the code of the first reason why there is none."""
    value = evaluated(expression, figures)
    return (value.status, value.reasons[0].code) if isinstance(value, Undefinedness) else value


def rational(expression: Expr, **figures: Figure) -> Fraction:
    """The number of an expression that has one, and is no root."""
    value = evaluated(expression, figures)
    assert isinstance(value, Fraction)
    return value


def given(figures: Mapping[str, Figure]) -> dict[str, Value]:
    """Figures as interpreters take them."""
    return {name: _value(figure) for name, figure in figures.items()}


def known(value: Value) -> Worth:
    """A value of an interpreter, rationals as fractions."""
    return fraction(value) if isinstance(value, tuple) else value


def _value(figure: Figure) -> Value:
    if isinstance(figure, Status):
        return Undefinedness(figure, (Reason("test", zh="无", en="none"),))
    return figure if isinstance(figure, (str, Undefinedness)) else pair(Fraction(figure))
