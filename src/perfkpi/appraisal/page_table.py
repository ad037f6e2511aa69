"""The table of a brief explanation: what stands on the sheet, what was reached, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from perfkpi.appraisal.compiled_card import Leaf
from perfkpi.appraisal.derivation import Derivation
from perfkpi.appraisal.display import total_text
from perfkpi.appraisal.idle_steps import idle_steps
from perfkpi.appraisal.lines import AdjustmentLine, Line, Number, is_left_out
from perfkpi.appraisal.repeatable_places import repeatable_places
from perfkpi.appraisal.results import Result
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.texts import NOTHING, aligned
from perfkpi.errors import Language
from perfkpi.interpreters.figures import Figures
from perfkpi.interpreters.phrases import Phrase, Step
from perfkpi.interpreters.plain_words import PlainWords
from perfkpi.interpreters.surds import Surd
from perfkpi.language import Role, Status

_COLUMNS = ("indicator", "target", "actual", "attainment", "points", "weight", "contribution")
_POINTS = _COLUMNS.index("points")
_INDENT = "  "


class PageTable(Derivation):
    """A table of one person's figures, made of the same marked steps as the whole derivation.

    Args:
        result: what is explained.
        language: of the text.
        numbers: how figures are written.
    """

    spoken = PlainWords

    def __init__(self, result: Result, language: Language, numbers: Figures) -> None:
        super().__init__(result.card, language, result, numbers)
        rows = [leaf.contribution for leaf in self.compiled.leaves if leaf.owner is None]
        apart = repeatable_places(self.compiled.program, self.phrases, numbers, rows)
        if apart:
            self.words.apart = apart
            self.phrases = self.compiled.program.run(self.words)
        self.of = result
        self.items: dict[str, Line] = {line.code: line for line in (*result.lines, *result.sections)}
        self.idle = idle_steps(result)

    def table(self) -> Iterator[str]:
        """Yield the table, line by line; a column with nothing in it is left out."""
        rows = [[HEADINGS[key].say(self.language) for key in _COLUMNS], *self._rows(None, "")]
        if self.of.status is Status.OK:
            total = total_text(self.of)
            worth = ["", total] if self.compiled.adds_up else [total, ""]
            rows.append([HEADINGS["total"].say(self.language), "", "", "", worth[0], "", worth[1]])
        filled = [
            place
            for place in range(len(_COLUMNS))
            if place == _POINTS or any(row[place] not in {"", NOTHING} for row in rows[1:])
        ]
        yield from aligned([[row[place] for place in filled] for row in rows], right=range(1, len(filled)))

    def _rows(self, owner: int | None, indent: str) -> Iterator[list[str]]:
        """Yield what stands in a section, or at the top: each item with what is in it, then the steps on their sum."""
        for place, leaf in enumerate(self.compiled.leaves):
            if leaf.owner == owner:
                yield self._row(leaf, indent)
                yield from self._rows(place, indent + _INDENT)
        for slot, line in zip(self.compiled.steps, self.of.adjustments, strict=True):
            if slot.owner == owner:
                yield [f"{indent}{line.name.say(self.language)}", "", "", "", *self._moved(line)]

    def _row(self, leaf: Leaf, indent: str) -> list[str]:
        line = self.items[leaf.item.code]
        figures = [NOTHING] * 3 if leaf.value is None else self._measured(leaf)
        worth = [NOTHING] * 2
        if not is_left_out(line):
            worth = [self.cell(line.weight, percent=True), self.cell(line.contribution)]
            if leaf.owner is None:
                worth = [self._figure(leaf.weight, percent=True), self._figure(leaf.contribution)]
        return [f"{indent}{line.name.say(self.language)}", *figures, self._figure(leaf.points), *worth]

    def _figure(self, slot: int | None, *, percent: bool = False) -> str:
        """Write a figure with as many places as it needs."""
        if slot is None or not isinstance(self.phrases[slot].value, (tuple, Surd)):
            return NOTHING
        phrase = self.phrases[slot]
        if phrase.percent is percent:
            return phrase.figures
        return self.words.figure(phrase.value, percent=percent, numbers=phrase.numbers)

    def _measured(self, leaf: Leaf) -> list[str]:
        known = self.figures_of(leaf)
        actual = self._shown(known.get("actual"))
        if actual != NOTHING and leaf.value is not None and self.phrases[leaf.value].steps:
            actual += self._unit(self.phrases[leaf.value].steps[-1], actual)
        return [self._shown(known.get("target")), actual, self._shown(known.get("attainment"))]

    def _moved(self, line: AdjustmentLine) -> list[str]:
        """Write what a step added; where it did not come into play, that stands there in words."""
        if line.code in self.idle:
            return [self.idle[line.code].say(self.language), "", NOTHING]
        worth = self._signed(line.contribution) if self.compiled.adds_up else NOTHING
        return [self._signed(line.points), "", worth]

    def figures_of(self, leaf: Leaf) -> dict[str, Phrase]:
        """Find what was measured of an indicator, and what its rule compares it with: target, gap and attainment."""
        value = self.phrases[leaf.points if leaf.value is None else leaf.value]
        before = {id(step) for step in value.steps}
        steps: Sequence[Step] = [step for step in self.phrases[leaf.points].steps if id(step) not in before]
        known = {
            str(step.code): step.phrase
            for step in steps
            if (step.role, str(step.code)) in {(Role.TARGET, "target"), (Role.STEP, "gap"), (Role.STEP, "attainment")}
        }
        return known | {"actual": value.steps[-1].phrase if value.steps else value}

    def _shown(self, phrase: Phrase | None) -> str:
        if phrase is not None and isinstance(phrase.value, str):
            return phrase.value  # a grade
        if phrase is None or not isinstance(phrase.value, (tuple, Surd)):
            return NOTHING
        return self.words.outcome(phrase)

    def cell(self, number: Number | None, *, percent: bool = False) -> str:
        """Write a figure of the result."""
        return NOTHING if number is None else self.numbers.inline(number, percent=percent)

    def _signed(self, number: Number | None) -> str:
        text = self.cell(number)
        return f"+{text}" if number is not None and number > Fraction(0) else text
