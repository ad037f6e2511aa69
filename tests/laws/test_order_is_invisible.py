"""The order in which a sheet lists its items is a matter of taste, and so is that of figures and rows."""

from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import check_order_is_invisible, scorecards


@given(scorecards(), st.data())
@settings(max_examples=examples(30))
def test_order_is_invisible(card: pk.Scorecard, data: st.DataObject) -> None:
    """Total, rating, status, reasons and every line are the same in any order of items, figures and rows."""
    check_order_is_invisible(card, data=data)


def test_several_reasons_combine_by_severity() -> None:
    """An invalid figure outweighs an absent one from either side, and reasons of one severity are all told."""
    items = tuple(
        (
            pk.Indicator(
                code=code, name=code, formula=pk.Actual(code), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
            ),
            25,
        )
        for code in "abcd"
    )
    card = pk.Scorecard(code="card", name="card", items=items)
    for a, b in ((None, "x"), ("x", None)):
        result = pk.appraise(card, {"a": a, "b": b, "c": pk.missing.Absent.NOT_DUE, "d": 50})
        assert result.status is pk.Status.INVALID_VALUE
        assert len(result.reasons) == 1
    result = pk.appraise(card, {"a": None, "b": 50, "c": None, "d": pk.missing.Absent.NOT_DUE})
    assert result.status is pk.Status.NOT_MEASURED
    assert [reason.names for reason in result.reasons] == [("a",), ("c",)]
