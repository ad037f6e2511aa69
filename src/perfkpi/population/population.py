"""Everybody among whom is ranked: built once from all the data, then given to every scoring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import Attribute, evolve, field, frozen

from perfkpi.displays.displayed import Displayed
from perfkpi.errors import Code, ColumnError, DefinitionError, NumberError, PerfKpiError, expected, shown
from perfkpi.foreign import is_a
from perfkpi.inputs.cells import read
from perfkpi.inputs.lookup import INDICATOR, looked_up
from perfkpi.language import Among, Input, Status, Undefinedness
from perfkpi.model.card.scorecards import Scorecard, checked_card
from perfkpi.model.parameters.sequences import pairs_of, sequence_of
from perfkpi.model.parameters.validation import checked_code
from perfkpi.model.scoring.ranking.distributions import Distribution
from perfkpi.model.spelling import Spelled
from perfkpi.numbers import exact
from perfkpi.population.chunks import Chunk, chunks_of
from perfkpi.population.ranking_rules import Part, check_fits, misfit, standings, with_values
from perfkpi.value_objects import ValueObject

_KEPT = 64
"""How much a population keeps at most: two entries for each card that it was put into."""


def no_population(value: object, where: str) -> PerfKpiError:
    """That somebody gave something else than a population."""
    ways = "Population.of(card, table)", "Population.of(考核表, 数据表)"
    return expected("a Population is asked for", "此处需要总体（Population）", value, write=ways, where=where)


def _check_parts(_: object, attribute: Attribute[tuple[Part, ...]], parts: object) -> None:
    given = parts
    members = sequence_of(parts)
    if type(parts) is not tuple or members is None or not all(is_a(part, Part) for part in members):
        raise no_population(given, f"Population.{attribute.alias}")


@frozen(eq=False)
class Population(Displayed, ValueObject, Mapping[str, Distribution]):
    """The values of everybody, for the rules that rank: exact, frozen, one for a person, a table or a stream.

    ``population["sales"]`` is the distribution of that indicator: how many people have a value, how many have none.
    Build one with ``Population.of``, ``Population.of_chunks`` or ``Population.from_values``.
    """

    _parts: tuple[Part, ...] = field(alias="parts", validator=_check_parts)

    @classmethod
    def of(
        cls,
        card: Scorecard,
        table: Mapping[str, object],
        *,
        keys: Iterable[object] | None = None,
        unique_keys: bool = True,
    ) -> Population:
        """Read the values of every indicator that ranks, in all rows of a table.

        They are the values that the scorecard scores, after its rounding of values if it has one. Rows without a value
        do not count; ``population[code].absent`` tells how many there are.

        Args:
            card: the scorecard.
            table: columns as ``score_batch`` takes them. Only those are read that the ranked values need.
            keys: whom each row is about, as ``score_batch`` takes them, so that nobody counts twice. They are checked,
                and not kept.
            unique_keys: whether a key that stands twice is refused.

        Raises:
            DefinitionError: a value is no rational number (a root: declare a rounding of values), is ranked itself by
                way of another indicator, or a category; ``card`` is not a scorecard.
            MeasureError: a measure that the table does not have.
            ColumnError: a column of another type or length; keys that are no series of the length of the table, or a
                key that stands twice, with both places.
        """
        return cls._read(card, [(table, None if keys is None else (keys, "keys"))], unique_keys=unique_keys)

    @classmethod
    def of_chunks(
        cls,
        card: Scorecard,
        tables: Iterable[Mapping[str, object]],
        *,
        keys: Iterable[Iterable[object]] | None = None,
        unique_keys: bool = True,
    ) -> Population:
        """Build a population from a table that comes in pieces; any pieces of the same rows make the same population.

        Args:
            card: the scorecard.
            tables: every piece, each read once and let go.
            keys: for each piece the keys of its rows; nobody may stand in two pieces either.
            unique_keys: whether a key that stands twice is refused.

        Raises:
            DefinitionError: as ``of`` does; ``tables`` is a single table, or ``keys`` not one series for each.
            MeasureError: as ``of`` does.
            ColumnError: as ``of`` does; a piece without its keys, or keys without their piece.
        """
        return cls._read(card, chunks_of(tables, keys), unique_keys=unique_keys)

    @classmethod
    def _read(cls, card: Scorecard, chunks: Iterable[Chunk], *, unique_keys: bool) -> Population:
        from perfkpi.population.reading import read_values  # noqa: PLC0415  # who scores one person needs no NumPy

        found = read_values(card, chunks, unique_keys=unique_keys)
        return cls(tuple(Part(values.code, values.distribution(), values.value) for values in found))

    @classmethod
    def from_values(cls, values: Mapping[str, Iterable[object]]) -> Population:
        """Build a population of given values, by the codes of the indicators.

        Args:
            values: the values of everybody in the unit of the indicator (0.12 or ``"12%"`` for 12 %); ``None``, NaN or
                an ``Absent`` reason for somebody without a value.

        Raises:
            DefinitionError: ``values`` is no mapping, or a code is none, or stands there twice.
            ColumnError: the values of an indicator are no list, array or series.
            NumberError: something that is no number.
        """
        pairs = pairs_of(values)
        if pairs is None:
            asked = "values is a mapping of codes to values", "values 应为“代码: 数值”的映射"
            raise expected(*asked, values, write="{'sales': [50, 40]}", where="values")
        given = [(checked_code(code), numbers) for code, numbers in pairs]
        for code, count in Counter(code for code, _ in given).items():
            if count > 1:
                en, zh = (
                    f"{shown(code)} is a code that stands twice; keep one",
                    f"{shown(code, 'zh')} 出现两次；请保留一个",
                )
                raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where="values", value=code)
        return cls(tuple(Part(code, _given(code, numbers)) for code, numbers in given))

    def merge(self, other: Population) -> Population:
        """Merge the people of both, as if they had been one table.

        Keys are not kept, so nobody can tell whether a person stands in both and counts twice; ``of_chunks`` can.

        Raises:
            DefinitionError: the other one is no population, or they are about other indicators, or about values that
                were computed otherwise.
        """
        if not is_a(other, Population):
            raise no_population(other, "other")
        mine, others = ({part.code: part for part in each._parts} for each in (self, other))  # noqa: SLF001  # its own
        for code in mine.keys() ^ others.keys():
            en = f"only one of two populations has values of {shown(code)}; build both for the same scorecard"
            raise misfit(code, en, f"两个总体中只有一个有 {shown(code, 'zh')} 的数值；请用同一考核表建立")
        for code, part in mine.items():
            if part.value != others[code].value:
                en = f"the values of {shown(code)} were computed in two ways; build both for the same scorecard"
                raise misfit(code, en, f"{shown(code, 'zh')} 的数值在两个总体中算法不同；请用同一考核表建立")
        return Population(
            tuple(evolve(part, distribution=part.distribution.merge(other[code])) for code, part in mine.items())
        )

    def apply_to(self, card: Scorecard) -> Scorecard:
        """Let the population rules of a scorecard rank among these people; other scorecards stay what they are.

        ``appraise`` and ``score_batch`` do it themselves where they are given ``population=``.

        Raises:
            DefinitionError: an indicator that ranks and has no values here, or values that were computed otherwise.
        """
        memo = self.memo
        known: tuple[Scorecard, Scorecard] | None = memo.get(id(card))
        if known is not None:
            return known[1]  # the card is kept beside it, so that nobody else has its identity
        if not standings(checked_card(card)):
            return card
        key = Spelled(card)
        found: Scorecard | None = memo.get(key)
        if found is None:
            check_fits(card, self._parts)
            found = with_values(card, self)
        if len(memo) >= _KEPT:
            memo.clear()
        memo[key], memo[id(card)] = found, (card, found)
        return found

    def __getitem__(self, code: str) -> Distribution:
        return looked_up(INDICATOR, code, {part.code: part.distribution for part in self._parts}, "population")

    def __iter__(self) -> Iterator[str]:
        return (part.code for part in self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __repr__(self) -> str:
        counts = ", ".join(f"{part.code}: {part.distribution.count}" for part in self._parts)
        return f"<population of {counts or 'nothing'}>"


def _given(code: str, values: object) -> Distribution:
    found: list[Fraction] = []
    absent = 0
    numbers = sequence_of(values)
    if numbers is None:
        quoted = shown(code)
        en = f"the values of {quoted} are a list, an array or a series with one dimension"
        zh = f"{quoted} 的数值应为列表、一维数组或 Series"
        raise expected(en, zh, values, where=f"values[{quoted}]", by_type=True, code=Code.COLUMN_TYPE, kind=ColumnError)
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
                raise error.at(f"values[{shown(code)}][{place}]") from None
    return Distribution(Among(found), absent=absent)
