"""One page about one person's score: a table, what was added and deducted, and a sentence for each indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from perfkpi.appraisal.compiled_card import Leaf
from perfkpi.appraisal.derivation import Derivation
from perfkpi.appraisal.display import total_text
from perfkpi.appraisal.lines import Line, Number
from perfkpi.appraisal.results import Result
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.texts import aligned
from perfkpi.errors import Language
from perfkpi.interpreters.figures import Figures
from perfkpi.interpreters.phrases import Step
from perfkpi.interpreters.surds import Surd
from perfkpi.language import Role, Status
from perfkpi.model.card.indicators import Indicator

_COLUMNS = ("indicator", "target", "actual", "attainment", "points", "weight", "contribution")
_NOTHING = "–"
_TARGET, _ATTAINMENT = (Role.TARGET, "target"), (Role.STEP, "attainment")
_COMMAS: dict[Language, str] = {"zh": "，", "en": ", "}
_CONCERNED = frozenset({Role.POINTS, Role.SECTION, Role.STEP, Role.GATE, Role.COUNTED, Role.PART})
"""The marked parts whose notes a sentence tells."""


class Page(Derivation):
    """The lines of one brief explanation, made of the same marked steps as the whole derivation.

    Args:
        result: what is explained.
        language: of the text.
        numbers: how figures are written.
    """

    def __init__(self, result: Result, language: Language, numbers: Figures) -> None:
        super().__init__(result.card, language, result, numbers)
        self.of = result
        self.items: dict[str, Line] = {line.code: line for line in (*result.lines, *result.sections)}

    def lines(self) -> Iterator[str]:
        """Yield the whole page, line by line."""
        yield self._heading()
        yield self._outcome(self.of)
        yield ""
        yield from self._table()
        yield ""
        for leaf in self.compiled.leaves:
            yield from self._sentence(leaf)
        yield from self._rest()

    def _heading(self) -> str:
        return super()._heading().replace(f" ({self.card.code})", "", 1)

    def _table(self) -> Iterator[str]:
        rows = [[HEADINGS[key].say(self.language) for key in _COLUMNS]]
        depths: list[int] = []
        for leaf in self.compiled.leaves:
            depths.append(0 if leaf.owner is None else depths[leaf.owner] + 1)
            rows.append(self._row(leaf, "  " * depths[-1]))
        for slot, step in zip(self.compiled.steps, self.of.adjustments, strict=True):
            indent = "" if slot.owner is None else "  " * (depths[slot.owner] + 1)
            name = f"{indent}{step.name.say(self.language)}"
            rows.append([name, "", "", "", self._signed(step.points), "", self._signed(step.contribution)])
        if self.of.status is Status.OK:
            rows.append([HEADINGS["total"].say(self.language), "", "", "", "", "", total_text(self.of)])
        filled = [
            place
            for place in range(len(_COLUMNS))
            if any(row[place] not in {"", _NOTHING} for row in rows[1:]) or _COLUMNS[place] == "points"
        ]
        yield from aligned([[row[place] for place in filled] for row in rows], right=range(1, len(filled)))

    def _row(self, leaf: Leaf, indent: str) -> list[str]:
        line = self.items[leaf.item.code]
        steps = {(step.role, str(step.code)): step for step in self.phrases[leaf.points].steps}
        section = not isinstance(leaf.item, Indicator)
        return [
            f"{indent}{line.name.say(self.language)}",
            _NOTHING if section else self._of(steps.get(_TARGET)),
            _NOTHING if section else self._actual(leaf),
            _NOTHING if section else self._of(steps.get(_ATTAINMENT)),
            self._cell(line.points),
            self._cell(line.weight, percent=True),
            self._cell(line.contribution),
        ]

    def _actual(self, leaf: Leaf) -> str:
        phrase = self.phrases[leaf.points if leaf.value is None else leaf.value]
        if isinstance(phrase.value, str):
            return phrase.value  # a grade
        step = phrase.steps[-1] if phrase.steps else None
        cell = self._of(step)
        return cell if step is None or cell == _NOTHING else f"{cell}{self._unit(step)}"

    def _of(self, step: Step | None) -> str:
        if step is None or not isinstance(step.phrase.value, (tuple, Surd)):
            return _NOTHING
        return self.words.outcome(step.phrase)

    def _cell(self, number: Number | None, *, percent: bool = False) -> str:
        return _NOTHING if number is None else self.numbers.inline(number, percent=percent)

    def _signed(self, number: Number | None) -> str:
        text = self._cell(number)
        return f"+{text}" if number is not None and number > Fraction(0) else text

    def _sentence(self, leaf: Leaf) -> Iterator[str]:
        line, name = self.items[leaf.item.code], leaf.item.name.say(self.language)
        before = {id(step) for step in self.phrases[leaf.points].steps}
        parts = self._headings(leaf.item, self.phrases[leaf.points].steps)
        later = self._clauses([step for step in self.phrases[leaf.counted].steps if id(step) not in before], parts)
        if line.status is not Status.OK:
            yield self._say("said", name=name, text=_COMMAS[self.language].join(self._missing(line, later)))
            return
        clauses = list(dict.fromkeys([*self._clauses(self._own_steps(leaf), parts), *later]))
        points = self._cell(line.points)
        if clauses:
            text = self._say("scored", text=_COMMAS[self.language].join(clauses), points=points)
        elif isinstance(leaf.item, Indicator):
            text = self._say("points-only", points=points)
        else:
            return
        yield self._say("said", name=name, text=text)

    def _missing(self, line: Line, clauses: Sequence[str]) -> Sequence[str]:
        """Say why an item has no points, once: what stands at the top is not told again."""
        reasons = [reason.sentence(self.language, self.compiled.labels) for reason in line.reasons]
        new = [reason for reason in reasons if reason not in self.told]
        status = line.status.label.say(self.language)
        told = new if new and new[0].startswith(status) else [status, *new]
        counted = [clause for clause in clauses if clause not in told]
        if line.weight == 0 and line.nominal_weight != 0:
            counted.append(HEADINGS["left-out"].say(self.language))
        return [*told, *counted]

    @staticmethod
    def _clauses(steps: Sequence[Step], parts: Mapping[int, str]) -> list[str]:
        """List what the marked steps say, each once, in their order; those of a part inside behind its name."""
        found: dict[str, None] = {}
        for step in steps:
            notes = step.phrase.notes if step.role in _CONCERNED and not step.aside else ()
            for said in filter(None, (step.sentence, *notes)):
                found[f"{parts.get(id(step), '')}{said}"] = None
        return list(found)

    def _rest(self) -> Iterator[str]:
        """Yield what was done to the sum, and what bounds the rating."""
        conditions: dict[str, tuple[str, ...]] = {}
        for step in self._apart_from(self.compiled.leaves, self.phrases[self.compiled.total].steps):
            if step.role is Role.CONDITION:
                conditions[step.code] = step.phrase.notes
            elif step.role is Role.ADJUSTMENT:
                clauses = (*conditions.get(step.code, ()), step.sentence, *step.phrase.notes)
                said = _COMMAS[self.language].join(dict.fromkeys(filter(None, clauses)))
                if said:
                    yield self._say("said", name=step.name, text=said)
        yield from (line for line in self._ratings() if not line.startswith(f"{self._say('rating')} = "))
