"""What Python would do with an expression at once and for everybody: refused, with what a rule writes instead."""

from __future__ import annotations

from typing import NoReturn

from perfkpi.language.validation import refused


def _undecided(value: object, *_: object) -> NoReturn:
    raise refused(
        "an expression stands for a figure that is not known yet, so Python's if, and, or, not, max, min and "
        "comparisons cannot ask it; build the choice: Choose(value, [Edge(Const(60))], [below, from_60_on]), "
        "a limit by Max((a, b)) or Min((a, b)), or write text: ComputedPoints('if(value >= 60, 100, 0)')",
        "表达式代表尚未确定的数据，不能用于 Python 的 if、and、or、not、max、min 和比较；请写成选择："
        "Choose(value, [Edge(Const(60))], [低于60, 60及以上])，上下限用 Max((a, b))、Min((a, b))，"
        "或写文字公式：ComputedPoints('if(value >= 60, 100, 0)')",
        value,
    )


def _unknown(value: object, *_: object) -> NoReturn:
    raise refused(
        "an expression stands for a figure of each person, which Python's round, **, abs, int and float cannot "
        "compute; write Round(...), Power(...) or by_sign(...)",
        "表达式代表每个人各自的数据，Python 的 round、**、abs、int、float 无法计算；"
        "请写 Round(...)、Power(...) 或 by_sign(...)",
        value,
    )


class DecidedLater:
    """The base of expressions: what cannot be known of them yet is no truth value and no number."""

    __slots__ = ()


# Not in the class: type checkers would ask every node for orderings that it does not have.
for _name in ("bool", "lt", "le", "gt", "ge"):
    setattr(DecidedLater, f"__{_name}__", _undecided)
for _name in ("round", "pow", "rpow", "abs", "int", "float", "trunc", "floor", "ceil"):
    setattr(DecidedLater, f"__{_name}__", _unknown)
