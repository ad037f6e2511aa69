"""Faults that many arguments have, each said once: none of several things, too few, one twice, no weight."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.numbers import Numeric, exact

T = TypeVar("T")


def chosen(
    value: T, kinds: type | tuple[type, ...], en: str, zh: str, *, code: Code = Code.CHOICE_NEEDED, where: str = ""
) -> T:
    """A value, if it is of one of some classes.

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


def check_some(values: Sequence[object], where: str, en: str, zh: str, *, least: int = 1) -> None:
    """There are members, or at least so many; ``{}`` in the sentence stands for how many there are.

    Raises:
        DefinitionError: there are fewer.
    """
    count = len(values)
    if count < least:
        en, zh = (said.replace("{}", str(count)) for said in (en, zh))
        raise DefinitionError(Code.EMPTY, en=en, zh=zh, where=where, value=values if count else None)


def check_once(codes: Iterable[Hashable], where: str, en: str, zh: str, *, rename: bool = False) -> None:
    """Each of several stands once.

    Args:
        codes: what they are called.
        where: the place of one, ``{}`` in it stands for its position.
        en: what each of them is: "role".
        zh: the same in Chinese.
        rename: whether the way out is another name.

    Raises:
        DefinitionError: one stands twice.
    """
    advice = ("rename one", "请更名") if rename else ("keep one", "请保留一个")
    seen: set[Hashable] = set()
    for place, code in enumerate(codes):
        if code in seen:
            en, zh = f"the {en} {shown(code)} stands twice; {advice[0]}", f"{zh} {shown(code)} 重复；{advice[1]}"
            raise DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=where.replace("{}", str(place)), value=code)
        seen.add(code)


def weight_of(value: Numeric, en: str, zh: str) -> Fraction:
    """A weight, which is positive.

    Args:
        value: what was given.
        en: what has the weight: "an item".
        zh: the same in Chinese.

    Raises:
        DefinitionError: it is not.
    """
    weight = exact(value)
    if weight > 0:
        return weight
    en = f"a weight is greater than 0, not {shown(value)}; leave {en} without weight out"
    raise DefinitionError(
        Code.WEIGHT, en=en, zh=f"权重必须大于 0，而不是 {shown(value)}；没有权重的{zh}请删去", value=value
    )
