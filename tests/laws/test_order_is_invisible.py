"""The order in which a sheet lists its items is a matter of taste."""

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases

import perfkpi as pk


def shuffled(data: st.DataObject, items: tuple[pk.Weighted, ...]) -> tuple[pk.Weighted, ...]:
    """The same items in another order, within sections too."""
    mixed = []
    for weighted in data.draw(st.permutations(items)):
        item = weighted.item
        if isinstance(item, pk.Section):
            item = attrs.evolve(item, items=shuffled(data, item.items))
        mixed.append(pk.Weighted(item, weighted.weight))
    return tuple(mixed)


@given(cases(), st.data())
@settings(max_examples=60)
def test_order_of_items_is_invisible(case: tuple[pk.Scorecard, dict[str, object]], data: st.DataObject) -> None:
    """Total, rating, status, reasons and every line are the same in any order of the items."""
    card, figures = case
    mixed = attrs.evolve(card, items=shuffled(data, card.items))
    one, other = pk.appraise(card, figures), pk.appraise(mixed, figures)
    assert (one.total, one.unrounded, one.rounding) == (other.total, other.unrounded, other.rounding)
    assert (one.status, one.reasons, one.rating) == (other.status, other.reasons, other.rating)
    assert one.completeness == other.completeness
    assert {line.code: line for line in one.lines} == {line.code: line for line in other.lines}
    assert {line.code: line for line in one.sections} == {line.code: line for line in other.sections}


@given(cases(), st.data())
@settings(max_examples=50)
def test_order_of_figures_is_invisible(case: tuple[pk.Scorecard, dict[str, object]], data: st.DataObject) -> None:
    """Figures are found by their names, never by their position."""
    card, figures = case
    assert pk.appraise(card, dict(data.draw(st.permutations(list(figures.items()))))) == pk.appraise(card, figures)


def test_several_reasons_combine_by_severity() -> None:
    """An invalid figure outweighs an absent one from either side, and reasons of one severity are all told."""
    items = tuple(
        pk.Weighted(
            pk.Indicator(code=code, name=code, formula=pk.Actual(code), scoring=pk.Rated(scale=pk.Scale(0, 100))), 25
        )
        for code in "abcd"
    )
    card = pk.Scorecard(code="card", name="card", items=items)
    for a, b in ((None, "x"), ("x", None)):
        result = pk.appraise(card, {"a": a, "b": b, "c": pk.Absent.NOT_DUE, "d": 50})
        assert result.status is pk.Status.INVALID_VALUE
        assert len(result.reasons) == 1
    result = pk.appraise(card, {"a": None, "b": 50, "c": None, "d": pk.Absent.NOT_DUE})
    assert result.status is pk.Status.NOT_MEASURED
    assert [reason.names for reason in result.reasons] == [("a",), ("c",)]
