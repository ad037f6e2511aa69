"""A status and a reason for a missing figure are also what they print as."""

import pytest

import perfkpi as pk


def test_a_policy_names_statuses_as_texts() -> None:
    """As documents do."""
    assert pk.Reweight(on=["not_measured", "not_due"]).on == {pk.Status.NOT_MEASURED, pk.Status.NOT_DUE}
    for status in pk.Status:
        assert pk.Status(str(status)) is status
    assert pk.Measure("a", absent={"未到期": "not_due"}).absent == (("未到期", pk.missing.Absent.NOT_DUE),)


def test_another_text_is_refused() -> None:
    """With the choices."""
    with pytest.raises(pk.errors.DefinitionError, match="'gone' is not a Status; choose"):
        pk.Reweight(on=["gone"])
    with pytest.raises(pk.errors.DefinitionError, match="'gone' is not an Absent; choose"):
        pk.Measure("a", absent={"-": "gone"})


def test_a_scale_may_be_a_list_and_a_formula_a_name() -> None:
    """Each has one meaning."""
    assert pk.DirectPoints(scale=[0, 10]) == pk.DirectPoints(scale=(0, 10))
    assert pk.value("sold", {"sold": 9}).value == 9
