"""Scoring a table of goals, in which each person has rows of his own."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from perfkpi.batch.appraise_goals import checked_plan, column_name
from perfkpi.batch.frames import Origin, origin_of
from perfkpi.batch.goal_scores import GoalScores
from perfkpi.batch.kernel import Kernel, kernel
from perfkpi.batch.scoring import Progress, check_arguments, score_table
from perfkpi.batch.tuning import STANDARD
from perfkpi.inputs.frames import column_of_keys, columns_in
from perfkpi.inputs.goal_rows import Goal, GoalRows
from perfkpi.inputs.keys import keys_of
from perfkpi.inputs.lookup import INDICATOR, codes_of
from perfkpi.inputs.people import People
from perfkpi.inputs.series import AnyArray, objects
from perfkpi.inputs.sources import Doubles, Source
from perfkpi.inputs.spread import Faults, spread, spread_weights
from perfkpi.inputs.tables import Table, source_in
from perfkpi.interpreters.columns.arrays import Bools, Integers
from perfkpi.language import Input
from perfkpi.model.card.checks.goal_sheets import may_sum_to
from perfkpi.model.card.every_sheet import FAULTS, TOTAL_WEIGHT, weight_name
from perfkpi.model.card.goal_plans import GoalPlan
from perfkpi.model.card.weighting import Weighting

_EXACT = 2**53


def score_goals(
    plan: GoalPlan,
    table: object,
    *,
    employee: Iterable[object] | str = "employee",
    indicator: str = "indicator",
    weight: str = "weight",
    threads: int = 1,
    points: Iterable[str] | bool = (),
    progress: Progress | None = None,
) -> GoalScores:
    """Score a table with a row for each goal; everybody gets the total, rating and status of ``appraise_goals``.

    Args:
        plan: what the goals are appraised by.
        table: a data frame, a list of rows, or columns by name, as ``score_batch`` takes them. Beside the columns that
            are named below it has those that the indicators of the plan read, such as target and actual; what the
            goal of a row does not read may be empty there.
        employee: whose goal each row is: the name of a column, or a list, an array or a series with one key for each
            row. The rows of a person may stand anywhere.
        indicator: the column that names the indicator of each goal, by its code or by its name in either language.
        weight: the column that holds the weight of each goal.
        threads: as ``score_batch`` takes it.
        points: the codes of the indicators whose points are computed at once, or ``True`` for all.
        progress: called with the number of people done and of all people, from time to time.

    Returns:
        the scores, a row for each person in the order of their first rows. Whoever has unknown or doubled goals, or
        weights that are none or do not sum, has an invalid parameter with all of that as reasons; it stops nobody else.

    Raises:
        MeasureError: a column that the table does not have, or points of an unknown indicator.
        ColumnError: a column of another type or length, or rows without an employee.
        DefinitionError: ``plan`` is no plan, or an argument is none that belongs there.

    Examples:
        >>> import perfkpi as pk
        >>> rated = pk.DirectPoints(scale=pk.Scale(0, 100))
        >>> library = [
        ...     pk.Indicator(code=code, name=code, formula=pk.Actual("actual"), scoring=rated)
        ...     for code in ("visits", "margin")
        ... ]
        >>> plan = pk.GoalPlan(code="goals", name="goals", library=library)
        >>> table = {
        ...     "employee": ["E1", "E1", "E2"],
        ...     "indicator": ["visits", "margin", "visits"],
        ...     "weight": [60, 40, 90],
        ...     "actual": [80, 90, 70],
        ... }
        >>> scores = pk.score_goals(plan, table)
        >>> scores.keys, scores.totals.tolist()
        (('E1', 'E2'), [84.0, nan])
        >>> scores.reasons("E2")[0].say("en")
        'goals: the only weight is 90, neither 1 nor 100'
    """
    plan = checked_plan(plan)
    check_arguments(threads, progress, unique_keys=True)
    columns = columns_in(table)
    names = column_name(indicator, "indicator"), column_name(weight, "weight")
    wanted = codes_of(points, lambda: [item.code for item in plan.library], "points", INDICATOR)
    goals = GoalRows.of(plan, columns, *names)
    people = People.of(keys_of(column_of_keys(columns, employee, "employee"), len(goals.goals), "employee"))
    sheets = _sheets(goals, people)
    card = plan.every_sheet(sheets.total)
    ready = kernel(card)
    bound = _bound(ready, goals, people, sheets)
    origin = origin_of(columns, employee)
    scores = GoalScores(
        card=card,
        keys=people.keys,
        table=bound,
        origin=Origin(origin.library, None, origin.name),
        plan=plan,
        goals=goals,
        people=people,
        **score_table(ready, bound, STANDARD, threads, progress),
    )
    for code in wanted:
        scores.points[code]
    return scores


def _sheets(goals: GoalRows, people: People) -> _Sheets:
    """Find whose sheets can be scored, and write their weights as whole numbers.

    Rows that say the same are one value, so that a rule is asked once of each, and once of each sum of weights.
    """
    plan, numbers, count = goals.plan, people.numbers, len(people.keys)
    which: dict[int, int] = {}
    distinct: list[Goal] = []
    for goal in goals.goals:
        if which.setdefault(id(goal), len(distinct)) == len(distinct):
            distinct.append(goal)
    kinds = np.fromiter((which[id(goal)] for goal in goals.goals), dtype=np.int64, count=len(goals.goals))
    places = {item.code: place for place, item in enumerate(plan.library)}
    weights = [Fraction(0) if goal.weight is None else goal.weight for goal in distinct]
    common = math.lcm(*(weight.denominator for weight in weights))
    wholes = objects(int(weight * common) for weight in weights)
    if sum(wholes.tolist()) * len(numbers) < _EXACT:
        wholes = wholes.astype(np.int64)
    codes = np.array([-1 if goal.code is None else places[goal.code] for goal in distinct], dtype=np.int64)[kinds]
    shares = wholes[kinds]
    totals = np.zeros(count, dtype=wholes.dtype)
    np.add.at(totals, numbers, shares)
    sums = {total: may_sum_to(Fraction(total, common), plan.weighting) for total in set(totals.tolist())}
    sound = np.array([sums[total] for total in totals.tolist()], dtype=np.bool_)
    wrong = np.array([bool(goal.faults) for goal in distinct], dtype=np.bool_)[kinds]
    sound[numbers[wrong]] = False
    spots, times = np.unique((numbers * len(places) + codes)[codes >= 0], return_counts=True)
    sound[spots[times > 1] // len(places)] = False
    if plan.weighting is Weighting.NORMALISED:
        return _Sheets(sound, codes, shares, totals, Fraction(1))
    top = 100 * common  # what all shares sum to, once those that sum to 1 are percentages
    scaled = np.where(totals == common, 100, 1)
    return _Sheets(sound, codes, shares * scaled[numbers], totals * scaled, Fraction(top))


class _Sheets(NamedTuple):
    """What the sheets of a table weigh.

    Attributes:
        sound: whose sheets can be scored.
        codes: the position of each row's indicator in the library.
        weights: the weight of each row, a whole number.
        totals: what the weights of each person sum to.
        total: the same for all people; 1 where it varies.
    """

    sound: Bools
    codes: Integers
    weights: AnyArray
    totals: AnyArray
    total: Fraction


def _bound(ready: Kernel, goals: GoalRows, people: People, sheets: _Sheets) -> Table:
    """Bind what the card of all goals reads: for each person the figures of the goals that he has."""
    count, compiled, plan = len(people.keys), ready.compiled_card, goals.plan
    everybody = np.arange(count)
    faulty: list[int] = np.flatnonzero(~sheets.sound).tolist()
    faults = {person: goals.sheet(people.rows(person)).faults for person in faulty}
    sources: dict[str, Source] = {FAULTS: Faults(faults, count) if faults else Doubles(np.zeros(count))}
    totals = np.where(sheets.sound, sheets.totals, 1)
    sources[TOTAL_WEIGHT] = spread_weights(totals, everybody, count, Input(TOTAL_WEIGHT))
    for node in plan.shared_inputs():
        cells = objects(goals.shared(node.name, people.rows(person)) for person in range(count))
        sources[node.name] = source_in(node, cells, compiled.notations, ready.names)
    for place, item in enumerate(plan.library):
        rows = np.flatnonzero((sheets.codes == place) & sheets.sound[people.numbers])
        whose, name = people.numbers[rows], weight_name(item.code)
        sources[name] = spread_weights(sheets.weights[rows], whose, count, Input(name))
        for node in plan.goal_inputs(item.code):
            inner = source_in(node, goals.taken(node, item.code, rows), compiled.notations, ready.names)
            sources[node.name] = spread(inner, whose, count, node)
    return Table({node.name: sources[node.name] for node in compiled.inputs}, count)
