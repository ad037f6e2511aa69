"""The columns of a data frame of scores: totals, ratings, statuses, and what is asked for besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from perfkpi.batch.figures import Columns
from perfkpi.batch.frames import Categories, Column
from perfkpi.errors import Language
from perfkpi.interpreters.columns.arrays import Bytes, Floats
from perfkpi.language import Status
from perfkpi.model.card.ratings import Band

_ONE_OF = {"points": "points", "values": "value", "sections": "section", "adjustments": "adjustment"}


class Arrays(NamedTuple):
    """What is known of every row: the arrays of ``BatchScores``, by their names."""

    totals: Floats
    rating_codes: Bytes
    status_codes: Bytes
    completeness: Floats


def frame_columns(
    bands: Sequence[Band], arrays: Arrays, wanted: Mapping[str, tuple[Columns, Iterable[str]]], language: Language
) -> dict[str, Column]:
    """Make the columns of a data frame, keys and reasons apart.

    Args:
        bands: the ratings of the scorecard.
        arrays: what is known of every row.
        wanted: figures and the codes of those that are asked for, by ``"points"``, ``"values"``, ``"sections"``,
            ``"adjustments"``.
        language: of ratings and statuses.
    """
    worst_first = np.append(np.arange(len(bands))[::-1], -1).astype(np.int8)[arrays.rating_codes]
    names = [status.label.say(language) for status in Status]
    columns: dict[str, Column] = {
        "total": arrays.totals,
        "rating": Categories(worst_first, _distinct(bands, language)[::-1], ordered=True),
        "status": Categories(arrays.status_codes, names),
        "completeness": arrays.completeness,
    }
    for name, (held, codes) in wanted.items():
        for code in codes:
            found = held[code]
            columns[f"{_ONE_OF[name]}_{code}"] = found.tolist() if found.dtype == object else found
    return columns


def _distinct(bands: Sequence[Band], language: Language) -> list[str]:
    """Name the ratings, by their codes where two have the same label."""
    names = [band.say(language) for band in bands]
    return names if len(set(names)) == len(names) else [band.code for band in bands]
