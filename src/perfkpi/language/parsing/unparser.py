"""Expressions as text of the grammar: what is printed reads back as the same expression."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from perfkpi.errors import DefinitionError, cut
from perfkpi.language.choices import Choose
from perfkpi.language.conditions import If
from perfkpi.language.definedness import Coalesce, Named
from perfkpi.language.expressions import Add, Const, Div, Expr, Input, Mul, Sub
from perfkpi.language.nodes import Floor, Max, Min, Power, Round
from perfkpi.language.parsing.node_builder import ROUNDINGS
from perfkpi.language.parsing.printed_conditions import printed_condition
from perfkpi.language.parsing.token_kinds import QUOTES
from perfkpi.language.parsing.tokenizer import is_plain, numeral
from perfkpi.language.statuses import Status
from perfkpi.language.validation import refused

_ROUND = {mode: name for name, mode in reversed(ROUNDINGS.items())}
_LONGEST = 50_000
"""How many characters a formula has at most; where parts are shared, each use of them would double it."""

_SUMS = (Add, Sub)
_PRODUCTS = (Mul, Div)


def unparse(expression: Expr) -> str:
    """Write the expression as a formula; ``language.parsing.grammar.parse`` reads it back as the same one.

    Raises:
        DefinitionError: a node that the grammar has no words for (several tiers, a policy for some statuses, a rounding
            step), a number beyond what the grammar reads, or a name with every kind of quotation mark in it.
    """
    text = _written(_unmarked(expression))
    if len(text) > _LONGEST:
        raise _refused(expression, en="an expression of so many nodes", zh="如此长的表达式")
    return text


def _written(expression: Expr) -> str:
    if isinstance(expression, Const):
        return _number(expression.value)
    if isinstance(expression, Input):
        return _name(expression.name)
    if isinstance(expression, (Add, Sub)):
        return _joined(" + " if isinstance(expression, Add) else " - ", expression)
    if isinstance(expression, (Mul, Div)):
        return _joined(" * " if isinstance(expression, Mul) else " / ", expression)
    if isinstance(expression, (Min, Max)):
        return _call("min" if isinstance(expression, Min) else "max", expression.children)
    return _less_common(expression)


def _unmarked(expression: Expr) -> Expr:
    """Find what is inside of marks, which the text does not show."""
    while isinstance(expression, Named):
        expression = expression.value
    return expression


def _less_common(expression: Expr) -> str:
    if isinstance(expression, Floor):
        return _call("floor", expression.children)
    if isinstance(expression, Coalesce) and expression.on == Status.absences():
        return _call("ifmissing", expression.children)
    if isinstance(expression, Power):
        if expression.exponent < 0:
            _check_divisor(expression, expression.base)
        exponent = _number(expression.exponent)
        plain = exponent.replace(".", "").isdigit()
        return f"{_atom(expression.base)}^{exponent if plain else f'({exponent})'}"
    if isinstance(expression, Round):
        places = _places(expression.step)
        if places is not None:
            return f"{_ROUND[expression.mode]}({unparse(expression.value)}, {places})"
    if isinstance(expression, (Choose, If)) and (condition := printed_condition(expression, unparse)) is not None:
        return f"if({condition.text}, {unparse(condition.met)}, {unparse(condition.otherwise)})"
    kind = type(expression).__name__
    raise _refused(expression, en=kind, zh=f"{kind} ")


def _refused(value: object, *, en: str, zh: str) -> DefinitionError:
    en = f"{en} has no form in the text grammar; explain it in words instead"
    return refused(en, f"{zh}无法写成文字公式；请改用文字说明", value)


def _number(value: Fraction) -> str:
    text = numeral(abs(value))
    if text is None:
        raise _refused(value, en="a number of so many digits", zh="位数过多的数字")
    return f"-{text}" if value < 0 else text


def _name(name: str) -> str:
    if is_plain(name):
        return name
    for opening, closing in QUOTES.items():
        if opening not in name and closing not in name:
            return f"{opening}{name}{closing}"
    raise _refused(name, en=f"the name {cut(name)}", zh=f"名称 {cut(name)} ")


def _places(step: Fraction) -> int | None:
    for places in range(-30, 31):
        if step == Fraction(10) ** -places:
            return places
    return None


def _call(function: str, arguments: Sequence[Expr]) -> str:
    return f"{function}({', '.join(map(unparse, arguments))})"


def _remainder(expression: Expr) -> tuple[Expr, Expr] | None:
    """Find a number and its divisor, where the expression is what ``mod`` makes of them."""
    match expression:
        case Sub(left=number, right=Mul(factors=(divisor, Floor(value=Div() as turns)))):
            meant = turns.negative is None and (turns.numerator, turns.denominator) == (number, divisor)
            return (number, divisor) if meant else None
        case _:
            return None


def _joined(sign: str, expression: Expr) -> str:
    """Write operands in a row; one that would be read differently there is bracketed."""
    if remainder := _remainder(expression):
        return _call("mod", remainder)
    if isinstance(expression, Div):
        _check_divisor(expression, expression.denominator)
    first, *others = map(_unmarked, expression.children)
    same, other = (Add, Sub) if isinstance(expression, _SUMS) else (Mul, Div)
    # What stands first may be the quotient or difference that the row goes on from; a - b and a / b may also go on from
    # a row of their partner. The same n-ary node again would melt into the row.
    bare = (other,) if isinstance(expression, same) else (same, other)
    opening = unparse(first) if isinstance(first, bare) else _operand(first, expression)
    return sign.join([opening, *(_operand(operand, expression) for operand in others)])


def _check_divisor(expression: Div | Power, divisor: Expr) -> None:
    """Refuse a lone divisor that may be negative: a text allows that once for all divisions, and ``mod`` for itself."""
    if expression.negative is None and divisor.varies:
        raise _refused(expression, en="one division by what may be negative", zh="单独一处允许为负的除数")


def _operand(operand: Expr, owner: Expr) -> str:
    looser = (*_SUMS, *_PRODUCTS) if isinstance(owner, _PRODUCTS) else _SUMS
    text = unparse(operand)
    fraction = isinstance(operand, Const) and "/" in text
    loose = isinstance(operand, looser) and not _remainder(operand)
    return f"({text})" if loose or fraction or text.startswith("-") else text


def _atom(operand: Expr) -> str:
    operand = _unmarked(operand)
    text = unparse(operand)
    number = isinstance(operand, Const) and text.replace(".", "").isdigit()
    called = isinstance(operand, (Min, Max, Floor, Round, Choose, If, Coalesce)) or _remainder(operand) is not None
    bare = number or called or isinstance(operand, Input)
    return text if bare else f"({text})"
