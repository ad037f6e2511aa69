"""What an expression is worth for some figures, exactly."""

from collections.abc import Mapping
from fractions import Fraction

from perfkpi.interpreters.evaluation import Evaluation
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value, fraction, pair
from perfkpi.language import Expr, Program, Reason, Status, Undefinedness

Figure = int | Fraction | str | Status


def value_of(expression: Expr, figures: Mapping[str, Figure]) -> Value:
    """Its value as the exact meaning gives it; a text is a category, a status stands for a figure that has none."""

    def given(figure: Figure) -> Value:
        if isinstance(figure, Status):
            return Undefinedness(figure, (Reason("test", zh="无", en="none"),))
        return figure if isinstance(figure, str) else pair(Fraction(figure))

    return Evaluation(Program(expression)).run({name: given(each) for name, each in figures.items()})[-1]


def worth(expression: Expr, **figures: Figure) -> Fraction | tuple[Status, str]:
    """A number, or the status and the code of the first reason why there is none."""
    value = value_of(expression, figures)
    if isinstance(value, Undefinedness):
        return value.status, value.reasons[0].code
    assert not isinstance(value, (Surd, str))
    return fraction(value)
