"""Bilingual text: what HR reads exists in Chinese and in English."""

from __future__ import annotations

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, Language, shown

__all__ = ["Label", "as_label", "checked_language"]

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def _not_text(value: object, where: str) -> DefinitionError:
    return DefinitionError(
        Code.LABEL,
        en=f"a label is text, not {shown(value)}; write Label(zh='净利润', en='Net profit')",
        zh=f"名称必须是文字，而不是 {shown(value)}；请写 Label(zh='净利润', en='Net profit')",
        where=where,
        value=value,
    )


def _zh(value: str) -> str:
    if not isinstance(value, str):
        raise _not_text(value, "Label.zh")
    return value.strip()


def _en(value: str) -> str:
    if not isinstance(value, str):
        raise _not_text(value, "Label.en")
    return value.strip()


@frozen(cache_hash=True)
class Label:
    """A name in Chinese and English. Where one language is missing, the other one stands in.

    Raises:
        DefinitionError: where both are empty.
    """

    zh: str = field(default="", converter=_zh, kw_only=True)
    en: str = field(default="", converter=_en, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not (self.zh or self.en):
            raise DefinitionError(
                Code.LABEL,
                en="a label needs a text in at least one language; write Label(zh='净利润', en='Net profit')",
                zh="名称至少要有一种语言的文字；请写 Label(zh='净利润', en='Net profit')",
                where="Label",
            )

    def say(self, language: Language) -> str:
        """The text in one language, or in the other where that is all there is."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


def as_label(value: str | Label) -> Label:
    """An attrs converter: a label as it is; a plain text serves for both languages."""
    if isinstance(value, Label):
        return value
    if not isinstance(value, str):
        raise _not_text(value, "")
    return Label(zh=value, en=value)


def checked_language(language: Language) -> Language:
    """A language, if it is one of the two.

    Raises:
        DefinitionError: something other than ``"zh"`` and ``"en"``.
    """
    plain = str.__str__(language) if isinstance(language, str) else None  # a subclass may compare as it likes
    for known in _LANGUAGES:
        if plain == known:
            return known
    raise DefinitionError(
        Code.CHOICE_NEEDED,
        en=f"{shown(language)} is not a language of explanations; choose 'zh' or 'en'",
        zh=f"没有 {shown(language)} 这一语言；请选择 'zh' 或 'en'",
        where="language",
        value=language,
    )
