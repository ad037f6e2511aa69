"""The 21 role sheets of 18 schemes, blanks filled and marked, each scored for four people.

Source: 客户总监 绩效考核指标 and the 17 documents after it. Where it contradicts itself, the sheet says what was read.
"""

from fractions import Fraction as F  # noqa: N817  # the sums below are read as arithmetic

import pytest
from schemes.sheets import account_directors, customer_service, directors, spa_club
from schemes.sheets.sheet import PEOPLE, Sheet

import perfkpi as pk

FAMILIES = (spa_club, directors, customer_service, account_directors)
SHEETS = {sheet.card.code: sheet for family in FAMILIES for sheet in family.SHEETS}
each_sheet = pytest.mark.parametrize("sheet", [pytest.param(sheet, id=code) for code, sheet in SHEETS.items()])


def scored(sheet: Sheet, person: str) -> pk.Appraisal:
    """The appraisal of one of the four."""
    return pk.appraise(sheet.card, sheet.figures[person])


def test_there_are_21() -> None:
    """18 schemes, one of which has four departments."""
    assert len(SHEETS) == 21


@each_sheet
def test_each_of_four_people_has_the_total_worked_out_by_hand(sheet: Sheet) -> None:
    """The ordinary total, the best, nothing, and what the policy for missing figures leaves."""
    assert {person: scored(sheet, person).to_dict()["total"] for person in PEOPLE} == sheet.totals


@each_sheet
def test_a_perfect_person_has_the_full_mark_and_a_terrible_one_nothing(sheet: Sheet) -> None:
    """Both ends of each scale can be reached, and nobody is beyond; ratings are the first and the last."""
    perfect, terrible = scored(sheet, "perfect"), scored(sheet, "terrible")
    assert (perfect.completeness, perfect.unrounded >= sheet.card.scale.high) == (1, True)
    assert {line.points for line in terrible.lines} == {0}
    if sheet.card.ratings is not None:
        bands = sheet.card.ratings.bands
        assert (perfect.rating, terrible.rating) == (bands[0].code, bands[-1].code)


@each_sheet
def test_what_is_missing_is_named(sheet: Sheet) -> None:
    """One indicator has no points and names the figure; where the card refuses the total, that is the reason, too."""
    result = scored(sheet, "incomplete")
    (line,) = (line for line in result.lines if line.points is None)
    (lacking,) = (name for name, figure in sheet.figures["incomplete"].items() if figure is None)
    assert (line.code, line.status) == (sheet.without, pk.Status.NOT_MEASURED)
    assert line.reason.say("zh") == f"{line.name.zh}：缺少数据（{lacking}）"
    assert result.completeness < 1
    assert sheet.left or (result.status, result.reasons, result.rating) == (line.status, line.reasons, None)


@each_sheet
def test_four_people_at_once_have_what_each_has_alone(sheet: Sheet) -> None:
    """A table of the four gives four results, equal to those of one by one in everything."""
    scores = pk.score_batch(sheet.card, [sheet.figures[person] for person in PEOPLE], keys=PEOPLE, points=True)
    for person in PEOPLE:
        one = pk.appraise(sheet.card, sheet.figures[person], subject=person)
        assert scores.appraisal(person).to_dict() == one.to_dict()


# Of ordinary people: the share of each indicator in the whole and its points, from the figures and the blanks.
BY_HAND = {
    "spa-marketing": [
        *((10, (25 - F(44 - 40, 40) * 100) / (25 - 5) * 100), (10, 100), (15, F(85, 100) * 100)),
        *((15, (F("4.2") - 1) / (5 - 1) * 100), (10, 60), (10, F(8, 10) * 100)),
        *((20, F(18, 20) * 100), (10, (F(6, 8) - F("0.6")) / (F("0.9") - F("0.6")) * 100)),
    ],
    "spa-people": [
        *((30, 100 - (32 - 30) * 5), (20, (25 - F(2, (21 + 19) // 2) * 100) / (25 - 5) * 100)),
        *((15, F(32, 40) * 100), (15, F(100, 104) * 100), (20, 100 - 1 * 10 - 3 * 5)),
    ],
    "finance-director": [
        *((20, 100 + (F(1320, 10000) * 100 - 12) * 2), (15, 100 - (F("8.5") - F(1320, 16000) * 100) * 4)),
        *((15, 100 - (F(13088, 16000) * 100 - 80) // 1 * 3), (10, F(13500, 15000) / F("0.95") * 100)),
        *((10, 100 - (F(525 - 500, 500) * 100 - 3) * 2), (20, 100 + 1 * 3), (10, 0)),  # 0.8 is 0.05 above: one started
    ],
    "new-media-director": [
        *((5, F(15, 20) * 100), (5, F(10, 20) * 100), (5, F(5, 20) * 100), (5, 100), (5, 0), (5, 100), (20, 80)),
        *((10, F(450, 500) * 100), (10, F(20 - 5, 20) * 100), (10, 60), (20, F(20 * 95 + 50 * 80 + 30 * 85, 100))),
    ],
    "weighted-director": [
        *((30, (F("4.2") - 1) / 4 * 100), (25, (F(90, 100) * 100 + (8 - F(22, 4)) / (8 - 4) * 100) / 2)),
        *((20, 80), (15, 100), (10, 60)),
    ],
    "director-a": [
        *((30, (F("52.5") - 50) / 50 / F("0.08") * 100), (30, 100 - 3 * 6)),  # 2.5 points short: three started
        *(
            (20, F(188, 200) / F("0.95") * 100),
            (12, 100 - 1 * 5),
            (8, F(20 - 12, 20 - 10) * 100),
        ),  # 1.8 short: one full
    ],
    "director-b": [(300, 9), (250, 8), (200, 7), (150, 6), (100, F("8.5"))],  # each of ten, on a hundred
    "account-director-all-round": [
        *((40, F(92, 100) * 100), (10, F(32, 40) * 100), (10, (5 - F(24, 1000) * 100) / (5 - 1) * 100)),
        *((10, F(10 - 4, 10 - 2) * 100), (15, F(40 * 80 + 20 * 90 + 20 * 70 + 20 * 85, 100)), (15, F(32, 40) * 100)),
    ],
    "account-director-by-region": [(50, F(80 + 60, 100 + 50) * 100), (30, (F("4.2") - 1) / 4 * 100), (20, 75)],
    "media-agency": [
        *((12, (F("4.2") - 1) / 4 * 100), (F("4.5"), 100 - 3 * 10), (9, F(90 - 75, 95 - 75) * 100)),
        *((F("4.5"), F(52 - 50, 50) * 1000), (15, F(85 + 5, 100) * 100), (15, F(470, 500) * 100)),
        *((6, 70), (6, 80), (8, F(80 + 90, 2)), (5, 100), (5, F(105 - 100, 100) * 1000), (5, 70), (5, 90)),
    ],
}


@pytest.mark.parametrize("code", BY_HAND)
def test_every_digit_of_an_ordinary_person_is_the_one_of_fractions(code: str) -> None:
    """Points and contribution of each line, and the total before its rounding, as written out above."""
    result = scored(SHEETS[code], "ordinary")
    assert [(line.points, line.contribution) for line in result.lines] == [
        (points, F(weight) * points / 100) for weight, points in BY_HAND[code]
    ]
    assert result.unrounded == sum(F(weight) * points for weight, points in BY_HAND[code]) / 100
