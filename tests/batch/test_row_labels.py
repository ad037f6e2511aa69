"""The labels of pandas' rows: never read as positions, never sorted, always given back."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import card_of

CARD = card_of(pk.DirectPoints(scale=pk.Scale(0, 100)))
CARDS = {"a": CARD, "b": CARD}
POINTS = [80.0, 20.0, np.nan, 60.0]
TABLE = {"value": POINTS, "role": ["b", "a", "b", "a"], "who": ["E1", "E2", "E3", "E4"]}
FEW = st.integers(0, 2)  # so that labels stand twice
LABELS: dict[str, st.SearchStrategy[Any]] = {
    "numbers": st.lists(FEW, min_size=4, max_size=4).map(lambda labels: pd.Index(labels, name="number")),
    "texts": st.lists(st.sampled_from("ab"), min_size=4, max_size=4).map(pd.Index),
    "days": st.lists(FEW, min_size=4, max_size=4).map(lambda days: pd.Timestamp("2026") + pd.to_timedelta(days, "D")),
    "nothing": st.just(pd.Index([None, np.nan, None, 1], dtype=object)),
    "levels": st.lists(st.tuples(FEW, st.sampled_from("ab")), min_size=4, max_size=4).map(
        lambda labels: pd.MultiIndex.from_tuples(labels, names=["group", None])
    ),
    "categories": st.lists(st.sampled_from("ab"), min_size=4, max_size=4).map(pd.CategoricalIndex),
}


@pytest.mark.parametrize("labels", LABELS)
@given(st.data())
@settings(max_examples=examples(30))
def test_a_frame_comes_back_with_its_labels(labels: str, data: st.DataObject) -> None:
    """Twice, unsorted, in levels: of one card and of several, with keys and without."""
    index = data.draw(LABELS[labels])
    frame = pd.DataFrame(TABLE).set_axis(index)
    for keys in (None, "who"):
        for scores in (pk.score_batch(CARD, frame, keys=keys), pk.score_batch(CARDS, frame, by="role", keys=keys)):
            found = scores.to_frame()
            pd.testing.assert_index_equal(found.index, index, exact=True)
            np.testing.assert_array_equal(found["total"], POINTS)
            assert keys is None or found["who"].tolist() == TABLE["who"]


@pytest.mark.parametrize("labels", LABELS)
@given(st.data())
@settings(max_examples=examples(30))
def test_a_series_of_keys_is_read_by_position(labels: str, data: st.DataObject) -> None:
    """Whatever its labels are, and those of the frame."""
    frame = pd.DataFrame(TABLE).set_axis(data.draw(LABELS[labels]))
    keys = pd.Series(TABLE["who"], index=data.draw(LABELS[labels]))
    scores = pk.score_batch(CARD, frame, keys=keys)
    assert scores.keys == tuple(TABLE["who"])
    assert scores.to_frame()["key"].tolist() == TABLE["who"]


def test_some_rows_of_a_frame() -> None:
    """Sorted, filtered, one after another: a frame keeps the labels that its rows have had."""
    frame = pd.DataFrame(TABLE, index=["w", "x", "y", "z"])
    for rows in (frame.sort_values("value"), frame[frame["role"] == "a"], frame.iloc[::-2], pd.concat([frame, frame])):
        found = pk.score_batch(CARD, rows).to_frame()
        pd.testing.assert_index_equal(found.index, rows.index)
        np.testing.assert_array_equal(found["total"], rows["value"])


def test_goal_sheets_are_people() -> None:
    """A row for each person is no row of the table: the people are the labels."""
    plan = pk.GoalPlan(code="goals", name="goals", library=list(CARD.indicators()))
    goals = pd.DataFrame(
        {
            "employee": ["E2", "E1"],
            "indicator": [each.code for each in plan.library] * 2,
            "weight": 100,
            "value": [70, 80],
        },
        index=[7, 7],
    )
    found = pk.score_goals(plan, goals).to_frame()
    assert found.index.tolist() == ["E2", "E1"]
    assert found["total"].tolist() == [70, 80]
