"""The histogram of totals: every total once, in its bin and in the colour of its rating."""

import json
import re
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from cards import card, rated
from drawn import rows, spec
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk

ABOVE = pk.RatingScale(
    [pk.Band("A", 90, None, low_belongs=False), pk.Band("B", 60, 90, high_belongs=True), pk.Band("C", None, 60)]
)
"""More than 90 is A, 90 itself is B, and 60, too."""
SCALES = [pk.RatingScale.descending(("A", 90), ("B", 60), ("C", 0)), ABOVE, None]
ROUNDINGS = [
    pk.RoundingPolicy(total=stage) for stage in (None, pk.Rounding(0), pk.Rounding(2), pk.Rounding(step="0.5"))
]
POINTS = st.sampled_from([0, 59, 60, 61, 89, 90, 91, 100]) | st.decimals(0, 100, places=3)


def scored(points: list[object], ratings: object = SCALES[0], **choices: object) -> pk.BatchScores:
    """The scores of people whose points are their totals."""
    return pk.score_batch(card((rated("k"), 100), ratings=ratings, **choices), {"k": points})


def interval(text: str) -> tuple[bool, Fraction, Fraction, bool]:
    """Whether the lower end belongs, both ends, and whether the upper one does."""
    opening, low, high, closing = re.fullmatch(r"([\[(])(\S+), (\S+)([\])])", text).groups()
    return opening == "[", Fraction(low), Fraction(high), closing == "]"


@given(
    st.lists(POINTS | st.none() | st.just("n/a"), max_size=12),
    st.sampled_from(SCALES),
    st.sampled_from(ROUNDINGS),
    st.sampled_from(pk.choices.RateOn),
    st.none() | st.sampled_from([1, "0.3", 7, 40]),
)
@settings(max_examples=examples(40))
def test_every_total_stands_once_in_its_bin(
    points: list[object], ratings: pk.RatingScale | None, rounding: pk.RoundingPolicy, rate_on: object, step: object
) -> None:
    """Recounted from exact totals and published ratings; bins lie side by side and hold one rating's scores each."""
    scores = scored(points, ratings, rounding=rounding, rate_on=rate_on)
    found = rows(scores.plot_totals(step=step), "scores", "rating", "rows", "from", "to", "below", "above")
    results = [scores.appraisal(row) for row in range(len(scores))]
    totals = [(Fraction(each.total), each.rating or "") for each in results if each.total is not None]
    assert sum(each[2] for each in found) == len(totals) == scores.summary().scored
    bins: dict[str, list[tuple[int, int]]] = {}
    for text, legend, count, low, high, below, above in found:
        low_belongs, first, last, high_belongs = interval(text)
        assert (low, high, above - below) == (float(first), float(last), count)
        rating = legend.partition(":")[0] if ratings else ""
        inside = [
            each
            for total, each in totals
            if (first < total or (low_belongs and first == total))
            and (total < last or (high_belongs and total == last))
        ]
        assert count == inside.count(rating), text
        bins.setdefault(text, []).append((below, above))
        if ratings and rate_on is pk.choices.RateOn.ROUNDED:
            assert [edge for edge in ratings.edges if first < edge < last] == []
            assert set(inside) == {rating}
    for stack in bins.values():
        assert [0, *(above for _, above in sorted(stack))][:-1] == [below for below, _ in sorted(stack)]


@given(st.lists(POINTS | st.none(), max_size=12))
@settings(max_examples=examples(20))
def test_the_legend_counts_as_the_summary_does(points: list[object]) -> None:
    """Each rating with how many have it, the best first; those who have none are told above, as by the display."""
    scores = scored(points)
    with pk.display(language="en"):
        chart = spec(scores.plot_totals())
        legend = chart["layer"][-1]["encoding"]["color"]["scale"]["domain"]
        assert legend == [f"{band.code}: {rows}" for band, rows in scores.summary().ratings]
        shown = repr(scores)
    first, *gaps = chart["title"]["subtitle"]
    assert f"{chart['title']['text']} · {first}" == shown.splitlines()[0]
    assert all(f"  {gap}" in shown.splitlines() for gap in gaps)
    assert bool(gaps) == (None in points)


@pytest.mark.parametrize(("ratings", "below", "above"), [(SCALES[0], "B", "A"), (ABOVE, "B", "B")])
@pytest.mark.parametrize("others", [[], [80], [99], [80, 99]])
def test_a_total_on_an_edge(ratings: pk.RatingScale, below: str, above: str, others: list[int]) -> None:
    """It is drawn on the side of its rating, also where no other total is on that side."""
    found = rows(scored([90, *others], ratings).plot_totals(), "from", "to", "rating")
    edge = next(each for each in found if 90 in each[:2] and each[2][0] == above)
    assert edge[0 if above == "A" else 1] == 90
    assert below == "B"


def test_what_is_rated_before_it_is_rounded() -> None:
    """89.996 is published as 90.00 and rated B: it stands at 90, in the colour of B."""
    scores = scored(["89.996", 90], rounding=pk.RoundingPolicy(), rate_on="unrounded")
    found = rows(scores.plot_totals(), "from", "rating", "below", "rows")
    assert found == [(90.0, "A: 1", 0, 1), (90.0, "B: 1", 1, 1)]


def test_a_ceiling_keeps_the_place_and_changes_the_colour() -> None:
    """95 with a ceiling stands at 95 in the colour of B; without a decision on the ceiling it has no rating."""
    ceiling = pk.adjustments.RatingCeiling(code="c", name="c", condition=pk.conditions.AtLeast("late", 1), best="B")
    late = card((rated("k"), 100), ratings=SCALES[0], ceilings=[ceiling])
    scores = pk.score_batch(late, {"k": [95, 95, 95], "late": [0, 1, None]})
    found = rows(scores.plot_totals(language="en"), "from", "rating", "below", "above")
    assert found == [(95.0, "A: 1", 0, 1), (95.0, "B: 1", 1, 2), (95.0, "no rating: 1", 2, 3)]


@pytest.mark.parametrize("points", [[], [None, None]])
@pytest.mark.parametrize("ratings", SCALES)
def test_nobody_with_a_total(points: list[None], ratings: pk.RatingScale | None) -> None:
    """The scale and its ratings are drawn without a bar, and how many there are is told."""
    chart = scored(points, ratings).plot_totals(language="zh")
    assert rows(chart, "rows") == []
    assert spec(chart)["title"]["subtitle"] == [f"0/{len(points)} 人有总分", *["缺少数据: 2"][: len(points)]]
    assert spec(chart)["layer"][-1]["encoding"]["x"]["scale"]["domain"] == [0, 100]


def test_a_scale_that_is_too_large_to_be_drawn() -> None:
    """Nobody has a total, and there is a chart; totals that are too large are counted in words."""
    huge = pk.Scale(0, 10**400)
    empty = card((rated("k", huge), 100), scale=huge)
    assert spec(pk.score_batch(empty, {"k": []}).plot_totals())["layer"][-1]["encoding"]["x"]["scale"]["domain"] == [
        0,
        1,
    ]
    scores = pk.score_batch(empty, {"k": [1, 10**350, 10**305]})
    chart = scores.plot_totals(language="en")
    assert sum(count for (count,) in rows(chart, "rows")) == 1
    assert spec(chart)["title"]["subtitle"][-1] == "2 totals are too large to be drawn"
    with pk.display(language="zh"):
        assert spec(scores.plot_totals())["title"]["subtitle"][-1] == "2 行总分过大，未画出"


def test_bins_are_as_wide_as_each_other_where_ratings_allow() -> None:
    """Five points for edges at 60 and 90; one point where an edge lies at 91, and halves are not finer than totals."""
    many = [*range(20, 100)]
    widths = [
        {high - low for low, high, _ in rows(scored(points, ratings, **choices).plot_totals(), "from", "to", "rows")}
        for points, ratings, choices in [
            (many, SCALES[0], {}),
            (many, {"A": 91, "B": 60, "C": 0}, {}),
            (many, {"A": "91.003", "B": 0}, {}),
            ([1, 2, 3], SCALES[0], {"rounding": pk.RoundingPolicy(total=pk.Rounding(step="0.5"))}),
            ([7, 7], SCALES[0], {}),
            ([7, 7], SCALES[0], {"rounding": pk.RoundingPolicy()}),
        ]
    ]
    assert widths[:2] == [{5}, {1}]
    assert {5} < widths[2]
    assert widths[3:5] == [{0.5}, {1}]
    assert max(widths[5]) == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("step", "error", "words"),
    [
        (0, pk.errors.DefinitionError, "the width of a bin is greater than 0"),
        ("0.01", pk.errors.DefinitionError, "bins of 0.01 would be 9000 bars, more than 500; give a wider step"),
        ("wide", pk.errors.NumberError, "wide"),
    ],
)
def test_a_step_that_is_none(step: object, error: type[Exception], words: str) -> None:
    """It is refused in both languages."""
    with pytest.raises(error, match=words) as caught:
        scored([5, 95]).plot_totals(step=step)
    assert re.search("[\u4e00-\u9fff]", caught.value.say("zh"))


def test_many_people_are_as_small_as_a_few() -> None:
    """The chart holds counts, and not people."""
    points = np.random.default_rng(2026).uniform(0, 100, 200_000).round(2)
    scores = pk.score_batch(card((rated("k"), 100), ratings=SCALES[0]), {"k": points})
    found = rows(scores.plot_totals(), "rating", "rows", "from")
    ratings: Counter[str] = Counter()
    for rating, count, _ in found:
        ratings[rating[0]] += count
    assert ratings == Counter(scores.ratings())
    assert len(json.dumps(spec(scores.plot_totals()))) < 20_000


def test_names_of_ratings_that_do_not_fit_stand_in_the_legend_alone() -> None:
    """Half a name could be another one. Two ratings that are called the same have their codes."""
    same = pk.Label(zh="同名", en="same")
    ratings = pk.RatingScale(
        [
            pk.Band("A", 99, None, label=pk.Label(en="outstanding")),
            pk.Band("B", 50, 99, label=same),
            pk.Band("C", None, 50, label=same),
        ]
    )
    chart = scored([0, 75, 100], ratings).plot_totals(language="en")
    assert [name for name, _ in rows(chart, "name", "middle")] == ["", "same (B)", "same (C)"]
    legend = spec(chart)["layer"][-1]["encoding"]["color"]["scale"]["domain"]
    assert legend == ["outstanding: 1", "same (B): 1", "same (C): 1"]
