"""Columns of texts: gaps and grouped digits are read all at once, and mean what they mean by themselves."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.inputs import sources

RULE = pk.DirectPoints(scale=pk.Scale(0, 100_000_000))
ITEM = pk.Indicator(code="k", name="k", formula=pk.Actual("value"), scoring=RULE)


def card(grouping: str | None) -> pk.Scorecard:
    """A reading, whose digits are grouped or not."""
    measures = [] if grouping is None else [pk.Measure("value", grouping=grouping)]
    scale = pk.Scale(0, 100_000_000)
    return pk.Scorecard(code="card", name="card", items=((ITEM, 100),), measures=measures, scale=scale)


WRITTEN = st.one_of(
    st.none(),
    st.sampled_from(["", "n/a", "1,23", "0,123", "12,345%", "1,234 %", "+1,234.", "1,234,567.8", "1 234", "-1,000"]),
    st.integers(0, 10**8).map(lambda number: f"{number / 100:,.2f}"),
    st.integers(0, 10**8).map(lambda number: f"{number / 100:.2f}"),
)


@given(st.lists(WRITTEN, min_size=1, max_size=12), st.sampled_from([None, ",", " "]))
def test_texts_mean_in_a_column_what_they_mean_by_themselves(texts: list[str | None], grouping: str | None) -> None:
    """With gaps between them, and signs between groups of digits."""
    scores = pk.score_batch(card(grouping), {"value": texts})
    for row, text in enumerate(texts):
        alone = pk.appraise(card(grouping), {"value": text})
        total = np.nan if alone.total is None else float(alone.total)
        assert np.array_equal(scores.totals[row], total, equal_nan=True)
        assert scores.statuses()[row] is alone.status


def test_clean_texts_and_gaps_are_not_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gap is read once."""
    asked: list[Any] = []
    read = sources.read
    monkeypatch.setattr(
        sources, "read", lambda node, value, notation: (asked.append(value), read(node, value, notation))[1]
    )
    texts = [None if row % 10 == 0 else f"{row + 1000:,}" for row in range(1000)]
    assert np.count_nonzero(pk.score_batch(card(","), {"value": texts}).status_codes) == 100
    assert asked == [None]
