"""Values that are displayed by the module ``display`` beside their own, which is loaded when somebody looks."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class Displayed:
    """The base of values with a text and an HTML display: ``text_of`` and ``html_of`` of the module ``display``."""

    __slots__ = ()

    def __str__(self) -> str:
        text: str = _beside(type(self)).text_of(self)
        return text

    def _repr_html_(self) -> str:
        html: str = _beside(type(self)).html_of(self)
        return html


def _beside(kind: type) -> ModuleType:
    """Find the displays of a class, which stand beside the class of the library that is displayed."""
    home = next(base.__module__ for base in kind.__mro__ if Displayed in base.__bases__)
    return beside(home, "display")


def beside(module: str, name: str) -> ModuleType:
    """Load a module that stands beside another one and is asked for rarely: words, documents, charts.

    Args:
        module: the one that asks, its ``__name__``.
        name: from the folder of that module on.
    """
    return import_module(f"{module.rpartition('.')[0]}.{name}")
