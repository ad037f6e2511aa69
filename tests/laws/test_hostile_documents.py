"""Whatever is done to a document, it is read, or refused in words: never a crash, a hang, or a third thing."""

import copy
import json
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pickled import pickled
from stored import CARDS, KNOWN
from strategies import concrete

import perfkpi as pk
from perfkpi.testing import check_round_trips, formulas, rules, values_of

Document: TypeAlias = dict[str, object]
MAX_FAULTS = 100
"""So many are collected, one by one."""

LARGE = 10_000
MOST_WORDS = 100_000

JSON = (
    None, True, False, 0, -1, 1, 1e300, -0.0, 10**500, "", " ", "x", "0", "-1", "12%", "nan", "1/0", "1e999999999",
    "1e-999999999", "9" * LARGE, "x" * LARGE, "\x00", "\u202e", "类型", "percent", "any", "type", "((9^30)^30)^30",
    "(" * 1000, "+".join("a" * 900), "sqrt(a)", "a" * 2001, "=" * 50, [], [[]], [None], ["a"] * 500, [{}] * 500, {},
    {"type": None}, {"type": []}, {"type": "Scorecard"}, {"type": "Formula"}, {"type": "Not", "condition": {}},
    {"zh": 1}, {"": ""}, {f"k{place}": place for place in range(500)}, {"type": "Field", "column": "a"},
)  # fmt: skip
"""What JSON can hold and nobody means."""

FOREIGN = (
    math.nan, math.inf, 0.1, 1j, Decimal("NaN"), Decimal("1e999999"), Fraction(1, 3), b"x", {1: 2}, {None: None}, int,
    object(), ..., set(), frozenset({1}), range(3), pk.Direction.HIGHER_IS_BETTER, pk.Status.OK, pk.Unit.PERCENT,
)  # fmt: skip
"""What a mapping of Python's can hold besides."""

TEXTS = (
    "", "NaN", "-Infinity", '"', "}", "]", ",", ":", "null", "[" * 5000, '{"a":' * 3000, "1e99999999999999999999",
    "9" * 5000, "-", "\ufeff", "\x00", "\\ud800", '"schema": 1, ', '"type": "Ratio", ', "//", "'",
)  # fmt: skip
"""What a text can be damaged with."""


def whole() -> st.SearchStrategy[object]:
    """Values of every kind that documents hold, before anything is broken."""
    parts = [*concrete(pk.Formula).values(), *concrete(pk.conditions.Condition).values()]
    return st.one_of(
        CARDS,
        rules(pk.Tiers),
        rules(pk.rules.FullMarkIfMet),
        st.sampled_from(parts).flatmap(
            lambda kind: (formulas if issubclass(kind, pk.Formula) else values_of)(kind, known=KNOWN)
        ),
    )


def places(part: object) -> Iterator[tuple[Document | list[object], object]]:
    """Every place of a document: what holds it, and the key or index."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inner:
        yield part, key
        yield from places(value)


def lose(document: Document, holder: Document | list[object], key: object) -> None:
    """The place is gone."""
    del document, holder[key]


def double(document: Document, holder: Document | list[object], key: object) -> None:
    """Very many stand where one stood."""
    del document
    holder[key] = [holder[key]] * 1000


def rename(document: Document, holder: Document | list[object], key: object) -> None:
    """The key has a slip of the pen."""
    del document
    if isinstance(holder, dict):
        holder[f"{key} "[1:]] = holder.pop(key)


def bury(document: Document, holder: Document | list[object], key: object) -> None:
    """The place is deep inside."""
    del document
    for _ in range(60):
        holder[key] = {"type": "Not", "condition": holder[key]}


def contain(document: Document, holder: Document | list[object], key: object) -> None:
    """A part of the document is the document itself."""
    holder[key] = copy.deepcopy(document)


BREAKS = (lose, double, rename, bury, contain)


@st.composite
def broken(draw: st.DrawFn, *, as_json: bool) -> Document:
    """The document of a value, in which one or several places are not what they were, of any schema or of none."""
    document = pk.to_document(draw(whole()))
    document |= {"schema": draw(st.sampled_from((2, 2, 1, 3)))}
    for _ in range(draw(st.integers(0, 4))):
        known = list(places(document))
        holder, key = known[draw(st.integers(0, len(known) - 1))]
        put = draw(st.sampled_from((*BREAKS, *JSON) if as_json else (*BREAKS, *JSON, *FOREIGN)))
        if put in BREAKS:
            put(document, holder, key)
        else:
            holder[key] = copy.copy(put)
        if not document:
            break
    return document


def read_or_refused(read: Callable[[], object]) -> None:
    """What is read comes back as it is; what is not is refused with its faults, in both languages and few words."""
    found: list[object] = []
    refusals: list[pk.errors.DocumentError] = []
    try:
        found.append(read())
    except pk.errors.DocumentError as error:
        refusals.append(error)
    for error in refusals:
        assert 0 < len(error.faults) <= MAX_FAULTS + 1
        assert str(pickled(error)) == str(error)
        for each in (error, *error.faults):
            assert each.say("zh") != each.say("en")
            assert len(each.say("zh")) + len(each.say("en")) < MOST_WORDS
    for value in found:
        check_round_trips(value)


@given(broken(as_json=False))
@settings(max_examples=examples(50))
def test_a_hostile_document_is_refused_in_words(document: Document) -> None:
    """Whatever stands at its places, and however many of them are wrong."""
    read_or_refused(lambda: pk.from_document(document))


@given(broken(as_json=True), st.data())
@settings(max_examples=examples(40))
def test_a_hostile_text_is_refused_in_words(document: Document, data: st.DataObject) -> None:
    """A JSON text of a broken document, of which stretches were lost, doubled or overwritten besides."""
    text = json.dumps(document, ensure_ascii=data.draw(st.booleans()))
    for _ in range(data.draw(st.integers(0, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from((0, 1, 5, 50))))
        put = data.draw(st.sampled_from((*TEXTS, text[start:end] * 2)))
        text = f"{text[:start]}{put}{text[end:]}"
    read_or_refused(lambda: pk.loads(text))


@given(st.text(max_size=LARGE))
@example("[" * LARGE)
@example('{"a":' * (LARGE // 5))
@example('{"type": "Not", "condition": ' * 200)
@example('{"type": "Field", "type": ["Field"], "column": {}, "column": NaN}')
@settings(max_examples=examples(30))
def test_any_text_is_refused_in_words(text: str) -> None:
    """What never was a document is none."""
    read_or_refused(lambda: pk.loads(text))
