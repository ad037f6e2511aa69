"""What Python would do with an expression at once and for everybody: refused, with what a rule writes instead."""

from __future__ import annotations

from typing import NoReturn

from perfkpi.errors import Code, DefinitionError

__all__ = ["DecidedLater"]


def _undecided(*_: object) -> NoReturn:
    raise DefinitionError(
        Code.EXPRESSION,
        en="an expression stands for a figure of each person, about which Python's if, and, or, min and max can decide "
        "nothing; write decide(value, [Edge(Const(60))], [below, from_there_on]), Min((a, b)) or Max((a, b))",
        zh="表达式代表每个人各自的数据，Python 的 if、and、or、min、max 无法对其判断；"
        "请写 decide(value, [Edge(Const(60))], [低于, 不低于])、Min((a, b)) 或 Max((a, b))",
    )


def _unknown(*_: object) -> NoReturn:
    raise DefinitionError(
        Code.EXPRESSION,
        en="an expression stands for a figure of each person, which Python's round, **, abs, int and float cannot "
        "compute; write Round(...), Power(...) or by_sign(...)",
        zh="表达式代表每个人各自的数据，Python 的 round、**、abs、int、float 无法计算；"
        "请写 Round(...)、Power(...) 或 by_sign(...)",
    )


class DecidedLater:
    """The base of expressions: what cannot be known of them yet is no truth value and no number."""

    __slots__ = ()


# Not in the class: type checkers would ask every node for orderings that it does not have.
for _name in ("bool", "lt", "le", "gt", "ge"):
    setattr(DecidedLater, f"__{_name}__", _undecided)
for _name in ("round", "pow", "rpow", "abs", "int", "float", "trunc", "floor", "ceil"):
    setattr(DecidedLater, f"__{_name}__", _unknown)
