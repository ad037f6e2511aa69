"""Errors travel: between processes, and into copies."""

import copy
import threading
from fractions import Fraction

import pytest
from pickled import pickled

import perfkpi as pk


class Unloadable:
    """It goes into a pickle and never comes out."""

    def __reduce__(self) -> tuple[object, ...]:
        return int, ("no number",)


def fields_of(error: pk.PerfKpiError) -> tuple[object, ...]:
    """All that an error tells."""
    faults = [fields_of(each) for each in error.faults] if isinstance(error, pk.errors.DocumentError) else []
    return type(error), error.code, error.en, error.zh, error.where, error.value, error.args, str(error), faults


KINDS = (
    pk.errors.NumberError,
    pk.errors.GrammarError,
    pk.errors.DefinitionError,
    pk.errors.MeasureError,
    pk.errors.ColumnError,
    pk.PerfKpiError,
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_the_same_on_the_other_side(kind: type[pk.PerfKpiError]) -> None:
    """Code, place, value and both sentences arrive, also after the place was seen from further out."""
    for value in (None, "x", Fraction(1, 3), (1, [2]), pk.Field("t")):
        error = kind(pk.errors.Code.LIMITS, en="wrong", zh="错误", where="target", value=value).at("rule")
        for other in (pickled(error), copy.deepcopy(error), copy.copy(error)):
            assert fields_of(other) == fields_of(error)
    assert isinstance(error, kind.__mro__[2])


def test_what_cannot_travel_arrives_as_text() -> None:
    """The error about it arrives; what it was about is quoted."""
    for value in (threading.Lock(), lambda: None, Unloadable(), [Unloadable()]):
        error = pk.errors.DefinitionError(pk.errors.Code.WRONG_TYPE, en="wrong", zh="错误", value=value)
        assert isinstance(pickled(error).value, str)
        assert error.value is value


def test_the_faults_of_a_document_travel_with_it() -> None:
    """An error of errors keeps each."""
    with pytest.raises(pk.errors.DocumentError) as caught:
        pk.from_document({"type": "Scorecard", "code": "c", "name": "a\nb", "items": 5})
    assert len(caught.value.faults) == 2
    for other in (pickled(caught.value), copy.deepcopy(caught.value)):
        assert fields_of(other) == fields_of(caught.value)


def test_what_python_shows_of_an_error_is_short() -> None:
    """The refused value itself is not among what Python prints."""
    with pytest.raises(pk.errors.NumberError) as caught:
        pk.Scale(0, "x" * 10**6)
    assert len(repr(caught.value)) < 1000
    assert caught.value.value == "x" * 10**6


def test_a_measure_that_is_not_there_is_a_key_error() -> None:
    """As it always was."""
    error = pickled(pk.errors.MeasureError(pk.errors.Code.UNKNOWN_MEASURE, en="no such measure", zh="没有"))
    assert isinstance(error, KeyError)
    assert str(error) == "[PK201] no such measure"
