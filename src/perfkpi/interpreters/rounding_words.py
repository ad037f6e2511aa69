"""How a rounding is told behind what is rounded: ``四舍五入保留两位小数``, ``rounded half up to 2 places``."""

from __future__ import annotations

from fractions import Fraction

from perfkpi.errors import Language
from perfkpi.interpreters.figures import inline_text
from perfkpi.labels import Label
from perfkpi.language import RoundingMode
from perfkpi.numerals import finite_places

_NAMES = {
    RoundingMode.HALF_UP: Label(zh=RoundingMode.HALF_UP.label.zh, en="rounded half up"),
    RoundingMode.HALF_DOWN: Label(zh=RoundingMode.HALF_DOWN.label.zh, en="rounded half down"),
    RoundingMode.HALF_EVEN: Label(zh=RoundingMode.HALF_EVEN.label.zh, en="rounded half to even"),
    RoundingMode.UP: Label(zh=RoundingMode.UP.label.zh, en="rounded away from 0"),
    RoundingMode.DOWN: Label(zh=RoundingMode.DOWN.label.zh, en="rounded towards 0"),
    RoundingMode.CEILING: Label(zh=RoundingMode.CEILING.label.zh, en="rounded up"),
    RoundingMode.FLOOR: Label(zh=RoundingMode.FLOOR.label.zh, en="rounded down"),
}
"""How a rounding is called behind what is rounded; what it is rounded to follows."""

_UNIT_COUNTS = {
    RoundingMode.UP: Label(zh="进整（不足 1 个按 1 个计）", en="in started units"),
    RoundingMode.DOWN: Label(zh="取整（不足 1 个不计）", en="in full units"),
    RoundingMode.CEILING: Label(zh="向上取整", en="rounded up to a whole number"),
    RoundingMode.FLOOR: Label(zh="向下取整", en="rounded down to a whole number"),
}
"""Those that are called otherwise where whole numbers are left."""

_PLACES = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")
"""How many places are said in Chinese."""

_TO_WHOLE = Label(zh="{mode}取整", en="{mode} to a whole number")
_TO_ONE_PLACE = Label(zh="{mode}保留一位小数", en="{mode} to 1 place")
_TO_PLACES = Label(zh="{mode}保留{places}位小数", en="{mode} to {places} places")
_TO_STEP = Label(zh="{mode}到 {step} 的倍数", en="{mode} to multiples of {step}")


def rounding_words(language: Language, step: Fraction, mode: RoundingMode, *, percent: bool) -> str:
    """Say how something is rounded, and to what; the step of a percentage is told in percent."""
    name, places = _NAMES[mode].say(language), finite_places(step)
    if percent or places is None or step * 10**places != 1:
        return _TO_STEP.say(language).format(mode=name, step=inline_text(step, percent=percent))
    if places == 0:
        return _UNIT_COUNTS.get(mode, _TO_WHOLE).say(language).format(mode=name)
    if places == 1:
        return _TO_ONE_PLACE.say(language).format(mode=name)
    chinese = language == "zh" and places < len(_PLACES)
    return _TO_PLACES.say(language).format(mode=name, places=_PLACES[places] if chinese else places)
