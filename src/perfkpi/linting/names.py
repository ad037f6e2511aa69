"""Names that are missing in a language: its texts show the other one instead, or the bare code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfkpi.errors import Code, shown
from perfkpi.labels import Label
from perfkpi.linting.findings import Finding
from perfkpi.model.card.ratings import Band
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.parts import parts_of
from perfkpi.wording.places import in_words, names_along

_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_MISSING: dict[str, tuple[str, str]] = {
    "en": ("no name in English", "没有英文名称"),
    "zh": ("no name in Chinese", "没有中文名称"),
    "both": ("no name, so that texts show the code", "没有名称，说明中只能显示代码"),
}


def missing_names(card: Scorecard) -> Iterator[Finding]:
    """Find every name of a card, and of the measures it reads, that one language lacks.

    A plain text serves for both languages; of a Chinese one it is found that there is no English name.
    """
    for where, owner in parts_of(card, "card"):
        attribute = "label" if isinstance(owner, Band) else "name"
        label, code = getattr(owner, attribute, None), getattr(owner, "code", "")
        if isinstance(owner, Band) and label is None:
            label, code = Label(zh=owner.code, en=owner.code), ""
        if isinstance(label, Label) and (lacking := _lacking(label, code)):
            yield _found(card, f"{where}.{attribute}".removeprefix("card."), lacking, label)
    named = {measure.code for measure in card.measures if measure.name is not None}
    for read in card.reads():
        if read.code not in named:
            yield _unnamed(read.code)


def _lacking(label: Label, code: str) -> str:
    """Tell which language a label lacks; empty where it has both."""
    if not label.zh or (label.zh == code and not _CHINESE.search(code)):
        return "zh"
    return "en" if not label.en or _CHINESE.search(label.en) else ""


def _found(card: Scorecard, where: str, lacking: str, label: Label) -> Finding:
    names = names_along(where, card)
    place = Label(en=in_words(where, names, "en"), zh=in_words(where, names, "zh"))
    zh, en = ("...", label.en or "...") if lacking == "zh" else (label.zh, "...")
    write = f"Label(zh={shown(zh)}, en={shown(en)})"
    hint = f"write {write}", f"请写 {write}"
    return Finding(Code.NAME_MISSING, where, place, _said(_MISSING[lacking]), _said(hint))


def _unnamed(code: str) -> Finding:
    chinese = _CHINESE.search(code) is not None
    write = f"Measure({shown(code)}, name=Label(zh={shown(code if chinese else '...')}, en='...'))"
    place = Label(en=f"measure “{code}”", zh=f"数据项“{code}”")
    hint = f"write {write} among the measures", f"请在 measures 中写 {write}"
    return Finding(Code.NAME_MISSING, "measures", place, _said(_MISSING["en" if chinese else "both"]), _said(hint))


def _said(words: tuple[str, str]) -> Label:
    return Label(en=words[0], zh=words[1])
