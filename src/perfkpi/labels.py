"""Bilingual text: what HR reads exists in Chinese and in English."""

from __future__ import annotations

from typing import Protocol, cast

from attrs import Factory, field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, Language, PerfKpiError, checked_language, expected, shown
from perfkpi.foreign import is_a
from perfkpi.visible import is_blank, unseen

_EXAMPLE = "Label(zh='净利润', en='Net profit')"


def _not_text(value: object, where: str) -> PerfKpiError:
    return expected("a label is text", "名称必须是文字", value, write=_EXAMPLE, where=where, code=Code.LABEL)


def on_a_line(value: str) -> str:
    """Strip surrounding space off a text, which stands on one line and can be seen, or is empty.

    Raises:
        DefinitionError: a character in it breaks the line or cannot be seen, or all of it is blank.
    """
    text = str.strip(value)  # a subclass may strip as it likes
    found = unseen(text)
    if found is None and text and is_blank(text):
        found = "nothing of it can be seen; write a name", "全部不可见；请写名称"
    if found:
        en, zh = f"in the text {shown(value)}, {found[0]}", f"文字 {shown(value)} 中，{found[1]}"
        raise DefinitionError(Code.LABEL, en=en, zh=zh, value=value)
    return text


def _text(value: str, where: str) -> str:
    if not is_a(value, str):
        raise _not_text(value, where)
    try:
        return on_a_line(value)
    except DefinitionError as error:
        raise error.at(where) from None


def _zh(value: str) -> str:
    return _text(value, "Label.zh")


def _en(value: str) -> str:
    return _text(value, "Label.en")


@frozen(eq=False)
class Label(Asking):
    """A name in Chinese and English. Where one language is missing, the other one stands in.

    Raises:
        DefinitionError: both are empty, or a text has a character that breaks the line or cannot be seen.
    """

    zh: str = field(default="", converter=_zh, kw_only=True)
    en: str = field(default="", converter=_en, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not (self.zh or self.en):
            en = f"a label needs a text in at least one language; write {_EXAMPLE}"
            zh = f"名称至少要有一种语言的文字；请写 {_EXAMPLE}"
            raise DefinitionError(Code.LABEL, en=en, zh=zh, where="Label")

    def say(self, language: Language) -> str:
        """Say the text in one language, or in the other where that is all there is.

        Raises:
            DefinitionError: something other than ``"zh"`` and ``"en"``.
        """
        return (self.zh or self.en) if checked_language(language) == "zh" else (self.en or self.zh)


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


def _code_of(owner: _Coded) -> Label:
    return as_label(owner.code)


CODE_AS_NAME = Factory(_code_of, takes_self=True)
"""The default of attributes that hold a name: whatever has none is called by its code."""


def as_label(value: str | Label) -> Label:
    """Convert to a label, for attrs: a label stays as it is; a plain text serves for both languages."""
    if is_a(value, Label):
        return cast("Label", value)
    if not is_a(value, str):
        raise _not_text(value, "")
    return Label(zh=cast("str", value), en=cast("str", value))
