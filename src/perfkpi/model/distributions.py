"""How the values of one indicator are distributed among all who are appraised: exact, and frozen."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, unique
from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.language import Among
from perfkpi.model.moments import rounded_mean, rounded_sigma
from perfkpi.model.rounding import Rounding
from perfkpi.numbers import Numeric, is_count

__all__ = ["Distribution", "Sigma"]


@unique
class Sigma(Enum):
    """What a sum of squared deviations is divided by."""

    POPULATION = "population"
    """By all: those who are appraised are everybody (总体标准差, STDEV.P)."""
    SAMPLE = "sample"
    """By one fewer: they stand for more than themselves (样本标准差, STDEV.S). One person has none."""


def _among(values: Among | Iterable[Numeric]) -> Among:
    return values if isinstance(values, Among) else Among(values)


def _absent(value: int) -> int:
    if is_count(value, 0):
        return value
    raise DefinitionError(
        Code.WRONG_TYPE,
        en=f"the number of people without a value is a whole number from 0 on, not {shown(value)}",
        zh=f"没有指标值的人数应为不小于 0 的整数，而不是 {shown(value)}",
        where="Distribution.absent",
        value=value,
    )


@frozen(cache_hash=True)
class Distribution:
    """The values of one indicator in a population.

    Attributes:
        values: every value, in any order; kept in order.
        absent: how many people had no value; they are nowhere counted.
    """

    values: Among = field(converter=_among)
    absent: int = field(default=0, converter=_absent, kw_only=True)
    _known: dict[object, Fraction | None] = field(
        factory=dict[object, "Fraction | None"], init=False, eq=False, repr=False
    )

    @property
    def count(self) -> int:
        """How many people have a value."""
        return self.values.count

    def merge(self, other: Distribution) -> Distribution:
        """This one and another one together."""
        one, two = self.values, other.values
        return Distribution(
            Among((*one.values, *two.values), (*one.counts(), *two.counts())), absent=self.absent + other.absent
        )

    def mean(self, places: Rounding) -> Fraction | None:
        """The mean, rounded; ``None`` where nobody has a value."""
        if places not in self._known:
            self._known[places] = rounded_mean(self.values, places) if self.count else None
        return self._known[places]

    def sigma(self, kind: Sigma, places: Rounding) -> Fraction | None:
        """The standard deviation, rounded; ``None`` where too few people have a value."""
        fewer = int(kind is Sigma.SAMPLE)
        if (kind, places) not in self._known:
            enough = self.count > fewer
            self._known[kind, places] = rounded_sigma(self.values, fewer, places) if enough else None
        return self._known[kind, places]
