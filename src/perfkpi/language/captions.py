"""What the marks of an expression are called: a part carries its own words, in Chinese and English."""

from __future__ import annotations

from typing import Self

from attrs import frozen

from perfkpi.labels import Label


@frozen
class Sentence:
    """What a brief explanation says of a marked part, by the sign of its value.

    ``{figure}`` stands for the value and ``{size}`` for its amount, as they are shown, and ``{calculation}`` for what
    is computed, in figures; any other name in braces for the figure of the part of that code beneath.

    Attributes:
        positive: of a value above 0.
        zero: of a value of 0; ``None``: nothing.
        negative: of a value below 0; ``None``: nothing.
        whole: of a share of 1 and more; ``None``: the same as of any above 0.
        cut: the code of a part beneath, and what is said instead where a rounding made another number of that part.
    """

    positive: Label | None
    zero: Label | None = None
    negative: Label | None = None
    whole: Label | None = None
    cut: tuple[str, Label] | None = None

    @classmethod
    def always(cls, label: Label) -> Self:
        """Say the same, whatever the sign."""
        return cls(label, label, label)


class Caption(str):
    """The code of a marked part, which also carries what the part is called in explanations.

    It equals the plain text of the code; a part that is marked with a plain text is called by that code.

    Args:
        code: the code, as results tell it.
        label: what the part is called.
        percent: whether its value is shown in percent.
        quiet: whether one person's explanation leaves the part out where there is nothing to note about it.
        difference: whether its value, where it is a percentage, is a difference of two: percentage points.
        aside: whether no line tells the part, and only the sentences of other parts speak of it.
        sentence: what a brief explanation says of it; ``None``: nothing.
    """

    __slots__ = ("aside", "difference", "label", "percent", "quiet", "sentence")

    label: Label
    percent: bool
    quiet: bool
    difference: bool
    aside: bool
    sentence: Sentence | None

    def __new__(
        cls,
        code: str,
        label: Label,
        *,
        percent: bool = False,
        quiet: bool = False,
        difference: bool = False,
        aside: bool = False,
        sentence: Sentence | None = None,
    ) -> Self:
        """A code with its words."""
        made = super().__new__(cls, code)
        made.label, made.percent, made.quiet = label, percent, quiet
        made.difference, made.aside, made.sentence = difference, aside, sentence
        return made

    @classmethod
    def told(cls, code: str, label: Label, *, percent: bool = False) -> Self:
        """Build the caption of a part whose figure a brief explanation tells behind its name."""
        named = Label(zh=f"{label.say('zh')} {{figure}}", en=f"{label.say('en')} {{figure}}")
        return cls(code, label, percent=percent, sentence=Sentence.always(named))

    @classmethod
    def computed(cls, code: str, label: Label, *, percent: bool = False, aside: bool = False) -> Self:
        """Build the caption of a part of which a brief explanation tells how it is computed, behind its name."""
        told = Label(
            zh=f"{label.say('zh')} {{calculation}} = {{figure}}", en=f"{label.say('en')} {{calculation}} = {{figure}}"
        )
        return cls(code, label, percent=percent, aside=aside, sentence=Sentence.always(told))

    @classmethod
    def worked_out(cls, code: str, label: Label) -> Self:
        """Build the caption of a part of which a brief explanation tells the calculation alone."""
        told = "{calculation} = {figure}"
        return cls(code, label, aside=True, sentence=Sentence.always(Label(zh=told, en=told)))

    @classmethod
    def of(cls, label: Label) -> Self:
        """Build the caption of what has a label and no code of its own: the recorded reason of a correction."""
        zh, en = label.say("zh"), label.say("en")
        return cls(zh if zh == en else f"{zh} / {en}", label)

    def __getnewargs_ex__(self) -> tuple[tuple[str, Label], dict[str, object]]:
        names = ("percent", "quiet", "difference", "aside", "sentence")
        return (str(self), self.label), {name: getattr(self, name) for name in names}
