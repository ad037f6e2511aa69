"""The nodes of a text formula, built within its limits; whatever a node refuses is told at the character."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from perfkpi.errors import Code, DefinitionError
from perfkpi.language.algebra import RoundingMode
from perfkpi.language.expressions import Const, Div, Expr, Mul
from perfkpi.language.marks import Token
from perfkpi.language.nodes import Floor, Max, Min, Round
from perfkpi.language.tokens import fault, numeral

__all__ = ["MAX_NODES", "ROUNDINGS", "Builder"]

MAX_NODES = 500
"""How many names, numbers and operations a formula may have; ``abs`` counts its argument twice."""

MAX_PLACES = 30
"""How many decimal places, or zeros before the decimal point, ``round`` may be asked for."""

ROUNDINGS = {
    "round": RoundingMode.HALF_UP,
    "round_half_up": RoundingMode.HALF_UP,
    "round_half_down": RoundingMode.HALF_DOWN,
    "round_half_even": RoundingMode.HALF_EVEN,
    "round_away_from_zero": RoundingMode.UP,
    "round_towards_zero": RoundingMode.DOWN,
    "round_up": RoundingMode.CEILING,
    "round_down": RoundingMode.FLOOR,
}
"""The functions that round; explanations call the modes by the same names."""

_NO_PLACES = Const(0)


class Builder:
    """Builds the nodes of one text and counts them."""

    __slots__ = ("sizes", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.sizes: dict[int, tuple[Expr, int]] = {}  # the node stays alive, so its id stays its own

    def node(self, token: Token, kind: Callable[..., Expr], *arguments: object) -> Expr:
        """A node, where the formula has room for one more."""
        try:
            node = kind(*arguments)
        except DefinitionError as error:
            raise fault(self.text, token.start, en=error.en, zh=error.zh, code=Code.GRAMMAR_LIMIT) from None
        # what a node has twice, as the value beside an equality, is written once
        size = 1 + sum(self.sizes[each][1] for each in dict.fromkeys(map(id, node.children)))
        self.sizes[id(node)] = node, size
        if size > MAX_NODES:
            raise fault(
                self.text,
                token.start,
                en=f"a formula has at most {MAX_NODES} names, numbers and operations; split it into indicators",
                zh=f"公式最多包含 {MAX_NODES} 个名称、数字和运算；请拆成几个指标",
                code=Code.GRAMMAR_LIMIT,
            )
        return node

    def row(self, token: Token, kind: Callable[..., Expr], parts: Sequence[Expr]) -> Expr:
        """Several operands of one node; a single one stands for itself."""
        return parts[0] if len(parts) == 1 else self.node(token, kind, parts)

    def quotient(self, sign: Token, numerator: Expr, denominator: Expr) -> Expr:
        """A quotient; of two numbers it is one number, where that can be written down."""
        if isinstance(numerator, Const) and isinstance(denominator, Const) and denominator.value:
            number = numerator.value / denominator.value
            if numeral(abs(number)) is not None:
                return self.node(sign, Const, number)
        return self.node(sign, Div, numerator, denominator)

    def negative(self, sign: Token, value: Expr) -> Expr:
        """Minus a value; minus a number is a number."""
        if isinstance(value, Const):
            return self.node(sign, Const, -value.value)
        return self.node(sign, Mul, (self.node(sign, Const, -1), value))

    def call(self, name: Token, arguments: Sequence[Expr]) -> Expr:
        """What a function makes of its arguments."""
        function, first = name.name.lower(), arguments[0]
        if function in {"min", "max"}:
            return self.node(name, Min if function == "min" else Max, arguments)
        rounding = function in ROUNDINGS
        if rounding and len(arguments) <= 2:  # noqa: PLR2004  # the value and its places
            return self._rounded(name, first, *(arguments[1:] or (_NO_PLACES,)))
        if len(arguments) > 1:
            raise fault(
                self.text,
                name.start,
                en=f"{function} takes {'a value and its places' if rounding else 'one value'}",
                zh=f"{function} 只接受{'一个数值和小数位数' if rounding else '一个数值'}",
            )
        if function == "floor":
            return self.node(name, Floor, first)
        return self.node(name, Max, [first, self.negative(name, first)])

    def _rounded(self, name: Token, value: Expr, places: Expr) -> Expr:
        if isinstance(places, Const) and places.value.denominator == 1 and abs(places.value) <= MAX_PLACES:
            mode = ROUNDINGS[name.name.lower()]
            return self.node(name, Round, value, Fraction(10) ** -int(places.value), mode)
        raise fault(
            self.text,
            name.start,
            en=f"the places of round are a whole number up to {MAX_PLACES}; write round(a, 2)",
            zh=f"round 的小数位数是不超过 {MAX_PLACES} 的整数；请写 round(a, 2)",
        )
