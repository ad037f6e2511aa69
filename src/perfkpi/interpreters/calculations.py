"""Calculations in words: numbers, measures, arithmetic, bounds and roundings, with the brackets that they need."""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from perfkpi.errors import Language
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.figures import inline_text
from perfkpi.interpreters.phrases import ATOM, POWER, PRODUCT, SUM, Phrase, notes_of, same, steps_of, value_of
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value, fraction
from perfkpi.interpreters.vocabulary import ROUNDING_NAMES, WORDS
from perfkpi.labels import Label
from perfkpi.language import Algebra, Reason, Role, RoundingMode, Undefinedness
from perfkpi.numerals import Percentage


class Calculations(Algebra[Phrase], ABC):
    """Phrases of what is computed, in one language.

    Args:
        language: ``"zh"`` or ``"en"``.
        inputs: one person's values, or ``None`` for the rule alone.
        labels: what the measures are called.
        titles: what the items are called; a contribution goes by the title of its item.
        percents: the codes of values that are shown in percent.
    """

    def __init__(
        self,
        language: Language,
        inputs: Mapping[str, Value] | None,
        labels: Mapping[str, Label],
        titles: Mapping[str, Label],
        percents: frozenset[str],
    ) -> None:
        self.language: Language = language
        self.labels = labels
        self.titles = titles
        self.percents = percents
        self.exact = None if inputs is None else Exact(inputs)

    def say(self, key: str, **parts: str) -> str:
        """Say a word or sentence of the vocabulary."""
        return WORDS[key].say(self.language).format(**parts)

    def figure(self, value: Value | None, *, percent: bool = False) -> str:
        """Write a value as it stands inside a calculation."""
        if isinstance(value, (tuple, Surd)):
            return inline_text(fraction(value) if isinstance(value, tuple) else value, percent=percent)
        if isinstance(value, Undefinedness):
            return f"[{value.status.label.say(self.language)}]"
        return value or ""

    def _join(self, sign: str, rank: int, phrases: Sequence[Phrase], value: Value | None, *, keep: bool) -> Phrase:
        """Join texts by an operator, bracketed where they bind less tightly (behind ``−`` and ``÷`` also alike)."""

        def part(phrase: Phrase, text: str, *, first: bool) -> str:
            loose = phrase.rank < rank or (not first and phrase.rank == rank and sign in " − ÷ ")
            fraction = "/" in text and phrase.rank == ATOM and rank >= PRODUCT
            negative = text.startswith(("-", "−")) and (not first or (rank >= PRODUCT and phrase.rank == ATOM))
            return f"({text})" if loose or fraction or negative else text

        return Phrase(
            sign.join(part(p, p.names, first=i == 0) for i, p in enumerate(phrases)),
            sign.join(part(p, p.figures, first=i == 0) for i, p in enumerate(phrases)) if self.exact else "",
            value,
            rank,
            percent=keep and any(phrase.percent for phrase in phrases),
            steps=steps_of(phrases),
            notes=notes_of(phrases),
        )

    def _call(self, name: str, phrases: Sequence[Phrase], value: Value | None, extra: str = "") -> Phrase:
        return Phrase(
            f"{name}({', '.join(phrase.names for phrase in phrases)}{extra})",
            f"{name}({', '.join(phrase.figures for phrase in phrases)}{extra})" if self.exact else "",
            value,
            percent=any(phrase.percent for phrase in phrases),
            steps=steps_of(phrases),
            notes=notes_of(phrases),
        )

    def const(self, value: Fraction) -> Phrase:
        percent = isinstance(value, Percentage)
        text = inline_text(value, percent=percent)
        literal = None if percent else value
        return Phrase(text, text, self.exact.const(value) if self.exact else None, percent=percent, literal=literal)

    def input(self, name: str) -> Phrase:
        label = self.labels[name].say(self.language) if name in self.labels else name
        if self.exact is None:
            return Phrase(label, "", None)
        value = self.exact.input(name)
        return Phrase(label, self.figure(value), value)

    def add(self, terms: Sequence[Phrase]) -> Phrase:
        value = self.exact.add([value_of(term) for term in terms]) if self.exact else None
        return terms[0] if len(terms) == 1 else self._join(" + ", SUM, terms, value, keep=True)

    def sub(self, left: Phrase, right: Phrase) -> Phrase:
        value = self.exact.sub(value_of(left), value_of(right)) if self.exact else None
        return self._join(" − ", SUM, (left, right), value, keep=True)

    def mul(self, factors: Sequence[Phrase]) -> Phrase:
        value = self.exact.mul([value_of(factor) for factor in factors]) if self.exact else None
        if len(factors) == 2 and factors[0].literal == -1:  # noqa: PLR2004  # a pair
            inner = factors[1]
            negated = self._join("", PRODUCT, (Phrase("−", "−", None, PRODUCT), inner), value, keep=True)
            return evolve(negated, percent=inner.percent, opposite=inner)
        return self._join(" × ", PRODUCT, factors, value, keep=False)

    def div(self, numerator: Phrase, denominator: Phrase, zero: Reason, negative: Reason | None) -> Phrase:
        value = self.exact.div(value_of(numerator), value_of(denominator), zero, negative) if self.exact else None
        return self._join(" ÷ ", PRODUCT, (numerator, denominator), value, keep=False)

    def min(self, values: Sequence[Phrase]) -> Phrase:
        value = self.exact.min([value_of(phrase) for phrase in values]) if self.exact else None
        return self._bound(values, Role.CAP, "min", value)

    def max(self, values: Sequence[Phrase]) -> Phrase:
        value = self.exact.max([value_of(phrase) for phrase in values]) if self.exact else None
        if len(values) == 2 and values[1].opposite is values[0]:  # noqa: PLR2004  # a pair
            inner = values[0]
            figures = f"|{inner.figures}|" if self.exact else ""
            return evolve(inner, names=f"|{inner.names}|", figures=figures, value=value, rank=ATOM, literal=None)
        return self._bound(values, Role.FLOOR, "max", value)

    def _bound(self, values: Sequence[Phrase], role: Role, name: str, value: Value | None) -> Phrase:
        """Mention a floor or a cap for a person only where it was reached, and then with a note."""
        first = values[0]
        if all(phrase.names == first.names and same(phrase.value, first.value) for phrase in values):
            return evolve(first, steps=steps_of(values), notes=notes_of(values))
        limit = next((phrase for phrase in values if phrase.role is role), None)
        if limit is None or len(values) != 2 or self.exact is None:  # noqa: PLR2004  # a number and its limit
            return self._call(name, values, value)
        plain = values[0] if limit is values[1] else values[1]
        if isinstance(value, Undefinedness) or not same(value, limit.value):
            return plain
        note = self.say("cap-reached" if role is Role.CAP else "floor-reached", limit=limit.figures)
        stopped = plain if same(value, plain.value) else self._call(name, (plain, limit), value)
        return evolve(stopped, notes=(*stopped.notes, note))

    def floor(self, value: Phrase) -> Phrase:
        return self._call("floor", (value,), self.exact.floor(value_of(value)) if self.exact else None)

    def round(self, value: Phrase, step: Fraction, mode: RoundingMode) -> Phrase:
        name = ROUNDING_NAMES[mode].say(self.language)
        found = self.exact.round(value_of(value), step, mode) if self.exact else None
        return self._call(name, (value,), found, extra=f", {inline_text(step)}")

    def power(self, base: Phrase, exponent: Fraction, negative: Reason | None) -> Phrase:
        value = self.exact.power(value_of(base), exponent, negative) if self.exact else None
        text = inline_text(exponent)
        joined = self._join(" ^ ", ATOM, (base, Phrase(text, text, None)), value, keep=False)
        return evolve(joined, rank=POWER)  # a power of a power needs brackets
