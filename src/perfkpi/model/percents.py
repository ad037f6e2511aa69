"""Percentages (百分比): a bare 12 on one may mean 12 % or 1200 %, and is refused until its author says which."""

from __future__ import annotations

from fractions import Fraction

from perfkpi.errors import Code, DefinitionError
from perfkpi.model.parameters import Parameter
from perfkpi.numerals import Percentage, written

__all__ = ["check_percent"]


def check_percent(parameter: Parameter, where: str, *, difference: bool = False) -> None:
    """A number above 1 that is compared with a percentage is written with its sign; so is a difference of 1.

    Raises:
        DefinitionError: the number is bare.
    """
    if not isinstance(parameter, Fraction) or isinstance(parameter, Percentage):
        return
    if abs(parameter) > 1 or (difference and parameter == 1):
        bare, whole = written(parameter), written(Percentage(parameter))
        raise DefinitionError(
            Code.BARE_PERCENT,
            en=f"{bare} on a percentage is {whole}; write '{bare}%' if percent is meant, '{whole}' if not",
            zh=f"百分比上的 {bare} 等于 {whole}；若指百分之几请写 '{bare}%'，否则请写 '{whole}'",
            where=where,
            value=parameter,
        )
