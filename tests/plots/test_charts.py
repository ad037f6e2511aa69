"""What all charts have in common: altair only when asked, one language, texts that do nothing, colours to be seen."""

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from callables import CARD, RESULT, SCORES, UNKNOWN
from drawn import spec, texts

import perfkpi as pk
from perfkpi.plots.palette import BAR, GAPS, LOSS, NEUTRAL, RATINGS, rating_colours

PLOTS: dict[str, Callable[..., Any]] = {
    "totals": SCORES.plot_totals,
    "ratings": SCORES.plot_ratings,
    "ratings by group": lambda **choices: SCORES.plot_ratings(["x", None], **choices),
    "totals with gaps": pk.score_batch(CARD, {"k": [1, None], "z": [2, 3], "b": [0, 0]}).plot_totals,
    "contributions": RESULT.plot_contributions,
    "contributions with a gap": UNKNOWN.plot_contributions,
    "points": RESULT.plot_points,
    "points with a gap": UNKNOWN.plot_points,
}
CODES = {"card", "Card"}
HOSTILE = "<script>alert('&amp;')</script> a.b[0] datum['x'] \\\"\n\u202e\ud800"
SOURCE = Path(pk.__file__).parent


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_one_language_is_spoken(plot: Callable[..., Any]) -> None:
    """That of the argument, or the one that was chosen for displays, or both; the choice is as it was afterwards."""
    english, chinese, both = (texts(plot(language=language)) for language in ("en", "zh", None))
    assert not re.search("[\u4e00-\u9fff]", "".join(english))
    assert not set(re.findall("[A-Za-z]{2,}", " ".join(chinese))) - {"from", "to"} - WORDS
    assert re.search("[\u4e00-\u9fff].*[A-Za-z]{3,}", " ".join(both))
    with pk.display(language="en"):
        assert texts(plot()) == english
        assert texts(plot(language="zh")) == chinese
        assert texts(plot()) == english
    with pytest.raises(pk.errors.DefinitionError, match="language"):
        plot(language="fr")


WORDS = {"step", "total", "more", "less", "points", "below", "group"}
"""Values of fields that choose a colour."""


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_a_chart_is_one_to_go_on_with(plot: Callable[..., Any]) -> None:
    """It has layers and no configuration of its own: it can be changed, put beside another one, and themed."""
    chart = plot()
    assert isinstance(chart, alt.LayerChart)
    assert chart.config is alt.Undefined
    assert spec(chart.properties(width=200) | plot())["hconcat"][0]["width"] == 200
    assert all(isinstance(layer, alt.Chart) for layer in chart.layer)


@pytest.mark.parametrize("language", ["zh", "en", None])
@pytest.mark.parametrize("result", [RESULT, UNKNOWN], ids=["result", "no total"])
def test_a_result_is_told_in_the_words_of_its_display(result: pk.Appraisal, language: Any) -> None:  # noqa: ANN401  # a literal
    """Title and subtitle are its first and its last line."""
    with pk.display(language):
        first, *_, last = repr(result).splitlines()
        for plot in (result.plot_contributions, result.plot_points):
            assert spec(plot())["title"]["text"] == first
            assert spec(plot())["title"]["subtitle"] == [last]


def test_names_from_data_are_values_and_do_nothing() -> None:
    """Whatever a name, a subject, a key or a figure holds, fields are ours, and what cannot be seen is escaped."""
    name = "<script>alert('&amp;')</script> a.b[0] datum['x'] \\\""
    label = pk.Label(zh=name, en=name)
    item = pk.Indicator("k", label, pk.Actual("k"), scoring=pk.DirectPoints(scale=100))
    inside = pk.Section(code="s", name=label, items=[(item, 100)])
    hostile = pk.Scorecard("c", label, items=[(inside, 100)], ratings=[(label, 60), ("B", 0)])
    result = pk.appraise(hostile, {"k": 70}, subject=HOSTILE, period=HOSTILE)
    scores = pk.score_batch(hostile, {"k": [70, HOSTILE]}, keys=[HOSTILE, 2])
    charts = [
        result.plot_contributions(),
        result.plot_points(),
        scores.plot_totals(),
        scores.plot_ratings([HOSTILE, "x"]),
    ]
    for chart in charts:
        whole = spec(chart)
        fields = re.findall(r"'field': ('[^']*')", str(whole["layer"]))
        assert all(re.fullmatch("'[a-z]+'", field) for field in fields)
        assert not re.search("'(expr|signal|transform|params|href|url|test)':", str(whole["layer"]))
        assert any(name in text for text in texts(chart))
        assert not re.search("[\n\u202e\ud800]", "".join(texts(chart)))


def test_altair_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it an error says in both languages what to install."""
    monkeypatch.setitem(sys.modules, "altair", None)
    for plot in PLOTS.values():
        with pytest.raises(ImportError, match=r"pip install 'perfkpi\[plots\]'.*请安装 perfkpi\[plots\]"):
            plot()


def test_altair_is_loaded_by_whoever_draws() -> None:
    """One module names it, and appraising, scoring and displaying do not load it."""
    naming = [path.name for path in SOURCE.rglob("*.py") if re.search(r"import.*\baltair\b", path.read_text("utf-8"))]
    assert naming == ["charts.py"]
    code = """
import sys, perfkpi as pk
item = pk.Indicator("k", "k", scoring=pk.DirectPoints())
card = pk.Scorecard("c", "c", items=[(item, 100)])
print(len(repr(pk.appraise(card, {"k": 1}))), len(repr(pk.score_batch(card, {"k": [1]}))))
print([name for name in sys.modules if name.startswith(("altair", "perfkpi.plots"))])
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.splitlines()[-1] == "[]"


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue as light. Source, WCAG 2.2, relative luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    """The relative luminance of a colour."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "colour", sorted({*RATINGS, *GAPS, BAR, LOSS, NEUTRAL, *rating_colours(4), *rating_colours(12)})
)
def test_colours_are_seen_on_white_and_on_dark(colour: str) -> None:
    """3 to 1 for what is drawn, 4.5 to 1 for black text upon it. Source, WCAG 2.2, criteria 1.4.11 and 1.4.3."""
    light = luminance(colour) + 0.05
    assert 1.05 / light >= 3
    assert light / (luminance("#333333") + 0.05) >= 3
    assert light / 0.05 >= 4.5


SIGHT = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}
"""What is seen of red, green and blue light. Source, Machado, Oliveira and Fernandes 2009, severity 1."""


def seen(colour: str, sight: str) -> list[float]:
    """Lightness and hue as somebody sees them. Source, CIE 1976 L*a*b* for the white D65."""
    light = [min(1, max(0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in SIGHT[sight]]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(a * b for a, b in zip(row, light, strict=True)) for row in to_xyz]
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (xyz[0] / 0.9505, xyz[1], xyz[2] / 1.089)
    )
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


@pytest.mark.parametrize("sight", SIGHT)
def test_ratings_are_told_apart(sight: str) -> None:
    """Also by who sees no red or no green: any two of five differ by 30 and more, where 2 can just be seen."""
    for one, other in combinations(RATINGS, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen(one, sight), seen(other, sight), strict=True)) ** 0.5
        assert distance >= 30


def test_colours_go_from_the_best_to_the_worst() -> None:
    """Of any number of ratings the ends are the same."""
    assert rating_colours(0) == []
    assert rating_colours(1) == [RATINGS[0]]
    assert rating_colours(5) == list(RATINGS)
    assert [rating_colours(12)[at] for at in (0, -1)] == [RATINGS[0], RATINGS[-1]]
    assert len(set(rating_colours(12))) == 12
