"""A rule at fault, drawn by a test of somebody's own, is told in seconds: work is counted here, not time.

Making a counterexample small is where a test that fails spends its time, and each try asks every law until one fails.
What is counted is what it costs on any machine: how often the test ran, and how many people were scored in it.
"""

from collections import Counter
from unittest.mock import patch

import pytest
from attrs import field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
import perfkpi.testing as pt

MOST_TRIES = 600
"""Some 100 make rule and figures small, up to 300 try other rules for the report. A line of the report for each figure
that a law draws made them 1 184."""
MOST_SCORED = 5_000
"""It were 9 130 people."""


@frozen(cache_hash=True)
class DelayTurnedRound(pk.rules.BoundedScoring):
    """More points for more days, although less is better."""

    points_per_day: int = field(kw_only=True)

    def express_unbounded(self, value: pk.Expr) -> pk.Expr:
        """The sign is forgotten."""
        return value * self.points_per_day


@frozen(cache_hash=True)
class DelayThatBreaks(pk.rules.BoundedScoring):
    """A parameter that its formula cannot take."""

    points_per_day: int = field(kw_only=True)

    def express_unbounded(self, value: pk.Expr) -> pk.Expr:
        """A quotient of two constants, the lower one 0 for some."""
        return self.points_scale.high - value * self.points_per_day * (12 // (self.points_per_day - 3)) ** 2


@pytest.mark.parametrize(
    ("kind", "error", "words"),
    [
        (DelayTurnedRound, AssertionError, "points_per_day=1) gives fewer points for a better value"),
        (DelayThatBreaks, ZeroDivisionError, "by zero"),
    ],
)
def test_a_fault_is_made_small(kind: type[pk.Scoring], error: type[Exception], words: str) -> None:
    """The smallest parameters and figures that show it are found in few tries, be it a law or the rule that fails."""
    done = Counter[str]()
    appraise = pk.appraise

    def counted(*given: object) -> pk.Appraisal:
        done["scored"] += 1
        return appraise(*given)

    @given(pt.rules(kind, known={pk.Direction: st.just(pk.Direction.LOWER_IS_BETTER)}))
    @settings(max_examples=100, deadline=None, derandomize=True, database=None)
    def ours(rule: pk.Scoring) -> None:
        done["tries"] += 1
        pt.check_rule(rule)

    with patch.object(pk, "appraise", counted, create=True), pytest.raises(error) as caught:
        ours()
    assert words in str(caught.value)
    assert done["tries"] <= MOST_TRIES
    assert done["scored"] <= MOST_SCORED
