"""The nodes of a text formula, built within its limits; whatever a node refuses is told at the character."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from perfkpi.errors import Code, DefinitionError
from perfkpi.language.algebra import RoundingMode, Sign
from perfkpi.language.definedness import Coalesce
from perfkpi.language.expressions import Add, Const, Div, Expr, Mul, Sub
from perfkpi.language.nodes import Floor, Max, Min, Round
from perfkpi.language.parsing.functions import takes
from perfkpi.language.parsing.token_kinds import Token
from perfkpi.language.parsing.tokenizer import fault, numeral
from perfkpi.language.statuses import Status

MAX_NODES = 500
"""How many names, numbers and operations a formula may have; ``abs`` and ``mod`` count theirs twice."""

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
    "roundup": RoundingMode.UP,
    "rounddown": RoundingMode.DOWN,
    "四舍五入": RoundingMode.HALF_UP,
}
"""The functions that round: by the names that explanations use, and as spreadsheets call them."""

_NO_PLACES = Const(0)
_ROWS = {"max": Max, "min": Min}
_OF_ANY_NUMBER = {*_ROWS, "sum", "average"}


class NodeBuilder:
    """Builds the nodes of one text and counts them."""

    __slots__ = ("sizes", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.sizes: dict[int, tuple[Expr, int]] = {}  # the node stays alive, so its id stays its own

    def node(self, token: Token, kind: Callable[..., Expr], *arguments: object) -> Expr:
        """Build a node, where the formula has room for one more."""
        try:
            node = kind(*arguments)
        except DefinitionError as error:
            code = Code.GRAMMAR if error.code is Code.CODE else Code.GRAMMAR_LIMIT
            raise fault(self.text, token.start, error.en, error.zh, code) from None
        # what a node has twice, as the value beside an equality, is written once
        size = 1 + sum(self.sizes[each][1] for each in dict.fromkeys(map(id, node.children)))
        self.sizes[id(node)] = node, size
        if size > MAX_NODES:
            en = f"a formula has at most {MAX_NODES} names, numbers and operations; split it into indicators"
            zh = f"公式最多包含 {MAX_NODES} 个名称、数字和运算；请拆成几个指标"
            raise fault(self.text, token.start, en, zh, Code.GRAMMAR_LIMIT)
        return node

    def row(self, token: Token, kind: Callable[..., Expr], parts: Sequence[Expr]) -> Expr:
        """Build one node of several operands; a single one stands for itself."""
        return parts[0] if len(parts) == 1 else self.node(token, kind, parts)

    def quotient(self, sign: Token, numerator: Expr, denominator: Expr) -> Expr:
        """Build a quotient; of two numbers it is one number, where that can be written down."""
        if isinstance(numerator, Const) and isinstance(denominator, Const) and denominator.value:
            number = numerator.value / denominator.value
            if numeral(abs(number)) is not None:
                return self.node(sign, Const, number)
        return self.node(sign, Div, numerator, denominator)

    def negative(self, sign: Token, value: Expr) -> Expr:
        """Negate a value; minus a number is a number."""
        if isinstance(value, Const):
            return self.node(sign, Const, -value.value)
        return self.node(sign, Mul, (self.node(sign, Const, -1), value))

    def call(self, name: Token, arguments: Sequence[Expr]) -> Expr:
        """Build what a function makes of its arguments."""
        function, first = name.name.lower(), arguments[0]
        if function in ROUNDINGS:
            return self._rounded(name, *arguments)
        if function == "mod":
            return self._remainder(name, *arguments)
        if function == "ifmissing":
            return self._where_missing(name, *arguments)
        if function in _OF_ANY_NUMBER:
            return self._of_any_number(name, arguments)
        if len(arguments) > 1:
            raise takes(self.text, name, en="one value", zh="只接受一个数值")
        if function == "abs":
            return self.node(name, Max, [first, self.negative(name, first)])
        return self.node(name, Floor, first)

    def _of_any_number(self, name: Token, values: Sequence[Expr]) -> Expr:
        function = name.name.lower()
        if function in _ROWS:
            return self.node(name, _ROWS[function], values)
        total = self.row(name, Add, values)
        if function == "sum" or len(values) == 1:
            return total
        return self.quotient(name, total, self.node(name, Const, len(values)))

    def _rounded(self, name: Token, value: Expr, places: Expr = _NO_PLACES, *more: Expr) -> Expr:
        if more:
            raise takes(self.text, name, en="a value and its places", zh="只接受一个数值和小数位数")
        function = name.name.lower()
        if isinstance(places, Const) and places.value.denominator == 1 and abs(places.value) <= MAX_PLACES:
            return self.node(name, Round, value, Fraction(10) ** -int(places.value), ROUNDINGS[function])
        en = f"the places of {function} are a whole number up to {MAX_PLACES}; write {function}(a, 2)"
        zh = f"{function} 的小数位数是不超过 {MAX_PLACES} 的整数；请写 {function}(a, 2)"
        raise fault(self.text, name.start, en, zh)

    def _where_missing(self, name: Token, value: Expr, otherwise: Expr | None = None, *more: Expr) -> Expr:
        """Build what stands in for a figure that is absent; one that is wrong or undefined stays so."""
        if otherwise is None or more:
            raise takes(self.text, name, en="a value and what stands in for it", zh="需要一个数值和缺失时的替代值")
        if not value.varies:
            raise fault(self.text, name.start, "a number is never missing", "数字不会缺失")
        return self.node(name, Coalesce, value, Status.absences(), otherwise)

    def _remainder(self, name: Token, number: Expr, divisor: Expr | None = None, *more: Expr) -> Expr:
        """Build the remainder, with the sign of the divisor: ``n - d * floor(n / d)``, as spreadsheets say it."""
        if divisor is None or more:
            raise takes(self.text, name, en="a number and its divisor", zh="需要被除数和除数")
        full = self.node(name, Floor, self._turns(name, number, divisor))
        return self.node(name, Sub, number, self.node(name, Mul, (divisor, full)))

    def _turns(self, name: Token, number: Expr, divisor: Expr) -> Expr:
        """Build how often a remainder's divisor fits: the one division that is meant for divisors of either sign."""
        return self.node(name, partial(Div, sign=Sign.ANY), number, divisor)
