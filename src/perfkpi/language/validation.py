"""How nodes refuse what they cannot be made of."""

from __future__ import annotations

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.foreign import is_a
from perfkpi.numbers import normalised
from perfkpi.visible import is_blank, unseen

_FORMULAS = frozenset("=+-−@")
"""A cell of a spreadsheet that begins with one of these is computed."""


class Placeholder(str):
    """The name of what stands for something else until that is put in its place; no measure may have one like it."""

    __slots__ = ()


def refused(en: str, zh: str, value: object) -> DefinitionError:
    """Build the error that says that a node cannot be made of something."""
    return DefinitionError(Code.EXPRESSION, en=en, zh=zh, value=value)


def measure_name(value: str) -> str:
    """Convert the name of a measure to its code, so that one measure has one spelling."""
    if is_a(value, Placeholder):
        return value
    return as_code(
        value,
        en=f"a measure is named by text such as 'net_profit' or '净利润', not {shown(value)}",
        zh=f"指标数据的名称应为文字，如 'net_profit' 或 '净利润'，而不是 {shown(value, 'zh')}",
    )


def as_code(value: str, *, en: str, zh: str) -> str:
    """Read a code: a word that no spreadsheet takes for a formula.

    Args:
        value: what was given.
        en: what is said where it is no text at all.
        zh: the same in Chinese.
    """
    code = as_word(value, en=en, zh=zh)
    if code[0] in _FORMULAS:
        en = f"{shown(value)} begins with {code[0]}, and a spreadsheet would compute it; begin a code with a letter"
        zh = f"{shown(value, 'zh')} 以 {code[0]} 开头，电子表格会将其作为公式计算；代码请以文字开头"
        raise DefinitionError(Code.CODE, en=en, zh=zh, value=value)
    return code


def as_word(value: str, *, en: str, zh: str) -> str:
    """Read a text on one line that is compared with others: NFKC-normalised, and all of it can be seen."""
    word = normalised(value) if is_a(value, str) else ""
    found = unseen(str.strip(value)) if word else None
    if word and not found and not is_blank(word):
        return word
    if found:
        en, zh = f"in {shown(value)}, {found[0]}", f"{shown(value, 'zh')} 中的 {found[1]}"
    raise DefinitionError(Code.CODE, en=en, zh=zh, value=value)


def nothing_to_do(values: object) -> DefinitionError:
    """Build the error that says that an operation has nothing to work on."""
    en = "an operation needs at least one expression; give it a tuple such as (Input('a'), Input('b'))"
    return refused(en, "运算至少需要一个表达式；请给出如 (Input('a'), Input('b')) 的元组", values)
