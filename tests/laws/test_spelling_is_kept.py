"""What a card says does not depend on another one that is equal, spelled differently, and was there first."""

from fractions import Fraction

import attrs
import numpy as np
from columnwise import by_columns
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.numerals import Percentage
from perfkpi.testing import cases

Case = tuple[pk.Scorecard, dict[str, object]]
PARTS = (pk.Indicator, pk.Section, pk.Scorecard, pk.Scoring, pk.Additive, pk.Relative, pk.Band)


def respelled(value: object, kind: type[Fraction]) -> object:
    """The same value, its numbers with or without percent signs."""
    if isinstance(value, Fraction):
        return kind(value)
    if isinstance(value, tuple):
        return tuple(respelled(each, kind) for each in value)
    if isinstance(value, PARTS):
        names = [each.name for each in attrs.fields(type(value)) if each.init]
        return attrs.evolve(value, **{name: respelled(getattr(value, name), kind) for name in names})
    return value


def said(card: pk.Scorecard, figures: dict[str, object]) -> list[str]:
    """All that there is to read of a card and of one person's figures."""
    table = {name: [figure] for name, figure in figures.items()}
    texts = [pk.describe(card, "zh"), pk.appraise(card, figures).explain("en", "audit")]
    return [*texts, by_columns(card, table).appraisal(0).explain("zh", "audit")]


@given(cases(gaps=False), st.permutations((Percentage, Fraction)))
@settings(max_examples=examples(25))
def test_who_comes_first_does_not_matter(case: Case, order: list[type[Fraction]]) -> None:
    """Two equal cards, one with percent signs and one without, are read as if the other one were not there."""
    card, figures = case
    spelled = {kind: respelled(attrs.evolve(card, version="1"), kind) for kind in order}
    assert len(set(spelled.values())) == 1
    alone = {kind: said(respelled(attrs.evolve(card, version=kind.__name__), kind), figures) for kind in order}
    for kind, one in spelled.items():
        expected = [text.replace(kind.__name__, "1", 1) for text in alone[kind]]
        assert said(one, figures) == expected


def test_a_target_in_percent_beside_the_same_without() -> None:
    """Each of the two explanations quotes its own target."""
    for version, targets in enumerate((("12%", "0.12"), ("0.12", "12%"))):
        for target in targets:
            rule = pk.Attainment(target=target, full_mark=100, cap=100, direction=pk.Direction.HIGHER_IS_BETTER)
            item = pk.Indicator(code="a", name="a", formula=pk.Ratio("a", "b", unit=pk.Unit.PERCENT), scoring=rule)
            card = pk.Scorecard(code="c", name="c", version=str(version), items=[(item, 100)])
            scores = by_columns(card, {"a": np.array([1.0]), "b": np.array([10.0])})
            for text in (
                pk.appraise(card, {"a": 1, "b": 10}).explain("en", "audit"),
                scores.appraisal(0).explain("en", "audit"),
            ):
                assert ("12%" in text, "0.12" in text) == (target == "12%", target == "0.12")
