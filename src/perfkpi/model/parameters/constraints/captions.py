"""What attributes are called in the sentences of constraints, in both languages; ``{}`` is where the number stands."""

from __future__ import annotations

from functools import cache

from perfkpi.labels import Label
from perfkpi.wording.places import words_of

ZERO = {
    "<": ("is not negative", "不是负数"),
    "≤": ("is greater than 0", "大于 0"),
    ">": ("is not greater than 0", "不大于 0"),
    "≥": ("is negative", "为负数"),
}
"""What is said of a number that is on the wrong side of 0."""

_CAPTIONS = {  # where a sentence calls it otherwise than a place does
    "at_zero": Label(zh="实际值为零时的得分", en="points {} of an actual of 0"),
    "full": Label(zh="达标得分", en="points {} for meeting the target"),
    "high": Label(zh="较高值", en="high value"),
    "highest": Label(zh="封顶分", en="cap"),
    "knot": Label(zh="节点", en="knot at"),
    "leaves": Label(zh="否决后的得分", en="points {} that a veto leaves"),
    "low": Label(zh="较低值", en="low value"),
    "lowest": Label(zh="保底分", en="floor"),
    "met": Label(zh="达标得分", en="points {} for meeting the target"),
    "missed": Label(zh="未达标得分", en="points {} for missing the target"),
    "most": Label(zh="单项扣分上限", en="limit {} of what is deducted"),
    "nothing_from": Label(zh="得 0 分的数值", en="value {} that earns nothing"),
    "percentile": Label(zh="百分位", en="percentile"),
    "per_sigma": Label(zh="每个标准差的分数", en="points {} for each standard deviation"),
    "rank": Label(zh="名次", en="rank"),
    "scale.high": Label(zh="分制满分", en="full mark {} of the scale"),
    "scale.low": Label(zh="分制下限", en="low end {} of the scale"),
    "scale.top": Label(zh="分制上限", en="upper limit {} of the scale"),
    "span": Label(zh="分值跨度", en="span"),
    "step": Label(zh="计分单位", en="unit"),
    "zero_at": Label(zh="零分线", en="value {} that is worth nothing"),
}


_SEVERAL = frozenset(
    {"after", "at_zero", "base_points", "before", "full", "leaves", "met", "missed", "per_sigma", "points"}
)


def is_several(path: str) -> bool:
    """Tell whether an attribute is called by a word in the plural, which an English sentence has to agree with."""
    return path.rpartition(".")[2] in _SEVERAL


@cache
def caption_of(path: str) -> Label:
    """Tell what an attribute is called in a sentence, by itself or within its owner; others are called as elsewhere."""
    name = path.rpartition(".")[2]
    found = _CAPTIONS.get(path) or _CAPTIONS.get(name)
    if found is not None:
        return found
    en, zh = words_of("", name)
    return Label(en=en.replace("_", " "), zh=zh)
