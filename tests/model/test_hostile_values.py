"""What nobody should write is refused with an error of this library, and at once."""

from collections.abc import Callable

import pytest
from cards import card, rated

import perfkpi as pk

HUGE = 10**5000

COUNTS: dict[str, Callable[[], object]] = {
    "Reweight.minimum_count": lambda: pk.Reweight(minimum_count=HUGE),
    "AllMet.of": lambda: pk.rules.AllMet(of=HUGE, decrease=pk.rules.LossPerMissed(1)),
    "SurveyMean.minimum_answers": lambda: pk.formulas.SurveyMean(((1, "a"), (2, "b")), minimum_answers=HUGE),
    "RaterRole.minimum": lambda: pk.formulas.RaterRole("peers", 1, mean="m", raters="n", minimum=HUGE),
    "Reduction.minimum": lambda: pk.records.Reduction("m", of="v", by=pk.records.Mean(), minimum=HUGE),
    "TrimmedMean.cut": lambda: pk.records.TrimmedMean(cut=HUGE, above=4),
    "TrimmedMean.above": lambda: pk.records.TrimmedMean(cut=1, above=HUGE),
    "Distribution.absent": lambda: pk.rules.Distribution([1], absent=HUGE),
}


@pytest.mark.parametrize("where", COUNTS)
def test_a_count_that_cannot_be_written_out_is_refused(where: str) -> None:
    """It could be neither shown nor written to a document."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        COUNTS[where]()
    assert caught.value.where == where
    assert "whole number" in caught.value.en or "number of conditions" in caught.value.en


def test_statuses_that_are_none() -> None:
    """Also such as cannot stand in a set."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.Reweight(on=[["not measured"]])
    assert (caught.value.code, caught.value.where) == (pk.errors.Code.WRONG_TYPE, "Reweight.on")


@pytest.mark.parametrize(
    ("formula", "where"),
    [
        (pk.formulas.RaterScore("r", scale=pk.Scale(1, 5)), "scoring.scale"),
        (pk.formulas.Composite(((rated("a", pk.Scale(0, 10)), 100),), scale=pk.Scale(0, 10)), "scoring.scale"),
        (pk.formulas.ExamScore("earned", maximum=150), "scoring"),
        (pk.Ratio("a", "b", unit=pk.Unit.PERCENT), "scoring"),
    ],
)
def test_a_score_on_another_scale_is_not_the_points(formula: pk.Formula, where: str) -> None:
    """Nobody with 5 of 5, or with 95 % of an exam, gets 5 or 0.95 points of 100 unseen."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.Indicator(code="r", name="r", formula=formula, scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    assert (caught.value.code, caught.value.where) == (pk.errors.Code.SCALE_MISMATCH, where)
    assert "ScalePolicy" in caught.value.en or "Attainment" in caught.value.en
    assert "请" in caught.value.zh


@pytest.mark.parametrize("speaks", [pk.formulas.PointsOf, pk.formulas.ValueOf])
def test_a_long_chain_of_references_is_refused(speaks: Callable[[str], pk.Formula]) -> None:
    """From its last link to its first, which is the deepest way to follow it."""
    rule = pk.DirectPoints(scale=pk.Scale(0, 100))
    links = [
        pk.Indicator(code=f"i{at}", name=f"i{at}", formula=speaks(f"i{at - 1}"), scoring=rule) for at in range(1, 300)
    ]
    items = [(link, 1) for link in (*reversed(links), rated("i0"))]
    with pytest.raises(pk.errors.DefinitionError) as caught:
        card(*items, weighting=pk.choices.Weighting.NORMALISED)
    assert caught.value.code is pk.errors.Code.EXPRESSION
    assert caught.value.where == "items[99]"
    assert "use fewer" in caught.value.en
    assert "请减少层数" in caught.value.zh
