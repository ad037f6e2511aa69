"""Appraising the goals of one person."""

from __future__ import annotations

from perfkpi.appraisal.appraisals import Appraisal
from perfkpi.appraisal.scoring import appraise
from perfkpi.errors import expected
from perfkpi.foreign import is_a
from perfkpi.inputs.frames import columns_in
from perfkpi.inputs.goal_rows import GoalRows
from perfkpi.model.card.goal_plans import GoalPlan
from perfkpi.model.parameters.validation import checked_code


def appraise_goals(
    plan: GoalPlan,
    rows: object,
    *,
    indicator: str = "indicator",
    weight: str = "weight",
    subject: object = "",
    period: object = "",
) -> Appraisal:
    """Score the goals of one person exactly, by a scorecard of his own.

    Args:
        plan: what the goals are appraised by.
        rows: one row for each goal: a list of mappings, a data frame, or columns by name, as ``score_batch`` takes
            them. Beside the indicator and the weight a row holds what the indicators of the plan read.
        indicator: the column that names the indicator of each goal, by its code or by its name in either language.
        weight: the column that holds the weight of each goal.
        subject: whom the appraisal is about, for the record; kept as text.
        period: the period, for the record; kept as text.

    Returns:
        the result, as ``appraise`` gives it. Where goals are unknown or stand twice, or weights are none or do not sum,
        nothing is scored: all that is wrong are the reasons of a total that is an invalid parameter.

    Raises:
        MeasureError: a column that the rows do not have.
        ColumnError: a column of another type or length.
        DefinitionError: ``plan`` is no plan, or ``rows`` no table.

    Examples:
        >>> import perfkpi as pk
        >>> rated = pk.DirectPoints(scale=pk.Scale(0, 100))
        >>> visits = pk.Indicator(code="visits", name="visits", formula=pk.Actual("actual"), scoring=rated)
        >>> plan = pk.GoalPlan(code="goals", name="goals", library=(visits,))
        >>> pk.appraise_goals(plan, [{"indicator": "visits", "weight": 100, "actual": 80}]).total
        Decimal('80.00')
        >>> result = pk.appraise_goals(plan, [{"indicator": "visits", "weight": 90, "actual": 80}])
        >>> result.reasons[0].say("en")
        'goals: the only weight is 90, neither 1 nor 100'
    """
    found = GoalRows.of(
        checked_plan(plan), columns_in(rows), column_name(indicator, "indicator"), column_name(weight, "weight")
    )
    return appraise_rows(found, range(len(found.goals)), subject=subject, period=period)


def appraise_rows(found: GoalRows, rows: range | list[int], *, subject: object = "", period: object = "") -> Appraisal:
    """Score the goals that stand in some rows."""
    card, figures = found.card_and_figures(found.sheet(rows))
    return appraise(card, figures, subject=subject, period=period)


def checked_plan(plan: object) -> GoalPlan:
    """Check that something is a goal plan, and return it.

    Raises:
        DefinitionError: it is something else.
    """
    if is_a(plan, GoalPlan):
        return plan  # type: ignore[return-value]  # which is_a has told
    asked = "a plan is a GoalPlan", "方案应为 GoalPlan"
    raise expected(*asked, plan, write="GoalPlan(code='goals', name='goals', library=(sales,))", where="plan")


def column_name(name: str, where: str) -> str:
    """Check the name of a column.

    Raises:
        DefinitionError: it is none.
    """
    try:
        return checked_code(name)
    except Exception as error:
        raise expected("the name of a column is a text", "列名应为文字", name, where=where) from error
