"""Values of other people's classes: what they raise when somebody looks at them is a refusal of them, not a crash.

A length that raises, a comparison that gives an array, a class that lies: whoever reads what a caller handed in does so
inside ``looking_at``, and the caller is told which argument it was.
"""

from __future__ import annotations

from types import TracebackType

from perfkpi.errors import Code, DefinitionError, PerfKpiError, shown


class looking_at:  # noqa: N801  # read as a word: with looking_at(keys, "keys")
    """A context in which a foreign value is looked at.

    Args:
        value: the value.
        where: its place.

    Raises:
        DefinitionError: whatever else is raised inside, with that as its cause. Errors of the library pass.
    """

    __slots__ = ("_value", "_where")

    def __init__(self, value: object, where: str = "") -> None:
        self._value, self._where = value, where

    def __enter__(self) -> None:
        """Nothing is prepared."""

    def __exit__(self, _: object, error: BaseException | None, __: TracebackType | None) -> None:
        """Refuse the value where it raised something of its own."""
        if isinstance(error, Exception) and not isinstance(error, PerfKpiError):
            raise unreadable(self._value, error, self._where) from error


def unreadable(value: object, cause: Exception, where: str = "") -> DefinitionError:
    """Build the refusal of a value that raised something when it was looked at."""
    kind = type(cause).__name__
    en = f"{shown(value)} cannot be read: looking at it raises {kind}; give a plain value"
    zh = f"{shown(value, 'zh')} 无法读取，读取时出现 {kind}；请给出普通的值"
    return DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where=where, value=value)


def is_a(value: object, *kinds: type) -> bool:
    """Tell whether a value is of a class, by its type alone; what it says of its own class may be a lie or an error."""
    return issubclass(type(value), kinds)


def is_unlike_itself(value: object) -> bool:
    """Tell whether a value does not even equal itself, as NaN and a time that is not known do not."""
    return bool(value != value)  # noqa: PLR0124  # which is the question


def as_plain(value: str) -> str:
    """Convert a text of another library to one of Python's own, which compares and shows itself as it must."""
    return str.__str__(value) if is_a(value, str) else value
