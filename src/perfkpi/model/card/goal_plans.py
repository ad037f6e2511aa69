"""Goal plans: a library of indicators, and what the sheets of all people have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from attrs import evolve, field, fields, frozen

from perfkpi.errors import Code, DefinitionError, Language, MeasureError, listed, shown, was_meant
from perfkpi.foreign import is_a
from perfkpi.labels import Label
from perfkpi.language import Input
from perfkpi.memo import remembered
from perfkpi.model.card.card_options import CardOptions
from perfkpi.model.card.checks.codes import check_codes, coded
from perfkpi.model.card.checks.goal_sheets import sheet_faults
from perfkpi.model.card.every_sheet import FAULTS, TOTAL_WEIGHT, EverySheet, weight_name
from perfkpi.model.card.goal_columns import as_goal, columns_of, prefix_of
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.card.weighting import Weighting
from perfkpi.model.formulas.actual import Actual
from perfkpi.model.measurement.measures import Measure
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.faults import weight_of
from perfkpi.model.parameters.validation import (
    as_pairs,
    members,
    placed,
    tuple_of,
)
from perfkpi.model.scoring.direct_points import DirectPoints
from perfkpi.model.scoring.ranking.population_rule import PopulationRule
from perfkpi.numbers import Numeric, normalised

_GOALS = Label(zh="目标", en="goals")
C = TypeVar("C", bound=Scorecard)


def _library(indicators: Iterable[Indicator] | Indicator) -> tuple[Indicator, ...]:
    return members(indicators, Indicator)


@frozen(eq=False, field_transformer=placed)
class GoalPlan(CardOptions):
    """What goal sheets are appraised by: everybody has goals and weights of his own, from one library of indicators.

    Source, sheet of a customer-service director: 每个指标按照重要程度分配相应的权重，权重总和为100.

    An indicator of the library reads the columns of a goal: ``Actual("actual")`` against ``Field("target")``. The goals
    of one person make a ``Scorecard`` like any other, on which each reads columns of its own (``sales.actual``).

    Attributes:
        code: a short name, which every card bears.
        name: what HR calls it.
        version: which edition of the rules it is.
        library: the indicators that a goal may name, by code or by name in either language. None asks for another one.
        measures: labels and notations of the columns of a goal. What ``recorded_in`` says of percentages and plain
            numbers holds where the goal is a percentage, any other unit where it is none.
        weighting: ``SHARES``: the weights of a sheet sum to 1 or 100; ``NORMALISED``: each is divided by their sum.
        scale: as on a scorecard, and so are all that follow.
        cap: likewise.
        beyond_scale: likewise.
        scales: likewise.
        missing: likewise. ``Reweight`` holds for all goals, or for none.
        adjustments: likewise; they ask for no indicator, which somebody may not have among his goals. What they read
            stands in each row of a person, and is the same in all of them.
        rounding: likewise.
        ratings: likewise.
        rate_on: likewise.

    Raises:
        DefinitionError: two indicators of one code or name, and what a scorecard of a single goal would refuse.

    Examples:
        >>> import perfkpi as pk
        >>> sales = pk.Indicator(
        ...     code="sales",
        ...     name=pk.Label(zh="销售额", en="Sales"),
        ...     formula=pk.Actual("actual"),
        ...     scoring=pk.Attainment(target=pk.Field("target"), direction="higher"),
        ... )
        >>> visits = pk.Indicator(
        ...     code="visits", name="visits", formula=pk.Actual("actual"), scoring=pk.DirectPoints(100)
        ... )
        >>> plan = pk.GoalPlan(code="goals", name="goals", library=(sales, visits))
        >>> [read.code for read in plan.card([("销售额", 60), ("visits", 40)]).reads()]
        ['sales.target', 'sales.actual', 'visits.actual']
    """

    library: tuple[Indicator, ...] = field(
        converter=_library, validator=tuple_of(Indicator, "Indicator(code='sales', ...)", least=1), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        check_codes([*coded("library", self.library)])
        _ = _by_name(self)
        if self.weighting is Weighting.POINTS:
            en = "the weights of goals are shares; choose weighting='shares', weighting='normalised'"
            zh = "目标的权重是份额；请选择 weighting='shares'、weighting='normalised'"
            raise self.refused(Code.CHOICE_NEEDED, "weighting", en=en, zh=zh)
        for place, item in enumerate(self.library):
            self._check_goal(item, f"library[{place}]")
        self._check_columns()
        try:
            self.every_sheet(Fraction(1))
        except DefinitionError as error:  # what two goals have in common that no card may have twice
            raise error.at("library") from None

    def _check_goal(self, item: Indicator, place: str) -> None:
        """Check what a card of this goal alone does not see, and then that card."""
        alone = item.missing is not None and item.missing != self.missing
        if alone and any(each is not None and each.reweighting for each in (item.missing, self.missing)):
            en = "Reweight holds for all goals of a plan or for none; say it once, as missing= of the plan"
            zh = "Reweight 要么适用于方案的全部目标，要么都不适用；请只在方案的 missing= 中写一次"
            raise self.refused(Code.MISSING_POLICY, f"{place}.missing", en=en, zh=zh, value=item.missing)
        if isinstance(item.scoring, PopulationRule):
            kind = type(item.scoring).__name__
            en = f"{kind} ranks people, and nobody can rank a goal that only some have; choose another rule"
            zh = f"{kind} 按人员排名，而目标并非人人都有，无从排名；请选择其他规则"
            raise self.refused(Code.POPULATION, f"{place}.scoring", en=en, zh=zh, value=kind)
        try:
            self.card([(item.code, 100)])
        except DefinitionError as error:
            raise error.at(place) from None

    def _check_columns(self) -> None:
        """Check that no two goals read one column, nor a goal what belongs to the person."""
        names = [weight_name(item.code) for item in self.library] + [FAULTS, TOTAL_WEIGHT]
        names += [node.name for item in self.library for node in self.goal_inputs(item.code)]
        names += [node.name for node in self.shared_inputs()]
        for name, count in Counter(names).items():
            if count > 1:
                en = f"{shown(name)} would be read for two different things; rename the indicator or the column"
                zh = f"{shown(name, 'zh')} 会被用于两种不同的数据；请更改指标或列的名称"
                raise self.refused(Code.DUPLICATE_CODE, "library", en=en, zh=zh, value=name)

    def indicator(self, name: str) -> Indicator:
        """Find an indicator of the library by its code, or by its name in either language.

        Raises:
            MeasureError: (also a ``KeyError``) there is none; it tells which ones there are.
        """
        found = _by_name(self).get(normalised(name)) if is_a(name, str) else None
        if found is None:
            raise _no_indicator(name, self.library)
        return found

    @staticmethod
    def weight(value: Numeric) -> Fraction:
        """Read the weight of a goal.

        Raises:
            DefinitionError: it is not greater than 0.
            NumberError: it is no number.
        """
        return weight_of(value, "a goal", "目标")

    def card(self, goals: Iterable[tuple[str, Numeric]]) -> Scorecard:
        """Make the scorecard of one person.

        Args:
            goals: the indicator and the weight of each.

        Raises:
            MeasureError: an indicator that the library does not have.
            DefinitionError: no goals, one that stands twice, weights that are none or do not sum.
        """
        en, zh = "an indicator and its weight; write pairs such as ('sales', 60)", "指标与权重；请写成如 ('sales', 60)"
        pairs = as_pairs(goals, self.indicator, self.weight, en=en, zh=zh)
        faults = sheet_faults([item for item, _ in pairs], [weight for _, weight in pairs], self.weighting)
        if faults:
            en, zh = (
                "; ".join(reason.sentence("en") for reason in faults),
                "；".join(reason.sentence("zh") for reason in faults),
            )
            code = {"weight-sum": Code.WEIGHT_SUM, "goal-twice": Code.DUPLICATE_CODE}.get(faults[0].code, Code.EMPTY)
            raise DefinitionError(code, en=en, zh=zh, where="goals", value=None)
        return self._card(Scorecard, [evolve(_goals(self)[item.code], weight=weight) for item, weight in pairs])

    def every_sheet(self, total: Fraction) -> EverySheet:
        """Make the card of all goals, on which weights are measures.

        Args:
            total: what the weights of every sheet sum to; 1 where that is a measure, too.
        """
        known = _every_sheet(self)
        card = known.get(total)
        if card is None:
            items = [evolve(item, weight=total) for item in _goals(self).values()]
            card = known[total] = self._card(EverySheet, items, weighting=Weighting.NORMALISED)
        return card

    def faulty_sheet(self) -> Scorecard:
        """The card of whoever has a sheet that cannot be scored: all that it holds is what is wrong with it."""
        return _faulty_sheet(self)

    def goal_inputs(self, code: str) -> tuple[Input, ...]:
        """List the measures of a goal, as the card calls them: its prefix, and the name of the column."""
        return tuple(node for node in _reads(self)[code] if node.name.startswith(prefix_of(code)))

    def shared_inputs(self) -> tuple[Input, ...]:
        """List the measures of a person that belong to no goal: those that the steps read."""
        every = {
            node.name: node
            for code, nodes in _reads(self).items()
            for node in nodes
            if node not in self.goal_inputs(code)
        }
        return tuple(every.values())

    def _card(self, kind: type[C], items: Sequence[Indicator], **other: Any) -> C:  # noqa: ANN401  # attributes of a scorecard
        codes = {item.code for item in items}
        declared = [measure for code, found in _declared(self).items() if code in codes for measure in found]
        names = [each.name for each in fields(CardOptions) if each.name != "measures"]
        options: dict[str, Any] = {name: getattr(self, name) for name in names} | other
        return kind(items=items, measures=(*declared, *self.measures), **options)


@remembered
def _by_name(plan: GoalPlan) -> Mapping[str, Indicator]:
    found: dict[str, Indicator] = {}
    for place, item in enumerate(plan.library):
        for name in dict.fromkeys(map(normalised, (item.code, item.name.say("zh"), item.name.say("en")))):
            other = found.setdefault(name, item)
            if other is not item:
                en = f"{shown(name)} names two indicators, {other.code} and {item.code}; rename one"
                zh = f"{shown(name, 'zh')} 同时是两个指标（{other.code}、{item.code}）的名称；请更名"
                raise DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=f"library[{place}]", value=name)
    return found


@remembered
def _goals(plan: GoalPlan) -> Mapping[str, Indicator]:
    """The indicators of the library, each with columns of its own."""
    return {item.code: as_goal(item) for item in plan.library}


@remembered
def _declared(plan: GoalPlan) -> Mapping[str, tuple[Measure, ...]]:
    """What is declared of the columns of each goal."""
    return {code: tuple(columns_of(item, plan.measures, plan.rounding)) for code, item in _goals(plan).items()}


@remembered
def _every_sheet(_: GoalPlan) -> dict[Fraction, EverySheet]:
    return {}


@remembered
def _faulty_sheet(plan: GoalPlan) -> Scorecard:
    scale = Scale(plan.scale.low, plan.scale.high)
    item = Indicator(code="goals", name=_GOALS, formula=Actual(FAULTS), scoring=DirectPoints(scale=scale), weight=1)
    return Scorecard(
        code=plan.code,
        name=plan.name,
        version=plan.version,
        items=(item,),
        measures=(Measure(FAULTS, name=_GOALS),),
        scale=plan.scale,
        ratings=plan.ratings,
        rounding=plan.rounding,
    )


@remembered
def _reads(plan: GoalPlan) -> Mapping[str, tuple[Input, ...]]:
    """What the card of each goal reads."""
    cards = {item.code: plan.card([(item.code, 100)]) for item in plan.library}
    return {code: _inputs(card) for code, card in cards.items()}


def _inputs(card: Scorecard) -> tuple[Input, ...]:
    found = card.expressions()
    return tuple(dict.fromkeys(node for each in found if each is not None for node in each.inputs()))


def _no_indicator(name: object, library: Sequence[Indicator]) -> MeasureError:
    """Build the error of a name that no indicator has: each language tells what they are called in it."""
    languages: tuple[Language, Language] = ("en", "zh")
    english, chinese = ([item.name.say(language) for item in library] for language in languages)
    codes = {item.code.casefold(): item.code for item in library}
    in_english, in_chinese = (
        [*({each.casefold(): each for each in names} | codes).values()] for names in (english, chinese)
    )
    return MeasureError(
        Code.UNKNOWN_MEASURE,
        en=f"there is no indicator {shown(name)}{was_meant(name, in_english, 'en')}; there is {listed(english, 'en')}",
        zh=f"没有指标 {shown(name, 'zh')}{was_meant(name, in_chinese, 'zh')}；现有 {listed(chinese, 'zh')}",
        where="library",
        value=name,
    )
