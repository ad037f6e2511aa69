"""The words of a text formula: which characters each of them is, and what it says."""

import sys
import unicodedata
from fractions import Fraction

import pytest

from perfkpi.errors import Code, GrammarError
from perfkpi.language.parsing.token_kinds import FUNCTIONS, ORIGINAL_FUNCTIONS, QUOTES, WORDS, TokenKind
from perfkpi.language.parsing.tokenizer import MAX_DIGITS, MAX_TEXT, is_plain, numeral, tokenise
from perfkpi.numerals import Percentage


def spelled(text: str) -> list[tuple[TokenKind, str]]:
    """Each word but the end: its sort, and its characters in the text."""
    return [(token.kind, text[token.start : token.end]) for token in tokenise(text)[:-1]]


def refused(text: str) -> GrammarError:
    """Why a text has no words."""
    with pytest.raises(GrammarError) as caught:
        tokenise(text)
    return caught.value


def test_a_word_is_where_it_stands() -> None:
    """Spaces belong to no word, except between a number and its percent sign."""
    text = "  净利润 ≥12 %*「 a b 」 且\tx!=.5 "
    assert spelled(text) == [
        (TokenKind.NAME, "净利润"),
        (TokenKind.AT_LEAST, "≥"),
        (TokenKind.PERCENTAGE, "12 %"),
        (TokenKind.TIMES, "*"),
        (TokenKind.QUOTED, "「 a b 」"),
        (TokenKind.AND, "且"),
        (TokenKind.NAME, "x"),
        (TokenKind.UNEQUAL, "!="),
        (TokenKind.NUMBER, ".5"),
    ]
    end = tokenise(text)[-1]
    assert (end.kind, end.start, end.end) == (TokenKind.END, len(text), len(text))
    assert [token.kind for token in tokenise("")] == [TokenKind.END]


def test_a_name_is_known_by_its_normal_form() -> None:
    """Full-width letters are the usual ones, in any name; a number has no name, and a name no number."""
    first, second, third = tokenise("Ａｂ１ “ ｎｅｔ  profit ”")
    assert (first.name, second.name, third.name) == ("Ab1", "net  profit", "")
    assert first.value == second.value == 0
    assert [token.name for token in tokenise("１２ + 1")] == ["", "", "", ""]


NUMBERS = {
    "0": Fraction(0),
    "007": Fraction(7),
    "12.50": Fraction(25, 2),
    ".5": Fraction(1, 2),
    "１２．５": Fraction(25, 2),
    "12%": Percentage(Fraction(12, 100)),
    "0.5 %": Percentage(Fraction(5, 1000)),
    "７％": Percentage(Fraction(7, 100)),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_exact_and_remembers_its_percent_sign(text: str) -> None:
    """12% is 12/100 and prints as 12%."""
    (number, _) = tokenise(text)
    percent = isinstance(NUMBERS[text], Percentage)
    assert (number.value, type(number.value)) == (NUMBERS[text], type(NUMBERS[text]))
    assert number.kind is (TokenKind.PERCENTAGE if percent else TokenKind.NUMBER)
    assert (number.start, number.end) == (0, len(text))


SIGNS = {
    TokenKind.TIMES: "*×·⋅∙∗＊",
    TokenKind.OVER: "/÷∕⁄／",
    TokenKind.MINUS: "-−–‐‑－",
    TokenKind.PLUS: "+＋",
    TokenKind.POWER: "^＾",
    TokenKind.OPEN: "(（",
    TokenKind.CLOSE: ")）",
    TokenKind.COMMA: ",，",
    TokenKind.MORE: (">", "＞"),
    TokenKind.LESS: ("<", "＜"),
    TokenKind.AT_LEAST: (">=", "≥", "≧", "⩾", "＞＝"),
    TokenKind.AT_MOST: ("<=", "≤", "≦", "⩽", "＜＝"),
    TokenKind.EQUAL: ("=", "==", "＝", "＝＝"),
    TokenKind.UNEQUAL: ("!=", "≠", "<>", "！＝"),
}


@pytest.mark.parametrize("mark", SIGNS)
def test_every_spelling_of_a_sign_is_the_sign(mark: TokenKind) -> None:
    """Alone, between names without a space, and twice in a row."""
    for sign in SIGNS[mark]:
        assert spelled(sign) == [(mark, sign)]
        assert spelled(f"a{sign}b") == [(TokenKind.NAME, "a"), (mark, sign), (TokenKind.NAME, "b")]
        assert spelled(f"a {sign} {sign}") == [(TokenKind.NAME, "a"), (mark, sign), (mark, sign)]


@pytest.mark.parametrize("word", [*WORDS, "AND", "Or", "ａｎｄ"])
def test_words_that_join_are_no_names(word: str) -> None:
    """In whatever case and width; inside a longer name they are letters."""
    mark = TokenKind.AND if word.lower() in {"and", "且", "并且", "ａｎｄ"} else TokenKind.OR
    assert spelled(f"a {word} b")[1] == (mark, word)
    assert spelled(f"{word}x")[0] == (TokenKind.NAME, f"{word}x")


PLAIN = ("a", "X", "_", "_1", "净利润", "a1", "éa", "x\u0301", "काम", "〇号", "x〇", "ifs", "andy", "A_b")
NOT_PLAIN = ("1a", "a b", "a-b", "(a)", "a(b)", "\u0301a", "a.", "%", "a²", "if", "IF", "Round_Up", "and", "AND", "或")


def test_a_plain_name_is_one_that_is_read_without_quotation_marks() -> None:
    """A letter, a letterlike number or _ first; then digits and marks as well; no word of the grammar."""
    for name in PLAIN:
        assert is_plain(name), name
        assert [token.name for token in tokenise(name)] == [name, ""]
    for name in (*NOT_PLAIN, *ORIGINAL_FUNCTIONS, *WORDS):
        assert not is_plain(name), name


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {*ORIGINAL_FUNCTIONS, *WORDS}))
def test_the_name_of_a_later_function_is_plain(name: str) -> None:
    """It is a function only before a bracket, and a measure of that name everywhere else."""
    assert is_plain(name)
    assert is_plain(name.upper())


@pytest.mark.parametrize("opening", QUOTES)
def test_a_quoted_name_ends_at_its_own_mark(opening: str) -> None:
    """Other quotation marks are part of the name; its own opening mark is not."""
    closing = QUOTES[opening]
    others = "".join(other for other in QUOTES if other not in {opening, closing})
    text = f"1+{opening} a{others}b {closing}+c"
    token = tokenise(text)[2]
    assert (token.kind, token.start, token.end) == (TokenKind.QUOTED, 2, len(text) - 2)
    assert token.name == f"a{others}b"
    unclosed = refused(f"1+{opening}ab")
    assert unclosed.where == "character 3"
    assert f"write {closing} behind it" in unclosed.en
    assert f"请在名称后写 {closing}" in unclosed.zh
    for hidden in ("", "  ", "a\x07b", "a\tb"):
        empty = refused(f"1+{opening}{hidden}{closing}")
        assert empty.where == "character 3"
        assert empty.en.startswith("the quoted name is empty or unprintable; write the name of a measure\n")
        assert empty.zh.startswith("引号内是空的或含不可见的字符；请写名称\n")


@pytest.mark.parametrize("opening", [opening for opening, closing in QUOTES.items() if opening != closing])
def test_a_second_opening_mark_is_a_name_that_was_not_closed(opening: str) -> None:
    """At its very beginning or just before its end; behind the end another name begins."""
    closing = QUOTES[opening]
    for text in (f"{opening}{opening}a{closing}", f"{opening}a{opening}{closing}"):
        assert "is not closed" in refused(text).en
    assert [token.name for token in tokenise(f"{opening}a{closing}{opening}b{closing}")] == ["a", "b", ""]


FAULTS = {
    "max(a, 1,000)": (9, "write 1000,", "请写 1000；"),
    "max(a,12,000,000)": (9, "write 12000000,", "请写 12000000；"),
    "'。' + 0。5": (8, "write 0.5", "请写 0.5"),
    "0。5 + 1。5": (2, "write 0.5", "请写 0.5"),
    "1。25": (2, "write 1.25", "请写 1.25"),
    "a + 1.": (6, "one decimal point", "只有一个小数点"),
    "a + .": (5, "one decimal point", "只有一个小数点"),
    "a + .5.": (7, "one decimal point", "只有一个小数点"),
    "a + 1.2.3": (8, "one decimal point", "只有一个小数点"),
    "a => b": (3, "the sign is written >=, not =>", "应写成 >=，而不是 =>"),
    "a =< b": (3, "the sign is written <=, not =<", "应写成 <=，而不是 =<"),
    "a >< b": (3, "the sign is written !=, not ><", "应写成 !=，而不是 ><"),
    "a ＝＞ b": (3, "the sign is written >=, not =>", "应写成 >=，而不是 =>"),
    "x²": (2, "² (U+00B2) means nothing in a formula; write a power as ^2", "公式中不能用 ² (U+00B2)；乘方请写 ^2"),
    "x₂": (2, "₂ (U+2082) means nothing in a formula; write a power as ^2", "公式中不能用 ₂ (U+2082)；乘方请写 ^2"),
    "½": (1, "½ (U+00BD) means nothing in a formula; write a power", "公式中不能用 ½ (U+00BD)；乘方请写 ^2"),
    "a、b": (2, "、 (U+3001) means nothing in a formula; write a comma", "不能用 、 (U+3001)；两个参数之间请用逗号"),
    "a；b": (2, "; (U+FF1B) means nothing in a formula; write a comma", "不能用 ; (U+FF1B)；两个参数之间请用逗号"),
    "a & b": (3, "& (U+0026) means nothing in a formula; join conditions", "不能用 & (U+0026)；条件之间请写 且、或"),
    "a | b": (3, "| (U+007C) means nothing in a formula; join conditions", "不能用 | (U+007C)；条件之间请写 且、或"),
    "! a": (1, "! (U+0021) means nothing in a formula; join conditions", "不能用 ! (U+0021)；条件之间请写 且、或"),
    "a # b": (3, "# (U+0023) means nothing in a formula; if it belongs", "不能用 # (U+0023)；如果它是名称的一部分"),
    "10²": (3, "write a power as ^2, and a fraction as 1/2", "乘方请写 ^2，分数请写 1/2"),
    "①": (1, "① (U+2460) means nothing in a formula; write a number in plain digits", "数字请用普通数字书写"),
    "1①": (2, "① (U+2460) means nothing in a formula; write a number in plain", "数字请用普通数字书写"),
    "⒈": (1, "⒈ (U+2488) means nothing in a formula; write a number in plain", "数字请用普通数字书写"),
    "𝟏2": (1, "𝟏 (U+1D7CF) means nothing in a formula; write a number in plain", "数字请用普通数字书写"),
    "a + ٣": (5, "٣ (U+0663) means nothing in a formula; write a number in plain", "数字请用普通数字书写"),
    "1․5": (2, "․ (U+2024) means nothing in a formula; write a number in plain", "数字请用普通数字书写"),
    "1—(a)": (2, "— (U+2014) means nothing in a formula; write minus as -", "不能用 — (U+2014)；减号请写 -"),
    "a ― b": (3, "write minus as -", "减号请写 -"),
    "a ━ b": (3, "write minus as -", "减号请写 -"),
    "a ✕ b": (3, "write times as × or *", "乘号请写 × 或 *"),
    "a • b": (3, "write times as × or *", "乘号请写 × 或 *"),
    "a ➗ b": (3, "write a division as /", "除号请写 /"),
    "a ➕ b": (3, "write plus as +", "加号请写 +"),
    "√a": (1, "write a root as a power, such as a^0.5", "开方请写成乘方，如 a^0.5"),
    "a：b": (2, ": (U+FF1A) means nothing in a formula; write a ratio as a/b", "不能用 : (U+FF1A)；比值请写 a/b"),
    "净利率：a / b": (4, "write only the formula", "请只写公式"),
    "60～80": (3, "write a range as two comparisons, 60 <= a < 80", "范围请写成两个比较，如 60 <= a < 80"),
    "a\u200b": (2, "U+200B means nothing in a formula; it cannot be shown; delete it", "不能用 U+200B；它无法显示"),
    "\ufeffa": (1, "it cannot be shown; delete it", "它无法显示；请删去"),
    "\ud800": (1, "it cannot be shown; delete it", "它无法显示；请删去"),
    "a ∧ b": (3, "join conditions by the words and, or", "条件之间请写 且、或"),
    "a\x07": (
        2,
        "U+0007 means nothing in a formula; it cannot be shown; delete it",
        "不能用 U+0007；它无法显示；请删去",
    ),
    "😀": (1, "😀 (U+1F600) means nothing in a formula; if it", "不能用 😀 (U+1F600)；如果它是名称的一部分"),
} | {
    f"a {bracket}": (3, f"{bracket} (U+{ord(bracket):04X}) means nothing in a formula; write round", "请用圆括号 ( )")
    for bracket in "[]{}【】〔〕"
}


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_no_word_is_told_at_its_character(text: str) -> None:
    """Place, code, the text as data, and a way out that fits the character."""
    character, en, zh = FAULTS[text]
    error = refused(text)
    assert (error.where, error.code, error.value) == (f"character {character}", Code.GRAMMAR, text)
    assert en in error.en
    assert zh in error.zh
    assert error.say("zh") == f"[PK010] 第 {character} 个字符：{error.zh}"


def test_commas_between_the_arguments_of_a_function_are_no_separators() -> None:
    """Nor is a comma behind a number that has no thousands, or none that three digits follow."""
    for text in ("1, 200", "1,20", "1,2000", "0,200", "1234,567", "12,a"):
        number, comma = spelled(text)[:2]
        assert (number[0], comma[0]) == (TokenKind.NUMBER, TokenKind.COMMA), text


LONG = {
    "1" * MAX_DIGITS: True,
    "1" * (MAX_DIGITS + 1): False,
    "1" * (MAX_DIGITS + 2): False,
    "0" * MAX_DIGITS + "1": True,
    "0" * (MAX_DIGITS + 1) + "1": False,
    "0." + "1" * (MAX_DIGITS - 1): True,
    "0." + "1" * MAX_DIGITS: False,
    "1" * (MAX_DIGITS - 1) + ".5": True,
    "1" * MAX_DIGITS + ".5": False,
    "0." + "0" * (MAX_DIGITS - 4) + "1%": True,
    "0." + "0" * (MAX_DIGITS - 3) + "1%": False,
    "1" * MAX_DIGITS + "%": True,
}


@pytest.mark.parametrize("text", LONG)
def test_a_number_has_at_most_fifty_digits(text: str) -> None:
    """So that it can be printed again; the limit is told where the number begins."""
    if LONG[text]:
        assert spelled(f"a+{text}")[2][1] == text
        return
    error = refused(f"a+{text}")
    assert (error.where, error.code, error.value) == ("character 3", Code.GRAMMAR_LIMIT, f"a+{text}")


NUMERALS = {
    Fraction(0): "0",
    Fraction(3, 25): "0.12",
    Fraction(5): "5",
    Fraction(1, 3): "1/3",
    Fraction(10**MAX_DIGITS - 1): "9" * MAX_DIGITS,
    Fraction(10**MAX_DIGITS): None,
    Fraction(10**MAX_DIGITS + 1): None,
    Fraction(1, 10 ** (MAX_DIGITS - 1)): f"0.{'0' * (MAX_DIGITS - 2)}1",
    Fraction(10**MAX_DIGITS - 1, 10): f"{'9' * (MAX_DIGITS - 1)}.9",
    Fraction(10**MAX_DIGITS - 1, 7): f"{'9' * MAX_DIGITS}/7",
    Fraction(10**MAX_DIGITS + 1, 7): None,
    Fraction(7, 10**MAX_DIGITS - 1): f"7/{'9' * MAX_DIGITS}",
    Fraction(7, 3 * 10**MAX_DIGITS): None,
    Fraction(10**MAX_DIGITS - 1, 2): f"{'9' * MAX_DIGITS}/2",
}


@pytest.mark.parametrize("number", NUMERALS)
def test_a_numeral_has_digits_that_can_be_read(number: Fraction) -> None:
    """A decimal where it ends, else a fraction, and nothing beyond the longest number of a formula."""
    assert numeral(number) == NUMERALS[number]


def test_a_text_has_at_most_two_thousand_characters() -> None:
    """The error points behind the last that is allowed, and carries only the beginning."""
    allowed = "b " * (MAX_TEXT // 2)
    assert len(tokenise(allowed)) == MAX_TEXT // 2 + 1
    error = refused(f"{allowed}c")
    assert (error.where, error.code) == ("character 2001", Code.GRAMMAR_LIMIT)
    assert error.value == f"{'b ' * 15}..."
    assert "2001" in error.en.splitlines()[0]
    assert error.en.splitlines()[1] == f"...{'b ' * 15}c"


def test_only_full_width_digits_and_points_are_the_usual_ones() -> None:
    """Of all characters that mean a number or look like a decimal point: no list number, no power, no fraction."""
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        plain = unicodedata.normalize("NFKC", character)
        if not any(each in "0123456789." or each.isnumeric() for each in plain):
            continue
        if plain in {*"0123456789."} and (code < 128 or 0xFF00 <= code < 0xFF60):
            assert spelled(f"1{character}1") == [(TokenKind.NUMBER, f"1{character}1")]
            continue
        try:
            words = spelled(f"{character}1")
        except GrammarError:
            continue
        assert [mark for mark, _ in words] == [TokenKind.NAME], character  # a letter that counts, such as 三 or Ⅳ
        assert not plain[0].isdecimal(), character


def test_a_list_number_inside_a_name_is_part_of_it() -> None:
    """Names are normalised, those of data as well; raised and lowered digits would look like powers."""
    assert [token.name for token in tokenise("指标① + a⑩b")] == ["指标1", "", "a10b", ""]
    assert refused("指标²").where == refused("指标₂").where == "character 3"


def test_what_word_processors_leave_of_a_line_break_is_white_space() -> None:
    """U+FEEB stands in Chinese documents where a line ended; places stay those of the text."""
    text = "\ufeeb税后净利润\ufeeb/\ufeeb所有者权益×100\ufeeb%\ufeeb"
    assert [token.name for token in tokenise(text)] == ["税后净利润", "", "所有者权益", "", "", ""]
    assert tokenise(text)[-2].kind is TokenKind.PERCENTAGE
    assert tokenise(text)[0].start == 1
    assert [token.kind for token in tokenise("净\ufeeb利")] == [TokenKind.NAME, TokenKind.NAME, TokenKind.END]
    assert refused("a\ufeeb#").where == "character 3"
