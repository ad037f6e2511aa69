"""Scoring a table, by one card or by several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast, overload

from perfkpi.batch.scores import BatchScores
from perfkpi.batch.scores_by_card import ScoresByCard
from perfkpi.batch.scoring import Progress, score_tuned
from perfkpi.batch.several_cards import score_by_card
from perfkpi.batch.tuning import STANDARD
from perfkpi.errors import Code, DefinitionError
from perfkpi.foreign import is_a
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.population.population import Population


@overload
def score_batch(
    card: Scorecard,
    table: object,
    *,
    by: None = None,
    keys: Iterable[object] | str | None = None,
    unique_keys: bool = True,
    threads: int = 1,
    points: Iterable[str] | bool = (),
    progress: Progress | None = None,
    population: Population | None = None,
) -> BatchScores: ...
@overload
def score_batch(
    card: Mapping[str, Scorecard],
    table: object,
    *,
    by: Iterable[object] | str,
    keys: Iterable[object] | str | None = None,
    unique_keys: bool = True,
    threads: int = 1,
    points: Iterable[str] | bool = (),
    progress: Progress | None = None,
    population: Mapping[str, Population] | None = None,
) -> ScoresByCard: ...
def score_batch(
    card: Scorecard | Mapping[str, Scorecard],
    table: object,
    *,
    by: Iterable[object] | str | None = None,
    keys: Iterable[object] | str | None = None,
    unique_keys: bool = True,
    threads: int = 1,
    points: Iterable[str] | bool = (),
    progress: Progress | None = None,
    population: Population | Mapping[str, Population] | None = None,
) -> BatchScores | ScoresByCard:
    """Score many people at once; every row gets the total, rating and status that ``appraise`` gives it.

    Args:
        card: the scorecard; or several by the roles that they are for, ``{"sales": card, "support": other}``. Each
            reads its own columns, and only in its own rows: a card that nobody has asks for no column.
        table: a data frame of pandas, Polars or PyArrow (also a record batch); a list of rows, each a mapping (also a
            ``csv.DictReader``), a named tuple or a ``sqlite3.Row``; or a mapping with a one-dimensional column for each
            measure, all of one length: NumPy arrays of floats, integers, or objects (Decimals, Fractions, texts such as
            ``"12%"``, ``None``, ``Absent`` members), masked arrays, text for categories, lists, series of pandas,
            Polars and pyarrow (read by position, nulls are not measured), or a ``Column`` with absence codes. NaN means
            not measured. Texts are read as the scorecard's ``measures`` declare it. float64 columns are neither copied
            nor written to. Columns that the scorecard does not read are ignored. ``Prepared`` saves time where one
            table is scored more than once.
        by: the role of each row, where there are several cards: the name of a column, or a list, an array or a series
            with one text for each row.
        keys: whom each row is about: the name of a column of the table, or a list, an array or a series (pandas,
            Polars, Arrow) with one key for each row, read at once and by position, whatever its labels are. ``None``,
            NaN and the like are no key.
        unique_keys: whether a key that stands twice (of the same type and value) is refused.
        threads: how many threads score, the caller's among them; it changes nothing but the time. More than 64 are
            64. They are kept for the next call.
        points: the codes of the indicators whose points are computed at once, or ``True`` for all; those of others are
            computed when ``scores.points[code]`` is first asked for.
        progress: called with the number of rows done and of all rows, from time to time.
        population: among whom is ranked; needed where a rule ranks, and without effect elsewhere. The rows of the table
            never stand in for it: they may be a part of the people only. Of several cards, those of their roles:
            ``{"sales": people}``.

    Returns:
        the scores, of several cards as ``ScoresByCard``; a figure that is wrong or absent gives a status in its row,
        never an exception.

    Raises:
        MeasureError: a measure that the table does not have, or points of an unknown indicator.
        ColumnError: a column of another type or length; keys that are no series of the length of the table, or a key
            that stands twice, with both places; rows without a role, or with one that there is no card for.
        DefinitionError: ``card`` is not a scorecard, ``table`` not a mapping, ``threads`` not a positive number,
            ``points`` no codes, ``progress`` cannot be called, a rule ranks and ``population`` is missing or does not
            fit, or ``by`` does not go with what was given.

    Examples:
        >>> import perfkpi as pk
        >>> rated = pk.DirectPoints(scale=pk.Scale(0, 100))
        >>> def card(code):
        ...     item = pk.Indicator(code=code, name=code, formula=pk.Actual(code), scoring=rated)
        ...     return pk.Scorecard(code=code, name=code, items=((item, 100),))
        >>> people = {"role": ["sales", "support"], "deals": [80, None], "solved": [None, 95]}
        >>> scores = pk.score_batch({"sales": card("deals"), "support": card("solved")}, people, by="role")
        >>> scores.totals.tolist(), scores["support"].totals.tolist()
        ([80.0, 95.0], [95.0])
    """
    if is_a(card, Mapping):
        return score_by_card(
            cast("Mapping[str, Scorecard]", card),
            table,
            by,
            STANDARD,
            keys=keys,
            unique_keys=unique_keys,
            threads=threads,
            points=points,
            progress=progress,
            population=population,
        )
    if by is not None:
        en = "by= tells the rows of several cards apart, and one card is given; write {'sales': card}, or leave it out"
        zh = "by= 用于区分多张考核表的行，而这里只有一张；请写 {'sales': card}，或去掉 by="
        raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where="by", value=by)
    return score_tuned(
        cast("Scorecard", card),
        table,
        STANDARD,
        keys=keys,
        unique_keys=unique_keys,
        threads=threads,
        points=points,
        progress=progress,
        population=cast("Population | None", population),
    )
