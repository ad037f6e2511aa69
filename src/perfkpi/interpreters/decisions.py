"""Decisions in words: by which condition or interval something was chosen, with the figures that decided.

Without anybody's figures every branch is written, with what it is taken for.
"""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from attrs import evolve

from perfkpi.interpreters.calculations import Calculations
from perfkpi.interpreters.figures import EXACTLY, CutFigures, Figures
from perfkpi.interpreters.phrases import ATOM, Phrase, Question, interval, is_number, notes_of, steps_of, value_of
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value, fraction
from perfkpi.interpreters.vocabulary import COMMAS, SEPARATORS
from perfkpi.language import Caption, EdgeSide, Item, Relation, Role, Undefinedness

_ZERO, _ONE = Fraction(0), Fraction(1)
_MOST_PLACES = 40

_SIGNS = {
    (EdgeSide.ABOVE, True): "≥",
    (EdgeSide.BELOW, True): ">",
    (EdgeSide.BELOW, False): "≤",
    (EdgeSide.ABOVE, False): "<",
}
"""How a condition is written, by the side of its edge and whether it holds above."""
_EQUALITY = {True: "=", False: "≠"}
"""How one that has two edges at one number is written, by whether it holds between them."""


class Decisions(Calculations, ABC):
    """Phrases of what is chosen and asked, in one language."""

    def choose(self, on: Phrase, edges: Sequence[tuple[Phrase, EdgeSide]], branches: Sequence[Phrase]) -> Phrase:
        return self._chosen(on, edges, branches)

    def choose_asked(self, left: Phrase, relation: Relation, right: Phrase, branches: tuple[Phrase, Phrase]) -> Phrase:
        if self.exact is None:
            return super().choose_asked(left, relation, right, branches)
        return self.decide(self.compare(left, relation, right), *branches)

    def _chosen(
        self,
        on: Phrase,
        edges: Sequence[tuple[Phrase, EdgeSide]],
        branches: Sequence[Phrase],
        asked: Sequence[str] = (),
    ) -> Phrase:
        """Choose by an interval: of what was ``asked``, the answer is told, and else where the figure was found."""
        if self.exact is None:
            return self._alternatives(on, edges, branches)
        marks: list[Value] = [(place, 1) for place in range(len(branches))]
        given = value_of(on), [(value_of(at), belongs) for at, belongs in edges]
        chosen = self.exact.choose(*given, marks)
        if isinstance(chosen, Undefinedness):
            open_ones = self.exact.choose(*given, [value_of(branch) for branch in branches])
            return self._stopped(open_ones, (on, *(at for at, _ in edges)))
        place = chosen[0] if isinstance(chosen, tuple) else len(edges)
        branch = branches[place]
        steps = steps_of((on, *(at for at, _ in edges), branch))
        if asked:
            return self._decided(asked, evolve(branch, steps=steps))
        notes = self.located(on, edges, place) if self.looked_up(on, branch, branches) else ()
        return evolve(branch, steps=steps, notes=(*branch.notes, *notes), question=None)

    @staticmethod
    def looked_up(on: Phrase, branch: Phrase, branches: Sequence[Phrase]) -> bool:
        """Tell whether a number was looked up in a table, of which readers want to know where it was found."""
        del on
        return is_number(branch) and all(map(is_number, branches))

    def _decided(self, told: Sequence[str], branch: Phrase) -> Phrase:
        """Tell by what a branch was chosen, and which one, where that is said in a word: a calculation stands there."""
        takes = branch.rank == ATOM and not branch.decided and not isinstance(branch.value, Undefinedness)
        taken = [self.say("taken", then=branch.names)] if takes else []
        notes = tuple(dict.fromkeys((*told, *branch.notes, *taken)))
        return evolve(branch, notes=notes, question=None, decided=True)

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
        edges = [(self.const(Fraction(needed)), EdgeSide.ABOVE)]
        return self._asked(number, edges, (False, True), each=counted is None)

    def negate(self, condition: Phrase) -> Phrase:
        question = condition.question
        if question is None:
            return self._asked(condition, [(self.const(_ONE), EdgeSide.ABOVE)], (True, False))
        return self._asked(question.on, question.edges, [not held for held in question.holds], each=question.each)

    def _asked(
        self, on: Phrase, edges: Sequence[tuple[Phrase, EdgeSide]], holds: Sequence[bool], *, each: bool = False
    ) -> Phrase:
        found = self.choose(on, edges, [self.const(_ONE if held else _ZERO) for held in holds])
        right, side = edges[0]
        if isinstance(found.value, tuple):
            sign = _SIGNS[side, holds[1]] if len(edges) == 1 else _EQUALITY[holds[1]]
            told = () if each else self.asked(on, sign, right, holds=found.value[0] != 0)
            found = evolve(found, notes=notes_of((on, right, Phrase("", "", None, notes=told))))
        return found if len(edges) > 1 else evolve(found, question=Question(on, edges, tuple(holds), each))

    def asked(self, left: Phrase, sign: str, right: Phrase, *, holds: bool) -> tuple[str, ...]:
        """Say what was asked of a person, whether it holds, and the figures, which stand nowhere else."""
        percent = left.percent or right.percent
        numbers = self._telling_apart(left, right, percent=percent)
        figures = [
            self.figure(each.value, percent=percent, numbers=each.numbers or numbers)
            for each in (left, right)
            if each.figures != each.names
        ]
        return self._answered(f"{left.names} {sign} {right.names}", figures, holds=holds)

    def _telling_apart(self, left: Phrase, right: Phrase, *, percent: bool) -> Figures:
        """Write two figures with so many places that a reader sees which one is the larger, or that they are equal."""
        numbers, first, second = self.numbers, _number(left), _number(right)
        while isinstance(numbers, CutFigures) and numbers.places < _MOST_PLACES:
            read = [
                number if each.numbers is EXACTLY else numbers.read(number, percent=percent)
                for each, number in ((left, first), (right, second))
            ]
            if (read[0] < read[1], read[0] == read[1]) == (first < second, first == second):
                break
            numbers = numbers.finer(1)
        return numbers

    def _answered(self, condition: str, figures: Sequence[str], *, holds: bool) -> tuple[str, ...]:
        told = self.say("met" if holds else "missed", condition=condition)
        return (self.say("actually", told=told, figures=COMMAS[self.language].join(figures)) if figures else told,)

    def decide(self, condition: Phrase, met: Phrase, otherwise: Phrase) -> Phrase:
        question = condition.question
        if question is not None:
            branches = [met if held else otherwise for held in question.holds]
            return self._chosen(question.on, question.edges, branches, condition.notes)
        told = self.exact is None and condition.truth and met.refuses == otherwise.refuses
        if not told or {met.literal, otherwise.literal} == {0, 1}:
            return self._chosen(condition, [(self.const(_ONE), EdgeSide.ABOVE)], [otherwise, met], condition.notes)
        text = self.say("case-if", on=condition.names, then=met.names, otherwise=otherwise.names)
        parts = (condition, otherwise, met)
        return Phrase(f"[{text}]", "", None, steps=steps_of(parts), notes=notes_of(parts))

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
        found = evolve(branch, steps=steps_of((on, branch)), question=None)
        if isinstance(name, Item):
            return evolve(found, notes=(*found.notes, self.say("case-chosen", name=name.label.say(self.language))))
        if on.role is not None:
            return evolve(found, notes=(*found.notes, self.say("grade-given", name=name)))
        if len({id(then) for _, then in cases}) > 1:  # one of several figures
            return evolve(found, notes=(*found.notes, self.say("grade-by", on=on.names, name=name)))
        # Whether a measure is one of some: readers want to know which measure, and what was asked for.
        asked = self.say("category-among", on=on.names, names=COMMAS[self.language].join(name for name, _ in cases))
        told = self._answered(asked, [on.figures], holds=branch is not otherwise)
        literals = {otherwise.literal, cases[0][1].literal}
        return evolve(found, notes=told) if literals == {_ZERO, _ONE} else self._decided(told, found)

    def _described(self, name: str) -> str:
        """Write the name of a case, and behind it the description where it has one."""
        if not isinstance(name, Item):
            return name
        return self.say("case-described", name=name, description=name.label.say(self.language))


def _number(phrase: Phrase) -> Fraction | Surd:
    """Find the number that a phrase which was compared has come to."""
    value = phrase.value
    return fraction(value) if isinstance(value, tuple) else cast("Surd", value)
