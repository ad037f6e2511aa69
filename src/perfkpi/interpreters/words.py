"""The meaning in words: every marked step of a rule as a calculation that a person can repeat.

A phrase carries the calculation in names (``net profit ÷ equity``), the same in one person's figures
(``1320 ÷ 10000``) and its exact value, so the words can never disagree with the score: the values come from the exact
meaning itself. Without figures the same interpreter writes the rule down as it stands.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from perfkpi.interpreters.calculations import place_of
from perfkpi.interpreters.decisions import Decisions
from perfkpi.interpreters.figures import EXACTLY
from perfkpi.interpreters.phrases import ATOM, Phrase, Step, notes_of, steps_of, value_of
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import fraction
from perfkpi.interpreters.vocabulary import COMMAS, SEPARATORS
from perfkpi.labels import Label
from perfkpi.language import Among, Caption, EdgeSide, Reason, Role, Sentence, Status, Undefinedness

_ZERO, _ONE = Fraction(0), Fraction(1)

_BY_TITLE = frozenset({Role.ADJUSTMENT, Role.GATE, Role.PART})
_TITLED = _BY_TITLE | {Role.CEILING}
_OF_ITEM = frozenset({Role.CONTRIBUTION, Role.COUNTED})
"""What one item is worth to another line goes by the item and by what it is: ``sales' points``, never ``sales``."""


class Words(Decisions):
    """Phrases in one language: calculations and decisions, and what is counted, missing and marked on the way."""

    def rank(self, on: Phrase, among: Among, belongs: EdgeSide) -> Phrase:
        text = self.say("count-up-to" if belongs is EdgeSide.ABOVE else "count-below", on=on.names)
        value = self.exact.rank(value_of(on), among, belongs) if self.exact else None
        return Phrase(text, self.figure(value), value, steps=on.steps, notes=on.notes)

    def coalesce(self, value: Phrase, on: frozenset[Status], otherwise: Phrase) -> Phrase:
        if self.exact is None and otherwise.refuses:
            return evolve(value, notes=notes_of((value, otherwise)), literal=None)
        if self.exact is None:
            names = COMMAS[self.language].join(status.label.say(self.language) for status in sorted(on))
            text = self.say("or-if", value=value.names, statuses=names, otherwise=otherwise.names)
            text = text if value.role is not None else f"[{text}]"  # inside of a formula it is an operand
            return Phrase(text, "", None, steps=steps_of((value, otherwise)), role=value.role)
        if not isinstance(value.value, Undefinedness) or value.value.status not in on:
            return value
        if isinstance(otherwise.value, Undefinedness):
            return evolve(otherwise, value=self.exact.coalesce(value.value, on, otherwise.value))
        # What is marked, as points under a policy are, has a line of its own; inside of a formula it is told here.
        told = value.role is None and otherwise.role is None and value.value.status in Status.absences()
        taken = (self.say("taken", then=otherwise.names),) if told else ()
        return evolve(otherwise, notes=(*otherwise.notes, *self.reasons(value.value), *taken), question=None)

    def reasons(self, value: Undefinedness) -> tuple[str, ...]:
        """Say why there is no number, in words."""
        return tuple(reason.say(self.language, self.labels) for reason in value.reasons)

    def defined(self, value: Phrase, gaps: frozenset[Status], wrong: frozenset[Status]) -> Phrase:
        name, absences = value.title or value.names, Status.absences()
        text = self.say("present", value=name)
        if gaps and not gaps >= absences:
            statuses = COMMAS[self.language].join(status.label.say(self.language) for status in sorted(gaps))
            text = self.say("present-unless", value=name, statuses=statuses)
        if self.exact is None:
            return Phrase(text, "", None)
        found = self.exact.defined(value_of(value), gaps, wrong)
        return Phrase(text, self.figure(found), found, presence=found[0] != 0 if isinstance(found, tuple) else None)

    def undefined(self, status: Status, reason: Reason) -> Phrase:
        name = status.label.say(self.language)
        text = f"[{name}]"
        if self.exact:
            return Phrase(text, text, self.exact.undefined(status, reason))
        note = self.say("refused-if", status=name, reason=reason.say(self.language, self.labels))
        return Phrase(text, text, None, notes=(note,), refuses=True)

    def named(self, role: Role, code: str, value: Phrase) -> Phrase:
        caption = code if isinstance(code, Caption) else None
        if caption is not None and caption.quiet and self.exact and not value.notes:
            return value
        if role is Role.GATE and value.role is not None:
            return value  # an open gate leaves the points as they are
        title = self.titles[code].say(self.language) if code in self.titles else ""
        if role is Role.REFERENCE:
            return self._referred(title, value)
        name = code if caption is None else caption.label.say(self.language)
        percent = value.percent or (role is Role.VALUE and code in self.percents)
        percent = percent or (caption is not None and caption.percent)
        difference = value.difference or (percent and caption is not None and caption.difference)
        numbers = EXACTLY if value.numbers is EXACTLY else self.apart.get(place_of(value.value, role, str(code)))
        marked = evolve(value, percent=percent, difference=difference, numbers=numbers)
        if difference and value.rank == ATOM:  # a number that stands in the rule
            told = [self.in_points(text, difference=True) for text in (value.names, value.figures)]
            marked = evolve(marked, names=told[0], figures=told[1])
        if self.exact is None and value.notes:
            marked = evolve(marked, names=f"{value.names}  ({SEPARATORS[self.language].join(value.notes)})")
        aside, sentence = caption is not None and caption.aside, self._sentence(caption, marked)
        if role is Role.CONDITION and title:
            name, sentence = (each and self.say("condition-of", title=title, name=each) for each in (name, sentence))
        step = Step(
            role,
            code,
            title if title and role in _TITLED else name,
            marked,
            sentence=sentence,
            aside=aside,
        )
        if aside:
            return evolve(value, steps=(*value.steps, step))
        called = title if title and role in _BY_TITLE else name
        if title and role in _OF_ITEM:
            called = self.say("of-item", title=title, name=name)
        return Phrase(
            called,
            self.figure(value.value, percent=percent, difference=difference, numbers=self._numbers_of(marked)),
            value.value,
            percent=percent,
            difference=difference,
            steps=(*value.steps, step),
            role=role,
            title=title,
            truth=value.truth,
            numbers=numbers,
        )

    def _sentence(self, caption: Caption | None, marked: Phrase) -> str:
        """Say of a marked part what a brief explanation says of it, with the figures of the parts beneath."""
        value = marked.value
        if caption is None or caption.sentence is None or not isinstance(value, (tuple, Surd)):
            return ""
        number = fraction(value) if isinstance(value, tuple) else value
        code, instead = caption.sentence.cut or ("", None)
        cut = {str(step.code): step.phrase.cut for step in marked.steps}
        label = instead if cut.get(code) else _said_of(number, caption.sentence)
        if label is None:
            return ""
        size = number * Fraction(-1) if number < _ZERO else number
        known = {"figure": self.shown(number, marked), "size": self.shown(size, marked)}
        known["calculation"] = marked.figures
        return self.filled(label.say(self.language), marked.steps, known)

    def _referred(self, title: str, value: Phrase) -> Phrase:
        """Refer to another indicator's figure by that indicator's name; how it came about is told there."""
        names = self.say("of-another", title=title, name=value.names)
        return evolve(value, names=names, steps=(), notes=(), role=None, literal=None)


def _said_of(number: Fraction | Surd, sentence: Sentence) -> Label | None:
    """Choose what a sentence says of a number."""
    if number >= _ONE and sentence.whole is not None:
        return sentence.whole
    if number > _ZERO:
        return sentence.positive
    return sentence.negative if number < _ZERO else sentence.zero
