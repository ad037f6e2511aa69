"""Scorecards (考核表): a weighted tree of indicators with one rounding policy and one rating scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, unique
from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.labels import Label, as_label
from perfkpi.language import Add, Expr, Input, Named, Role, substitute
from perfkpi.model.adjustments import Adjustment
from perfkpi.model.aggregation import Entry, express_level
from perfkpi.model.agreement import (
    check_codes,
    check_kinds,
    check_policy,
    check_ratings,
    check_scale,
    check_some,
    check_weights,
)
from perfkpi.model.indicators import Indicator
from perfkpi.model.measures import Measure
from perfkpi.model.missing import MissingPolicy, Refuse
from perfkpi.model.ratings import RatingScale
from perfkpi.model.rounding import RoundingPolicy, rounded
from perfkpi.model.scoring import Scale
from perfkpi.model.validation import as_tuple, checked_code, instance, optional_instance, placed, tuple_of
from perfkpi.model.weighting import ScalePolicy, Weighting
from perfkpi.numbers import Numeric, exact

__all__ = ["RateOn", "Scorecard", "Section", "Weighted"]


@unique
class RateOn(Enum):
    """Which total the rating is looked up on."""

    ROUNDED = "rounded"
    UNROUNDED = "unrounded"


def _weight(value: Numeric) -> Fraction:
    weight = exact(value)
    if weight <= 0:
        raise DefinitionError(
            Code.WEIGHT,
            en=f"a weight is greater than 0, not {shown(value)}; leave an item without weight out",
            zh=f"权重必须大于 0，而不是 {shown(value)}；没有权重的项目请删去",
            value=value,
        )
    return weight


@frozen(cache_hash=True, field_transformer=placed)
class Weighted:
    """An indicator or a section, and its weight: ``Weighted(roe, 20)``."""

    item: Indicator | Section = field()
    weight: Fraction = field(converter=_weight)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.item, (Indicator, Section)):
            raise DefinitionError(
                Code.WRONG_TYPE,
                en=f"{shown(self.item)} is neither an Indicator nor a Section; write Weighted(indicator, 20)",
                zh=f"{shown(self.item)} 既不是指标也不是分类；请写 Weighted(indicator, 20)",
                where="Weighted.item",
                value=self.item,
            )


def _items(items: Iterable[Weighted]) -> tuple[Weighted, ...]:
    return as_tuple(items)


def _measures(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    return as_tuple(measures)


def _adjustments(adjustments: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    return as_tuple(adjustments)


_EXAMPLE = "Weighted(indicator, 20)"


@frozen(cache_hash=True, field_transformer=placed)
class Section:
    """A group of items with a score of its own, such as a category (finance, customer).

    Attributes:
        code: as on an indicator; unique over the whole scorecard.
        name: what HR calls it.
        items: what it weighs.
        weighting: what the weights of its items mean; ``None``: as the level above says.
        missing: what missing points of its items do; ``None``: as the level above says. What a section without a score
            does to the whole is said one level up.
    """

    code: str = field(converter=checked_code, kw_only=True)
    name: Label = field(converter=as_label, kw_only=True)
    items: tuple[Weighted, ...] = field(converter=_items, validator=tuple_of(Weighted, _EXAMPLE), kw_only=True)
    weighting: Weighting | None = field(
        default=None, validator=optional_instance(Weighting, "Weighting.SHARES"), kw_only=True
    )
    missing: MissingPolicy | None = field(
        default=None, validator=optional_instance(MissingPolicy, "Reweight()"), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        check_some(self.items, "Section.items")


@frozen(cache_hash=True, field_transformer=placed)
class Scorecard:
    """A weighted tree of indicators, and everything that makes one number and one rating of it.

    Attributes:
        code: a short name.
        name: what HR calls it.
        version: which edition of the rules it is.
        items: indicators and sections with their weights.
        measures: labels and units of the raw inputs; optional.
        weighting: what the weights mean, at every level unless a section says otherwise.
        scale: the scale of the total.
        scales: what happens to an item whose scale is another one.
        missing: what missing points do, unless an indicator or a section says otherwise; refused by default.
        adjustments: bonus points and deductions, added to the weighted sum before the total is rounded.
        rounding: the declared rounding stages; by default the total, half-up, two places.
        ratings: the rating scale, if there is one.
        rate_on: whether ratings are looked up on the rounded or the unrounded total.

    Raises:
        DefinitionError: weights that do not sum, codes twice, scales that do not match, ratings on another scale.
    """

    code: str = field(converter=checked_code, kw_only=True)
    name: Label = field(converter=as_label, kw_only=True)
    version: str = field(default="", validator=instance(str, "'2026'"), kw_only=True)
    items: tuple[Weighted, ...] = field(converter=_items, validator=tuple_of(Weighted, _EXAMPLE), kw_only=True)
    measures: tuple[Measure, ...] = field(
        default=(), converter=_measures, validator=tuple_of(Measure, "Measure('net_profit')"), kw_only=True
    )
    weighting: Weighting = field(
        default=Weighting.SHARES, validator=instance(Weighting, "Weighting.SHARES"), kw_only=True
    )
    scale: Scale = field(default=Scale(0, 100), validator=instance(Scale, "Scale(0, 100)"), kw_only=True)
    scales: ScalePolicy = field(
        default=ScalePolicy.REFUSE, validator=instance(ScalePolicy, "ScalePolicy.LINEAR"), kw_only=True
    )
    missing: MissingPolicy = field(
        default=Refuse(), validator=instance(MissingPolicy, "Reweight(minimum_count=2)"), kw_only=True
    )
    adjustments: tuple[Adjustment, ...] = field(
        default=(), converter=_adjustments, validator=tuple_of(Adjustment, "Adjustment(...)"), kw_only=True
    )
    rounding: RoundingPolicy = field(
        default=RoundingPolicy(), validator=instance(RoundingPolicy, "RoundingPolicy(total=Rounding(2))"), kw_only=True
    )
    ratings: RatingScale | None = field(
        default=None,
        validator=optional_instance(RatingScale, "RatingScale.descending(('优秀', 90), ...)"),
        kw_only=True,
    )
    rate_on: RateOn = field(default=RateOn.ROUNDED, validator=instance(RateOn, "RateOn.ROUNDED"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_some(self.items, "Scorecard.items")
        check_codes([(f"measures[{place}]", measure.code) for place, measure in enumerate(self.measures)])
        adjusting = [(f"adjustments[{place}]", entry.code) for place, entry in enumerate(self.adjustments)]
        check_codes([*((place, item.code) for place, item in walk(self.items)), *adjusting])
        self._check_level(self.items, "", self.weighting, self.missing, self.scale)
        if self.ratings is not None:
            check_ratings(self.ratings, self.scale)
        check_kinds(self.express().inputs())

    def _check_level(
        self, items: tuple[Weighted, ...], path: str, weighting: Weighting, missing: MissingPolicy, scale: Scale
    ) -> None:
        check_weights([weighted.weight for weighted in items], f"{path}items", weighting, scale)
        for position, weighted in enumerate(items):
            place, item = f"{path}items[{position}]", weighted.item
            item_scale = scale_of(weighted, weighting, scale)
            if isinstance(item, Section):
                inner = item.weighting or weighting, item.missing or missing
                self._check_level(item.items, f"{place}.", *inner, item_scale)
                check_policy(missing, item_scale, place)
                continue
            check_policy(item.missing or missing, item_scale, place)
            if self.scales is ScalePolicy.REFUSE:
                full = Scale(0, weighted.weight) if weighting is Weighting.POINTS else scale
                check_scale(item_scale, full, place)

    def indicators(self) -> Iterator[Indicator]:
        """Every indicator of the tree, in the order of the sheet."""
        return (item for _, item in walk(self.items) if isinstance(item, Indicator))

    def sections(self) -> Iterator[Section]:
        """Every section of the tree, in the order of the sheet."""
        return (item for _, item in walk(self.items) if isinstance(item, Section))

    def express(self) -> Expr:
        """The total as one expression, weights, policies and rounding included."""
        score = self._express_level(self, self.missing, self.weighting, self.scale)
        if self.adjustments:
            score = Add([score, *(adjustment.express() for adjustment in self.adjustments)])
        total = rounded(self.rounding.total, Named(Role.UNROUNDED, self.code, score))
        return self._recorded(Named(Role.TOTAL, self.code, total))

    def express_rating(self) -> Expr | None:
        """The index of the rating (0 is the best) as an expression that contains the total's, if there is a scale."""
        if self.ratings is None:
            return None
        total = self.express()
        score = total if self.rate_on is RateOn.ROUNDED else _unrounded(total)
        return Named(Role.RATING, self.code, self.ratings.express(score))

    def _recorded(self, expression: Expr) -> Expr:
        """Measures whose columns hold percent numbers become what those numbers mean."""
        factors = {
            measure.code: Input(measure.code) * (1 / measure.recorded_in.factor)
            for measure in self.measures
            if measure.recorded_in is not None and measure.recorded_in.factor != 1
        }
        return substitute(expression, factors) if factors else expression

    def _express_level(
        self, level: Scorecard | Section, missing: MissingPolicy, weighting: Weighting, scale: Scale
    ) -> Expr:
        total = sum(weighted.weight for weighted in level.items)
        entries: list[Entry] = []
        for weighted in level.items:
            item = weighted.item
            item_scale = scale_of(weighted, weighting, scale)
            if isinstance(item, Section):
                inner = self._express_level(item, item.missing or missing, item.weighting or weighting, item_scale)
                points: Expr = Named(Role.SECTION, item.code, rounded(self.rounding.section, inner))
                own = missing
            else:
                points, own = item.express(self.rounding), item.missing or missing
            entries.append(Entry(item.code, weighted.weight / total, points, item_scale, own))
        return express_level(entries, scale, self.rounding)


def _unrounded(total: Expr) -> Expr:
    """The part of a total that stands before its rounding."""
    while not (isinstance(total, Named) and total.role is Role.UNROUNDED):
        total = total.children[0]
    return total


def walk(items: tuple[Weighted, ...], path: str = "") -> Iterator[tuple[str, Indicator | Section]]:
    """Every item of a tree with its place, such as ``items[2].items[0]``."""
    for position, weighted in enumerate(items):
        place = f"{path}items[{position}]"
        yield place, weighted.item
        if isinstance(weighted.item, Section):
            yield from walk(weighted.item.items, f"{place}.")


def scale_of(weighted: Weighted, weighting: Weighting, level: Scale) -> Scale:
    """The scale of an item's points: an indicator's own, a section's full mark, or else that of its level."""
    if isinstance(weighted.item, Indicator):
        return weighted.item.scale
    return Scale(0, weighted.weight) if weighting is Weighting.POINTS else level
