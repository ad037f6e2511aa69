"""Figures of other libraries that are none: one row without a total, never a batch that stops."""

from collections.abc import Callable

import pytest
from cards import card, weighed
from hostile import rational, real

import perfkpi as pk

CARD = card(*weighed(k=100))
LATER = pk.results.Reason("later", zh="以后", en="later")

WRONG: dict[str, Callable[[], object]] = {
    "a denominator of 0": lambda: rational(3, 0),
    "parts that are no integers": lambda: rational(3.0, 8),
    "parts that are texts": lambda: rational("3", "8"),
    "a text that is no number": lambda: real("<a number>"),
    "no text": lambda: real(""),
    "a status that is none": lambda: pk.results.Undefinedness(5, (LATER,)),
    "a status of what is there": lambda: pk.results.Undefinedness(pk.Status.OK, (LATER,)),
    "reasons that are none": lambda: pk.results.Undefinedness(pk.Status.NOT_DUE, ("later",)),
    "reasons without end": lambda: pk.results.Undefinedness(pk.Status.NOT_DUE, 7),
    "a reason in no words": lambda: pk.results.Undefinedness(
        pk.Status.NOT_DUE, (pk.results.Reason("later", zh=1, en=2),)
    ),
    "a reason of no names": lambda: pk.results.Undefinedness(
        pk.Status.NOT_DUE, (pk.results.Reason("x", "x", "x", names=["k"]),)
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_one_row_is_invalid_and_the_others_are_scored(name: str) -> None:
    """The same one by one and in a column, for the same reason."""
    wrong = WRONG[name]()
    scores = pk.score_batch(CARD, {"k": [1, wrong, 50]})
    assert [scores.totals[0], scores.totals[2]] == [1.0, 50.0]
    assert list(scores.statuses()) == [pk.Status.OK, pk.Status.INVALID_VALUE, pk.Status.OK]
    result = pk.appraise(CARD, {"k": wrong})
    assert (result.total, result.status) == (None, pk.Status.INVALID_VALUE)
    assert result.reasons == scores.reasons(1)
    assert "is not a number" in result.explain("en", "audit")
    assert "不是数字" in result.explain("zh", "audit")


def test_who_says_why_there_is_no_figure_is_believed() -> None:
    """With names and figures of their own."""
    why = pk.results.Reason(
        "later", zh="{names} 以后", en="{names} later", names=("k",), items=("x",), given=(("k", "5"),)
    )
    result = pk.appraise(CARD, {"k": pk.results.Undefinedness(pk.Status.NOT_DUE, (why,))})
    assert result.status is pk.Status.NOT_DUE
    assert "later" in result.explain("en", "audit")


def test_measures_that_cannot_be_read() -> None:
    """The error names the argument, and keeps what was raised."""

    class Broken(dict[str, object]):
        def __contains__(self, name: object) -> bool:
            raise OSError

    for ask in (lambda: pk.appraise(CARD, Broken()), lambda: pk.score_batch(CARD, Broken())):
        with pytest.raises(pk.errors.DefinitionError, match="looking at it raises OSError") as caught:
            ask()
        assert caught.value.where == "data"
        assert isinstance(caught.value.__cause__, OSError)


def test_a_language_is_one_of_two() -> None:
    """Also where a single reason or rating is told."""
    with pytest.raises(pk.errors.DefinitionError, match="'fr' is not a language"):
        LATER.say("fr")
    with pytest.raises(pk.errors.DefinitionError, match="'fr' is not a language"):
        LATER.sentence("fr")
    with pytest.raises(pk.errors.DefinitionError, match="'fr' is not a language"):
        pk.Band("A", None, None).say("fr")
    for labels in (5, range(10**30)):
        with pytest.raises(pk.errors.DefinitionError, match="labels is a mapping") as caught:
            pk.results.Reason("x", "x", "x", names=("k",)).say("en", labels)
        assert caught.value.where == "labels"
    assert pk.results.Reason("x", "x", "x", names=("k",)).say("en", {"k": pk.Label(en="K")}) == "x (K)"


def test_a_foreign_number_whose_text_has_no_end_is_too_large() -> None:
    """A text of thousands of digits is not read, in its row alone."""
    endless = real("9" * 5000)
    with pytest.raises(pk.errors.NumberError) as refused:
        pk.Scale(0, endless)
    assert refused.value.code is pk.errors.Code.NUMBER_TOO_LARGE
