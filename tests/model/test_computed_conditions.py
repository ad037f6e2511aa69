"""Conditions that are typed as text mean what the classes mean, wherever one is asked for."""

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk

SIGNS = {
    ">=": (pk.conditions.AtLeast, operator.ge),
    ">": (pk.conditions.MoreThan, operator.gt),
    "<=": (pk.conditions.AtMost, operator.le),
    "<": (pk.conditions.LessThan, operator.lt),
}
WHOLE = st.integers(-3, 3)


def vetoed(condition: object) -> pk.Scorecard:
    """A scorecard whose total is 0 where the condition holds."""
    sales = pk.Indicator("sales", scoring=pk.DirectPoints(), weight=100)
    return pk.Scorecard("card", items=sales, adjustments=pk.adjustments.Veto("veto", condition=condition))


@given(sign=st.sampled_from(sorted(SIGNS)), threshold=WHOLE, figures=st.lists(WHOLE, min_size=1, max_size=5))
def test_a_text_is_the_comparison(sign: str, threshold: int, figures: list[int]) -> None:
    """For one person and in columns."""
    kind, asks = SIGNS[sign]
    typed, built = vetoed(f"a {sign} {threshold}"), vetoed(kind("a", threshold))
    table = {"sales": [90] * len(figures), "a": figures}
    expected = [0 if asks(figure, threshold) else 90 for figure in figures]
    for card in (typed, built):
        assert pk.score_batch(card, table).totals.tolist() == expected
        assert pk.appraise(card, {"sales": 90, "a": figures[0]}).total == expected[0]


@given(first=WHOLE, second=WHOLE)
def test_texts_are_joined(first: int, second: int) -> None:
    """By words of both languages, within a text and around texts."""
    either = first > 0 or second > 0
    texts = ["a > 0 or b > 0", "a > 0 或 b > 0", "not (a <= 0 and b <= 0)"]
    around = [pk.conditions.AnyOf(["a > 0", "b > 0"]), pk.conditions.Not(pk.conditions.AllOf(["a <= 0", "b <= 0"]))]
    for condition in (*texts, *around):
        assert pk.appraise(vetoed(condition), {"sales": 90, "a": first, "b": second}).total == (0 if either else 90)


def test_a_missing_figure_is_asked_for() -> None:
    """Nothing is skipped, also where the other half of the condition decides."""
    result = pk.appraise(vetoed("a > 0 or b > 0"), {"sales": 90, "a": 1, "b": None})
    assert result.total is None
    assert result.status is pk.Status.NOT_MEASURED


@pytest.mark.parametrize("condition", ["a - b >= 1", "a = 1", "1 <= a < 3", "a >= b"])
def test_whatever_a_formula_may_ask(condition: str) -> None:
    """More than the classes can say."""
    assert pk.appraise(vetoed(condition), {"sales": 90, "a": 1, "b": 0}).total == 0
    assert pk.loads(pk.dumps(vetoed(condition))) == vetoed(condition)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the condition is empty; write for example a >= 1"),
        ("a", "a condition compares two values; write a >= b"),
        ("a >= 1 a", "character 8"),
        ("a >= ", "character"),
    ],
)
def test_a_text_that_asks_nothing_is_refused(text: str, words: str) -> None:
    """The message points at the character, and names the attribute."""
    with pytest.raises(pk.errors.GrammarError, match=r"Veto\.condition") as caught:
        vetoed(text)
    assert words in str(caught.value)


def test_a_text_that_is_none_is_refused() -> None:
    """Named by its class; elsewhere it is no condition."""
    with pytest.raises(pk.errors.DefinitionError, match="is not a condition; write text such as 'accidents >= 1'"):
        pk.conditions.ComputedCondition(1)


def test_a_percentage_is_compared_with_a_column_that_says_what_it_is() -> None:
    """A bare column beside 12% is asked how it is recorded."""
    with pytest.raises(pk.errors.DefinitionError, match=r"holds 88 or 0\.88 for 88%"):
        vetoed("margin < 12%")
