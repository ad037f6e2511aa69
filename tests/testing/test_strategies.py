"""Strategies draw values of any class, also of somebody's own, and reach the edges."""

import math
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import attrs
import pytest
from attrs import field, frozen
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import perfkpi as pk
import perfkpi.testing as pt
from perfkpi.language import Const, Expr, Match

QUIET = settings(max_examples=2000, deadline=None, database=None, derandomize=True, phases=(Phase.generate,))


class Colour(Enum):
    """One of a few."""

    RED = "red"
    BLUE = "blue"


class Shade:
    """A class that is none of attrs."""

    def __init__(self, depth: int) -> None:
        self.depth = depth


class Abstract:
    """A class of which nobody knows how to make one."""

    def __init__(self, what: "Unheard") -> None:  # noqa: F821  # of a type that does not exist
        self.what = what


@attrs.frozen
class Piece:
    """A small value inside a rule."""

    size: Fraction
    colour: Colour


@frozen(cache_hash=True)
class Everything(pk.Scoring):
    """A rule with an attribute of each type."""

    number: Fraction = field(kw_only=True)
    counted: int = field(kw_only=True)
    double: float = field(kw_only=True)
    decimal: Decimal = field(kw_only=True)
    flag: bool = field(kw_only=True)
    measure: str = field(kw_only=True)
    colours: frozenset[Colour] = field(kw_only=True)
    pieces: tuple[Piece, ...] = field(kw_only=True)
    condition: pk.conditions.Condition = field(kw_only=True)
    formula: pk.Formula = field(kw_only=True)
    inner: pk.Scoring = field(kw_only=True)
    either: Fraction | pk.Field | None = field(kw_only=True)
    personal: pk.Field | None = field(default=None, kw_only=True)
    only: pk.Field = field(default=pk.Field("mine"), kw_only=True)

    def express(self, value: pk.Expr) -> pk.Expr:
        """The value."""
        return value


@given(pt.rules(Everything))
@settings(max_examples=20, deadline=None)
def test_a_rule_of_ones_own_is_drawn(rule: Everything) -> None:
    """Numbers, texts, enums, conditions, formulas, rules, attrs classes, tuples, frozensets and unions are known."""
    assert isinstance(rule.number, Fraction)
    assert isinstance(rule.colours, frozenset)
    assert isinstance(rule.pieces[0], Piece)
    assert isinstance(rule.condition, pk.conditions.Condition)
    assert isinstance(rule.formula, pk.Formula)
    assert isinstance(rule.inner, pk.Scoring)
    assert rule.personal is None
    assert rule.only == pk.Field("mine")


@frozen(cache_hash=True)
class Shaded(pk.Scoring):
    """A rule with an attribute of a class that is none of attrs."""

    shade: Shade = field(kw_only=True)

    def express(self, value: pk.Expr) -> pk.Expr:
        """The value."""
        return value


def test_known_and_registered_types() -> None:
    """A mapping or Hypothesis itself says how values of a type are drawn."""
    given_shade = Shade(7)
    assert find(pt.rules(Shaded, known={Shade: st.just(given_shade)}), lambda _: True, settings=QUIET).shade.depth == 7
    st.register_type_strategy(Shade, st.builds(Shade, st.just(9)))
    assert find(pt.rules(Shaded), lambda _: True, settings=QUIET).shade.depth == 9


@attrs.frozen
class Hopeless:
    """A value that cannot be drawn."""

    what: Abstract
    how: tuple[pk.Field, ...]


def test_what_cannot_be_drawn_is_told() -> None:
    """The attributes, their types and the way out."""
    with pytest.raises(TypeError, match=r"Hopeless has attributes .*\['what', 'how'\].* give known="):
        pt.values_of(Hopeless)


@frozen(cache_hash=True)
class PerHead(pk.Formula):
    """A formula of somebody's own."""

    amount: str
    heads: pk.Formula | str

    def express(self) -> pk.Expr:
        """The amount."""
        return pk.Ratio(self.amount, self.heads).express()


@given(pt.formulas(PerHead, code="cost"))
@settings(max_examples=20, deadline=None)
def test_a_formula_of_ones_own_is_drawn(formula: PerHead) -> None:
    """Its measures begin with the code."""
    assert formula.amount.startswith("cost_")
    assert isinstance(formula.heads, str)


def test_formulas_of_any_kind() -> None:
    """Where no class is named, any formula that means something alone is drawn, also with types of one's own."""
    assert find(pt.formulas(), lambda formula: isinstance(formula, pk.formulas.Composite), settings=QUIET)
    found = find(pt.formulas(pk.Actual, known={str: st.just("mine")}), lambda _: True, settings=QUIET)
    assert found.measure == "mine"


def test_the_classes_of_a_package() -> None:
    """The library's, and those of a module of one's own."""
    mine = pt.concrete(pk.Scoring, __name__)
    assert mine == {"Colours": Colours, "Everything": Everything, "Shaded": Shaded, "Stopping": Stopping}
    assert pt.concrete(pk.Scoring)["TargetDelta"] is pk.TargetDelta
    assert "BoundedScoring" not in pt.concrete(pk.Scoring)


@frozen(cache_hash=True)
class Stopping(pk.Scoring):
    """A rule that does not say what it compares with."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """15 points a day."""
        return Const(37) - value * 15


@pytest.mark.parametrize("value", [Fraction(37), Fraction(37, 15), Fraction(15)])
def test_values_reach_the_constants_of_a_rule(value: Fraction) -> None:
    """Where the rule names no edges, its constants and their quotients are tried."""
    assert find(pt.values_for(Stopping()), lambda found: found == value, settings=QUIET) == value


def test_values_reach_the_edges_of_a_rule() -> None:
    """The target, just beside it, and far beyond."""
    rule = pk.Attainment(target="61.7", direction=pk.Direction.HIGHER_IS_BETTER)
    for wanted in (
        lambda value: value == rule.target,
        lambda value: 0 < abs(value - rule.target) < 1,
        lambda value: value > 2 * rule.target,
        lambda value: value < 0,
    ):
        assert wanted(find(pt.values_for(rule), wanted, settings=QUIET))


@frozen(cache_hash=True)
class Colours(pk.Scoring):
    """A rule of categories of its own."""

    @property
    def takes_category(self) -> bool:
        """It does."""
        return True

    def express(self, value: Expr) -> Expr:
        """Red is good."""
        return Match(value, [("RED", Const(100)), ("BLUE", Const(20))], Const(0))


def test_categories_are_those_of_the_card() -> None:
    """Figures of a rule of categories are the ones that it tells apart."""
    card = pt.card_of(Colours())
    assert find(pt.measures_for(card, gaps=False), lambda found: found["value"] == "BLUE", settings=QUIET)
    table = find(pt.tables_for(card), lambda found: None in found["value"], settings=QUIET)
    assert {each for each in table["value"] if each} <= {"RED", "BLUE"}


ODD: dict[str, Callable[[float], bool]] = {
    "zero": lambda number: number == 0,
    "NaN": math.isnan,
    "infinity": math.isinf,
    "denormal": lambda number: 0 < abs(number) < 1e-300,
}


@pytest.mark.parametrize("odd", ODD.values(), ids=list(ODD))
def test_tables_have_odd_doubles(odd: Callable[[float], bool]) -> None:
    """Zeros, NaN, infinities and denormal doubles turn up."""
    card = pt.card_of(pk.DirectPoints(scale=pk.Scale(0, 100)), pk.Ratio("a", "b"))
    table = find(pt.tables_for(card), lambda found: any(odd(each) for each in found["b"].tolist()), settings=QUIET)
    assert len(table["a"]) == 30
    assert any(odd(each) for each in (pt.row_of(table, row)["b"] for row in range(30)))


WANTED: dict[str, Callable[[pk.Scorecard], object]] = {
    "sections": lambda card: any(card.sections()),
    "gates": lambda card: card.gates,
    "steps": lambda card: len(card.adjustments) > 1,
    "ceilings": lambda card: card.ceilings,
    "aggregation": lambda card: card.aggregation is pk.choices.Aggregation.MINIMUM,
    "rounding": lambda card: card.rounding != pk.RoundingPolicy(),
    "references": lambda card: any(isinstance(item.formula, pk.formulas.PointsOf) for item in card.indicators()),
}


@pytest.mark.parametrize("wanted", WANTED.values(), ids=list(WANTED))
def test_cards_have_everything(wanted: Callable[[pk.Scorecard], object]) -> None:
    """Sections, gates, steps, ceilings, aggregations, rounding stages and references."""
    many = settings(max_examples=400, deadline=None, database=None, phases=[Phase.generate])
    assert wanted(find(pt.scorecards(), lambda card: bool(wanted(card)), settings=many))


def test_kinds() -> None:
    """What cards are made of can be drawn alone."""
    assert find(pt.sections(), lambda each: len(each.items) > 1, settings=QUIET).code == "section"
    assert find(pt.indicators(), lambda each: each.missing is not None, settings=QUIET).code == "item"
    assert find(pt.conditions("a"), lambda each: isinstance(each, pk.conditions.AnyOf), settings=QUIET)
    assert find(
        pt.missing_policies(pk.Scale(1, 5)), lambda each: isinstance(each, pk.missing.NeutralPoints), settings=QUIET
    )
    assert find(pt.rounding_policies(), lambda each: each.total is None, settings=QUIET)
