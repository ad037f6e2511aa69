"""The result of scoring a table by several cards: the scores of each, and all of them in the order of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, cast, overload

import numpy as np
import numpy.typing as npt
from attrs import evolve, field, frozen

from perfkpi.appraisal.appraisals import Appraisal
from perfkpi.batch.display import HEAD, title_of
from perfkpi.batch.figures import Columns
from perfkpi.batch.frames import Categories, Column, Origin, name_taken
from perfkpi.batch.outputs import DecidedRows, read_only
from perfkpi.batch.reasons import Reasons, joined
from perfkpi.batch.scores import BatchScores, Rows, columns_of, outline_of
from perfkpi.batch.summary import Summary
from perfkpi.displays import html
from perfkpi.errors import Code, ColumnError, Language, checked_language, expected, shown
from perfkpi.foreign import is_a
from perfkpi.inputs.keys import Keys, check_flag, row_of
from perfkpi.inputs.lookup import ROLE, Lookup, codes_of, looked_up
from perfkpi.inputs.roles import role_numbers
from perfkpi.interpreters.columns.arrays import Bytes, Floats, Integers
from perfkpi.labels import Label
from perfkpi.language import Reason
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.parameters.sequences import pairs_of, sequence_of
from perfkpi.model.parameters.validation import placed
from perfkpi.visible import escaped
from perfkpi.wording.counts import counted


def _groups(groups: Mapping[str, BatchScores]) -> Lookup[BatchScores]:
    pairs = pairs_of(groups)
    if pairs and all(is_a(role, str) and is_a(scores, BatchScores) for role, scores in pairs):
        return Lookup(dict(pairs), ROLE)
    asked = "groups is a mapping of roles to the scores of their rows", "groups 应为“岗位: 成绩”的映射"
    raise expected(*asked, groups, write="{'sales': score_batch(card, table)}")


def _roles(roles: Iterable[str]) -> tuple[str, ...]:
    found = sequence_of(roles)
    if found is not None and all(is_a(role, str) for role in found):
        return tuple(map(str, found))
    raise expected("roles is a list with the role of every row", "roles 应为各行岗位的列表", roles, write="['sales']")


@frozen(eq=False, repr=False, field_transformer=placed)
class ScoresByCard:
    """The scores of many people with different cards, row by row as in the table.

    Every figure is the one that the row has where its role is scored by itself. What has a meaning only on one card
    (points, positions of ratings) is asked of the scores of a role: ``scores["sales"].points["margin"]``.

    Attributes:
        groups: the scores of each role, with its rows in the order of the table.
        roles: the role of every row.
        keys: whom each row is about, as Python holds it; ``None`` where nothing was given.
        totals: float64; the double nearest to the rounded total, NaN where there is none.
        status_codes: int8; the number of the ``Status``, 0 where there is a total.
        completeness: float64; the share of the declared weights of its card that has points.

    Raises:
        ColumnError: a role without scores, or another number of rows than the scores of a role have.
    """

    groups: Mapping[str, BatchScores] = field(converter=_groups)
    roles: tuple[str, ...] = field(converter=_roles)
    _origin: Origin = field(default=Origin(), alias="origin")
    _by: str = field(default="role", alias="by")
    keys: Keys | None = field(init=False)
    totals: Floats = field(init=False)
    status_codes: Bytes = field(init=False)
    completeness: Floats = field(init=False)
    _numbers: Integers = field(init=False)
    _within: Integers = field(init=False)

    def __attrs_post_init__(self) -> None:
        numbers = role_numbers(self.roles, list(self.groups))
        within = np.empty(len(numbers), dtype=np.int64)
        for number, (role, scores) in enumerate(self.groups.items()):
            rows = np.flatnonzero(numbers == number)
            if len(rows) != len(scores):
                found, told = counted(len(rows), "row has", "rows have"), counted(len(scores), "score")
                en = f"{found} the role {shown(role)}, but it has {told}"
                zh = f"岗位 {shown(role, 'zh')} 有 {len(rows)} 行，却有 {len(scores)} 个成绩"
                raise ColumnError(Code.COLUMN_LENGTH, en=en, zh=zh, where="ScoresByCard.roles", value=role)
            within[rows] = np.arange(len(rows))
        for name, value in {"_numbers": numbers, "_within": within}.items():
            object.__setattr__(self, name, read_only(value))
        for name, empty in {"totals": np.nan, "status_codes": np.int8(0), "completeness": np.nan}.items():
            whole = np.full(len(numbers), empty)
            for scores, rows in self._placed():
                whole[rows] = getattr(scores, name)
            object.__setattr__(self, name, read_only(whole))
        object.__setattr__(self, "keys", self._all_keys())

    def _all_keys(self) -> Keys | None:
        found: list[object] = [None] * len(self)
        for scores, rows in self._placed():
            if scores.keys is None:
                return None
            for row, key in zip(rows.tolist(), scores.keys, strict=True):
                found[row] = key
        return tuple(found)

    def __reduce__(self) -> tuple[object, ...]:
        return ScoresByCard, (dict(self.groups), self.roles, self._origin, self._by)

    def __len__(self) -> int:
        return len(self.roles)

    def __getitem__(self, role: str) -> BatchScores:
        """The scores of one role.

        Raises:
            MeasureError: (also a ``KeyError``) there is no such role.
        """
        return looked_up(ROLE, role, self.groups, "scores")

    def _placed(self) -> Iterable[tuple[BatchScores, Integers]]:
        """Give the scores of each role with the rows of the table that they are of."""
        return [(scores, np.flatnonzero(self._numbers == at)) for at, scores in enumerate(self.groups.values())]

    def _at(self, row: int) -> tuple[BatchScores, int]:
        """Find the scores that a row is among, and its position there."""
        return list(self.groups.values())[int(self._numbers[row])], int(self._within[row])

    @property
    def cards(self) -> Mapping[str, Scorecard]:
        """The scorecard of each role."""
        return Lookup({role: scores.card for role, scores in self.groups.items()}, ROLE)

    @property
    def decided(self) -> DecidedRows:
        """How many rows were decided in which way; what they yield does not depend on it."""
        return sum((scores.decided for scores in self.groups.values()), DecidedRows())

    def appraisal(self, row: int | str) -> Appraisal:
        """Appraise one row exactly by the card of its role, with every line and every reason.

        Args:
            row: its position in the table, from either end, or its key, where that is a text. Its key is the subject;
                its position, where no keys were given.

        Raises:
            IndexError: there is no such row.
            MeasureError: no row has the key, or several have.
            DefinitionError: ``row`` is neither a whole number nor a text.
        """
        place = row_of(row, len(self), self.keys)
        scores, at = self._at(place)
        found = scores.appraisal(at)
        return found if self.keys is not None else evolve(found, subject=str(place))

    @overload
    def reasons(self) -> Reasons: ...
    @overload
    def reasons(self, row: int | str) -> tuple[Reason, ...]: ...
    def reasons(self, row: int | str | Literal[Rows.EVERY] = Rows.EVERY) -> Reasons | tuple[Reason, ...]:
        """Tell why rows have no total: of all rows as columns, or of one row; empty where it has one.

        Args:
            row: its position, or its key, as for ``appraisal``.

        Raises:
            IndexError: as ``appraisal`` does.
            MeasureError: as ``appraisal`` does.
            DefinitionError: as ``appraisal`` does.
        """
        if row is Rows.EVERY:
            return joined(len(self), [(rows, scores.reasons()) for scores, rows in self._placed()])
        scores, at = self._at(row_of(row, len(self), self.keys))
        return scores.reasons(at)

    def ratings(self, language: Language = "zh") -> npt.NDArray[np.object_]:
        """Return the rating of each row as HR reads it, or ``None``: an array of objects.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        whole = np.full(len(self), None, dtype=object)
        for scores, rows in self._placed():
            whole[rows] = scores.ratings(language)
        return whole

    def statuses(self) -> npt.NDArray[np.object_]:
        """Return the status of each row: an array of ``Status`` members."""
        whole = np.full(len(self), None, dtype=object)
        for scores, rows in self._placed():
            whole[rows] = scores.statuses()
        return whole

    def summary(self) -> Mapping[str, Summary]:
        """Count, for each role, how many rows have each rating and each status, and tell what the totals are like."""
        return Lookup({role: scores.summary() for role, scores in self.groups.items()}, ROLE)

    def to_frame(
        self,
        library: Literal["pandas", "polars", "pyarrow"] | None = None,
        *,
        language: Language = "en",
        points: Iterable[str] | bool = (),
        values: Iterable[str] | bool = (),
        sections: Iterable[str] | bool = (),
        adjustments: Iterable[str] | bool = (),
        reasons: bool = False,
    ) -> Any:  # noqa: ANN401  # none of the libraries need be installed
        """A data frame with one row for each row of the table, of the library of the data frame that was scored.

        Its columns are those of ``BatchScores.to_frame``, behind the role of each row, under the name of the column
        that was split by, or ``role``. Ratings are ordered where all cards have the same ones. Points and the like are
        those of all cards; rows whose card has none of that code have none.

        Args:
            library: the library of the frame, where it is not that of the table.
            language: of ratings, statuses and reasons.
            points: the codes of the indicators whose points are wanted; ``True`` for all.
            values: the same of the values of their formulas.
            sections: the same of the scores of sections.
            adjustments: the same of what steps on a running score add.
            reasons: whether to tell in words why a row has no total, which takes its time for each such row.

        Raises:
            DefinitionError: another language, no library is known, a code that is none, or a column that stands twice.
            MeasureError: a code that none of the scorecards has.
            ImportError: the library is not installed.
        """
        language = checked_language(language)
        check_flag(reasons, "reasons")
        asked = {"points": points, "values": values, "sections": sections, "adjustments": adjustments}
        wanted = {name: codes_of(codes, *self._known(name)) for name, codes in asked.items()}
        whole: dict[str, Column] = {self._by: Categories(self._numbers, list(self.groups))}
        parts = [
            (columns_of(scores, {name: _own(scores, name, codes) for name, codes in wanted.items()}, language), rows)
            for scores, rows in self._placed()
        ]
        names = dict.fromkeys(name for columns, _ in parts for name in columns)
        if self._by in names:
            raise name_taken(self._by, "by", "roles", "岗位")
        for name in names:
            whole[name] = _joined([(columns[name], rows) for columns, rows in parts if name in columns], len(self))
        if reasons:
            whole["reason"] = self.reasons().texts(language).tolist()
        return self._origin.frame(whole, self.keys, library)

    def _known(self, name: str) -> tuple[Callable[[], Sequence[str]], str, Label]:
        """Tell which codes any card has of some figures, what the argument is called, and what has these codes."""
        held: list[Columns] = [getattr(scores, name) for scores in self.groups.values()]
        return lambda: list(dict.fromkeys(code for each in held for code in each.codes())), name, held[0].kind

    def __repr__(self) -> str:
        return "\n".join(self._titles())

    def _repr_html_(self) -> str:
        return html.page("<ul>", *(f"<li>{html.text(title)}</li>" for title in self._titles()), "</ul>")

    def _titles(self) -> list[str]:
        named = list(self.groups.items())
        lines = [escaped(f"{role}: {title_of(scores.card, outline_of(scores))}") for role, scores in named[:HEAD]]
        return [*lines, "…"] if len(named) > HEAD else lines


def _own(scores: BatchScores, name: str, codes: Iterable[str]) -> list[str]:
    known = getattr(scores, name).codes()
    return [code for code in codes if code in known]


def _joined(parts: list[tuple[Column, Integers]], rows: int) -> Column:
    """Join what the cards have of one column, in the order of the table; nothing where a card has none of it."""
    if any(isinstance(column, list) for column, _ in parts):
        texts: list[str | None] = [None] * rows
        for column, at in parts:
            for row, text in zip(at.tolist(), _as_texts(column), strict=True):
                texts[row] = text
        return texts
    if not isinstance(parts[0][0], Categories):
        numbers = np.full(rows, np.nan)
        for column, at in parts:
            numbers[at] = column
        return numbers
    scales = [(column, at) for column, at in parts if isinstance(column, Categories)]
    names = list(dict.fromkeys(name for column, _ in scales for name in column.names))
    codes = np.full(rows, -1, dtype=np.int64)
    for column, at in scales:
        places = np.array([*map(names.index, column.names), -1], dtype=np.int64)
        codes[at] = places[column.codes]
    ordered = all(column.ordered and list(column.names) == names for column, _ in scales)
    return Categories(codes, names, ordered=ordered)


def _as_texts(column: Column) -> Iterable[str | None]:
    """Letters as they are; figures of another card beside them as text, too: a column of a frame holds one kind."""
    if isinstance(column, list):
        return column
    return (None if np.isnan(figure) else f"{figure:.15g}" for figure in cast("Floats", column).tolist())
