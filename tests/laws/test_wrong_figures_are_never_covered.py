"""No total where a wrong figure is read, or may be: what is paid beside one never depended on it."""

import math

import attrs
import numpy as np
from hypothesis import event, given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Kind
from perfkpi.testing import measures_for, scorecards
from perfkpi.testing.strategies.figures import inputs_of

WRONG = (math.inf, b"80")  # as a number and as a grade
ABSENT = (None, pk.Absent.NOT_MEASURED, pk.Absent.NOT_DUE, pk.Absent.NOT_APPLICABLE, pk.Absent.INSUFFICIENT)
COVERING = (pk.Reweight(), pk.ZeroPoints(), pk.NeutralPoints(60))


@st.composite
def covering(draw: st.DrawFn) -> pk.Scorecard:
    """A scorecard with a policy for what is missing, so that many a total is left."""
    card = draw(scorecards())
    return attrs.evolve(card, missing=draw(st.sampled_from(COVERING)))


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[pk.Scorecard, dict[str, object], str, list[str]]:
    """A scorecard, one person's figures, the measure with a wrong one, and those that are absent."""
    card = draw(covering())
    figures = draw(measures_for(card, gaps=False))
    wrong = draw(st.sampled_from(sorted(figures)))
    absent = draw(st.lists(st.sampled_from(sorted(figures)), max_size=3, unique=True))
    return card, figures, wrong, [name for name in absent if name != wrong]


@given(spoiled(), st.data())
@settings(max_examples=40)
def test_a_total_beside_a_wrong_figure_never_depended_on_it(
    case: tuple[pk.Scorecard, dict[str, object], str, list[str]], data: st.DataObject
) -> None:
    """Whatever the absent figures turn out to be, the total is the same with every figure in place of the wrong one."""
    card, figures, wrong, absent = case
    bad = {wrong: data.draw(st.sampled_from(WRONG))}
    row = figures | {name: data.draw(st.sampled_from(ABSENT)) for name in absent} | bad
    result = pk.appraise(card, row, subject=0)
    table = {name: np.array([figure], dtype=object) for name, figure in row.items()}
    assert pk.score_batch(card, table).appraisal(0) == result
    if result.total is None:
        event("no total")
        return
    event("a total")
    others = [data.draw(measures_for(card, gaps=False)) for _ in range(3)]
    for other in others:
        filled = figures | {name: other[name] for name in absent}
        found = {
            (paid.unrounded, paid.status)
            for paid in (pk.appraise(card, filled | {wrong: figure}) for figure in (*bad.values(), other[wrong], figures[wrong]))
        }
        assert len(found) == 1


@given(covering(), st.data())
@settings(max_examples=60)
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
