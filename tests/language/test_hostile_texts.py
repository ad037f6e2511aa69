"""Any text at all: read or refused at a character, in both languages, and never anything else."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfkpi.errors import Code, GrammarError
from perfkpi.language.parsing.grammar import functions_called, parse
from perfkpi.language.parsing.parse_notes import Parsed
from perfkpi.language.parsing.token_kinds import FUNCTIONS
from perfkpi.language.parsing.unparser import unparse

REAL = (
    "税后净利润/所有者权益×100%",
    "1-(实际发生的成本费用/预算成本费用)×100%",
    "投资净收益(亏损)/投资总额×100%",
    "=IF(AND(A1>=90,B1<3),ROUND(A1*1.2,2),IF(OR(NOT(A1=0),B1<>1),MOD(A1,-3),INT(-B1)))",
    "if(60 <= a < 80 且 (b > 1 或 c != 2), max(a, b)^0.5, abs(-(a^2)))",
    "AVERAGE(SUM(a, b), 四舍五入(c/3, 1), ROUNDUP(a, 0), rounddown(b, -1)) × 100",
    "「net profit (loss)」/'a b' + round_half_even(a/b^-2, 2) - floor(c)*12.5%",
)
"""Formulas as sheets and spreadsheets have them."""

PIECES = (
    *"()+-*/%^×÷·－（），。.01２a净X=<>&:；'\"「」“”√²½①⒈—一\u0301\ufeeb\u200b\ud800\x00\n",
    *(f"{function}(" for function in FUNCTIONS),
    *(
        "sqrt(",
        "ROE(年)",
        " and ",
        " 且 ",
        "或",
        "100%",
        "X100%",
        "1,000",
        "0。1",
        "^2",
        "-a^2",
        "MOD(a,b)",
        "((((",
        "))))",
    ),
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A formula in which a few stretches were deleted, replaced or repeated."""
    text = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 6)))
        piece = draw(st.sampled_from(PIECES) | st.characters() | st.just(text[start:end] * 3))
        text = f"{text[:start]}{piece}{text[end:]}"
    return text


def read(text: str) -> Parsed | GrammarError:
    """What became of a text."""
    try:
        return parse(text)
    except GrammarError as error:
        return error


def check(text: str) -> None:
    """A text is read and prints as the same, or is refused at one of its characters."""
    outcome = read(text)
    if isinstance(outcome, Parsed):
        assert functions_called(text) <= set(FUNCTIONS)
        again = read(unparse(outcome.expression))  # abs is printed as arithmetic, which may be too long to be read
        assert isinstance(again, Parsed) or again.code is Code.GRAMMAR_LIMIT
        assert isinstance(again, GrammarError) or again.expression == outcome.expression
        return
    word, number = outcome.where.split()
    assert word == "character"
    assert 1 <= int(number) <= len(text) + 1
    assert outcome.say("zh") == f"[{outcome.code}] 第 {number} 个字符：{outcome.zh}"
    sentence, chinese = outcome.en.split("\n"), outcome.zh.split("\n")
    assert len(sentence) == len(chinese) == 3, "a sentence, the text, and the mark under it"
    assert str(pickle.loads(pickle.dumps(outcome))) == str(outcome)  # noqa: S301  # the test's own pickle
    with pytest.raises(GrammarError):
        functions_called(text)


@given(mutated())
def test_a_formula_with_slips_in_it_is_read_or_refused(text: str) -> None:
    """Whatever was mistyped, nothing but a GrammarError comes out, and what is read prints as the same."""
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_words_in_any_order_are_read_or_refused(text: str) -> None:
    """Calls, signs, quotation marks and brackets of all sorts."""
    check(text)


@pytest.mark.parametrize("piece", [*PIECES, "if(a>", "if(a>0 and ", "if(not(", "if(and(a>0,", "- -", "2^", "净("])
def test_a_piece_many_times_over_is_read_or_refused(piece: str) -> None:
    """Neither the depth of a text nor its length is ever too much."""
    for count in (1, 2, 49, 50, 51, 400, 2001):
        for text in (piece * count, f"{piece * count}a", f"if({piece * count}a > 1, 2, 3)"):
            outcome = read(text)
            assert isinstance(outcome, Parsed) or outcome.code in {Code.GRAMMAR, Code.GRAMMAR_LIMIT}
