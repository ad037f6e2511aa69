"""How a fault is shown: the text around it in one line, and a mark under its character in the next."""

import pytest

from perfkpi.errors import Code, GrammarError
from perfkpi.language.parsing.grammar import parse
from perfkpi.language.parsing.tokenizer import MAX_TEXT, fault

WINDOW = 30
"""How many characters are shown on either side."""


def shown(text: str, at: int) -> list[str]:
    """The two lines under the sentence, the same under both sentences."""
    error = fault(text, at, en="what", zh="什么")
    sentence, *lines = error.en.splitlines()
    assert sentence == "what"
    assert error.zh.splitlines() == ["什么", *lines]
    assert error.say("zh").splitlines() == [f"[PK010] 第 {at + 1} 个字符：什么", *lines]
    assert error.say("en").splitlines() == [f"[PK010] character {at + 1}: what", *lines]
    return lines


@pytest.mark.parametrize("length", [0, 1, 29, 30, 31, 32, 60, 61, 90])
def test_the_mark_stands_under_its_character(length: int) -> None:
    """Wherever it stands in a text of narrow characters; what was cut off is told by three points."""
    text = "".join(chr(ord("a") + at % 26) for at in range(length))
    for at in range(length + 1):
        line, mark = shown(text, at)
        left, right = text[:at][-WINDOW:], text[at:][:WINDOW]
        lead, tail = "..." if at > WINDOW else "", "..." if length - at > WINDOW else ""
        assert line == f"{lead}{left}{right}{tail}"
        assert mark == f"{' ' * len(lead + left)}^"


def test_wide_characters_have_wide_spaces_under_them() -> None:
    """Wide and full-width ones alike; marks that stand on the character before have none."""
    assert shown("净a（\u0301e\u0301x", 6) == ["净a（\u0301e\u0301x", "\N{IDEOGRAPHIC SPACE} \N{IDEOGRAPHIC SPACE} ^"]
    assert shown("a\u20dd+", 2) == ["a\u20dd+", " ^"]
    assert shown("ｶ+", 1) == ["ｶ+", " ^"]


def test_what_cannot_be_shown_is_a_space() -> None:
    """A line break would tear the two lines apart."""
    assert shown("a\nb\x07c\t", 4) == ["a b c ", "    ^"]


def test_a_fault_is_data_too() -> None:
    """Its place counts from 1, its code is that of the grammar unless another is given, its value is the text."""
    error = fault("a + ?", 4, en="what", zh="什么")
    assert (error.where, error.code, error.value) == ("character 5", Code.GRAMMAR, "a + ?")
    assert fault("a", 0, en="", zh="", code=Code.GRAMMAR_LIMIT).code is Code.GRAMMAR_LIMIT
    assert fault("a" * MAX_TEXT, 0, en="", zh="").value == "a" * MAX_TEXT
    assert fault("a" * (MAX_TEXT + 1), 0, en="", zh="").value == f"{'a' * WINDOW}..."


def test_the_place_is_said_once_in_the_language_of_the_message() -> None:
    """Inside of a document as well; what is no text has no character."""
    error = fault("a + ?", 4, en="what", zh="什么")
    assert error.say("en").splitlines()[0] == "[PK010] character 5: what"
    assert error.say("zh").splitlines()[0] == "[PK010] 第 5 个字符：什么"
    error.at("formula.text").at("items[2]")
    assert error.where == "items[2].formula.text.character 5"
    assert error.say("en").splitlines()[0] == "[PK010] item 3, formula, character 5: what"
    assert error.say("zh").splitlines()[0] == "[PK010] 第 3 项的计算公式的第 5 个字符：什么"
    with pytest.raises(GrammarError) as caught:
        parse(5)  # type: ignore[arg-type]  # what the test is about
    assert caught.value.say("zh") == f"[PK010] {caught.value.zh}"
    assert caught.value.at("formula").say("zh") == f"[PK010] 计算公式：{caught.value.zh}"
