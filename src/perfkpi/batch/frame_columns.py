"""The columns of a data frame of scores: totals, ratings, statuses, and what is asked for besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from perfkpi.batch.figures import Columns
from perfkpi.batch.frames import Categories, Column
from perfkpi.errors import Language
from perfkpi.interpreters.columns.arrays import Bytes, Floats
from perfkpi.language import Status
from perfkpi.model.card.ratings import Band
from perfkpi.model.card.scorecards import Scorecard

_ONE_OF = {"points": "points", "values": "value", "sections": "section", "adjustments": "adjustment"}


class Scored(Protocol):
    """What a frame is made of: the scores of one scorecard."""

    @property
    def card(self) -> Scorecard: ...
    @property
    def totals(self) -> Floats: ...
    @property
    def rating_codes(self) -> Bytes: ...
    @property
    def status_codes(self) -> Bytes: ...
    @property
    def completeness(self) -> Floats: ...


def frame_columns(scores: Scored, language: Language, wanted: Mapping[str, Iterable[str]]) -> dict[str, Column]:
    """Make the columns of a data frame, keys and reasons apart.

    Args:
        scores: what they are made of.
        language: of ratings and statuses.
        wanted: the codes of what is asked for, by ``"points"``, ``"values"``, ``"sections"``, ``"adjustments"``.
    """
    bands = () if scores.card.ratings is None else scores.card.ratings.bands
    worst_first = np.append(np.arange(len(bands))[::-1], -1).astype(np.int8)[scores.rating_codes]
    names = [status.label.say(language) for status in Status]
    columns: dict[str, Column] = {
        "total": scores.totals,
        "rating": Categories(worst_first, _distinct(bands, language)[::-1], ordered=True),
        "status": Categories(scores.status_codes, names),
        "completeness": scores.completeness,
    }
    for name, codes in wanted.items():
        held: Columns = getattr(scores, name)
        columns |= {f"{_ONE_OF[name]}_{code}": held[code] for code in codes}
    return columns


def _distinct(bands: Sequence[Band], language: Language) -> list[str]:
    """Name the ratings, by their codes where two have the same label."""
    names = [band.say(language) for band in bands]
    return names if len(set(names)) == len(names) else [band.code for band in bands]
