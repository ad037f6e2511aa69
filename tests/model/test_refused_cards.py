"""What a whole scorecard refuses of parts that are right by themselves: code, place, value and way out."""

from fractions import Fraction

import pytest
from cards import card, named, rated, section, weighed
from refused import Refusal, check_refusal

import perfkpi as pk

C, A = pk.errors.Code, pk.choices.Aggregation
GEOMETRIC = {"aggregation": A.GEOMETRIC_MEAN}
POINTS = {"weighting": pk.choices.Weighting.POINTS}
SUM = {"weighting": pk.choices.Weighting.SHARES}
RELATIVE = {"weighting": pk.choices.Weighting.NORMALISED}
FIVE = pk.Scale(1, 5)
LINEAR = {"scales": pk.choices.ScalePolicy.LINEAR}
OPENS = pk.conditions.AtLeast("x", 1)
LEAVES = {"missing": pk.Reweight()}
ONE_COLUMN = {"missing": pk.missing.CarryLast("last")}


def of(code: str, formula: pk.Formula, **choices: object) -> pk.Indicator:
    """An indicator whose value is its points."""
    return pk.Indicator(
        code=code, name=code, formula=formula, scoring=pk.DirectPoints(scale=pk.Scale(0, 100)), **choices
    )


def graded(code: str) -> pk.Indicator:
    """An indicator of letters."""
    rule = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 100), ("B", 80)))
    return pk.Indicator(code=code, name=code, formula=pk.formulas.Category(code), scoring=rule)


def inside(*items: object, **choices: object) -> pk.Scorecard:
    """A card of an indicator and a section."""
    within = {name: choices.pop(name) for name in [*choices] if name in {"weighting", "missing", "aggregation"}}
    return card((rated("z"), 50), (section("s", *items, **within), 50), **choices)


def gate(code: str = "gate", **changes: object) -> object:
    """A gate that leaves nothing, changed."""
    return named(pk.adjustments.Gate, code, **{"opens": OPENS, "closed": pk.adjustments.PayNothing(), **changes})


def bonus(code: str, formula: pk.Formula) -> object:
    """Up to ten points more."""
    return named(pk.Bonus, code, formula=formula, floor=0, cap=10)


def ratings(*edges: object) -> pk.RatingScale:
    """A scale of ratings from its edges down."""
    return pk.RatingScale.descending(*zip("ABCDE", edges, strict=False))


def chain(length: int) -> pk.Scorecard:
    """A card whose every indicator speaks of the next one."""
    items = [of(f"i{place}", pk.formulas.PointsOf(f"i{place + 1}")) for place in range(length - 1)]
    return card(*((item, 1) for item in [*items, of(f"i{length - 1}", pk.Actual("x"))]), **RELATIVE)


CORRECTION = pk.adjustments.EfficacyCorrection(
    code="c", name="c", corrections=(pk.adjustments.FixedCorrection("f", 1, name="f"),)
)

REFUSALS = {
    "a code twice": Refusal(
        lambda: inside((rated("a"), 50), (rated("z"), 50)),
        C.DUPLICATE_CODE,
        "items[1].items[1]",
        "z",
        "'z' stands already at item 1",
        "'z' 已用于第 1 项",
    ),
    "a section's name twice": Refusal(
        lambda: inside((rated("s"), 100)), C.DUPLICATE_CODE, "items[1].items[0]", "s", "at item 2", "第 2 项"
    ),
    "a part's code twice": Refusal(
        lambda: card((of("a", pk.formulas.Composite(((rated("a"), 1),))), 100)),
        C.DUPLICATE_CODE,
        "items[0].formula.items[0]",
        "a",
        "at item 1",
        "第 1 项",
    ),
    "a gate called like an item": Refusal(
        lambda: card(*weighed(a=100), gates=(gate(exempt=()), gate("a", exempt=()))),
        C.DUPLICATE_CODE,
        "gates[1]",
        "a",
        "at item 1",
        "第 1 项",
    ),
    "a step called like a section's step": Refusal(
        lambda: card(
            (section("s", *weighed(a=100), adjustments=(bonus("b", pk.Actual("b")),)), 100),
            adjustments=(bonus("b", pk.Actual("c")),),
        ),
        C.DUPLICATE_CODE,
        "adjustments[0]",
        "b",
        "at item 1, adjustment 1",
        "第 1 项的第 1 个总分调整步骤",
    ),
    "a ceiling called like the card's step": Refusal(
        lambda: card(
            *weighed(a=100),
            adjustments=(bonus("b", pk.Actual("b")),),
            ratings=ratings(50, 0),
            ceilings=(named(pk.adjustments.RatingCeiling, "b", condition=OPENS, best="B"),),
        ),
        C.DUPLICATE_CODE,
        "ceilings[0]",
        "b",
        "at adjustment 1",
        "第 1 个总分调整步骤",
    ),
    "a measure twice": Refusal(
        lambda: card(*weighed(a=100), measures=(pk.Measure("a"), pk.Measure("b"), pk.Measure("b"))),
        C.DUPLICATE_CODE,
        "measures[2]",
        "b",
        "at measure 2",
        "第 2 个数据项",
    ),
    "a number and a grade": Refusal(
        lambda: card((graded("a"), 50), (of("b", pk.Actual("a")), 50)),
        C.WRONG_TYPE,
        "items",
        "a",
        "the measure 'a' is used as a number and as a grade",
        "数据 'a'",
    ),
    "a grade in a ceiling": Refusal(
        lambda: card(
            *weighed(a=100),
            ratings=ratings(50, 0),
            ceilings=(
                named(pk.adjustments.RatingCeiling, "c", condition=pk.conditions.IsOneOf("a", ("x",)), best="B"),
            ),
        ),
        C.WRONG_TYPE,
        "items",
        "a",
        "the measure 'a'",
        "数据 'a'",
    ),
    "no items": Refusal(
        card,
        C.EMPTY,
        "Scorecard.items",
        None,
        "items has 0 entries and needs at least 1; write for example Indicator('roe', ..., weight=20)",
        "考核项目（items）有 0 项，至少需要 1 项；请写，例如 Indicator('roe', ..., weight=20)",
    ),
    "shares of 99": Refusal(
        lambda: card(*weighed(a="59.5", b="39.5"), **SUM),
        C.WEIGHT_SUM,
        "items",
        Fraction(99),
        "the weights 59.5 + 39.5 sum to 99, neither 1 nor 100; correct one, or write weighting='normalised'",
        "权重 59.5 + 39.5 合计 99",
    ),
    "shares of 99 %": Refusal(
        lambda: card(*weighed(a="59%", b="40%"), **SUM),
        C.WEIGHT_SUM,
        "items",
        Fraction(99, 100),
        "the weights 59% + 40% sum to 99%,",
        "权重 59% + 40% 合计 99%",
    ),
    "shares of 99 % and a number": Refusal(
        lambda: card(*weighed(a="59%", b="0.4"), **SUM),
        C.WEIGHT_SUM,
        "items",
        Fraction(99, 100),
        "the weights 59% + 0.4 sum to 0.99,",
        "权重 59% + 0.4 合计 0.99",
    ),
    "shares in a section": Refusal(
        lambda: inside(*weighed(a=1, b=2)), C.WEIGHT_SUM, "items[1].items", Fraction(3), "1 + 2 sum to 3", "1 + 2"
    ),
    "full marks of 90": Refusal(
        lambda: card((rated("a", pk.Scale(0, 60)), 60), (rated("b", pk.Scale(0, 30)), 30), **POINTS),
        C.WEIGHT_SUM,
        "items",
        Fraction(90),
        "the full marks 60 + 30 add up to 90, but the scale is 0..100; correct one, or give the scorecard "
        "scale=Scale(0, 90)",
        "各项满分 60 + 30 合计 90，但分制为 0–100 分",
    ),
    "full marks of a section": Refusal(
        lambda: card(
            (rated("z", pk.Scale(0, 40)), 40), (section("s", (rated("a", pk.Scale(0, 50)), 50)), 60), **POINTS
        ),
        C.WEIGHT_SUM,
        "items[1].items",
        Fraction(50),
        "50 add up to 50, but the scale is 0..60",
        "50 合计 50，但分制为 0–60 分",
    ),
    "full marks that no item has": Refusal(
        lambda: card((rated("a", pk.Scale(0, 60)), 60), (rated("b", pk.Scale(0, 60)), 40), **POINTS),
        C.SCALE_MISMATCH,
        "items[1].scoring.scale",
        pk.Scale(0, 60),
        "points on 0..60 do not fit the scale 0..40; give the indicator "
        "scale=Scale(0, 40), or convert: give the scorecard scales='linear'",
        "得分分制（0–60 分）与考核表的分制（0–40 分）不一致",
    ),
    "full marks that only the section counts": Refusal(
        lambda: inside((rated("a", pk.Scale(0, 60)), 60), (rated("b", pk.Scale(0, 60)), 40), **POINTS),
        C.SCALE_MISMATCH,
        "items[1].items[1].scoring.scale",
        pk.Scale(0, 60),
        "do not fit the scale 0..40",
        "0–40 分",
    ),
    "points of five": Refusal(
        lambda: card((rated("a"), 50), (rated("b", FIVE), 50)),
        C.SCALE_MISMATCH,
        "items[1].scoring.scale",
        FIVE,
        "points on 1..5 do not fit the scale 0..100",
        "得分分制（1–5 分）与考核表的分制（0–100 分）",
    ),
    "zero points that are none": Refusal(
        lambda: card((rated("a", FIVE, missing=pk.missing.ZeroPoints()), 100), **LINEAR),
        C.MISSING_POLICY,
        "items[0].missing",
        Fraction(0),
        "0 points for a missing figure are off the scale 1..5; use NeutralPoints on it",
        "缺失时记 0 分超出分制 1–5 分",
    ),
    "points that stand in above the scale": Refusal(
        lambda: inside(*weighed(a=100), missing=pk.missing.NeutralPoints(101)),
        C.MISSING_POLICY,
        "items[1].items[0].missing",
        Fraction(101),
        "101 points for a missing figure are off the scale 0..100",
        "记 101 分",
    ),
    "one column for two items": Refusal(
        lambda: card(*weighed(a=50, b=50), **ONE_COLUMN),
        C.MISSING_POLICY,
        "missing",
        "last",
        "'last' cannot hold the last points of several items; name one for each: CarryLast('{code}_last')",
        "'last' 不能存放多个项目的上期得分；请为每项写一列，如 CarryLast('{code}_last')",
    ),
    "one column for two items of a section": Refusal(
        lambda: inside(*weighed(a=50, b=50), **ONE_COLUMN),
        C.MISSING_POLICY,
        "items[1].missing",
        "last",
        "'last' cannot hold",
        "'last' 不能",
    ),
    "one column for two of three": Refusal(
        lambda: card((rated("a", missing=pk.missing.Refuse()), 20), *weighed(b=30, c=50), **ONE_COLUMN),
        C.MISSING_POLICY,
        "missing",
        "last",
        "'last' cannot hold",
        "'last' 不能",
    ),
    "a root of what may be negative": Refusal(
        lambda: card((rated("a", pk.Scale(-1, 100)), 100), scale=pk.Scale(-1, 100), **GEOMETRIC),
        C.SCALE,
        "aggregation",
        "-1..100",
        "a geometric mean has no negative points, but the scale is -1..100; begin it at 0",
        "分制为 -1 至 100 分",
    ),
    "the 361st root": Refusal(
        lambda: card(*weighed(a=1, b=360), **GEOMETRIC, **RELATIVE),
        C.WEIGHT,
        "aggregation",
        361,
        "a geometric mean takes roots up to the 360th, not the 361th; write whole percents",
        "最多开 360 次方，而这些权重需要 361 次方",
    ),
    "a root of a section": Refusal(
        lambda: inside(*weighed(a=1, b=360), **GEOMETRIC, **RELATIVE),
        C.WEIGHT,
        "items[1].aggregation",
        361,
        "a geometric mean takes roots up to the 360th, not the 361th; write whole percents",
        "361",
    ),
    "shares of a hundred and twenty-eight kinds": Refusal(
        lambda: card(*weighed(a=1, b=2, c=4, d=8, e=16, f=32, g=64), **GEOMETRIC, **RELATIVE, **LEAVES),
        C.MISSING_POLICY,
        "aggregation",
        128,
        "128 shares could be present, too many for exact roots; let fewer items leave, or weigh alike",
        "可能的有效权重有 128 种",
    ),
    "the 374th root of two together, where two pairs are half of all": Refusal(
        lambda: card(*weighed(a=22, b=165, c=17, d=170), **GEOMETRIC, **RELATIVE, **LEAVES),
        C.MISSING_POLICY,
        "aggregation",
        15,
        "15 shares could be present, too many for exact roots; let fewer items leave, or weigh alike",
        "15 种",
    ),
    "a gate of nobody": Refusal(
        lambda: card(*weighed(a=50, b=50), gates=(gate(exempt=()), gate("two", items=("a", "c")))),
        C.UNKNOWN_REFERENCE,
        "gates[1].items",
        "c",
        "there is no item 'c'; there is a, b",
        "没有项目 'c'；现有 a、b",
    ),
    "a gate that exempts nobody": Refusal(
        lambda: inside(*weighed(a=100), gates=(gate(exempt=("c",)),)),
        C.UNKNOWN_REFERENCE,
        "gates[0].exempt",
        "c",
        "there is no item 'c'; there is z, s, a",
        "没有项目 'c'；现有 z、s、a",
    ),
    "a base that no rule has": Refusal(
        lambda: card(
            *weighed(a=100), gates=(gate("one", exempt=("a",)), gate(closed=pk.adjustments.KeepBase(), exempt=()))
        ),
        C.CHOICE_NEEDED,
        "gates[1].closed",
        "a",
        "DirectPoints of 'a'",
        "'a' 的“评分即得分”",
    ),
    "a gate that asks for what is not there": Refusal(
        lambda: card(
            *weighed(a=100), gates=(gate(opens=pk.conditions.AtLeast(pk.formulas.ValueOf("b"), 1), exempt=()),)
        ),
        C.UNKNOWN_REFERENCE,
        "gates[0]",
        "b",
        "there is no item 'b'; there is a",
        "没有项目 'b'；现有 a",
    ),
    "a ceiling without its rating": Refusal(
        lambda: card(
            *weighed(a=100),
            ratings=ratings(50, 0),
            ceilings=(
                named(pk.adjustments.RatingCeiling, "one", condition=OPENS, best="B"),
                named(pk.adjustments.RatingCeiling, "two", condition=OPENS, best="C"),
            ),
        ),
        C.UNKNOWN_REFERENCE,
        "ceilings[1].best",
        "C",
        "there is no rating 'C'; there is A, B",
        "没有等级 'C'；现有 A、B",
    ),
    "a ceiling without ratings": Refusal(
        lambda: card(
            *weighed(a=100), ceilings=(named(pk.adjustments.RatingCeiling, "one", condition=OPENS, best="B"),)
        ),
        C.UNKNOWN_REFERENCE,
        "ceilings[0].best",
        "B",
        "there is no rating 'B'; there is none at all",
        "没有等级 'B'；现在一个等级也没有",
    ),
    "a ceiling that asks for what is not there": Refusal(
        lambda: card(
            *weighed(a=100),
            ratings=ratings(50, 0),
            ceilings=(
                named(pk.adjustments.RatingCeiling, "one", condition=OPENS, best="B"),
                named(
                    pk.adjustments.RatingCeiling,
                    "two",
                    condition=pk.conditions.AtLeast(pk.formulas.PointsOf("b"), 1),
                    best="B",
                ),
            ),
        ),
        C.UNKNOWN_REFERENCE,
        "ceilings[1]",
        "b",
        "there is no item 'b'; there is a",
        "现有 a",
    ),
    "an edge of ratings above the scale": Refusal(
        lambda: card(*weighed(a=100), ratings=ratings(101, 50, 0)),
        C.SCALE_MISMATCH,
        "ratings",
        Fraction(101),
        "101 is off the scale 0..100 of the total; put both on one scale, or let it go beyond the full mark: "
        "scale=Scale(0, 100, up_to=101)",
        "101 超出总分分制 0–100 分",
    ),
    "a rating that begins below the scale": Refusal(
        lambda: card(*weighed(a=100), ratings=ratings(50, -5, -9)),
        C.SCALE_MISMATCH,
        "ratings",
        Fraction(-5),
        "the rating edge -5 is off the scale 0..100 of the total; put both on one scale",
        "等级分界 -5 超出总分分制 0–100 分；请统一分制",
    ),
    "an edge of ratings at the low end": Refusal(
        lambda: card(*weighed(a=100), ratings=ratings(50, 0, -5)),
        C.SCALE_MISMATCH,
        "ratings",
        Fraction(0),
        "no total lies below 0, where the scale 0..100 begins, so that nobody gets C; leave C out, or let it be 0 "
        "alone: low_belongs=False on the band above",
        "没有总分低于分制 0–100 分的起点 0，因此 C 无人可得",
    ),
    "ratings that begin above the scale": Refusal(
        lambda: card(*weighed(a=100), ratings=ratings(90, 60)),
        C.BAND_GAP,
        "ratings",
        Fraction(60),
        "the worst rating begins at 60, the scale at 0; make them the same",
        "最低等级从 60 开始，而分制从 0 开始",
    ),
    "ratings that begin below the scale": Refusal(
        lambda: card(*weighed(a=100), ratings=ratings(90, -5)),
        C.SCALE_MISMATCH,
        "ratings",
        Fraction(-5),
        "begins at -5, the scale at 0",
        "从 -5 开始",
    ),
    "points of what is not there": Refusal(
        lambda: card((rated("a"), 50), (of("b", pk.formulas.PointsOf("c")), 50)),
        C.UNKNOWN_REFERENCE,
        "items[1]",
        "c",
        "there is no item 'c'; there is a, b",
        "没有项目 'c'；现有 a、b",
    ),
    "points of what is not there, deep": Refusal(
        lambda: inside((rated("a"), 50), (of("b", pk.formulas.PointsOf("c")), 50)),
        C.UNKNOWN_REFERENCE,
        "items[1].items[1]",
        "c",
        "there is no item 'c'; there is z, s, a, b",
        "z、s、a、b",
    ),
    "the value of a section": Refusal(
        lambda: inside((of("b", pk.formulas.ValueOf("s")), 100)),
        C.WRONG_TYPE,
        "items[1].items[0]",
        "s",
        "'s' has no number as its value; speak of its points: PointsOf('s')",
        "'s' 的指标值不是数字；请引用其得分，如 PointsOf('s')",
    ),
    "the value of a grade": Refusal(
        lambda: card((graded("g"), 50), (of("b", pk.formulas.ValueOf("g")), 50)),
        C.WRONG_TYPE,
        "items[1]",
        "g",
        "PointsOf('g')",
        "PointsOf('g')",
    ),
    "a circle of two": Refusal(
        lambda: card(
            (rated("x"), 20), (of("a", pk.formulas.PointsOf("b")), 40), (of("b", pk.formulas.PointsOf("a")), 40)
        ),
        C.CIRCLE,
        "items[2]",
        "a",
        "a → b → a speak of each other in a circle; break it at one of them",
        "a → b → a 互相引用形成循环",
    ),
    "a circle behind somebody who only looks on": Refusal(
        lambda: card(
            (of("x", pk.formulas.PointsOf("a")), 20),
            (of("a", pk.formulas.PointsOf("b")), 40),
            (of("b", pk.formulas.PointsOf("a")), 40),
        ),
        C.CIRCLE,
        "items[2]",
        "a",
        "a → b → a speak",
        "a → b → a",
    ),
    "a hundred and one behind one another": Refusal(
        lambda: chain(101),
        C.EXPRESSION,
        "items[99]",
        "i100",
        "more than 100 parts stand in or speak of each other one after another; use fewer",
        "超过 100 项",
    ),
    "a step that asks for what is not there": Refusal(
        lambda: card(
            *weighed(a=100), adjustments=(bonus("one", pk.Actual("b")), bonus("two", pk.formulas.PointsOf("missing")))
        ),
        C.UNKNOWN_REFERENCE,
        "adjustments[1]",
        "missing",
        "there is no item 'missing'; there is a",
        "现有 a",
    ),
    "a section's step that asks for what is not there": Refusal(
        lambda: card(
            (section("s", *weighed(a=100), adjustments=(bonus("one", pk.formulas.PointsOf("missing")),)), 100)
        ),
        C.UNKNOWN_REFERENCE,
        "items[0].adjustments[0]",
        "missing",
        "there is no item 'missing'; there is s, a",
        "s、a",
    ),
    "a correction on a scale from 1 on": Refusal(
        lambda: card((rated("a", FIVE), 100), scale=FIVE, adjustments=(bonus("b", pk.Actual("b")), CORRECTION)),
        C.SCALE,
        "adjustments[1].EfficacyCorrection",
        FIVE,
        "not on the scale 1..5",
        "分制 1–5 分",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_card_says_what_does_not_fit(name: str) -> None:
    """Code, place and value are data; the sentences quote the value and name the way out."""
    check_refusal(REFUSALS[name])


ACCEPTED = {
    "shares of 1": lambda: card(*weighed(a="0.4", b="60%"), **SUM),
    "full marks that add up": lambda: card(
        (rated("a", pk.Scale(0, 60)), 60), (rated("b", pk.Scale(0, 40)), 40), **POINTS
    ),
    "shares inside full marks": lambda: card(
        (section("s", (rated("a", pk.Scale(0, 60)), 50), (rated("b", pk.Scale(0, 60)), 50), **SUM), 60),
        (rated("c", pk.Scale(0, 40)), 40),
        **POINTS,
    ),
    "full marks inside shares": lambda: inside(
        (rated("a", pk.Scale(0, 60)), 60), (rated("b", pk.Scale(0, 40)), 40), **POINTS
    ),
    "relative weights inside": lambda: inside(*weighed(a=1, b=2), **RELATIVE),
    "a policy of the section": lambda: inside(*weighed(a=50, b=50), missing=pk.missing.CarryLast("{code}_last")),
    "one column for one of two": lambda: card(
        (rated("a", missing=pk.missing.Refuse()), 40), *weighed(b=60), **ONE_COLUMN
    ),
    "a column that one item names": lambda: card((rated("a", **ONE_COLUMN), 40), *weighed(b=60)),
    "the 360th root": lambda: card(*weighed(a=1, b=359), **GEOMETRIC, **RELATIVE),
    "sixty-four kinds of shares": lambda: card(
        *weighed(a=1, b=2, c=4, d=8, e=16, f=32), **GEOMETRIC, **RELATIVE, **LEAVES
    ),
    "equal items that may leave": lambda: card(
        *((rated(f"i{n}"), 1) for n in range(40)), **GEOMETRIC, **RELATIVE, **LEAVES
    ),
    "an edge of ratings at the high end": lambda: card(*weighed(a=100), ratings=ratings(100, 50, 0)),
    "points that stand in at the end": lambda: card(*weighed(a=100), missing=pk.missing.NeutralPoints(100)),
    "points of five that leave": lambda: card((rated("a", FIVE), 100), **LEAVES, **LINEAR),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_last_card_that_is_accepted(name: str) -> None:
    """Beside each limit stands what it lets through."""
    assert ACCEPTED[name]().code == "card"
