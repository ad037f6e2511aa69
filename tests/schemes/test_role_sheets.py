"""The 21 role sheets of 18 schemes (kpi-schemes.zh.txt), blanks filled and marked, each scored for four people."""

from __future__ import annotations

from fractions import Fraction

import pytest
from schemes.sheets import account_directors, customer_service, directors, spa_club
from schemes.sheets.sheet import PEOPLE, Sheet

import perfkpi as pk

FAMILIES = (spa_club, directors, customer_service, account_directors)
SHEETS = {sheet.card.code: sheet for family in FAMILIES for sheet in family.SHEETS}
each_sheet = pytest.mark.parametrize("sheet", [pytest.param(sheet, id=code) for code, sheet in SHEETS.items()])


def scored(sheet: Sheet, person: str) -> pk.Appraisal:
    """The appraisal of one of the four."""
    return pk.appraise(sheet.card, sheet.figures(person))


@each_sheet
def test_an_ordinary_person_has_the_total_worked_out_by_hand(sheet: Sheet) -> None:
    """Everything is there, and the rounded total is the one beside the figures."""
    result = scored(sheet, "ordinary")
    assert str(result.total) == sheet.ordinary
    assert result.completeness == 1


@each_sheet
def test_a_perfect_person_has_the_full_mark_and_a_terrible_one_nothing(sheet: Sheet) -> None:
    """The ends of the scale, and of the rating scale, can be reached and are not left."""
    perfect, terrible = scored(sheet, "perfect"), scored(sheet, "terrible")
    assert (str(perfect.total), str(terrible.total)) == (sheet.most, "0.00")
    assert {line.points for line in terrible.lines} == {0}
    if sheet.card.ratings is not None:
        assert [perfect.rating, terrible.rating] == [sheet.card.ratings.bands[place].code for place in (0, -1)]


@each_sheet
def test_what_is_missing_is_named_and_does_what_the_policy_says(sheet: Sheet) -> None:
    """The indicator that lacks a figure says so, and the total is refused, or is the one of the policy."""
    result = scored(sheet, "incomplete")
    assert [line.code for line in result.lines if line.points is None] == sheet.without.split()
    line = result.line(sheet.without)
    assert line.status is pk.Status.NOT_MEASURED
    assert line.reason is not None
    assert sheet.lacks in line.reason.say("zh")
    assert result.completeness < 1
    if sheet.incomplete is not None:
        assert str(result.total) == sheet.incomplete
        return
    assert (result.total, result.rating, result.status) == (None, None, pk.Status.NOT_MEASURED)
    assert result.reasons == line.reasons


@each_sheet
def test_four_people_at_once_have_what_each_has_alone(sheet: Sheet) -> None:
    """A table of the four gives the totals, ratings, statuses and points of four single appraisals."""
    scores = pk.score_batch(sheet.card, [sheet.figures(person) for person in PEOPLE], keys=PEOPLE, points=True)
    for person in PEOPLE:
        one, row = scored(sheet, person), scores.appraisal(person)
        assert row.to_dict() == one.to_dict() | {"subject": person}
