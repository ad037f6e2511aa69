"""What an explanation is made of: phrases, and the marked steps beneath them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import field, frozen

from perfkpi.interpreters.figures import Figures
from perfkpi.interpreters.values import Value
from perfkpi.language import EdgeSide, Role
from perfkpi.value_objects import ValueObject

_LONGEST = 20_000

ATOM, POWER, PRODUCT, SUM, ROUNDED, BOUNDED = 4, 3, 2, 1, 0, -1
"""How tightly a text binds: a name or a call, a power, a product, a sum, a sum with its rounding, with a limit."""


@frozen(eq=False)
class Step(ValueObject):
    """One line of a derivation: what is computed, how in names, how in figures, and what comes out.

    Attributes:
        role: of the marked part.
        code: of the marked part.
        name: what the line begins with.
        phrase: the calculation.
        sentence: what a brief explanation says of it; empty where it says nothing.
        aside: whether only the sentences of other parts speak of it, and no line.
    """

    role: Role
    code: str
    name: str
    phrase: Phrase
    sentence: str = ""
    aside: bool = False


def _cut(text: str) -> str:
    """Cut a text to what somebody can read; where parts are shared, each use of them would double it."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


@frozen(eq=False)
class Question(ValueObject):
    """What a condition asks: in which interval a number lies, and in which of them the condition holds.

    Attributes:
        on: the number; of several conditions, how many of them hold.
        edges: between the intervals.
        holds: the answer in each of them.
        each: whether several conditions are told one by one, and not how many of them hold.
    """

    on: Phrase
    edges: Sequence[tuple[Phrase, EdgeSide]]
    holds: Sequence[bool]
    each: bool


@frozen(eq=False)
class Phrase(ValueObject):
    """A calculation in names and in figures.

    Attributes:
        names: the calculation in names.
        figures: the calculation in figures; empty where no person is concerned.
        value: the exact value; ``None`` where no person is concerned.
        rank: how tightly the texts bind, for brackets.
        percent: whether the value is shown in percent.
        difference: whether a value in percent is a difference of two percentages.
        steps: the marked steps beneath, in order.
        notes: what is worth saying, such as a cap that was reached.
        role: the role of a marked step.
        opposite: what this phrase is the negative of.
        title: the item that these points are of.
        refuses: whether a rule, without anybody's figures, says here that there is no number.
        truth: whether it is 1 where something holds and 0 where it does not, in a rule without anybody's figures.
        literal: the number that stands in the rule, where it is no percentage and all that there is.
        question: what a condition asks; a choice by it is told by that.
        presence: of one person's figures: whether something is there, or what is multiplied by that counts.
        cut: of one person's figures: whether a rounding made another number of it.
        decided: of one person's figures: whether a condition chose it, which its notes tell.
        numbers: how the value is written, where that differs from how others are.
    """

    names: str = field(converter=_cut)
    figures: str = field(converter=_cut)
    value: Value | None
    rank: int = ATOM
    percent: bool = False
    difference: bool = False
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    role: Role | None = None
    opposite: Phrase | None = None
    title: str = ""
    refuses: bool = False
    truth: bool = False
    literal: Fraction | None = None
    question: Question | None = None
    presence: bool | None = None
    cut: bool = False
    decided: bool = False
    numbers: Figures | None = None


def value_of(phrase: Phrase) -> Value:
    """Return the exact value of a phrase that concerns a person."""
    if phrase.value is None:  # pragma: no cover  # only asked for where every phrase has a value
        raise TypeError(phrase)
    return phrase.value


def same(left: Value | None, right: Value | None) -> bool:
    """Tell whether two values are one number; pairs need not be reduced."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return left[0] * right[1] == right[0] * left[1]
    return left == right


def steps_of(phrases: Sequence[Phrase]) -> tuple[Step, ...]:
    """Collect the steps of several phrases in order, each once."""
    return tuple({id(step): step for phrase in phrases for step in phrase.steps}.values())


def notes_of(phrases: Sequence[Phrase]) -> tuple[str, ...]:
    """Collect the notes of several phrases in order, each once."""
    return tuple(dict.fromkeys(note for phrase in phrases for note in phrase.notes))


def is_number(phrase: Phrase) -> bool:
    """Tell whether a phrase is a number standing in the rule: of a table, readers want to know where it was found."""
    return isinstance(phrase.value, tuple) and phrase.role is None and phrase.names == phrase.figures


def interval(on: Phrase, edges: Sequence[tuple[Phrase, EdgeSide]], place: int) -> str:
    """Write between which edges a figure was found: ``90% ≤ value < 95%``."""
    above = EdgeSide.ABOVE
    if place == len(edges):
        at, belongs = edges[-1]
        return f"{on.names} {'≥' if belongs is above else '>'} {at.names}"
    at, belongs = edges[place]
    text = f"{on.names} {'<' if belongs is above else '≤'} {at.names}"
    if place == 0:
        return text
    at, belongs = edges[place - 1]
    return f"{at.names} {'≤' if belongs is above else '<'} {text}"
