"""Short tables, scored as long ones are: by columns wherever these decide."""

from collections.abc import Mapping
from typing import Any

import perfkpi as pk
from perfkpi.batch.scoring import score_tuned
from perfkpi.batch.tuning import Tuning

__all__ = ["by_columns"]

BY_COLUMNS = Tuning(fewest=0)


def by_columns(
    card: pk.Scorecard,
    table: Mapping[str, object],
    **options: Any,  # noqa: ANN401  # handed on
) -> pk.BatchScores:
    """What ``score_batch`` makes of the table where rows are too many to score them one by one."""
    return score_tuned(card, table, BY_COLUMNS, **options)
