"""No total where a wrong figure is read, or may be: what is paid beside one never depended on it."""

import math
from collections.abc import Iterable

import attrs
import numpy as np
from columnwise import by_columns
from effort import examples
from hypothesis import event, given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Kind
from perfkpi.testing import measures_for, scorecards
from perfkpi.testing.strategies.figures import inputs_of

WRONG = (math.inf, b"80")  # as a number and as a grade
ABSENT = (
    None,
    pk.missing.Absent.NOT_MEASURED,
    pk.missing.Absent.NOT_DUE,
    pk.missing.Absent.NOT_APPLICABLE,
    pk.missing.Absent.INSUFFICIENT,
)


@st.composite
def covering(draw: st.DrawFn) -> pk.Scorecard:
    """A scorecard with a policy for what is missing, so that many a total is left."""
    card = draw(scorecards())
    return attrs.evolve(card, missing=draw(st.sampled_from((card.missing, pk.Reweight()))))


@given(covering(), st.data())
@settings(max_examples=examples(40))
def test_a_total_beside_a_wrong_figure_never_depended_on_it(card: pk.Scorecard, data: st.DataObject) -> None:
    """Whatever the absent figures turn out to be, the total is the same with every figure in place of the wrong one."""
    figures, *others = (data.draw(measures_for(card, gaps=False)) for _ in range(3))
    absent = data.draw(st.lists(st.sampled_from(sorted(figures)), max_size=3, unique=True))
    gaps = {name: data.draw(st.sampled_from(ABSENT)) for name in absent}
    bad = data.draw(st.sampled_from(WRONG))
    rows = [figures | gaps | {wrong: bad} for wrong in sorted(figures.keys() - gaps)]
    table = {name: as_objects(row[name] for row in rows) for name in figures}
    scores = by_columns(card, table)
    for place, (wrong, row) in enumerate(zip(sorted(figures.keys() - gaps), rows, strict=True)):
        result = pk.appraise(card, row, subject=place)
        assert scores.appraisal(place) == result
        if result.total is None:
            continue
        event("a total beside a wrong figure")
        for other in others:
            filled = figures | {name: other[name] for name in absent}
            paid = [pk.appraise(card, filled | {wrong: figure}) for figure in (bad, figures[wrong], other[wrong])]
            assert len({(each.unrounded, each.status) for each in paid}) == 1


def as_objects(figures: Iterable[object]) -> np.ndarray:
    """A column that holds what it is given."""
    return np.fromiter(figures, dtype=object)


@given(covering(), st.data())
@settings(max_examples=examples(30))
def test_a_wrong_figure_that_is_read_leaves_no_total(card: pk.Scorecard, data: st.DataObject) -> None:
    """Where a total depends on a figure, a wrong one in its place leaves none, and is named with what was given."""
    figures, other = data.draw(measures_for(card, gaps=False)), data.draw(measures_for(card, gaps=False))
    before = pk.appraise(card, figures)
    for node in inputs_of(card):
        changed = pk.appraise(card, figures | {node.name: other[node.name]})
        if before.total is None or changed.total is None or before.unrounded == changed.unrounded:
            continue
        text = "no number" if node.kind is not Kind.CATEGORY else b"80"
        spoilt = pk.appraise(card, figures | {node.name: text})
        assert spoilt.total is None
        assert spoilt.status in (pk.Status.INVALID_VALUE, pk.Status.INVALID_PARAMETER)
        assert any(node.name in reason.names and repr(text) in reason.en for reason in spoilt.reasons)
