"""Constraints that many rules have, each by a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from perfkpi.errors import Code, shown
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.constraints.comparisons import Comparison
from perfkpi.model.parameters.constraints.constraint import Constraint
from perfkpi.model.parameters.constraints.paths import Choice, Path, its
from perfkpi.model.parameters.constraints.terms import Given, Term

CORRECT_ONE = ("correct one of them", "请更正其一")
NEVER_IN_FULL = ("they can never count in full; correct one of them", "永远不能全部计入；请更正其一")
EXCHANGE = ("exchange or correct them", "请对调或更正")

FLOOR_BELOW_CAP = Constraint("floor-above-cap", its.floor <= its.cap, advice=EXCHANGE)
"""That a floor and a cap leave something between them, or one number."""

_NO_BETTER = ("is not better than", "不优于")


def better(
    code: str,
    one: Path,
    other: Path,
    kind: Code = Code.TARGET,
    *,
    about: Path | None = None,
    when: Choice | None = None,
    advice: tuple[str, str] = ("exchange them, or change the direction {direction}", "请对调，或更改方向{direction}"),
) -> tuple[Constraint, ...]:
    """Require that one value is better than another one, whichever way that is.

    Args:
        code: of the reason.
        one: the better one.
        other: the worse one.
        kind: the code of the error.
        about: what the error names; left out, the better one.
        when: where it matters.
        advice: what to do about it.
    """
    lower = its.direction.is_(Direction.LOWER_IS_BETTER)
    return tuple(
        Constraint(
            code,
            Comparison(one, relation, other, _NO_BETTER),
            kind,
            about=about,
            when=way if when is None else when & way,
            advice=advice,
        )
        for relation, way in ((">", ~lower), ("<", lower))
    )


def together(code: str, option: Path, choice: Choice, advice: tuple[str, str]) -> Constraint:
    """That an attribute is given with a choice of another one, and only with it.

    Args:
        code: of the constraint.
        option: the attribute.
        choice: the member of an enumeration that needs it.
        advice: what to give.
    """
    en = f"{option} goes with {choice.said}, and with nothing else"
    zh = f"{option} 只能且必须与 {choice.said} 同时给出"
    return Constraint(code, option.given.iff(choice), Code.CHOICE_NEEDED, en=en, zh=zh, advice=advice)


def one_sided(
    en: str,
    zh: str,
    advice: tuple[str, str] = ("", ""),
    *,
    about: Path | None = None,
    when: Choice | None = None,
) -> Constraint:
    """Require that one end is the better one: ``ON_TARGET`` says nothing here.

    Args:
        en: why.
        zh: the same in Chinese.
        advice: what else there is.
        about: what the error names; left out, the direction.
        when: where it matters.
    """
    choose = (
        "choose direction='higher' or direction='lower'",
        "请选择 direction='higher'（越高越好）或 direction='lower'（越低越好）",
    )
    advice = choose[0] + advice[0], choose[1] + advice[1]
    fulfilled = ~its.direction.is_(Direction.ON_TARGET)
    return Constraint("one-sided", fulfilled, Code.DIRECTION, about=about, when=when, en=en, zh=zh, advice=advice)


def fixed_direction(
    direction: Direction,
    en: str,
    zh: str,
    advice: tuple[str, str] = ("leave direction out", "请不要给出 direction"),
) -> Constraint:
    """That values are better in one direction alone, so that it need not be said.

    Args:
        direction: which one.
        en: why.
        zh: the same in Chinese.
        advice: what to write instead.
    """
    return Constraint("direction-is-fixed", its.direction.is_(direction), Code.DIRECTION, en=en, zh=zh, advice=advice)


def in_order(
    code: str, kind: Code, terms: Sequence[Term], advice: tuple[str, str], *, rising: bool = True
) -> Iterator[Constraint]:
    """That each of several numbers lies above the one before it, or below.

    Args:
        code: of the reason.
        kind: the code of the error.
        terms: the numbers.
        advice: what to do about it.
        rising: whether above.
    """
    for one, other in pairwise(terms):
        yield Constraint(code, other > one if rising else other < one, kind, advice=advice)


SHARES_OF_FULL_MARK = Constraint(
    "scale-begins-elsewhere",
    abs(its.scale.low) <= 0,
    Code.SCALE,
    about=its.scale,
    en="the points are shares of the full mark, from 0 on, not on the scale {scale}",
    zh="得分是满分的一部分，从 0 开始，分制 {scale} 不适用",
    advice=("write Scale(0, {scale.high})", "请写 Scale(0, {scale.high})"),
)
"""Points that are counted from nothing."""


def within(scale: Scale, points: Term, item: str = "") -> tuple[Constraint, Constraint]:
    """Require that points lie on a scale, its ends included.

    Args:
        scale: the scale of the place where they are used.
        points: the number.
        item: the code of the item that has the scale, where the place does not tell.
    """
    whose = shown(item).replace("{", "{{")
    said: dict[str, Any] = {
        "en": f"{{0}} points are off the scale {scale}" + (f" of {whose}" if item else ""),
        "zh": "{0} 分超出" + (f" {whose} 的" if item else "") + f"分制 {scale:zh}",
        "advice": CORRECT_ONE,
    }
    return (
        Constraint("points-off-scale", points >= scale.low, **said),
        Constraint("points-off-scale", points <= Given(scale.top), **said),
    )
