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

from collections.abc import Callable, Sequence
from typing import TypeAlias

from perfkpi.language.among import Belongs
from perfkpi.language.building import Builder
from perfkpi.language.choices import Choose, Edge
from perfkpi.language.cursor import Cursor
from perfkpi.language.expressions import Add, Const, Expr
from perfkpi.language.functions import takes
from perfkpi.language.marks import COMPARISONS, CONDITION_FUNCTIONS, Mark, Token
from perfkpi.language.misreadings import condition_as_value, mixed_signs, no_comparison

__all__ = ["Decision", "read_condition"]

Decision: TypeAlias = Callable[[Expr, Expr], Expr]
"""From what holds where a condition is met, and what otherwise, to the choice between them."""

_RISING = frozenset({Mark.LESS, Mark.AT_MOST})
_FALLING = frozenset({Mark.MORE, Mark.AT_LEAST})
_COMPUTING = frozenset({*COMPARISONS, Mark.PLUS, Mark.MINUS, Mark.TIMES, Mark.OVER, Mark.POWER})
"""The signs that make something of values."""


def read_condition(cursor: Cursor, build: Builder, value: Callable[[], Expr]) -> Decision:
    """The condition at the cursor; ``value`` reads one side of a comparison."""
    return _Conditions(cursor, build, value).condition()


class _Conditions:
    __slots__ = ("build", "cursor", "value")

    def __init__(self, cursor: Cursor, build: Builder, value: Callable[[], Expr]) -> None:
        self.cursor, self.build, self.value = cursor, build, value

    def condition(self) -> Decision:
        """Alternatives of conjunctions, in one frame of the stack: conditions are what nests deepest."""
        first = self.cursor.next
        alternatives: list[Decision] = []
        while not alternatives or self.cursor.taken(Mark.OR):
            start = self.cursor.next
            needed = [self.comparison()]
            while self.cursor.taken(Mark.AND):
                needed.append(self.comparison())
            alternatives.append(self.several(start, needed, Mark.AND))
        return self.several(first, alternatives, Mark.OR)

    def several(self, token: Token, decisions: Sequence[Decision], word: Mark) -> Decision:
        """Conditions that a word joins: at least so many of them are met; a single one is itself."""
        if len(decisions) == 1:
            return decisions[0]
        needed = 1 if word is Mark.OR else len(decisions)
        node = self.build.node
        one, zero = node(token, Const, 1), node(token, Const, 0)
        met = node(token, Add, [decide(one, zero) for decide in decisions])
        return self.split(token, met, node(token, Const, needed), Belongs.ABOVE, flipped=False)

    def combined(self, function: str) -> Decision:
        """Conditions as spreadsheets join them: ``AND(a > 1, b > 2)``."""
        name, opening = self.cursor.called(function)
        decisions = [self.condition()]
        while self.cursor.taken(Mark.COMMA):
            decisions.append(self.condition())
        self.cursor.closed(opening)
        if function != "not":
            return self.several(name, decisions, Mark(function))
        if len(decisions) > 1:
            raise takes(self.cursor.text, name, en="one condition", zh="只接受一个条件")
        return lambda met, otherwise: decisions[0](otherwise, met)

    def comparison(self) -> Decision:
        function = self.cursor.function(self.cursor.at)
        if function in CONDITION_FUNCTIONS:
            decision = self.combined(function)
        elif self.cursor.next.mark is Mark.OPEN and self.bracket_holds_condition():
            opening = self.cursor.opened()
            decision = self.condition()
            self.cursor.closed(opening)
        else:
            return self.chain()
        if self.cursor.next.mark in _COMPUTING:
            raise condition_as_value(self.cursor.text, self.cursor.next)
        return decision

    def chain(self) -> Decision:
        """One comparison, or several in a row."""
        left = self.value()
        found: list[Decision] = []
        signs: list[Token] = []
        while sign := self.cursor.taken(*COMPARISONS):
            right = self.value()
            signs.append(sign)
            found.append(self.compared(left, sign, right))
            left = right
        if not signs:
            raise no_comparison(self.cursor.text, self.cursor.next, self.cursor.last)
        marks = {sign.mark for sign in signs}
        if len(signs) > 1 and not (marks <= _RISING or marks <= _FALLING):
            raise mixed_signs(self.cursor.text, signs[1])
        return self.several(signs[0], found, Mark.AND)

    def compared(self, left: Expr, sign: Token, right: Expr) -> Decision:
        if sign.mark in {Mark.EQUAL, Mark.UNEQUAL}:
            return self.equal(left, sign, right)
        belongs = Belongs.ABOVE if sign.mark in {Mark.AT_LEAST, Mark.LESS} else Belongs.BELOW
        return self.split(sign, left, right, belongs, flipped=sign.mark in _RISING)

    def equal(self, left: Expr, sign: Token, right: Expr) -> Decision:
        """Three branches, the outer two the same: plain numbers, since words would say anything else twice."""

        def choose(at: Expr, beside: Expr) -> Expr:
            edges = (Edge(right), Edge(right, Belongs.BELOW))
            return self.build.node(sign, Choose, left, edges, (beside, at, beside))

        def decide(met: Expr, otherwise: Expr) -> Expr:
            equal, unequal = (met, otherwise) if sign.mark is Mark.EQUAL else (otherwise, met)
            if isinstance(met, Const) and isinstance(otherwise, Const):
                return choose(equal, unequal)
            one, zero = self.build.node(sign, Const, 1), self.build.node(sign, Const, 0)
            asked = choose(one, zero) if sign.mark is Mark.EQUAL else choose(zero, one)
            return self.split(sign, asked, one, Belongs.ABOVE, flipped=False)(met, otherwise)

        return decide

    def split(self, token: Token, on: Expr, at: Expr, belongs: Belongs, *, flipped: bool) -> Decision:
        """Two branches: what is met lies above the edge or, flipped, below it."""

        def decide(met: Expr, otherwise: Expr) -> Expr:
            branches = (met, otherwise) if flipped else (otherwise, met)
            return self.build.node(token, Choose, on, (Edge(at, belongs),), branches)

        return decide

    def bracket_holds_condition(self) -> bool:
        """Whether the bracket that comes next is around a condition and not around a value."""
        cursor, inside_of_call = self.cursor, [False]
        for place in range(cursor.at + 1, len(cursor.tokens)):
            token = cursor.tokens[place]
            if not inside_of_call[-1] and (token.mark in COMPARISONS or cursor.function(place) in CONDITION_FUNCTIONS):
                return True
            if token.mark is Mark.OPEN:
                inside_of_call.append(inside_of_call[-1] or cursor.function(place - 1) is not None)
            elif token.mark is Mark.CLOSE:
                inside_of_call.pop()
                if not inside_of_call:
                    return False
        return False
