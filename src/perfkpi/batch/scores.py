"""The result of scoring a table: arrays, and everything that can be asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import Enum, unique
from fractions import Fraction
from typing import Any, Literal, overload

import numpy as np
import numpy.typing as npt
from attrs import field, fields, frozen

from perfkpi.appraisal.appraisals import Appraisal
from perfkpi.appraisal.scoring import appraise
from perfkpi.batch.allowance import Allowance, SpentError
from perfkpi.batch.display import HEAD, Row, html_of, text_of
from perfkpi.batch.figures import COLUMNS, Columns, Figures, Parts
from perfkpi.batch.frame_columns import Arrays, frame_columns
from perfkpi.batch.frames import Column, Origin
from perfkpi.batch.gaps import IndicatorSummary, summarised
from perfkpi.batch.kernel import kernel
from perfkpi.batch.outputs import DecidedRows, read_only
from perfkpi.batch.reasons import Reasons, reasons_of
from perfkpi.batch.summary import Summary, summarise
from perfkpi.displays.displayed import beside
from perfkpi.doubles import nearest, ordinary
from perfkpi.errors import Code, DefinitionError, Language, NumberError, checked_language
from perfkpi.inputs.keys import Keys, check_flag, is_missing, row_of
from perfkpi.inputs.lookup import codes_of
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.columns.arrays import Bytes, Floats, Integers
from perfkpi.language import Reason, Status
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.parameters.validation import placed
from perfkpi.numbers import Numeric

_QUICK = 5_000_000
"""So many steps a display takes to tell means and gaps; beyond it, only who asks for the summary waits for them."""

_SAFE = 2.0**51
"""Scaled totals below it are recovered from their doubles without loss."""


@unique
class Rows(Enum):
    """Which rows are meant, where no one is."""

    EVERY = "every row"


def _fixed_floats(array: Floats) -> Floats:
    return read_only(array)


def _fixed_bytes(array: Bytes) -> Bytes:
    return read_only(array)


@frozen(eq=False, repr=False, field_transformer=placed)
class BatchScores:
    """The scores of many people, row by row as in the table; every figure is the one that ``appraise`` gives.

    The arrays are read-only. What is asked for later (points, one appraisal) is computed from the table, which must not
    change meanwhile.

    Attributes:
        card: the scorecard.
        keys: whom each row is about, as Python holds it; ``None`` where nothing was given.
        totals: float64; the double nearest to the rounded total, NaN where there is none.
        rating_codes: int8; the position of the rating in ``card.ratings.bands``, 0 the best, -1 where there is none.
        status_codes: int8; the number of the ``Status``, 0 where there is a total.
        completeness: float64; the share of the declared weights that has points.
        decided: how many rows were decided in which way; what they yield does not depend on it.
        points: the points of each indicator by its code, on its own scale; float64, NaN where there are none.
        values: the value of each indicator's formula, likewise; of one that yields categories an array of objects:
            texts, and ``None``.
        sections: the score of each section on its own scale, likewise.
        adjustments: what each step on a running score adds, likewise.
        parts: what each indicator exposes, such as achievement: ``scores.parts["mort"]["achievement"]``.
    """

    card: Scorecard
    keys: Keys | None
    totals: Floats = field(converter=_fixed_floats)
    rating_codes: Bytes = field(converter=_fixed_bytes)
    status_codes: Bytes = field(converter=_fixed_bytes)
    completeness: Floats = field(converter=_fixed_floats)
    decided: DecidedRows
    _table: Table = field(alias="table")
    _origin: Origin = field(default=Origin(), alias="origin")
    points: Columns = field(init=False)
    values: Columns = field(init=False)
    sections: Columns = field(init=False)
    adjustments: Columns = field(init=False)
    parts: Parts = field(init=False)

    def __attrs_post_init__(self) -> None:
        figures = Figures(self.card, self._table)
        for name, (slots, kind) in COLUMNS.items():
            object.__setattr__(self, name, Columns(figures, slots, kind, name))
        object.__setattr__(self, "parts", Parts(figures))

    def __getstate__(self) -> dict[str, object]:
        return {each.name: getattr(self, each.name) for each in fields(type(self))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():  # arrays come out of a pickle writeable
            object.__setattr__(self, name, read_only(value) if name in _ARRAYS else value)

    def __len__(self) -> int:
        return len(self.totals)

    @property
    def places(self) -> int:
        """How many decimals the totals have.

        Raises:
            DefinitionError: the scorecard does not round its total to decimals.
        """
        places = self.card.rounding.places
        if places is None:
            declared, way = self.card.rounding.total, "rounding=RoundingPolicy(total=Rounding(2))"
            en = f"the totals of this scorecard are not rounded to decimals; use {way}"
            zh = f"该考核表的总分没有修约到小数；请使用 {way}"
            raise DefinitionError(Code.ROUNDING, en=en, zh=zh, where="card.rounding.total", value=declared)
        return places

    def total_decimals(self) -> np.ma.MaskedArray[Any, np.dtype[np.int64]]:
        """Express the totals as whole numbers of their last decimal: 8750 for 87.50; masked where there is none.

        Raises:
            DefinitionError: as ``places`` does.
            NumberError: a total is beyond 64 bits.
        """
        power = 10**self.places
        missing = self.status_codes != 0
        with np.errstate(all="ignore"):  # what is beyond the doubles is left to exact arithmetic
            scaled = np.where(missing, 0.0, self.totals) * nearest(Fraction(power))
        large = ~(np.abs(scaled) < (_SAFE if ordinary() else 0.0))
        found = np.rint(np.where(large, 0.0, scaled)).astype(np.int64)
        for row in np.flatnonzero(large).tolist():
            found[row] = self._scaled(row, power)
        return np.ma.MaskedArray(found, mask=missing)

    def _scaled(self, row: int, power: int) -> int:
        total = self.appraisal(row).total
        scaled = 0 if total is None else int(Fraction(total) * power)
        if abs(scaled) < 1 << 63:
            return scaled
        en = f"the total of row {row} has more than 18 digits; round to fewer places"
        zh = f"第 {row} 行的总分超过 18 位数字；请减少小数位数"
        raise NumberError(Code.NUMBER_TOO_LARGE, en=en, zh=zh, where=f"totals[{row}]", value=scaled)

    def appraisal(self, row: int | str) -> Appraisal:
        """Appraise one row exactly, with every line and every reason.

        Args:
            row: its position, from either end, or its key, where that is a text. Its key is the subject; where it is
                missing, nobody is named.

        Raises:
            IndexError: there is no such row.
            MeasureError: no row has the key, or several have.
            DefinitionError: ``row`` is neither a whole number nor a text.
        """
        place = row_of(row, len(self), self.keys)
        subject: object = place
        if self.keys is not None:
            subject = "" if is_missing(self.keys[place]) else self.keys[place]
        return self._appraised(place, subject)

    def _appraised(self, row: int, subject: object) -> Appraisal:
        return appraise(self.card, self._table.row(row), subject=subject)

    @overload
    def reasons(self) -> Reasons: ...
    @overload
    def reasons(self, row: int | str) -> tuple[Reason, ...]: ...
    def reasons(self, row: int | str | Literal[Rows.EVERY] = Rows.EVERY) -> Reasons | tuple[Reason, ...]:
        """Tell why rows have no total: of all rows as columns, or of one row; empty where it has one.

        All rows are told at once: of those that lack a total for the same reason one is evaluated exactly, so that a
        million rows take about as long as their scores. Where reasons quote figures that differ from row to row, each
        distinct text takes its time.

        Args:
            row: its position, or its key, as for ``appraisal``.

        Raises:
            IndexError: as ``appraisal`` does.
            MeasureError: as ``appraisal`` does.
            DefinitionError: as ``appraisal`` does.
        """
        if row is Rows.EVERY:
            return self._told()
        place = row_of(row, len(self), self.keys)
        return self.appraisal(place).reasons if self.status_codes[place] else ()

    def _told(self) -> Reasons:
        return reasons_of(kernel(self.card), self._table, self.status_codes)

    def ratings(self, language: Language = "zh") -> npt.NDArray[np.object_]:
        """Return the rating of each row as HR reads it, or ``None``: an array of objects.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        language = checked_language(language)
        bands = () if self.card.ratings is None else self.card.ratings.bands
        names = np.array([*(band.say(language) for band in bands), None], dtype=object)
        found: npt.NDArray[np.object_] = names[self.rating_codes]
        return found

    def statuses(self) -> npt.NDArray[np.object_]:
        """Return the status of each row: an array of ``Status`` members."""
        members = np.empty(len(Status), dtype=object)
        members[:] = list(Status)
        found: npt.NDArray[np.object_] = members[self.status_codes]
        return found

    def summary(self) -> Summary:
        """Count how many rows have each rating and each status, and tell what the totals and each indicator are like.

        Points are computed for it that were not asked for before.
        """
        return self._summary(summarised(kernel(self.card), self._table, self.points, self._among))

    def _among(self, code: str) -> Integers:
        """Tell which rows an indicator is of."""
        del code
        return np.arange(len(self))

    def _summary(self, indicators: Iterable[IndicatorSummary]) -> Summary:
        codes = self.rating_codes, self.status_codes
        return summarise(self.card, self.totals, *codes, self.completeness, indicators=indicators)

    def _glance(self) -> Summary:
        """Summarise what is shown: of indicators only where that is quick."""
        allowance = Allowance(_QUICK)
        with suppress(SpentError):
            self.points.afford(allowance)
            return self._summary(summarised(kernel(self.card), self._table, self.points, self._among, allowance))
        return outline_of(self)

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

        Its columns are ``total``; ``rating``, a category that is ordered from the worst to the best; ``status``;
        ``completeness``; and what is asked for: ``points_sales``, ``value_sales``, ``section_finance``,
        ``adjustment_bonus``, ``reason``. Where keys were given they are the first column, ``key`` or what the table
        calls it; the rows of pandas keep the index of the table, or the keys are their index.

        Args:
            library: the library of the frame, where it is not that of the table.
            language: of ratings, statuses and reasons.
            points: the codes of the indicators whose points are wanted; ``True`` for all.
            values: the same of the values of their formulas, letters as text.
            sections: the same of the scores of sections.
            adjustments: the same of what steps on a running score add.
            reasons: whether to tell in words why a row has no total.

        Raises:
            DefinitionError: another language, no library is known, or a code that is none.
            MeasureError: a code that the scorecard does not have.
            ImportError: the library is not installed.
        """
        language = checked_language(language)
        check_flag(reasons, "reasons")
        asked = {"points": points, "values": values, "sections": sections, "adjustments": adjustments}
        held = {name: getattr(self, name) for name in asked}
        wanted = {name: codes_of(codes, held[name].codes, name, held[name].kind) for name, codes in asked.items()}
        columns = columns_of(self, wanted, language)
        if reasons:
            columns["reason"] = self.reasons().texts(language).tolist()
        return self._origin.frame(columns, self.keys, library)

    def plot_totals(self, *, step: Numeric | None = None, language: Language | None = None) -> Any:  # noqa: ANN401  # altair need not be installed
        """A histogram of the totals, in bins that break where ratings do, each total in the colour of its rating.

        Totals are counted here, so that the chart of a million people is as small as that of ten. One that lies on the
        edge of two ratings stands on the side to which the scorecard says it belongs. How many have no total, and why,
        is told above.

        Args:
            step: how wide a bin is; by itself a round number, for some 24 bins, or up to 100 where ratings need them.
            language: ``"zh"`` or ``"en"``; where it is ``None``, the language that ``perfkpi.display`` has chosen.

        Returns:
            an ``altair.LayerChart``, which may be changed, put beside others and saved.

        Raises:
            DefinitionError: another language, or a step that is not positive, or makes more than 500 bins.
            NumberError: a step that is no number.
            ImportError: altair is not installed; it comes with ``perfkpi[plots]``.
        """
        return beside(__name__, "plots").totals_chart(self.card, self._arrays(), outline_of(self), step, language)

    def plot_ratings(
        self, by: Iterable[object] | None = None, *, shares: bool = False, language: Language | None = None
    ) -> Any:  # noqa: ANN401  # as above
        """How many have which rating: a bar for each rating, or for each group with its ratings side by side.

        Whoever has no rating is counted, too, by the reason, with a dashed line around it: shares are those of all
        rows.

        Args:
            by: the group of each row, such as its department: a list, an array or a series with one for each row, read
                by position. Groups stand in the order of their categories where these are ordered (of pandas, an
                ``Enum`` of Polars, a dictionary of PyArrow), else in the order in which they first occur.
            shares: whether the axis tells shares of a group, and not counts.
            language: as for ``plot_totals``.

        Returns:
            an ``altair.LayerChart``.

        Raises:
            DefinitionError: another language, a scorecard without ratings, or more than 200 groups.
            ColumnError: another number of groups than rows, or groups that cannot be told apart.
            ImportError: altair is not installed; it comes with ``perfkpi[plots]``.
        """
        check_flag(shares, "shares")
        draw = beside(__name__, "plots").ratings_chart
        return draw(self.card, self._arrays(), outline_of(self), by, language, shares=shares)

    def _arrays(self) -> Arrays:
        return Arrays(self.totals, self.rating_codes, self.status_codes, self.completeness)

    def __repr__(self) -> str:
        return text_of(self.card, self._glance(), self._first_rows())

    def _repr_html_(self) -> str:
        return html_of(self.card, self._glance(), self._first_rows())

    def _first_rows(self) -> list[Row]:
        return [
            Row(
                key=row if self.keys is None else self.keys[row],
                total=float(self.totals[row]),
                rating=int(self.rating_codes[row]),
                status=Status(self.status_codes[row]),
            )
            for row in range(min(len(self), HEAD))
        ]


def outline_of(scores: BatchScores) -> Summary:
    """Summarise scores without their indicators, which takes no time."""
    codes = scores.rating_codes, scores.status_codes
    return summarise(scores.card, scores.totals, *codes, scores.completeness, indicators=())


def columns_of(scores: BatchScores, wanted: Mapping[str, Iterable[str]], language: Language) -> dict[str, Column]:
    """Make the columns of a data frame of some scores, with the codes that are asked for of each sort of figures."""
    bands = () if scores.card.ratings is None else scores.card.ratings.bands
    arrays = Arrays(scores.totals, scores.rating_codes, scores.status_codes, scores.completeness)
    held = {name: (getattr(scores, name), codes) for name, codes in wanted.items()}
    return frame_columns(bands, arrays, held, language)


_ARRAYS = frozenset({"totals", "rating_codes", "status_codes", "completeness"})
