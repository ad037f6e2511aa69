"""What an expression is worth for one person's figures: exactly, or why it has no worth."""

from collections.abc import Mapping
from fractions import Fraction

from perfkpi.interpreters.evaluation import Evaluation
from perfkpi.interpreters.values import Value, fraction, pair
from perfkpi.language import Expr, Program, Status, Undefinedness


def evaluated(expression: Expr, figures: Mapping[str, Fraction | int | Undefinedness]) -> Value | Fraction:
    """A fraction, an exact root, a category, or why there is none."""
    inputs = {name: each if isinstance(each, Undefinedness) else pair(Fraction(each)) for name, each in figures.items()}
    value = Evaluation(Program(expression)).run(inputs)[-1]
    return fraction(value) if isinstance(value, tuple) else value


def worth(expression: Expr, **figures: Fraction | int | Undefinedness) -> Fraction | Status:
    """A fraction, or the status where there is none."""
    value = evaluated(expression, figures)
    if isinstance(value, Undefinedness):
        return value.status
    assert isinstance(value, Fraction)
    return value
