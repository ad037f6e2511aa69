"""Bullets: the points of each indicator against its full mark."""

import pytest
from cards import card, rated, section
from drawn import rows, texts
from effort import examples
from hypothesis import given, settings

import perfkpi as pk
from perfkpi.testing import cases


@given(cases())
@settings(max_examples=examples(20))
def test_every_indicator_has_a_row(case: tuple[pk.Scorecard, dict[str, object]]) -> None:
    """In the order of the sheet; a bar where there are points, and else the status in words."""
    result = pk.appraise(*case)
    found = rows(result.plot_points(language="en"), "name", "share", "text", "why")
    assert len(found) == len(result.lines)
    for (name, share, text, why), line in zip(found, result.lines, strict=True):
        assert name.startswith(line.name.say("en"))
        assert (share is None) == (line.points is None)
        assert (text == line.status.label.say("en")) == (line.points is None)
        assert bool(why) == (line.points is None)


SHARES = {
    "full": (pk.Scale(0, 100), 100, 1.0, 1.0, "100 / 100"),
    "low end": (pk.Scale(1, 5), 1, 0.0, 1.0, "1 / 5"),
    "between": (pk.Scale(1, 5), 4, 0.75, 1.0, "4 / 5"),
    "beyond": (pk.Scale(0, 100, up_to=120), 110, 1.1, 1.2, "110 / 100"),
    "no end": (pk.Scale(0, 50, up_to=pk.UNLIMITED), 75, 1.5, 1.0, "75 / 50"),
    "no end that can be drawn": (pk.Scale(0, 1, up_to=pk.UNLIMITED), 10**350, 1e300, 1.0, None),
}
"""A scale, points, and how far the bar and the track behind it go."""


@pytest.mark.parametrize(("scale", "points", "share", "top", "text"), SHARES.values(), ids=SHARES)
def test_points_are_shares_of_the_full_mark(
    scale: pk.Scale, points: int, share: float, top: float, text: str | None
) -> None:
    """From the low end of the scale; the track goes as far as points can."""
    found = rows(
        pk.appraise(card((rated("k", scale), 100), scale=scale), {"k": points}).plot_points(), "share", "top", "text"
    )
    assert found[0][:2] == (share, top)
    assert text is None or found[0][2] == text


def test_points_below_the_scale() -> None:
    """A rule without a floor goes below: the bar goes the other way, in another colour."""
    rule = pk.Attainment(target=100, direction="higher", floor=pk.UNLIMITED)
    item = pk.Indicator("k", "k", pk.Actual("k"), scoring=rule)
    found = rows(pk.appraise(card((item, 100)), {"k": -20}).plot_points(), "share", "what", "text")
    assert found == [(-0.2, "below", "-20 / 100")]


def test_sections_are_no_rows_and_gaps_have_no_bar() -> None:
    """Only indicators have a row; the layer of bars holds those with points."""
    whole = card((section("s", (rated("a"), 50), (rated("b"), 50)), 100), missing=pk.Reweight())
    chart = pk.appraise(whole, {"a": 70, "b": None}).plot_points(language="zh")
    assert rows(chart, "name", "text") == [("指标a", "70 / 100"), ("指标b", "缺少数据")]
    assert [row["name"] for row in chart.layer[1].data.values] == ["指标a"]
    assert "分类s" not in texts(chart)
