"""Displays: well-formed, escaped, without scripts, in one language where one is chosen."""

import re

import pytest
from callables import BY_CARD, CARD, GOAL_SCORES, PEOPLE, PLAN, RESULT, SCORES, UNKNOWN
from cards import card, rated, section
from effort import examples
from html_pages import HtmlPage
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Input
from perfkpi.testing import cases

SHOWN = {
    "card": CARD,
    "section": CARD.items[1],
    "result": RESULT,
    "result with a gap": UNKNOWN,
    "batch": SCORES,
    "batch by card": BY_CARD,
    "goals": GOAL_SCORES,
    "summary": SCORES.summary(),
    "summary with gaps": pk.score_batch(CARD, {"k": [1, None, "n/a"], "z": [1, 2, 3], "b": [0, 0, 0]}).summary(),
    "population": PEOPLE,
}
CODES = {"card", "Actual", "DirectPoints", "summary"}
HOSTILE = "<script>alert('&amp;')</script><img src=x onerror=\"y\">"


@given(cases(), st.sampled_from(["zh", "en", None]))
@settings(max_examples=examples(60), deadline=None)
def test_every_display_is_well_formed(case: tuple[pk.Scorecard, dict[str, object]], language: str | None) -> None:
    """Tags are nested, tables have captions and headers, and every row has a cell for each column."""
    scorecard, figures = case
    result = pk.appraise(scorecard, figures, subject=HOSTILE, period=HOSTILE)
    with pk.display(language):
        for thing in (scorecard, result, *scorecard.sections()):
            page = HtmlPage(thing._repr_html_())
            for table in page.tables:
                assert len(set(map(len, table))) == 1
            assert str(thing)
        lines = len(result.lines) + len(result.sections) + len(result.adjustments)
        assert len(HtmlPage(result._repr_html_()).tables[0]) == 1 + lines
        assert len(HtmlPage(scorecard._repr_html_()).tables[0]) == 1 + len(result.lines) + len(result.sections)


@pytest.mark.parametrize("thing", SHOWN.values(), ids=SHOWN)
def test_one_language_is_spoken_where_one_is_chosen(thing: object) -> None:
    """Nothing Chinese in English, and in Chinese no English words but codes and the names of classes; else both."""
    with pk.display(language="en"):
        english = [str(thing), *HtmlPage(thing._repr_html_()).texts]
    with pk.display(language="zh"):
        chinese = [str(thing), *HtmlPage(thing._repr_html_()).texts]
    assert not re.search(r"[\u4e00-\u9fff]", "".join(english))
    assert set(re.findall(r"[A-Za-z]{3,}", " ".join(chinese))) <= CODES
    both = str(thing)
    assert re.search(r"[\u4e00-\u9fff]", both)
    assert re.search(r"[A-Za-z]{4,}", both)
    assert 'lang="' not in thing._repr_html_()


def test_names_from_data_are_shown_and_do_nothing() -> None:
    """Names of cards, sections, indicators, ratings, keys and figures, whatever they hold."""
    name = pk.Label(zh=HOSTILE, en=HOSTILE)
    item = pk.Indicator(code="k", name=name, formula=pk.Actual("k"), scoring=pk.DirectPoints(scale=100))
    inside = pk.Section(code="s", name=name, items=[(item, 100)], missing=pk.Reweight())
    scale = pk.RatingScale.descending((name, 60), ("B", 0))
    hostile = pk.Scorecard(code="c", name=name, version=HOSTILE, items=[(inside, 100)], ratings=scale)
    scores = pk.score_batch(hostile, {"k": [70, HOSTILE, None]}, keys=[HOSTILE, f"{HOSTILE}2", None])
    many = pk.score_batch({HOSTILE: hostile}, {"k": [70]}, by=[HOSTILE])
    for thing in (hostile, inside, scores, many, scores.summary(), scores.appraisal(0), scores.appraisal(1)):
        page = HtmlPage(thing._repr_html_())
        assert any(HOSTILE[:20] in text for text in page.texts)


def test_a_card_is_shown_in_one_line() -> None:
    """However many indicators it has; its text and its HTML show all of it."""
    items = [(section(f"s{at}", *[(rated(f"k{at}_{each}"), 1) for each in range(50)]), 1) for at in range(10)]
    normal = {"weighting": pk.choices.Weighting.NORMALISED}
    large = card(*items, **normal)
    assert repr(large) == "<Scorecard card: 考核表 Card, 500 indicators>"
    assert repr(large.items[3]) == "<Section s3: 分类s3 Section s3, 50 indicators>"
    assert repr(card((rated("k"), 1), **normal)) == "<Scorecard card: 考核表 Card, 1 indicator>"
    assert len(str(large).splitlines()) > 500
    assert len(repr(pk.Scorecard(code="c", name="n" * 10_000, items=[(rated("k"), 100)]))) < 100
    assert pk.loads(pk.dumps(large)) == large


def test_a_class_below_a_card_is_shown_by_its_name() -> None:
    """Whoever decorates a class of his own does not get the whole tree back."""
    from attrs import frozen  # noqa: PLC0415  # as a user writes it

    @frozen(eq=False)
    class Own(pk.Scorecard):
        more: int = 0

    assert repr(Own("c", "n", items=[(rated("k"), 100)])) == "<Own c: n, 1 indicator>"


def test_shared_parts_do_not_explode() -> None:
    """An expression that would be written 2 to the power of 150 times is described, also within an indicator."""
    expression = Input("k")
    for _ in range(150):
        expression = expression + expression
    item = pk.Indicator(code="k", name="k", formula=pk.Computed(expression), scoring=pk.DirectPoints(scale=100))
    scorecard = pk.Scorecard(code="c", name="c", items=[(item, 100)])
    shown = (repr(expression), repr(item), repr(scorecard), str(scorecard), scorecard._repr_html_())
    assert all(len(text) < 10_000 for text in shown)


def test_a_plan_is_shown_by_its_library() -> None:
    """What a goal plan holds is a list, which stays readable."""
    assert "library=" in repr(PLAN)
