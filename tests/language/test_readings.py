"""What is reported about a text that could be misread: which characters, in words that quote them."""

import pytest

from perfkpi.errors import GrammarError
from perfkpi.language.grammar import parse

READINGS = {
    "b+净收益（亏损）×2": ("bracketed-name", "净收益（亏损）", "净收益(亏损)", "is read as one name"),
    "a+b/c×100": ("times-hundred", "×100", "×100", "really multiplies by 100"),
    "c+a×100%/b": ("percent-inside", "×100%", "×100%", "changes nothing"),
    "a×100%+b": ("percent-of-whole", "×100%", "(a+b)×100%", "shows the whole in percent"),
}


@pytest.mark.parametrize("text", READINGS)
def test_a_reading_quotes_what_it_is_about(text: str) -> None:
    """The span is that of the characters, and both sentences quote them."""
    code, characters, quoted, words = READINGS[text]
    (reading,) = parse(text).readings
    assert (reading.code, text[reading.start : reading.end]) == (code, characters)
    assert words in reading.en
    assert f"“{quoted}”" in reading.en.replace("（", "(").replace("）", ")")
    assert f"“{quoted}”" in reading.zh.replace("（", "(").replace("）", ")")


def test_a_quoted_name_is_whole() -> None:
    """Brackets behind a quoted name are no part of it, and no product either."""
    with pytest.raises(GrammarError):
        parse("'a'(b)")
