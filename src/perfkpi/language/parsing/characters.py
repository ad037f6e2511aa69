"""The characters of a text formula: which form each is read in, which make a name, and what to write for the others."""

from __future__ import annotations

import unicodedata

from perfkpi.visible import is_hidden

# NFKC leaves these alone, or does not make of them what they look like.
_LOOKALIKES = str.maketrans("×·⋅∙∗÷∕⁄−–‐‑", "*****///----")

_WHITE = "\ufeeb"
"""What word processors leave of a line break in Chinese documents: an Arabic letter that nobody typed."""

_FIGURES = frozenset("0123456789.")
_RAISED = ("<super>", "<sub>")

_ROUND_BRACKETS = ("write round brackets ( )", "请用圆括号 ( )")
_COMMA = ("write a comma between two arguments", "两个参数之间请用逗号")
_WORDS = ("join conditions by the words and, or; unequal is !=", "条件之间请写 且、或；不等于请写 !=")
_MINUS = ("write minus as -", "减号请写 -")
_TIMES = ("write times as × or *", "乘号请写 × 或 *")
_OVER = ("write a division as /", "除号请写 /")
_PLUS = ("write plus as +", "加号请写 +")
_ROOT = ("write a root as a power, such as a^0.5", "开方请写成乘方，如 a^0.5")
_COLON = (
    "write a ratio as a/b and a list as a, b; if a name stands before a formula, write only the formula",
    "比值请写 a/b，多个数值请写 a, b；如果公式前有名称，请只写公式",
)
_RANGE = ("write a range as two comparisons, 60 <= a < 80", "范围请写成两个比较，如 60 <= a < 80")
_ADVICE = {
    sign: words
    for signs, words in {
        "[]{}【】〔〕": _ROUND_BRACKETS,
        "、;": _COMMA,
        "&|!∧∨¬": _WORDS,
        "⁃➖─━": _MINUS,
        "✕✖⨯⨉╳❌•‧・": _TIMES,
        "➗": _OVER,
        "➕": _PLUS,
        "√∛∜": _ROOT,
        ":∶": _COLON,
        "~〜": _RANGE,
    }.items()
    for sign in signs
}
_INVISIBLE = ("it cannot be shown; delete it", "它无法显示；请删去")
_POWER = ("write a power as ^2, and a fraction as 1/2", "乘方请写 ^2，分数请写 1/2")
_DIGITS = ("write a number in plain digits, as in 12.5", "数字请用普通数字书写，如 12.5")
_NAME = ("if it belongs to a name, quote the whole name", "如果它是名称的一部分，请给整个名称加引号")


def usual(character: str) -> str:
    """Convert one character to its usual form: always one, so that positions stay those of the original text.

    Of digits and decimal points only full-width forms are read as the usual ones: ``①`` numbers an item of a list, and
    10² is not 102.
    """
    if character == _WHITE:
        return " "
    if _decomposition(character) in _RAISED:
        return character
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) != 1 or (plain in _FIGURES and not _is_figure(character)):
        return character
    return plain.translate(_LOOKALIKES)


def _is_figure(character: str) -> bool:
    return character in _FIGURES or _decomposition(character) == "<wide>"


def _decomposition(character: str) -> str:
    """Tell of which sort the compatibility character is, such as ``<wide>``; empty where it is none."""
    return unicodedata.decomposition(character).partition(" ")[0]


def begins_name(character: str) -> bool:
    """Tell whether a name may begin with it: a letter of any script, or ``_``."""
    category = unicodedata.category(character)
    return (character == "_" or category[0] == "L" or category == "Nl") and not is_hidden(character)


def continues_name(character: str) -> bool:
    """Tell whether a name may go on with it: also a digit or mark, or whatever names normalise to one, as ``①``."""
    if begins_name(character) or unicodedata.category(character) in {"Nd", "Mn", "Mc"}:
        return not is_hidden(character)
    return unicodedata.normalize("NFKC", character).isdecimal() and _decomposition(character) not in _RAISED


def advice(character: str) -> tuple[str, str]:
    """Advise what to write in place of a character (in its usual form) that means nothing, in English and Chinese."""
    if character in _ADVICE:
        return _ADVICE[character]
    sort, category = _decomposition(character), unicodedata.category(character)
    if category == "No" and sort in {*_RAISED, "<fraction>"}:
        return _POWER
    if category in {"No", "Nd"} or unicodedata.normalize("NFKC", character) == ".":
        return _DIGITS
    if category == "Pd":
        return _MINUS
    return _INVISIBLE if is_hidden(character) else _NAME
