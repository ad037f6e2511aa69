"""The text grammar: a formula as HR types it, ``税后净利润/所有者权益×100%``, read as an expression.

::

    sum     = product (("+" | "-") product)*
    product = signed (("*" | "/") signed)*        also × · ÷; a factor ×100% only says how the value is shown
    signed  = ("+" | "-")* power
    power   = atom ["^" ("+" | "-")* atom]        the exponent is a number
    atom    = number | number "%" | name | quoted name | "(" sum ")" | function "(" sum ("," sum)* ")"

``a + b + c`` is one :class:`Add` of three terms and ``(a + b) + c`` is an Add in an Add; likewise for ``*``. A quotient
of two numbers is one number, ``1/3``, and so is minus a number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import frozen

from perfkpi.errors import Code, DefinitionError, GrammarError
from perfkpi.language.expressions import Add, Const, Div, Expr, Input, Mul, Sub
from perfkpi.language.nodes import Floor, Max, Min, Power, Round
from perfkpi.language.readings import (
    Parsed,
    Reading,
    bracketed_name,
    percent_inside,
    percent_of_whole,
    times_hundred,
)
from perfkpi.language.tokens import FUNCTIONS, Mark, Token, fault, numeral, tokenise

__all__ = ["MAX_NESTING", "MAX_NODES", "Parsed", "Reading", "parse"]

MAX_NESTING = 50
"""How deep brackets may stand inside brackets."""

MAX_NODES = 500
"""How many names, numbers and operations a formula may have; ``abs`` counts its argument twice."""

MAX_PLACES = 30
"""How many decimal places, or zeros before the decimal point, ``round`` may be asked for."""


def parse(text: str) -> Parsed:
    """Read a formula.

    >>> parse("税后净利润 ÷ 所有者权益 × 100%").expression == Input("税后净利润") / Input("所有者权益")
    True

    Args:
        text: at most 2 000 characters; full-width signs and digits are welcome.

    Raises:
        GrammarError: the text cannot be read; the message points at the character.
    """
    if not isinstance(text, str):
        kind = type(text).__name__
        raise GrammarError(
            Code.GRAMMAR,
            en=f"a formula is text such as 'a / b', not a value of type {kind}",
            zh=f"公式应为文字，如 'a / b'，而不是 {kind} 类型的值",
            value=kind,
        )
    return _Parser(text).parsed()


@frozen
class _Shown:
    """How a stretch of text shows its value: where its ``×100%`` stand, and whether some term of it has none."""

    spans: tuple[tuple[int, int], ...] = ()
    plain: bool = True

    @classmethod
    def all(cls, terms: Sequence[_Shown]) -> _Shown:
        spans = tuple(span for term in terms for span in term.spans)
        return cls(spans, plain=any(term.plain for term in terms))


_PLAIN = _Shown()
_NO_PLACES = Const(0)


class _Parser:
    """One reading of one text; every method reads what it is named after and moves on behind it."""

    __slots__ = ("at", "hundreds", "nesting", "readings", "shown", "sizes", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenise(text)
        self.at = 0
        self.nesting = 0
        self.shown = _PLAIN  # of what was read last
        self.hundreds: list[tuple[int, int]] = []
        self.readings: list[Reading] = []
        self.sizes: dict[int, tuple[Expr, int]] = {}  # the node stays alive, so its id stays its own

    def parsed(self) -> Parsed:
        if len(self.tokens) == 1:
            raise fault(
                self.text, 0, en="the formula is empty; write something such as a / b", zh="公式是空的；请写如 a / b"
            )
        expression = self.sum()
        if self.next.mark is not Mark.END:
            raise self.surplus()
        self.report_percent()
        self.report_hundred()
        readings = sorted(self.readings, key=lambda reading: (reading.start, reading.end))
        return Parsed(expression, bool(self.shown.spans), tuple(readings))

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def taken(self, *marks: Mark) -> Token | None:
        token = self.next
        if token.mark not in marks:
            return None
        self.at += 1
        return token

    # ------------------------------------------------------------------------------------------------ the grammar

    def sum(self) -> Expr:
        terms = [self.product()]
        shown = [self.shown]
        while sign := self.taken(Mark.PLUS, Mark.MINUS):
            term = self.product()
            shown.append(self.shown)
            if sign.mark is Mark.PLUS:
                terms.append(term)
            else:
                terms = [self.made(sign, Sub, self.joined(sign, Add, terms), term)]
        self.shown = _Shown.all(shown)
        return self.joined(self.next, Add, terms)

    def product(self) -> Expr:
        factors = [self.signed(self.power)]
        while sign := self.taken(Mark.TIMES, Mark.OVER):
            if self.hundred_percent(sign):
                continue
            factor = self.signed(self.power)
            if sign.mark is Mark.TIMES:
                factors.append(factor)
            else:
                factors = [self.quotient(sign, self.joined(sign, Mul, factors), factor)]
            self.shown = _PLAIN
        return self.joined(self.next, Mul, factors)

    def hundred_percent(self, sign: Token) -> bool:
        token = self.next
        if sign.mark is not Mark.TIMES or token.mark is not Mark.PERCENTAGE or token.value != 1:
            return False
        if self.tokens[self.at + 1].mark is Mark.POWER:
            return False
        self.at += 1
        self.hundreds.append((sign.start, token.end))
        self.shown = _Shown((*self.shown.spans, self.hundreds[-1]), plain=False)
        return True

    def signed(self, operand: Callable[[], Expr]) -> Expr:
        signs: list[Token] = []
        while sign := self.taken(Mark.PLUS, Mark.MINUS):
            signs.append(sign)
        value = operand()
        if signs:
            self.shown = _Shown(plain=self.shown.plain)
        for sign in reversed(signs):
            if sign.mark is Mark.MINUS:
                value = self.negative(sign, value)
        return value

    def power(self) -> Expr:
        base = self.atom()
        sign = self.taken(Mark.POWER)
        if sign is None:
            return base
        start = self.next.start
        exponent = self.signed(self.atom)
        self.shown = _PLAIN
        if not isinstance(exponent, Const):
            raise self.refused(
                start,
                en="an exponent is a number; write it as 2, 0.5 or (1/3)",
                zh="指数必须是数字；请写成 2、0.5 或 (1/3)",
            )
        if self.next.mark is Mark.POWER:
            raise self.refused(
                self.next.start,
                en="two powers in a row can be read in two ways; write (a^2)^3",
                zh="连续乘方有两种读法；请写成 (a^2)^3",
            )
        return self.made(sign, Power, base, exponent.value)

    def atom(self) -> Expr:
        token = self.next
        if token.mark is Mark.OPEN:
            return self.group()
        if token.mark not in {Mark.NUMBER, Mark.PERCENTAGE, Mark.NAME, Mark.QUOTED}:
            raise self.missing()
        self.at += 1
        self.shown = _Shown(plain=token.mark is not Mark.PERCENTAGE)
        if token.mark in {Mark.NUMBER, Mark.PERCENTAGE}:
            return self.made(token, Const, token.value)
        if token.mark is Mark.NAME and token.name.lower() in FUNCTIONS:
            return self.call(token)
        return self.made(token, Input, self.bracketed(token) if token.mark is Mark.NAME else token.name)

    def bracketed(self, first: Token) -> str:
        """A name with all brackets behind it that hold a plain name and no space: ``投资净收益(亏损)``."""
        name, end = first.name, first.end
        while True:
            opening, inner, closing = (*self.tokens[self.at : self.at + 3], first, first, first)[:3]
            marks = (opening.mark, inner.mark, closing.mark)
            close = (end, opening.end, inner.end) == (opening.start, inner.start, closing.start)
            if marks != (Mark.OPEN, Mark.NAME, Mark.CLOSE) or not close:
                break
            name, end = f"{name}({inner.name})", closing.end
            self.at += 3
        if end > first.end:
            self.readings.append(bracketed_name(self.text, first.start, end))
        return name

    def group(self) -> Expr:
        opening = self.opened()
        value = self.sum()
        self.closed(opening)
        return value

    def opened(self) -> Token:
        opening = self.next
        self.at += 1
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise self.refused(
                opening.start,
                en=f"brackets are nested deeper than {MAX_NESTING} levels; name parts of the formula as indicators",
                zh=f"括号嵌套超过 {MAX_NESTING} 层；请把公式的一部分另设为指标",
                code=Code.GRAMMAR_LIMIT,
            )
        return opening

    def closed(self, opening: Token) -> None:
        if self.next.mark is Mark.END:
            raise self.refused(
                opening.start, en="this bracket is not closed; write ) where it ends", zh="这个括号没有闭合；请补上 )"
            )
        if not self.taken(Mark.CLOSE):
            raise self.surplus()
        self.nesting -= 1

    def call(self, name: Token) -> Expr:
        if self.next.mark is not Mark.OPEN:
            raise self.refused(
                name.start,
                en=f"{name.name} is a function; write {name.name}(...), or quote it where a measure has this name",
                zh=f"{name.name} 是函数；请写 {name.name}(...)；如果是名称，请加引号",
            )
        opening = self.opened()
        arguments = [self.sum()]
        while self.taken(Mark.COMMA):
            arguments.append(self.sum())
        self.closed(opening)
        self.shown = _PLAIN
        function = name.name.lower()
        if function in {"min", "max"}:
            return self.made(name, Min if function == "min" else Max, arguments)
        if len(arguments) > (2 if function == "round" else 1):
            raise self.refused(
                name.start,
                en=f"{function} takes {'a value and its places' if function == 'round' else 'one value'}",
                zh=f"{function} 只接受{'一个数值和小数位数' if function == 'round' else '一个数值'}",
            )
        if function == "round":
            return self.rounded(name, *arguments, *(() if len(arguments) > 1 else (_NO_PLACES,)))
        if function == "floor":
            return self.made(name, Floor, arguments[0])
        return self.made(name, Max, [arguments[0], self.negative(name, arguments[0])])

    def rounded(self, name: Token, value: Expr, places: Expr) -> Expr:
        if isinstance(places, Const) and places.value.denominator == 1 and abs(places.value) <= MAX_PLACES:
            return self.made(name, Round, value, Fraction(10) ** -int(places.value))
        raise self.refused(
            name.start,
            en=f"the places of round are a whole number up to {MAX_PLACES}; write round(a, 2)",
            zh=f"round 的小数位数是不超过 {MAX_PLACES} 的整数；请写 round(a, 2)",
        )

    # --------------------------------------------------------------------------------------------------- the nodes

    def made(self, token: Token, kind: Callable[..., Expr], *arguments: object) -> Expr:
        """A node, where the formula has room for one more."""
        try:
            node = kind(*arguments)
        except DefinitionError as error:
            raise self.refused(token.start, en=error.en, zh=error.zh, code=Code.GRAMMAR_LIMIT) from None
        size = 1 + sum(self.sizes[id(child)][1] for child in node.children)
        self.sizes[id(node)] = node, size
        if size > MAX_NODES:
            raise self.refused(
                token.start,
                en=f"a formula has at most {MAX_NODES} names, numbers and operations; split it into indicators",
                zh=f"公式最多包含 {MAX_NODES} 个名称、数字和运算；请拆成几个指标",
                code=Code.GRAMMAR_LIMIT,
            )
        return node

    def joined(self, token: Token, kind: Callable[..., Expr], parts: Sequence[Expr]) -> Expr:
        return parts[0] if len(parts) == 1 else self.made(token, kind, parts)

    def quotient(self, sign: Token, numerator: Expr, denominator: Expr) -> Expr:
        if isinstance(numerator, Const) and isinstance(denominator, Const) and denominator.value:
            number = numerator.value / denominator.value
            if numeral(abs(number)) is not None:
                return self.made(sign, Const, number)
        return self.made(sign, Div, numerator, denominator)

    def negative(self, sign: Token, value: Expr) -> Expr:
        if isinstance(value, Const):
            return self.made(sign, Const, -value.value)
        return self.made(sign, Mul, (self.made(sign, Const, -1), value))

    # ------------------------------------------------------------------------------------------------ the readings

    def report_percent(self) -> None:
        last = self.shown.spans[-1] if self.shown.spans and self.shown.plain else None
        for span in self.hundreds:
            if span == last:
                self.readings.append(percent_of_whole(self.text, *span))
            elif span not in self.shown.spans:
                self.readings.append(percent_inside(self.text, *span))

    def report_hundred(self) -> None:
        sign, number = self.tokens[-3:-1] if len(self.tokens) > 3 else (self.next, self.next)  # noqa: PLR2004  # a × 100 and the end
        if sign.mark is Mark.TIMES and number.mark is Mark.NUMBER and number.value == 100:  # noqa: PLR2004  # as above
            self.readings.append(times_hundred(self.text, sign.start, number.end))

    # -------------------------------------------------------------------------------------------------- the errors

    def refused(self, at: int, *, en: str, zh: str, code: Code = Code.GRAMMAR) -> GrammarError:
        return fault(self.text, at, en=en, zh=zh, code=code)

    def surplus(self) -> GrammarError:
        """Why the grammar cannot go on with the next word."""
        token, before = self.next, self.tokens[self.at - 1]
        if token.mark is Mark.CLOSE:
            en, zh = (
                "this bracket closes nothing; delete it, or open one before",
                "这个括号没有对应的左括号；请删去或补上",
            )
        elif token.mark is Mark.COMMA:
            en, zh = "a comma stands only between the arguments of a function", "逗号只能用在函数的参数之间"
        elif token.mark is Mark.PERCENT:
            en, zh = "% stands only behind a number, as in 12%", "% 只能写在数字后面，如 12%"
        elif token.mark is Mark.OPEN and before.mark is Mark.NAME:
            en = "an operator is missing before the bracket; if the bracket belongs to the name, quote the whole name"
            zh = "括号前缺少运算符；如果括号是名称的一部分，请给整个名称加引号"
        else:
            en = "an operator is missing here; write + - × ÷, or quote a name that has a space"
            zh = "这里缺少运算符；请写 + - × ÷；如果名称含有空格，请加引号"
        return self.refused(token.start, en=en, zh=zh)

    def missing(self) -> GrammarError:
        """Why the next word cannot begin a value."""
        token = self.next
        if token.mark is Mark.END:
            return self.refused(token.start, en="a name or number is missing at the end", zh="公式末尾缺少名称或数字")
        sign = self.text[token.start : token.end]
        return self.refused(
            token.start,
            en=f"a name or number is missing before {sign}",
            zh=f"{sign} 前缺少名称或数字",
        )
