"""Bars, labels and columns of displays."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from cards import card, rated, section
from html_pages import HtmlPage

import perfkpi as pk
from perfkpi.displays.html import RATINGS, bar, bins, rating_colour
from perfkpi.language import Input, Power


def widths(html: str) -> list[str]:
    """How far each bar is filled, and where its mark is."""
    return re.findall(r'style="(?:width|left):([^"]*)"', html)


def luminance(colour: str) -> float:
    """The relative luminance of a colour. Source, WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", RATINGS)
def test_white_can_be_read_on_every_rating(colour: str) -> None:
    """Source, WCAG 2.2, success criterion 1.4.3: a contrast of 4.5 to 1."""
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_ratings_go_from_the_first_colour_to_the_last() -> None:
    """Whatever there are, the order is kept."""
    assert rating_colour(0, 1) == RATINGS[0]
    for bands in range(2, 12):
        places = [RATINGS.index(rating_colour(at, bands)) for at in range(bands)]
        assert (places[0], places[-1]) == (0, len(RATINGS) - 1)
        assert all(one <= other for one, other in pairwise(places))


def test_bars_stay_inside() -> None:
    """Beyond its ends a bar is empty or full."""
    assert [widths(bar("7", share)) for share in (-1, 0.25, Fraction(1, 3), 7)] == [
        ["0%"],
        ["25%"],
        ["33.33%"],
        ["100%"],
    ]
    assert widths(bar("7", 1, Fraction(1, 2))) == ["100%", "50%"]
    assert bins([]).count("<span") == 1
    assert re.findall(r"height:([^\"]*)", bins([1, 0, 4])) == ["25%", "0%", "100%"]


EXCEEDING = pk.Scale(0, 100, up_to=120)


@pytest.mark.parametrize(
    ("scale", "points", "drawn"),
    [
        (pk.Scale(0, 100), 25, ["25%"]),
        (pk.Scale(1, 5), 1, ["0%"]),
        (EXCEEDING, 90, ["75%", "83.33%"]),
        (EXCEEDING, 120, ["100%", "83.33%"]),
        (pk.Scale(0, 100, up_to=pk.UNLIMITED), 10**400, ["100%"]),
        (pk.Scale(-(10**400), 10**400), 0, ["50%"]),
    ],
)
def test_points_are_drawn_against_the_most_there_can_be(scale: pk.Scale, points: int, drawn: list[str]) -> None:
    """With a mark at the full mark where more is possible, and whatever the size of the numbers."""
    found = card((rated("k", scale), 100), scale=scale)
    assert widths(pk.appraise(found, {"k": points})._repr_html_()) == drawn
    assert widths(pk.score_batch(found, {"k": [points]})._repr_html_())[1:] in (drawn, [])


def test_a_rule_may_stop_below_the_scale() -> None:
    """Its own cap fills the bar; where that is a figure of the person, the scale does."""
    higher = pk.Direction.HIGHER_IS_BETTER
    capped = [
        pk.Indicator(code=f"k{at}", name="k", formula="k", scoring=pk.Attainment(target=100, direction=higher, cap=cap))
        for at, cap in enumerate((50, pk.Field("most")))
    ]
    found = card(*((item, 50) for item in capped))
    assert widths(pk.appraise(found, {"k": 25, "most": 80})._repr_html_()) == ["50%", "25%"]


def test_a_rule_that_gives_nothing_has_an_empty_bar() -> None:
    """The most there can be is the low end: there is nothing to fill."""
    rule = pk.LetterPoints({"A": 0}, scale=100)
    item = pk.Indicator(code="k", name="k", formula=pk.formulas.Category("k"), scoring=rule)
    assert widths(pk.appraise(card((item, 100)), {"k": "A"})._repr_html_()) == ["0%"]


def test_exact_roots_are_drawn() -> None:
    """The geometric mean of 80 and 90 is 84.85, of 100 points."""
    mean = pk.Computed(Power(Input("a") * Input("b"), "1/2"))
    item = pk.Indicator(code="k", name="k", formula=mean, scoring=pk.DirectPoints(scale=100))
    found = card((item, 100))
    assert widths(pk.appraise(found, {"a": 80, "b": 90})._repr_html_()) == ["84.85%"]


def test_a_card_says_how_far_points_go() -> None:
    """The full mark, what may exceed it, and that there may be no end."""
    for scale, told in (
        (100, "100"),
        (EXCEEDING, "100 (up to 120)"),
        (pk.Scale(0, 10, up_to="unlimited"), "10 (no limit)"),
    ):
        with pk.display("en"):
            found = card(
                (section("s", (rated("k", pk.Scale(0, 100) if scale == 100 else scale), 100)), 100), scale=scale
            )
            assert HtmlPage(found._repr_html_()).tables[0][1][-1] == told
            assert told in str(found)


def test_a_population_draws_its_values() -> None:
    """Each value falls in one column, the lowest in the first, the highest in the last."""
    people = pk.Population.from_values({"a": [0, 1, 1, 24, None], "none": [None], "one": [5, 5]})
    html = people._repr_html_()
    rows = HtmlPage(html).tables[0]
    assert [row[:5] for row in rows[1:]] == [
        ["a", "4", "1", "0", "24"],
        ["none", "0", "1", "–", "–"],
        ["one", "2", "0", "5", "5"],
    ]
    first = re.findall(r"height:([^\"]*)", html.split("<tr>")[2])
    assert (first[0], first[-1], len(first)) == ("100%", "33.33%", 24)


def test_what_is_not_there_is_not_shown() -> None:
    """No ratings, no gaps, no rows."""
    plain = card((rated("k"), 100))
    scores = pk.score_batch(plain, {"k": [1.0]})
    assert [table[0] for table in HtmlPage(scores._repr_html_()).tables] == [
        ["指标 indicator", "行有得分 rows with points", "平均 mean"],
        ["行 row", "总分 total", "等级 rating", "状态 status"],
    ]
    assert "…" not in scores._repr_html_()
    nobody = pk.score_batch(plain, {"k": []})
    assert len(HtmlPage(nobody._repr_html_()).tables) == 1
    assert "0/0" in str(nobody.summary())
    assert "等级" not in str(plain).splitlines()[-1].split("：")[0]


def test_a_gap_is_told_once() -> None:
    """The label says what the reason begins with; another reason stands below it."""
    found = card((rated("a"), 50), (rated("b"), 50), missing=pk.Reweight())
    with pk.display("en"):
        rows = HtmlPage(pk.appraise(found, {"a": None, "b": "x"})._repr_html_()).tables[0]
    assert rows[1][-1] == "not measured (a)"
    assert rows[2][-1].startswith("invalid figureb: 'x' is not a number")
