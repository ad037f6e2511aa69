"""Every value of the model becomes a document and comes back as it was; what is no document is refused in words."""

import copy
import math
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pickled import pickled
from strategies import LETTERS, SCALES, concrete

import perfkpi as pk
from perfkpi.testing import (
    check_round_trips,
    formulas,
    measures_for,
    missing_policies,
    numbers,
    rules,
    scorecards,
    values_of,
)

Level = TypeVar("Level", pk.Scorecard, pk.Section)
NAMES = st.sampled_from(("a", "b", "净利润"))
UNITS = st.sampled_from((pk.Unit.NUMBER, pk.Unit.PERCENT, pk.Unit("tons", label=pk.Label(zh="吨"), factor=1000)))
FORMULAS = st.sampled_from((pk.Actual("a"), pk.Computed("a / b × 100%"), pk.Ratio("a", pk.PointsOf("b"))))
CONDITIONS = st.recursive(
    st.sampled_from(
        (pk.AtLeast("a", "12%"), pk.LessThan(pk.ValueOf("roe"), pk.Field("下限")), pk.IsOneOf("a", ("A",)))
    ),
    lambda inner: st.builds(pk.Not, inner) | st.builds(lambda *each: pk.AllOf(each), inner, inner),
    max_leaves=5,
)
KNOWN: dict[object, st.SearchStrategy] = {
    str: NAMES,
    str | pk.Expr: st.sampled_from(("a / b", "(a + b) / 2 × 100%")),
    str | pk.Formula: NAMES | FORMULAS,
    Fraction: numbers(),
    Fraction | pk.Field | pk.Formula: numbers() | st.builds(pk.Field, NAMES) | FORMULAS,
    pk.Unit: UNITS,
    pk.Condition: CONDITIONS,
    tuple[pk.Condition, ...]: st.lists(CONDITIONS, min_size=1, max_size=3).map(tuple),
    tuple[str, ...]: st.just(LETTERS),
}


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(st.data())
@settings(max_examples=20)
def test_rules_come_back(name: str, data: st.DataObject) -> None:
    """Every rule, with numbers that end and numbers that do not."""
    rule = data.draw(rules(getattr(pk, name), scale=data.draw(st.sampled_from(SCALES[:2]))))
    check_round_trips(stored(rule))


def stored(rule: pk.Scoring) -> pk.Scoring:
    """The rule as it is stored: without the people among whom it ranks."""
    return attrs.evolve(rule, distribution=None) if isinstance(rule, pk.Standing) else rule


def unranked(rule: pk.Scoring) -> pk.Scoring:
    """The rule, or one for the same values that compares them with nobody's."""
    if isinstance(rule, pk.Standing):
        lower = rule.direction is pk.Direction.LOWER_IS_BETTER
        method = pk.LowerMethod.TWO_MINUS_RATIO if lower else None
        return pk.Attainment(target="100%", direction=rule.direction, lower_method=method, scale=rule.scale)
    return rule


def alone(level: Level) -> Level:
    """The same scorecard or section, none of whose rules ranks."""
    items = [
        attrs.evolve(
            weighted,
            item=alone(weighted.item)
            if isinstance(weighted.item, pk.Section)
            else attrs.evolve(weighted.item, scoring=unranked(weighted.item.scoring)),
        )
        for weighted in level.items
    ]
    return attrs.evolve(level, items=items)


CARDS = scorecards().map(alone)


@pytest.mark.parametrize("name", list(concrete(pk.Formula)))
@given(st.data())
@settings(max_examples=20)
def test_formulas_come_back(name: str, data: st.DataObject) -> None:
    """Every formula, with measures, fields and other formulas in it."""
    check_round_trips(data.draw(formulas(getattr(pk, name), known=KNOWN)))


@pytest.mark.parametrize("name", list(concrete(pk.Condition)))
@given(st.data())
@settings(max_examples=20)
def test_conditions_come_back(name: str, data: st.DataObject) -> None:
    """Every condition, with measures, fields and formulas in it."""
    check_round_trips(data.draw(values_of(getattr(pk, name), known=KNOWN)))


@given(missing_policies(SCALES[0], count=3))
@settings(max_examples=30)
def test_policies_come_back(policy: pk.MissingPolicy) -> None:
    """Every policy for missing data, with the statuses that it covers."""
    check_round_trips(policy)


@given(CARDS, st.data())
@settings(max_examples=40)
def test_a_card_that_came_back_scores_the_same(card: pk.Scorecard, data: st.DataObject) -> None:
    """A whole scorecard comes back, and every figure of an appraisal is the same."""
    figures = data.draw(measures_for(card))
    check_round_trips(card)
    assert pk.appraise(pk.loads(pk.dumps(card)), figures) == pk.appraise(card, figures)


@given(CARDS)
@settings(max_examples=20)
def test_equal_cards_have_equal_texts(card: pk.Scorecard) -> None:
    """However the same card came about, its text is the same."""
    assert pk.dumps(pickled(card)) == pk.dumps(card)


@given(st.integers(-(10**450), 10**450), st.integers(1, 10**30), st.sampled_from((1, 10**200, 2**1200, 3**700)))
@settings(max_examples=200)
def test_every_number_check_round_trips(above: int, below: int, more: int) -> None:
    """Numbers of any size that the library takes, to the last digit; written as a decimal where that ends."""
    number = Fraction(above % 10**400, below * more)
    check_round_trips(pk.NeutralPoints(number))
    percent = pk.NeutralPoints(f"{above % 10**60}/{below}%")
    check_round_trips(percent)
    assert type(pk.loads(pk.dumps(percent)).points) is type(percent.points)


HOSTILE: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 10**500, 0.1, -0.0, math.nan, math.inf, 1e300, 1j, Decimal("NaN"), Decimal("1e999999"),
    Fraction(1, 3), "", " ", "x", "0", "12%", "nan", "1/0", "9" * 5000, "\x00", "\ud800", "类型", "percent", b"x",
    [], [[]], [None], ["a"] * 50, {}, {"type": None}, {"type": []}, {"type": "Scorecard"}, {"type": "Formula"},
    {"type": "Not", "condition": {}}, {"zh": 1}, {"": ""}, {1: 2}, {None: None, "type": "Ratio"}, object(), int, ...,
    set(), frozenset({1}), range(3), iter(()), pk.Direction.HIGHER_IS_BETTER, pk.Status.OK, pk.Unit.PERCENT,
)  # fmt: skip


def places(part: object) -> Iterator[tuple[dict | list, object]]:
    """Every place of a document: what holds it, and the key or index."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inner:
        yield part, key
        yield from places(value)


def read_or_refused(act: Callable[[], object]) -> None:
    """Nothing is raised but the error of documents, with its faults in both languages."""
    refusals: list[pk.DocumentError] = []
    try:
        act()
    except pk.DocumentError as error:
        refusals.append(error)
    for error in refusals:
        assert error.faults
        assert all(each.say("zh") != each.say("en") for each in (error, *error.faults))


@given(CARDS, st.integers(0, 2**32))
@settings(max_examples=60)
def test_a_hostile_document_is_refused_in_words(card: pk.Scorecard, seed: int) -> None:
    """Whatever stands at a place of a document, it is read or it is refused with its path, in both languages."""
    rng = random.Random(seed)  # noqa: S311  # places, not secrets
    whole = pk.to_document(card)
    for _ in range(20):
        document = copy.deepcopy(whole)
        for _ in range(rng.choice((1, 1, 1, 5))):
            holder, key = rng.choice(list(places(document)))
            hostile = rng.choice(HOSTILE)
            if isinstance(holder, dict) and rng.random() < 0.2:
                del holder[key]
                key = rng.choice(("typ", "", "code ", "类型", 5))
            holder[key] = copy.copy(hostile) if isinstance(hostile, (dict, list)) else hostile
        read_or_refused(lambda document=document: check_round_trips(pk.from_document(document)))


@given(CARDS, st.integers(0, 2**32))
@settings(max_examples=30)
def test_a_hostile_text_is_refused_in_words(card: pk.Scorecard, seed: int) -> None:
    """A JSON text of which a stretch was lost, doubled or overwritten is read or refused, never a crash."""
    rng = random.Random(seed)  # noqa: S311  # places, not secrets
    whole = pk.dumps(card)
    for _ in range(20):
        start = rng.randrange(len(whole))
        end = min(len(whole), start + rng.choice((1, 5, 50)))
        put = rng.choice(("", whole[start:end] * 2, "[" * 5000, "NaN", '"', "1e99999999999999999999", "9" * 5000))
        text = whole[:start] + put + whole[end:]
        read_or_refused(lambda text=text: pk.loads(text))
