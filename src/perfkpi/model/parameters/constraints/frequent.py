"""Constraints that many rules have, each by a name."""

from __future__ import annotations

from typing import Any

from perfkpi.errors import Code, shown
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.constraints.constraint import Constraint
from perfkpi.model.parameters.constraints.paths import Choice, Path, its
from perfkpi.model.parameters.constraints.terms import Given, Term

CORRECT_ONE = ("correct one of them", "请更正其一")
NEVER_IN_FULL = ("they can never count in full; correct one of them", "永远不能全部计入；请更正其一")
EXCHANGE = ("exchange or correct them", "请对调或更正")


def better(
    code: str,
    one: Path,
    other: Path,
    kind: Code,
    *,
    about: Path,
    en: str,
    zh: str,
    when: Choice | None = None,
    advice: tuple[str, str] = ("exchange them, or change the direction", "请对调，或更改方向"),
) -> tuple[Constraint, ...]:
    """That one value is better than another one, whichever way that is.

    Args:
        code: of the reason.
        one: the better one.
        other: the worse one.
        kind: the code of the error.
        about: what the error names.
        en: the sentence where it is not.
        zh: the same in Chinese.
        when: where it matters.
        advice: what to do about it.
    """
    lower = its.direction.is_(Direction.LOWER_IS_BETTER)
    return tuple(
        Constraint(
            code,
            fulfilled,
            kind,
            about=about,
            when=way if when is None else when & way,
            en=en,
            zh=zh,
            advice=advice,
        )
        for fulfilled, way in ((one > other, ~lower), (one < other, lower))
    )


def one_sided(en: str, zh: str, advice: tuple[str, str] = ("", "")) -> Constraint:
    """That one end is the better one: ``ON_TARGET`` says nothing here.

    Args:
        en: why.
        zh: the same in Chinese.
        advice: what else there is.
    """
    choose = ("choose HIGHER_IS_BETTER or LOWER_IS_BETTER", "请选择 HIGHER_IS_BETTER 或 LOWER_IS_BETTER")
    return Constraint(
        "one-sided",
        ~its.direction.is_(Direction.ON_TARGET),
        Code.DIRECTION,
        about=its.direction,
        en=en,
        zh=zh,
        advice=(choose[0] + advice[0], choose[1] + advice[1]),
    )


def higher_only(en: str, zh: str, advice: tuple[str, str]) -> Constraint:
    """That the value is better the higher it is, so that a direction need not be said.

    Args:
        en: why.
        zh: the same in Chinese.
        advice: what to write instead.
    """
    fulfilled = its.direction.is_(Direction.HIGHER_IS_BETTER)
    return Constraint("direction-is-fixed", fulfilled, Code.DIRECTION, about=its.direction, en=en, zh=zh, advice=advice)


SHARES_OF_FULL_MARK = Constraint(
    "scale-begins-elsewhere",
    abs(its.scale.low) <= 0,
    Code.SCALE,
    about=its.scale,
    en="the points are shares of the full mark, from 0 on, not on the scale {scale}",
    zh="得分是满分的一部分，从 0 开始，量表 {scale} 不适用",
    advice=("write Scale(0, {scale.high})", "请写 Scale(0, {scale.high})"),
)
"""Points that are counted from nothing."""


def within(scale: Scale, points: Term, item: str = "") -> tuple[Constraint, Constraint]:
    """That points lie on a scale, its ends included.

    Args:
        scale: the scale of the place where they are used.
        points: the number.
        item: the code of the item that has the scale, where the place does not tell.
    """
    whose = shown(item).replace("{", "{{")
    said: dict[str, Any] = {
        "en": f"{{0}} points are off the scale {scale}" + (f" of {whose}" if item else ""),
        "zh": "{0} 分超出" + (f" {whose} 的" if item else "") + f"量表 {scale}",
        "advice": CORRECT_ONE,
    }
    return (
        Constraint("points-off-scale", points >= scale.low, Code.LIMITS, **said),
        Constraint("points-off-scale", points <= Given(scale.top), Code.LIMITS, **said),
    )
