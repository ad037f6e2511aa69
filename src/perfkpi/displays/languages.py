"""In which language displays speak: in both, until somebody chooses one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from types import TracebackType
from typing import Protocol

from perfkpi.errors import Language, checked_language

_CHOSEN: ContextVar[Language | None] = ContextVar("perfkpi.display.language", default=None)


class Said(Protocol):
    """What has a name in each language: a label, a rating, a reason."""

    def say(self, language: Language) -> str:
        """Say it in one language."""
        ...


class Chosen(AbstractContextManager[None]):
    """A choice that already holds; as a context it ends with the block."""

    __slots__ = ("_before", "_began", "_language")

    _language: Language | None

    def __init__(self, language: Language | None) -> None:
        self._language = language
        self._before: list[Language | None] = [_CHOSEN.get()]
        self._began = False
        _CHOSEN.set(language)

    def __enter__(self) -> None:
        if self._began:
            self._before.append(_CHOSEN.get())
        self._began = True
        _CHOSEN.set(self._language)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _CHOSEN.set(self._before.pop())

    def __repr__(self) -> str:
        return f"<displays in {self._language or 'both languages'}>"


def display(language: Language | None) -> AbstractContextManager[None]:
    """Choose the language of displays: of scorecards, results, batches and populations, as text and as HTML.

    By itself it holds from now on; ``with pk.display(language="zh"):`` holds for the block. Each thread and each
    asynchronous task has a choice of its own: a task begins with that of whoever started it, a thread with none.

    Args:
        language: ``"zh"`` or ``"en"``; ``None`` for both side by side, which is what displays do at first.

    Raises:
        DefinitionError: another language.

    Examples:
        >>> import perfkpi as pk
        >>> people = pk.Population.from_values({"sales": [50, 40, None]})
        >>> with pk.display(language="en"):
        ...     print(people)
        population
        indicator  with a value  without  lowest  highest
        sales                 2        1      40       50
    """
    return Chosen(None if language is None else checked_language(language))


def chosen() -> Language | None:
    """Tell which language was chosen; ``None`` for both."""
    return _CHOSEN.get()


def in_each(write: Callable[[Language], str]) -> str:
    """Write something in the chosen language, or in both side by side; once where they are the same."""
    language = _CHOSEN.get()
    if language is not None:
        return write(language)
    zh, en = write("zh"), write("en")
    return zh if zh == en else f"{zh} {en}"


def spoken(name: Said) -> str:
    """Say a name in the chosen language, or in both."""
    return in_each(name.say)
