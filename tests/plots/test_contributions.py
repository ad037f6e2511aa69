"""The waterfall: its steps are the total, and its numbers those of the explanation."""

from fractions import Fraction
from itertools import takewhile

import pytest
from attrs import evolve
from cards import card, named, rated, section, weighed
from drawn import rows, spec, texts
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.appraisal.waterfall import Counts, running_steps
from perfkpi.testing import cases

ZERO = Fraction(0)


def drawn(result: pk.Appraisal, language: str = "en") -> list[tuple[str, str, float, float, str]]:
    """Name, kind, ends and text of each row."""
    return rows(result.plot_contributions(language=language), "name", "kind", "from", "to", "text", last=True)


@given(cases(), st.sampled_from(["zh", "en", None]))
@settings(max_examples=examples(20))
def test_steps_are_the_total(case: tuple[pk.Scorecard, dict[str, object]], language: str | None) -> None:
    """Each begins where the one before it ends, exactly, and the last one ends at the total."""
    result = pk.appraise(*case, subject="E1")
    steps = list(running_steps(result))
    running = ZERO
    for step in steps:
        assert step.before == running
        running = step.after if step.counts is Counts.ONCE else running
        assert (step.counts is Counts.NEVER) == (step.number is None)
    if result.total is not None and result.rounding is not None:
        assert running == Fraction(result.total)
    found = rows(result.plot_contributions(language=language), "name", "kind", "from", "to", "text", last=True)
    assert [(low, high) for _, _, low, high, _ in found[:-1]] == [(float(s.before), float(s.after)) for s in steps]
    name, kind, low, high, text = found[-1]
    assert (kind, low, name.split()[0]) == ("total", 0, {"zh": "总分", "en": "total", None: "总分"}[language])
    if result.total is None:
        assert text == result.status.label.say(language) if language and result.status else text
    else:
        assert text.split(" · ")[0] == str(result.total) or isinstance(result.total, Fraction)
        assert high == float(result.total)
    assert len({row[0] for row in found}) == len(found)


@given(cases())
@settings(max_examples=examples(40))
def test_sections_span_what_they_hold(case: tuple[pk.Scorecard, dict[str, object]]) -> None:
    """Its items and adjustments come to its contribution, where nothing but the total is rounded."""
    scorecard, figures = case
    exact = evolve(scorecard, rounding=pk.RoundingPolicy(total=scorecard.rounding.total))
    steps = list(running_steps(pk.appraise(exact, figures)))
    for at, step in enumerate(steps):
        inside = list(takewhile(lambda each, depth=step.depth: each.depth > depth, steps[at + 1 :]))
        if step.counts is Counts.INSIDE:
            assert sum((each.number for each in inside if each.counts is Counts.ONCE), ZERO) == step.number


def test_numbers_are_those_of_the_explanation() -> None:
    """The last column of the brief explanation, row by row, and the rounding that it leaves to the reader."""
    thirds = card(
        *weighed(a=33, b=67),
        adjustments=[pk.Bonus(code="c", name="bonus", formula=pk.Actual("c"), floor=-5, cap=5)],
        rounding=pk.RoundingPolicy(),
        ratings={"good": 60, "poor": 0},
    )
    result = pk.appraise(thirds, {"a": "80.333", "b": "70.1234", "c": -3})
    table = result.explain("en").split("\n\n")[1].splitlines()[1:]
    found = drawn(result)
    assert [text for *_, text in found] == [*(line.split()[-1] for line in table[:-1]), "-0.0026", "70.49 · good"]
    assert [name for name, *_ in found] == ["Item a", "Item b", "bonus", "rounding", "total"]
    assert found[-1][3] == 70.49


def test_a_veto_takes_all_of_it() -> None:
    """Down to 0, where the total is drawn as what it is."""
    vetoed = card(
        *weighed(a=60, b=40), adjustments=[named(pk.adjustments.Veto, "v", condition=pk.conditions.AtLeast("late", 1))]
    )
    found = drawn(pk.appraise(vetoed, {"a": 90, "b": 80, "late": 1}))
    assert found[2:] == [("Step v", "step", 86.0, 0.0, "-86"), ("total", "total", 0.0, 0.0, "0")]


def test_a_section_is_a_heading_over_what_it_holds() -> None:
    """Its bar spans its items and its own adjustments, whose numbers count once."""
    bonus = pk.Bonus(code="c", name=pk.Label(zh="加分", en="bonus"), formula=pk.Actual("c"), floor=0, cap=5)
    whole = card(
        (section("s", *weighed(a=50, b=50), adjustments=[bonus]), 40),
        (rated("d"), 60),
    )
    result = pk.appraise(whole, {"a": 80, "b": 60, "c": 5, "d": 50})
    assert drawn(result) == [
        ("Section s:", "group", 0.0, 30.0, "30"),
        ("Item a", "step", 0.0, 16.0, "16"),
        ("Item b", "step", 16.0, 28.0, "12"),
        ("bonus", "step", 28.0, 30.0, "+2"),
        ("Item d", "step", 30.0, 60.0, "30"),
        ("total", "total", 0.0, 60.0, "60"),
    ]
    assert drawn(result, "zh")[0][0] == "分类s："
    links = rows(result.plot_contributions(language="en"), "name", "next", "at")
    assert [row[:2] for row in links][2:4] == [("bonus", "Item d"), ("Item d", "total")]


GAPS = {
    "left out": (pk.missing.Reweight(), [("Item a", 80.0, "80"), ("Item b", 80.0, "not measured")]),
    "counts 0": (pk.missing.ZeroPoints(), [("Item a", 40.0, "40"), ("Item b", 40.0, "0 · not measured")]),
    "counts 50": (pk.missing.NeutralPoints(50), [("Item a", 40.0, "40"), ("Item b", 65.0, "25 · not measured")]),
    "refused": (pk.missing.Refuse(), [("Item a", 40.0, "40"), ("Item b", 40.0, "not measured")]),
}
"""What a policy does with an item without points, and where each item ends."""


@pytest.mark.parametrize(("policy", "expected"), GAPS.values(), ids=GAPS)
def test_a_gap_is_named(policy: pk.missing.MissingPolicy, expected: list[tuple[str, float, str]]) -> None:
    """By its status, with what a policy counts in its place; it is a 0 only where a policy says so."""
    result = pk.appraise(card(*weighed(a=50, b=50), missing=policy), {"a": 80, "b": None})
    found = drawn(result)
    assert [(name, high, text) for name, _, _, high, text in found[:2]] == expected
    assert rows(result.plot_contributions(language="en"), "name", "why", last=True)[1][1].startswith("not measured")
    if result.total is None:
        assert found[-1] == ("total", "total", 0.0, 0.0, "not measured")
        assert spec(result.plot_contributions(language="en"))["title"]["subtitle"][0].startswith("no total. ")


def test_items_that_are_not_added_up() -> None:
    """They have points, and one bar stands for their score; what is done to it afterwards is added as ever."""
    bonus = pk.Bonus(code="c", name="bonus", formula=pk.Actual("c"), floor=0, cap=5)
    lowest = card(
        *weighed(a=50, b=50),
        aggregation="minimum",
        adjustments=[bonus],
        rounding=pk.RoundingPolicy(total=pk.Rounding(1)),
    )
    found = drawn(pk.appraise(lowest, {"a": 80, "b": "61.24", "c": 2}))
    assert found == [
        ("Item a", "step", 0.0, 0.0, "80 points"),
        ("Item b", "step", 0.0, 0.0, "61.24 points"),
        ("score of all items", "step", 0.0, 61.24, "61.24"),
        ("bonus", "step", 61.24, 63.24, "+2"),
        ("rounding", "step", 63.24, 63.2, "-0.04"),
        ("total", "total", 0.0, 63.2, "63.2"),
    ]
    unknown = drawn(pk.appraise(lowest, {"a": 80, "b": 61, "c": None}))
    assert [text for *_, text in unknown] == ["80 points", "61 points", "–", "not measured", "not measured"]


def test_roots_are_drawn_though_no_number_tells_their_sum() -> None:
    """Of unlike roots there is no total, and the way so far is drawn all the same."""
    roots = [section(code, *weighed(**{code + "1": 50, code + "2": 50}), aggregation="geometric_mean") for code in "ab"]
    result = pk.appraise(card((roots[0], 50), (roots[1], 50)), {"a1": 2, "a2": 1, "b1": 3, "b2": 1})
    assert result.total is None
    found = {name: (low, high) for name, _, low, high, _ in drawn(result)}
    assert found["Section a"] == pytest.approx((0, 2**0.5 / 2))
    assert found["Section b"] == pytest.approx((2**0.5 / 2, 2**0.5 / 2 + 3**0.5 / 2))


def test_what_is_called_the_same_is_told_apart() -> None:
    """An item that is called as the total has its code beside it, and so has the total."""
    same = pk.Indicator("k", "total", pk.Actual("k"), scoring=pk.DirectPoints(scale=100))
    result = pk.appraise(card((same, 100)), {"k": 1})
    assert [name for name, *_ in drawn(result)] == ["total (k)", "total (card)"]


def test_numbers_that_cannot_be_drawn_are_written() -> None:
    """A bar ends where a chart does; its number is whole."""
    huge = pk.Scale(0, 10**400)
    result = pk.appraise(card((rated("k", huge), 100), scale=huge), {"k": 10**399})
    assert drawn(result)[0][3] == 1e300
    assert any("10" in text for text in texts(result.plot_contributions()))
