"""How many places each figure of a page needs, so that a pocket calculator gives what is printed of the next one."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from fractions import Fraction

from perfkpi.interpreters.calculations import Place, place_of
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.figures import EXACTLY, CutFigures, Figures
from perfkpi.interpreters.phrases import ROUNDED, Phrase, same, value_of
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value, fraction, pair
from perfkpi.language import Caption, Choose, Const, Defined, Expr, Input, Named, Predicate, Program, Rank, Role
from perfkpi.numerals import finite_places

_MOST = 8
"""So many places more than the others are tried for a figure."""

_UNSEEN = frozenset(
    {
        Role.CONDITION,
        Role.REFERENCE,
        Role.ADJUSTMENT,
        Role.UNROUNDED,
        Role.TOTAL,
        Role.CEILING,
        Role.RATING,
        Role.COMPLETENESS,
    }
)
"""What stands on a page in words, or where enough places are found for the whole page."""

_TOLD = (Predicate, Defined, Rank)
"""What a page tells the answer of, and nobody computes."""

_EXACT = Exact({})


def repeatable_places(
    program: Program, phrases: Sequence[Phrase], numbers: Figures, rows: Container[int | None]
) -> Mapping[Place, Figures]:
    """Find which figures need more places than others, each as few as will do.

    Somebody who computes a marked part with the printed figures of the parts beneath gets what is printed of it. Where
    no number of places does that, since the part lies on an edge between two printed figures, the usual ones stand.

    Args:
        program: of the scorecard.
        phrases: what its steps are, of one person.
        numbers: how figures are written where nothing else is asked for.
        rows: the positions of the weighted points that the table tells as they are.
    """
    if not isinstance(numbers, CutFigures):
        return {}
    reader = _Reader(program, phrases, numbers, rows)
    while wrong := reader.read():
        for slot in wrong:
            reader.refine(slot)
    return {place: numbers.finer(more) for place, more in reader.more.items() if more}


class _Reader:
    """Somebody with a pocket calculator, who has the printed figures and no others."""

    def __init__(
        self, program: Program, phrases: Sequence[Phrase], numbers: CutFigures, rows: Container[int | None]
    ) -> None:
        self.steps, self.phrases, self.numbers = program.steps, phrases, numbers
        self.more: dict[Place, int] = {}
        self.edges: set[Place | None] = set()
        self.given_up: set[Place | None] = set()
        self.known = [*map(value_of, phrases)]
        self.places = [self._place(slot, rows) for slot in range(len(phrases))]

    def read(self) -> list[int]:
        """Compute everything from what is printed beneath it, and list the marked parts of which something else is."""
        values: list[Value] = []
        wrong: list[int] = []
        for slot, (node, beneath) in enumerate(self.steps):
            seen, found = self.places[slot] is not None, self.known[slot]
            if self._asks(node, slot) and self._printed(slot, values[beneath[0]]) != self._printed(slot, found):
                wrong.append(slot)
            if seen and not _adds_up(node):
                found = self._printed(slot, found)
            elif beneath and not isinstance(node, _TOLD) and not _adds_up(node):
                found = node.meaning(_EXACT)(self._operands(node, beneath, values))
            values.append(found)
        return wrong

    def refine(self, slot: int) -> None:
        """Give the figures beneath a part one place more.

        Where that does not help, the part lies on an edge between two figures: begin anew, and give it one itself.
        Where that does not help either, begin without it.
        """
        beneath = {place for each in self._beneath(slot) if (place := self.places[each]) is not None}
        for place in beneath:
            self.more[place] = self.more.get(place, 0) + 1
        if all(self.more[place] > _MOST for place in beneath):
            own = self.places[slot]
            (self.given_up if own in self.edges else self.edges).add(own)
            self.more = dict.fromkeys(filter(None, self.edges), 1)

    def _operands(self, node: Expr, beneath: Sequence[int], values: Sequence[Value]) -> list[Value]:
        """List what a node is computed with; where an unseen number decides, the page tells how it was decided."""
        operands = [values[each] for each in beneath]
        if isinstance(node, Choose):
            seen = self.places[beneath[0]] is not None
            compared = [self.known[each] for each in beneath[seen : len(node.compared)]]
            operands[seen : len(node.compared)] = compared
        return operands

    def _asks(self, node: Expr, slot: int) -> bool:
        """Tell whether a part is computed of others that are seen; how weights grow is told in words."""
        place = self.places[slot]
        marked = place is not None and isinstance(node, Named) and node.role is not Role.WEIGHT
        return marked and place not in self.given_up

    def _beneath(self, slot: int) -> Iterator[int]:
        """Yield the positions of the figures with which a part is computed, as far as they were cut."""
        waiting, met = [*self.steps[slot][1]], set[int]()
        while waiting:
            each = waiting.pop()
            if each in met:
                continue
            met.add(each)
            if self.places[each] is None:
                waiting += self.steps[each][1]
            elif not same(self._printed(each, self.known[each]), self.known[each]):
                yield each

    def _place(self, slot: int, rows: Container[int | None]) -> Place | None:
        """Tell what a printed figure is; ``None`` of what is computed on the way, and of what is no number."""
        node, value = self.steps[slot][0], self.known[slot]
        if not isinstance(value, (tuple, Surd)):
            return None
        if isinstance(node, Const):
            return None if self.phrases[slot].numbers is EXACTLY else place_of(value)
        if isinstance(node, Input):
            return (node.name,)
        if not isinstance(node, Named) or node.role in _UNSEEN or (node.role is Role.CONTRIBUTION and slot not in rows):
            return None
        return place_of(value, node.role, str(node.code)) if _tells_figure(node.code) else None

    def _printed(self, slot: int, value: Value) -> Value:
        """Read what is printed of a part where it has a value."""
        if not isinstance(value, (tuple, Surd)):
            return value
        number = fraction(value) if isinstance(value, tuple) else value
        if self.phrases[slot].numbers is EXACTLY and isinstance(number, Fraction):
            return pair(number)
        node, beneath = self.steps[slot]
        rounded = isinstance(node, Named) and self.phrases[beneath[0]].rank == ROUNDED
        if rounded and isinstance(number, Fraction) and finite_places(number) is not None:
            return pair(number)  # all of its digits
        place = self.places[slot]
        numbers = self.numbers.finer(0 if place is None else self.more.get(place, 0))
        return pair(numbers.read(number, percent=self.phrases[slot].percent))


def _adds_up(node: Expr) -> bool:
    """Tell whether enough places of a part are found for the whole page, so that the parts add up."""
    return isinstance(node, Named) and node.role is Role.CONTRIBUTION


def _tells_figure(code: str) -> bool:
    """Tell whether the figure of a part is seen; of some there are only words."""
    if not isinstance(code, Caption) or not code.aside or code.sentence is None:
        return True
    said = filter(None, (code.sentence.positive, code.sentence.zero, code.sentence.negative))
    return any("{figure}" in label.en or "{size}" in label.en for label in said)
