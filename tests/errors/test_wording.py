"""What people read when something is refused, sentence by sentence, in Chinese and English."""

from collections.abc import Callable

import pytest
from cards import HIGHER, HUNDRED
from spoken import python_in, said

import perfkpi as pk

LOWER = pk.Direction.LOWER_IS_BETTER


def delta(**changes: object) -> object:
    """A rule of target and unit, with what is said beside."""
    whole: dict[str, object] = {"target": "12%", "per": pk.Additive("1%"), "loss": 3, "cap": 120, "floor": 0}
    return pk.TargetDelta(**{**whole, **changes})


def indicator(**changes: object) -> pk.Indicator:
    """A rated indicator, changed."""
    whole: dict[str, object] = {"scoring": pk.DirectPoints(scale=HUNDRED), **changes}
    return pk.Indicator("roe", pk.Label(zh="净资产收益率", en="Return on equity"), **whole)


def full() -> object:
    """The rule of a whole delta whose direction is that of an overrun."""
    return delta(base_points=100, counting="proportional", direction=LOWER, floor=0)


def met(**changes: object) -> pk.rules.MetOrNot:
    """A rule of a target, changed."""
    whole: dict[str, object] = {"at_target": "met", "met": 100, "missed": 0, "direction": HIGHER}
    return pk.rules.MetOrNot(100, **{**whole, **changes})


Case = tuple[Callable[[], object], str, str]
CASES: dict[str, Case] = {
    "one argument left out": (
        lambda: delta(counting="proportional", direction=HIGHER),
        ("target delta: base points at the target (base_points) not said, and there is no default; give base_points="),
        "加减分法：未给出达到目标值时的基准分（base_points）；请写 base_points=",
    ),
    "several left out": (
        pk.Scale,
        "scale: Scale needs low= and high=",
        "分制：未给出最低分（low）、满分（high）",
    ),
    "a sign against the direction": (
        lambda: indicator(formula=pk.Deviation("a", "b", sign="saving"), scoring=full()),
        (
            "scoring rule, direction: the direction “lower is better” contradicts “budget deviation, a "
            "saving is positive”, which fits “higher is better” or “the closer to the target the better”; change "
            "the direction, the sign of a deviation, or a share to its Complement (for income: Growth)"
        ),
        (
            "计分规则的方向：方向“越低越好”与“预算差异率（节约为正）”矛盾，应为“越高越好”或“越接近目标越好”；请更改方向，"
            "或改用差异率的另一正负号、比率的 Complement（收入类请用 Growth）"
        ),
    ),
    "a direction that is none": (
        lambda: met(direction="up"),
        "met or not met, direction: 'up' is not a Direction; choose 'higher', 'lower', 'on_target'",
        "非此即彼的方向：'up' 不是方向；请选择 'higher'、'lower'、'on_target'",
    ),
    "a direction that does not fit": (
        lambda: met(tolerance=pk.Additive(1)),
        (
            "met or not met, tolerance: tolerance goes with direction='on_target', and with nothing else; write "
            "tolerance=Additive('2%') or Relative('5%'), how far from the target still counts as met"
        ),
        (
            "非此即彼的允许偏差：tolerance 只能且必须与 direction='on_target' 同时给出；请写 "
            "tolerance=Additive('2%') 或 Relative('5%')，即偏离目标多少仍算达标"
        ),
    ),
    "an event that is none": (
        lambda: pk.rules.Deductions(events=[5]),
        "deductions, event 1: 5 is not an Event; write for example Event('complaint', loss=5, counting='whole_only')",
        "减分法的第 1 类扣分事项：5 不是扣分事项；请写，例如 Event('complaint', loss=5, counting='whole_only')",
    ),
    "no series": (
        lambda: pk.rules.Deductions(events=5),
        "deductions, events: 5 is not a series of values; write a list, also for a single one, as in [a]",
        "减分法的扣分事项：5 不是一组值；请写成列表，只有一个时也一样，如 [a]",
    ),
    "a value of the model in the wrong place": (
        lambda: pk.Scale(0, pk.Field("t")),
        (
            "scale, full mark: a Field is not a number; write 12, 0.12, '12%', '1/3' or a Decimal (no thousands "
            "separators)"
        ),
        "分制的满分：数据列 不是数字；请写 12、0.12、'12%'、'1/3' 或 Decimal（不要用千位分隔符）",
    ),
    "an indicator in the wrong place": (
        lambda: pk.Scale(0, indicator()),
        (
            "scale, full mark: an Indicator “Return on equity” is not a number; write 12, 0.12, '12%', '1/3' or a "
            "Decimal (no thousands separators)"
        ),
        "分制的满分：指标“净资产收益率” 不是数字；请写 12、0.12、'12%'、'1/3' 或 Decimal（不要用千位分隔符）",
    ),
    "a status in the wrong place": (
        lambda: pk.Scale(0, pk.Status.NOT_DUE),
        (
            "scale, full mark: “not due” is not a number; write 12, 0.12, '12%', '1/3' or a Decimal (no thousands "
            "separators)"
        ),
        "分制的满分：“未到考核期” 不是数字；请写 12、0.12、'12%'、'1/3' 或 Decimal（不要用千位分隔符）",
    ),
    "a coefficient that is a name": (
        lambda: pk.adjustments.Multiplier("k", "k", factor="difficulty", floor=0, cap=1),
        (
            "coefficient, factor: 'difficulty' is not a number; write 12, 0.12, '12%', '1/3' or a Decimal (no "
            "thousands separators); where 'difficulty' is a column, write Field('difficulty'), or "
            "Actual('difficulty') for a formula"
        ),
        (
            "调节系数的系数：'difficulty' 不是数字；请写 12、0.12、'12%'、'1/3' 或 Decimal（不要用千位分隔符）；"
            "如果 'difficulty' 是数据列，请写 Field('difficulty')，用作公式请写 Actual('difficulty')"
        ),
    ),
    "ratings with a gap": (
        lambda: pk.RatingScale(bands=[pk.Band("优", 90, None), pk.Band("差", None, 85)]),
        (
            "rating scale, rating 2 “差”: numbers between 85 and 90 lie in neither of 优 [90, ∞), 差 (-∞, 85); "
            "let one end where the other begins: low_belongs=True, high_belongs=False (RatingScale.descending)"
        ),
        (
            "等级表的第 2 个等级“差”：85 与 90 之间的数值不属于其中任何一个（优（90 分及以上）、差（不满 85 分））；"
            "请首尾相接，如 low_belongs=True, high_belongs=False (RatingScale.descending)"
        ),
    ),
    "tiers with a gap": (
        lambda: pk.Tiers(
            [pk.rules.Tier(80, None, pk.rules.Below(85)), pk.rules.Tier(90, pk.rules.From(90))], direction=HIGHER
        ),
        (
            "tiers, tier 2: numbers between 85 and 90 lie in neither of Below(85), From(90); let one end where "
            "the other begins: Below(90), From(90)"
        ),
        (
            "层差法的第 2 档：85 与 90 之间的数值不属于其中任何一个（不满 85、90 及以上）；"
            "请首尾相接，如 Below(90), From(90)"
        ),
    ),
    "an end beyond which nothing is": (
        lambda: pk.Tiers(
            [pk.rules.Tier(80, pk.rules.Above(5), pk.rules.UpTo(90)), pk.rules.Tier(90, pk.rules.Above(90))],
            direction=HIGHER,
        ),
        "tiers, tier 1: what lies beyond Above(5) is in none of them; leave that end open (None), or add one",
        "层差法的第 1 档：高于 5 之外没有归属；请将这一端设为 None（不限），或再增加一个",
    ),
    "a status that no policy covers": (
        lambda: pk.missing.ZeroPoints(on=[pk.Status.INVALID_VALUE]),
        (
            "zero points where missing, statuses that it is for: “invalid figure” cannot be covered by a policy: wrong "
            "data are mended, not scored"
        ),
        "缺失时记 0 分的适用的状态：“数据有误”不能由缺失策略处理；错误的数据应当更正，而不是计分",
    ),
    "a code twice": (
        lambda: pk.Scorecard("c", "c", items=[(indicator(), 50), (indicator(), 50)]),
        "item 2 “Return on equity”: the code 'roe' stands already at item 1; rename one",
        "第 2 项“净资产收益率”：代码 'roe' 已用于第 1 项；请更名",
    ),
    "no JSON": (
        lambda: pk.loads("[1,"),
        "the document has 1 fault:\n  [PK301] this is not JSON; at line 1, column 4, “Expecting value”",
        "文件有 1 处错误：\n  [PK301] 不是有效的 JSON，第 1 行第 4 列有误（Expecting value）",
    ),
    "an attribute that a document lacks": (
        lambda: pk.from_document({"type": "Scale", "low": 0}),
        "the document has 1 fault:\n  [PK304] upper end: this is not said; Scale needs low, high",
        "文件有 1 处错误：\n  [PK304] 未给出满分（high）；请补上",
    ),
}
"""What is built, and what is said of it."""


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_is_said_as_a_manager_would(name: str) -> None:
    """The place in words, the fault in words, and what to write."""
    build, en, zh = CASES[name]
    with pytest.raises(pk.PerfKpiError) as caught:
        build()
    assert said(caught.value) == (en, zh)
    assert python_in(caught.value) == []


GRAMMAR: dict[str, tuple[str, str, str]] = {
    "a/bX100%": (
        "character 4: an operator is missing here; write times as × or *, not as the letter X",
        "第 4 个字符：这里缺少运算符；乘号请写 × 或 *，不要用字母 X",
        "a/b×100%",
    ),
    "1—(a/b)": (
        "character 2: — (U+2014) means nothing in a formula; write minus as -",
        "第 2 个字符：公式中不能用 — (U+2014)；减号请写 -",
        "1-(a/b)",
    ),
    "净资产收益率=a/b": (
        (
            "character 7: a formula is not equated with anything: write only what stands right of the sign; a "
            "comparison belongs into the condition of if(...), as in if(a = b, 100, 60)"
        ),
        "第 7 个字符：只写等号右边的公式；如果是比较，请写在 if 的条件中，如 if(a = b, 100, 60)",
        "a/b",
    ),
    "if(a, 1, 0)": (
        "character 5: a condition compares two values; write a >= b",
        "第 5 个字符：条件应比较两个数值；请写 a >= b",
        "if(a >= b, 1, 0)",
    ),
}
"""A text, what is said of it, and what somebody writes who follows the advice."""


@pytest.mark.parametrize("text", GRAMMAR)
def test_advice_on_a_formula_is_true(text: str) -> None:
    """The character is said once, and what the advice says is read."""
    en, zh, advised = GRAMMAR[text]
    with pytest.raises(pk.errors.GrammarError) as caught:
        pk.Computed(text)
    english, chinese = said(caught.value)
    assert (english.splitlines()[0], chinese.splitlines()[0]) == (en, zh)
    assert pk.Computed(advised)


@pytest.mark.parametrize("sign", "-−–‐")
def test_signs_of_a_difference_that_are_read(sign: str) -> None:
    """What word processors make of a minus."""
    assert pk.Computed(f"a {sign} b").parsed.expression == pk.Computed("a - b").parsed.expression


@pytest.mark.parametrize("sign", "*×·")
def test_signs_of_a_product_that_are_read(sign: str) -> None:
    """The sign that the advice names, and others that look like it."""
    assert pk.Computed(f"a {sign} b").parsed.expression == pk.Computed("a * b").parsed.expression
