"""How messages quote: on one line, short, and no more is looked at than is shown."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import attrs
import pytest

import perfkpi as pk
from perfkpi.errors import cut, kind_of, listed, shown
from perfkpi.numerals import Percentage


class Other(Enum):
    """An enumeration without texts."""

    A_B = 1


@attrs.frozen
class Plain:
    """A class of somebody else."""

    value: int


QUOTED: dict[str, tuple[object, str]] = {
    "a text": ("a\nb\u3164", r"'a\nb\u3164'"),
    "a long text": ("x" * 10**6, "'" + "x" * 78 + "…"),
    "bytes": (b"x" * 10**6, "b'" + "x" * 77 + "…"),
    "a truth value": (True, "True"),
    "a member": (pk.Status.OK, "“ok”"),
    "a number": (10**5000, "≈1×10^5000"),
    "a percentage": (Percentage(12, 100), "12%"),
    "a decimal": (Decimal("1.50"), "1.50"),
    "an empty list": ([], "[]"),
    "a list": ([1, "a", [10**5000]], "[1, 'a', [≈1×10^5000]]"),
    "one in a tuple": ((Fraction(1, 3),), "(1/3,)"),
    "a pair": ((1, 2), "(1, 2)"),
    "a mapping": ({"k": Fraction(1, 2), 2: {}}, "{'k': 0.5, 2: {}}"),
    "a set": ({1}, "{1}"),
    "a frozen set": (frozenset({1}), "{1}"),
    "a value of the model": (pk.Field("t"), "a Field"),
    "a choice without a label": (pk.choices.Weighting.SHARES, "'shares'"),
    "a choice with one": (pk.Direction.LOWER_IS_BETTER, "“lower is better”"),
    "a member of another enumeration": (Other.A_B, "“a b”"),
    "a class": (float, "float"),
    "a function": (print, "a value of type builtin_function_or_method"),
    "a day": (date(2026, 1, 31), "2026-01-31"),
    "a value with a name": (pk.Label(zh="利润", en="profit"), "a Label “profit”"),
    "a value of an attrs class": (Plain(1), "a Plain"),
    "two attributes": (pk.rules.Knot("12%", 5), "a Knot"),
    "a long list": ([1000] * 10**5, "[" + "1000, " * 13 + "…"),
}


@pytest.mark.parametrize("name", QUOTED)
def test_a_value_is_quoted_as_a_person_writes_it(name: str) -> None:
    """Texts in quotation marks with what is hidden shown, numbers as HR would write them."""
    value, text = QUOTED[name]
    assert shown(value) == text


def test_a_value_of_the_model_is_called_in_chinese() -> None:
    """By the words of its class and its Chinese name; what cannot be shown by its type."""
    assert shown(pk.Label(zh="利润", en="profit"), "zh") == "名称“利润”"
    assert shown([pk.Direction.LOWER_IS_BETTER, pk.Status.OK], "zh") == "[“越低越好”, “正常”]"
    assert shown(pk.Deviation, "zh") == "“预算差异率”"
    assert shown({"k": print}, "zh") == "{'k': 类型为 builtin_function_or_method 的值}"
    assert shown(Silent(), "zh") == "类型为 Silent 的值"


class Whole(list[int]):
    """A list of a class of its own: it says itself what it looks like."""

    def __repr__(self) -> str:
        return "whole"


class Silent:
    """It cannot be shown."""

    def __repr__(self) -> str:
        raise RuntimeError


class Odd:
    """What it shows is no text."""

    def __repr__(self) -> str:
        return 5  # type: ignore[return-value]  # on purpose


class Text(str):
    """A text that says something else of itself."""

    __slots__ = ()

    def __getitem__(self, key: object) -> str:
        raise RuntimeError(key)

    def __repr__(self) -> str:
        raise RuntimeError

    __str__ = __repr__


def test_a_foreign_value_says_itself_what_it_looks_like() -> None:
    """Where it cannot, its type is named."""
    assert shown(Whole([1])) == "whole"
    assert shown([Whole([1])]) == "[whole]"
    assert shown(Silent()) == "a value of type Silent"
    assert shown([Odd()]) == "a value of type list"
    assert shown(Text("k")) == "'k'"


def test_only_what_is_quoted_is_looked_at() -> None:
    """A list may hold itself, and the rest of a long one may be anything."""
    endless: list[object] = []
    endless.append(endless)
    assert shown(endless) == "[" * 79 + "…"
    assert shown([*range(1000), Silent()]).startswith("[0, 1, 2")


def test_names_in_a_sentence_are_cut() -> None:
    """A name of a type or a column may be of any length, and hide something."""
    assert cut("x" * 41) == "x" * 39 + "…"
    assert cut("a\u202eb") == r"a\u202eb"
    assert kind_of(type("N" * 10**6, (), {})()) == "N" * 39 + "…"


def test_some_of_many_names_are_listed() -> None:
    """At most twenty, and no more than fit into a sentence; the others are not even read."""

    def names() -> Iterator[str]:
        yield from ("x" * 40 for _ in range(11))
        raise AssertionError

    assert listed(["a", "b"], "en") == "a, b"
    assert listed(["a", "b"], "zh") == "a、b"
    assert listed(["1", "2"], "en", " + ") == "1 + 2"
    assert listed([], "en") == ""
    assert listed(map(str, range(21)), "en").endswith("18, 19…")
    assert listed(names(), "zh") == "、".join(["x" * 40] * 10) + "…"


def test_the_host_limits_the_digits_of_integers() -> None:
    """Errors, numbers in texts and the reading of numbers go on under the tightest limit that there is."""
    program = """
import sys
sys.set_int_max_str_digits(640)
from fractions import Fraction
import perfkpi as pk
from perfkpi.errors import shown
big = 10**5000
assert shown([big, {"k": (Fraction(big, 3),)}]) == "[≈1×10^5000, {'k': (≈3.33×10^4999,)}]"
for value in (big, -big, [big], "1" * 5000, Fraction(1, big)):
    try:
        pk.Scale(0, value)
    except pk.errors.NumberError as error:
        assert len(str(error)) < 300 and "\\n" not in str(error)
    else:
        raise AssertionError(value)
tiny = pk.Scale(0, "1" * 300 + "/" + "3" * 700)
for formula, shown_digits in (("a*b", "1111"), ("a*b/7", "≈ 1587")):
    item = pk.Indicator(code="x", name="x", formula=pk.Computed(formula), scoring=pk.DirectPoints(100))
    card = pk.Scorecard(code="c", name="c", items=((item, 100),))
    result = pk.appraise(card, {"a": "1" * 399, "b": 10**399})
    assert shown_digits in result.explain("zh", "audit") and repr(result)
    assert pk.loads(pk.dumps(card)) == card
"""
    subprocess.run([sys.executable, "-c", program], check=True)
