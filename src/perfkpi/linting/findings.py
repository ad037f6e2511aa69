"""Findings: what a look at a scorecard has found, in the form of an error that stops nobody."""

from __future__ import annotations

from attrs import frozen

from perfkpi.errors import Code, Language, checked_language
from perfkpi.labels import Label
from perfkpi.value_objects import ValueObject


@frozen(eq=False)
class Finding(ValueObject):
    """What is worth mending in a scorecard.

    Attributes:
        code: the stable code, shared with errors.
        where: the place as a path, such as ``items[2].name``.
        place: the place in words, 第 3 项“客户满意度”的名称.
        message: what was found.
        hint: what to write.
    """

    code: Code
    where: str
    place: Label
    message: Label
    hint: Label

    def say(self, language: Language = "en") -> str:
        """Say it in one line: code, place in words, message and hint.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        place, message, hint = (each.say(checked_language(language)) for each in (self.place, self.message, self.hint))
        return (
            f"[{self.code}] {place}：{message}；{hint}"
            if language == "zh"
            else f"[{self.code}] {place}: {message}; {hint}"
        )

    def __str__(self) -> str:
        return self.say("en")
