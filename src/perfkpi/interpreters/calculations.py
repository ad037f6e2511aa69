"""Calculations in words: numbers, measures, arithmetic, bounds and roundings, with the brackets that they need."""

from __future__ import annotations

import re
from abc import ABC
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from attrs import evolve

from perfkpi.errors import Language
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.figures import EXACTLY, CutFigures, Figures, inline_text
from perfkpi.interpreters.phrases import (
    ATOM,
    BOUNDED,
    POWER,
    PRODUCT,
    ROUNDED,
    SUM,
    Phrase,
    Step,
    notes_of,
    same,
    steps_of,
    value_of,
)
from perfkpi.interpreters.rounding_words import rounding_words
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value, fraction, pair
from perfkpi.interpreters.vocabulary import WORDS
from perfkpi.labels import Label
from perfkpi.language import Algebra, Reason, Role, RoundingMode, Undefinedness
from perfkpi.numerals import Percentage, finite_places
from perfkpi.wording.counts import in_blanks

Place: TypeAlias = tuple[object, ...]
"""What a figure is, and how much, of whatever person's line: two that are alike are written alike."""

_WHOLE = Fraction(1)
_NOTHING = "0"
_ALIKE: Mapping[Place, Figures] = {}
_NO_FIGURES: Mapping[str, str] = {}
_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_MOST_PLACES = 60
_DECLARED_PLACES = 10
_ORDERED = frozenset({" - ", " ÷ ", ""})
"""The operators whose second operand needs brackets where it binds as tightly; nothing stands behind a sign."""


def is_short(number: Fraction) -> bool:
    """Tell whether a number of the rule stands as it was declared, and is never cut: a threshold, a target, a rate."""
    places = finite_places(number)
    return places is not None and places <= _DECLARED_PLACES


def place_of(value: Value | Fraction | None, *about: object) -> Place:
    """Tell what a number is and how much: about what it is, and the number."""
    return *about, fraction(value) if isinstance(value, tuple) else value


class Calculations(Algebra[Phrase], ABC):
    """Phrases of what is computed, in one language.

    Args:
        language: ``"zh"`` or ``"en"``.
        inputs: one person's values, or ``None`` for the rule alone.
        labels: what the measures are called.
        titles: what the items are called; a contribution goes by the title of its item.
        percents: the codes of values that are shown in percent.
        numbers: how numbers are written.
        apart: how some are written where that differs, by what they are.
    """

    def __init__(
        self,
        language: Language,
        inputs: Mapping[str, Value] | None,
        labels: Mapping[str, Label],
        titles: Mapping[str, Label],
        percents: frozenset[str],
        *,
        numbers: Figures = EXACTLY,
        apart: Mapping[Place, Figures] = _ALIKE,
    ) -> None:
        self.language: Language = language
        self.labels = labels
        self.titles = titles
        self.percents = percents
        self.numbers = numbers
        self.apart = apart
        self.exact = None if inputs is None else Exact(inputs)

    def say(self, key: str, **parts: str) -> str:
        """Say a word or sentence of the vocabulary."""
        return WORDS[key].say(self.language).format(**parts)

    def figure(
        self,
        value: Value | None,
        *,
        percent: bool = False,
        difference: bool = False,
        numbers: Figures | None = None,
    ) -> str:
        """Write a value as it stands inside a calculation."""
        if isinstance(value, (tuple, Surd)):
            number = fraction(value) if isinstance(value, tuple) else value
            return self.in_points((numbers or self.numbers).inline(number, percent=percent), difference=difference)
        if isinstance(value, Undefinedness):
            return f"[{value.status.label.say(self.language)}]"
        return value or ""

    def outcome(self, phrase: Phrase) -> str:
        """Write the value of a phrase as it stands at the end of a line."""
        value = phrase.value
        if not isinstance(value, (tuple, Surd)):
            return str(value)
        number = fraction(value) if isinstance(value, tuple) else value
        text = self._numbers_of(phrase).outcome(number, percent=phrase.percent)
        return self.in_points(text, difference=phrase.difference)

    def _numbers_of(self, phrase: Phrase) -> Figures:
        """Tell how to write the value of a phrase: what was rounded as declared is not cut once more."""
        value = phrase.value
        whole = phrase.rank == ROUNDED and isinstance(value, tuple) and finite_places(fraction(value)) is not None
        return EXACTLY if whole else phrase.numbers or self.numbers

    def in_points(self, text: str, *, difference: bool) -> str:
        """Say percentage points instead of percent where a figure is a difference of percentages."""
        number = text.removesuffix("%")
        if not difference or number == text:
            return text
        return self.say("point-of-percent" if number in {"1", "-1"} else "points-of-percent", number=number)

    def _join(self, sign: str, rank: int, phrases: Sequence[Phrase], value: Value | None, *, keep: bool) -> Phrase:
        """Join texts by an operator, bracketed where they bind less tightly (behind ``-`` and ``÷`` also alike)."""

        def part(phrase: Phrase, text: str, *, first: bool) -> str:
            loose = phrase.rank < rank or (not first and phrase.rank == rank and sign in _ORDERED)
            fraction = "/" in text and phrase.rank == ATOM and rank >= PRODUCT
            negative = text.startswith(("-", "≈-")) and (not first or (rank >= PRODUCT and phrase.rank == ATOM))
            return f"({text})" if loose or fraction or negative else text

        return Phrase(
            sign.join(part(p, p.names, first=i == 0) for i, p in enumerate(phrases)),
            sign.join(part(p, p.figures, first=i == 0) for i, p in enumerate(phrases)) if self.exact else "",
            value,
            rank,
            percent=keep and any(phrase.percent for phrase in phrases),
            difference=keep and any(phrase.difference for phrase in phrases),
            steps=steps_of(phrases),
            notes=notes_of(phrases),
        )

    def _least(self, phrases: Sequence[Phrase], role: Role, value: Value | None) -> Phrase:
        """Write the smallest or the largest of several values: of one with its limit, the limit stands behind it."""
        limits = [phrase for phrase in phrases if phrase.role is role]
        limits = limits or [phrase for phrase in phrases if phrase.literal is not None or phrase.names.endswith("%")]
        bounded = role is Role.CAP
        if limits and len(phrases) == 2:  # noqa: PLR2004  # a number and its limit
            key, rank, limit = "at-most" if bounded else "at-least", BOUNDED, limits[-1]
            first = phrases[0] if limit is phrases[1] else phrases[1]
            names = f"{first.names}{self.close(self.say(key, limit=limit.names))}"
            figures = f"{first.figures}{self.say(key, limit=limit.figures)}"
        else:
            key, rank = "smallest" if bounded else "largest", ATOM
            names = self.say(key, values=", ".join(_bracketed(phrase.names, phrase) for phrase in phrases))
            figures = self.say(key, values=", ".join(_bracketed(phrase.figures, phrase) for phrase in phrases))
        return Phrase(
            names,
            figures if self.exact else "",
            value,
            rank,
            percent=any(phrase.percent for phrase in phrases),
            difference=any(phrase.difference for phrase in phrases),
            steps=steps_of(phrases),
            notes=notes_of(phrases),
        )

    def const(self, value: Fraction) -> Phrase:
        percent = isinstance(value, Percentage)
        numbers = EXACTLY if is_short(value) else self.apart.get(place_of(value), self.numbers)
        text = numbers.inline(value, percent=percent)
        literal = None if percent else value
        found = self.exact.const(value) if self.exact else None
        return Phrase(text, text, found, percent=percent, literal=literal, numbers=numbers)

    def input(self, name: str) -> Phrase:
        label = self.labels[name].say(self.language) if name in self.labels else name
        if self.exact is None:
            return Phrase(label, "", None)
        value = self.exact.input(name)
        numbers = self.apart.get((name,))
        return Phrase(label, self.figure(value, numbers=numbers), value, numbers=numbers)

    def add(self, terms: Sequence[Phrase]) -> Phrase:
        value = self.exact.add([value_of(term) for term in terms]) if self.exact else None
        told = [term for term in terms if term.presence is not False] or terms[:1]  # what is not there adds nothing
        if len(told) == 1:
            return evolve(told[0], value=value)
        joined = self._join(" + ", SUM, told, value, keep=True)
        if all(term.role is Role.CONTRIBUTION for term in terms):
            return evolve(joined, names=self.say("sum-of-contributions"))
        return joined

    def sub(self, left: Phrase, right: Phrase) -> Phrase:
        value = self.exact.sub(value_of(left), value_of(right)) if self.exact else None
        return self._join(" - ", SUM, (left, right), value, keep=True)

    def mul(self, factors: Sequence[Phrase]) -> Phrase:
        value = self.exact.mul([value_of(factor) for factor in factors]) if self.exact else None
        if len(factors) == 2 and factors[0].literal == -1:  # noqa: PLR2004  # a pair
            inner = factors[1]
            negated = self._join("", PRODUCT, (Phrase("-", "-", None, PRODUCT), inner), value, keep=True)
            return evolve(negated, percent=inner.percent, difference=inner.difference, opposite=inner)
        known = [factor.presence for factor in factors]
        if False in known and isinstance(value, tuple):
            steps, notes = steps_of(factors), notes_of(factors)
            return Phrase(_NOTHING, _NOTHING, value, steps=steps, notes=notes, presence=False)
        there = [factor for factor in factors if factor.presence is None]
        if True in known and there:  # what is there counts in full, and nobody multiplies by 1
            return evolve(there[0], value=value) if len(there) == 1 else self.mul(there)
        return self._join(" × ", PRODUCT, factors, value, keep=False)

    def div(self, numerator: Phrase, denominator: Phrase, zero: Reason, negative: Reason | None) -> Phrase:
        value = self.exact.div(value_of(numerator), value_of(denominator), zero, negative) if self.exact else None
        return self._join(" ÷ ", PRODUCT, (numerator, denominator), value, keep=False)

    def min(self, values: Sequence[Phrase]) -> Phrase:
        value = self.exact.min([value_of(phrase) for phrase in values]) if self.exact else None
        return self._bound(values, Role.CAP, value)

    def max(self, values: Sequence[Phrase]) -> Phrase:
        value = self.exact.max([value_of(phrase) for phrase in values]) if self.exact else None
        if len(values) == 2 and values[1].opposite is values[0]:  # noqa: PLR2004  # a pair
            inner = values[0]
            figures = f"|{inner.figures}|" if self.exact else ""
            return evolve(inner, names=f"|{inner.names}|", figures=figures, value=value, rank=ATOM, literal=None)
        return self._bound(values, Role.FLOOR, value)

    def filled(self, sentence: str, steps: Sequence[Step], known: Mapping[str, str] = _NO_FIGURES) -> str:
        """Fill the blanks of a sentence: with what is known, and else with the figures of marked steps."""
        figures = {
            str(step.code): self.shown(fraction(step.phrase.value), step.phrase)
            for step in steps
            if isinstance(step.phrase.value, tuple)
        }
        figures |= known
        return self.close(in_blanks(sentence, figures))

    @staticmethod
    def close(text: str) -> str:
        """Leave out the blanks between Chinese characters, which stand where a figure could have stood."""
        return _BETWEEN_CHINESE.sub("", text)

    def shown(self, number: Fraction | Surd, phrase: Phrase) -> str:
        """Write a figure into a sentence."""
        text = (phrase.numbers or self.numbers).told(number, percent=phrase.percent)
        return self.in_points(text, difference=phrase.difference)

    def _bound(self, values: Sequence[Phrase], role: Role, value: Value | None) -> Phrase:
        """Mention a floor or a cap for a person only where it was reached, and then with a note."""
        first = values[0]
        if all(phrase.names == first.names and same(phrase.value, first.value) for phrase in values):
            return evolve(first, steps=steps_of(values), notes=notes_of(values))
        limit = next((phrase for phrase in values if phrase.role is role), None)
        if limit is None or len(values) != 2 or self.exact is None:  # noqa: PLR2004  # a number and its limit
            return self._least(values, role, value)
        plain = values[0] if limit is values[1] else values[1]
        if isinstance(value, Undefinedness) or same(value, plain.value):
            return plain  # nothing was cut
        note = self.say("cap-reached" if role is Role.CAP else "floor-reached", limit=limit.figures)
        own, why = limit.steps[-1].sentence, limit.steps[-1].phrase.notes
        if own:  # which speaks instead of what it stopped, and that is told last
            note = self.filled(own, plain.steps)
            plain = evolve(plain, steps=(*plain.steps[:-1], *(step for step in plain.steps[-1:] if not step.aside)))
            limit = evolve(limit, steps=limit.steps[:-1])
        stopped = self._least((plain, limit), role, value)
        return evolve(stopped, notes=(*stopped.notes, *why, note))

    def floor(self, value: Phrase) -> Phrase:
        return self.round(value, _WHOLE, RoundingMode.FLOOR)

    def round(self, value: Phrase, step: Fraction, mode: RoundingMode) -> Phrase:
        found = self.exact.round(value_of(value), step, mode) if self.exact else None
        told = rounding_words(self.language, step, mode, percent=value.percent)
        inner = self._as_it_rounds(value, step, mode)
        return evolve(
            inner,
            names=f"{_bracketed(inner.names, inner)} {told}",
            figures=f"{_bracketed(inner.figures, inner)} {told}" if self.exact else "",
            value=found,
            rank=ROUNDED,
            cut=not same(found, value.value),
            role=None,
            opposite=None,
            title="",
            literal=None,
            question=None,
        )

    def _as_it_rounds(self, value: Phrase, step: Fraction, mode: RoundingMode) -> Phrase:
        """Write a number that was cut with enough places: what is read is rounded to what the number is rounded to."""
        exact, numbers, number = self.exact, self.numbers, value.value
        if exact is None or not isinstance(numbers, CutFigures) or not isinstance(number, (tuple, Surd)):
            return value
        if numbers.mark not in value.figures:
            return value
        true, wanted = fraction(number) if isinstance(number, tuple) else number, exact.round(number, step, mode)
        while not same(exact.round(pair(numbers.read(true, percent=value.percent)), step, mode), wanted):
            if numbers.places >= _MOST_PLACES:  # it lies on an edge that is no decimal, and only a fraction says so
                numbers = EXACTLY
                break
            numbers = numbers.finer()
        text = self.in_points(numbers.inline(true, percent=value.percent), difference=value.difference)
        names = text if value.names == value.figures else value.names  # of a calculation with numbers of the rule alone
        return evolve(value, names=names, figures=text, rank=ATOM)

    def power(self, base: Phrase, exponent: Fraction, negative: Reason | None) -> Phrase:
        value = self.exact.power(value_of(base), exponent, negative) if self.exact else None
        text = inline_text(exponent)
        joined = self._join(" ^ ", ATOM, (base, Phrase(text, text, None)), value, keep=False)
        return evolve(joined, rank=POWER)  # a power of a power needs brackets


def _bracketed(text: str, phrase: Phrase) -> str:
    """Put a text whose limit stands behind it into brackets, where something else follows."""
    return f"({text})" if phrase.rank == BOUNDED else text
