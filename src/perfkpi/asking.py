"""What a constructor says where its arguments do not fit: which one is asked for, what there is, what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, wraps
from typing import Any, get_args, get_type_hints

import attrs

from perfkpi.errors import Code, DefinitionError, Language, PerfKpiError, cut, listed, members_of, shown, was_meant
from perfkpi.value_objects import ValueObject
from perfkpi.wording.places import attribute_told, class_words

_TOLD = 4
_CLEAR = 2
"""With more names it is not clear any more which one is meant."""

_LANGUAGES: tuple[Language, Language] = ("en", "zh")


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
    fields: list[Any] = [each for each in attrs.fields(kind) if each.init]
    placed = [each for each in fields if not each.kw_only]
    first = [each.alias for each in placed]
    said = {*first[: len(args)], *given}
    others = [each for each in fields if each.alias not in said]
    if len(args) > len(placed):
        yield _by_name(kind, first, others, args)
    known = [each.alias for each in fields]
    unknown = [name for name in given if name not in known]
    if unknown:
        yield _unknown(kind, unknown, known)
    for name in given:
        if name in first[: len(args)]:
            yield _given_twice(kind, name)
    missing = [each for each in others if not _is_optional(each)]
    for attribute, value in zip(placed, args, strict=False):
        meant = [each.alias for each in missing if _takes(kind, each, value)]
        if meant and not _takes(kind, attribute, value):
            yield _misplaced(kind, attribute.alias, meant, value)
    if missing:
        yield _question(kind, [each.alias for each in missing])


def _is_optional(attribute: attrs.Attribute[object]) -> bool:
    return attribute.default is not attrs.NOTHING


def _takes(kind: type, attribute: Any, value: object) -> bool:  # noqa: ANN401  # attrs leaves the types of one open
    """Tell whether an attribute could be given a value."""
    try:
        found = value if attribute.converter is None else attribute.converter(value)
        if attribute.validator is not None:
            attribute.validator(object.__new__(kind), attribute, found)
    except Exception:  # noqa: BLE001  # which the constructor would have raised, whatever it is
        return False
    return True


def _by_name(kind: type, placed: Sequence[str], others: Sequence[Any], args: Sequence[object]) -> DefinitionError:
    """Build the error of too many arguments without a name: each with the names that it can be given by."""
    name, en, zh = kind.__name__, "takes its arguments by name", "的参数必须写明名称"
    if placed:
        en, zh = f"takes only {', '.join(placed)} without a name", f"中只有 {'、'.join(placed)} 可以不写名称"
    surplus = args[len(placed) :]
    fitting = [[each.alias for each in others if _takes(kind, each, value)] for value in surplus]
    ways = _call(name, args[: len(placed)], surplus if others else (), fitting) or _names(others, surplus, fitting)
    en, zh = f"{name} {en}; write {ways[0]}", f"{class_words(name)[1]}{zh}；请{ways[1]}"
    return DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where=name, value=surplus[0])


def _call(
    name: str, placed: Sequence[object], surplus: Sequence[object], fitting: Sequence[Sequence[str]]
) -> tuple[str, str] | None:
    """Write the call that was meant, where it is certain and can be typed as it is written here."""
    values = [*placed, *surplus]
    if any(shown(value) != repr(value) for value in values) or any(
        len(names) != 1 for names in fitting[: len(surplus)]
    ):
        return None
    named = (f"{names[0]}={shown(value)}" for value, names in zip(surplus, fitting, strict=False))
    call = f"{name}({', '.join([*map(shown, placed), *named])})"
    return call, f"写 {call}"


def _names(others: Sequence[Any], surplus: Sequence[object], fitting: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Say by which names values can be given; of those that fit many, all names that are left."""
    clear = [(value, names) for value, names in zip(surplus, fitting, strict=True) if 0 < len(names) <= _CLEAR]
    rest = [value for value, names in zip(surplus, fitting, strict=True) if not 0 < len(names) <= _CLEAR]
    told = [_before(value, names) for value, names in clear[:_CLEAR]]
    if rest:
        open_ones = [f"{each.alias}=" for each in others]
        quoted = [[shown(value, language) for value in rest[:_CLEAR]] for language in _LANGUAGES]
        en, zh = listed(open_ones, "en"), listed(open_ones, "zh")
        told.append((f"one of {en} before {', '.join(quoted[0])}", f"在 {'、'.join(quoted[1])} 前写 {zh} 之一"))
    return ", ".join(each for each, _ in told), "，".join(each for _, each in told)


def _before(value: object, names: Sequence[str]) -> tuple[str, str]:
    """Say by which names a value can be given."""
    en, zh = (word.join(f"{name}=" for name in names) for word in (" or ", " 或 "))
    return f"{en} before {shown(value)}", f"在 {shown(value, 'zh')} 前写 {zh}"


def _misplaced(kind: type, name: str, meant: Sequence[str], value: object) -> DefinitionError:
    """Build the error of an argument that stands in the place of another one."""
    told, (en, zh) = attribute_told(kind.__name__, name), _before(value, meant)
    en = f"{shown(value)} stands in the place of {told[0]}; write {en}"
    zh = f"{shown(value, 'zh')} 写在了{told[1]}的位置；请{zh}"
    return DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where=kind.__name__, value=value)


def _unknown(kind: type, names: Sequence[str], known: Sequence[str]) -> DefinitionError:
    """Build the error of every argument that there is not."""
    english, chinese = (
        [f"{shown(name, language)}{was_meant(name, known, language)}" for name in names[:_TOLD]]
        for language in _LANGUAGES
    )
    return DefinitionError(
        Code.UNKNOWN_KEY,
        en=f"there is no argument {' or '.join(english)}; there is {listed(known, 'en') or 'none'}",
        zh=f"没有参数 {'、'.join(chinese)}；" + (f"现有 {listed(known, 'zh')}" if known else "现在一个参数也没有"),
        where=f"{kind.__name__}.{cut(names[0])}" if len(names) == 1 else kind.__name__,
        value=names[0],
    )


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
