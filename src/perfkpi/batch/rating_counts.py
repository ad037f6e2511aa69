"""How many rows of each group have which rating, or lack one and why."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from perfkpi.batch.display import key_text
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.languages import spoken
from perfkpi.displays.texts import NOTHING
from perfkpi.errors import Code, DefinitionError
from perfkpi.foreign import looking_at
from perfkpi.inputs.keys import is_missing, keys_of
from perfkpi.inputs.series import ordered_categories
from perfkpi.interpreters.columns.arrays import Bytes, Integers
from perfkpi.language import Status
from perfkpi.model.card.ratings import Band
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.numerals import fixed
from perfkpi.plots.charts import told_apart

_MOST = 200
"""So many groups can still be told apart."""


@frozen(eq=False)
class RatingCounts:
    """Counts by group and rating.

    Attributes:
        names: the ratings from the best down, then what is none: no rating, and the statuses that occur.
        groups: what the groups are called, with how many rows they have.
        rows: of each group, how many have each of ``names``.
    """

    names: Sequence[str]
    groups: Sequence[str]
    rows: Sequence[Sequence[int]]

    @property
    def places(self) -> int:
        """How many decimals all shares have: one, and none where every one of them is a whole percentage."""
        return int(any(rows * 100 % max(1, sum(group)) for group in self.rows for rows in group))

    def shares(self, group: int) -> list[str]:
        """Write the share of its rows that each of ``names`` has; of no rows there is none."""
        counted, whole, places = self.rows[group], sum(self.rows[group]), self.places
        # Rounded half up, in whole numbers.
        return [
            f"{fixed((rows * 200 * 10**places + whole) // (2 * whole), places)}%" if whole else NOTHING
            for rows in counted
        ]


def counts_by_rating(card: Scorecard, ratings: Bytes, statuses: Bytes, by: object) -> RatingCounts:
    """Count.

    Args:
        card: whose ratings they are.
        ratings: the position of each row's rating; -1 for none.
        statuses: the number of each row's status.
        by: the group of each row; ``None`` where all are one.

    Raises:
        DefinitionError: the scorecard has no ratings, or there are more than 200 groups.
        ColumnError: another number of groups than there are rows.
    """
    bands = bands_of(card)
    if not bands:
        en = "this scorecard has no ratings; declare them, such as ratings={'A': 90, 'B': 0}"
        zh = "该考核表没有等级；请声明，例如 ratings={'A': 90, 'B': 0}"
        raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where="card.ratings")
    numbers, groups = (np.zeros(len(ratings), dtype=np.int64), [""]) if by is None else _grouped(by, len(ratings))
    names = [spoken(band) for band in bands] + [spoken(HEADINGS["no-rating"])]
    names += [spoken(status.label) for status in Status if status]
    # A row with a rating, one with a total and none, and one without a total stand in this order.
    unrated = len(bands)
    sorts = np.where(ratings >= 0, ratings, unrated + statuses).astype(np.int64)
    table = np.bincount(numbers * len(names) + sorts, minlength=len(groups) * len(names)).reshape(-1, len(names))
    kept = [at for at in range(len(names)) if at < unrated or table[:, at].any()]
    codes = [*(band.code for band in bands), *[""] * len(names)]
    sized = [f"{group} ({rows})" for group, rows in zip(groups, table.sum(axis=1).tolist(), strict=True)]
    return RatingCounts(
        told_apart([names[at] for at in kept], [codes[at] for at in kept]), sized, table[:, kept].tolist()
    )


def _grouped(by: object, rows: int) -> tuple[Integers, list[str]]:
    """Number the groups in the order of ordered categories, else in which they first stand.

    Rows without one are a group, too; beside ordered categories the last one.
    """
    keys = keys_of(by, rows, "by")
    known: dict[object, int] = {}
    with looking_at(by, "by"):
        told = (None if is_missing(key) else (type(key), key) for key in keys)
        numbers = np.fromiter((known.setdefault(each, len(known)) for each in told), dtype=np.int64, count=rows)
    if len(known) > _MOST:
        en = f"by= tells {len(known)} groups apart, and a chart shows at most {_MOST}; give fewer, larger groups"
        zh = f"by= 有 {len(known)} 个分组，一张图最多 {_MOST} 个；请合并分组"
        raise DefinitionError(Code.LIMITS, en=en, zh=zh, where="by", value=len(known))
    firsts = [keys[row] for row in np.unique(numbers, return_index=True)[1].tolist()]
    place_of = {category: place for place, category in enumerate(ordered_categories(by))}
    places = [len(place_of) if is_missing(key) else place_of.get(key, len(place_of)) for key in firsts]
    order = sorted(range(len(firsts)), key=places.__getitem__)
    numbers, firsts = np.argsort(order)[numbers], [firsts[group] for group in order]
    names = [spoken(HEADINGS["no-group"]) if is_missing(key) else key_text(key) for key in firsts]
    return numbers, told_apart(names, [type(key).__name__ for key in firsts])


def bands_of(card: Scorecard) -> Sequence[Band]:
    """List the ratings of a scorecard, from the best down; none where it has none."""
    return () if card.ratings is None else card.ratings.bands
