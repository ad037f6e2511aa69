"""How nodes refuse what they cannot be made of."""

from __future__ import annotations

from perfkpi.errors import Code, DefinitionError
from perfkpi.numbers import normalised

__all__ = ["measure_name", "nothing_to_do", "refused"]


def refused(en: str, zh: str, value: object) -> DefinitionError:
    """That a node cannot be made of something."""
    return DefinitionError(Code.EXPRESSION, en=en, zh=zh, value=value)


def measure_name(value: str) -> str:
    """A converter: a name that is normalised, so that one measure has one spelling."""
    name = normalised(value) if isinstance(value, str) else ""
    if not name:
        raise DefinitionError(
            Code.CODE,
            en=f"a measure is named by text such as 'net_profit' or '净利润', not {value!r}",
            zh=f"指标数据的名称应为文字，如 'net_profit' 或 '净利润'，而不是 {value!r}",
            value=value,
        )
    return name


def nothing_to_do(values: object) -> DefinitionError:
    """That an operation has nothing to work on."""
    return refused(
        "an operation needs at least one expression; give it a tuple such as (Input('a'), Input('b'))",
        "运算至少需要一个表达式；请给出如 (Input('a'), Input('b')) 的元组",
        values,
    )
