"""The result of scoring a table: arrays, and everything that can be asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from perfkpi.appraisal import Appraisal, appraise
from perfkpi.batch.outputs import Lanes
from perfkpi.batch.points import Parts, Points
from perfkpi.batch.summary import Summary, summarise
from perfkpi.batch.tables import Table
from perfkpi.errors import Code, DefinitionError, Language, NumberError
from perfkpi.labels import Label
from perfkpi.language import Reason, Status
from perfkpi.meanings.columns.arrays import Bytes, Floats
from perfkpi.model.ratings import Band
from perfkpi.model.scorecards import Scorecard
from perfkpi.numerals import finite_places

__all__ = ["BatchScores"]

_SAFE = 2.0**51
"""Scaled totals below it are recovered from their doubles without loss."""


@frozen(eq=False, repr=False)
class BatchScores:
    """The scores of many people, row by row as in the table; every figure is the one that ``appraise`` gives.

    The arrays belong to the result and are not to be written to. What is asked for later (points, one appraisal) is
    computed from the table, which must not change meanwhile.

    Attributes:
        card: the scorecard.
        keys: whom each row is about, as given; ``None`` where nothing was given.
        totals: float64; the double nearest to the rounded total, NaN where there is none.
        rating_codes: int8; the position of the rating in ``card.ratings.bands``, 0 the best, -1 where there is none.
        status_codes: int8; the number of the ``Status``, 0 where there is a total.
        completeness: float64; the share of the declared weights that has points.
        lanes: how many rows were decided in which way; what they yield does not depend on it.
    """

    card: Scorecard
    keys: Sequence[object] | None
    totals: Floats
    rating_codes: Bytes
    status_codes: Bytes
    completeness: Floats
    lanes: Lanes
    _table: Table = field(alias="table")
    points: Points = field(init=False)
    parts: Parts = field(init=False)

    def __attrs_post_init__(self) -> None:
        points = Points(self.card, self._table)
        object.__setattr__(self, "points", points)
        object.__setattr__(self, "parts", Parts(points))

    def __len__(self) -> int:
        return len(self.totals)

    @property
    def places(self) -> int:
        """How many decimals the totals have.

        Raises:
            DefinitionError: the scorecard does not round its total to decimals.
        """
        stage = self.card.rounding.total
        places = None if stage is None else finite_places(stage.unit)
        if places is None:
            raise DefinitionError(
                Code.ROUNDING,
                en="the totals of this scorecard are not rounded to decimals; "
                "use rounding=RoundingPolicy(total=Rounding(2))",
                zh="该考核表的总分没有修约到小数；请使用 rounding=RoundingPolicy(total=Rounding(2))",
                where="card.rounding.total",
                value=stage,
            )
        return places

    def total_decimals(self) -> np.ma.MaskedArray[Any, np.dtype[np.int64]]:
        """The totals as whole numbers of their last decimal: 8750 for 87.50; masked where there is none.

        Raises:
            DefinitionError: as ``places`` does.
            NumberError: a total is beyond 64 bits.
        """
        power = 10**self.places
        missing = self.status_codes != 0
        scaled = np.where(missing, 0.0, self.totals) * power
        found = np.rint(scaled).astype(np.int64, casting="unsafe") if (np.abs(scaled) < _SAFE).all() else None
        if found is None:
            found = np.array([self._scaled(row, power) for row in range(len(self))], dtype=np.int64)
        return np.ma.MaskedArray(found, mask=missing)

    def _scaled(self, row: int, power: int) -> int:
        total = self.appraisal(row).total
        scaled = 0 if total is None else int(Fraction(total) * power)
        if abs(scaled) < 1 << 63:
            return scaled
        raise NumberError(
            Code.NUMBER_TOO_LARGE,
            en=f"the total of row {row} has more than 18 digits; round to fewer places",
            zh=f"第 {row} 行的总分超过 18 位数字；请减少小数位数",
            where=f"totals[{row}]",
            value=scaled,
        )

    def appraisal(self, row: int) -> Appraisal:
        """The exact appraisal of one row, with every line and every reason.

        Raises:
            IndexError: there is no such row.
        """
        place = range(len(self))[row]
        subject = place if self.keys is None else self.keys[place]
        return appraise(self.card, self._table.row(place), subject=subject)

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Why a row has no total; empty where it has one."""
        return self.appraisal(row).reasons if self.status_codes[row] else ()

    def ratings(self, language: Language = "zh") -> npt.NDArray[np.object_]:
        """The rating of each row as HR reads it, or ``None``: an array of objects."""
        bands = () if self.card.ratings is None else self.card.ratings.bands
        names = np.array([*(band.say(language) for band in bands), None], dtype=object)
        found: npt.NDArray[np.object_] = names[self.rating_codes]
        return found

    def statuses(self) -> npt.NDArray[np.object_]:
        """The status of each row: an array of ``Status`` members."""
        members = np.empty(len(Status), dtype=object)
        members[:] = list(Status)
        found: npt.NDArray[np.object_] = members[self.status_codes]
        return found

    def summary(self) -> Summary:
        """How many rows have each rating and each status, and what the totals are like."""
        return summarise(self.card, self.totals, self.rating_codes, self.status_codes, self.completeness)

    def to_pandas(self, language: Language = "en") -> Any:  # noqa: ANN401  # pandas need not be installed
        """A data frame with one row for each row of the table, and the keys as its index.

        The columns are ``total``, ``rating`` and ``status`` (categories, in one language), ``completeness``, and one
        for the points of each indicator that was asked for.

        Raises:
            ImportError: pandas is not installed.
        """
        pandas = import_module("pandas")
        bands = () if self.card.ratings is None else self.card.ratings.bands
        labels: list[Label] = [status.label for status in Status]
        columns = {
            "total": self.totals,
            "rating": pandas.Categorical.from_codes(self.rating_codes, _distinct(bands, language)),
            "status": pandas.Categorical.from_codes(self.status_codes, [label.say(language) for label in labels]),
            "completeness": self.completeness,
            **self.points.known(),
        }
        return pandas.DataFrame(columns, index=None if self.keys is None else pandas.Index(self.keys))

    def __repr__(self) -> str:
        from perfkpi.batch.shown import text_of  # noqa: PLC0415  # tables are asked for rarely

        return text_of(self)

    def _repr_html_(self) -> str:
        from perfkpi.batch.shown import html_of  # noqa: PLC0415  # as above

        return html_of(self)


def _distinct(bands: Sequence[Band], language: Language) -> list[str]:
    """What the ratings are called; by their codes where two have the same label."""
    names = [band.say(language) for band in bands]
    return names if len(set(names)) == len(names) else [band.code for band in bands]
