"""Where the items of a scorecard stand, and what they inherit there: computed once, and read by everything else."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from attrs import frozen

from perfkpi.language import Const, Expr
from perfkpi.memo import Memoised, remembered
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.card.card_options import CardOptions
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.policies import CardPolicies
from perfkpi.model.card.sections import Group, Item, Section, weight_of_item
from perfkpi.model.card.weighting import Aggregation, Weighting
from perfkpi.model.measurement.missing import MissingPolicy
from perfkpi.model.measurement.scales import Scale
from perfkpi.numerals import Percentage


class Inherited(NamedTuple):
    """What a level hands down to its items.

    Attributes:
        policies: what holds for the whole tree.
        aggregation: how the score of the level is made of its items.
        scale: the scale of that score.
        weighting: what the weights of the items mean.
        missing: what missing points do, unless an item says otherwise.
        nominal: the level's share of the total.
        path: what the places of its items begin with.
        around: the codes of the sections around them, the outermost first.
    """

    policies: CardPolicies
    aggregation: Aggregation
    scale: Scale
    weighting: Weighting
    missing: MissingPolicy
    nominal: Fraction = Fraction(1)
    path: str = ""
    around: tuple[str, ...] = ()


@frozen(eq=False)
class PlacedItem(Memoised):
    """What indicators and sections have in common at their place in the tree.

    Attributes:
        path: its place, such as ``items[2].items[0]``.
        inherited: what its level hands down to it.
        weight: its weight, as it was declared.
        share: its nominal weight: its share of the level.
        nominal: its share of the total.
        full_mark: the scale on which it is scored where nothing converts: that of its level, or 0 to its weight.
    """

    path: str
    inherited: Inherited
    weight: Fraction
    share: Fraction
    nominal: Fraction
    full_mark: Scale

    @property
    def scale(self) -> Scale:
        """The scale of its points."""
        return self.full_mark

    @property
    def missing(self) -> MissingPolicy:
        """What its missing points do."""
        return self.inherited.missing

    def express_weight(self) -> Expr:
        """Express the nominal weight: a constant, as long as it is the same for everybody."""
        return Const(Percentage(self.share))


@frozen(eq=False)
class PlacedIndicator(PlacedItem):
    """An indicator at its place in the tree.

    Attributes:
        item: the indicator, as it was declared.
    """

    item: Indicator

    @property
    def scale(self) -> Scale:
        return self.full_mark if self.item.scoring.scale is None else self.item.scale

    @property
    def missing(self) -> MissingPolicy:
        return self.item.missing or self.inherited.missing

    def indicator(self) -> Indicator:
        """Give the indicator as it scores here: the scale and the default cap of the scorecard have reached its rule.

        Raises:
            DefinitionError: points that the scale does not hold, or that can never count within it.
        """
        return _scored(self)


@frozen(eq=False)
class PlacedSection(PlacedItem):
    """A section at its place in the tree.

    Attributes:
        item: the section.
        inside: what it holds.
    """

    item: Section
    inside: Level


Placement: TypeAlias = PlacedIndicator | PlacedSection
"""An item of a scorecard at its place."""


@frozen(eq=False)
class Level:
    """Items that make one score, each at its place.

    Attributes:
        inherited: what they inherit.
        placements: the items.
        adjustments: what is done to the score that is made of them.
    """

    inherited: Inherited
    placements: tuple[Placement, ...]
    adjustments: tuple[Adjustment, ...]

    def walk(self) -> Iterator[Placement]:
        """Visit every item of the tree in the order of the sheet, sections before what they hold."""
        for placement in self.placements:
            yield placement
            if isinstance(placement, PlacedSection):
                yield from placement.inside.walk()

    def indicators(self) -> Iterator[PlacedIndicator]:
        """Visit every indicator of the tree in the order of the sheet."""
        return (placement for placement in self.walk() if isinstance(placement, PlacedIndicator))

    def sections(self) -> Iterator[PlacedSection]:
        """Visit every section of the tree in the order of the sheet."""
        return (placement for placement in self.walk() if isinstance(placement, PlacedSection))


class ItemTree(CardOptions, ABC):
    """The base of what is a tree of items with policies: it places the items once, and keeps that beside the value."""

    __slots__ = ("_level",)

    _level: Level

    @property
    @abstractmethod
    def group(self) -> Group:
        """What the total is made of."""

    @property
    @abstractmethod
    def policies(self) -> CardPolicies:
        """What holds for all items unless they say otherwise themselves."""

    @property
    def level(self) -> Level:
        """The items at their places."""
        try:
            return self._level
        except AttributeError:
            level = place(self.group, self.policies)
            object.__setattr__(self, "_level", level)
            return level


def place(whole: Group, policies: CardPolicies) -> Level:
    """Place the items of a tree.

    Args:
        whole: what the total is made of.
        policies: what holds for all of it.
    """
    return _level(whole, Inherited(policies, whole.aggregation, policies.scale, policies.weighting, policies.missing))


def _level(group: Group, inherited: Inherited) -> Level:
    total = sum(map(weight_of_item, group.items), Fraction(0))
    placements = (_placement(item, position, total, inherited) for position, item in enumerate(group.items))
    return Level(inherited, tuple(placements), group.adjustments)


def _placement(item: Item, position: int, total: Fraction, inherited: Inherited) -> Placement:
    path, weight = f"{inherited.path}items[{position}]", weight_of_item(item)
    share = weight / total
    nominal, full_mark = inherited.nominal * share, _full_mark(weight, inherited)
    if isinstance(item, Indicator):
        return PlacedIndicator(path, inherited, weight, share, nominal, full_mark, item)
    inner = inherited._replace(
        aggregation=item.aggregation,
        scale=full_mark,
        weighting=item.weighting or inherited.weighting,
        missing=item.missing or inherited.missing,
        nominal=nominal,
        path=f"{path}.",
        around=(*inherited.around, item.code),
    )
    return PlacedSection(path, inherited, weight, share, nominal, full_mark, item, _level(item.group, inner))


def _full_mark(weight: Fraction, inherited: Inherited) -> Scale:
    if inherited.weighting is not Weighting.POINTS or inherited.scale.low:  # full marks add up from 0, or are refused
        return inherited.scale
    return Scale(0, weight).reaching_as(inherited.scale, shares=True)


@remembered
def _scored(placement: PlacedIndicator) -> Indicator:
    level, policies = placement.inherited, placement.inherited.policies
    return placement.item.under(
        level.scale, placement.full_mark, shares=policies.shares, cap=policies.cap, place=placement.path
    )
