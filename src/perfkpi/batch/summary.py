"""What a batch of scores looks like as a whole."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from attrs import frozen

from perfkpi.batch.gaps import IndicatorSummary
from perfkpi.batch.summary_display import pieces_of, summary_lines
from perfkpi.displays import html
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.languages import in_each, spoken
from perfkpi.errors import Language, checked_language
from perfkpi.interpreters.columns.arrays import Bytes, Floats
from perfkpi.language import Status
from perfkpi.model.card.ratings import Band
from perfkpi.model.card.scorecards import Scorecard


@frozen
class Summary:
    """Counts and a few figures.

    Attributes:
        rows: how many people there are.
        scored: how many of them have a total.
        complete: how many of them have points for every indicator.
        ratings: each rating from the best down and how many have it.
        statuses: each status that occurs and how many have it.
        lowest: the lowest total; NaN where there is none.
        median: the median of the totals; NaN where there is none.
        highest: the highest total; NaN where there is none.
        indicators: what became of each indicator, in the order of the sheet.
    """

    rows: int
    scored: int
    complete: int
    ratings: tuple[tuple[Band, int], ...]
    statuses: tuple[tuple[Status, int], ...]
    lowest: float
    median: float
    highest: float
    indicators: tuple[IndicatorSummary, ...] = ()

    def say(self, language: Language = "zh") -> str:
        """Tell everything in lines.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        lines = [self._totals(checked_language(language))]
        colon = "：" if language == "zh" else ": "
        lines += [f"{band.say(language)}{colon}{count}" for band, count in self.ratings]
        lines += [f"{status.label.say(language)}{colon}{count}" for status, count in self.statuses if status]
        return "\n".join([*lines, *(each.say(language) for each in self.indicators)])

    def _totals(self, language: Language) -> str:
        """Tell how many people have a total, and what the totals are like."""
        told = f"{self.scored}/{self.rows} {HEADINGS['people-with-a-total'].say(language)}"
        if not self.scored:
            return told
        figures = {"lowest": self.lowest, "median": self.median, "highest": self.highest}
        return " · ".join([told, *(f"{HEADINGS[key].say(language)} {each:.15g}" for key, each in figures.items())])

    def __str__(self) -> str:
        return "\n".join([in_each(self._totals), *(f"  {line}" for line in summary_lines(self))])

    def _repr_html_(self) -> str:
        title = f"{spoken(HEADINGS['summary'])} · {in_each(self._totals)}"
        return html.page(f"<p><b>{html.text(title)}</b></p>", html.beside(pieces_of(self)))


def _median(numbers: Floats) -> float:
    """Find the middle number, or halfway between two; their sum may be beyond the doubles."""
    low, high = (len(numbers) - 1) // 2, len(numbers) // 2
    middle = np.partition(numbers, (low, high))
    one, other = float(middle[low]), float(middle[high])
    both = one + other
    return both / 2 if math.isfinite(both) else one / 2 + other / 2


def summarise(
    card: Scorecard,
    totals: Floats,
    ratings: Bytes,
    statuses: Bytes,
    completeness: Floats,
    *,
    indicators: Iterable[IndicatorSummary],
) -> Summary:
    """Count what there is."""
    known = totals[statuses == 0]
    bands = () if card.ratings is None else card.ratings.bands
    counts = np.bincount(ratings[ratings >= 0], minlength=len(bands))
    by_status = np.bincount(statuses, minlength=len(Status))
    lowest, median, highest = (float(known.min()), _median(known), float(known.max())) if len(known) else (np.nan,) * 3
    return Summary(
        rows=len(totals),
        scored=len(known),
        complete=int(np.count_nonzero(completeness == 1)),
        ratings=tuple((band, int(count)) for band, count in zip(bands, counts, strict=False)),
        statuses=tuple((status, int(by_status[status])) for status in Status if by_status[status]),
        lowest=lowest,
        median=median,
        highest=highest,
        indicators=tuple(indicators),
    )
