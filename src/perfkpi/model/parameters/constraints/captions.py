"""What attributes are called in the sentences of constraints, in both languages; ``{}`` is where the number stands."""

from __future__ import annotations

from perfkpi.labels import Label
from perfkpi.wording.places import words_of

ZERO = {
    "<": ("is not negative", "不是负数"),
    "≤": ("is greater than 0", "大于 0"),
    ">": ("is not greater than 0", "不大于 0"),
    "≥": ("is negative", "为负数"),
}
"""What is said of a number that is on the wrong side of 0."""

_CAPTIONS = {
    "at": Label(zh="界限", en="edge"),
    "at_zero": Label(zh="实际值为零时的得分", en="points {} of an actual of 0"),
    "average": Label(zh="平均值", en="average value"),
    "base_points": Label(zh="基准分", en="base points"),
    "benchmark": Label(zh="标杆值", en="benchmark"),
    "best": Label(zh="满意值", en="best value"),
    "cap": Label(zh="封顶分", en="cap"),
    "excellent": Label(zh="优秀值", en="excellent value"),
    "factor": Label(zh="系数", en="factor"),
    "floor": Label(zh="保底分", en="floor"),
    "free": Label(zh="免扣次数", en="free allowance"),
    "full": Label(zh="达标得分", en="points {} for meeting the target"),
    "full_mark": Label(zh="满分", en="full mark"),
    "gain": Label(zh="加分标准", en="gain"),
    "good": Label(zh="良好值", en="good value"),
    "high": Label(zh="较高值", en="high value"),
    "highest": Label(zh="封顶分", en="cap"),
    "knot": Label(zh="节点", en="knot at"),
    "leaves": Label(zh="否决后的得分", en="points {} that a veto leaves"),
    "loss": Label(zh="减分标准", en="loss"),
    "low": Label(zh="较低值", en="low value"),
    "lowest": Label(zh="保底分", en="floor"),
    "maximum": Label(zh="满分", en="full mark"),
    "met": Label(zh="达标得分", en="points {} for meeting the target"),
    "missed": Label(zh="未达标得分", en="points {} for missing the target"),
    "most": Label(zh="单项扣分上限", en="limit {} of what is deducted"),
    "norm": Label(zh="定额", en="norm"),
    "nothing_from": Label(zh="得 0 分的数值", en="value {} that earns nothing"),
    "percentile": Label(zh="百分位", en="percentile"),
    "per": Label(zh="计分单位", en="unit"),
    "per_sigma": Label(zh="每个标准差的分数", en="points {} for each standard deviation"),
    "points": Label(zh="分值", en="points"),
    "poor": Label(zh="较差值", en="poor value"),
    "rank": Label(zh="名次", en="rank"),
    "rate": Label(zh="标准", en="rate"),
    "scale.high": Label(zh="分制满分", en="full mark {} of the scale"),
    "scale.low": Label(zh="分制下限", en="low end {} of the scale"),
    "scale.top": Label(zh="分制上限", en="upper limit {} of the scale"),
    "share": Label(zh="份额", en="share"),
    "span": Label(zh="分值跨度", en="span"),
    "step": Label(zh="计分单位", en="unit"),
    "target": Label(zh="目标值", en="target"),
    "threshold": Label(zh="门槛值", en="threshold"),
    "weight": Label(zh="权重", en="weight"),
    "worst": Label(zh="不允许值", en="worst value"),
    "zero_at": Label(zh="零分线", en="value {} that is worth nothing"),
    "zero_reference": Label(zh="参照值", en="reference"),
}


_SEVERAL = frozenset({"at_zero", "base_points", "full", "leaves", "met", "missed", "per_sigma", "points"})


def is_several(path: str) -> bool:
    """Tell whether an attribute is called by a word in the plural, which an English sentence has to agree with."""
    return path.rpartition(".")[2] in _SEVERAL


def caption_of(path: str) -> Label:
    """Tell what an attribute is called in a sentence, by itself or within its owner; others are called as elsewhere."""
    name = path.rpartition(".")[2]
    found = _CAPTIONS.get(path) or _CAPTIONS.get(name)
    if found is not None:
        return found
    en, zh = words_of("", name)
    return Label(en=en.replace("_", " "), zh=zh)
