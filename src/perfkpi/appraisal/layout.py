"""Where the lines of a scorecard stand in its expression."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from perfkpi.labels import Label
from perfkpi.language import Input, Named, Program, Role
from perfkpi.meanings.evaluation import Evaluation
from perfkpi.model.indicators import Indicator
from perfkpi.model.scorecards import Scorecard, Section, Weighted, scale_of
from perfkpi.model.weighting import Weighting

__all__ = ["Layout", "Leaf", "layout"]


@frozen
class Leaf:
    """One indicator or section and the positions of its figures among the program's values.

    Attributes:
        item: the indicator or section.
        owner: the position of its section among the layout's leaves; ``None`` at the top.
        nominal: its share of the whole before any reweighting.
        share: its share of its own level.
        stretch: the factor from its level's scale to the total's.
        value: position; ``None`` for a section.
        points: position.
        weight: position.
        contribution: position.
        parts: code and position of each part that its rule exposes.
    """

    item: Indicator | Section
    owner: int | None
    nominal: Fraction
    share: Fraction
    stretch: Fraction
    value: int | None
    points: int
    weight: int
    contribution: int
    parts: tuple[tuple[str, int], ...]


@frozen
class Layout:
    """A scorecard, compiled once: its program and the positions of everything that an appraisal reports.

    Attributes:
        program: the total and, where there is one, the rating.
        evaluation: the same, ready to be evaluated exactly.
        inputs: every measure that is read.
        leaves: indicators and sections, sections before what they hold.
        unrounded: position of the total before its rounding.
        total: position.
        rating: position; ``None`` without a rating scale.
        adjustments: positions, in the order of the scorecard.
        labels: what the measures are called.
        recorded: display factors of measures whose columns hold percent numbers.
    """

    card: Scorecard
    program: Program
    evaluation: Evaluation
    inputs: tuple[Input, ...]
    leaves: tuple[Leaf, ...]
    unrounded: int
    total: int
    rating: int | None
    adjustments: tuple[int, ...]
    labels: Mapping[str, Label]
    recorded: Mapping[str, Fraction]


@lru_cache(maxsize=256)
def layout(card: Scorecard) -> Layout:
    """The layout of a scorecard; cached, because a scorecard never changes."""
    rating = card.express_rating()
    program = Program(card.express()) if rating is None else Program(card.express(), rating)
    evaluation = Evaluation(program)
    named: dict[tuple[Role, str], int] = {}
    for slot, (node, _) in enumerate(program.steps):
        if isinstance(node, Named):
            named[node.role, node.code] = slot
    return Layout(
        card=card,
        program=program,
        evaluation=evaluation,
        inputs=tuple(node for node, _ in program.steps if isinstance(node, Input)),
        leaves=tuple(_leaves(card, program, named)),
        unrounded=named[Role.UNROUNDED, card.code],
        total=named[Role.TOTAL, card.code],
        rating=named.get((Role.RATING, card.code)),
        adjustments=tuple(named[Role.ADJUSTMENT, entry.code] for entry in card.adjustments),
        labels={measure.code: measure.name for measure in card.measures if measure.name is not None},
        recorded={
            measure.code: measure.recorded_in.factor for measure in card.measures if measure.recorded_in is not None
        },
    )


def _leaves(card: Scorecard, program: Program, named: Mapping[tuple[Role, str], int]) -> Iterator[Leaf]:
    count = 0

    def level(
        items: tuple[Weighted, ...], owner: int | None, nominal: Fraction, stretch: Fraction, weighting: Weighting
    ) -> Iterator[Leaf]:
        nonlocal count
        total = sum((weighted.weight for weighted in items), Fraction(0))
        for weighted in items:
            item, share = weighted.item, weighted.weight / total
            section = isinstance(item, Section)
            points = named[Role.SECTION if section else Role.POINTS, item.code]
            here, count = count, count + 1
            yield Leaf(
                item=item,
                owner=owner,
                nominal=nominal * share,
                share=share,
                stretch=stretch,
                value=named.get((Role.VALUE, item.code)),
                points=points,
                weight=named[Role.WEIGHT, item.code],
                contribution=named[Role.CONTRIBUTION, item.code],
                parts=() if section else tuple(_parts(program, points)),
            )
            if isinstance(item, Section):
                inner = scale_of(weighted, weighting, card.scale)
                wider = (card.scale.high - card.scale.low) / (inner.high - inner.low)
                yield from level(item.items, here, nominal * share, wider, item.weighting or weighting)

    return level(card.items, None, Fraction(1), Fraction(1), card.weighting)


def _parts(program: Program, root: int) -> Iterator[tuple[str, int]]:
    """The parts that a rule exposes: those below its points, in the order in which it lists them."""
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
        if not (isinstance(node, Named) and node.role is Role.VALUE):
            stack.extend(reversed(children))
