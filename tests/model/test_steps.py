"""What is done to a running score, in the order in which it is listed."""

from fractions import Fraction

import pytest
from cards import card, named, rated, section, weighed

import perfkpi as pk
from perfkpi.language import Const

LIMIT = named(pk.adjustments.ScoreLimit, "limit", cap=100)
DOUBLE = named(pk.adjustments.Multiplier, "double", factor=pk.Actual("factor"), floor=0, cap=2)
BONUS = named(pk.Bonus, "bonus", formula=pk.Actual("bonus"), floor=0, cap=20)


def total(*steps: pk.adjustments.Adjustment, **figures: object) -> object:
    """The total of one item of 80 points after some steps."""
    return pk.appraise(card(*weighed(a=100), adjustments=steps), {"a": 80} | figures).total


def test_the_order_of_the_list_is_the_order_of_operations() -> None:
    """A coefficient before the cap is capped, behind it the product may exceed the cap."""
    assert total(DOUBLE, LIMIT, factor="1.5") == 100
    assert total(LIMIT, DOUBLE, factor="1.5") == 120
    assert total(BONUS, DOUBLE, factor="1.1", bonus=10) == 99
    assert total(DOUBLE, BONUS, factor="1.1", bonus=10) == 98


def test_the_points_of_a_bonus_are_a_measure_unless_it_says_a_formula() -> None:
    """A text names the measure, and left out it is the one that is called like the bonus."""
    assert named(pk.Bonus, "bonus", floor=0, cap=20) == BONUS
    assert named(pk.Bonus, "bonus", formula="bonus", floor=0, cap=20) == BONUS
    with pytest.raises(pk.errors.DefinitionError, match="Computed"):
        named(pk.Bonus, "bonus", formula="a-b", floor=0, cap=20)


def test_each_step_reports_what_it_added() -> None:
    """80 + 10, times 1.2 is 108, capped at 100."""
    result = pk.appraise(
        card(*weighed(a=100), adjustments=(BONUS, DOUBLE, LIMIT)), {"a": 80, "bonus": 10, "factor": "1.2"}
    )
    assert [line.points for line in result.adjustments] == [10, 18, -8]
    assert [line.contribution for line in result.adjustments] == [10, 18, -8]
    assert result.total == 100
    assert result.rounding == 0
    assert (
        "Step double = (weighted points of Item a + Step bonus) × (factor - 1) = (80 + 10) × (1.2 - 1) = 18"
        in result.explain("en", "audit")
    )


@pytest.mark.parametrize(("factor", "expected"), [("-1", 0), ("0", 0), ("0.5", 40), ("3", 160), (None, None)])
def test_a_factor_stays_between_its_ends(factor: object, expected: object) -> None:
    """A missing factor is no factor of 1."""
    assert total(DOUBLE, factor=factor) == expected


def test_a_limit_holds_on_both_sides() -> None:
    """A floor lifts, a cap holds down, and one may stand alone."""
    both = named(pk.adjustments.ScoreLimit, "limit", floor=85, cap=90)
    assert total(both) == 85
    assert total(BONUS, both, bonus=7) == 87
    assert total(BONUS, both, bonus=20) == 90
    assert total(named(pk.adjustments.ScoreLimit, "limit", floor=10)) == 80


def test_a_veto_leaves_the_low_end_or_what_it_says() -> None:
    """Only where its condition holds; an undecided veto is no acquittal."""
    accident = pk.conditions.AtLeast("accidents", 1)
    veto = named(pk.Veto, "veto", condition=accident)
    assert total(veto, accidents=1) == 0
    assert total(veto, accidents=0) == 80
    assert total(veto, accidents=None) is None
    text = pk.appraise(card(*weighed(a=100), adjustments=(veto,)), {"a": 80, "accidents": 2}).explain("en", "audit")
    assert "Step veto: condition holds  (“accidents ≥ 1” holds (2))\n" in text
    assert (
        "Step veto = 0 - weighted points of Item a, at most 0 = 0 - 80, at most 0 = -80  (veto: at most 0 points"
        in text
    )
    assert total(named(pk.Veto, "veto", condition=accident, leaves=59), accidents=2) == 59
    assert total(named(pk.Veto, "veto", condition=accident, leaves=90), accidents=2) == 80  # it never lifts


def test_a_cap_may_depend_on_another_measure() -> None:
    """Bonus points of a difficult target may be more."""
    hard = pk.formulas.Conditional(pk.conditions.AtLeast("difficulty", "1.2"), then=20, otherwise=5)
    step = named(pk.Bonus, "bonus", formula=pk.Actual("bonus"), floor=0, cap=hard)
    assert total(step, bonus=15, difficulty="1.2") == 95
    assert total(step, bonus=15, difficulty="1.1") == 85


def test_personal_ends_that_cross_are_invalid() -> None:
    """As the constructor refuses numbers that cross."""
    for step in (
        named(pk.Bonus, "s", formula=pk.Actual("x"), floor=pk.Field("low"), cap=pk.Field("high")),
        named(pk.adjustments.Multiplier, "s", factor=pk.Actual("x"), floor=pk.Field("low"), cap=pk.Field("high")),
        named(pk.adjustments.ScoreLimit, "s", floor=pk.Field("low"), cap=pk.Field("high")),
    ):
        rules = card(*weighed(a=100), adjustments=(step,))
        figures = {"a": 80, "x": 1, "low": 2, "high": 1}
        assert pk.appraise(rules, figures).status is pk.Status.INVALID_PARAMETER
        assert pk.appraise(rules, figures | {"high": 2}).status is pk.Status.OK
    negative = named(pk.adjustments.Multiplier, "s", factor=pk.Actual("x"), floor=pk.Field("low"), cap=2)
    rules = card(*weighed(a=100), adjustments=(negative,))
    assert pk.appraise(rules, {"a": 80, "x": 1, "low": -1}).status is pk.Status.INVALID_PARAMETER


def test_a_section_has_steps_of_its_own() -> None:
    """They act on its score, and their part of the total is weighed with it."""
    inner = section("s", *weighed(a=50, b=50), adjustments=(DOUBLE, LIMIT))
    rules = card((inner, 40), (rated("c"), 60))
    result = pk.appraise(rules, {"a": 60, "b": 80, "c": 50, "factor": "1.5"})
    assert result.sections[0].points == 100
    assert [line.points for line in result.adjustments] == [35, -5]
    assert [line.contribution for line in result.adjustments] == [14, -2]
    assert result.total == 70
    assert sum(line.contribution for line in (*result.lines, *result.adjustments)) == 70


def test_steps_of_a_section_that_left_add_nothing() -> None:
    """Points that stand in for a section are handed on to its items alone."""
    inner = section("s", *weighed(a=50, b=50), adjustments=(DOUBLE,), missing=pk.missing.Refuse())
    for policy, expected in ((pk.Reweight(), 50), (pk.missing.NeutralPoints(60), 54)):
        rules = card((inner, 40), (rated("c"), 60), missing=policy)
        result = pk.appraise(rules, {"a": None, "b": 80, "c": 50, "factor": 1})
        assert result.total == expected
        assert [line.contribution for line in result.adjustments] == [0]
        assert sum(line.contribution for line in result.lines) == expected


def test_steps_of_a_section_without_contributions_have_none() -> None:
    """The section itself counts."""
    inner = section("s", *weighed(a=50, b=50), aggregation=pk.choices.Aggregation.MINIMUM, adjustments=(DOUBLE,))
    nested = section("t", (inner, 50), (rated("d"), 50), aggregation=pk.choices.Aggregation.PRODUCT)
    rules = card((nested, 40), (rated("c"), 60))
    result = pk.appraise(rules, {"a": 60, "b": 80, "c": 50, "d": 100, "factor": "1.5"})
    assert result.total == 30 + 36
    assert [line.contribution for line in result.adjustments] == [None]
    assert [line.contribution for line in result.sections] == [36, None]
    assert result.rounding == 0


def test_the_order_of_operations_can_be_read() -> None:
    """On the card and at the end of its description."""
    rules = card(
        (section("s", *weighed(a=50, b=50), adjustments=(DOUBLE,)), 40),
        (rated("c", pk.Scale(0, 10)), 60),
        scales=pk.choices.ScalePolicy.LINEAR,
        gates=(
            named(
                pk.adjustments.Gate,
                "gate",
                opens=pk.conditions.AtLeast("c", 5),
                closed=pk.adjustments.PayNothing(),
                exempt=(),
            ),
        ),
        adjustments=(BONUS, LIMIT),
        rounding=pk.RoundingPolicy(value=pk.Rounding(4), contribution=pk.Rounding(2), section=pk.Rounding(1)),
        ratings=pk.RatingScale.descending(("A", 90), ("B", 0)),
        rate_on=pk.choices.RateOn.UNROUNDED,
        ceilings=(named(pk.adjustments.RatingCeiling, "top", condition=pk.conditions.AtLeast("v", 1), best="B"),),
    )
    english = [label.say("en") for label in rules.operations()]
    assert english == [
        "value rounded half-up to 0.0001",
        "points by the rule, floor and cap",
        "missing-data policy",
        "gate “Step gate”",
        "conversion of scales (linear)",
        "section “Section s”",
        "contribution rounded half-up to 0.01",
        "weighted sum",
        "Step double",
        "section score rounded half-up to 0.1",
        "contribution rounded half-up to 0.01",
        "weighted sum",
        "Step bonus",
        "Step limit",
        "total rounded half-up to 0.01",
        "rating on the unrounded total",
        "rating ceiling “Step top”",
    ]
    assert pk.describe(rules, "en").endswith("order of operations: " + " → ".join(english))
    assert "总分四舍五入到 0.01" in pk.describe(rules, "zh")


@pytest.mark.parametrize(
    ("attempt", "code", "where", "en", "zh"),
    [
        (lambda: named(pk.adjustments.ScoreLimit, "s"), "CHOICE_NEEDED", "ScoreLimit", "limits nothing", "不起作用"),
        (
            lambda: named(pk.adjustments.ScoreLimit, "s", floor=2, cap=1),
            "LIMITS",
            "ScoreLimit.floor",
            "exchange or correct them",
            "请对调或更正",
        ),
        (
            lambda: named(pk.adjustments.Multiplier, "s", factor=1, floor=2, cap=1),
            "LIMITS",
            "Multiplier.floor",
            "exchange or correct them",
            "请对调或更正",
        ),
        (
            lambda: named(pk.adjustments.Multiplier, "s", factor=1, floor=-1, cap=1),
            "LIMITS",
            "Multiplier.floor",
            "turns the score round",
            "使得分变号",
        ),
        (lambda: named(pk.Veto, "s", condition=1), "WRONG_TYPE", "Veto.condition", "not a Condition", "不是条件"),
        (
            lambda: card(
                *weighed(a=100),
                adjustments=(named(pk.Veto, "v", condition=pk.conditions.AtLeast("x", 1), leaves=-1000),),
            ),
            "LIMITS",
            "adjustments[0].leaves",
            "off the scale 0..100",
            "超出分制",
        ),
        (
            lambda: card(*weighed(a=100), adjustments=(named(pk.adjustments.ScoreLimit, "a", cap=1),)),
            "DUPLICATE_CODE",
            "adjustments[0]",
            "item 1",
            "请更名",
        ),
    ],
)
def test_contradictions_are_refused(attempt: object, code: str, where: str, en: str, zh: str) -> None:
    """With the place and the way out in both languages."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        attempt()
    assert (caught.value.code, caught.value.where) == (pk.errors.Code[code], where)
    assert en in caught.value.say("en")
    assert zh in caught.value.say("zh")


def test_a_step_of_a_companys_own() -> None:
    """A frozen class with ``express`` is all there is to it."""
    from attrs import field, frozen  # noqa: PLC0415  # stands as in a company's own code

    @frozen(cache_hash=True)
    class Toll(pk.adjustments.Adjustment):
        """A share of the score is kept."""

        share: Fraction = field(converter=Fraction, kw_only=True)

        def express(self, running: pk.Expr, scale: pk.Scale) -> pk.Expr:
            del scale
            return running * -self.share

    assert total(named(Toll, "toll", share="1/4")) == 60


def test_a_step_that_does_not_say_how_far_it_reaches() -> None:
    """Nothing is known of the total behind it, so that somebody cuts or allows what lies beyond the scale."""

    class Bonus(pk.adjustments.Adjustment):
        """Ten points more."""

        def express(self, running: pk.Expr, scale: pk.Scale) -> pk.Expr:
            del running, scale
            return Const(10)

    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    bonus = named(Bonus, "bonus")
    with pytest.raises(pk.errors.DefinitionError, match="anywhere from -∞ to ∞") as caught:
        pk.Scorecard(code="card", name="card", items=((item, 1),), adjustments=(bonus,))
    assert (caught.value.code, caught.value.where) == (pk.errors.Code.LIMITS, "adjustments")
    limit = named(pk.adjustments.ScoreLimit, "end", floor=0, cap=100)
    card = pk.Scorecard(code="card", name="card", items=((item, 1),), adjustments=(bonus, limit))
    assert pk.appraise(card, {"x": 95}).total == 100
