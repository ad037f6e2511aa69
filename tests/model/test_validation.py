"""What model values let through, and what their refusals say of class, attribute, value and place."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import count

import pytest
from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.model.parameters.validation import (
    ITSELF,
    as_minimum,
    as_pair,
    as_tuple,
    checked_code,
    instance,
    optional_instance,
    placed,
    several,
    tuple_of,
)
from perfkpi.numbers import exact


def refusal(attempt: Callable[..., object], *given: object, **named: object) -> DefinitionError:
    """The error that something is refused with."""
    with pytest.raises(DefinitionError) as caught:
        attempt(*given, **named)
    return caught.value


def test_one_type_is_let_through() -> None:
    """Its subclasses, too; anything else is refused at its class and attribute, with the value and an example."""

    @frozen
    class OfOneType:
        number: int = field(validator=instance(int, "7"))

    assert OfOneType(3).number == 3
    assert OfOneType(True).number is True  # noqa: FBT003  # what is a subclass of int
    error = refusal(OfOneType, "3")
    assert (error.code, error.where, error.value) == (Code.WRONG_TYPE, "OfOneType.number", "3")
    assert "'3' is not an int" in error.en
    assert error.en.endswith("7")
    assert "'3' 不是 int" in error.zh
    assert error.zh.endswith("7")
    assert refusal(OfOneType, None).value is None


def test_a_type_may_be_left_out() -> None:
    """None is let through, the type is, nothing else."""

    @frozen
    class PerhapsOfOneType:
        number: int | None = field(default=None, validator=optional_instance(int, "7"))

    assert (PerhapsOfOneType().number, PerhapsOfOneType(3).number) == (None, 3)
    for value in ("", "3", 0.0):
        error = refusal(PerhapsOfOneType, value)
        assert (error.code, error.where, error.value) == (Code.WRONG_TYPE, "PerhapsOfOneType.number", value)
        assert error.en.endswith("7")
        assert "int" in error.en


def test_members_of_a_tuple_have_one_type() -> None:
    """The first that has not is named by its position."""

    @frozen
    class OfManyNumbers:
        numbers: tuple[int, ...] = field(validator=tuple_of(int, "7"))

    assert OfManyNumbers(()).numbers == ()
    assert OfManyNumbers((1, 2, 3)).numbers == (1, 2, 3)
    for position in range(3):
        members = tuple("x" if place >= position else place for place in range(3))
        error = refusal(OfManyNumbers, members)
        assert (error.code, error.where) == (Code.WRONG_TYPE, f"OfManyNumbers.numbers[{position}]")
        assert error.value == "x"
        assert error.en.startswith("'x' is not an int")
        assert error.en.endswith("7")


def test_a_tuple_has_enough_members_each_once() -> None:
    """Told apart by an attribute, by a position or by themselves; one that is left out need have none."""

    @frozen
    class Named:
        name: str

    @frozen
    class OfSeveral:
        named: tuple[Named, ...] = field(validator=tuple_of(Named, "Named('a')", "name", least=2))
        pairs: tuple[tuple[str, int], ...] | None = field(default=None, validator=several("('a', 1)", 0, 1))
        names: tuple[str, ...] = field(default=("a",), validator=several("'a'", ITSELF))

    two = (Named("a"), Named("b"))
    assert OfSeveral(two).pairs is None
    assert OfSeveral(two, (("a", 1), ("b", 2)), ("a", "b")).named == two
    refused: list[tuple[tuple[object, ...], Code, str, object]] = [
        ((two[:1],), Code.EMPTY, "named", two[:1]),
        (((),), Code.EMPTY, "named", None),
        ((two * 2,), Code.DUPLICATE_CODE, "named[2].name", "a"),
        ((two, ()), Code.EMPTY, "pairs", None),
        ((two, (("a", 1), ("a", 2))), Code.DUPLICATE_CODE, "pairs[1]", "a"),
        ((two, (("a", 1), ("b", 1))), Code.DUPLICATE_CODE, "pairs[1]", 1),
        ((two, None, ("a", "b", "b")), Code.DUPLICATE_CODE, "names[2]", "b"),
    ]
    for given, code, place, value in refused:
        error = refusal(OfSeveral, *given)
        assert (error.code, error.where, error.value) == (code, f"OfSeveral.{place}", value)
    few = refusal(OfSeveral, two[:1])
    assert few.en == "named has 1 entry and needs at least 2; write for example Named('a')"
    assert few.zh == " named 有 1 项，至少需要 2 项；请写，例如 Named('a')"


def test_an_error_of_a_converter_says_where() -> None:
    """Class and attribute, of the subclass where it is inherited; what has no converter stays as it is."""

    @frozen(field_transformer=placed)
    class WithConverter:
        plain: object
        number: Fraction = field(converter=exact)

    @frozen(field_transformer=placed)
    class InheritsConverter(WithConverter):
        more: int = 0

    for cls in (WithConverter, InheritsConverter):
        kept = object()
        made = cls(kept, "1/2")
        assert made.plain is kept
        assert made.number == Fraction(1, 2)
        with pytest.raises(ValueError, match=rf"^\[PK001\] {cls.__name__}\.number: [^:]*$"):
            cls(kept, "x")


def test_what_a_converter_raises_is_a_refusal() -> None:
    """Also where it is no error of the library: a value that raises something when it is looked at has a place."""

    def broken(value: object) -> object:
        raise KeyError(value)

    def check(*given: object) -> None:
        raise OverflowError(given)

    @frozen(field_transformer=placed)
    class WithBrokenConverter:
        plain: object = field(converter=broken)

    @frozen(field_transformer=placed)
    class WithBrokenValidator:
        plain: object = field(validator=check)

    @frozen(field_transformer=placed)
    class Inherits(WithBrokenConverter):
        other: object = field(default=0, validator=check)

    for kind, cause in ((WithBrokenConverter, KeyError), (WithBrokenValidator, OverflowError), (Inherits, KeyError)):
        error = refusal(kind, 1)
        assert (error.code, error.where, error.value) == (Code.WRONG_TYPE, f"{kind.__name__}.plain", 1)
        assert isinstance(error.__cause__, cause)
        assert f"1 cannot be read: looking at it raises {cause.__name__}" in error.en
        assert cause.__name__ in error.zh


def test_an_error_of_a_converter_is_placed_once() -> None:
    """Class and attribute stand before what it says, and nothing else."""

    @frozen(field_transformer=placed)
    class WithMinimum:
        least: int = field(converter=as_minimum)

    error = refusal(WithMinimum, 0)
    assert error.where == "WithMinimum.least"
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize("value", [(1,), (1, 2, 3), (), [1, 2], "ab", None, 5])
def test_a_pair_has_two_halves(value: object) -> None:
    """Anything else, a list or a text of two included, is refused with what a pair is."""
    error = refusal(as_pair, value, int, str, en="a pair", zh="一对")
    assert (error.code, error.value, error.where) == (Code.WRONG_TYPE, value, "")
    assert error.en.endswith(" is not a pair")
    assert error.zh.endswith(" 不是一对")


def test_each_half_of_a_pair_is_converted() -> None:
    """By its own converter, in order."""
    assert as_pair(("1", 2), int, str, en="", zh="") == (1, "2")


def test_any_series_but_a_text_becomes_a_tuple() -> None:
    """Lists, sets of one and generators; texts, bytes and what is no series are refused."""
    assert as_tuple([1, 2]) == as_tuple((1, 2)) == as_tuple(number for number in (1, 2)) == (1, 2)
    assert (as_tuple([]), as_tuple({5})) == ((), (5,))
    for value in ("ab", b"ab", "", 5, None):
        error = refusal(as_tuple, value)
        assert (error.code, error.value) == (Code.WRONG_TYPE, value)


def test_a_minimum_is_a_whole_number_from_one_on() -> None:
    """No fraction, no truth, nothing below one."""
    assert [as_minimum(number) for number in (1, 2, 1000)] == [1, 2, 1000]
    for value in (0, -1, True, 1.0, "1", None):
        error = refusal(as_minimum, value)
        assert (error.code, error.value) == (Code.LIMITS, value)


def test_a_code_is_text_of_any_script() -> None:
    """It is normalised, not empty and printable."""
    assert checked_code("净资产收益率") == "净资产收益率"
    assert checked_code("ｒｏｅ") == "roe"
    for value in ("", "a\x00b", "a\u200bb", 5, None, b"roe"):
        error = refusal(checked_code, value)
        assert (error.code, error.value) == (Code.CODE, value)


def test_nobody_waits_for_a_series_without_end() -> None:
    """Who counts without end is told so; so many members has no scorecard."""
    error = refusal(as_tuple, count())
    assert error.code is Code.LIMITS
    assert "100000" in error.en
    assert "100000" in error.zh
    assert len(as_tuple(range(100_000))) == 100_000
    assert refusal(as_tuple, range(100_001)).code is Code.LIMITS


def test_a_series_that_cannot_be_gone_through_is_none() -> None:
    """Whatever it raises."""

    def broken() -> Iterator[int]:
        yield 1
        raise OSError

    assert refusal(as_tuple, broken()).code is Code.WRONG_TYPE
