"""What the parts of a scorecard refuse: code, place, value and way out of each refusal, one row for each."""

from fractions import Fraction

import numpy as np
import pytest
from cards import HIGHER, named, rated, section
from refused import Refusal, check_refusal

import perfkpi as pk
from perfkpi.language import Const

LOWER = pk.Direction.LOWER_IS_BETTER
S, C = pk.Status, pk.errors.Code
OPENS = pk.conditions.AtLeast("safety", 1)
RULE = pk.rules.EfficacyCoefficient(standards=pk.rules.FiveStandards(50, 40, 30, 20, 10), direction=HIGHER)
PERCENT = pk.Ratio("a", "b", unit=pk.Unit.PERCENT)
MET = pk.MetOrNot(target=10, missed=0, direction=HIGHER)


def indicator(**changes: object) -> pk.Indicator:
    """A valid indicator, changed."""
    return pk.Indicator(**{"code": "x", "name": "x", "formula": pk.Actual("x"), "scoring": MET, **changes})


def gate(**changes: object) -> object:
    """A gate that leaves nothing, changed."""
    return named(pk.adjustments.Gate, "gate", **{"opens": OPENS, "closed": pk.adjustments.PayNothing(), **changes})


def correction(*corrections: object, **changes: object) -> pk.adjustments.EfficacyCorrection:
    """A correction of a part, by a fixed coefficient where nothing else is said."""
    found = corrections or (pk.adjustments.FixedCorrection("f", 1, name="f"),)
    return pk.adjustments.EfficacyCorrection(code="c", name="c", corrections=found, **changes)


def panel(**changes: object) -> pk.formulas.PanelMean:
    """A panel of two experts, changed."""
    return pk.formulas.PanelMean(**{"experts": ("e", "f"), "letters": (("优", 1), ("良", "0.8")), **changes})


PLAIN = indicator()
SKILLED = indicator(scoring=RULE)
POLICED = indicator(scoring=RULE, missing=pk.missing.ZeroPoints())
GRADED = indicator(
    code="g", formula=pk.formulas.Category("g"), scoring=pk.LetterPoints(scale=pk.Scale(0, 9), letters=(("A", 9),))
)
POINTS_OF_ONE = (pk.rules.From(1), 5)

REFUSALS = {
    "nothing is left": Refusal(
        lambda: gate(closed=60, exempt=()),
        C.CHOICE_NEEDED,
        "Gate.closed",
        60,
        "60 does not say what is left; choose PayNothing()",
        "60 没有说明",
    ),
    "a gate with nobody behind it": Refusal(
        lambda: gate(items=()), C.CHOICE_NEEDED, "Gate.items", (), "exempt=() holds for all", "exempt=() 表示全部适用"
    ),
    "a gate that says both": Refusal(
        lambda: gate(items=("a",), exempt=()),
        C.CHOICE_NEEDED,
        "Gate.items",
        ("a",),
        "exempt=() holds for all",
        "exempt=() 表示全部适用",
    ),
    "a base of a rule without one": Refusal(
        lambda: pk.adjustments.KeepBase().express(Const(90), rated("a")),
        C.CHOICE_NEEDED,
        "closed",
        "a",
        "DirectPoints of 'a' has no base_points to keep; say how many: closed=AtMostPoints(100)",
        "'a' 的“评分即得分”没有基准分",
    ),
    "statuses that are none": Refusal(
        lambda: pk.missing.ZeroPoints(on=("none",)),
        C.WRONG_TYPE,
        "ZeroPoints.on",
        "none",
        "'none' is not a Status; choose",
        "'none' 不是",
    ),
    "no status": Refusal(
        lambda: pk.missing.ZeroPoints(on=()), C.EMPTY, "ZeroPoints.on", (), "use Refuse()", "Refuse()"
    ),
    "statuses of wrong data": Refusal(
        lambda: pk.missing.ZeroPoints(on=(S.INVALID_VALUE, S.NOT_DUE, S.INVALID_PARAMETER, S.OK)),
        C.MISSING_POLICY,
        "ZeroPoints.on",
        "INVALID_PARAMETER, INVALID_VALUE, OK",
        "“ok”, “invalid figure”, “invalid target or standard” cannot be covered",
        "“正常”、“数据有误”、“目标值（标准）有误”不能",
    ),
    "a minimum of none": Refusal(
        lambda: pk.Reweight(minimum_count=0), C.MISSING_POLICY, "Reweight.minimum_count", 0, "not 0", "而不是 0"
    ),
    "a share above all": Refusal(
        lambda: pk.Reweight(minimum_weight="1.01"),
        C.MISSING_POLICY,
        "Reweight.minimum_weight",
        "1.01",
        "minimum_weight is a share of the weights from 0 to 1, not '1.01'; write '60%'",
        "最低有效权重（minimum_weight）应为 0 到 1 之间的比例，而不是 '1.01'；请写 '60%'",
    ),
    "a share below nothing": Refusal(
        lambda: pk.Reweight(minimum_weight="-0.01"),
        C.MISSING_POLICY,
        "Reweight.minimum_weight",
        "-0.01",
        "minimum_weight is a share of the weights from 0 to 1, not '-0.01'; write '60%'",
        "最低有效权重（minimum_weight）应为 0 到 1 之间的比例，而不是 '-0.01'；请写 '60%'",
    ),
    "a weight of nothing": Refusal(
        lambda: section("s", (PLAIN, 0)), C.WEIGHT, "Section.items[0].weight", 0, "greater than 0, not 0", "而不是 0"
    ),
    "a weight of no item": Refusal(
        lambda: section("s", ("x", 1)), C.WRONG_TYPE, "Section.items[0]", "x", "'x' is neither", "'x' 既不是"
    ),
    "a section of nothing": Refusal(lambda: section("s"), C.EMPTY, "Section.items", None, "weight=20", "weight=20"),
    "a bare edge": Refusal(
        lambda: pk.rules.PayoutMatrix(
            second="b",
            row_edges=(pk.rules.From(1), 5),
            column_edges=(pk.rules.From(1),),
            points=((0, 0), (0, 1), (0, 2)),
            direction=HIGHER,
            second_direction=HIGHER,
        ),
        C.CHOICE_NEEDED,
        "PayoutMatrix.row_edges[1]",
        5,
        "5 does not say whether it is inside; write From(90) (90以上, with it) or Above(90) (超过90)",
        "5 没有说明是否包含本数；请写 From(90)（90以上，含本数）或 Above(90)（超过90，不含本数）",
    ),
    "a condition without names": Refusal(
        lambda: pk.conditions.IsOneOf("g", ()),
        C.EMPTY,
        "IsOneOf.names",
        None,
        "names has 0 entries and needs at least 1; write for example 'A'",
        "名称（names）有 0 项，至少需要 1 项；请写，例如 'A'",
    ),
    "the opposite of nothing": Refusal(
        lambda: pk.conditions.Not(0), C.WRONG_TYPE, "Not.condition", 0, "0 is not a Condition", "0 不是"
    ),
    "all of nothing": Refusal(
        lambda: pk.conditions.AllOf(()), C.EMPTY, "AllOf.conditions", None, "AtLeast(", "AtLeast("
    ),
    "any of nothing": Refusal(
        lambda: pk.conditions.AnyOf(()), C.EMPTY, "AnyOf.conditions", None, "AtLeast(", "AtLeast("
    ),
    "nothing met": Refusal(
        lambda: pk.formulas.ConditionsMet(()), C.EMPTY, "ConditionsMet.conditions", None, "AtLeast(", "AtLeast("
    ),
    "a bare threshold": Refusal(
        lambda: pk.conditions.LessThan(PERCENT, 12),
        C.BARE_PERCENT,
        "LessThan.threshold",
        Fraction(12),
        "12 on a percentage is 1200%; write '12%' if percent is meant, '1200%' if not",
        "12 等于 1200%；若指百分之几请写 '12%'，否则请写 '1200%'",
    ),
    "a bare negative threshold": Refusal(
        lambda: pk.conditions.MoreThan(PERCENT, -3),
        C.BARE_PERCENT,
        "MoreThan.threshold",
        Fraction(-3),
        "'-3%'",
        "'-3%'",
    ),
    "a correction without weight": Refusal(
        lambda: pk.adjustments.CorrectionIndicator(SKILLED, 0),
        C.WEIGHT,
        "CorrectionIndicator.weight",
        0,
        "greater than 0, not 0",
        "而不是 0",
    ),
    "a correction by another rule": Refusal(
        lambda: pk.adjustments.CorrectionIndicator(PLAIN, 1),
        C.WRONG_TYPE,
        "CorrectionIndicator.indicator",
        PLAIN,
        "MetOrNot has no standard values to correct by; score it by EfficacyCoefficient",
        "“非此即彼”没有可据以修正的标准值；该指标请使用 EfficacyCoefficient",
    ),
    "a correction with a policy": Refusal(
        lambda: pk.adjustments.CorrectionIndicator(POLICED, 1),
        C.MISSING_POLICY,
        "CorrectionIndicator.indicator.missing",
        pk.missing.ZeroPoints(),
        "a correction indicator has no points to replace; leave missing= out, or write FixedCorrection",
        "FixedCorrection",
    ),
    "what corrects nothing": Refusal(
        lambda: correction(pk.adjustments.FixedCorrection("f", 1, name="f"), PLAIN.code),
        C.WRONG_TYPE,
        "EfficacyCorrection.corrections[1]",
        "x",
        "'x' corrects nothing; write CorrectionIndicator(margin, 10)",
        "'x' 不是修正指标；请写 CorrectionIndicator(margin, 10)",
    ),
    "no correction": Refusal(
        lambda: pk.adjustments.EfficacyCorrection(code="c", name="c", corrections=()),
        C.EMPTY,
        "EfficacyCorrection.corrections",
        None,
        "CorrectionIndicator(margin, 10)",
        "CorrectionIndicator(margin, 10)",
    ),
    "bounds that meet": Refusal(
        lambda: correction(low="1.3"),
        C.LIMITS,
        "EfficacyCorrection.low",
        Fraction("1.3"),
        "the low value 1.3 is not below the high value 1.3; exchange or correct them",
        "较低值 1.3 不低于较高值 1.3；请对调或更正",
    ),
    "one correction twice": Refusal(
        lambda: correction(*(pk.adjustments.FixedCorrection(code, 1, name=code) for code in "fgf")),
        C.DUPLICATE_CODE,
        "EfficacyCorrection.corrections[2].code",
        "f",
        "'f' stands twice; make it one, or tell them apart",
        "'f' 重复；请合并，或加以区分",
    ),
    "a part that begins above 0": Refusal(
        lambda: correction().express(Const(3), pk.Scale(1, 5)),
        C.SCALE,
        "EfficacyCorrection",
        pk.Scale(1, 5),
        "not on the scale 1..5",
        "分制 1–5 分",
    ),
    "a direction against its formula": Refusal(
        lambda: indicator(
            formula=pk.formulas.ConditionsMet((OPENS,)), scoring=pk.MetOrNot(target=1, missed=0, direction=LOWER)
        ),
        C.DIRECTION,
        "scoring.direction",
        LOWER,
        "which fits “higher is better”; change the direction, the sign of a deviation, or a share to its Complement "
        "(for income: Growth)",
        "应为“越高越好”；请更改方向，或改用差异率的另一正负号、比率的 Complement（收入类请用 Growth）",
    ),
    "a grade scored as a number": Refusal(
        lambda: indicator(formula=pk.formulas.Category("g")),
        C.WRONG_TYPE,
        "scoring",
        MET,
        "MetOrNot does not fit Category: Category goes with LetterPoints, DescribedCases and no other rule",
        "“非此即彼”与“等级评定”不匹配；等级只能用 LetterPoints 或 DescribedCases 计分，其他规则都用于数字",
    ),
    "a measure scored as a grade": Refusal(
        lambda: indicator(formula="g", scoring=GRADED.scoring),
        C.WRONG_TYPE,
        "scoring",
        GRADED.scoring,
        "no other rule; write formulas.Category('g')",
        "其他规则都用于数字；请写 formulas.Category('g')",
    ),
    "a bare target": Refusal(
        lambda: indicator(formula=PERCENT), C.BARE_PERCENT, "scoring.target", Fraction(10), "'10%'", "'10%'"
    ),
    "a panel of nobody": Refusal(
        lambda: panel(experts=()),
        C.EMPTY,
        "PanelMean.experts",
        None,
        "experts has 0 entries and needs at least 1; write for example 'expert_1'",
        "专家（experts）有 0 项，至少需要 1 项；请写，例如 'expert_1'",
    ),
    "a panel without grades": Refusal(
        lambda: panel(letters=()),
        C.EMPTY,
        "PanelMean.letters",
        None,
        "letters has 0 entries and needs at least 1; write for example ('A', 100)",
        "等级分值（letters）有 0 项，至少需要 1 项；请写，例如 ('A', 100)",
    ),
    "an expert twice": Refusal(
        lambda: panel(experts=("e", "f", "e")), C.DUPLICATE_CODE, "PanelMean.experts[2]", "e", "'e' stands", "'e' 重"
    ),
    "a grade twice": Refusal(
        lambda: panel(letters=(("优", 1), ("优", 2))),
        C.DUPLICATE_CODE,
        "PanelMean.letters[1]",
        "优",
        "'优' stands twice",
        "'优' 重复",
    ),
    "half a grade": Refusal(
        lambda: panel(letters=(("优", 1), ("良",))),
        C.WRONG_TYPE,
        "PanelMean.letters",
        ("良",),
        "a letter and what it is worth; write {'A': 100, 'B': 80}",
        "请写 {'A': 100, 'B': 80}",
    ),
    "a balance of one figure": Refusal(
        lambda: pk.formulas.AverageBalance("a", "a"),
        C.DUPLICATE_CODE,
        "AverageBalance.closing",
        "a",
        "opening and closing are both a; name two different figures",
        "opening 与 closing 都是 a；请指定两个不同的数据",
    ),
    "places beyond 30": Refusal(
        lambda: pk.Rounding(31), C.ROUNDING, "Rounding.places", 31, "from -30 to 30, not 31", "而不是 31"
    ),
    "places beyond -30": Refusal(
        lambda: pk.Rounding(-31), C.ROUNDING, "Rounding.places", -31, "from -30 to 30, not -31", "而不是 -31"
    ),
    "places yes": Refusal(
        lambda: pk.Rounding(places=np.True_), C.ROUNDING, "Rounding.places", np.True_, "not np.True_", "np.True_"
    ),
    "a step of nothing": Refusal(
        lambda: pk.Rounding(step=0), C.ROUNDING, "Rounding.step", 0, "greater than 0, not 0", "而不是 0"
    ),
    "places and a step": Refusal(
        lambda: pk.Rounding(2, step="0.5"), C.ROUNDING, "Rounding", (2, Fraction(1, 2)), "one of them", "之一"
    ),
    "neither places nor step": Refusal(pk.Rounding, C.ROUNDING, "Rounding", (None, None), "Rounding(2)", "Rounding(2)"),
    "a scale of one number": Refusal(
        lambda: pk.Scale(5, 5), C.SCALE, "Scale", (Fraction(5), Fraction(5)), "Scale(0, 100)", "Scale(0, 100)"
    ),
    "a factor of nothing": Refusal(
        lambda: pk.Unit("u", factor=0), C.SCALE, "Unit.factor", 0, "greater than 0, not 0", "而不是 0"
    ),
    "fewer than nobody": Refusal(
        lambda: pk.rules.Distribution((1,), absent=-1), C.WRONG_TYPE, "Distribution.absent", -1, "not -1", "而不是 -1"
    ),
    "a composite of nothing": Refusal(
        lambda: pk.formulas.Composite(()), C.EMPTY, "Composite.items", None, "weight=20", "weight=20"
    ),
    "a composite of a section": Refusal(
        lambda: pk.formulas.Composite(((rated("a"), 50), (section("s", (PLAIN, 100)), 50))),
        C.WRONG_TYPE,
        "Composite.items[1]",
        "s",
        "'s' is a section, but a composite holds indicators; list those of the section",
        "'s' 是类别",
    ),
    "an enumeration left out": Refusal(
        lambda: pk.rules.TieredAmount((pk.rules.RateTier(1),), base_points=0, direction=HIGHER),
        C.CHOICE_NEEDED,
        "TieredAmount.basis",
        None,
        "basis of the rates (basis) not said, and there is no default; choose 'marginal', 'whole'",
        "未给出计提方式（basis）；请选择 'marginal'、'whole'",
    ),
    "a union left out": Refusal(
        lambda: named(pk.adjustments.Gate, "g", opens=OPENS, exempt=()),
        C.CHOICE_NEEDED,
        "Gate.closed",
        None,
        "what a closed gate leaves (closed) not said, and there is no default; choose PayNothing(...), KeepBase(...)",
        "未给出门槛未达时保留的得分（closed）；请选择 PayNothing(...)、KeepBase(...)、AtMostPoints(...)",
    ),
    "a number left out": Refusal(
        lambda: pk.Scale(0), C.CHOICE_NEEDED, "Scale.high", None, "no default; give high=", "请写 high="
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_says_what_where_and_how_else(name: str) -> None:
    """Code, place and value are data; the sentences quote the value and name the way out."""
    check_refusal(REFUSALS[name])


ACCEPTED = {
    "all of the weight": lambda: pk.Reweight(minimum_weight=1).minimum_weight == 1,
    "none of the weight": lambda: pk.Reweight(minimum_weight=0).minimum_weight == 0,
    "one item": lambda: pk.Reweight(minimum_count=1).minimum_count == 1,
    "thirty places": lambda: pk.Rounding(30).unit == Fraction(1, 10**30),
    "tens of tens": lambda: pk.Rounding(-30).unit == 10**30,
    "no places": lambda: pk.Rounding(0).unit == 1,
    "a threshold of all": lambda: pk.conditions.AtLeast(PERCENT, 1).threshold == 1,
    "a threshold of minus all": lambda: pk.conditions.AtLeast(PERCENT, -1).threshold == -1,
    "a threshold with its sign": lambda: pk.conditions.AtLeast(PERCENT, "12%").threshold == Fraction(12, 100),
    "a threshold of a plain number": lambda: (
        pk.conditions.AtLeast(pk.Ratio("a", "b", unit=pk.Unit.TIMES), 12).threshold == 12
    ),
    "nobody absent": lambda: pk.rules.Distribution((1,), absent=0).absent == 0,
    "a category for letters": lambda: GRADED.scoring.takes_category,
    "a part of a composite": lambda: pk.formulas.Composite(((rated("a"), 1),)).scored_on == pk.Scale(0, 100),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_last_that_is_accepted(name: str) -> None:
    """Beside each limit stands what it lets through."""
    assert ACCEPTED[name]()


def test_the_first_of_two_mistakes_of_a_call_is_told() -> None:
    """An argument that nobody knows comes before one that was left out."""
    with pytest.raises(pk.errors.DefinitionError, match="there is no argument 'most'; there is low, high, up_to"):
        pk.Scale(0, most=5)
    with pytest.raises(pk.errors.DefinitionError, match=r"low end \(low\) not said"):
        pk.Scale(high=5)
