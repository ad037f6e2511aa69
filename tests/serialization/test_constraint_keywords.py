"""What a JSON Schema says of constraints is what constructors do."""

import re
from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING

import perfkpi as pk
from perfkpi.model.parameters.constraints import Constrained, Constraint, figures, its
from perfkpi.model.parameters.parameter import Parameter, as_parameter, optional_parameter
from perfkpi.serialization.forms import spelled
from perfkpi.serialization.keywords import constraint_keywords
from perfkpi.testing import numbers

C = pk.errors.Code


class Colour(Enum):
    """A choice."""

    RED = "red"
    BLUE = "blue"
    GREEN = "green"


@attrs.frozen
class Paint(Constrained):
    """A value with constraints of every kind."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint("positive", its.positive > 0, C.LIMITS),
        Constraint("from-zero", its.from_zero >= 0, C.LIMITS),
        Constraint("negative", its.negative < 0, C.LIMITS),
        Constraint("to-zero", its.to_zero <= 0, C.LIMITS),
        Constraint("never-idle", its.idle >= 0, C.LIMITS),
        Constraint("idle", its.idle > 0, C.LIMITS, slip=True),
        Constraint("share", its.share <= 1, C.LIMITS),
        Constraint("half", its.half >= "0.5", C.LIMITS),
        Constraint("dark", ~its.colour.is_(Colour.RED), C.LIMITS, about=its.colour, en="red", zh="红"),
        Constraint("blue", its.other.is_(Colour.BLUE), C.LIMITS, about=its.other, en="blue", zh="蓝"),
        Constraint("ordered", its.from_zero <= its.most, C.LIMITS),
        Constraint("doubled", its.share * 2 <= 2, C.LIMITS),
        Constraint("red-share", its.share >= 0, C.LIMITS, when=its.colour.is_(Colour.RED)),
        Constraint("whole", its.share.is_whole, C.LIMITS, when=its.colour.is_(Colour.RED)),
        Constraint("count", its.share.is_count, C.LIMITS, when=its.colour.is_(Colour.RED)),
        Constraint("figure", figures.measure >= 0),
    )

    positive: Parameter = attrs.field(default=Fraction(1), converter=as_parameter)
    from_zero: Parameter = attrs.field(default=Fraction(1), converter=as_parameter)
    negative: Parameter = attrs.field(default=Fraction(-1), converter=as_parameter)
    to_zero: Parameter = attrs.field(default=Fraction(-1), converter=as_parameter)
    idle: Parameter = attrs.field(default=Fraction(1), converter=as_parameter)
    share: Parameter = attrs.field(default=Fraction(1), converter=as_parameter)
    half: Parameter = attrs.field(default=Fraction(1), converter=as_parameter)
    most: Parameter | None = attrs.field(default=None, converter=optional_parameter)
    colour: Colour = Colour.RED
    other: Colour = Colour.BLUE
    measure: str = "m"


PAINT = constraint_keywords(Paint)


def satisfied(keywords: dict[str, Any], value: object) -> bool:
    """Whether a value of a document fulfils what a schema says of it, as JSON Schema reads the keywords."""
    number = isinstance(value, Fraction)
    checks = {
        "minimum": lambda end: not number or value >= end,
        "exclusiveMinimum": lambda end: not number or value > end,
        "maximum": lambda end: not number or value <= end,
        "exclusiveMaximum": lambda end: not number or value < end,
        "pattern": lambda pattern: not isinstance(value, str) or re.search(pattern, value) is not None,
        "enum": lambda members: value in members,
    }
    return all(checks[keyword](said) for keyword, said in keywords.items())


def refused(**given: object) -> bool:
    """Whether the constructor refuses it; red needs its own refusal out of the way."""
    try:
        Paint(**{"colour": Colour.BLUE} | given)
    except pk.errors.DefinitionError:
        return True
    return False


NUMBERS = ("positive", "from_zero", "negative", "to_zero", "idle", "share", "half")


def as_percent(number: Fraction) -> str:
    """A number, written with a percent sign."""
    return f"{spelled(number * 100)}%"


@given(
    st.sampled_from(NUMBERS),
    numbers(-2, 2) | numbers() | st.sampled_from([Fraction(0), Fraction(1, 2)]),
    st.sampled_from((spelled, as_percent)),
)
@settings(max_examples=examples(300))
def test_a_number_that_the_keywords_allow_is_taken(
    name: str, number: Fraction, written: Callable[[Fraction], str]
) -> None:
    """And none that they forbid; as a text, too, of which a pattern tells on which side of 0 it is."""
    keywords = PAINT["properties"][name]
    assert satisfied(keywords, number) is not refused(**{name: number})
    if "pattern" in keywords:
        text = written(number)
        assert satisfied(keywords, text) is not refused(**{name: text})


@pytest.mark.parametrize(("name", "said"), [("colour", ["blue", "green"]), ("other", ["blue"])])
def test_a_choice_that_is_left_is_taken(name: str, said: list[str]) -> None:
    """And no other one."""
    assert PAINT["properties"][name] == {"enum": said}
    for member in Colour:
        assert refused(**{name: member}) is (member.value not in said)


def test_a_default_that_would_not_do_is_asked_for() -> None:
    """Where the key is absent the default counts, of which the keywords of the attribute say nothing."""
    assert PAINT["required"] == ["colour"]
    assert "required" not in constraint_keywords(pk.DirectPoints)
    assert constraint_keywords(pk.rules.LinearEfficacy)["required"] == ["direction"]


def test_what_no_keyword_says_is_listed() -> None:
    """What concerns several attributes, is calculated or depends on a choice; also an end that no text tells."""
    assert [(each["code"], each["attributes"], each["condition"]) for each in PAINT["x-constraints"]] == [
        ("share", ["share"], "share ≤ 1"),
        ("half", ["half"], "half ≥ 1/2"),
        ("ordered", ["from_zero", "most"], "from_zero ≤ most"),
        ("doubled", ["share"], "share × 2 ≤ 2"),
        ("red-share", ["colour", "share"], "share ≥ 0"),
        ("whole", ["colour", "share"], "share is whole"),
        ("count", ["colour", "share"], "share is a count"),
    ]
    said = constraint_keywords(pk.TargetDelta)["x-constraints"]
    assert {"code": "gain-on-target", "attributes": ["gain", "direction"]} in said
    conditions = [each.get("condition") for each in said]
    assert "max(target, 0 - target) > 0" in conditions
    assert constraint_keywords(pk.formulas.Count) == {}


KINDS = [
    kind for kind in EVERYTHING.values() if isinstance(kind, type) and issubclass(kind, Constrained) and attrs.has(kind)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_keywords_are_about_attributes(kind: type[Constrained]) -> None:
    """Those that a document has; and nothing is said of what is not there."""
    said = constraint_keywords(kind)
    assert set(said.get("properties", {})) <= {each.name for each in attrs.fields(kind)}
    assert all(said.values())
