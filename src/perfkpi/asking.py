"""What a constructor says where its arguments do not fit: which one is asked for, what there is, what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, wraps
from typing import Any, get_args, get_type_hints

import attrs

from perfkpi.errors import Code, DefinitionError, PerfKpiError, cut, members_of, no_such, shown
from perfkpi.value_objects import ValueObject
from perfkpi.wording.places import attribute_told, class_words

_TOLD = 4


class Asking(ValueObject):
    """The base of model values: an argument that was left out is asked for, with the choices.

    Where practice disagrees there is no default, and Python's own message would name the argument but not the choices.
    """

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        made: Callable[..., None] | None = cls.__dict__.get("__init__")
        if made is not None and "__attrs_attrs__" in cls.__dict__:
            setattr(cls, "__init__", _asking(cls, made))  # noqa: B010  # type checkers let nobody assign to it

    def refused(self, code: Code, name: str, *, en: str, zh: str, value: object = None) -> DefinitionError:
        """The error that an attribute of this value deserves, for a constructor to raise.

        Args:
            code: of the error.
            name: of the attribute.
            en: what is wrong with it, and what to do.
            zh: the same in Chinese.
            value: what is wrong; left out, the attribute itself.
        """
        refused: object = getattr(self, name, None) if value is None else value
        return DefinitionError(code, en=en, zh=zh, where=f"{type(self).__name__}.{name}", value=refused)

    def check_constraints(self) -> None:
        """Check what a base demands of every value that is below it; called when all attributes stand."""


def _asking(kind: type, made: Callable[..., None]) -> Callable[..., None]:
    @wraps(made)
    def asking(self: Asking, *args: Any, **given: Any) -> None:  # noqa: ANN401  # whatever the class takes
        try:
            made(self, *args, **given)
        except TypeError:
            for fault in _faults(kind, args, given):
                raise fault from None
            raise
        except PerfKpiError as error:
            error.within(self, given)
            raise
        self.check_constraints()

    return asking


def _faults(kind: type, args: Sequence[object], given: Mapping[str, object]) -> Iterator[PerfKpiError]:
    """Yield what is wrong with the arguments themselves: what was said wrongly comes before all that was not said."""
    fields = [each for each in attrs.fields(kind) if each.init]
    placed = [each.alias for each in fields if not each.kw_only]
    said = {*placed[: len(args)], *given}
    if len(args) > len(placed):
        open_ones = sorted((each for each in fields if each.alias not in said), key=_is_optional)
        yield _by_name(kind, placed, [each.alias for each in open_ones], args)
    known = [each.alias for each in fields]
    for name in given:
        if name not in known:
            yield _unknown(kind, name, known)
        elif name in placed[: len(args)]:
            yield _given_twice(kind, name)
    missing = [each.alias for each in fields if not (_is_optional(each) or each.alias in said)]
    if missing:
        yield _question(kind, missing)


def _is_optional(attribute: attrs.Attribute[object]) -> bool:
    return attribute.default is not attrs.NOTHING


def _by_name(kind: type, placed: Sequence[str], others: Sequence[str], args: Sequence[object]) -> DefinitionError:
    """Build the error of too many arguments without a name; each was meant for the next one that is to be given."""
    surplus = args[len(placed) :]
    shape = [
        *map(shown, args[: len(placed)]),
        *(f"{name}={shown(value)}" for name, value in zip(others, surplus, strict=False)),
    ]
    example = f"{kind.__name__}({', '.join(shape[:_TOLD])})"
    en, zh = "takes its arguments by name", "的参数必须写明名称"
    if placed:
        en = f"takes only {', '.join(placed)} without a name"
        zh = f"中只有 {'、'.join(placed)} 可以不写名称"
    name = kind.__name__
    en, zh = f"{name} {en}; write {example}", f"{class_words(name)[1]}{zh}；请写 {example}"
    return DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where=name, value=surplus[0])


def _unknown(kind: type, name: str, known: Sequence[str]) -> PerfKpiError:
    where = f"{kind.__name__}.{cut(name)}"
    return no_such(("argument", "参数"), name, known, where, code=Code.UNKNOWN_KEY, kind=DefinitionError)


def _given_twice(kind: type, name: str) -> DefinitionError:
    en = f"{name} is given twice, by its place and by its name; keep one"
    zh = f"{attribute_told(kind.__name__, name)[1]}给出了两次（按位置和按名称）；请保留一个"
    return DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=f"{kind.__name__}.{name}", value=name)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def choices_of(hint: object) -> list[str]:
    """List what can be chosen: the members of enumerations, and the classes of a union of such and nothing else."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return members_of(hint)
    found: list[str] = []
    members: tuple[type[Any] | None, ...] = get_args(hint)
    for each in members:
        if isinstance(each, type) and issubclass(each, Enum):
            found += members_of(each)
        elif isinstance(each, type) and attrs.has(each):
            found.append(f"{each.__name__}(...)")
        else:
            return []
    return found


def _question(kind: type, names: Sequence[str]) -> DefinitionError:
    """Ask for all that was not said, each with its choices."""
    choices = [choices_of(_hints(kind).get(name)) for name in names]
    told = [attribute_told(kind.__name__, name) for name in names]
    if len(names) == 1:
        name, (known,) = names[0], choices
        en, zh = f"give {name}=", f"请写 {name}="
        if known:
            en, zh = f"choose {', '.join(known)}", f"请选择 {'、'.join(known)}"
        en, zh = f"{told[0][0]} not said, and there is no default; {en}", f"未给出{told[0][1]}；{zh}"
        return DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where=f"{kind.__name__}.{name}")
    asked = [f"{name}=" for name in names]
    open_ones = [f"{name} {' | '.join(known)}" for name, known in zip(asked, choices, strict=True) if known]
    chosen = (f"; choose {'; '.join(open_ones)}", f"；请选择 {'；'.join(open_ones)}") if open_ones else ("", "")
    return DefinitionError(
        Code.CHOICE_NEEDED,
        en=f"{kind.__name__} needs {', '.join(asked[:-1])} and {asked[-1]}{chosen[0]}",
        zh=f"未给出{'、'.join(each for _, each in told)}{chosen[1]}",
        where=kind.__name__,
    )
