"""Everybody among whom is ranked: built once from all the data, then given to every scoring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from attrs import evolve, field, frozen

from perfkpi.appraisal.cells import read
from perfkpi.appraisal.layout import layout
from perfkpi.appraisal.populations import Everybody, standings
from perfkpi.batch.values import Values
from perfkpi.errors import Code, DefinitionError, NumberError, shown
from perfkpi.language import Among, Expr, Input, Named, Role, Status, Undefinedness
from perfkpi.model.distributions import Distribution
from perfkpi.model.scorecards import Scorecard
from perfkpi.model.scoring.standing import Standing
from perfkpi.model.sections import Section, Weighted
from perfkpi.numbers import exact

__all__ = ["Population"]

T = TypeVar("T", Scorecard, Section)


def _checked(card: object) -> Scorecard:
    if isinstance(card, Scorecard):
        return card
    raise DefinitionError(
        Code.WRONG_TYPE,
        en=f"{shown(card)} is not a Scorecard; write Population.of(card, table)",
        zh=f"{shown(card)} 不是考核表；请写 Population.of(考核表, 数据表)",
        where="card",
        value=card,
    )


def _misfit(code: str, en: str, zh: str) -> DefinitionError:
    return DefinitionError(Code.POPULATION, en=en, zh=zh, where=f"population[{code!r}]", value=code)


@frozen(cache_hash=True)
class _Part:
    """The values of one indicator, and how they were computed; ``None`` where they were given."""

    code: str
    distribution: Distribution
    value: Expr | None = field(default=None, repr=False)


@frozen(cache_hash=True)
class Population(Everybody, Mapping[str, Distribution]):
    """The values of everybody, for the rules that rank: exact, frozen, one for a person, a table or a stream.

    ``population["sales"]`` is the distribution of that indicator: how many people have a value, how many have none.
    Build one with ``Population.of``, ``Population.of_chunks`` or ``Population.from_values``.
    """

    _parts: tuple[_Part, ...] = field(alias="parts")

    @classmethod
    def of(cls, card: Scorecard, table: Mapping[str, object]) -> Population:
        """The values of every indicator that ranks, in all rows of a table.

        They are the values that the scorecard scores, after its rounding of values if it has one. Rows without a value
        do not count; ``population[code].absent`` tells how many there are.

        Args:
            card: the scorecard.
            table: columns as ``score_batch`` takes them. Only those are read that the ranked values need.

        Raises:
            DefinitionError: a value is no rational number (a root: declare a rounding of values), is ranked itself by
                way of another indicator, or a category.
            MeasureError: a measure that the table does not have.
            ColumnError: a column of another type or length.
        """
        return cls.of_chunks(card, [table])

    @classmethod
    def of_chunks(cls, card: Scorecard, tables: Iterable[Mapping[str, object]]) -> Population:
        """The same from a table that comes in pieces; any pieces of the same rows make the same population.

        Args:
            card: the scorecard.
            tables: every piece, each read once and let go.

        Raises:
            DefinitionError: as ``of`` does.
            MeasureError: as ``of`` does.
            ColumnError: as ``of`` does.
        """
        plan = layout(_checked(card))
        found = [Values(code, _value(card, code), plan.notations) for code in standings(card)]
        for table in tables:
            for values in found:
                values.read(table)
        return cls(tuple(_Part(values.code, values.distribution(), values.value) for values in found))

    @classmethod
    def from_values(cls, values: Mapping[str, Iterable[object]]) -> Population:
        """A population of given values, by the codes of the indicators.

        Args:
            values: the values of everybody in the unit of the indicator (0.12 or ``"12%"`` for 12 %); ``None``, NaN or
                an ``Absent`` reason for somebody without a value.

        Raises:
            NumberError: something that is no number.
        """
        return cls(tuple(_Part(code, _given(code, numbers)) for code, numbers in values.items()))

    def merge(self, other: Population) -> Population:
        """The people of both, as if they had been one table.

        Raises:
            DefinitionError: they are about other indicators, or values that were computed otherwise.
        """
        mine, others = ({part.code: part for part in each._parts} for each in (self, other))  # noqa: SLF001  # its own
        for code in mine.keys() ^ others.keys():
            raise _misfit(
                code,
                f"only one of two populations has values of {code!r}; build both for the same scorecard",
                f"两个总体中只有一个有 {code!r} 的数值；请用同一考核表建立",
            )
        for code, part in mine.items():
            if part.value != others[code].value:
                raise _misfit(
                    code,
                    f"the values of {code!r} were computed in two ways; build both for the same scorecard",
                    f"{code!r} 的数值在两个总体中算法不同；请用同一考核表建立",
                )
        return Population(
            tuple(evolve(part, distribution=part.distribution.merge(other[code])) for code, part in mine.items())
        )

    def settle(self, card: Scorecard) -> Scorecard:
        """The same scorecard, its population rules ranking among these people; other scorecards stay what they are.

        ``appraise`` and ``score_batch`` do it themselves where they are given ``population=``.

        Raises:
            DefinitionError: an indicator that ranks and has no values here, or values that were computed otherwise.
        """
        return _settled(self, _checked(card))

    def __getitem__(self, code: str) -> Distribution:
        for part in self._parts:
            if part.code == code:
                return part.distribution
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        return (part.code for part in self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __repr__(self) -> str:
        counts = ", ".join(f"{part.code}: {part.distribution.count}" for part in self._parts)
        return f"<population of {counts or 'nothing'}>"

    def part(self, code: str) -> _Part | None:
        """What is known of one indicator."""
        return next((part for part in self._parts if part.code == code), None)


def _given(code: str, numbers: Iterable[object]) -> Distribution:
    found: list[Fraction] = []
    absent = 0
    for place, number in enumerate(numbers):
        value = read(Input(code), number, None)
        if not isinstance(value, Undefinedness):
            found.append(exact(number))
        elif value.status in Status.absences():
            absent += 1
        else:
            try:
                exact(number)
            except NumberError as error:
                raise error.at(f"values[{code!r}][{place}]") from None
    return Distribution(Among(found), absent=absent)


def _value(card: Scorecard, code: str) -> Expr:
    """How the scorecard computes the value of an indicator, everything resolved."""
    steps = layout(card).program.steps
    return next(node for node, _ in steps if isinstance(node, Named) and (node.role, node.code) == (Role.VALUE, code))


@lru_cache(maxsize=64)
def _settled(population: Population, card: Scorecard) -> Scorecard:
    ranking = standings(card)
    for code in ranking:
        part = population.part(code)
        if part is None:
            known = ", ".join(population)
            raise _misfit(
                code,
                f"the population has no values of {code!r}, only of {known or 'nothing'}; build it for this scorecard",
                f"总体中没有 {code!r} 的数值，只有 {known or '空'}；请用该考核表建立",
            )
        if part.value is not None and part.value != _value(card, code):
            raise _misfit(
                code,
                f"the population has values of {code!r} that were computed otherwise; build it for this scorecard",
                f"总体中 {code!r} 的数值算法与该考核表不同；请用该考核表建立",
            )
    return _with(card, population) if ranking else card


def _with(level: T, population: Population) -> T:
    return evolve(level, items=tuple(_weighted(weighted, population) for weighted in level.items))


def _weighted(weighted: Weighted, population: Population) -> Weighted:
    item = weighted.item
    if isinstance(item, Section):
        return evolve(weighted, item=_with(item, population))
    if isinstance(item.scoring, Standing):
        return evolve(weighted, item=evolve(item, scoring=item.scoring.settled(population[item.code])))
    return weighted
