"""The result of scoring a table: arrays, and everything that can be asked of them."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from fractions import Fraction
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import field, fields, frozen

from perfkpi.appraisal.appraisals import Appraisal
from perfkpi.appraisal.scoring import appraise
from perfkpi.batch.display import HEAD, Row, html_of, text_of
from perfkpi.batch.outputs import Lanes, read_only
from perfkpi.batch.points import Parts, Points
from perfkpi.batch.summary import Summary, summarise
from perfkpi.doubles import nearest, ordinary
from perfkpi.errors import Code, DefinitionError, Language, NumberError, checked_language, expected
from perfkpi.inputs.keys import Keys, is_missing
from perfkpi.inputs.series import objects
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.columns.arrays import Bytes, Floats
from perfkpi.labels import Label
from perfkpi.language import Reason, Status
from perfkpi.model.card.ratings import Band
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.parameters.validation import placed

_SAFE = 2.0**51
"""Scaled totals below it are recovered from their doubles without loss."""


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
        lanes: how many rows were decided in which way; what they yield does not depend on it.
    """

    card: Scorecard
    keys: Keys | None
    totals: Floats = field(converter=_fixed_floats)
    rating_codes: Bytes = field(converter=_fixed_bytes)
    status_codes: Bytes = field(converter=_fixed_bytes)
    completeness: Floats = field(converter=_fixed_floats)
    lanes: Lanes
    _table: Table = field(alias="table")
    points: Points = field(init=False)
    parts: Parts = field(init=False)

    def __attrs_post_init__(self) -> None:
        points = Points(self.card, self._table)
        object.__setattr__(self, "points", points)
        object.__setattr__(self, "parts", Parts(points))

    def __getstate__(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in _PARTS}

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
        """The totals as whole numbers of their last decimal: 8750 for 87.50; masked where there is none.

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

    def appraisal(self, row: int) -> Appraisal:
        """The exact appraisal of one row, with every line and every reason.

        Args:
            row: its position, from either end. Its key is the subject; where it is missing, nobody is named.

        Raises:
            IndexError: there is no such row.
            DefinitionError: ``row`` is no whole number.
        """
        place = self._place(row)
        subject: object = place
        if self.keys is not None:
            subject = "" if is_missing(self.keys[place]) else self.keys[place]
        return appraise(self.card, self._table.row(place), subject=subject)

    def _place(self, row: int) -> int:
        """The position of a row, counted from the first one."""
        try:
            if not isinstance(row, (bool, np.bool_)):
                return range(len(self))[operator.index(row)]
        except IndexError:
            raise
        except Exception:  # noqa: BLE001, S110  # whatever a foreign number raises, it tells no row
            pass
        asked = "a row is a whole number such as 0 or -1", "行号应为整数，如 0 或 -1"
        ways = "scores.keys.index(key) where a key is meant", "scores.keys.index(key)（按 key 查找）"
        raise expected(*asked, row, write=ways, where="row")

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Why a row has no total; empty where it has one.

        Raises:
            IndexError: there is no such row.
            DefinitionError: ``row`` is no whole number.
        """
        place = self._place(row)
        return self.appraisal(place).reasons if self.status_codes[place] else ()

    def ratings(self, language: Language = "zh") -> npt.NDArray[np.object_]:
        """The rating of each row as HR reads it, or ``None``: an array of objects.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        language = checked_language(language)
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

        The columns are ``total``, ``rating`` and ``status`` (categories, in one language), ``completeness``, and
        ``points_`` with the code of each indicator whose points were asked for.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
            ImportError: pandas is not installed.
        """
        language = checked_language(language)
        pandas = import_module("pandas")
        bands = () if self.card.ratings is None else self.card.ratings.bands
        labels: list[Label] = [status.label for status in Status]
        columns = {
            "total": self.totals,
            "rating": pandas.Categorical.from_codes(self.rating_codes, _distinct(bands, language)),
            "status": pandas.Categorical.from_codes(self.status_codes, [label.say(language) for label in labels]),
            "completeness": self.completeness,
            **{f"points_{code}": points for code, points in self.points.known().items()},
        }
        index = None
        if self.keys is not None:
            kept = not _can_be_inferred(self.keys)
            held = objects(self.keys) if kept else self.keys  # pandas would ask each of them what array it is
            index = pandas.Index(held, dtype=object if kept else None, tupleize_cols=False)
        return pandas.DataFrame(columns, index=index)

    def __repr__(self) -> str:
        return text_of(self.card, self.summary(), self._first_rows())

    def _repr_html_(self) -> str:
        return html_of(self.card, self.summary(), self._first_rows())

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


_INFERRED = frozenset({"builtins", "datetime", "numpy", "pandas"})
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
_PARTS = tuple(each.name for each in fields(BatchScores))
_ARRAYS = frozenset({"totals", "rating_codes", "status_codes", "completeness"})


def _distinct(bands: Sequence[Band], language: Language) -> list[str]:
    """What the ratings are called; by their codes where two have the same label."""
    names = [band.say(language) for band in bands]
    return names if len(set(names)) == len(names) else [band.code for band in bands]


def _can_be_inferred(keys: Keys) -> bool:
    """Whether pandas may choose how it holds keys; others stay what they are.

    Beside a gap, whole numbers would become doubles; half a character a column of texts may not hold; and what is of
    somebody else's class is no array.
    """
    kinds = set(map(type, keys))
    if len(kinds) != 1 or {kind.__module__.partition(".")[0] for kind in kinds} - _INFERRED:
        return False
    return not any(_HALF_A_CHARACTER.search(key) for key in keys if isinstance(key, str))
