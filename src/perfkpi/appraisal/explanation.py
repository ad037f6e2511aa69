"""Explanations: the derivation of one person's score, or a scorecard's rules, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from perfkpi.appraisal.compiled_card import CompiledCard, Leaf, compiled_card
from perfkpi.appraisal.display import total_text
from perfkpi.appraisal.headings import HEADINGS
from perfkpi.appraisal.refusals import Refusals
from perfkpi.appraisal.results import Result
from perfkpi.errors import Language, checked_language
from perfkpi.interpreters.figures import decimal_text, inline_text
from perfkpi.interpreters.phrases import Phrase, Step
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value, fraction
from perfkpi.interpreters.vocabulary import SEPARATORS
from perfkpi.interpreters.words import Words
from perfkpi.language import Role, Undefinedness
from perfkpi.language.parsing.parse_notes import ParseNote
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.scorecards import Scorecard, checked_card
from perfkpi.model.card.sections import Section
from perfkpi.model.formulas.computed import Computed
from perfkpi.model.measurement.measures import Unit
from perfkpi.numerals import APPROXIMATELY
from perfkpi.visible import escaped

_LIMITS = frozenset({Role.FLOOR, Role.CAP})


def explain(result: Result, language: Language = "en") -> str:
    """Write out one person's derivation: a calculation a line, in names, in figures, and what comes out.

    Raises:
        DefinitionError: a language other than ``"zh"`` and ``"en"``.
    """
    return _text(_Derivation(result.card, checked_language(language), result))


def describe(card: Scorecard, language: Language = "en") -> str:
    """Describe the rules of a scorecard in words, without anybody's figures.

    Raises:
        DefinitionError: ``card`` is not a scorecard, or a language other than ``"zh"`` and ``"en"``.
    """
    return _text(_Derivation(checked_card(card), checked_language(language), None))


def _text(derivation: _Derivation) -> str:
    """Join lines into one text; whatever stands in a line, of data or of somebody's own rule, begins no other one."""
    return "\n".join(map(escaped, derivation.lines()))


class _Derivation:
    """The lines of one explanation."""

    def __init__(self, card: Scorecard, language: Language, result: Result | None) -> None:
        self.card = card
        self.result = result
        self.compiled: CompiledCard = compiled_card(card)
        inner = [part for item in card.indicators() for part in item.formula.inner_parts()]
        units = {item.code: item.formula.unit for item in card.indicators()} | {part.code: part.unit for part in inner}
        percents = frozenset(code for code, unit in units.items() if unit == Unit.PERCENT)
        inputs = None if result is None else result.inputs
        self.units = {code: unit.label for code, unit in units.items() if unit != Unit.PERCENT}
        self.words = Words(language, inputs, self.compiled.labels, self.compiled.titles, percents)
        self.phrases: list[Phrase] = self.compiled.program.run(self.words)
        self.language: Language = language
        self.refusals = Refusals(self.compiled, inputs, self.phrases, language)

    def lines(self) -> Iterator[str]:
        """Yield the whole text, line by line."""
        yield self._heading()
        if self.result is not None:
            yield self._outcome(self.result)
        numbers: list[int] = []
        depths: list[int] = []
        for leaf in self.compiled.leaves:
            depth = 0 if leaf.owner is None else depths[leaf.owner] + 1
            depths.append(depth)
            numbers[depth + 1 :] = []
            numbers += [0] * (depth + 1 - len(numbers))
            numbers[depth] += 1
            yield ""
            yield from self._leaf(leaf, ".".join(map(str, numbers)), "  " * depth)
        yield ""
        yield from self._end()

    def _say(self, key: str, **parts: str) -> str:
        return HEADINGS[key].say(self.language).format(**parts)

    def _heading(self) -> str:
        parts = [f"{self.card.name.say(self.language)} ({self.card.code})"]
        if self.card.version:
            parts.append(self._say("version", text=self.card.version))
        if self.result is not None:
            parts += [self._say("subject", text=self.result.subject)] if self.result.subject else []
            parts += [self._say("period", text=self.result.period)] if self.result.period else []
        return " · ".join(parts)

    def _outcome(self, result: Result) -> str:
        if result.reasons:
            said = SEPARATORS[self.language].join(r.say(self.language, self.compiled.labels) for r in result.reasons)
            text = self._say("no-total", reasons=said)
        else:
            text = f"{self._say('total')} {total_text(result)}"
        if result.band is not None:
            text += f" · {self._say('rating')} {result.band.say(self.language)}"
        return f"{text} · {self._say('completeness')} {decimal_text(result.completeness, percent=True)}"

    def _leaf(self, leaf: Leaf, number: str, indent: str) -> Iterator[str]:
        item = leaf.item
        weight = self._say("of-total", text=decimal_text(leaf.nominal, percent=True))
        yield f"{indent}{number} {item.name.say(self.language)} ({item.code}) · {weight}"
        inner = f"{indent}   "
        if self.result is None:
            yield from (inner + self._reading(reading) for reading in _readings(item))
        points = self.phrases[leaf.points]
        counted = self.phrases[leaf.counted].steps
        weighed = () if leaf.weight is None else self.phrases[leaf.weight].steps[:-1]
        own = self._own_steps(leaf)
        known = {id(step) for step in (*points.steps, *weighed)}
        said: set[str] = set()
        headings = self._headings(item, points.steps)
        for step in (*own, *(step for step in counted if id(step) not in known)):
            if step.role is not Role.COUNTED and self._worth_saying(step, leaf):
                yield inner + headings.get(id(step), "") + self._step(step, said, item.code)
        yield from (inner + line for line in self._in_terms_of_the_total(leaf))

    def _headings(self, item: Indicator | Section, steps: Sequence[Step]) -> dict[int, str]:
        """Find what stands before a line about a part inside the item: that part's name."""
        parts = item.formula.inner_parts() if isinstance(item, Indicator) else ()
        names = {part.code: f"{part.name.say(self.language)} · " for part in parts}
        found: dict[int, str] = {}
        for step in steps:
            if step.role is Role.PART and step.code in names:
                found |= {id(each): names[step.code] for each in step.phrase.steps if id(each) not in found}
            elif step.code in names:
                found.setdefault(id(step), names[step.code])
        return found

    def _own_steps(self, leaf: Leaf) -> Sequence[Step]:
        """List the steps of an item's points: of a section, those that are not its items' own."""
        steps = self.phrases[leaf.points].steps
        if leaf.value is None:
            return self._apart_from(
                [other for other in self.compiled.leaves if self.compiled.holds(leaf, other)], steps
            )
        # What the value is made of comes first, also where the rule subtracts it from something.
        value = {id(step) for step in self.phrases[leaf.value].steps}
        return sorted(steps, key=lambda step: id(step) not in value)

    def _apart_from(self, leaves: Sequence[Leaf], steps: Sequence[Step]) -> Sequence[Step]:
        """Select the steps that belong to none of some items."""
        slots = [slot for leaf in leaves for slot in (leaf.points, leaf.weight, leaf.counted) if slot is not None]
        theirs = {id(step) for slot in slots for step in self.phrases[slot].steps}
        return [step for step in steps if id(step) not in theirs]

    def _reading(self, reading: ParseNote) -> str:
        """Say how a formula that could have been meant otherwise was understood."""
        return self._say("reading", text=reading.zh if self.language == "zh" else reading.en)

    def _worth_saying(self, step: Step, leaf: Leaf) -> bool:
        """Tell whether a step says something new: for a person, limits stand in notes, most weights are as declared."""
        if step.role is Role.WEIGHT:
            value = step.phrase.value
            return value is None or not (isinstance(value, tuple) and fraction(value) == leaf.share)
        if step.role is Role.CONDITION and self.result is not None:
            return not (isinstance(step.phrase.value, tuple) and step.phrase.value[0])  # an open gate changes nothing
        return self.result is None or step.role not in _LIMITS

    def _in_terms_of_the_total(self, leaf: Leaf) -> Iterator[str]:
        """Yield what an item inside a section is worth to the whole."""
        if self.result is None or leaf.owner is None:
            return
        worths = {line.code: line.contribution for line in self.result.lines}
        worths |= {line.code: line.contribution for line in self.result.sections}
        worth = worths[leaf.item.code]
        if worth is not None:
            yield f"{self._say('contribution')} ({self._say('total')}) = {_number(worth)}"

    def _step(self, step: Step, said: set[str], within: str = "") -> str:
        """Write one line, inside the block of an item or behind all of them."""
        phrase = step.phrase
        equation = [step.name] if phrase.names in (step.name, phrase.figures) else [step.name, phrase.names]
        if self.result is None:
            return " = ".join(equation if len(equation) > 1 else [step.name, phrase.names])
        value = phrase.value
        if isinstance(value, Undefinedness):
            return f"{' = '.join(equation)} → {self.refusals.why(step, value, said, within)}"
        outcome = self._outcome_of(value, percent=phrase.percent)
        if outcome != phrase.figures and not outcome.startswith(f"{phrase.figures} "):
            equation.append(phrase.figures)
        notes = f"  ({SEPARATORS[self.language].join(phrase.notes)})" if phrase.notes else ""
        joint = " " if outcome.startswith(APPROXIMATELY) else " = "
        return f"{' = '.join(equation)}{joint}{outcome}{self._unit(step)}{notes}"

    def _unit(self, step: Step) -> str:
        """Return the word behind an indicator's value, such as times or days; percentages carry their sign already."""
        label = self.units.get(step.code) if step.role is Role.VALUE else None
        return "" if label is None or isinstance(step.phrase.value, str) else f" {label.say(self.language)}"

    @staticmethod
    def _outcome_of(value: Value | None, *, percent: bool) -> str:
        if isinstance(value, tuple):
            return _number(fraction(value), percent=percent)
        return _number(value, percent=percent) if isinstance(value, Surd) else str(value)

    def _end(self) -> Iterator[str]:
        said: set[str] = set()
        for step in self._apart_from(self.compiled.leaves, self.phrases[self.compiled.total].steps):
            if self.result is None or step.role not in _LIMITS:
                yield self._step(step, said)
        yield from self._ratings()
        if self.result is None:
            steps = " → ".join(step.say(self.language) for step in self.card.operations())
            yield self._say("order", steps=steps)

    def _ratings(self) -> Iterator[str]:
        """Yield the band of a person's score; every band where no person is concerned."""
        every = () if self.card.ratings is None else self.card.ratings.bands
        texts = [
            f"{band.say(self.language)} {band.interval}"
            for band in every
            if self.result is None or band == self.result.band
        ]
        for ceiling, slot in zip(self.card.ceilings, self.compiled.ceilings, strict=True):
            value = self.phrases[slot].value
            best = next(band for band in every if band.code == ceiling.best)
            if value is None or (isinstance(value, tuple) and value[0]):
                yield from (self._step(step, set()) for step in self.phrases[slot].steps if step.role is Role.CONDITION)
                name = ceiling.name.say(self.language)
                yield self._say("ceiling", name=name, best=best.say(self.language))
        if texts:
            yield f"{self._say('rating')} = {SEPARATORS[self.language].join(texts)}"
        elif self.result is not None and self.result.unrated:
            why = SEPARATORS[self.language].join(
                r.say(self.language, self.compiled.labels) for r in self.result.unrated
            )
            yield f"{self._say('rating')} → {why}"


def _readings(item: Indicator | Section) -> tuple[ParseNote, ...]:
    formula = item.formula if isinstance(item, Indicator) else None
    return formula.parsed.readings if isinstance(formula, Computed) and formula.parsed is not None else ()


def _number(number: Fraction | Surd, *, percent: bool = False) -> str:
    """Write what comes out: exact where it can be, else the fraction and its approximation."""
    exact, about = inline_text(number, percent=percent), decimal_text(number, percent=percent)
    return exact if exact == about else f"{exact} {about}"
