"""No formula makes a number of a gap or of a quotient by 0, unless it declares a policy that says so."""

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from strategies import own_formulas

import perfkpi as pk
from perfkpi.testing import check_formula, formulas

ABSENT = pk.Status.absences()
EVERY_GAP = ABSENT | {pk.Status.UNDEFINED}
DECLARED = {"ByDimension": EVERY_GAP, "Composite": EVERY_GAP, "AdjustedActual": ABSENT}
"""Members that may be absent, parts with a policy for missing points."""


@pytest.mark.parametrize("name", list(own_formulas()))
@given(data=st.data())
@settings(max_examples=examples(8))
def test_formulas_leave_gaps(data: st.DataObject, name: str) -> None:
    """Gaps, columns, words, documents and immutability of every formula; a new formula comes under this by itself."""
    formula = data.draw(formulas(EVERYTHING[name]))
    check_formula(formula, covers=DECLARED.get(name, frozenset()), data=data)
