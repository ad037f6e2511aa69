"""A result as plain data fits its schema in every style, and loses nothing."""

import json
from collections.abc import Callable, Mapping
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact, localcontext
from fractions import Fraction
from functools import singledispatch
from typing import Any, TypeAlias

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import perfkpi as pk
from perfkpi.inputs.lookup import Lookup
from perfkpi.interpreters.surds import Surd
from perfkpi.language import Input, Power, Undefinedness
from perfkpi.testing import measures_for, scorecards

Labels: TypeAlias = Mapping[str, pk.Label]
Told: TypeAlias = Any
"""Plain data, and what they tell of."""

STYLES: list[dict[str, Any]] = [
    {"numbers": numbers, "language": language} for numbers in ("text", "float") for language in (None, "zh", "en")
]


@st.composite
def results(draw: st.DrawFn) -> pk.Appraisal:
    """Results of any scorecard, with figures that are missing or wrong in some of them."""
    card = draw(scorecards())
    return pk.appraise(card, draw(measures_for(card, gaps=draw(st.booleans()))), subject=draw(st.text()), period="2026")


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_the_schema_is_one(style: dict[str, Any]) -> None:
    """It can be used to check, and describes no attribute that it does not ask for."""
    schema = pk.results.result_schema(**style)
    Draft202012Validator.check_schema(schema)
    assert schema["required"] == list(schema["properties"])


@given(results(), st.sampled_from(STYLES))
@settings(max_examples=examples(60))
def test_a_result_fits_its_schema(result: pk.Appraisal, style: dict[str, Any]) -> None:
    """The data are what JSON makes of them, and nothing in them is left open."""
    data = result.to_dict(**style)
    Draft202012Validator(pk.results.result_schema(**style)).validate(data)
    assert json.loads(result.to_json(**style)) == data


@given(results())
@settings(max_examples=examples(60))
def test_nothing_is_lost(result: pk.Appraisal) -> None:
    """Each attribute of a result, its lines and their parts stands there by its name."""
    labels = {measure.code: measure.name for measure in result.card.measures if measure.name is not None}
    expected = {each.name: plain(getattr(result, each.name), labels) for each in attrs.fields(pk.Appraisal)}
    expected["rating"] = expected.pop("band")
    expected["rounding_effect"] = plain(result.rounding_effect, labels)
    assert result.to_dict() == expected


@singledispatch
def plain(value: Told, labels: Labels) -> Told:
    """What a value of a result is as plain data, by its type; a line is all of its attributes."""
    return some(value, labels, *(each.name for each in attrs.fields(type(value))))


def some(owner: object, labels: Labels, *names: str) -> dict[str, Any]:
    """Some attributes by their names."""
    return {name: plain(getattr(owner, name), labels) for name in names}


@plain.register(str)
@plain.register(type(None))
def _(value: object, labels: Labels) -> Told:
    del labels
    return value


@plain.register(Decimal)
@plain.register(Fraction)
def _(value: Decimal | Fraction, labels: Labels) -> Told:
    del labels
    return text_of(value)


@plain.register
def _(value: pk.Status, labels: Labels) -> Told:
    del labels
    return value.name.lower()


@plain.register(pk.Label)
def _(value: pk.Label, labels: Labels) -> Told:
    del labels
    return both(value)


@plain.register
def _(value: pk.results.Reason, labels: Labels) -> Told:
    sentences = {"zh": value.say("zh", labels), "en": value.say("en", labels)}
    return {**some(value, labels, "code", "names", "items"), "given": dict(value.given), "sentence": sentences}


@plain.register
def _(value: pk.Band, labels: Labels) -> Told:
    del labels
    return {"code": value.code, "name": both(value)}


@plain.register
def _(value: pk.Scorecard, labels: Labels) -> Told:
    return some(value, labels, "code", "name", "version")


@plain.register
def _(value: pk.results.Parts, labels: Labels) -> Told:
    return {part.code: some(part, labels, "value", "status", "reasons") for part in value.members}


@plain.register
def _(value: tuple, labels: Labels) -> Told:
    return [plain(each, labels) for each in value]


@plain.register
def _(value: Surd, labels: Labels) -> Told:
    return {**some(value, labels, "offset", "coefficient", "radicand"), "degree": value.degree}


@plain.register
def _(value: Lookup, labels: Labels) -> Told:
    return {name: figure(each, labels) for name, each in value.items()}


def figure(value: Told, labels: Labels) -> Told:
    """A figure as plain data tells what it is."""
    if isinstance(value, Undefinedness):
        return {"status": plain(value.status, labels), "reasons": plain(value.reasons, labels)}
    return {"category": value} if isinstance(value, str) else {"number": text_of(Fraction(*value))}


def both(words: pk.Label | pk.Band) -> dict[str, str]:
    """What is said in both languages."""
    return {"zh": words.say("zh"), "en": words.say("en")}


def text_of(number: Decimal | Fraction) -> str:
    """A decimal with its places, else the shortest one that is exact, else a fraction."""
    if isinstance(number, Decimal):
        return f"{number:f}"
    with localcontext(Context(prec=3000, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])):
        try:
            return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
        except Inexact:
            return f"{number.numerator}/{number.denominator}"


def appraised(figure: object) -> pk.Appraisal:
    """What one figure scores that is taken as it is, and its root beside it."""
    whole = pk.Indicator(
        code="whole", name="原数", formula=pk.Actual("a"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
    )
    root = attrs.evolve(whole, code="root", formula=pk.Computed(Power(Input("a"), "1/2")))
    items = (whole, 50), (root, 50)
    return pk.appraise(pk.Scorecard(code="c", name="考核表", items=items), {"a": figure})


def test_a_root_is_told_by_its_parts() -> None:
    """Exact as text; as a float it is the nearest one that the root has."""
    result = appraised(2)
    root = {"offset": "0", "coefficient": "1", "radicand": "2", "degree": 2}
    assert plain(result.line("root").value, {}) == root
    for numbers, expected in (("text", root), ("float", 2**0.5)):
        lines: Any = result.to_dict(numbers=numbers)["lines"]  # type: ignore[arg-type]  # one of the two
        assert lines[1]["value"] == expected


def test_a_number_beyond_the_doubles_is_refused_as_a_float() -> None:
    """It is told that a text holds it."""
    result = appraised("1e350")
    assert result.to_dict()["inputs"] == {"a": {"number": f"1{'0' * 350}"}}
    with pytest.raises(pk.errors.NumberError, match="numbers='text'"):
        result.to_dict(numbers="float")


@pytest.mark.parametrize("style", [{"numbers": "decimal"}, {"numbers": 1}, {"language": "fr"}], ids=str)
@pytest.mark.parametrize("method", [appraised(1).to_dict, appraised(1).to_json, pk.results.result_schema])
def test_another_style_is_refused(method: Callable[..., object], style: dict[str, Any]) -> None:
    """The choices are named, by the schema, too."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        method(**style)
    assert all(
        word in caught.value.say("en") for word in (("'text'", "'float'") if "numbers" in style else ("zh", "en"))
    )


def test_a_status_prints_its_name() -> None:
    """Not its number."""
    assert f"{pk.Status.OK} {pk.Status.NOT_MEASURED!s}" == "ok not_measured"
