"""What a text formula was read as, and which of its spellings could have been meant otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from attrs import frozen

from perfkpi.language.expressions import Expr
from perfkpi.language.parsing.token_kinds import Token, TokenKind
from perfkpi.value_objects import ValueObject

Span: TypeAlias = tuple[int, int]
"""Where a spelling begins and ends in the text."""


@frozen(eq=False)
class ParseNote(ValueObject):
    """How a spelling was understood that could have been meant otherwise.

    Attributes:
        code: ``bracketed-name``, ``percent-of-whole``, ``percent-inside`` or ``times-hundred``.
        zh: the sentence in Chinese; it quotes ``text[start:end]``.
        en: the same in English.
        start: where the spelling begins in the text.
        end: where it ends.
    """

    code: str
    zh: str
    en: str
    start: int
    end: int


@frozen(eq=False)
class Parsed(ValueObject):
    """A text formula, read.

    Attributes:
        expression: what it computes; ``×100%`` is no part of it.
        percent: whether the text shows its value in percent, by a last factor ``×100%``.
        readings: what a reader should know about how the text was understood, in the order of the text.
    """

    expression: Expr
    percent: bool
    readings: tuple[ParseNote, ...]


@frozen(eq=False)
class Shown(ValueObject):
    """How a stretch of text shows its value: where its ``×100%`` stand, and whether some term of it has none."""

    spans: tuple[Span, ...] = ()
    plain: bool = True

    @classmethod
    def all(cls, terms: Sequence[Shown]) -> Shown:
        """Tell how a sum of several terms shows its value."""
        spans = tuple(span for term in terms for span in term.spans)
        return cls(spans, plain=any(term.plain for term in terms))


PLAIN = Shown()
"""How a value without ``×100%`` is shown."""


def percent_readings(text: str, hundreds: Sequence[Span], shown: Shown) -> Iterator[ParseNote]:
    """Note what is to be known about the ``×100%`` of a text, which shows its value so."""
    last = shown.spans[-1] if shown.spans and shown.plain else None
    for span in hundreds:
        if span == last:
            yield _percent_of_whole(text, *span)
        elif span not in shown.spans:
            yield _percent_inside(text, *span)


def bracketed_name(text: str, start: int, end: int) -> ParseNote:
    """Note that a name with a bracket behind it is one name."""
    spelling = text[start:end]
    return ParseNote("bracketed-name", f"“{spelling}”整体读作一个名称", f"“{spelling}” is read as one name", start, end)


def _percent_of_whole(text: str, start: int, end: int) -> ParseNote:
    """Note of ``1-(a/b)×100%`` that the sign stands behind one term and shows the whole in percent."""
    sign = text[start:end]
    whole = f"({text[:start].rstrip()}{text[end:].rstrip()}){sign}"
    zh = f"“{text}”读作“{whole}”：{sign} 表示整个结果以百分数显示，并不乘以 100"
    en = f"“{text}” is read as “{whole}”: {sign} shows the whole in percent and multiplies nothing by 100"
    return ParseNote("percent-of-whole", zh, en, start, end)


def _percent_inside(text: str, start: int, end: int) -> ParseNote:
    """Note that a sign in the middle is a factor of 1."""
    sign = text[start:end]
    zh, en = f"中间的“{sign}”等于乘以 1，不改变结果", f"“{sign}” in the middle is a factor of 1 and changes nothing"
    return ParseNote("percent-inside", zh, en, start, end)


def times_hundred(text: str, tokens: Sequence[Token]) -> Iterator[ParseNote]:
    """Note that ``a/b×100`` really multiplies."""
    if len(tokens) <= 3:  # noqa: PLR2004  # a × 100 and the end
        return
    sign, number = tokens[-3:-1]
    if sign.kind is not TokenKind.TIMES or number.kind is not TokenKind.NUMBER or number.value != 100:  # noqa: PLR2004  # as above
        return
    start, end = sign.start, number.end
    spelling = text[start:end]
    zh = f"“{spelling}”确实乘以 100，结果是 0 到 100 的数而不是百分数；若指百分数请写 ×100%"
    en = f"“{spelling}” really multiplies by 100: the value is a number such as 85, not a percentage"
    yield ParseNote("times-hundred", zh, f"{en}; write ×100% for a percentage", start, end)
