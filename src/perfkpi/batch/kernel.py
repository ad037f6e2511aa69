"""A scorecard, compiled once for columns."""

from __future__ import annotations

import math

from perfkpi.appraisal.compiled_card import CompiledCard, compiled_card
from perfkpi.batch.compiled import Compiled
from perfkpi.batch.plans import Plans
from perfkpi.batch.questions import Question
from perfkpi.interpreters.columns.dependencies import depth, vocabulary
from perfkpi.interpreters.columns.lazy import Lazy
from perfkpi.interpreters.columns.lowering import EVERY, Lowering
from perfkpi.interpreters.columns.roots import OpaqueError
from perfkpi.interpreters.surds import LONGEST_POWER
from perfkpi.language import LONGEST, Kind, Power, Program, Status
from perfkpi.language.lengths import MEASURED, ORDINARY, Length
from perfkpi.memo import remembered
from perfkpi.model.card.scorecards import Scorecard

_DEEPEST = 100
"""On how many levels operations may stand: plans and proofs are made from the outermost one inwards."""

_NONE = frozenset[Status]()
_GAPS = frozenset({Status.NOT_MEASURED})


class Kernel:
    """Everything that scoring a table with one scorecard needs, each part made when it is first needed.

    Args:
        card: the scorecard, compiled for one person.

    Attributes:
        compiled_card: the same.
    """

    def __init__(self, card: CompiledCard) -> None:
        self.compiled_card = card
        self._questions: dict[int, Question] = {}

    def question(self, slot: int) -> Question:
        """Ask why a step of the compiled card's program has no value; where threads ask the same, the last is kept."""
        found = self._questions.get(slot)
        if found is None:
            covered = self.row_program is not None
            found = self._questions[slot] = Question.about(self.compiled_card, slot, covered=covered)
        return found

    @Lazy
    def narrow(self) -> bool | None:
        """Whether only ordinary magnitudes are left to columns; ``None`` where not even these are.

        Columns do not see how long the exact numbers are that they stand for. Where these might be longer than any
        figure may be, each is computed.
        """
        if _fits(self.compiled_card.program, MEASURED):
            return False
        return True if _fits(self.compiled_card.program, ORDINARY) else None

    @Lazy
    def row_program(self) -> Compiled | None:
        """The scorecard for any row; ``None`` where columns do not cover it."""
        return self._compiled(EVERY)

    @Lazy
    def complete_plans(self) -> Plans | None:
        """Plans for blocks in which every figure is there.

        Where something is only counted, not computed with, a plan that counts is needed: a rule may refuse.
        """
        compiled = self._compiled(_NONE)
        if compiled is None or not compiled.sound:
            return self.missing_plans
        return Plans(compiled, gaps=False)

    @Lazy
    def missing_plans(self) -> Plans | None:
        """Plans for blocks in which some figures are missing, and for other reasons none."""
        compiled = self._compiled(_GAPS)
        return None if compiled is None or not compiled.sound else Plans(compiled, gaps=True)

    @Lazy
    def names(self) -> dict[str, dict[str, int]]:
        """For each category, the positions of the names that its rules know."""
        if not any(node.kind is Kind.CATEGORY for node in self.compiled_card.inputs) or self.row_program is None:
            return {}
        return vocabulary(self.row_program.operations)

    def _compiled(self, absences: frozenset[Status]) -> Compiled | None:
        return None if self.narrow is None else _compiled(self.compiled_card, absences)


def _fits(program: Program, measured: Length) -> bool:
    """Tell whether no number is too long, nor any power of one that a root is compared with."""
    degrees = {node.exponent.denominator for node, _ in program.steps if isinstance(node, Power)}
    longest = program.longest(measured)
    return longest <= LONGEST and longest * math.lcm(*degrees) <= LONGEST_POWER


@remembered
def kernel(card: Scorecard) -> Kernel:
    """Build the kernel of a scorecard; like the compiled card, it goes with the scorecard."""
    return Kernel(compiled_card(card))


def _compiled(card: CompiledCard, absences: frozenset[Status]) -> Compiled | None:
    """Compile the scorecard for rows in which some statuses may be met."""
    try:
        lowering = Lowering(card.program, absences)
    except OpaqueError:
        return None
    lines = lowering.lines
    if depth(lowering.operations) > _DEEPEST:
        return None
    return Compiled(
        operations=tuple(lowering.operations),
        total=lines[card.total],
        rating=None if card.rating is None else lines[card.rating],
        completeness=lines[card.complete],
        steps=tuple(lines),
        assumed=frozenset(lowering.assumed),
    )
