"""The whole derivation of one person's score, or of a scorecard's rules: a calculation a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from attrs import evolve

from perfkpi.appraisal.compiled_card import Leaf
from perfkpi.appraisal.display import total_text
from perfkpi.appraisal.headlines import Headlines
from perfkpi.appraisal.other_rules import OtherRule, other_rules
from perfkpi.appraisal.refusals import Refusals
from perfkpi.appraisal.results import Result
from perfkpi.errors import Language
from perfkpi.interpreters.figures import EXACTLY, Figures
from perfkpi.interpreters.phrases import ROUNDED, Phrase, Step
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import fraction
from perfkpi.interpreters.vocabulary import SEPARATORS
from perfkpi.interpreters.words import Words
from perfkpi.language import Reason, Role, Status, Undefinedness
from perfkpi.language.parsing.parse_notes import ParseNote
from perfkpi.model.card.checks.percentages import is_shown_in_percent
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.card.sections import Section
from perfkpi.model.formulas.computed import Computed
from perfkpi.model.measurement.measures import Unit
from perfkpi.model.scoring.alternatives import Alternatives
from perfkpi.numerals import APPROXIMATELY
from perfkpi.wording.counts import in_blanks

_PLAIN = Phrase("", "", None)
_LIMITS = frozenset({Role.FLOOR, Role.CAP})


class Derivation(Headlines):
    """The lines of one explanation, or of a description where there is no result.

    Args:
        card: the scorecard.
        language: of the text.
        result: what is explained; ``None`` where the rules are described.
        numbers: how figures are written.
    """

    spoken: ClassVar[type[Words]] = Words
    """Which words the calculations are told in."""

    def __init__(
        self,
        card: Scorecard,
        language: Language,
        result: Result | None,
        numbers: Figures = EXACTLY,
    ) -> None:
        super().__init__(card, language, result, numbers)
        inner = [part for item in card.indicators() for part in item.formula.inner_parts()]
        units = {item.code: item.formula.unit for item in card.indicators()} | {part.code: part.unit for part in inner}
        units |= {i.code: Unit.PERCENT for i in card.indicators() if is_shown_in_percent(i)}
        percents = frozenset(code for code, unit in units.items() if unit == Unit.PERCENT)
        inputs = None if result is None else result.inputs
        self.units = {code: unit.label for code, unit in units.items() if unit != Unit.PERCENT}
        known = language, inputs, self.compiled.labels, self.compiled.titles, percents
        self.words = self.spoken(*known, numbers=numbers)
        self.phrases: list[Phrase] = self.compiled.program.run(self.words)
        self.told: frozenset[str] = frozenset()
        """The reasons that stand at the top, and are not told again."""
        if result is not None:
            says = (Reason.say, Reason.sentence)
            self.told = frozenset(
                say(reason, language, self.compiled.labels) for reason in result.reasons for say in says
            )
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

    def _leaf(self, leaf: Leaf, number: str, indent: str) -> Iterator[str]:
        item = leaf.item
        yield f"{indent}{number} {item.name.say(self.language)} ({item.code}) · {self._weight(leaf)}"
        inner = f"{indent}   "
        if isinstance(item, Indicator) and (known := self._about(item)):
            yield inner + known
        if self.result is None and isinstance(item, Indicator):
            yield inner + self._rules(item)
            yield from (inner + self._reading(reading) for reading in _readings(item))
        rules = self.rules_of(leaf)
        if rules:
            yield f"{inner}{self._say('alternatives')} → {SEPARATORS[self.language].join(rules)}"
        points = self.phrases[leaf.points]
        counted = self.phrases[leaf.counted].steps
        weighed = () if leaf.weight is None else self.phrases[leaf.weight].steps[:-1]
        own = self._own_steps(leaf)
        before = {id(step) for step in (*points.steps, *weighed)}
        said = set(self.told)
        headings = self._headings(item, points.steps)
        for step in (*own, *(step for step in counted if id(step) not in before)):
            if step.role is not Role.COUNTED and self._worth_saying(step, leaf):
                yield inner + headings.get(id(step), "") + self._step(step, said, item.code)
        yield from (inner + line for line in self._in_terms_of_the_total(leaf))

    def rules_of(self, leaf: Leaf) -> list[str]:
        """Say of a person by which of several rules an indicator is scored, and what the others would have given."""
        rule = leaf.item.scoring if isinstance(leaf.item, Indicator) else None
        if self.result is None or not isinstance(rule, Alternatives):
            return []
        others = map(self._other_rule, other_rules(self.result, rule, leaf, self.phrases))
        return [self._chosen_rule(leaf.item), *others]

    def _other_rule(self, other: OtherRule) -> str:
        rule, points = self._called(other.alternative), other.points
        if isinstance(points, Status):
            return self._say("other-rule-gap", rule=rule, status=points.label.say(self.language))
        if not isinstance(points, (tuple, Surd)):
            return self._say("other-rule-only", rule=rule)
        number = fraction(points) if isinstance(points, tuple) else points
        return self._say("other-rule", rule=rule, points=self.numbers.told(number))

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
        if step.aside:
            return False
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
            outcome = self.numbers.outcome(worth)
            yield self._equation([self._say("counted-in-total")], outcome, _PLAIN)

    def _step(self, step: Step, said: set[str], within: str = "") -> str:
        """Write one line, inside the block of an item or behind all of them."""
        phrase = step.phrase
        equation = [step.name] if phrase.names in (step.name, phrase.figures) else [step.name, phrase.names]
        if self.result is None:
            return " = ".join(equation if len(equation) > 1 else [step.name, phrase.names])
        value = phrase.value
        if isinstance(value, Undefinedness):
            return f"{' = '.join(equation)} → {self.refusals.why(step, value, said, within)}"
        if step.role is Role.CONDITION and isinstance(value, tuple):
            answer = step.sentence or f"{step.name} → {self._say('yes' if value[0] else 'no')}"
            return f"{answer}{self._notes(evolve(step, sentence=''))}"
        outcome = self._outcome_of(step)
        if outcome != phrase.figures and not outcome.startswith(f"{phrase.figures} "):
            equation.append(phrase.figures)
        return f"{self._equation(equation, outcome, phrase)}{self._unit(step, outcome)}{self._notes(step)}"

    @staticmethod
    def _equation(sides: Sequence[str], outcome: str, phrase: Phrase) -> str:
        """Join the sides: where a side has figures that were cut, ``≈`` stands before the side, and in it no more.

        What is rounded has enough places, so that what comes out is what it says.
        """
        text, loose = sides[0], False
        exact, about, cut = outcome.partition(f" {APPROXIMATELY} ")
        for side in (*sides[1:], exact):
            plain = side.replace(APPROXIMATELY, "")
            last = side is exact
            loose = (plain != side and (last or phrase.rank != ROUNDED)) or (loose and last)
            text += f" {APPROXIMATELY if loose else '='} {plain}"
        return f"{text}{about}{cut}"

    def _notes(self, step: Step) -> str:
        """Write what is worth saying beside a line."""
        notes = step.phrase.notes
        if step.sentence and not step.sentence.startswith(step.name):
            notes = (step.sentence, *notes)
        return f"  ({SEPARATORS[self.language].join(notes)})" if notes else ""

    def _unit(self, step: Step, figure: str) -> str:
        """Return the word behind an indicator's value, such as times or days; percentages carry their sign already."""
        label = self.units.get(step.code) if step.role is Role.VALUE else None
        if label is None or isinstance(step.phrase.value, str):
            return ""
        return in_blanks(f"{{figure}} {label.say(self.language)}", {"figure": figure}).removeprefix(figure)

    def _outcome_of(self, step: Step) -> str:
        if step.role is Role.TOTAL and self.result is not None and self.result.total is not None:
            return total_text(self.result)  # with the places to which it was rounded
        return self.words.outcome(step.phrase)

    def _end(self) -> Iterator[str]:
        said = set(self.told)
        for step in self._apart_from(self.compiled.leaves, self.phrases[self.compiled.total].steps):
            if not step.aside and (self.result is None or step.role not in _LIMITS):
                yield self._step(step, said)
        yield from self._ratings()
        if self.result is None:
            steps = " → ".join(step.say(self.language) for step in self.card.operations())
            yield self._say("order", steps=steps)

    def _ratings(self) -> Iterator[str]:
        """Yield the band of a person's score; every band where no person is concerned."""
        every = () if self.card.ratings is None else self.card.ratings.bands
        texts = [self._band(band) for band in every if self.result is None or band == self.result.band]
        for name, best, conditions in self._ceilings():
            yield from (self._step(step, set()) for step in conditions)
            yield self._say("said", name=name, text=best)
        if texts:
            yield f"{self._say('rating')} = {SEPARATORS[self.language].join(texts)}"
        elif self._unrated:
            yield f"{self._say('rating')} → {self._unrated}"

    def _ceilings(self) -> Iterator[tuple[str, str, Sequence[Step]]]:
        """Yield the ceilings that hold: what each is called, the best rating that it leaves, and its condition."""
        for ceiling, slot in zip(self.card.ceilings, self.compiled.ceilings, strict=True):
            value = self.phrases[slot].value
            if value is None or (isinstance(value, tuple) and value[0]):
                bands = () if self.card.ratings is None else self.card.ratings.bands
                best = next(band.say(self.language) for band in bands if band.code == ceiling.best)
                conditions = [step for step in self.phrases[slot].steps if step.role is Role.CONDITION]
                yield ceiling.name.say(self.language), self._say("at-best", best=best), conditions

    @property
    def _unrated(self) -> str:
        """Why there is a total and no rating; empty where that is not so."""
        reasons = () if self.result is None else self.result.unrated
        return SEPARATORS[self.language].join(reason.say(self.language, self.compiled.labels) for reason in reasons)


def _readings(item: Indicator) -> tuple[ParseNote, ...]:
    formula = item.formula
    return formula.parsed.readings if isinstance(formula, Computed) and formula.parsed is not None else ()
