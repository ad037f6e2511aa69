"""The text grammar: a formula as HR types it, ``税后净利润/所有者权益×100%``, read as an expression.

::

    sum     = product (("+" | "-") product)*
    product = signed (("*" | "/") signed)*        also × · ÷; a factor ×100% only says how the value is shown
    signed  = ("+" | "-")* power
    power   = atom ["^" ("+" | "-")* atom]        the exponent is a number
    atom    = number | number "%" | name | quoted name | "(" sum ")" | function "(" sum ("," sum)* ")"
            | "if" "(" condition "," sum "," sum ")"        conditions: see ``language.comparisons``

``a + b + c`` is one ``Add`` of three terms and ``(a + b) + c`` is an Add in an Add; likewise for ``*``. A quotient
of two numbers is one number, ``1/3``, and so is minus a number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from perfkpi.errors import Code, GrammarError
from perfkpi.language.building import MAX_NODES, Builder
from perfkpi.language.comparisons import read_condition
from perfkpi.language.cursor import MAX_NESTING, Cursor
from perfkpi.language.expressions import Add, Const, Expr, Input, Mul, Sub
from perfkpi.language.marks import FUNCTIONS, Mark, Token
from perfkpi.language.misreadings import if_takes, missing, surplus
from perfkpi.language.nodes import Power
from perfkpi.language.readings import (
    Parsed,
    Reading,
    bracketed_name,
    percent_inside,
    percent_of_whole,
    times_hundred,
)
from perfkpi.language.tokens import fault

__all__ = ["MAX_NESTING", "MAX_NODES", "Parsed", "Reading", "parse"]


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


class _Parser(Cursor):
    """One reading of one text; every method reads what it is named after and moves on behind it."""

    __slots__ = ("build", "hundreds", "readings", "shown")

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.build = Builder(text)
        self.shown = _PLAIN  # of what was read last
        self.hundreds: list[tuple[int, int]] = []
        self.readings: list[Reading] = []

    def parsed(self) -> Parsed:
        if len(self.tokens) == 1:
            raise fault(
                self.text, 0, en="the formula is empty; write something such as a / b", zh="公式是空的；请写如 a / b"
            )
        expression = self.sum()
        if self.next.mark is not Mark.END:
            raise surplus(self.text, self.next, self.last)
        self.report_percent()
        self.report_hundred()
        readings = sorted(self.readings, key=lambda reading: (reading.start, reading.end))
        return Parsed(expression, bool(self.shown.spans), tuple(readings))

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
                terms = [self.build.node(sign, Sub, self.build.row(sign, Add, terms), term)]
        self.shown = _Shown.all(shown)
        return self.build.row(self.next, Add, terms)

    def product(self) -> Expr:
        factors = [self.signed(self.power)]
        while sign := self.taken(Mark.TIMES, Mark.OVER):
            if self.hundred_percent(sign):
                continue
            factor = self.signed(self.power)
            if sign.mark is Mark.TIMES:
                factors.append(factor)
            else:
                factors = [self.build.quotient(sign, self.build.row(sign, Mul, factors), factor)]
            self.shown = _PLAIN
        return self.build.row(self.next, Mul, factors)

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
                value = self.build.negative(sign, value)
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
            raise fault(
                self.text,
                start,
                en="an exponent is a number; write it as 2, 0.5 or (1/3)",
                zh="指数必须是数字；请写成 2、0.5 或 (1/3)",
            )
        if self.next.mark is Mark.POWER:
            raise fault(
                self.text,
                self.next.start,
                en="two powers in a row can be read in two ways; write (a^2)^3",
                zh="连续乘方有两种读法；请写成 (a^2)^3",
            )
        return self.build.node(sign, Power, base, exponent.value)

    def atom(self) -> Expr:
        token = self.next
        if token.mark is Mark.OPEN:
            return self.group()
        if token.mark not in {Mark.NUMBER, Mark.PERCENTAGE, Mark.NAME, Mark.QUOTED}:
            raise missing(self.text, self.next)
        self.at += 1
        self.shown = _Shown(plain=token.mark is not Mark.PERCENTAGE)
        if token.mark in {Mark.NUMBER, Mark.PERCENTAGE}:
            return self.build.node(token, Const, token.value)
        if token.mark is Mark.NAME and token.name.lower() in FUNCTIONS:
            return self.call(token)
        return self.build.node(token, Input, self.bracketed(token) if token.mark is Mark.NAME else token.name)

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

    def call(self, name: Token) -> Expr:
        if self.next.mark is not Mark.OPEN:
            raise fault(
                self.text,
                name.start,
                en=f"{name.name} is a function; write {name.name}(...), or quote it where a measure has this name",
                zh=f"{name.name} 是函数；请写 {name.name}(...)；如果是名称，请加引号",
            )
        opening = self.opened()
        if name.name.lower() == "if":
            return self.choice(opening)
        arguments = [self.sum()]
        while self.taken(Mark.COMMA):
            arguments.append(self.sum())
        self.closed(opening)
        self.shown = _PLAIN
        return self.build.call(name, arguments)

    def choice(self, opening: Token) -> Expr:
        decide = read_condition(self, self.build, self.sum)
        branches: list[Expr] = []
        while len(branches) < 2:  # noqa: PLR2004  # what holds where the condition is met, and what otherwise
            if self.next.mark is Mark.CLOSE:
                raise if_takes(self.text, self.next)
            if not self.taken(Mark.COMMA):
                self.closed(opening)  # tells what is wrong here
            branches.append(self.sum())
        if self.next.mark is Mark.COMMA:
            raise if_takes(self.text, self.next)
        self.closed(opening)
        self.shown = _PLAIN
        return decide(*branches)

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
