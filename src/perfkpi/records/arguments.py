"""The arguments of both readings: what is reduced, and whose records these are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

from perfkpi.errors import Code, DefinitionError, MeasureError, expected, shown
from perfkpi.foreign import is_a, is_unlike_itself
from perfkpi.model.parameters.sequences import sequence_of
from perfkpi.model.parameters.validation import as_tuple

T = TypeVar("T")


def series_of(kind: type[T], values: Iterable[T], name: str, example: str) -> tuple[T, ...]:
    """Return the members of an argument, all of one class.

    Args:
        kind: the class.
        values: what was given.
        name: the name of the argument.
        example: how a member is written.

    Raises:
        DefinitionError: no series, or a member of another class.
    """
    try:
        found = as_tuple(values)
    except DefinitionError as error:
        raise error.at(name) from None
    for place, each in enumerate(found):
        if not is_a(each, kind):
            en, zh = f"each of the {name} is a {kind.__name__}", f"{name} 的每一项应为 {kind.__name__}"
            raise expected(en, zh, each, write=example, where=f"{name}[{place}]")
    return found


def known_subjects(subjects: Iterable[Hashable] | None) -> dict[Any, int] | None:
    """Find the place of every subject that is to have measures; ``None`` where it was not said who is."""
    if subjects is None:
        return None
    places: dict[Any, int] = {}
    for place, each in enumerate(_whom(subjects)):
        check_subject(each, f"subjects[{place}]")
        if each in places:
            en = f"{shown(each)} stands already as number {places[each] + 1} of the subjects; keep one"
            zh = f"{shown(each, 'zh')} 已列为第 {places[each] + 1} 个被考核人；请保留一个"
            raise DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=f"subjects[{place}]", value=each)
        places[each] = place
    return places


def _whom(subjects: Iterable[Hashable]) -> Iterable[object]:
    """Read a series of any length; of what has none, no more than is waited for."""
    try:
        found = sequence_of(subjects)
        return as_tuple(subjects) if found is None else found
    except DefinitionError as error:
        raise error.at("subjects") from None


def check_subject(key: object, where: str) -> None:
    """Refuse what no record can be put to."""
    if not _is_somebody(key):
        en = f"{shown(key)} is nobody; a record names its subject by text or number, such as 'E017'"
        zh = f"{shown(key, 'zh')} 不能表示对象；每条记录须用文字或数字指明对象，如 'E017'"
        raise MeasureError(Code.UNKNOWN_MEASURE, en=en, zh=zh, where=where, value=key)


def _is_somebody(key: object) -> bool:
    try:
        hash(key)
        nobody = key is None or bool(key == "") or is_unlike_itself(key)
    except Exception:  # noqa: BLE001  # whatever a foreign key raises, nobody is found by it
        return False
    return not nobody


def unknown_subject(row: int, key: object) -> MeasureError:
    """Build the error of a record of somebody who is not expected."""
    en = f"{shown(key)} is not among the subjects; add it to subjects, or leave its records out"
    zh = f"{shown(key, 'zh')} 不在 subjects 中；请加入，或去掉其记录"
    return MeasureError(Code.UNKNOWN_MEASURE, en=en, zh=zh, where=f"records[{row}]", value=key)
