"""What the marks of an expression are called: a part carries its own words, in Chinese and English."""

from __future__ import annotations

from typing import Self

from perfkpi.labels import Label


class Caption(str):
    """The code of a marked part, which also carries what the part is called in explanations.

    It equals the plain text of the code; a part that is marked with a plain text is called by that code.

    Args:
        code: the code, as results tell it.
        label: what the part is called.
        percent: whether its value is shown in percent.
        quiet: whether one person's explanation leaves the part out where there is nothing to note about it.
    """

    __slots__ = ("label", "percent", "quiet")

    label: Label
    percent: bool
    quiet: bool

    def __new__(cls, code: str, label: Label, *, percent: bool = False, quiet: bool = False) -> Self:
        """A code with its words."""
        made = super().__new__(cls, code)
        made.label, made.percent, made.quiet = label, percent, quiet
        return made

    @classmethod
    def of(cls, label: Label) -> Self:
        """Build the caption of what has a label and no code of its own: the recorded reason of a correction."""
        zh, en = label.say("zh"), label.say("en")
        return cls(zh if zh == en else f"{zh} / {en}", label)

    def __getnewargs_ex__(self) -> tuple[tuple[str, Label], dict[str, bool]]:
        return (str(self), self.label), {"percent": self.percent, "quiet": self.quiet}
