"""The conditions of a text formula: ``a >= b and (c > d or e = f)``, as ``if(condition, then, otherwise)`` asks them.

::

    condition   = conjunction (("or" | "或" | "或者") conjunction)*
    conjunction = comparison (("and" | "且" | "并且") comparison)*
    comparison  = sum (sign sum)+ | "(" condition ")" | "not" "(" condition ")"
                | ("and" | "or") "(" condition ("," condition)* ")"
    sign        = ">=" | "≥" | ">" | "<=" | "≤" | "<" | "=" | "!=" | "≠" | "<>"

``60 <= a < 80`` asks both. Where several are asked, none of them is skipped: a condition is undefined where any figure
in it is, so that their order cannot be seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from perfkpi.language.conditions import All, Any, Compare, Not, choice, opposite
from perfkpi.language.expressions import Expr
from perfkpi.language.parsing.advice import condition_as_value, mixed_signs, no_comparison
from perfkpi.language.parsing.functions import takes
from perfkpi.language.parsing.node_builder import NodeBuilder
from perfkpi.language.parsing.token_kinds import COMPARISONS, CONDITION_FUNCTIONS, Token, TokenKind
from perfkpi.language.parsing.token_stream import TokenStream
from perfkpi.language.relations import Relation

_RELATIONS = {
    TokenKind.AT_LEAST: Relation.AT_LEAST,
    TokenKind.MORE: Relation.MORE_THAN,
    TokenKind.AT_MOST: Relation.AT_MOST,
    TokenKind.LESS: Relation.LESS_THAN,
    TokenKind.EQUAL: Relation.EQUAL,
    TokenKind.UNEQUAL: Relation.UNEQUAL,
}
_JOINED = {TokenKind.AND: All, TokenKind.OR: Any}
_RISING = frozenset({TokenKind.LESS, TokenKind.AT_MOST})
_FALLING = frozenset({TokenKind.MORE, TokenKind.AT_LEAST})
_COMPUTING = frozenset(
    {*COMPARISONS, TokenKind.PLUS, TokenKind.MINUS, TokenKind.TIMES, TokenKind.OVER, TokenKind.POWER}
)
"""The signs that make something of values."""


class ParsedCondition(NamedTuple):
    """A condition, and the token at which a fault in it is shown."""

    token: Token
    condition: Expr

    def choice(self, build: NodeBuilder, met: Expr, otherwise: Expr) -> Expr:
        """Build the choice of what holds where the condition is met, and what otherwise."""
        return build.node(self.token, choice, self.condition, met, otherwise)


def read_condition(stream: TokenStream, build: NodeBuilder, value: Callable[[], Expr]) -> ParsedCondition:
    """Read the condition that comes next in the stream; ``value`` reads one side of a comparison."""
    return _Conditions(stream, build, value).condition()


class _Conditions:
    __slots__ = ("build", "stream", "value")

    def __init__(self, stream: TokenStream, build: NodeBuilder, value: Callable[[], Expr]) -> None:
        self.stream, self.build, self.value = stream, build, value

    def condition(self) -> ParsedCondition:
        """Read alternatives of conjunctions, in one frame of the stack: conditions are what nests deepest."""
        first = self.stream.next
        alternatives: list[ParsedCondition] = []
        while not alternatives or self.stream.taken(TokenKind.OR):
            start = self.stream.next
            needed = [self.comparison()]
            while self.stream.taken(TokenKind.AND):
                needed.append(self.comparison())
            alternatives.append(self.several(start, needed, TokenKind.AND))
        return self.several(first, alternatives, TokenKind.OR)

    def several(self, token: Token, asked: list[ParsedCondition], word: TokenKind) -> ParsedCondition:
        """Join conditions by a word; a single one is itself."""
        if len(asked) == 1:
            return asked[0]
        return ParsedCondition(token, self.build.node(token, _JOINED[word], [self.member(each) for each in asked]))

    def member(self, asked: ParsedCondition) -> Expr:
        """Express one of several conditions; the opposite of a comparison is a comparison."""
        condition = asked.condition
        return self.build.node(asked.token, opposite, condition.condition) if isinstance(condition, Not) else condition

    def combined(self, function: str) -> ParsedCondition:
        """Read conditions as spreadsheets join them: ``AND(a > 1, b > 2)``."""
        name, opening = self.stream.called(function)
        asked = [self.condition()]
        while self.stream.taken(TokenKind.COMMA):
            asked.append(self.condition())
        self.stream.closed(opening)
        if function != "not":
            return self.several(name, asked, TokenKind(function))
        if len(asked) > 1:
            raise takes(self.stream.text, name, en="one condition", zh="只接受一个条件")
        (inner,) = asked
        return ParsedCondition(inner.token, self.build.node(inner.token, Not, inner.condition))

    def comparison(self) -> ParsedCondition:
        function = self.stream.function(self.stream.at)
        if function in CONDITION_FUNCTIONS:
            asked = self.combined(function)
        elif self.stream.next.kind is TokenKind.OPEN and self.bracket_holds_condition():
            opening = self.stream.opened()
            asked = self.condition()
            self.stream.closed(opening)
        else:
            return self.chain()
        if self.stream.next.kind in _COMPUTING:
            raise condition_as_value(self.stream.text, self.stream.next)
        return asked

    def chain(self) -> ParsedCondition:
        """Read one comparison, or several in a row."""
        left = self.value()
        found: list[ParsedCondition] = []
        signs: list[Token] = []
        while sign := self.stream.taken(*COMPARISONS):
            right = self.value()
            signs.append(sign)
            found.append(ParsedCondition(sign, self.build.node(sign, Compare, left, _RELATIONS[sign.kind], right)))
            left = right
        if not signs:
            raise no_comparison(self.stream.text, self.stream.next, self.stream.last)
        kinds = {sign.kind for sign in signs}
        if len(signs) > 1 and not (kinds <= _RISING or kinds <= _FALLING):
            raise mixed_signs(self.stream.text, signs[1])
        return self.several(signs[0], found, TokenKind.AND)

    def bracket_holds_condition(self) -> bool:
        """Tell whether the bracket that comes next is around a condition and not around a value."""
        stream, inside_of_call = self.stream, [False]
        for place in range(stream.at + 1, len(stream.tokens)):
            token = stream.tokens[place]
            if not inside_of_call[-1] and (token.kind in COMPARISONS or stream.function(place) in CONDITION_FUNCTIONS):
                return True
            if token.kind is TokenKind.OPEN:
                inside_of_call.append(inside_of_call[-1] or stream.function(place - 1) is not None)
            elif token.kind is TokenKind.CLOSE:
                inside_of_call.pop()
                if not inside_of_call:
                    return False
        return False
