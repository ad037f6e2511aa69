"""Scorecards (考核表): a weighted tree of indicators with one rounding policy and one rating scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import field, frozen

from perfkpi.labels import Label, as_label
from perfkpi.language import Expr, Input, Max, Named, Role, substitute
from perfkpi.model.adjustments import ScoreStep
from perfkpi.model.agreement import check_codes, check_kinds, check_ratings, check_some
from perfkpi.model.asking import Asking
from perfkpi.model.assembly import Assembly, Customs
from perfkpi.model.gates import Gate, RatingCeiling, check_ceilings, check_gates
from perfkpi.model.indicators import Indicator
from perfkpi.model.links import check_links
from perfkpi.model.measures import Measure
from perfkpi.model.memo import Memoised
from perfkpi.model.missing import MissingPolicy, Refuse
from perfkpi.model.order import before_the_rating, of_the_rating
from perfkpi.model.ratings import RateOn, RatingScale
from perfkpi.model.rounding import RoundingPolicy, rounded
from perfkpi.model.scoring import Scale
from perfkpi.model.sections import EXAMPLE, STEP_EXAMPLE, Group, Section, Weighted, as_items, as_steps, walk
from perfkpi.model.spelling import shared_memo
from perfkpi.model.tree import check_tree
from perfkpi.model.validation import as_tuple, checked_code, instance, optional_instance, placed, tuple_of
from perfkpi.model.weighting import Aggregation, ScalePolicy, Weighting

__all__ = ["Scorecard"]


def _measures(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    return as_tuple(measures)


def _gates(gates: Iterable[Gate]) -> tuple[Gate, ...]:
    return as_tuple(gates)


def _ceilings(ceilings: Iterable[RatingCeiling]) -> tuple[RatingCeiling, ...]:
    return as_tuple(ceilings)


@frozen(cache_hash=True, field_transformer=placed)
class Scorecard(Asking, Memoised):
    """A weighted tree of indicators, and everything that makes one number and one rating of it.

    Attributes:
        code: a short name.
        name: what HR calls it.
        version: which edition of the rules it is.
        items: indicators and sections with their weights.
        measures: labels and units of the raw inputs; optional.
        aggregation: how the total is made of the items at the top; each section says its own.
        weighting: what the weights mean, at every level unless a section says otherwise.
        scale: the scale of the total.
        scales: what happens to an item whose scale is another one.
        missing: what missing points do, unless an indicator or a section says otherwise; refused by default.
        gates: where a condition fails, other indicators get less.
        adjustments: what is done to the score before it is rounded (bonus, coefficient, cap, veto), in the order of
            the list.
        rounding: the declared rounding stages; by default the total, half-up, two places.
        ratings: the rating scale, if there is one.
        ceilings: conditions under which the rating is at best a certain one.
        rate_on: whether ratings are looked up on the rounded or the unrounded total.

    Raises:
        DefinitionError: weights that do not sum, codes twice, scales that do not match, ratings on another scale.
    """

    code: str = field(converter=checked_code, kw_only=True)
    name: Label = field(converter=as_label, kw_only=True)
    version: str = field(default="", validator=instance(str, "'2026'"), kw_only=True)
    items: tuple[Weighted, ...] = field(converter=as_items, validator=tuple_of(Weighted, EXAMPLE), kw_only=True)
    measures: tuple[Measure, ...] = field(
        default=(), converter=_measures, validator=tuple_of(Measure, "Measure('net_profit')"), kw_only=True
    )
    aggregation: Aggregation = field(
        default=Aggregation.WEIGHTED_SUM, validator=instance(Aggregation, "Aggregation.MINIMUM"), kw_only=True
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
    gates: tuple[Gate, ...] = field(
        default=(), converter=_gates, validator=tuple_of(Gate, "Gate(code='safety', ...)"), kw_only=True
    )
    adjustments: tuple[ScoreStep, ...] = field(
        default=(), converter=as_steps, validator=tuple_of(ScoreStep, STEP_EXAMPLE), kw_only=True
    )
    rounding: RoundingPolicy = field(
        default=RoundingPolicy(), validator=instance(RoundingPolicy, "RoundingPolicy(total=Rounding(2))"), kw_only=True
    )
    ratings: RatingScale | None = field(
        default=None,
        validator=optional_instance(RatingScale, "RatingScale.descending(('优秀', 90), ...)"),
        kw_only=True,
    )
    ceilings: tuple[RatingCeiling, ...] = field(
        default=(),
        converter=_ceilings,
        validator=tuple_of(RatingCeiling, "RatingCeiling(code='integrity', ...)"),
        kw_only=True,
    )
    rate_on: RateOn = field(default=RateOn.ROUNDED, validator=instance(RateOn, "RateOn.ROUNDED"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_some(self.items, "Scorecard.items")
        check_codes([(f"measures[{place}]", measure.code) for place, measure in enumerate(self.measures)])
        check_codes([*_codes(self)])
        check_tree(self.group, (self.weighting, self.missing, self.scale, self.scales))
        check_gates(self.gates, [item.code for _, item in walk(self.items)])
        check_ceilings(self.ceilings, self.ratings)
        if self.ratings is not None:
            check_ratings(self.ratings, self.scale)
        rating = self.express_rating()
        check_kinds((self.express() if rating is None else rating).inputs())
        parts = ("items", "gates", "adjustments", "ceilings")
        check_links({name: getattr(self, name) for name in parts}, {item.code: item for item in self.indicators()})

    def _begin(self) -> dict[object, Any]:
        return shared_memo(self)

    @property
    def group(self) -> Group:
        """What the total is made of."""
        return Group(self.items, self.aggregation, self.adjustments)

    def indicators(self) -> Iterator[Indicator]:
        """Every indicator of the tree, in the order of the sheet."""
        return (item for _, item in walk(self.items) if isinstance(item, Indicator))

    def sections(self) -> Iterator[Section]:
        """Every section of the tree, in the order of the sheet."""
        return (item for _, item in walk(self.items) if isinstance(item, Section))

    def steps(self) -> Iterator[ScoreStep]:
        """Every step on a running score, those of sections in the order of the sheet, then those of the whole."""
        for section in self.sections():
            yield from section.adjustments
        yield from self.adjustments

    def express(self) -> Expr:
        """The total as one expression, weights, policies, gates, steps and rounding included."""
        return self._total(self._assembly())

    def express_rating(self) -> Expr | None:
        """The index of the rating (0 is the best) as an expression that contains the total's, if there is a scale."""
        if self.ratings is None:
            return None
        assembly = self._assembly()
        total = self._total(assembly)
        position = self.ratings.express(total if self.rate_on is RateOn.ROUNDED else _unrounded(total))
        if self.ceilings:
            codes = [band.code for band in self.ratings.bands]
            barred = [
                assembly.resolved(ceiling.express(codes.index(ceiling.best)), f"ceilings[{place}]")
                for place, ceiling in enumerate(self.ceilings)
            ]
            position = Max((position, *map(self._recorded, barred)))
        return Named(Role.RATING, self.code, position)

    def operations(self) -> tuple[Label, ...]:
        """What is done to the figures, in its order, as HR reads it (A13).

        Source, decision 0015 of this library: steps are taken in the order in which they are listed.

        Examples:
            >>> import perfkpi as pk
            >>> rule = pk.Rated(scale=pk.Scale(0, 100))
            >>> sales = pk.Indicator(code="sales", name="sales", formula=pk.Actual("sales"), scoring=rule)
            >>> company = pk.Modifier(code="company", name="company", factor=pk.Actual("company"), floor=0, cap="1.5")
            >>> limit = pk.Limit(code="limit", name="limit of 100", cap=100)
            >>> card = pk.Scorecard(
            ...     code="card", name="card", items=(pk.Weighted(sales, 100),), adjustments=(company, limit)
            ... )
            >>> for operation in card.operations():
            ...     print(operation.say("en"))
            value
            points by the rule, floor and cap
            missing-data policy
            weighted sum
            company
            limit of 100
            total rounded half-up to 0.01
        """
        rating = () if self.ratings is None else of_the_rating(self.rate_on, self.ceilings)
        return (*before_the_rating(self.group, self._customs(), self.sections()), *rating)

    def _customs(self) -> Customs:
        return Customs(self.scale, self.weighting, self.missing, self.scales, self.rounding, self.gates)

    def _assembly(self) -> Assembly:
        return Assembly(self.group, self._customs())

    def _total(self, assembly: Assembly) -> Expr:
        total = rounded(self.rounding.total, Named(Role.UNROUNDED, self.code, assembly.score()))
        return self._recorded(Named(Role.TOTAL, self.code, total))

    def _recorded(self, expression: Expr) -> Expr:
        """Measures whose columns hold percent numbers become what those numbers mean."""
        factors = {
            measure.code: Input(measure.code) * (1 / measure.recorded_in.factor)
            for measure in self.measures
            if measure.recorded_in is not None and measure.recorded_in.factor != 1
        }
        return substitute(expression, factors) if factors else expression


def _unrounded(total: Expr) -> Expr:
    """The part of a total that stands before its rounding."""
    while not (isinstance(total, Named) and total.role is Role.UNROUNDED):
        total = total.children[0]
    return total


def _codes(card: Scorecard) -> Iterator[tuple[str, str]]:
    """The place and code of everything that has a line of its own."""
    for place, item in walk(card.items):
        yield place, item.code
        if isinstance(item, Indicator):
            yield from ((f"{place}.formula.{inner.place}", inner.code) for inner in item.formula.inner_parts())
        else:
            yield from ((f"{place}.adjustments[{at}]", step.code) for at, step in enumerate(item.adjustments))
    for name in ("gates", "adjustments", "ceilings"):
        members: tuple[Gate | ScoreStep | RatingCeiling, ...] = getattr(card, name)
        yield from ((f"{name}[{at}]", member.code) for at, member in enumerate(members))
