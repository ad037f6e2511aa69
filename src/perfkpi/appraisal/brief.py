"""One page about one person's score: a table, what was added and deducted, and a sentence for each indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from perfkpi.appraisal.compiled_card import Leaf
from perfkpi.appraisal.lines import is_left_out
from perfkpi.appraisal.page_table import PageTable
from perfkpi.displays.texts import aligned
from perfkpi.errors import Language
from perfkpi.interpreters.phrases import Step, same
from perfkpi.interpreters.values import ZERO, fraction
from perfkpi.language import Role, Status
from perfkpi.model.card.aggregation import CONVERTED

_COMMAS: dict[Language, str] = {"zh": "，", "en": ", "}
_CONCERNED = frozenset({Role.VALUE, Role.TARGET, Role.POINTS, Role.SECTION, Role.STEP, Role.COUNTED, Role.PART})
"""The marked parts whose notes a sentence tells."""


class Page(PageTable):
    """The lines of one brief explanation, made of the same marked steps as the whole derivation.

    Args:
        result: what is explained.
        language: of the text.
        numbers: how figures are written.
    """

    def lines(self) -> Iterator[str]:
        """Yield the whole page, line by line."""
        yield self._heading().replace(f" ({self.card.code})", "", 1)
        yield self._outcome(self.of)
        yield ""
        yield from self.table()
        yield ""
        sentences = [*self._sentences()]
        yield from aligned(sentences) if sentences else ()

    def _sentences(self) -> Iterator[tuple[str, str]]:
        """Yield who is spoken of, and what is said: of every item, of the sum, and of the rating."""
        for leaf in self.compiled.leaves:
            text = self._sentence(leaf)
            if text:
                yield leaf.item.name.say(self.language), text
            if leaf.value is None:
                yield from self._adjusted(self._own_steps(leaf))
        last = self._apart_from(self.compiled.leaves, self.phrases[self.compiled.total].steps)
        summed = self._joined(self._clauses([step for step in last if step.role is Role.STEP], {}))
        if summed:
            yield self._say("total"), summed
        yield from self._adjusted(last)
        for name, best, conditions in self._ceilings():
            yield name, self._joined([*(note for step in conditions for note in step.phrase.notes), best])
        if self._unrated:
            yield self._say("rating"), self._unrated

    def _sentence(self, leaf: Leaf) -> str:
        """Say how the points of an item came about, and what else counts for them; empty where nothing is to say."""
        line = self.items[leaf.item.code]
        before = {id(step) for step in self.phrases[leaf.points].steps}
        parts = self._headings(leaf.item, self.phrases[leaf.points].steps)
        after = [step for step in self.phrases[leaf.counted].steps if id(step) not in before]
        if line.contribution in {None, line.points}:  # a weight that is the full mark undoes the conversion
            after = [step for step in after if step.code != CONVERTED]
        later = [*self.rules_of(leaf), *self._clauses(after, parts), *self._behind_gates(after)]
        if line.status is not Status.OK:
            return self._joined(self._missing(leaf, after, later))
        points, own = self._figure(leaf.points), self._clauses(self._own_steps(leaf), parts)
        if own:
            said = self._scored(self._joined(own), points)
        elif leaf.value is None:
            return self._joined(later)
        else:
            said = self._say("points-only", points=points)
        return self._joined([said, *later])

    def _scored(self, text: str, points: str) -> str:
        """Say behind how points came about how many they are; not once more where a calculation ends with them."""
        computed = text.endswith(f" = {points}")
        return self._say("points-only", points=text) if computed else self._say("scored", text=text, points=points)

    def _missing(self, leaf: Leaf, after: Sequence[Step], later: Sequence[str]) -> Sequence[str]:
        """Say why an item has no points, once, and what counts instead: what stands at the top is not told again."""
        line = self.items[leaf.item.code]
        reasons = [reason.sentence(self.language, self.compiled.labels) for reason in line.reasons]
        new = [reason for reason in reasons if reason not in self.told]
        status = line.status.label.say(self.language)
        told = new if new and new[0].startswith(status) else [status, *new]
        plain = {evolve(reason, given=()).sentence(self.language, self.compiled.labels) for reason in line.reasons}
        counted = [clause for clause in later if clause not in plain.union(told)]
        if is_left_out(line):
            return [*told, *counted, self._say("left-out")]
        if leaf.weight is not None and line.weight is None:  # everything has left, and nothing stands in
            return [*told, *counted]
        return [*told, *counted, *(self._counted_as(step) for step in after if step.code == "counted")]

    def _counted_as(self, step: Step) -> str:
        value = step.phrase.value
        return self._say("counted-as", points=self.cell(fraction(value))) if isinstance(value, tuple) else ""

    def _behind_gates(self, steps: Sequence[Step]) -> Iterator[str]:
        """Say which gates are closed, why, and what is left of the points."""
        why = self._conditions(steps)
        for step in steps:
            if step.role is Role.GATE:
                text = self._joined([*why.get(step.code, ()), self._counted_as(step)])
                yield self._say("gate-closed", name=step.name, text=text)

    @staticmethod
    def _conditions(steps: Sequence[Step]) -> Mapping[str, Sequence[str]]:
        return {step.code: step.phrase.notes for step in steps if step.role is Role.CONDITION}

    @staticmethod
    def _clauses(steps: Sequence[Step], parts: Mapping[int, str]) -> list[str]:
        """List what the marked steps say, each once, in their order; those of a part inside behind its name."""
        found: dict[str, None] = {}
        for step in steps:
            notes = step.phrase.notes if step.role in _CONCERNED and not step.aside else ()
            for said in filter(None, (step.sentence, *notes)):
                if step.role not in {Role.ADJUSTMENT, Role.CONDITION}:
                    found[f"{parts.get(id(step), '')}{said}"] = None
        return list(found)

    def _adjusted(self, steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
        """Yield what was done to a running score; of what did not come into play the table has told."""
        why = self._conditions(steps)
        for step in steps:
            if step.role is not Role.ADJUSTMENT or step.code in self.idle:
                continue
            clauses = [*why.get(step.code, ()), step.sentence, *step.phrase.notes]
            if step.code in why and same(step.phrase.value, ZERO):
                clauses.append(self._say("no-change"))
            said = self._joined(clauses)
            if said:
                yield step.name, said

    def _joined(self, clauses: Sequence[str]) -> str:
        return _COMMAS[self.language].join(dict.fromkeys(filter(None, clauses)))
