"""Where the lines of a scorecard stand in its expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import cast

from attrs import field, frozen

from perfkpi.interpreters.evaluation import Evaluation
from perfkpi.interpreters.values import Pair, Value, fraction, pair
from perfkpi.labels import Label
from perfkpi.language import Const, Input, Named, Program, Role, Undefined, Undefinedness
from perfkpi.memo import remembered
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.placement import PlacedSection
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.card.sections import Section
from perfkpi.model.card.weighting import Aggregation
from perfkpi.model.measurement.completeness import Completeness
from perfkpi.model.measurement.measures import notations_of
from perfkpi.model.measurement.notation import Notation
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.scoring.ranking.population_rule import NO_POPULATION
from perfkpi.value_objects import ValueObject


@frozen(eq=False)
class Leaf(ValueObject):
    """One indicator or section and the positions of its figures among the program's values.

    Attributes:
        item: the indicator or section.
        owner: the position of its section among the card's leaves; ``None`` at the top.
        nominal: its share of the whole before any reweighting.
        share: its share of its own level.
        stretch: the factor from its level's scale to the total's.
        value: position; ``None`` for a section.
        points: position.
        weight: position; ``None`` where the items of its level are not added up.
        contribution: position; ``None`` likewise.
        counted: the position of what its level takes: the contribution, or else the counted points.
        parts: code and position of each part that its rule exposes.
    """

    item: Indicator | Section
    owner: int | None
    nominal: Fraction
    share: Fraction
    stretch: Pair
    value: int | None
    points: int
    weight: int | None
    contribution: int | None
    counted: int
    parts: tuple[tuple[str, int], ...]

    @property
    def adds_up(self) -> bool:
        """Whether what it holds is added up."""
        return isinstance(self.item, Indicator) or self.item.aggregation is Aggregation.WEIGHTED_SUM


@frozen(eq=False)
class StepSlot(ValueObject):
    """One step on a running score, and the position of what it adds.

    Attributes:
        step: the step.
        owner: the position of its section among the card's leaves; ``None`` for one of the scorecard.
        stretch: the factor from the scale of its level to the total's.
        slot: position.
        condition: the position of whether its condition holds; ``None`` where it asks for none.
    """

    step: Adjustment
    owner: int | None
    stretch: Pair
    slot: int
    condition: int | None


@frozen(eq=False)
class CompiledCard(ValueObject):
    """A scorecard, compiled once: its program and the positions of everything that an appraisal reports.

    Attributes:
        program: the total, the rating where there is one, and the completeness.
        evaluation: the program, ready to be evaluated exactly: total and rating first, the completeness where needed.
        all_or_nothing: whether nobody lacks anything who has points for every indicator.
        inputs: every measure that is read.
        leaves: indicators and sections, sections before what they hold.
        unrounded: position of the total before its rounding.
        total: position.
        rating: position; ``None`` without a rating scale.
        complete: position of the completeness.
        ceilings: positions, in the order of the scorecard.
        steps: what is done to running scores: those of sections in the order of the sheet, then the scorecard's.
        labels: what the measures are called.
        titles: what indicators, those inside of them, sections, steps, gates and ceilings are called, by their codes.
        reported: the positions of everything whose status an appraisal reports.
        notations: how the sources of measures write them, where that was declared.
        places: how many decimals a total has; ``None`` where it is left as it is, or they never end.
        adds_up: whether the total is the sum of contributions and steps.
        populated: whether every rule knows among whom it ranks; the expression tells, also of rules within rules.
    """

    program: Program
    evaluation: Evaluation
    all_or_nothing: bool
    inputs: tuple[Input, ...]
    leaves: tuple[Leaf, ...]
    unrounded: int
    total: int
    rating: int | None
    complete: int
    ceilings: tuple[int, ...]
    steps: tuple[StepSlot, ...]
    labels: Mapping[str, Label]
    titles: Mapping[str, Label]
    notations: Mapping[str, Notation]
    places: int | None
    adds_up: bool
    populated: bool
    reported: tuple[int, ...] = field(init=False)
    _reports: Callable[[Sequence[Value]], tuple[Value, ...]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        of_leaves = (slot for leaf in self.leaves for slot in (leaf.points, *(slot for _, slot in leaf.parts)))
        of_steps = (step.slot for step in self.steps)
        rating = () if self.rating is None else (self.rating,)
        object.__setattr__(self, "reported", (*of_leaves, *of_steps, self.total, *rating))
        object.__setattr__(self, "_reports", itemgetter(*self.reported))

    def lacks(self, values: Sequence[Value]) -> bool:
        """Tell whether anything that an appraisal reports is undefined."""
        return Undefinedness in map(type, self._reports(values))

    def completeness(self, inputs: Mapping[str, Value], values: Sequence[Value], *, lacking: bool) -> Fraction:
        """Evaluate the share of the declared weights that has points.

        Args:
            inputs: one person's figures.
            values: what the steps of the program are with them, all or the first ones.
            lacking: whether anything that an appraisal reports is undefined.
        """
        if self.all_or_nothing and not lacking:
            return _WHOLE
        if len(values) <= self.complete:
            values = self.evaluation.finish(inputs, values)
        return fraction(cast("Pair", values[self.complete]))  # counts are always there

    def holds(self, section: Leaf, leaf: Leaf) -> bool:
        """Tell whether a leaf stands inside a section, at any depth."""
        owner = leaf.owner
        while owner is not None:
            if self.leaves[owner] is section:
                return True
            owner = self.leaves[owner].owner
        return False


_WHOLE = Fraction(1)
_POINTS = Const(1)
_UNDIVIDED = Completeness.undivided(_POINTS)

_OTHERS = frozenset({Role.VALUE, Role.POINTS, Role.SECTION})
"""What belongs to another indicator where it bears another code."""


@remembered
def compiled_card(card: Scorecard) -> CompiledCard:
    """Compile a scorecard, which never changes.

    What is found does not refer to the scorecard, of which it is remembered, and with which it goes.
    """
    found = card.expressions()
    program = Program(*(each for each in found if each is not None))
    named: dict[tuple[Role, str], int] = {}
    for slot, (node, _) in enumerate(program.steps):
        if isinstance(node, Named):
            named[node.role, node.code] = slot
    rated = named.get((Role.RATING, card.code), 0)
    return CompiledCard(
        program=program,
        evaluation=Evaluation(program, max(named[Role.TOTAL, card.code], rated) + 1),
        all_or_nothing=all(item.formula.completeness(_POINTS) == _UNDIVIDED for item in card.indicators()),
        inputs=tuple(node for node, _ in program.steps if isinstance(node, Input)),
        leaves=tuple(_leaves(card, program, named)),
        unrounded=named[Role.UNROUNDED, card.code],
        total=named[Role.TOTAL, card.code],
        rating=named.get((Role.RATING, card.code)),
        complete=named[Role.COMPLETENESS, card.code],
        ceilings=tuple(named[Role.CEILING, ceiling.code] for ceiling in card.ceilings),
        steps=tuple(_steps(card, named)),
        labels={measure.code: measure.name for measure in card.measures if measure.name is not None},
        titles=dict(_titles(card)),
        notations=notations_of(card.measures),
        places=card.rounding.places,
        adds_up=card.aggregation is Aggregation.WEIGHTED_SUM,
        populated=not any(isinstance(node, Undefined) and node.reason == NO_POPULATION for node, _ in program.steps),
    )


def _titles(card: Scorecard) -> Iterator[tuple[str, Label]]:
    for item in card.indicators():
        yield item.code, item.name
        yield from ((part.code, part.name) for part in item.formula.inner_parts())
    yield from ((section.code, section.name) for section in card.sections())
    yield from ((step.code, step.name) for step in card.steps())
    yield from ((gate.code, gate.name) for gate in card.gates)
    yield from ((ceiling.code, ceiling.name) for ceiling in card.ceilings)


def _leaves(card: Scorecard, program: Program, named: Mapping[tuple[Role, str], int]) -> Iterator[Leaf]:
    owners: dict[str, int] = {}
    for place, placement in enumerate(card.level.walk()):
        item, level = placement.item, placement.inherited
        section = isinstance(placement, PlacedSection)
        if section:
            owners[item.code] = place
        points = named[Role.SECTION if section else Role.POINTS, item.code]
        contribution = named.get((Role.CONTRIBUTION, item.code))
        yield Leaf(
            item=item,
            owner=owners[level.around[-1]] if level.around else None,
            nominal=placement.nominal,
            share=placement.share,
            stretch=_stretch(card, level.scale),
            value=named.get((Role.VALUE, item.code)),
            points=points,
            weight=named.get((Role.WEIGHT, item.code)),
            contribution=contribution,
            counted=named[Role.COUNTED, item.code] if contribution is None else contribution,
            parts=() if section else tuple(_parts(program, points, item.code)),
        )


def _stretch(card: Scorecard, scale: Scale) -> Pair:
    return pair((card.scale.high - card.scale.low) / (scale.high - scale.low))


def _steps(card: Scorecard, named: Mapping[tuple[Role, str], int]) -> Iterator[StepSlot]:
    def slot(step: Adjustment, owner: int | None, stretch: Pair) -> StepSlot:
        return StepSlot(step, owner, stretch, named[Role.ADJUSTMENT, step.code], named.get((Role.CONDITION, step.code)))

    for position, placement in enumerate(card.level.walk()):
        if isinstance(placement, PlacedSection):
            stretch = _stretch(card, placement.scale)
            yield from (slot(step, position, stretch) for step in placement.inside.adjustments)
    yield from (slot(step, None, pair(Fraction(1))) for step in card.adjustments)


def _parts(program: Program, root: int, code: str) -> Iterator[tuple[str, int]]:
    """Yield the parts that a rule exposes: those below its points, in the order in which it lists them."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        slot = stack.pop()
        if slot in seen:
            continue
        seen.add(slot)
        node, children = program.steps[slot]
        if isinstance(node, Named) and node.role is Role.PART:
            yield node.code, slot
        elif not (isinstance(node, Named) and node.role in _OTHERS and node.code != code):
            stack.extend(reversed(children))
