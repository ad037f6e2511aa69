"""A batch as charts: how totals are distributed, and how many have which rating."""

from __future__ import annotations

import numpy as np

from perfkpi.batch.bins import Bins, bins_of
from perfkpi.batch.display import totals_text
from perfkpi.batch.frame_columns import Arrays
from perfkpi.batch.rating_counts import RatingCounts, bands_of, counts_by_rating
from perfkpi.batch.summary import Summary
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.languages import in_each, spoken
from perfkpi.doubles import nearest
from perfkpi.errors import Language
from perfkpi.interpreters.columns.arrays import Bytes, Floats, Integers
from perfkpi.model.card.ratings import Band
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.numbers import Numeric
from perfkpi.plots import counts, histogram
from perfkpi.plots.charts import FARTHEST, Chart, speaking, told_apart
from perfkpi.plots.palette import BAR, NEUTRAL, rating_colours


def totals_chart(
    card: Scorecard, arrays: Arrays, summary: Summary, step: Numeric | None, language: Language | None
) -> Chart:
    """Draw a histogram of the totals.

    Args:
        card: the scorecard.
        arrays: what it gives.
        summary: what displays tell of them.
        step: how wide a bin is; ``None`` for a round number.
        language: ``None`` for that of displays.

    Raises:
        DefinitionError: a step that is none, or too small, or another language.
    """
    with speaking(language):
        bands = bands_of(card)
        has_total = arrays.status_codes == 0
        drawn = has_total & (np.abs(arrays.totals) <= FARTHEST)
        bins = bins_of(card, arrays.totals[drawn], step)
        table = _table(bins, arrays.totals[drawn], arrays.rating_codes[drawn], len(bands))
        unrated = spoken(HEADINGS["no-rating"])
        names = told_apart([*(spoken(band) for band in bands), unrated], [*(band.code for band in bands), ""])
        colours = [*rating_colours(len(bands)), NEUTRAL if bands else BAR]
        legend = [
            (f"{name}: {rows}", colour)
            for name, rows, colour in zip(names, table.sum(axis=0).tolist(), colours, strict=True)
        ]
        kept = legend if table[:, -1].any() or not bands else legend[:-1]
        ends = bins.ends(0)[0], bins.ends(len(bins) - 1)[1]
        areas = [_area(band, name, *ends) for band, name in zip(bands, names, strict=False)]
        found = [
            histogram.Count(bins.ends(at), bins.interval(at), sort, int(table[at, sort]))
            for at, sort in np.argwhere(table).tolist()
        ]
        words = histogram.Words(*(spoken(HEADINGS[key]) for key in ("total", "people", "rating")))
        subtitle = _subtitle(card, summary, int(np.count_nonzero(has_total & ~drawn)))
        return histogram.histogram(found, areas, kept, ends, words, title=spoken(card.name), subtitle=subtitle)


def _table(bins: Bins, totals: Floats, ratings: Bytes, bands: int) -> Integers:
    """Count the totals of each bin by rating; the last column is of those that have none, whose code is -1."""
    sorts = bands + 1
    cells = bins.of(totals) * sorts + ratings.astype(np.int64) % sorts
    return np.bincount(cells, minlength=len(bins) * sorts).reshape(len(bins), sorts)


def _area(band: Band, name: str, low: float, high: float) -> histogram.Area:
    """Tell where between the ends of the axis the scores of a rating lie."""
    begin = low if band.low is None else nearest(band.low)
    end = high if band.high is None else nearest(band.high)
    return histogram.Area(name, max(low, begin), min(high, end))


def _subtitle(card: Scorecard, summary: Summary, too_large: int = 0) -> list[str]:
    """Write how many have a total and what totals are like, and what is missing, in the words of the display."""
    lines = [totals_text(card, summary)]
    gaps = [f"{spoken(status.label)}: {rows}" for status, rows in summary.statuses if status]
    lines += [" · ".join(gaps)] if gaps else []
    if too_large:
        lines.append(in_each(lambda each: HEADINGS["cannot-be-drawn"].say(each).format(rows=too_large)))
    return lines


def ratings_chart(
    card: Scorecard, arrays: Arrays, summary: Summary, by: object, language: Language | None, *, shares: bool
) -> Chart:
    """Draw how many have which rating.

    Args:
        card: the scorecard, which has ratings.
        arrays: what it gives.
        summary: what displays tell of them.
        by: the group of each row; ``None`` for one bar for each rating.
        language: ``None`` for that of displays.
        shares: whether the axis tells shares.

    Raises:
        DefinitionError: the scorecard has no ratings, there are more groups than a chart can show, or another language.
        ColumnError: another number of groups than there are rows.
    """
    with speaking(language):
        found = counts_by_rating(card, arrays.rating_codes, arrays.status_codes, by)
        colours = rating_colours(len(bands_of(card)))
        coloured = dict(zip(found.names, [*colours, *[None] * len(found.names)], strict=False))
        words = counts.Words(
            axis=spoken(HEADINGS["share" if shares else "people"]),
            group="" if by is None else spoken(HEADINGS["group"]),
            rating=spoken(HEADINGS["rating"]),
            rows=spoken(HEADINGS["people"]),
            share=spoken(HEADINGS["share"]),
        )
        rows = _beside(found, shares=shares) if by is None else _stacked(found, shares=shares)
        title = spoken(card.name)
        return counts.bars_of_counts(
            rows, coloured, words, shares=shares, title=title, subtitle=_subtitle(card, summary)
        )


def _beside(found: RatingCounts, *, shares: bool) -> list[counts.Count]:
    """One bar for each rating, from 0; one that nobody has has its number, too."""
    whole = max(1, sum(found.rows[0]))
    return [
        counts.Count(name, name, rows, share, (0, rows / whole if shares else rows), f"{rows} · {share}")
        for name, rows, share in zip(found.names, found.rows[0], found.shares(0), strict=True)
    ]


def _stacked(found: RatingCounts, *, shares: bool) -> list[counts.Count]:
    """One bar for each group, its ratings one after the other."""
    bars: list[counts.Count] = []
    for at, group in enumerate(found.groups):
        whole, before = sum(found.rows[at]), 0
        for name, rows, share in zip(found.names, found.rows[at], found.shares(at), strict=True):
            ends = (before / whole, (before + rows) / whole) if shares else (before, before + rows)
            if rows:
                bars.append(counts.Count(group, name, rows, share, ends, share if shares else str(rows)))
            before += rows
    return bars
