"""Labels, codes and other texts hold only what can be seen."""

import re
import unicodedata
from collections.abc import Callable

import pytest

import perfkpi as pk
from perfkpi.visible import escaped, hidden_in, is_blank, is_hidden, unseen

LIES = {
    "净利润\ntotal 100.00": "U+000A LINE FEED breaks the line; write a space instead",
    "a\tb": "U+0009 TAB breaks the line; write a space instead",
    "a\rb": "U+000D CARRIAGE RETURN breaks the line; write a space instead",
    "a\x1b[31mb": "U+001B ESCAPE cannot be seen; delete it",
    "a\0b": "U+0000 NULL cannot be seen; delete it",
    "a\x9bb": "U+009B CONTROL CHARACTER cannot be seen; delete it",
    "a\u2028b": "U+2028 LINE SEPARATOR breaks the line; write a space instead",
    "a\u2029b": "U+2029 PARAGRAPH SEPARATOR breaks the line; write a space instead",
    "a\u202eb": "U+202E RIGHT-TO-LEFT OVERRIDE cannot be seen; delete it",
    "a\u2066b": "U+2066 LEFT-TO-RIGHT ISOLATE cannot be seen; delete it",
    "a\u200fb": "U+200F RIGHT-TO-LEFT MARK cannot be seen; delete it",
    "a\u061cb": "U+061C ARABIC LETTER MARK cannot be seen; delete it",
    "a\u200bb": "U+200B ZERO WIDTH SPACE cannot be seen; delete it",
    "\ufeffa": "U+FEFF ZERO WIDTH NO-BREAK SPACE cannot be seen; delete it",
    "a\ud800b": "U+D800 LONE SURROGATE cannot be seen; delete it",
    "a\ufdd0b": "U+FDD0 NOT A CHARACTER cannot be seen; delete it",
    "a\U0010ffff": "U+10FFFF NOT A CHARACTER cannot be seen; delete it",
    "\u3164": "U+3164 HANGUL FILLER cannot be seen; delete it",
    "\u115f": "U+115F HANGUL CHOSEONG FILLER cannot be seen; delete it",
    "\u1160": "U+1160 HANGUL JUNGSEONG FILLER cannot be seen; delete it",
    "\uffa0": "U+FFA0 HALFWIDTH HANGUL FILLER cannot be seen; delete it",
    "\u2800": "U+2800 BRAILLE PATTERN BLANK cannot be seen; delete it",
}
HONEST = (
    "净资产收益率",
    "投资净收益（亏损）",
    "客户 满意度",
    "a\u3000b",
    "a\xa0b",
    "⭐\ufe0f",
    "葛\U000e0100",
    "é",
    "e\u0301",
    "𠮷",
    "=1",
    "-",
)


def card(**changed: object) -> pk.Scorecard:
    """A card of one indicator."""
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    return pk.Scorecard(**{"code": "c", "name": "c", "items": ((item, 100),), **changed})


@pytest.mark.parametrize("text", LIES, ids=ascii)
def test_a_text_that_lies_is_refused(text: str) -> None:
    """In both languages of a label and in codes; the error names the character and what to do."""
    says = LIES[text]
    for build, where, code in (
        (lambda: pk.Label(zh=text), "Label.zh", pk.errors.Code.LABEL),
        (lambda: pk.Label(en=text), "Label.en", pk.errors.Code.LABEL),
        (lambda: pk.Unit(text), "Unit.code", pk.errors.Code.CODE),
        (lambda: pk.Actual(text), "Actual.measure", pk.errors.Code.CODE),
        (lambda: card(code=text), "Scorecard.code", pk.errors.Code.CODE),
        (lambda: card(name=text), "Scorecard.name.Label.zh", pk.errors.Code.LABEL),
        (lambda: card(version=text), "Scorecard.version", pk.errors.Code.LABEL),
        (lambda: pk.conditions.IsOneOf("g", (text,)), "IsOneOf.names", pk.errors.Code.CODE),
    ):
        with pytest.raises(pk.errors.DefinitionError) as caught:
            build()
        assert (caught.value.where, caught.value.code) == (where, code)
        assert caught.value.value == text
        assert says in caught.value.en
        assert says.split(" ")[0] in caught.value.zh
        assert hidden_in(str(caught.value)) is None


@pytest.mark.parametrize("text", HONEST)
def test_a_text_that_can_be_seen_is_kept(text: str) -> None:
    """Any script, spaces of any width, a selector behind what it selects; a label may look like a formula."""
    assert pk.Label(zh=text).zh == text
    assert card(name=text).name.zh == text


def test_space_around_a_text_is_left_out() -> None:
    """Also a line break, as a cell of a spreadsheet may end in one."""
    assert pk.Label(zh=" 净利润\n").zh == "净利润"
    assert pk.Unit("roe\r\n").code == "roe"


def test_a_label_of_which_nothing_can_be_seen() -> None:
    """A selector alone selects nothing."""
    with pytest.raises(pk.errors.DefinitionError, match="nothing of it can be seen; write a name") as caught:
        pk.Label(zh="\ufe0f")
    assert caught.value.where == "Label.zh"
    for build in (lambda: pk.Unit("\ufe0f"), lambda: pk.Label(zh=" \u3000 ")):
        with pytest.raises(pk.errors.DefinitionError):
            build()


CODES: dict[str, Callable[[str], object]] = {
    "Unit": pk.Unit,
    "Measure": pk.Measure,
    "Field": pk.Field,
    "Actual": pk.Actual,
    "Scorecard": lambda text: card(code=text),
    "Band": lambda text: pk.Band(text, None, None),
    "Ratio": lambda text: pk.Ratio(text, "b"),
    "a quoted name": lambda text: pk.Computed(f"'{text}'/b"),
}


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize("text", ["=1+1", "＝a", "+a", "＋a", "-a", "－a", "−a", "@a", "＠a", " =a", "\u3000=a"])
def test_a_code_is_no_formula_of_a_spreadsheet(name: str, text: str) -> None:
    """A cell that begins so is computed, by whoever opens the file."""
    with pytest.raises(pk.PerfKpiError, match="a spreadsheet would compute it; begin a code with a letter") as caught:
        CODES[name](text)
    assert "电子表格会将其作为公式计算" in caught.value.zh


def test_a_grade_may_be_a_sign() -> None:
    """Grades are what the data hold."""
    rule = pk.LetterPoints(letters=(("+", 100), ("-", 0)), scale=pk.Scale(0, 100))
    assert [letter for letter, _ in rule.letters] == ["+", "-"]
    with pytest.raises(pk.errors.DefinitionError, match="5 cannot be a grade; write text as the data hold it"):
        pk.conditions.IsOneOf("g", (5,))


def test_paragraphs_of_a_description() -> None:
    """A description may have several lines, each of which can be seen; other texts of an indicator stand on one."""
    made = pk.Indicator(
        code="x",
        name="x",
        formula=pk.Actual("x"),
        scoring=pk.DirectPoints(scale=pk.Scale(0, 100)),
        description="a\r\n b",
    )
    assert made.description == "a\nb"
    for name, text in {"description": "a\u202eb", "source": "a\nb", "owner": "a\nb", "perspective": "a\x1bb"}.items():
        with pytest.raises(pk.errors.DefinitionError) as caught:
            pk.Indicator(code="x", name="x", formula=made.formula, scoring=made.scoring, **{name: text})
        assert caught.value.where == f"Indicator.{name}"
    for name in ("description", "source"):
        with pytest.raises(pk.errors.DefinitionError, match="5 is not a str"):
            pk.Indicator(code="x", name="x", formula=made.formula, scoring=made.scoring, **{name: 5})


def test_every_control_and_format_character_is_hidden() -> None:
    """The table of characters agrees with the categories of Unicode, and normalising makes none of them."""
    for character in map(chr, range(0x110000)):
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            assert is_hidden(character), ascii(character)
        elif not is_hidden(character):
            assert hidden_in(unicodedata.normalize("NFKC", character)) is None, ascii(character)


def test_hidden_characters_are_shown_escaped() -> None:
    """Where a text is data, it stands on one line."""
    assert escaped("E1\ntotal\u202e\ud800\U000e0041净") == r"E1\ntotal\u202e\ud800\U000e0041净"
    assert unseen("净利润") is None
    assert is_blank(" \u3000\ufe0f")
    assert not is_blank("a")


def test_an_invisible_letter_begins_no_name_of_a_formula() -> None:
    """A filler is a letter to Unicode, and nothing to a reader."""
    for text in ("\u3164/b", "a\u034f/b", "'a\u3164'/b"):
        with pytest.raises(pk.errors.GrammarError) as caught:
            pk.Computed(text)
        assert re.search("cannot be shown; delete it|empty or unprintable", caught.value.en)
