"""What a constructor says where an argument that must be given was left out: which one, and what there is to choose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache, wraps
from typing import Any, get_args, get_type_hints

import attrs

from perfkpi.errors import Code, DefinitionError

__all__ = ["Asking", "choices_of"]


class Asking:
    """The base of model values: an argument that was left out is asked for, with the choices.

    Where practice disagrees there is no default, and Python's own message would name the argument but not the choices.
    """

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        made: Callable[..., None] | None = cls.__dict__.get("__init__")
        if made is not None and "__attrs_attrs__" in cls.__dict__:
            setattr(cls, "__init__", _asking(cls, made))  # noqa: B010  # type checkers let nobody assign to it


def _asking(kind: type, made: Callable[..., None]) -> Callable[..., None]:
    @wraps(made)
    def asking(self: object, *args: Any, **given: Any) -> None:  # noqa: ANN401  # whatever the class takes
        try:
            made(self, *args, **given)
        except TypeError:
            for name in _left_out(kind, len(args), given):
                raise _question(kind, name) from None
            raise

    return asking


def _left_out(kind: type, positional: int, given: dict[str, Any]) -> Iterator[str]:
    """The arguments that must be given and were not."""
    fields = [each for each in attrs.fields(kind) if each.init]
    placed = [each.alias for each in fields if not each.kw_only][:positional]
    for each in fields:
        if each.default is attrs.NOTHING and each.alias not in given and each.alias not in placed:
            yield each.alias


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def choices_of(hint: object) -> list[str]:
    """What can be chosen: the members of an enumeration, or the classes of a union of nothing else."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [f"{hint.__name__}.{member.name}" for member in hint]
    classes = get_args(hint)
    plain = all(isinstance(each, type) and attrs.has(each) for each in classes)
    return [f"{each.__name__}(...)" for each in classes] if plain else []


def _question(kind: type, name: str) -> DefinitionError:
    choices = choices_of(_hints(kind).get(name))
    en, zh = ", ".join(choices), "、".join(choices)
    return DefinitionError(
        Code.CHOICE_NEEDED,
        en=f"{name} was not said, and there is no default" + (f"; choose {en}" if en else f"; give {name}="),
        zh=f"没有说明 {name}，且没有默认值" + (f"；请选择 {zh}" if zh else f"；请给出 {name}="),
        where=f"{kind.__name__}.{name}",
    )
