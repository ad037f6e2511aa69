"""How a total comes about step by step: what each item adds, what was added and deducted, and what rounding changed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, unique
from fractions import Fraction

from attrs import frozen

from perfkpi.appraisal.compiled_card import compiled_card
from perfkpi.appraisal.lines import AdjustmentLine, Line, Number
from perfkpi.appraisal.results import Result
from perfkpi.displays.headings import HEADINGS
from perfkpi.labels import Label
from perfkpi.model.card.indicators import Indicator
from perfkpi.value_objects import ValueObject

_NOTHING = Fraction(0)


@unique
class Counts(Enum):
    """How a step counts."""

    ONCE = "once"
    """It is added."""
    INSIDE = "inside"
    """It is what the steps inside of it come to."""
    NEVER = "never"
    """It has no part of the total of its own: its section is not added up, or there is no figure."""


@frozen(eq=False)
class RunningStep(ValueObject):
    """One step.

    Attributes:
        line: what the result tells of it; ``None`` for the score of items that are not added up, and for the rounding.
        name: what it is called.
        code: of the item or the adjustment; that of the scorecard for those that have no line.
        depth: how many sections are around it.
        counts: how it counts.
        number: what it adds, or what is inside of it; ``None`` where there is none.
        before: the sum of all that was added before.
    """

    line: Line | AdjustmentLine | None
    name: Label
    code: str
    depth: int
    counts: Counts
    number: Number | None
    before: Number

    @property
    def after(self) -> Number:
        """The sum when it was added."""
        return self.before if self.number is None else _sum(self.before, self.number)


def running_steps(result: Result) -> Iterator[RunningStep]:
    """Yield what adds up to the total, each step once, in the order of the sheet.

    Sections stand before what they hold, their adjustments behind it, those of the scorecard and the rounding last.
    Where the items of the scorecard are not added up, one step stands for their score.
    """
    compiled = compiled_card(result.card)
    lines: dict[str, Line] = {line.code: line for line in (*result.lines, *result.sections)}
    slots = list(zip(compiled.steps, result.adjustments, strict=True))
    running: Number = _NOTHING

    def level(owner: int | None, depth: int) -> Iterator[RunningStep]:
        nonlocal running
        for at, leaf in enumerate(compiled.leaves):
            if leaf.owner != owner:
                continue
            line = lines[leaf.item.code]
            counts = Counts.NEVER
            if line.contribution is not None:
                counts = Counts.ONCE if isinstance(leaf.item, Indicator) or not leaf.adds_up else Counts.INSIDE
            step = RunningStep(line, line.name, line.code, depth, counts, line.contribution, running)
            yield step
            running = step.after if counts is Counts.ONCE else running
            yield from level(at, depth + 1)
        if owner is None and not compiled.adds_up:
            score = _score(result)
            counts = Counts.NEVER if score is None else Counts.ONCE
            step = RunningStep(None, HEADINGS["score-of-items"], result.card.code, 0, counts, score, running)
            yield step
            running = step.after
        for slot, added in slots:
            if slot.owner == owner:
                counts = Counts.NEVER if added.contribution is None else Counts.ONCE
                step = RunningStep(added, added.name, added.code, depth, counts, added.contribution, running)
                yield step
                running = step.after

    yield from level(None, 0)
    if result.rounding is not None and result.rounding != _NOTHING:
        name = HEADINGS["rounding"]
        yield RunningStep(None, name, result.card.code, 0, Counts.ONCE, result.rounding, running)


def _sum(one: Number, other: Number) -> Number:
    try:
        return one + other
    except TypeError:  # unlike roots: there is no total, and the way so far is drawn all the same
        return Fraction(float(one)) + Fraction(float(other))


def _score(result: Result) -> Number | None:
    """Compute the score of items that are not added up: the total less what was done to it afterwards."""
    score = result.unrounded
    for step in result.adjustments[len(result.adjustments) - len(result.card.adjustments) :]:
        if score is None or step.contribution is None:
            return None
        score = score - step.contribution
    return score
