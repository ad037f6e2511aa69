"""The scores of people who each have goals of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from attrs import field, frozen

from perfkpi.appraisal.appraisals import Appraisal
from perfkpi.batch.appraise_goals import appraise_rows
from perfkpi.batch.figures import COLUMNS, Columns, Figures, Parts
from perfkpi.batch.outputs import read_only
from perfkpi.batch.reasons import Reasons, joined, listed
from perfkpi.batch.scores import BatchScores
from perfkpi.inputs.goal_rows import GoalRows
from perfkpi.inputs.lookup import PART, Lookup
from perfkpi.inputs.people import People
from perfkpi.inputs.series import AnyArray
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.columns.arrays import Bools, Floats, Integers
from perfkpi.model.card.every_sheet import weight_name
from perfkpi.model.card.goal_plans import GoalPlan


@frozen(eq=False, repr=False)
class GoalScores(BatchScores):
    """The scores of many people by goals of their own; each figure is the one that ``appraise_goals`` gives a person.

    A row is a person, in the order in which people first stand in the table. All else is as ``BatchScores`` tells;
    ``points["sales"]`` are those of whoever has that goal. ``reasons()`` asks one by one whoever has no total.

    Attributes:
        plan: what the goals are appraised by.
    """

    plan: GoalPlan = field(kw_only=True)
    _goals: GoalRows = field(alias="goals", kw_only=True)
    _people: People = field(alias="people", kw_only=True)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        figures, table = Figures(self.card, self._table), self._table
        for name in ("points", "values"):
            slots, kind = COLUMNS[name]
            object.__setattr__(self, name, _GoalColumns(figures, slots, kind, name, table=table))
        object.__setattr__(self, "parts", _GoalParts(figures, table=table))

    def _appraised(self, row: int, subject: object) -> Appraisal:
        return appraise_rows(self._goals, self._people.rows(row), subject=subject)

    def _among(self, code: str) -> Integers:
        return np.flatnonzero(_has(self._table, code))

    def _told(self) -> Reasons:
        # The card of all goals weighs what somebody has not by 0, and would tell its reasons, too.
        lacking = np.flatnonzero(self.status_codes)
        one_by_one = listed(self.appraisal(row).reasons for row in lacking.tolist())
        return joined(len(self), [(lacking, one_by_one)])

    def goal_points(self) -> Floats:
        """Tell the points of the goal of every row of the table: float64, NaN where it has none.

        Rows stand as in the table that was scored. A goal of a sheet that could not be scored has none.
        """
        people = self._people.numbers
        by_code: dict[str, list[int]] = {}
        for row, goal in enumerate(self._goals.goals):
            if goal.code is not None:
                by_code.setdefault(goal.code, []).append(row)
        found = np.full(len(people), np.nan)
        for code, rows in by_code.items():
            found[rows] = self.points[code][people[rows]]
        return read_only(found)


def _has(table: Table, code: str) -> Bools:
    """Tell who has a goal."""
    return table.sources[weight_name(code)].block(0, table.rows).values > 0


@frozen(eq=False, repr=False)
class _GoalColumns(Columns):
    _table: Table = field(alias="table", kw_only=True)

    def __getitem__(self, code: str) -> AnyArray:
        found = super().__getitem__(code)
        nothing: Any = None if found.dtype == object else np.nan
        return read_only(np.where(_has(self._table, code), found, nothing))


@frozen(eq=False, repr=False)
class _GoalParts(Parts):
    _table: Table = field(alias="table", kw_only=True)

    def __getitem__(self, code: str) -> Mapping[str, Floats]:
        found = super().__getitem__(code)
        has = _has(self._table, code)
        return Lookup({part: read_only(np.where(has, each, np.nan)) for part, each in found.items()}, PART)
