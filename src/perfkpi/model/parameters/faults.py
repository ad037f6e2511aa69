"""Faults that many arguments have, each said once: none of several things, no such name, a number that is none."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

from perfkpi.errors import Code, DefinitionError, listed, shown
from perfkpi.numbers import Numeric, exact, is_count

T = TypeVar("T")


def chosen(
    value: T, kinds: type | tuple[type, ...], en: str, zh: str, *, code: Code = Code.CHOICE_NEEDED, where: str = ""
) -> T:
    """Check that a value is of one of some classes, and return it.

    Args:
        value: what was given.
        kinds: the classes.
        en: what is wrong with one of any other class, of which it is the subject, and what to write:
            "does not say what a unit is; write Additive('1%')".
        zh: the same in Chinese.
        code: of the error.
        where: its place, where the caller does not tell.

    Raises:
        DefinitionError: it is of none of them.
    """
    if isinstance(value, kinds):
        return value
    raise DefinitionError(code, en=f"{shown(value)} {en}", zh=f"{shown(value)} {zh}", where=where, value=value)


def check_known(
    name: str, known: Iterable[str], en: str, zh: str, *, code: Code = Code.UNKNOWN_REFERENCE, where: str = ""
) -> None:
    """A name is one of those that there are.

    Args:
        name: what was asked for.
        known: what there is.
        en: what it is: "rating".
        zh: the same in Chinese.
        code: of the error.
        where: its place, where the caller does not tell.

    Raises:
        DefinitionError: it is none of them.
    """
    names = tuple(known)
    if name not in names:
        known_zh = f"现有 {listed(names, 'zh')}" if names else f"现在一个{zh}也没有"
        en = f"there is no {en} {shown(name)}; there is {listed(names, 'en') or 'none at all'}"
        zh = f"没有{zh} {shown(name, 'zh')}；{known_zh}"
        raise DefinitionError(code, en=en, zh=zh, where=where, value=name)


def positive(value: Numeric, code: Code, en: str, zh: str, advice: tuple[str, str]) -> Fraction:
    """A number greater than 0.

    Args:
        value: what was given.
        code: of the error.
        en: what it is: "a factor".
        zh: the same in Chinese.
        advice: what to write, in English and Chinese.

    Raises:
        DefinitionError: it is not greater than 0.
    """
    number = exact(value)
    if number > 0:
        return number
    en = f"{en} is greater than 0, not {shown(value)}; {advice[0]}"
    raise DefinitionError(code, en=en, zh=f"{zh}必须大于 0，而不是 {shown(value, 'zh')}；{advice[1]}", value=value)


def weight_of(value: Numeric, en: str, zh: str) -> Fraction:
    """A weight, which is positive; ``en`` and ``zh`` say what has it: "an item"."""
    return positive(value, Code.WEIGHT, "a weight", "权重", (f"leave {en} without weight out", f"没有权重的{zh}请删去"))


def minimum(value: int, code: Code = Code.LIMITS) -> int:
    """How many there must be at least: a whole number from 1 on.

    Raises:
        DefinitionError: it is none.
    """
    if is_count(value):
        return value
    en = f"a whole number from 1 on is needed, not {shown(value)}"
    raise DefinitionError(code, en=en, zh=f"应为不小于 1 的整数，而不是 {shown(value, 'zh')}", value=value)


def minimum_weight(value: Numeric, code: Code) -> Fraction:
    """Which share of the weights must be there.

    Raises:
        DefinitionError: it does not lie between 0 and 1.
    """
    share = exact(value)
    if 0 <= share <= 1:
        return share
    en = f"minimum_weight is a share of the weights from 0 to 1, not {shown(value)}; write '60%'"
    zh = f"最低有效权重（minimum_weight）应为 0 到 1 之间的比例，而不是 {shown(value, 'zh')}；请写 '60%'"
    raise DefinitionError(code, en=en, zh=zh, value=value)
