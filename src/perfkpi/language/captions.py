"""Marks that are called by a name of their own, in Chinese and English."""

from __future__ import annotations

from typing import Self

from perfkpi.labels import Label

__all__ = ["Caption"]


class Caption(str):
    """The code of a marked step that carries what the step is called: the recorded reason of a correction.

    Equal to the plain text; only remembers its label.
    """

    __slots__ = ("label",)

    label: Label

    def __new__(cls, label: Label) -> Self:
        """A code that is as unique as the label."""
        zh, en = label.say("zh"), label.say("en")
        made = super().__new__(cls, zh if zh == en else f"{zh} / {en}")
        made.label = label
        return made

    def __getnewargs__(self) -> tuple[Label]:  # type: ignore[override]  # what a copy is made from is the label
        return (self.label,)
