"""Refusals that are said of many things in one way, each in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from perfkpi.errors.kinds import Code, DefinitionError, PerfKpiError
from perfkpi.errors.quoting import kind_of, listed, shown, was_meant


def expected(
    en: str,
    zh: str,
    value: object,
    *,
    write: str | tuple[str, str] = "",
    where: str = "",
    by_type: bool = False,
    code: Code = Code.WRONG_TYPE,
    kind: type[PerfKpiError] = DefinitionError,
) -> PerfKpiError:
    """What should stand at a place, and what does: ``threads is a whole number from 1 on, not 'four'``.

    Args:
        en: what should stand there, in English.
        zh: the same in Chinese.
        value: what does.
        write: how it is written, where there is an example; in English and Chinese where that makes a difference.
        where: the place.
        by_type: whether its type stands for the value, as for what holds the data of many people.
        code: of the fault.
        kind: the class of the error.
    """
    ways = (write, write) if isinstance(write, str) else write
    out = [f"{mark}{way}" if way else "" for mark, way in zip(("; write ", "；请写 "), ways, strict=True)]
    quoted, told = (kind_of(value),) * 2 if by_type else (shown(value), shown(value, "zh"))
    en, zh = f"{en}, not {'of type ' * by_type}{quoted}{out[0]}", f"{zh}，而不是 {told}{out[1]}"
    return kind(code, en=en, zh=zh, where=where, value=value)


def no_such(
    noun: tuple[str, str], name: object, known: Iterable[str], where: str, *, code: Code, kind: type[PerfKpiError]
) -> PerfKpiError:
    """That nothing has a name, which may be a typo, and what there is.

    Args:
        noun: what is asked for, in English and Chinese.
        name: the name.
        known: the names that there are.
        where: the place.
        code: of the fault.
        kind: the class of the error.
    """
    (en, zh), names = noun, list(known)
    return kind(
        code,
        en=f"there is no {en} {shown(name)}{was_meant(name, names, 'en')}; there is {listed(names, 'en') or 'none'}",
        zh=f"没有{zh} {shown(name, 'zh')}{was_meant(name, names, 'zh')}；"
        + (f"现有 {listed(names, 'zh')}" if names else f"现在一个{zh}也没有"),
        where=where,
        value=name,
    )
