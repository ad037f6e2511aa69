"""The meaning in words: every marked step of a rule as a calculation that a person can repeat.

A phrase carries the calculation in names (``net profit ÷ equity``), the same in one person's figures
(``1320 ÷ 10000``) and its exact value, so the words can never disagree with the score: the values come from the exact
meaning itself. Without figures the same interpreter writes the rule down as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from perfkpi.interpreters.calculations import Calculations, place_of
from perfkpi.interpreters.phrases import ATOM, Phrase, Question, Step, interval, is_number, notes_of, steps_of, value_of
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value, fraction
from perfkpi.interpreters.vocabulary import COMMAS, SEPARATORS
from perfkpi.labels import Label
from perfkpi.language import Among, Caption, EdgeSide, Item, Reason, Relation, Role, Sentence, Status, Undefinedness

_ZERO, _ONE = Fraction(0), Fraction(1)

_BY_TITLE = frozenset({Role.ADJUSTMENT, Role.GATE, Role.PART})
_TITLED = _BY_TITLE | {Role.CEILING}
_OF_ITEM = frozenset({Role.CONTRIBUTION, Role.COUNTED})
"""What one item is worth to another line goes by the item and by what it is: ``sales' points``, never ``sales``."""

_SIGNS = {
    (EdgeSide.ABOVE, True): "≥",
    (EdgeSide.BELOW, True): ">",
    (EdgeSide.BELOW, False): "≤",
    (EdgeSide.ABOVE, False): "<",
}
"""How a condition is written, by the side of its edge and whether it holds above."""


class Words(Calculations):
    """Phrases in one language: the calculations, and what is decided, asked, missing and marked on the way."""

    def choose(self, on: Phrase, edges: Sequence[tuple[Phrase, EdgeSide]], branches: Sequence[Phrase]) -> Phrase:
        if self.exact is None:
            return self._alternatives(on, edges, branches)
        marks: list[Value] = [(place, 1) for place in range(len(branches))]
        asked = value_of(on), [(value_of(at), belongs) for at, belongs in edges]
        chosen = self.exact.choose(*asked, marks)
        if isinstance(chosen, Undefinedness):
            open_ones = self.exact.choose(*asked, [value_of(branch) for branch in branches])
            return self._stopped(open_ones, (on, *(at for at, _ in edges)))
        place = chosen[0] if isinstance(chosen, tuple) else len(edges)
        branch = branches[place]
        notes = self.located(on, edges, place) if self.looked_up(on, branch, branches) else ()
        steps = steps_of((on, *(at for at, _ in edges), branch))
        return evolve(branch, steps=steps, notes=(*branch.notes, *notes), question=None)

    @staticmethod
    def looked_up(on: Phrase, branch: Phrase, branches: Sequence[Phrase]) -> bool:
        """Tell whether a number was looked up in a table, of which readers want to know where it was found."""
        del on
        return is_number(branch) and all(map(is_number, branches))

    def located(self, on: Phrase, edges: Sequence[tuple[Phrase, EdgeSide]], place: int) -> tuple[str, ...]:
        """Say between which edges a figure was found."""
        return (interval(on, edges, place),)

    def _stopped(self, value: Value, phrases: Sequence[Phrase]) -> Phrase:
        """Show what is left of a decision that could not be taken."""
        text = self.figure(value)
        return Phrase(text, text, value, steps=steps_of(phrases), notes=notes_of(phrases))

    def _alternatives(self, on: Phrase, edges: Sequence[tuple[Phrase, EdgeSide]], branches: Sequence[Phrase]) -> Phrase:
        parts = (on, *(at for at, _ in edges), *branches)
        numbers = [branch for branch in branches if not branch.refuses]
        if len(numbers) == 1:  # the calculation, and in a note when there is none
            return evolve(numbers[0], steps=steps_of(parts), notes=notes_of(parts), question=None)
        literals = [branch.literal for branch in branches]
        if literals in ([0, 1], [1, 0]):
            text = interval(on, edges, literals.index(Fraction(1)))
            return Phrase(f"[{text}]", "", None, steps=steps_of(parts), notes=notes_of(parts), truth=True)
        cases = [
            self.say(
                "case-below" if belongs is EdgeSide.ABOVE else "case-up-to", on=on.names, edge=at.names, then=then.names
            )
            for (at, belongs), then in zip(edges, branches, strict=False)
        ]
        text = SEPARATORS[self.language].join([*cases, self.say("case-otherwise", then=branches[-1].names)])
        return Phrase(f"[{text}]", "", None, steps=steps_of(parts), notes=notes_of(parts), refuses=not numbers)

    def compare(self, left: Phrase, relation: Relation, right: Phrase) -> Phrase:
        return self._asked(left, [(right, side) for side in relation.sides], relation.holds)

    def all(self, conditions: Sequence[Phrase], counted: Caption | None) -> Phrase:
        return self._joined(conditions, counted, len(conditions))

    def any(self, conditions: Sequence[Phrase], counted: Caption | None) -> Phrase:
        return self._joined(conditions, counted, 1)

    def _joined(self, conditions: Sequence[Phrase], counted: Caption | None, needed: int) -> Phrase:
        """Ask whether so many conditions hold: a reader wants to know how many do."""
        number = self.add(conditions)
        if counted is not None:
            number = self.named(Role.STEP, counted, number)
        return self._asked(number, [(self.const(Fraction(needed)), EdgeSide.ABOVE)], (False, True))

    def negate(self, condition: Phrase) -> Phrase:
        question = condition.question
        if question is None:
            return self._asked(condition, [(self.const(_ONE), EdgeSide.ABOVE)], (True, False))
        return self._asked(question.on, question.edges, [not held for held in question.holds])

    def _asked(self, on: Phrase, edges: Sequence[tuple[Phrase, EdgeSide]], holds: Sequence[bool]) -> Phrase:
        found = self.choose(on, edges, [self.const(_ONE if held else _ZERO) for held in holds])
        if len(edges) > 1:
            return found
        (right, side) = edges[0]
        if isinstance(found.value, tuple):
            told = self.asked(on, _SIGNS[side, holds[1]], right, holds=found.value[0] != 0)
            found = evolve(found, notes=notes_of((on, right, Phrase("", "", None, notes=told))))
        return evolve(found, question=Question(on, edges, tuple(holds)))

    def asked(self, left: Phrase, sign: str, right: Phrase, *, holds: bool) -> tuple[str, ...]:
        """Say what was asked of a person, whether it holds, and the figures, which stand nowhere else."""
        told = self.say("met" if holds else "missed", condition=f"{left.names} {sign} {right.names}")
        percent = left.percent or right.percent
        figures = [
            self.figure(each.value, percent=percent)
            for each in (left, right)
            if each.figures != each.names and each.role is None
        ]
        return (self.say("actually", told=told, figures=COMMAS[self.language].join(figures)) if figures else told,)

    def decide(self, condition: Phrase, met: Phrase, otherwise: Phrase) -> Phrase:
        question = condition.question
        if question is not None:
            return self.choose(question.on, question.edges, [met if held else otherwise for held in question.holds])
        told = self.exact is None and condition.truth and met.refuses == otherwise.refuses
        if not told or {met.literal, otherwise.literal} == {0, 1}:
            return self.choose(condition, [(self.const(_ONE), EdgeSide.ABOVE)], [otherwise, met])
        text = self.say("case-if", on=condition.names, then=met.names, otherwise=otherwise.names)
        parts = (condition, otherwise, met)
        return Phrase(f"[{text}]", "", None, steps=steps_of(parts), notes=notes_of(parts))

    def rank(self, on: Phrase, among: Among, belongs: EdgeSide) -> Phrase:
        text = self.say("count-up-to" if belongs is EdgeSide.ABOVE else "count-below", on=on.names)
        value = self.exact.rank(value_of(on), among, belongs) if self.exact else None
        return Phrase(text, self.figure(value), value, steps=on.steps, notes=on.notes)

    def match(self, on: Phrase, cases: Sequence[tuple[str, Phrase]], otherwise: Phrase) -> Phrase:
        if self.exact is None:
            texts = [
                self.say("case-is", on=on.names, name=self._described(name), then=then.names) for name, then in cases
            ]
            text = SEPARATORS[self.language].join([*texts, self.say("case-otherwise", then=otherwise.names)])
            return Phrase(f"[{text}]", "", None, steps=steps_of((on, *(then for _, then in cases), otherwise)))
        if isinstance(on.value, Undefinedness):
            known = [(name, value_of(then)) for name, then in cases]
            return self._stopped(self.exact.match(on.value, known, value_of(otherwise)), (on,))
        name, branch = next((case for case in cases if case[0] == on.value), (on.figures, otherwise))
        if isinstance(name, Item):
            note = self.say("case-chosen", name=name.label.say(self.language))
        else:
            note = self.say("grade-given", name=name)
        return evolve(branch, steps=steps_of((on, branch)), notes=(*branch.notes, note), question=None)

    def _described(self, name: str) -> str:
        """Write the name of a case, and behind it the description where it has one."""
        if not isinstance(name, Item):
            return name
        return self.say("case-described", name=name, description=name.label.say(self.language))

    def coalesce(self, value: Phrase, on: frozenset[Status], otherwise: Phrase) -> Phrase:
        if self.exact is None and otherwise.refuses:
            return evolve(value, notes=notes_of((value, otherwise)), literal=None)
        if self.exact is None:
            names = COMMAS[self.language].join(status.label.say(self.language) for status in sorted(on))
            text = self.say("or-if", value=value.names, statuses=names, otherwise=otherwise.names)
            return Phrase(text, "", None, steps=steps_of((value, otherwise)))
        if not isinstance(value.value, Undefinedness) or value.value.status not in on:
            return value
        if isinstance(otherwise.value, Undefinedness):
            return evolve(otherwise, value=self.exact.coalesce(value.value, on, otherwise.value))
        return evolve(otherwise, notes=(*otherwise.notes, *self.reasons(value.value)), question=None)

    def reasons(self, value: Undefinedness) -> tuple[str, ...]:
        """Say why there is no number, in words."""
        return tuple(reason.say(self.language, self.labels) for reason in value.reasons)

    def defined(self, value: Phrase, gaps: frozenset[Status], wrong: frozenset[Status]) -> Phrase:
        text = self.say("present", value=value.title or value.names)
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
        if role is Role.CONDITION and title:
            name = self.say("condition-of", title=title, name=name)
        percent = value.percent or (role is Role.VALUE and code in self.percents)
        percent = percent or (caption is not None and caption.percent)
        difference = value.difference or (percent and caption is not None and caption.difference)
        numbers = self.apart.get(place_of(value.value, role, str(code))) if self.apart else None
        marked = evolve(value, percent=percent, difference=difference, numbers=numbers)
        if difference and value.rank == ATOM:  # a number that stands in the rule
            told = [self.in_points(text, difference=True) for text in (value.names, value.figures)]
            marked = evolve(marked, names=told[0], figures=told[1])
        if self.exact is None and value.notes:
            marked = evolve(marked, names=f"{value.names}  ({SEPARATORS[self.language].join(value.notes)})")
        aside = caption is not None and caption.aside
        step = Step(
            role,
            code,
            title if title and role in _TITLED else name,
            marked,
            sentence=self._sentence(caption, marked),
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
