"""The reading of one text formula, one method for each rule of the grammar (``parsing.grammar`` lists them)."""

from __future__ import annotations

from collections.abc import Sequence

from perfkpi.language.expressions import Add, Const, Expr, Input, Mul, Sub
from perfkpi.language.nodes import Power
from perfkpi.language.parsing.advice import condition_only, equation, if_takes, minus_of_power, missing, surplus
from perfkpi.language.parsing.conditions import read_condition
from perfkpi.language.parsing.functions import must_be_called, unknown_function
from perfkpi.language.parsing.node_builder import NodeBuilder
from perfkpi.language.parsing.parse_notes import (
    PLAIN,
    Parsed,
    ParseNote,
    Shown,
    Span,
    bracketed_name,
    percent_readings,
    times_hundred,
)
from perfkpi.language.parsing.token_kinds import CONDITION_FUNCTIONS, FUNCTIONS, ORIGINAL_FUNCTIONS, Token, TokenKind
from perfkpi.language.parsing.token_stream import TokenStream
from perfkpi.language.parsing.tokenizer import fault


class Parser(TokenStream):
    """One reading of one text; every method reads what it is named after and moves on behind it."""

    __slots__ = ("build", "hundreds", "readings", "shown")

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.build = NodeBuilder(text)
        self.shown = PLAIN  # of what was read last
        self.hundreds: list[Span] = []
        self.readings: list[ParseNote] = []

    def parsed(self) -> Parsed:
        if len(self.tokens) == 1:
            raise fault(self.text, 0, "the formula is empty; write something such as a / b", "公式是空的；请写如 a / b")
        self.refuse_equation()
        expression = self.sum()
        if self.next.kind is not TokenKind.END:
            raise surplus(self.text, self.next, self.last)
        self.readings += percent_readings(self.text, self.hundreds, self.shown)
        self.readings += times_hundred(self.text, self.tokens)
        readings = sorted(self.readings, key=lambda reading: (reading.start, reading.end))
        return Parsed(expression, bool(self.shown.spans), tuple(readings))

    def parsed_condition(self) -> Expr:
        if len(self.tokens) == 1:
            raise fault(
                self.text, 0, "the condition is empty; write for example a >= 1", "条件是空的；请写，例如 a >= 1"
            )
        asked = read_condition(self, self.build, self.sum).condition
        if self.next.kind is not TokenKind.END:
            raise surplus(self.text, self.next, self.last)
        return asked

    def refuse_equation(self) -> None:
        """Refuse a sign = outside of all brackets, which is part of no formula, but of ``净资产收益率 = a / b``."""
        nesting = 0
        for token in self.tokens:
            nesting += (token.kind is TokenKind.OPEN) - (token.kind is TokenKind.CLOSE)
            if token.kind is TokenKind.EQUAL and nesting == 0:
                raise equation(self.text, token)

    # ------------------------------------------------------------------------------------------------ the grammar

    def sum(self) -> Expr:
        terms = [self.product()]
        shown = [self.shown]
        while sign := self.taken(TokenKind.PLUS, TokenKind.MINUS):
            term = self.product()
            shown.append(self.shown)
            if sign.kind is TokenKind.PLUS:
                terms.append(term)
            else:
                terms = [self.build.node(sign, Sub, self.build.row(sign, Add, terms), term)]
        self.shown = Shown.all(shown)
        return self.build.row(self.next, Add, terms)

    def product(self) -> Expr:
        factors = [self.signed()]
        while sign := self.taken(TokenKind.TIMES, TokenKind.OVER):
            if self.hundred_percent(sign):
                continue
            factor = self.signed()
            if sign.kind is TokenKind.TIMES:
                factors.append(factor)
            else:
                factors = [self.build.quotient(sign, self.build.row(sign, Mul, factors), factor)]
            self.shown = PLAIN
        return self.build.row(self.next, Mul, factors)

    def hundred_percent(self, sign: Token) -> bool:
        token = self.next
        if sign.kind is not TokenKind.TIMES or token.kind is not TokenKind.PERCENTAGE or token.value != 1:
            return False
        if self.tokens[self.at + 1].kind is TokenKind.POWER:
            return False
        self.at += 1
        self.hundreds.append((sign.start, token.end))
        self.shown = Shown((*self.shown.spans, self.hundreds[-1]), plain=False)
        return True

    def signed(self) -> Expr:
        signs = self.signs()
        minus = next((sign for sign in signs if sign.kind is TokenKind.MINUS), None)
        return self.negated(signs, self.power(minus))

    def signs(self) -> list[Token]:
        signs: list[Token] = []
        while sign := self.taken(TokenKind.PLUS, TokenKind.MINUS):
            signs.append(sign)
        return signs

    def negated(self, signs: Sequence[Token], value: Expr) -> Expr:
        if signs:
            self.shown = Shown(plain=self.shown.plain)
        for sign in reversed(signs):
            if sign.kind is TokenKind.MINUS:
                value = self.build.negative(sign, value)
        return value

    def power(self, minus: Token | None) -> Expr:
        first, base = self.next, self.atom()
        sign = self.taken(TokenKind.POWER)
        if sign is None:
            return base
        start = self.next.start
        exponent = self.negated(self.signs(), self.atom())
        self.shown = PLAIN
        if not isinstance(exponent, Const):
            en, zh = "an exponent is a number; write it as 2, 0.5 or (1/3)", "指数必须是数字；请写成 2、0.5 或 (1/3)"
            raise fault(self.text, start, en, zh)
        if self.next.kind is TokenKind.POWER:
            en = "two powers in a row can be read in two ways; write (a^2)^3"
            raise fault(self.text, self.next.start, en, "连续乘方有两种读法；请写成 (a^2)^3")
        if minus is not None:
            raise minus_of_power(self.text, minus, first, sign, self.last.end)
        return self.build.node(sign, Power, base, exponent.value)

    def atom(self) -> Expr:
        token = self.next
        if function := self.function(self.at):
            return self.call(function)
        if token.kind is TokenKind.OPEN:
            return self.group()
        if token.kind not in {TokenKind.NUMBER, TokenKind.PERCENTAGE, TokenKind.NAME, TokenKind.QUOTED}:
            raise missing(self.text, token)
        self.at += 1
        self.shown = Shown(plain=token.kind is not TokenKind.PERCENTAGE)
        if token.kind in {TokenKind.NUMBER, TokenKind.PERCENTAGE}:
            return self.build.node(token, Const, token.value)
        if token.kind is TokenKind.QUOTED:
            return self.build.node(token, Input, token.name)
        if token.name.lower() in ORIGINAL_FUNCTIONS:
            raise must_be_called(self.text, token)
        return self.build.node(token, Input, self.bracketed(token))

    def bracketed(self, first: Token) -> str:
        """Read a name with all brackets behind it that hold a plain name and no space: ``投资净收益(亏损)``."""
        name, end = first.name, first.end
        while True:
            opening, inner, closing = (*self.tokens[self.at : self.at + 3], first, first, first)[:3]
            kinds = (opening.kind, inner.kind, closing.kind)
            close = (end, opening.end, inner.end) == (opening.start, inner.start, closing.start)
            if kinds != (TokenKind.OPEN, TokenKind.NAME, TokenKind.CLOSE) or not close:
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

    def call(self, function: str) -> Expr:
        if function in CONDITION_FUNCTIONS:
            raise condition_only(self.text, self.next)
        if function not in FUNCTIONS:
            raise unknown_function(self.text, self.next, self.tokens[self.at + 1 : self.at + 4])
        name, opening = self.called(function)
        if function == "if":
            return self.choice(opening)
        arguments = [self.sum()]
        while self.taken(TokenKind.COMMA):
            arguments.append(self.sum())
        self.closed(opening)
        self.shown = PLAIN
        return self.build.call(name, arguments)

    def choice(self, opening: Token) -> Expr:
        asked = read_condition(self, self.build, self.sum)
        branches: list[Expr] = []
        while len(branches) < 2:  # noqa: PLR2004  # what holds where the condition is met, and what otherwise
            if self.next.kind is TokenKind.CLOSE:
                raise if_takes(self.text, self.next)
            if not self.taken(TokenKind.COMMA):
                self.closed(opening)  # tells what is wrong here
            branches.append(self.sum())
        if self.next.kind is TokenKind.COMMA:
            raise if_takes(self.text, self.next)
        self.closed(opening)
        self.shown = PLAIN
        return asked.choice(self.build, *branches)
