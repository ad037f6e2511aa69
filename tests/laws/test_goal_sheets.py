"""A table of goal sheets gives what each sheet gives by itself, and that is what its card gives."""

from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np
from effort import examples
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.model.scoring.ranking.population_rule import PopulationRule
from perfkpi.testing import indicators, measures_for, rounding_policies
from perfkpi.testing.strategies.cards import steps
from perfkpi.testing.strategies.declarations import declarations

Row = dict[str, Any]
ABOUT = ("employee", "indicator", "weight")
MISSING = (
    pk.missing.Refuse(),
    pk.Reweight(),
    pk.Reweight(minimum_count=2),
    pk.Reweight(minimum_weight="60%"),
    pk.missing.CarryLast("last"),
)
WEIGHTS = (
    (100,),
    ("60%", "40%"),
    (0.25, 0.75),
    (50, 30, 20),
    ("12.5", "37.5", 50),
    (90, 5),
    (7, 5, 1),
    (0, 100),
    (None, 9),
)


@st.composite
def plans(draw: st.DrawFn) -> pk.GoalPlan:
    """A plan whose indicators read columns of the same names."""
    missing = draw(st.sampled_from(MISSING))
    library: list[pk.Indicator] = []
    for place in range(draw(st.integers(1, 4))):
        item = draw(indicators("g").filter(lambda each: not isinstance(each.scoring, PopulationRule)))
        leaves = any(each is not None and each.reweighting for each in (missing, item.missing))
        own = None if leaves else item.missing
        library.append(attrs.evolve(item, code=f"g{place}", name=f"goal {place}", missing=own))
    options = {
        "code": "goals",
        "name": pk.Label(zh="目标", en="Goals"),
        "library": library,
        "measures": draw(declarations(*library)),
        "weighting": draw(
            st.sampled_from((pk.choices.Weighting.SHARES, pk.choices.Weighting.SHARES, pk.choices.Weighting.NORMALISED))
        ),
        "scale": pk.Scale(0, 100, up_to=pk.UNLIMITED),
        "beyond_scale": pk.choices.BeyondScale.ALLOW,
        "scales": draw(st.sampled_from((pk.choices.ScalePolicy.LINEAR, pk.choices.ScalePolicy.PROPORTIONAL))),
        "missing": missing,
        "adjustments": draw(steps()),
        "rounding": draw(rounding_policies()),
        "ratings": pk.RatingScale.descending(("A", 90), ("B", 70), ("C", 0)),
        "rate_on": draw(st.sampled_from(pk.choices.RateOn)),
    }
    try:
        return pk.GoalPlan(**options)
    except pk.errors.DefinitionError as error:
        if error.code is not pk.errors.Code.DUPLICATE_CODE:
            raise
        reject()  # parts of two composites


@st.composite
def sheets(draw: st.DrawFn) -> tuple[pk.GoalPlan, list[list[Row]]]:
    """A plan, and the rows of some people, of whom some have sheets that cannot be scored."""
    plan = draw(plans())
    codes = [item.code for item in plan.library]
    people: list[list[Row]] = []
    for number in range(draw(st.integers(1, 6))):
        weights = draw(st.sampled_from(WEIGHTS))
        names = draw(
            st.lists(st.sampled_from([*codes, *codes, "goal 0", "g"]), min_size=len(weights), max_size=len(weights))
        )
        rows: list[Row] = [
            {"employee": f"E{number}", "indicator": name, "weight": weight}
            for name, weight in zip(names, weights, strict=True)
        ]
        known = {place: plan.indicator(name).code for place, name in enumerate(names) if name != "g"}
        figures: dict[str, object] = {}
        for code in dict.fromkeys(known.values()):
            figures |= draw(measures_for(plan.card([(code, 100)])))
        for place, code in known.items():
            rows[place] |= {
                name.removeprefix(f"{code}."): each for name, each in figures.items() if name.startswith(code)
            }
        shared = {node.name for node in plan.shared_inputs()}
        for row in rows:
            row |= {name: each for name, each in figures.items() if name in shared}
        people.append(rows)
    return plan, people


def columns_of(rows: list[Row], plan: pk.GoalPlan) -> Mapping[str, Any]:
    """A table of rows, with a column for whatever any goal may read."""
    names = {node.name.removeprefix(f"{item.code}.") for item in plan.library for node in plan.goal_inputs(item.code)}
    names |= {node.name for node in plan.shared_inputs()}
    every = dict.fromkeys([*ABOUT, *sorted(names)])
    return {name: [row.get(name) for row in rows] for name in every}


@given(sheets(), st.data())
@settings(max_examples=examples(60))
def test_a_table_gives_what_each_sheet_gives(case: tuple[pk.GoalPlan, list[list[Row]]], data: st.DataObject) -> None:
    """Totals, ratings, statuses, completeness, points and words, wherever the rows of a person stand."""
    plan, people = case
    rows = data.draw(st.permutations([row for each in people for row in each]))
    scores = pk.score_goals(plan, columns_of(rows, plan))
    assert list(scores.keys) == list(dict.fromkeys(row["employee"] for row in rows))
    points, why = scores.goal_points(), scores.reasons()
    for place, key in enumerate(scores.keys):
        mine = [row for row in rows if row["employee"] == key]
        alone = pk.appraise_goals(plan, columns_of(mine, plan), subject=key)
        total = alone.total if alone.total is not None else alone.unrounded
        assert scores.status_codes[place] == alone.status
        assert np.isnan(scores.totals[place]) if alone.status else scores.totals[place] == float(total)
        assert scores.ratings("en")[place] == alone.rating_label("en")
        assert scores.completeness[place] == float(alone.completeness)
        assert scores.reasons(place) == why[place] == alone.reasons
        assert scores.appraisal(key).explain("zh") == alone.explain("zh")
        where = [at for at, row in enumerate(rows) if row["employee"] == key]
        for line, row in zip(alone.lines, where, strict=False):
            if line.code != "goals":
                expected = np.nan if line.points is None else float(line.points)
                assert np.array_equal(points[row], expected, equal_nan=True)
