"""All goals of a plan on one card, with a weight of each for every person: what a table of goal sheets is scored by."""

from __future__ import annotations

from attrs import evolve, frozen

from perfkpi.language import Add, Const, Div, Edge, EdgeSide, Expr, Input, Mul, Sign, decide
from perfkpi.model.card.aggregation import Entry
from perfkpi.model.card.assembly import Assembly
from perfkpi.model.card.placement import Level, PlacedIndicator, Placement
from perfkpi.model.card.scorecards import Scorecard

FAULTS = "faults of the sheet"
"""The measure that is 0 where a sheet can be scored, and otherwise says why it cannot."""

TOTAL_WEIGHT = "total weight"
"""The measure that the weights of a sheet sum to."""


def weight_name(code: str) -> str:
    """Name the measure that holds the weight of a goal, a whole number, or 0 where the goal is not on the sheet."""
    return f"weight of {code}"


def express_weight(code: str) -> Expr:
    """Express the weight of a goal."""
    return Input(weight_name(code))


@frozen(eq=False)
class _PersonalIndicator(PlacedIndicator):
    """An indicator whose weight is another one on every sheet."""

    def express_weight(self) -> Expr:
        weight = express_weight(self.item.code)
        varies = self.weight == 1
        return Div(weight, Input(TOTAL_WEIGHT), sign=Sign.ANY) if varies else weight / self.weight


class _PersonalEntry(Entry):
    """An item that is on some sheets; where it is not, nothing of it counts, whatever its figures are."""

    __slots__ = ()

    def stays(self) -> Expr:
        return self._on_the_sheet(super().stays())

    def counts(self) -> Expr:
        return self._on_the_sheet(super().counts())

    def converted(self) -> Expr:
        return self._on_the_sheet(super().converted())

    def _on_the_sheet(self, there: Expr) -> Expr:
        return decide(express_weight(self.code), [Edge(Const(0), EdgeSide.BELOW)], [Const(0), there])


class _PersonalAssembly(Assembly):
    """The expressions of a tree whose weights vary by person."""

    def __init__(self, whole: Level) -> None:
        placed = tuple(
            _PersonalIndicator(
                each.path, each.inherited, each.weight, each.share, each.nominal, each.full_mark, each.item
            )
            for each in whole.indicators()
        )
        self._personal = placed
        super().__init__(evolve(whole, placements=placed))

    def score(self) -> Expr:
        return Add((super().score(), Input(FAULTS)))

    def completeness(self) -> Expr:
        there = [(express_weight(each.item.code), self.completeness_of(each).express()) for each in self._personal]
        return Div(Add([Mul(pair) for pair in there]), Input(TOTAL_WEIGHT), sign=Sign.ANY)

    def _entry(self, placement: Placement) -> Entry:
        return _PersonalEntry(*super()._entry(placement))


class EverySheet(Scorecard):
    """A card of all goals that a plan knows; its weights are measures, one for each goal.

    A goal that is not on a sheet weighs 0 there. Weights are whole numbers, which are added and divided once, so that
    no double is off; where they have one sum on all sheets, it is the weight of each item, which otherwise weighs 1. It
    is no rule of its own: every expression but the weights is the one that the goal has on any card.
    """

    __slots__ = ()

    def _assembly(self) -> Assembly:
        return _PersonalAssembly(self.level)
