"""Places and sentences that were said badly once: each says what is there, once, in the words of people."""

from collections.abc import Callable

import pytest

import perfkpi as pk

RATED = pk.DirectPoints(scale=pk.Scale(0, 100))
CARD = pk.Scorecard("card", items=[pk.Indicator("a", scoring=RATED, weight=100)])
KNOTS = {"direction": "higher", "below": "hold", "above": "hold"}
SAID: dict[str, tuple[Callable[[], object], str, str]] = {
    "a library of frames": (
        lambda: pk.score_batch(CARD, {"a": [1]}).to_frame("panda"),
        "to_frame(library): a data frame is one of pandas, polars, pyarrow",
        "to_frame(library)：数据框应为 pandas、polars、pyarrow 之一",
    ),
    "a knot": (
        lambda: pk.PiecewiseLinear([(2, 0), (1, 100)], **KNOTS),
        "interpolation, knot 2, value: the knot at 1 is not above",
        "插值法的第 2 个节点的指标值：节点 1 不高于节点 2",
    ),
    "inside a knot": (
        lambda: pk.PiecewiseLinear([("x", 0), (1, 100)], **KNOTS),
        "knot 1, value: 'x' is not a number",
        "插值法的第 1 个节点的指标值：'x' 不是数字",
    ),
    "an argument that there is not": (
        lambda: pk.Reweight(minimum=2),
        ": there is no argument 'minimum' (did you mean",
        "] 重新分配权重：没有参数 'minimum'",
    ),
    "a text of a name": (
        lambda: pk.Indicator("a", name="\u200b", scoring=RATED),
        "indicator, name, label, Chinese text: in the text",
        "] 指标的中文名称：文字",
    ),
    "an attribute of a document": (
        lambda: pk.loads('{"schema":3,"type":"Reweight","minimum":2}'),
        "there is no attribute of Reweight 'minimum'",
        "没有属性（重新分配权重） 'minimum'",
    ),
    "a detail": (
        lambda: pk.appraise(CARD, {"a": 1}).explain(detail="long"),
        "] detail: 'long' is not a Detail",
        "详细程度：'long' 不是",
    ),
    "one weight": (
        lambda: pk.Scorecard("card", items=[pk.Indicator("a", scoring=RATED, weight=90)]),
        "items: the only weight is 90, neither 1 nor 100",
        "考核项目：唯一的权重是 90，既不是 1 也不是 100",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_a_message_says_where_and_what_once(name: str) -> None:
    """In both languages."""
    build, en, zh = SAID[name]
    with pytest.raises(pk.PerfKpiError) as caught:
        build()
    assert en in caught.value.say("en")
    assert zh in caught.value.say("zh")


STEPS: dict[str, tuple[pk.adjustments.Adjustment, str, str]] = {
    "factor": (
        pk.adjustments.Multiplier("m", name="系数", factor=pk.Field("x"), floor=0, cap=2),
        "no factor is set",
        "系数未设定",
    ),
    "cap": (pk.adjustments.ScoreLimit("m", name="封顶", cap=pk.Field("x")), "no cap is set", "封顶分未设定"),
    "floor": (pk.adjustments.ScoreLimit("m", name="保底", floor=pk.Field("x")), "no floor is set", "保底分未设定"),
}


@pytest.mark.parametrize("name", STEPS)
def test_what_is_no_target_is_not_called_one(name: str) -> None:
    """What is not set is called what it is."""
    step, en, zh = STEPS[name]
    items = [pk.Indicator("a", scoring=RATED, weight=100)]
    card = pk.Scorecard("card", items=items, adjustments=[step], beyond_scale="allow")
    (reason,) = pk.appraise(card, {"a": 50, "x": None}).reasons
    assert en in reason.say("en")
    assert zh in reason.say("zh")
