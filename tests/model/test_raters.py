"""Several raters: by roles or by raters, with roles that are silent or too small."""

from fractions import Fraction

import pytest
from cards import card

import perfkpi as pk

FIGURES = {"boss": 90, "boss_n": 1, "peers": 70, "peers_n": 4, "customers": 80, "customers_n": 10}


def mean(weighting: pk.choices.RaterWeighting, **figures: object) -> pk.results.IndicatorLine:
    """The line of 40 for the superior, 40 for at least three peers and 20 for customers."""
    formula = pk.formulas.RaterMean(
        (
            pk.formulas.RaterRole("superior", 40, mean="boss", raters="boss_n", minimum=1),
            pk.formulas.RaterRole("peer", 40, mean="peers", raters="peers_n", minimum=3),
            pk.formulas.RaterRole("customer", 20, mean="customers", raters="customers_n", minimum=1),
        ),
        weighting=weighting,
        minimum_weight="30%",
    )
    rating = pk.Indicator(code="r", name="r", formula=formula, scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    return pk.appraise(card((rating, 100)), FIGURES | figures).lines[0]


def test_per_role_every_role_weighs_its_weight() -> None:
    """0.4 × 90 + 0.4 × 70 + 0.2 × 80."""
    assert mean(pk.choices.RaterWeighting.PER_ROLE).value == 80


def test_per_rater_a_role_of_many_weighs_more() -> None:
    """(40 × 90 + 40 × 4 × 70 + 20 × 10 × 80) / (40 + 160 + 200)."""
    assert mean(pk.choices.RaterWeighting.PER_RATER).value == 77


def test_a_role_with_too_few_raters_is_left_out() -> None:
    """Two peers could be recognised: 90 and 80 with weights 40 and 20 remain."""
    assert mean(pk.choices.RaterWeighting.PER_ROLE, peers_n=2).value == Fraction(260, 3)
    assert mean(pk.choices.RaterWeighting.PER_ROLE, peers_n=0, peers=None).value == Fraction(260, 3)


def test_nobody_is_too_little_data_and_half_a_rater_is_invalid() -> None:
    """A missing mean of a role that counts is missing."""
    weighting = pk.choices.RaterWeighting.PER_ROLE
    assert mean(weighting, boss_n=0, peers_n=2, customers_n=0).status is pk.Status.INSUFFICIENT
    assert mean(weighting, peers_n="2.5").status is pk.Status.INVALID_VALUE
    assert mean(weighting, peers=None).status is pk.Status.NOT_MEASURED


@pytest.mark.parametrize(
    ("attempt", "code", "where"),
    [
        (
            lambda: pk.formulas.RaterMean((), weighting=pk.choices.RaterWeighting.PER_ROLE, minimum_weight=1),
            "EMPTY",
            "RaterMean.roles",
        ),
        (
            lambda: pk.formulas.RaterMean(
                (pk.formulas.RaterRole("a", 1, mean="m", raters="n", minimum=1),) * 2,
                weighting=pk.choices.RaterWeighting.PER_ROLE,
                minimum_weight=1,
            ),
            "DUPLICATE_CODE",
            "RaterMean.roles[1].code",
        ),
        (lambda: pk.formulas.RaterRole("a", 0, mean="m", raters="n", minimum=1), "WEIGHT", "RaterRole.weight"),
    ],
)
def test_what_cannot_be_meant_is_refused(attempt: object, code: str, where: str) -> None:
    """At its place, in both languages."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        attempt()
    assert (caught.value.code, caught.value.where) == (pk.errors.Code[code], where)
    assert caught.value.en != caught.value.zh
