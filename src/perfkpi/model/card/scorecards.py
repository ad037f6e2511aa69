"""Scorecards (考核表): a weighted tree of indicators with one rounding policy and one rating scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from attrs import field, frozen

from perfkpi.displays.displayed import Displayed
from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.foreign import looking_at
from perfkpi.labels import Label
from perfkpi.language import Caption, Expr, Max, Named, Role, substitute
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.card.assembly import Assembly
from perfkpi.model.card.ceilings import RatingCeiling
from perfkpi.model.card.checks.codes import check_codes, coded, codes_of
from perfkpi.model.card.checks.gates import check_gates
from perfkpi.model.card.checks.levels import check_level
from perfkpi.model.card.checks.measures import check_declared, check_kinds
from perfkpi.model.card.checks.percentages import check_percentages
from perfkpi.model.card.checks.ratings import check_ceilings, check_ratings
from perfkpi.model.card.checks.total import check_total
from perfkpi.model.card.gates import Gate
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.operation_order import before_the_rating, of_the_rating
from perfkpi.model.card.placement import ItemTree
from perfkpi.model.card.policies import CardPolicies
from perfkpi.model.card.ratings import RateOn
from perfkpi.model.card.reads import Read, reads_of
from perfkpi.model.card.sections import Group, Items, Section, as_items, brief, some_items
from perfkpi.model.card.weighting import Aggregation
from perfkpi.model.measurement.measures import recorded_factors
from perfkpi.model.measurement.rounding import rounded
from perfkpi.model.parameters.validation import (
    members,
    placed,
    tuple_of,
)
from perfkpi.model.spelling import shared_memo

_SUM = Label(zh="合计", en="sum")
_UNROUNDED = Label(zh="未修约总分", en="unrounded total")
_TOTAL = Label(zh="总分", en="total")
_RATING = Label(zh="等级", en="rating")


def _gates(gates: Iterable[Gate] | Gate) -> tuple[Gate, ...]:
    return members(gates, Gate)


def _ceilings(ceilings: Iterable[RatingCeiling] | RatingCeiling) -> tuple[RatingCeiling, ...]:
    return members(ceilings, RatingCeiling)


class Expressions(NamedTuple):
    """What is computed of a person's figures.

    Attributes:
        total: the rounded total.
        rating: the index of the rating, 0 the best; it contains the total. ``None`` without a rating scale.
        completeness: the share of the declared weights that has points.
    """

    total: Expr
    rating: Expr | None
    completeness: Expr


@frozen(eq=False, field_transformer=placed)
class Scorecard(Displayed, ItemTree):
    """A weighted tree of indicators, and everything that makes one number and one rating of it.

    Attributes:
        code: a short name.
        name: what HR calls it.
        version: which edition of the rules it is.
        items: indicators and sections with their weights.
        measures: labels and units of the raw inputs; optional.
        aggregation: how the total is made of the items at the top; each section says its own.
        weighting: what the weights mean, at every level unless a section says otherwise.
        scale: the scale of the total; its ``up_to`` says how far caps, ratings and the total may exceed the full mark.
        cap: ``SCALE_TOP`` lets all rules that can pay more than the full mark do so, unless they have their own cap.
        beyond_scale: what holds where bonus points, coefficients or deductions can carry the total beyond the scale;
            the scorecard is refused until a ``ScoreLimit`` cuts there or ``BeyondScale.ALLOW`` is said.
        scales: what happens to an item whose scale is another one.
        missing: what missing points do, unless an indicator or a section says otherwise; refused by default.
        gates: where a condition fails, other indicators get less.
        adjustments: what is done to the score before it is rounded (bonus, coefficient, cap, veto), in the order of
            the list.
        rounding: the declared rounding stages; by default the total, half-up, two places.
        ratings: the rating scale, if there is one; ``{"A": 90, "B": 70, "C": 0}`` is one by its lower edges.
        ceilings: conditions under which the rating is at best a certain one.
        rate_on: whether ratings are looked up on the rounded or the unrounded total.

    Raises:
        DefinitionError: weights that do not sum, codes twice, scales that do not match, ratings on another scale.
    """

    items: Items = field(converter=as_items, validator=some_items, kw_only=True)
    aggregation: Aggregation = field(default=Aggregation.WEIGHTED_SUM, converter=Aggregation, kw_only=True)
    gates: tuple[Gate, ...] = field(
        default=(), converter=_gates, validator=tuple_of(Gate, "Gate(code='safety', ...)"), kw_only=True
    )
    ceilings: tuple[RatingCeiling, ...] = field(
        default=(),
        converter=_ceilings,
        validator=tuple_of(RatingCeiling, "RatingCeiling(code='integrity', ...)"),
        kw_only=True,
    )

    def __attrs_post_init__(self) -> None:
        check_codes([*coded("measures", self.measures)])
        steps = ("gates", "adjustments", "ceilings")
        check_codes([*codes_of(self), *chain.from_iterable(coded(name, getattr(self, name)) for name in steps)])
        check_level(self.level)
        check_total(self.level, self.beyond_scale)
        check_gates(self.gates, [placement.item.code for placement in self.level.walk()])
        check_ceilings(self.ceilings, self.ratings)
        if self.ratings is not None:
            check_ratings(self.ratings, self.scale)
        found = self.expressions()
        everything = found.total if found.rating is None else found.rating
        check_kinds(everything.inputs())
        check_declared(self.measures, everything)
        parts = ("items", "gates", "adjustments", "ceilings")
        indicators = {item.code: item for item in self.indicators()}
        check_percentages({name: getattr(self, name) for name in parts}, indicators, self.measures)

    def _begin(self) -> dict[object, Any]:
        return shared_memo(self)

    @property
    def group(self) -> Group:
        return Group(self.items, self.aggregation, self.adjustments)

    @property
    def policies(self) -> CardPolicies:
        return CardPolicies(self.scale, self.weighting, self.missing, self.scales, self.rounding, self.gates, self.cap)

    def indicators(self) -> Iterator[Indicator]:
        """Visit every indicator of the tree, in the order of the sheet."""
        return (placement.item for placement in self.level.indicators())

    def sections(self) -> Iterator[Section]:
        """Visit every section of the tree, in the order of the sheet."""
        return (placement.item for placement in self.level.sections())

    def steps(self) -> Iterator[Adjustment]:
        """Visit every step on a running score, those of sections in the order of the sheet, then those of the whole."""
        for section in self.sections():
            yield from section.adjustments
        yield from self.adjustments

    def reads(self) -> tuple[Read, ...]:
        """List the measures that it reads, with kind, unit and label: an empty form, or the columns of a query.

        Examples:
            >>> import perfkpi as pk
            >>> rule = pk.DirectPoints(scale=pk.Scale(0, 100))
            >>> sales = pk.Indicator(code="sales", name="sales", formula=pk.Ratio("sold", "plan"), scoring=rule)
            >>> sold = pk.Measure("sold", name=pk.Label(zh="销售额", en="sales"))
            >>> card = pk.Scorecard(code="card", name="card", items=[(sales, 100)], measures=(sold,))
            >>> [(read.code, read.label.say("zh")) for read in card.reads()]
            [('sold', '销售额'), ('plan', 'plan')]
        """
        return reads_of((each for each in self.expressions() if each is not None), self.measures, self.indicators())

    def express(self) -> Expr:
        """Express the total, weights, policies, gates, steps and rounding included."""
        return self.expressions().total

    def express_rating(self) -> Expr | None:
        """Express the index of the rating (0 is the best), which contains the total, if there is a scale."""
        return self.expressions().rating

    def expressions(self) -> Expressions:
        """Express everything that is computed of a person's figures."""
        assembly = self._assembly()
        unrounded = Named(
            Role.UNROUNDED,
            Caption(self.code, _SUM if self.aggregation is Aggregation.WEIGHTED_SUM else _UNROUNDED),
            assembly.score(),
        )
        total = Named(Role.TOTAL, Caption(self.code, _TOTAL), rounded(self.rounding.total, unrounded))
        rating = self._rating(assembly, total, unrounded)
        completeness = Named(Role.COMPLETENESS, self.code, assembly.completeness())
        return Expressions(
            self._recorded(total), None if rating is None else self._recorded(rating), self._recorded(completeness)
        )

    def _assembly(self) -> Assembly:
        """Put together what the whole is made of."""
        return Assembly(self.level)

    def _rating(self, assembly: Assembly, total: Expr, unrounded: Expr) -> Expr | None:
        if self.ratings is None:
            return None
        position = self.ratings.express(total if self.rate_on is RateOn.ROUNDED else unrounded)
        if self.ceilings:
            codes = [band.code for band in self.ratings.bands]
            barred = [
                assembly.resolved(ceiling.express(codes.index(ceiling.best)), f"ceilings[{place}]")
                for place, ceiling in enumerate(self.ceilings)
            ]
            position = Max((position, *barred))
        return Named(Role.RATING, Caption(self.code, _RATING), position)

    def __repr__(self) -> str:
        return brief(self.code, self.name, self.items, type(self).__name__)

    def operations(self) -> tuple[Label, ...]:
        """List what is done to the figures, in its order, as HR reads it (A13).

        Source, decision 0015 of this library: steps are taken in the order in which they are listed.

        Examples:
            >>> import perfkpi as pk
            >>> rule = pk.DirectPoints(scale=pk.Scale(0, 100))
            >>> sales = pk.Indicator(code="sales", name="sales", formula=pk.Actual("sales"), scoring=rule)
            >>> factor = pk.Actual("company")
            >>> company = pk.adjustments.Multiplier("company", "company", factor=factor, floor=0, cap="1.5")
            >>> limit = pk.adjustments.ScoreLimit(code="limit", name="limit of 100", cap=100)
            >>> card = pk.Scorecard(
            ...     code="card", name="card", items=[(sales, 100)], adjustments=(company, limit)
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
        return (*before_the_rating(self.level), *rating)

    def _recorded(self, expression: Expr) -> Expr:
        """Replace measures whose columns hold percent numbers by what those numbers mean."""
        factors = recorded_factors(self.measures)
        return substitute(expression, factors) if factors else expression


def checked_card(card: object) -> Scorecard:
    """Check that something is a scorecard, and return it.

    Raises:
        DefinitionError: it is something else.
    """
    with looking_at(card, "card"):
        if isinstance(card, Scorecard):
            return card
    en = f"{shown(card)} is not a Scorecard; put indicators into Scorecard(items=[Indicator(..., weight=100)], ...)"
    zh = f"{shown(card, 'zh')} 不是考核表；请将指标放入 Scorecard(items=[Indicator(..., weight=100)], ...)"
    raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where="card", value=card)
