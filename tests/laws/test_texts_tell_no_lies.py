"""A text is what it looks like, an explanation has the lines that the library wrote, and an error stays short."""

import copy
import pickle
from collections.abc import Callable, Iterator
from fractions import Fraction
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import attrs
import numpy as np
import pytest
from columnwise import by_columns
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING

import perfkpi as pk
from perfkpi.asking import Asking
from perfkpi.testing import cases
from perfkpi.visible import hidden_in

FILLERS = "\u034f\u115f\u1160\u17b4\u2800\u3164\uffa0\ufeff\ufdd0\uffff\U0010ffff\U000e0041"
HIDDEN = st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]) | st.sampled_from(FILLERS)
INVISIBLE = st.sampled_from(["\ufe0f", " \u3000\xa0 ", "\U000e0100", *FILLERS])
FORMULAS = st.builds(
    str.__add__, st.sampled_from(["", " ", "\u3000"]), st.sampled_from(["=1", "＝a", "+a", "－a", "@a", "−a"])
)

LONGEST = 2_000
"""The characters of an error about any value: a sentence with all there is to choose from, and what it quotes."""


class Argument(NamedTuple):
    """An argument of a public class."""

    kind: type
    attribute: Any
    hint: Any

    def __repr__(self) -> str:
        return f"{self.kind.__name__}.{self.attribute.name}"

    def take(self, value: object) -> object:
        """What the class makes of a value, before it is compared with others."""
        if self.attribute.converter is not None:
            value = self.attribute.converter(value)
        if self.attribute.validator is not None:
            self.attribute.validator(object(), self.attribute, value)
        return value


def arguments() -> Iterator[Argument]:
    """Every argument of every class of the model."""
    for kind in EVERYTHING.values():
        if isinstance(kind, type) and attrs.has(kind) and issubclass(kind, (Asking, pk.Label)):
            hints = get_type_hints(kind)
            yield from (Argument(kind, each, hints[each.name]) for each in attrs.fields(kind) if each.init)


ARGUMENTS = list(arguments())


def shaped(hint: object, text: str) -> object:
    """A value of a type in which the text stands wherever a text can; ``None`` where none can."""
    origin, members = get_origin(hint), get_args(hint)
    if hint in {str, pk.Label}:
        return text
    if origin in {Union, UnionType}:
        return next((found for each in members if (found := shaped(each, text)) is not None), None)
    if origin is tuple and members[1:] == (...,):
        found = shaped(members[0], text)
        return None if found is None else (found,)
    if origin is tuple and str in members:
        return tuple(text if each is str else 1 if each is Fraction else pk.missing.Absent.NOT_DUE for each in members)
    return None


TEXTS = [each for each in ARGUMENTS if shaped(each.hint, "x") is not None]
READ = {"Measure.absent", "Measure.grouping", "Computed.text", "ComputedCondition.text", "ComputedPoints.text"}
"""What is compared with data, or read as a formula; no line of an explanation holds it as it is."""
ON_LINES = [each for each in TEXTS if repr(each) not in READ]
NAMED = {"code", "column", "measure", "best", "chosen", "baseline"}
CODES = [each for each in ON_LINES if each.attribute.name in NAMED]


def told(value: object) -> Iterator[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, pk.Label):
        yield from (value.zh, value.en)
    elif isinstance(value, tuple):
        for each in value:
            yield from told(each)


def check_error(error: pk.PerfKpiError) -> None:
    """An error is short, and is the same in another process."""
    for language in ("en", "zh"):
        assert len(error.say(language)) < LONGEST
        assert not any(map(hidden_in, error.say(language).split("\n")))
    for other in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error), copy.copy(error)):  # noqa: S301  # our own
        assert type(other) is type(error)
        assert (other.code, other.en, other.zh, other.where) == (error.code, error.en, error.zh, error.where)
        assert (str(other), repr(other), other.args) == (str(error), repr(error), error.args)


def test_texts_are_found() -> None:
    """The walk over the types finds what it is about."""
    names = set(map(repr, TEXTS))
    assert {
        "Label.zh",
        "Indicator.source",
        "LetterPoints.letters",
        "IsOneOf.names",
        "Measure.units",
        "Gate.items",
    } <= names
    assert {"Scorecard.code", "Scorecard.name", "Scorecard.version", "Correction.reason", "Band.code"} <= names


@pytest.mark.parametrize("argument", ON_LINES, ids=repr)
@given(data=st.data())
@settings(max_examples=examples(25))
def test_what_cannot_be_seen_is_refused(argument: Argument, data: st.DataObject) -> None:
    """A text that hides something is refused with the place, or nothing is left of what it hid."""
    character = data.draw(HIDDEN)
    text = f"a{character}{{}}b" if "{}" in str(argument.attribute.converter) else f"a{character}b"
    try:
        found = argument.take(shaped(argument.hint, text))
    except pk.PerfKpiError as error:
        check_error(error)
        return
    allowed = "\n" if repr(argument) == "Indicator.description" else ""
    assert all(hidden_in(each.replace(allowed, "")) is None for each in told(found))


@pytest.mark.parametrize("argument", ON_LINES, ids=repr)
@given(text=INVISIBLE)
@settings(max_examples=examples(10))
def test_a_name_that_cannot_be_seen_is_refused(argument: Argument, text: str) -> None:
    """A name of which nothing can be seen is none."""
    try:
        found = argument.take(shaped(argument.hint, text))
    except pk.PerfKpiError as error:
        check_error(error)
    else:
        assert not any(told(found))


@pytest.mark.parametrize("argument", CODES, ids=repr)
@given(text=FORMULAS)
@settings(max_examples=examples(10))
def test_a_code_is_no_formula_of_a_spreadsheet(argument: Argument, text: str) -> None:
    """A code that a spreadsheet would compute is refused, in whatever form of the sign."""
    with pytest.raises(pk.errors.DefinitionError, match="begins with") as caught:
        argument.take(text)
    check_error(caught.value)


def lines_of(result: pk.Appraisal) -> list[int]:
    """How many lines each text about a result has; nothing in them is hidden."""
    told = [result.explain(language, detail) for language in ("zh", "en") for detail in pk.choices.Detail]
    texts = [*told, repr(result), result._repr_html_()]
    assert not any(hidden_in(line) for text in texts for line in text.split("\n"))
    return [text.count("\n") for text in texts]


@given(cases(), HIDDEN, HIDDEN)
@settings(max_examples=examples(15))
def test_data_forge_no_line(case: tuple[pk.Scorecard, dict[str, object]], one: str, other: str) -> None:
    """Whom it is about, the period and the figures may hold anything; the explanation keeps its lines."""
    card, figures = case
    hostile = f"E1{one}total 100.00{other}"
    plain = lines_of(pk.appraise(card, figures, subject="E1", period="2026"))
    assert lines_of(pk.appraise(card, figures, subject=hostile, period=hostile)) == plain
    scores = by_columns(card, {name: [figure] for name, figure in figures.items()}, keys=[hostile])
    assert scores.keys == (hostile,)
    texts = [repr(scores), scores._repr_html_()]
    assert not any(hidden_in(line) for text in texts for line in text.split("\n"))
    wrong = dict.fromkeys(figures, hostile)
    assert not any(hidden_in(line) for line in pk.appraise(card, wrong).explain("en", "audit").split("\n"))


def _nested() -> list[object]:
    found: list[object] = []
    for _ in range(2_000):
        found = [found]
    return found


def _raises(*_: object) -> str:
    raise RuntimeError


BIG: dict[str, Callable[[], object]] = {
    "a long text": lambda: "名" * 10**7,
    "a long hidden text": lambda: "a\u202e" * 10**5,
    "long bytes": lambda: b"a" * 10**7,
    "a huge number": lambda: 10**100_000,
    "a huge fraction": lambda: Fraction(1, 10**100_000),
    "a long list": lambda: list(range(10**5)),
    "a long mapping": lambda: dict.fromkeys(range(10**4), "x" * 1000),
    "a deep list": _nested,
    "many texts": lambda: ["x" * 1000] * 1_000,
    "an array": lambda: np.zeros(10**6),
    "what cannot be shown": type("Silent", (), {"__repr__": _raises, "__str__": _raises}),
    "what shows no text": type("Odd", (), {"__repr__": lambda _: 5}),
    "what shows too much": type("Loud", (), {"__repr__": lambda _: "x" * 10**6}),
    "what cannot travel": lambda: lambda: None,
}


@given(st.sampled_from(ARGUMENTS), st.sampled_from(list(BIG)))
@settings(max_examples=examples(50), deadline=None)
def test_an_error_quotes_little_and_travels(argument: Argument, name: str) -> None:
    """Whatever is refused, however large, the error about it is short and arrives in another process."""
    try:
        argument.take(BIG[name]())
    except pk.PerfKpiError as error:
        check_error(error)


@pytest.mark.parametrize("name", BIG)
def test_what_is_read_of_data_is_quoted_briefly(name: str) -> None:
    """A figure, a key, a name in the data, a language: the error or the reason about it is short."""
    value = BIG[name]()
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    card = pk.Scorecard(code="c", name="c", items=((item, 100),))
    result = pk.appraise(card, {"x": value})
    assert all(len(reason.say("en")) < LONGEST and len(reason.say("zh")) < LONGEST for reason in result.reasons)
    asked: list[Callable[[], object]] = [
        lambda: result.line(value),
        lambda: result.explain(value),
        lambda: pk.appraise(card, {"y": value}),
        lambda: pk.appraise(card, value),
        lambda: pk.describe(value),
        lambda: by_columns(card, {"x": [1, 2]}, keys=[value, value]),
        lambda: pk.from_document([value]),
        lambda: pk.from_document({"type": value}),
        lambda: pk.Scorecard(value),
    ]
    for ask in asked:
        with pytest.raises(pk.PerfKpiError) as caught:
            ask()
        check_error(caught.value)
