"""Ratings per group: every row once, whoever has no rating as well."""

import re
from collections import Counter

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from callables import GOALS, PLAN
from cards import card, rated
from drawn import rows, spec
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk

RATINGS = pk.RatingScale.descending((pk.Label(zh="优秀", en="excellent"), 90), (pk.Label(zh="合格", en="fair"), 0))
CEILING = pk.adjustments.RatingCeiling(code="c", name="c", condition=pk.conditions.AtLeast("late", 1), best="合格")
CARD = card((rated("k"), 100), ratings=RATINGS, ceilings=[CEILING])


def scored(points: list[object], late: list[object] | None = None) -> pk.BatchScores:
    """The scores of people whose points are their totals."""
    return pk.score_batch(CARD, {"k": points, "late": [0] * len(points) if late is None else late})


def told(result: pk.Appraisal) -> str:
    """The rating of somebody, or what is told in its place."""
    return result.rating_label("en") or ("no rating" if result.total is not None else result.status.label.say("en"))


PEOPLE = st.tuples(
    st.sampled_from([95, 90, 10, None, "n/a"]), st.sampled_from([0, 1, None]), st.sampled_from(["x", "y", "z", None])
)


@given(people=st.lists(PEOPLE, max_size=12), shares=st.booleans())
@settings(max_examples=examples(20))
def test_every_row_stands_once_in_its_group(people: list[tuple[object, object, object]], *, shares: bool) -> None:
    """Recounted from appraisals: with a rating, without one, without a total; groups as they first stand."""
    scores = scored([points for points, _, _ in people], [late for _, late, _ in people])
    groups = ["no group" if group is None else str(group) for _, _, group in people]
    expected = Counter((group, told(scores.appraisal(row))) for row, group in enumerate(groups))
    sizes = Counter(groups)
    chart = scores.plot_ratings([group for _, _, group in people], shares=shares, language="en")
    found = rows(chart, "group", "rating", "rows", "share", "from", "to", "text")
    assert {(group.rpartition(" ")[0], rating): count for group, rating, count, *_ in found} == expected
    order = spec(chart)["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert order == [f"{group} ({sizes[group]})" for group in sizes]
    before: dict[str, float] = {}
    for group, _, count, share, low, high, text in found:
        whole = sizes[group.rpartition(" ")[0]] if shares else 1
        assert high - low == pytest.approx(count / whole)
        assert low == before.get(group, 0)
        assert text == (share if shares else str(count))
        assert float(share.rstrip("%")) == pytest.approx(100 * count / sizes[group.rpartition(" ")[0]], abs=0.0501)
        before[group] = high


@given(people=st.lists(PEOPLE, max_size=12), shares=st.booleans())
@settings(max_examples=examples(20))
def test_each_rating_has_a_bar(people: list[tuple[object, object, object]], *, shares: bool) -> None:
    """From the best down, also one that nobody has, as in the summary; below them what is no rating."""
    scores = scored([points for points, _, _ in people], [late for _, late, _ in people])
    found = rows(scores.plot_ratings(shares=shares, language="en"), "rating", "group", "rows", "from", "to", "text")
    counted = {rating: count for rating, _, count, *_ in found}
    assert list(counted.items())[:2] == [(band.say("en"), count) for band, count in scores.summary().ratings]
    assert +Counter(counted) == Counter(told(scores.appraisal(row)) for row in range(len(scores)))
    for rating, group, count, low, high, text in found:
        assert (rating, low) == (group, 0)
        assert high == pytest.approx(count / max(1, len(people)) if shares else count)
        assert text.partition(" · ")[0] == str(count)


@pytest.mark.parametrize(
    "by",
    [
        ["x", "y"],
        ("x", "y"),
        np.array(["x", "y"]),
        pd.Series(["x", "y"], index=[7, 3]),
        pd.Series(["x", "y"], dtype="category"),
        pl.Series(["x", "y"]),
    ],
    ids=["list", "tuple", "array", "series", "categories", "polars"],
)
def test_groups_are_read_by_position(by: object) -> None:
    """Whatever holds them."""
    found = rows(scored([95, 10]).plot_ratings(by, language="zh"), "group", "rating", "rows")
    assert found == [("x (1)", "优秀", 1), ("y (1)", "合格", 1)]


@pytest.mark.parametrize(
    "by",
    [
        pd.Series(pd.Categorical(["mid", "low", None, "high"], ["low", "mid", "high"], ordered=True)),
        pd.Categorical(["mid", "low", None, "high"], ["low", "mid", "high"], ordered=True),
        pl.Series(["mid", "low", None, "high"], dtype=pl.Enum(["low", "mid", "high"])),
        pa.DictionaryArray.from_arrays(pa.array([1, 0, None, 2]), ["low", "mid", "high"], ordered=True),
        pa.chunked_array(
            [pa.DictionaryArray.from_arrays(pa.array([1, 0, None, 2]), ["low", "mid", "high"], ordered=True)]
        ),
    ],
    ids=["series", "categorical", "enum", "dictionary", "chunks"],
)
def test_groups_stand_in_the_order_of_ordered_categories(by: object) -> None:
    """Whoever has none stands last."""
    chart = scored([95, 10, 95, 10]).plot_ratings(by, language="en")
    assert rows(chart, "group", "rating") == [
        ("low (1)", "fair"),
        ("mid (1)", "excellent"),
        ("high (1)", "fair"),
        ("no group (1)", "excellent"),
    ]


def test_categories_without_an_order_stand_as_they_occur() -> None:
    """Also where there are none at all."""
    by = pd.Series(["b", "a"], dtype="category")
    assert [group for (group,) in rows(scored([95, 10]).plot_ratings(by), "group")] == ["b (1)", "a (1)"]
    none = pa.chunked_array([], type=pa.dictionary(pa.int8(), pa.string(), ordered=True))
    assert rows(scored([]).plot_ratings(none), "group") == []


def test_each_reason_without_a_rating_has_a_colour_of_its_own() -> None:
    """Also the line around it, which is what is seen of it."""
    chart = scored([95, None, "n/a", 10], [0, 0, 0, None]).plot_ratings(["x"] * 4, language="en")
    gaps = spec(chart)["layer"][1]["encoding"]
    colours = gaps["color"]["scale"]["range"]
    assert len(set(colours)) == len(gaps["color"]["scale"]["domain"]) == 5
    assert gaps["stroke"]["scale"] == gaps["color"]["scale"]


def test_shares_have_the_same_decimals() -> None:
    """One where any of them is no whole percentage."""
    thirds, halves = ["x"] * 3 + ["y"] * 2, ["x"] * 2 + ["y"] * 2
    mixed = rows(scored([95, 95, 10, 95, 10]).plot_ratings(thirds, shares=True), "share")
    whole = rows(scored([95, 10, 95, 10]).plot_ratings(halves, shares=True), "share")
    assert {share for (share,) in mixed} == {"66.7%", "33.3%", "50.0%"}
    assert {share for (share,) in whole} == {"50%"}


def test_groups_that_look_the_same() -> None:
    """A number and a text are two groups, told apart by their types; a name of any length fits on a line."""
    found = rows(scored([95] * 6).plot_ratings([1, "1", True, float("nan"), "n" * 500, "n" * 501]), "group", "rows")
    names = [group.rpartition(" ")[0] for group, _ in found]
    assert names[:4] == ["1 (int)", "1 (str)", "True", "未分组 no group"]
    assert len(set(names)) == 6
    assert max(map(len, names)) < 60


def test_groups_that_are_no_groups() -> None:
    """Another number of them than rows, or more than anybody can tell apart, are refused in both languages."""
    scores = scored([95] * 201)
    with pytest.raises(pk.errors.ColumnError, match="by: there are 2 keys for 201 rows"):
        scores.plot_ratings(["x", "y"])
    with pytest.raises(
        pk.errors.DefinitionError, match="tells 201 groups apart, and a chart shows at most 200"
    ) as caught:
        scores.plot_ratings(range(201))
    assert re.search("[\u4e00-\u9fff]", caught.value.say("zh"))
    with pytest.raises(pk.errors.DefinitionError, match="shares is True or False"):
        scores.plot_ratings(shares="yes")


def test_a_card_without_ratings() -> None:
    """There is nothing to be counted, and the error says what to declare."""
    with pytest.raises(pk.errors.DefinitionError, match="this scorecard has no ratings; declare them"):
        pk.score_batch(card((rated("k"), 100)), {"k": [1]}).plot_ratings()


@pytest.mark.parametrize("shares", [False, True])
def test_no_rows(*, shares: bool) -> None:
    """There is a chart of nobody; of no rows there is no share."""
    found = rows(scored([]).plot_ratings(shares=shares, language="en"), "rating", "text")
    assert found == [("excellent", "0 · –"), ("fair", "0 · –")]
    assert rows(scored([]).plot_ratings([], shares=shares), "rating") == []


def test_a_gap_is_dashed_and_a_number_without_room_is_left_out() -> None:
    """What has no rating is drawn apart from what has one; one of a thousand has its number in the tooltip."""
    chart = scored([*[95] * 999, None]).plot_ratings(["x"] * 1000, language="en")
    found = rows(chart, "rating", "fits", "text")
    assert found == [("excellent", "999", "999"), ("not measured", "", "1")]
    marks = [layer["mark"] for layer in spec(chart)["layer"]]
    assert [("strokeDash" in mark) for mark in marks] == [False, True, False, False]


def test_goal_sheets_are_drawn_as_well() -> None:
    """The ratings of people with goals of their own."""
    plan = pk.GoalPlan(
        code="g", name="g", library=PLAN.library, adjustments=PLAN.adjustments, ratings={"A": 60, "B": 0}
    )
    scores = pk.score_goals(plan, GOALS)
    assert sum(count for _, count in rows(scores.plot_ratings(), "rating", "rows")) == len(scores)
    assert sum(count for _, count in rows(scores.plot_totals(), "from", "rows")) == len(scores)
    assert rows(scores.appraisal("x").plot_contributions(), "name", "text")
    assert rows(scores.appraisal("x").plot_points(), "name", "text")
