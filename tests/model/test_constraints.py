"""Constraints: said once, read by the constructor and by the rows of personal parameters, in the same words."""

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import ClassVar

import attrs
import pytest
from attrs import field, frozen
from evaluated import evaluated, worth
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.asking import Asking
from perfkpi.language import Const, Input, Reason, Status, Undefinedness
from perfkpi.model.parameters.constraints import (
    Constrained,
    Constraint,
    constraints_of,
    count,
    figure,
    figures,
    fulfilling,
    guarded,
    its,
    least,
    most,
    of,
    within,
)
from perfkpi.model.parameters.parameter import Parameter, as_parameter, optional_parameter
from perfkpi.testing import numbers

C = pk.errors.Code
F = pk.Field
POINTS = Const(7)


class Colour(Enum):
    """A choice."""

    RED = 1
    BLUE = 2


@frozen(cache_hash=True)
class Stock(Constrained):
    """A value with constraints of every kind."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint("too-little", its.minimum_stock > 0, C.LIMITS),
        Constraint("crossed", its.minimum_stock <= its.most, C.LIMITS, about=its.most, advice=("turn them", "请对调")),
        Constraint(
            "blue-needs-most",
            its.most.given.iff(its.colour.is_(Colour.BLUE)),
            C.CHOICE_NEEDED,
            about=its.colour,
            en="{colour} and most go together",
            zh="{colour} 与 most 同时给出",
        ),
        Constraint("broken", its.pieces.is_whole, C.LIMITS, slip=True),
        Constraint("red-is-small", its.minimum_stock * 2 + 1 <= 21, C.LIMITS, when=its.colour.is_(Colour.RED)),
        Constraint("late", its.minimum_stock < 99, C.LIMITS, late=True),
    )

    minimum_stock: Parameter = field(converter=as_parameter)
    most: Parameter | None = field(default=None, converter=optional_parameter)
    colour: Colour = Colour.RED
    pieces: Parameter = field(default=Fraction(1), converter=as_parameter)
    has_limits: bool = True


def refused(*args: object, **given: object) -> pk.errors.DefinitionError:
    """The refusal of a stock."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        Stock(*args, **given)
    return caught.value


def told(value: Constrained, **figures: Fraction | int) -> tuple[str, str]:
    """What a row is told in English and Chinese, whose figures do not fulfil the constraints of a value."""
    found = evaluated(guarded(value, POINTS), figures)
    assert isinstance(found, Undefinedness)
    assert found.status is Status.INVALID_PARAMETER
    (reason,) = found.reasons
    given = tuple((name, str(figure)) for name, figure in figures.items())
    reason = attrs.evolve(reason, given=given)
    return reason.sentence("en"), reason.sentence("zh")


def test_what_is_compared_speaks_for_itself() -> None:
    """By what the attribute is called, or else by its own name, with the number that was given."""
    error = refused(-1)
    assert (error.code, error.where, error.value) == (C.LIMITS, "Stock.minimum_stock", -1)
    assert error.en == "the minimum stock -1 is not greater than 0"
    assert error.zh == "minimum_stock -1 不大于 0"
    assert refused(5, 4, Colour.BLUE).en == "the minimum stock 5 is above the limit 4 of what is deducted; turn them"
    assert refused(5, 4, Colour.BLUE).where == "Stock.most"
    assert refused(1, pieces="0.5").en == "the pieces 0.5 is not a whole number"
    assert refused(11).en == "the minimum stock 11 × 2 + 1 is above 21"
    assert refused(11).zh == "minimum_stock 11 × 2 + 1 高于 21"


def test_a_choice_is_told_in_its_own_words() -> None:
    """Whatever is asked of it: it has no number that could speak."""
    error = refused(1, 3)
    assert (error.code, error.where, error.value) == (C.CHOICE_NEEDED, "Stock.colour", Colour.RED)
    assert (error.en, error.zh) == ("“red” and most go together", "“red” 与 most 同时给出")
    assert refused(1, None, Colour.BLUE).en == "“blue” and most go together"


def test_what_waits_for_limits_is_asked_where_they_are_known() -> None:
    """A scorecard may still have to say how far floor and cap reach."""
    assert Stock(100, 200, Colour.BLUE, has_limits=False).minimum_stock == 100
    assert refused(100, 200, Colour.BLUE).en == "the minimum stock 100 is not below 99"


def test_a_row_is_told_the_same_words_with_its_own_figure() -> None:
    """In place of the number stand the column and what the row holds; what can never count is not refused."""
    assert told(Stock(F("s")), s=-1) == (
        "the minimum stock s = -1 is not greater than 0",
        "minimum_stock s = -1 不大于 0",
    )
    assert told(Stock(F("s"), 4, Colour.BLUE), s=5)[0] == (
        "the minimum stock s = 5 is above the limit 4 of what is deducted"
    )
    assert told(Stock(5, F("m"), Colour.BLUE), m=4)[1] == "minimum_stock 5 高于单项扣分上限 m = 4"
    assert told(Stock(F("s"), F("s"), Colour.BLUE), s=-1)[0] == "the minimum stock s = -1 is not greater than 0"
    assert worth(guarded(Stock(1, pieces=F("p")), POINTS), p=Fraction(1, 2)) == 7


def test_a_formula_is_told_by_its_kind_and_names_what_it_reads() -> None:
    """Its measures stand behind the sentence."""
    made = Stock(pk.Computed("a - b"))
    assert told(made, a=1, b=3)[0] == "the minimum stock Computed is not greater than 0 (a = 1, b = 3)"
    assert told(Stock(pk.Computed("a - b"), F("a"), Colour.BLUE), a=1, b=3)[0].endswith("greater than 0 (a = 1, b = 3)")


def test_what_is_wrong_speaks_before_what_does_not_apply() -> None:
    """Whichever stands first: a policy that covers the one would hide the other. Several that are wrong all speak."""
    made = Stock(F("s"), F("m"), Colour.BLUE)
    absent = Undefinedness(Status.NOT_APPLICABLE, (Reason("x", "因", "why"),))
    assert worth(guarded(made, POINTS), s=Status.NOT_APPLICABLE, m=5) == (Status.NOT_APPLICABLE, "test")
    found = guarded(Stock(F("s"), F("m"), Colour.BLUE, F("p")), POINTS)
    for most_figure, codes in ((absent, {"too-little"}), (-2, {"too-little", "crossed"})):
        value = evaluated(found, {"s": -1, "m": most_figure, "p": 1})
        assert isinstance(value, Undefinedness)
        assert value.status is Status.INVALID_PARAMETER
        assert {reason.code for reason in value.reasons} == codes


def test_constants_leave_no_trace() -> None:
    """What the constructor has asked is not asked again."""
    assert guarded(Stock(1), POINTS) is POINTS


@given(numbers(), numbers(), numbers())
def test_both_readings_agree(one: Fraction, two: Fraction, three: Fraction) -> None:
    """Whatever is calculated and compared, of constants and of columns alike."""

    @frozen
    class Three(Constrained):
        a: Parameter = field(converter=as_parameter)
        b: Parameter = field(converter=as_parameter)
        c: Parameter = field(converter=as_parameter)

    conditions = (
        its.a < its.b,
        its.a - its.b <= its.c,
        abs(its.a) > its.b * its.c,
        least(its.a, its.b) >= most(its.b, its.c),
        least(its.a) + 1 > its.c,
        its.a.is_whole,
        its.b.is_count,
    )
    for condition in conditions:
        constraint = Constraint("broken", condition, C.LIMITS)
        fixed = constraint.read(Three(one, two, three))
        figures = {"a": one, "b": two, "c": three}
        for personal in ("abc", "a", "b", "c"):
            made = Three(**{name: F(name) if name in personal else figure for name, figure in figures.items()})
            if constraint.read(made) in {True, False}:
                assert constraint.read(made) is fixed
                continue
            found = worth(fulfilling(made, [constraint], POINTS), **{name: figures[name] for name in personal})
            assert found == (7 if fixed else (Status.INVALID_PARAMETER, "broken"))


def test_only_the_place_knows_some_constraints() -> None:
    """What they are not fulfilled by is refused there, or leaves a row without points."""
    scale = pk.Scale(0, 100, up_to=120)
    with pytest.raises(
        pk.errors.DefinitionError, match=r"200 points are off the scale 0\.\.100 \(≤ 120\) of 'x'; correct"
    ):
        fulfilling(Stock(1), within(scale, of(Fraction(200), "leaves"), "x"), POINTS)
    assert fulfilling(Stock(1), within(scale, of(Fraction(110), "leaves")), POINTS) is POINTS
    open_scale = within(pk.Scale(0, 100, up_to=pk.UNLIMITED), of(F("l"), "leaves"))
    assert worth(fulfilling(Stock(1), open_scale, POINTS), l=5000) == 7
    assert worth(fulfilling(Stock(1), open_scale, POINTS), l=-1) == (Status.INVALID_PARAMETER, "points-off-scale")


def test_a_code_with_braces_is_quoted_as_it_is() -> None:
    """It is neither a blank of the constraint nor one of the reason."""
    constraint, _ = within(pk.Scale(0, 1), of(F("l"), "leaves"), "{0}{cap}")
    with pytest.raises(pk.errors.DefinitionError, match=r"of '\{0\}\{cap\}'"):
        fulfilling(Stock(1), within(pk.Scale(0, 1), of(Fraction(2), "leaves"), "{0}{cap}"), POINTS)
    found = evaluated(fulfilling(Stock(1), [constraint], POINTS), {"l": -1})
    assert isinstance(found, Undefinedness)
    assert found.reasons[0].sentence("en") == "l points are off the scale 0..1 of '{0}{cap}'"


@frozen(cache_hash=True)
class Shelf(Constrained):
    """Holds values with constraints of their own, one of which guards itself."""

    stocks: tuple[Constrained, ...]
    alone: Constrained | None = None

    def demands(self) -> Iterator[Constraint]:
        """There are a few."""
        yield Constraint("empty", of(Fraction(len(self.stocks)), "stocks", "stocks") > 0, C.EMPTY)


@frozen(cache_hash=True)
class Plain(Asking):
    """A part without constraints of its own that holds one with."""

    stock: Stock


@frozen(cache_hash=True)
class Box(Constrained):
    """Holds them deep inside."""

    parts: tuple[tuple[object, ...], ...]


@frozen(cache_hash=True)
class Locked(Stock):
    """Guarded wherever it is used."""

    is_guarded: ClassVar[bool] = True


def test_the_parts_of_a_value_are_guarded_with_it() -> None:
    """But not those that are guarded wherever they are used."""
    with pytest.raises(pk.errors.DefinitionError, match=r"Shelf\.stocks: the stocks 0 is not greater than 0"):
        Shelf(())
    shelf = Shelf((Stock(F("s")), Shelf((Stock(F("t")),))), Locked(F("u")))
    assert worth(guarded(shelf, POINTS), s=1, t=1) == 7
    assert worth(guarded(shelf, POINTS), s=1, t=-1) == (Status.INVALID_PARAMETER, "too-little")
    assert worth(guarded(shelf, POINTS), s=-1, t=1) == (Status.INVALID_PARAMETER, "too-little")
    box = Box(((Stock(F("s")), 5), (Plain(Stock(F("t"))),)))
    assert worth(guarded(box, POINTS), s=1, t=1) == 7
    assert worth(guarded(box, POINTS), s=1, t=-1) == (Status.INVALID_PARAMETER, "too-little")
    assert worth(guarded(box, POINTS), s=-1, t=1) == (Status.INVALID_PARAMETER, "too-little")


def test_an_adjustment_of_ones_own_is_guarded() -> None:
    """Also where its floor and its cap are numbers."""

    @frozen(cache_hash=True)
    class Extra(pk.Bonus):
        constraints: ClassVar[tuple[Constraint, ...]] = (Constraint("extra", its.extra > 0, C.LIMITS),)
        extra: Parameter = field(converter=as_parameter, kw_only=True)

    step = Extra(code="e", name="e", formula=pk.Actual("b"), floor=0, cap=10, extra=F("x"))
    running, scale = Input("running"), pk.Scale(0, 100)
    assert worth(step.marked(running, scale), running=50, b=3, x=1) == 3
    assert worth(step.marked(running, scale), running=50, b=3, x=-1) == (Status.INVALID_PARAMETER, "extra")


def test_steps_of_ones_own_are_guarded_whatever_they_override() -> None:
    """A constructor or a row refuses what the step that they are made of refuses."""

    @frozen(cache_hash=True)
    class Double(pk.Bonus):
        def express(self, running: pk.Expr, scale: pk.Scale) -> pk.Expr:
            return super().express(running, scale) * 2

    @frozen(cache_hash=True)
    class Half(pk.Veto):
        def express(self, running: pk.Expr, scale: pk.Scale) -> pk.Expr:
            return self.condition.decide_marked(self.code, -(running - scale.low) / 2, Const(0))

    running, scale = Input("running"), pk.Scale(0, 100)
    step = Double(
        code="e", name="e", formula=pk.Actual("b"), floor=0, cap=F("c"), missing=pk.missing.ZeroPoints()
    ).marked(running, scale)
    assert worth(step, running=50, b=3, c=10) == 6
    assert worth(step, running=50, b=3, c=-1) == (Status.INVALID_PARAMETER, "floor-above-cap")
    assert worth(step, running=50, b=3, c=Status.NOT_APPLICABLE) == 0
    given = {"code": "v", "name": "v", "condition": pk.conditions.AtLeast("when", 1)}
    veto = Half(leaves=F("l"), **given).marked(running, scale)
    assert worth(veto, running=50, when=1, l=0) == -25
    assert worth(veto, running=50, when=1, l=-1) == (Status.INVALID_PARAMETER, "points-off-scale")
    assert worth(veto, running=50, when=0, l=-1) == 0
    with pytest.raises(pk.errors.DefinitionError, match="200 points are off the scale"):
        Half(leaves=200, **given).marked(running, scale)


@frozen(cache_hash=True)
class Heat(pk.Formula):
    """A formula of one's own whose figures must be something; it says nothing of guards."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint("too-hot", figures.degrees <= its.most),
        Constraint("broken-days", figures.days.is_count),
        Constraint("most-is-cold", its.most > 0, C.LIMITS),
    )

    degrees: str | pk.Formula
    most: Parameter = field(default=Fraction(60), converter=as_parameter, kw_only=True)
    days: str | pk.Formula | None = None

    def express(self) -> pk.Expr:
        """The degrees."""
        return Input(self.degrees) if isinstance(self.degrees, str) else self.degrees.express()


def test_a_formula_says_what_its_figures_are() -> None:
    """A row whose figures are not is an invalid value, told by what it holds; a constructor knows none."""
    assert worth(Heat("d").express(), d=60) == 60
    assert worth(Heat("d", days="n").express(), d=60, n=3) == 60
    assert worth(Heat("d").express(), d=61) == (Status.INVALID_VALUE, "too-hot")
    assert worth(Heat("d", days="n").express(), d=61, n=Fraction(1, 2)) == (Status.INVALID_VALUE, "broken-days")
    assert worth(Heat("d", most=F("m")).express(), d=61, m=-1) == (Status.INVALID_PARAMETER, "most-is-cold")
    with pytest.raises(pk.errors.DefinitionError, match="deducted is not greater than 0"):
        Heat("d", most=-1)
    found = evaluated(Heat("d", days="n").express(), {"d": 70, "n": -1})
    assert isinstance(found, Undefinedness)
    assert [reason.sentence("en") for reason in found.reasons] == [
        "the days n is not a whole number, 0 or more",
        "the degrees d is above the limit 60 of what is deducted",
    ]
    assert found.reasons[0].sentence("zh") == "days n 不是非负整数"
    inner = Heat(pk.Computed("d - 1"), days=pk.Computed("n"))
    assert worth(inner.express(), d=62, n=1) == (Status.INVALID_VALUE, "too-hot")
    assert worth(inner.express(), d=61, n=1) == 60


def test_a_formula_that_overrides_or_holds_another_one_is_guarded_once() -> None:
    """By what both ask."""
    degree = 1

    @frozen(cache_hash=True)
    class Warmer(Heat):
        constraints: ClassVar[tuple[Constraint, ...]] = (Constraint("too-cold", figures.degrees >= 10),)

        def express(self) -> pk.Expr:
            return super().express() + degree

    @frozen(cache_hash=True)
    class Twice(pk.Formula):
        of: pk.Formula

        def express(self) -> pk.Expr:
            return self.of.express() * 2

    assert worth(Warmer("d").express(), d=60) == 61
    assert worth(Warmer("d").express(), d=61) == (Status.INVALID_VALUE, "too-hot")
    assert worth(Warmer("d").express(), d=9) == (Status.INVALID_VALUE, "too-cold")
    assert worth(Twice(Warmer("d")).express(), d=9) == (Status.INVALID_VALUE, "too-cold")
    assert worth(Twice(Warmer("d")).express(), d=20) == 42


def test_a_figure_of_a_list_is_told_by_its_name() -> None:
    """Or by all that are concerned, where the sentence says so."""

    @frozen(cache_hash=True)
    class Sums(pk.Formula):
        parts: tuple[str, ...]

        def figure_demands(self) -> Iterator[Constraint]:
            for place, part in enumerate(self.parts):
                yield Constraint("small", figure(part, f"parts[{place}]") > 5)
                yield count(figure(part, f"parts[{place}]"))

        def express(self) -> pk.Expr:
            return Input("a")

    found = evaluated(Sums(("a", "b")).express(), {"a": 6, "b": Fraction(1, 2)})
    assert isinstance(found, Undefinedness)
    assert found.status is Status.INVALID_VALUE
    assert [reason.sentence("en") for reason in found.reasons] == [
        "a count is a whole number, 0 or more (b)",
        "b is not above 5",
    ]


def test_a_subclass_has_the_constraints_of_its_bases_before_its_own() -> None:
    """A rule of one's own cannot forget them."""

    @frozen
    class Mine(pk.rules.BoundedScoring):
        constraints: ClassVar[tuple[Constraint, ...]] = (Constraint("mine", its.cap < 90, C.LIMITS),)

        def express_unbounded(self, value: pk.Expr) -> pk.Expr:
            return value

    codes = [constraint.code for constraint in constraints_of(Mine(cap=80))]
    assert codes[-1] == "mine"
    assert codes[:-1] == [constraint.code for constraint in constraints_of(pk.TargetDelta.__base__ and Mine())][:-1]
    with pytest.raises(pk.errors.DefinitionError, match=r"Mine\.cap: the cap 95 is not below 90"):
        Mine(cap=95)
    assert worth(Mine(cap=F("c")).express_points(Input("a")), a=50, c=95) == (Status.INVALID_PARAMETER, "mine")


def test_a_path_that_leads_nowhere_is_told() -> None:
    """It would be no limit at all."""

    @frozen
    class Typo(Constrained):
        constraints: ClassVar[tuple[Constraint, ...]] = (Constraint("typo", its.flor.low > 0, C.LIMITS),)
        floor: Fraction = Fraction(1)

    with pytest.raises(AttributeError, match="'typo' speaks of 'flor', which Typo has not"):
        Typo()

    @frozen
    class Blank(Constrained):
        constraints: ClassVar[tuple[Constraint, ...]] = (
            Constraint("b", its.floor > 0, C.LIMITS, en="{flor} is no floor"),
        )
        floor: Fraction = Fraction(1)

    with pytest.raises(AttributeError, match="'b' speaks of 'flor', which Blank has not"):
        Blank()

    @frozen
    class Lone(Constrained):
        constraints = Constraint("c", its.floor > 0, C.LIMITS)
        floor: Fraction = Fraction(1)

    with pytest.raises(TypeError, match=r"Lone\.constraints is a tuple"):
        Lone()

    @frozen
    class Either(pk.TargetDelta):
        constraints: ClassVar[tuple[Constraint, ...]] = (Constraint("d", its.per.step < its.gain, C.LIMITS),)

    given = {"target": 5, "gain": 2, "base_points": 50, "counting": pk.choices.Counting.PROPORTIONAL}
    assert Either(per=pk.Additive(1), direction=pk.Direction.HIGHER_IS_BETTER, **given).gain == 2
    with pytest.raises(pk.errors.DefinitionError, match="speaks of 'step', which Relative has not"):
        Either(per=pk.Relative("1%"), direction=pk.Direction.HIGHER_IS_BETTER, **given)
    assert its["value"].place == "value"
    assert its.scale["value"].place == "scale.value"
    with pytest.raises(AttributeError):
        its.__html__  # noqa: B018  # a notebook asks for it


@given(st.booleans(), st.booleans())
def test_choices_are_joined_as_logic_has_it(one: bool, other: bool) -> None:  # noqa: FBT001  # drawn
    """And, or, not, either both or neither."""

    @frozen
    class Two(Constrained):
        a: int | None
        b: int | None

    two = Two(1 if one else None, 1 if other else None)
    a, b = its.a.given, its.b.given
    assert (a & b).holds(two) is (one and other)
    assert (a | b).holds(two) is (one or other)
    assert (~a).holds(two) is not one
    assert a.iff(b).holds(two) is (one == other)
    assert its.a.is_a(int).holds(two) is one
    assert [path.place for path in a.iff(b).paths] == ["a", "b"]
    assert its.alone.stocks.given.holds(Shelf((Stock(1),))) is False
