"""How model values refuse what they cannot be: each refusal names its class and attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, wraps
from inspect import Signature, signature
from itertools import islice
from typing import Any, TypeAlias, TypeVar, cast

from attrs import NOTHING, Attribute

from perfkpi.errors import Code, DefinitionError, PerfKpiError, shown
from perfkpi.foreign import is_a, looking_at, unreadable
from perfkpi.labels import on_a_line
from perfkpi.language.validation import as_code, as_word
from perfkpi.model.parameters.faults import minimum

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
Validator: TypeAlias = Callable[[Any, "Attribute[Any]", Any], None]

_TUPLE: Any = tuple
"""Its own methods: those of a subclass may say what they like."""

ITSELF = ""
"""What tells members apart that are names or numbers."""

_MOST = 100_000
"""The most members that a part of a model may have: who counts without end is told so, at once."""


def placed(cls: type, attributes: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Let whatever is given for an attribute be read there or refused there, as an attrs ``field_transformer``.

    An error of a converter says at which attribute of which class it arose. What a foreign value raises itself when a
    converter or a validator looks at it (in its length, its comparison, its class) is a refusal of that value.

    What must be said stands before what may be left out, also where a base class has the latter: in signatures and in
    documents.
    """
    return sorted((_placed(cls.__name__, attribute) for attribute in attributes), key=_may_be_left_out)


def _may_be_left_out(attribute: Attribute[Any]) -> bool:
    return bool(attribute.kw_only) and attribute.default is not NOTHING


def _placed(owner: str, attribute: Attribute[Any]) -> Attribute[Any]:
    changed: dict[str, Any] = {}
    if getattr(attribute, "converter", None):
        changed["converter"] = _converter(owner, attribute)
    if attribute.validator is not None:
        changed["validator"] = _validator(attribute.validator)
    return attribute.evolve(**changed) if changed else attribute


def _converter(owner: str, attribute: Attribute[Any]) -> Callable[[object], object]:
    convert: Callable[[object], object] = getattr(attribute, "converter")  # noqa: B009  # attrs leaves its type open
    # An inherited converter already tells the place; what a subclass wraps is the one inside.
    convert = getattr(convert, "__wrapped__", convert)

    @wraps(convert)
    def converted(value: object) -> object:
        try:
            return convert(value)
        except PerfKpiError as error:
            raise error.at(f"{owner}.{attribute.name}") from None
        except Exception as cause:
            raise unreadable(value, cause, f"{owner}.{attribute.name}") from cause

    setattr(converted, "__signature__", _signature(convert))  # noqa: B010  # attrs asks for it, once for each attribute
    return converted


@cache
def _signature(convert: Callable[[object], object]) -> Signature | None:
    try:
        return signature(convert)
    except ValueError:  # as of some builtin types
        return None


def _validator(check: Validator) -> Validator:
    check = getattr(check, "__wrapped__", check)

    @wraps(check)
    def checked(owner: object, attribute: Attribute[Any], value: object) -> None:
        with looking_at(value, _place(owner, attribute)):
            check(owner, attribute, value)

    return checked


def _refused(kind: type, example: str, where: str, value: object) -> DefinitionError:
    en = f"{shown(value)} is not a {kind.__name__}; write for example {example}"
    zh = f"{shown(value)} 不是 {kind.__name__}；请写，例如 {example}"
    return DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where=where, value=value)


def as_pair(value: tuple[A, B], first: Callable[[A], C], second: Callable[[B], D], *, en: str, zh: str) -> tuple[C, D]:
    """Convert both halves of a pair, each by its own converter.

    Args:
        value: what was given.
        first: a converter.
        second: a converter.
        en: what a pair says, and how one is written: "an edge and its points; write pairs such as (1, 120)".
        zh: the same in Chinese.

    Raises:
        DefinitionError: it is no pair, or a converter refuses.
    """
    if is_a(value, tuple) and _TUPLE.__len__(value) == 2:  # noqa: PLR2004  # a pair
        one, other = _TUPLE.__iter__(value)
        return first(one), second(other)
    raise DefinitionError(Code.WRONG_TYPE, en=f"{shown(value)} is not {en}", zh=f"{shown(value)} 不是{zh}", value=value)


def as_pairs(
    values: Iterable[tuple[A, B]], first: Callable[[A], C], second: Callable[[B], D], *, en: str, zh: str
) -> tuple[tuple[C, D], ...]:
    """The pairs of a series, as ``as_pair`` converts each."""
    return tuple(as_pair(value, first, second, en=en, zh=zh) for value in as_tuple(values))


def _place(owner: object, attribute: Attribute[Any]) -> str:
    return f"{type(owner).__name__}.{attribute.name}"


def instance(kind: type, example: str) -> Validator:
    """Build a validator that lets only values of one type through; the message shows how one is written."""

    def check(owner: object, attribute: Attribute[Any], value: object) -> None:
        if not isinstance(value, kind):
            raise _refused(kind, example, _place(owner, attribute), value)

    return check


def optional_instance(kind: type, example: str) -> Validator:
    """Check the class of an attribute that may be left out."""
    check = instance(kind, example)

    def check_if_given(owner: object, attribute: Attribute[Any], value: object) -> None:
        if value is not None:
            check(owner, attribute, value)

    return check_if_given


def as_tuple(values: Iterable[T]) -> tuple[T, ...]:
    """Convert any series of values but a text to a tuple, if it has an end that is worth waiting for."""
    found = None if is_a(values, str, bytes) else _listed(values)
    if found is None:
        en = f"{shown(values)} is not a series of values; write a tuple, with a comma behind a single one: (a,)"
        zh = f"{shown(values)} 不是一组值；请写成元组，只有一个时也要逗号：(a,)"
        raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, value=values)
    if len(found) > _MOST:
        en = f"{shown(values)} has more than {_MOST} members, or no end; give fewer"
        zh = f"{shown(values)} 的成员超过 {_MOST} 个，或没有尽头；请减少"
        raise DefinitionError(Code.LIMITS, en=en, zh=zh, value=values)
    return found


def members(values: Iterable[T] | T, kind: type) -> tuple[T, ...]:
    """Convert a series of parts of one kind to a tuple; a single part is a series of one."""
    return (cast("T", values),) if isinstance(values, kind) else as_tuple(cast("Iterable[T]", values))


def _listed(values: Iterable[T]) -> tuple[T, ...] | None:
    """List the members, one more than is read where there are too many; ``None`` where there is no series of them."""
    try:
        return tuple(islice(iter(values), _MOST + 1))
    except Exception:  # noqa: BLE001  # whatever a foreign series raises; also an array of no dimension looks like one
        return None


def tuple_of(kind: type, example: str, *once: str, least: int = 0) -> Validator:
    """A validator of tuples whose members are all of one type, and are as ``several`` says."""
    check_number = several(example, *once, least=least)

    def check(owner: object, attribute: Attribute[Any], values: tuple[object, ...]) -> None:
        for position, value in enumerate(values):
            if not isinstance(value, kind):
                raise _refused(kind, example, f"{_place(owner, attribute)}[{position}]", value)
        check_number(owner, attribute, values)

    return check


def several(example: str, *once: str | int, least: int = 1) -> Validator:
    """A validator of tuples with so many members, none of which stands twice.

    Args:
        example: how a member is written.
        once: what tells members apart: an attribute of theirs, a position in them, or ``ITSELF``.
        least: how many there must be; where the tuple is left out, it need have none.
    """

    def check(owner: object, attribute: Attribute[Any], values: tuple[Any, ...] | None) -> None:
        where = _place(owner, attribute)
        if values is not None and len(values) < least:
            raise _too_few(attribute.name, values, example, least, where)
        for key in once:
            seen: set[object] = set()
            for position, member in enumerate(values or ()):
                told = _part(member, key)
                if told in seen:
                    raise _twice(told, f"{where}[{position}]" + (f".{key}" if key and isinstance(key, str) else ""))
                seen.add(told)

    return check


def _part(member: Any, key: str | int) -> object:  # noqa: ANN401  # a member of any tuple
    if isinstance(key, int):
        return member[key]
    return member if key == ITSELF else getattr(member, key)


def _too_few(name: str, values: tuple[object, ...], example: str, least: int, where: str) -> DefinitionError:
    count = len(values)
    en = f"{name} has {count} entries and needs at least {least}; write for example {example}"
    zh = f"{name} 有 {count} 项，至少需要 {least} 项；请写，例如 {example}"
    return DefinitionError(Code.EMPTY, en=en, zh=zh, where=where, value=values or None)


def _twice(value: object, where: str) -> DefinitionError:
    en, zh = f"{shown(value)} stands twice; make it one, or tell them apart", f"{shown(value)} 重复；请合并，或加以区分"
    return DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=where, value=value)


def as_minimum(value: int) -> int:
    """Check how many there must be at least, for attrs: a whole number from 1 on."""
    return minimum(value)


def as_line(value: str) -> str:
    """Convert a text of one line, for attrs: one that can be seen, or none."""
    return on_a_line(value) if isinstance(value, str) else value  # which a validator refuses


def as_paragraphs(value: str) -> str:
    """Convert a text of several lines, for attrs: each of them can be seen, or is empty."""
    return "\n".join(map(on_a_line, value.splitlines())) if isinstance(value, str) else value  # as above


def checked_code(value: str) -> str:
    """Read a code: NFKC-normalised text that can be seen and is no formula; letters of any script are welcome."""
    return as_code(
        value,
        en=f"{shown(value)} cannot be a code; write a short name such as 'roe' or '净资产收益率'",
        zh=f"{shown(value)} 不能用作代码；请写简短的名称，如 'roe' 或 '净资产收益率'",
    )


def checked_grade(value: str) -> str:
    """Read a grade as data hold it: like a code, and it may be a mere sign."""
    return as_word(
        value,
        en=f"{shown(value)} cannot be a grade; write text as the data hold it, such as 'A' or '优'",
        zh=f"{shown(value)} 不能用作等级；请写数据中的文字，如 'A' 或 '优'",
    )
