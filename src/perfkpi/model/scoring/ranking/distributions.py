"""How the values of one indicator are distributed among all who are appraised: exact, and frozen."""

from __future__ import annotations

from collections.abc import Iterable
from enum import unique
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Choice, Code, DefinitionError, NumberError, shown
from perfkpi.foreign import is_a
from perfkpi.language import Among
from perfkpi.model.measurement.rounding import Rounding
from perfkpi.model.parameters.sequences import sequence_of
from perfkpi.model.scoring.ranking.statistics import rounded_mean, rounded_sigma
from perfkpi.numbers import Numeric, exact, is_count


@unique
class Sigma(Choice):
    """What a sum of squared deviations is divided by."""

    POPULATION = "population"
    """By all: those who are appraised are everybody (总体标准差, STDEV.P)."""
    SAMPLE = "sample"
    """By one fewer: they stand for more than themselves (样本标准差, STDEV.S). One person has none."""


def _refused(where: str, value: object, en: str, zh: str) -> DefinitionError:
    en, zh = f"{en}, not {shown(value)}", f"{zh}，而不是 {shown(value, 'zh')}"
    return DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where=f"Distribution.{where}", value=value)


def _among(values: Among | Iterable[Numeric]) -> Among:
    if is_a(values, Among):
        return cast("Among", values)
    numbers = sequence_of(values)
    if numbers is None:
        raise _refused("values", values, "values is a list, an array or a series", "values 应为列表、数组或 Series")
    return Among([_exact(place, number) for place, number in enumerate(numbers)])


def _exact(place: int, number: object) -> Fraction:
    try:
        return exact(number)
    except NumberError as error:
        raise error.at(f"Distribution.values[{place}]") from None


def _absent(value: int) -> int:
    if is_count(value, 0):
        return value
    en, zh = "the number of people without a value is a whole number from 0 on", "没有指标值的人数应为不小于 0 的整数"
    raise _refused("absent", value, en, zh)


@frozen(eq=False)
class Distribution(Asking):
    """The values of one indicator in a population.

    Attributes:
        values: every value, in any order; kept in order.
        absent: how many people had no value; they are nowhere counted.

    Raises:
        DefinitionError: ``values`` is no list, array or series, or ``absent`` no number of people.
        NumberError: a value that is no number.
    """

    values: Among = field(converter=_among)
    absent: int = field(default=0, converter=_absent, kw_only=True)

    @property
    def count(self) -> int:
        """How many people have a value."""
        return self.values.count

    def merge(self, other: Distribution) -> Distribution:
        """Merge this one and another one.

        Raises:
            DefinitionError: the other one is no distribution.
        """
        if not is_a(other, Distribution):
            raise _refused("merge", other, "other is a Distribution", "other 应为 Distribution")
        one, two = self.values, other.values
        return Distribution(
            Among((*one.values, *two.values), (*one.counts(), *two.counts())), absent=self.absent + other.absent
        )

    def mean(self, places: Rounding) -> Fraction | None:
        """Compute the mean, rounded; ``None`` where nobody has a value.

        Raises:
            DefinitionError: ``places`` is no rounding.
        """
        _check_rounding("mean", places)
        if places not in self.memo:
            self.memo[places] = rounded_mean(self.values, places) if self.count else None
        found: Fraction | None = self.memo[places]
        return found

    def sigma(self, kind: Sigma, places: Rounding) -> Fraction | None:
        """Compute the standard deviation, rounded; ``None`` where too few people have a value.

        Raises:
            DefinitionError: ``kind`` is no ``Sigma``, or ``places`` no rounding.
        """
        if not is_a(kind, Sigma):
            raise _refused(
                "sigma", kind, "kind is Sigma.POPULATION or Sigma.SAMPLE", "kind 应为 Sigma.POPULATION 或 Sigma.SAMPLE"
            )
        _check_rounding("sigma", places)
        fewer = int(kind is Sigma.SAMPLE)
        if (kind, places) not in self.memo:
            enough = self.count > fewer
            self.memo[kind, places] = rounded_sigma(self.values, fewer, places) if enough else None
        found: Fraction | None = self.memo[kind, places]
        return found


def _check_rounding(where: str, places: Rounding) -> None:
    if not is_a(places, Rounding):
        raise _refused(
            where, places, "places is a rounding such as Rounding(2)", "places 应为 Rounding，如 Rounding(2)"
        )
