"""The result of scoring a table."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from perfkpi.batch.outputs import Outputs
from perfkpi.batch.tables import Table
from perfkpi.model.scorecards import Scorecard

__all__ = ["BatchScores"]


@frozen(eq=False)
class BatchScores:
    card: Scorecard
    table: Table
    out: Outputs
    keys: Sequence[object] | None
