"""Ranges that meet (首尾相接): every number lies in one of them, and none in two."""

from __future__ import annotations

from fractions import Fraction

from perfkpi.errors import Code, DefinitionError
from perfkpi.numerals import written


def check_open(end: object, where: str) -> None:
    """The first and the last of several ranges have no end on their outer side; ``None`` is none.

    Raises:
        DefinitionError: there is one.
    """
    if end is not None:
        told, said = (written(end),) * 2 if isinstance(end, Fraction) else (str(end), format(end, "zh"))
        en = f"what lies beyond {told} is in none of them; leave that end open (None), or add one"
        zh = f"{said} 之外没有归属；请将这一端设为 None（不限），或再增加一个"
        raise DefinitionError(
            Code.BAND_GAP, en=en, zh=zh, where=where, value=end if isinstance(end, Fraction) else told
        )


def not_meeting(
    ends: str, begins: str, names: tuple[str, str], where: str, *, value: str, gap: bool, example: str
) -> DefinitionError:
    """The refusal of two neighbours that do not meet.

    Args:
        ends: where the lower one ends.
        begins: where the upper one begins.
        names: both, as they are written, in English and Chinese.
        where: the place of the later one.
        value: the later one.
        gap: whether what lies between is in neither of them; otherwise it is in both.
        example: how two are written that meet.
    """
    low, high = (ends, begins) if gap else (begins, ends)
    en, zh = f"numbers between {low} and {high} lie", f"{low} 与 {high} 之间的数值"
    if low == high:
        en, zh = f"{low} itself lies", f"{low} 本数"
    code, owners, owners_zh = Code.BAND_OVERLAP, "both", "同时属于两者"
    if gap:
        code, owners, owners_zh = Code.BAND_GAP, "neither", "不属于其中任何一个"
    en = f"{en} in {owners} of {names[0]}; let one end where the other begins: {example}"
    zh = f"{zh}{owners_zh}（{names[1]}）；请首尾相接，如 {example}"
    return DefinitionError(code, en=en, zh=zh, where=where, value=value)
