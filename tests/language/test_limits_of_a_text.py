"""How large a text formula may be, counted one by one, and where it is told that it is larger."""

from typing import NamedTuple

import pytest

from perfkpi.errors import Code, GrammarError
from perfkpi.language.parsing.grammar import parse
from perfkpi.language.parsing.node_builder import MAX_NODES
from perfkpi.language.parsing.token_stream import MAX_NESTING


class Grown(NamedTuple):
    """A formula around a sum of names, which counts one more than its names.

    Attributes:
        beside: how many names, numbers and operations there are beside the sum.
        mark: the character at which it is told that there are too many; the end of the text where it is empty.
    """

    beside: int
    mark: str


GROWN = {
    "MIN[{}, b]": Grown(2, "M"),
    "MAX[b, {}, c]": Grown(3, "M"),
    "{} + b": Grown(2, ""),
    "b + {} * c / d ~ e": Grown(2 + 2 + 2 + 2, "~"),
    "b + {} ~ c": Grown(2 + 2, "~"),
    "b + {} + c": Grown(3, ""),
    "b + {} + c)": Grown(3, ")"),
    "{} * b": Grown(2, ""),
    "{} ~ b": Grown(2, "~"),
    "{} ÷ b": Grown(2, "÷"),
    "b * {} ÷ c": Grown(4, "÷"),
    "~{}": Grown(2, "~"),
    "b * ~{}": Grown(4, ""),
    "{}^2": Grown(1, "^"),
    "FLOOR[{}]": Grown(1, "F"),
    "ROUND[{}, 2]": Grown(1, "R"),
    "ROUNDUP[{}, 2]": Grown(1, "R"),
    "INT[{}]": Grown(1, "I"),
    "SUM[{}, b]": Grown(2, "S"),
    "AVERAGE[b, {}]": Grown(4, "A"),
    "if[AND[B > 2, {} > 3], 2, 3]": Grown(3 + 2 + 1 + 3, "A"),
    "if[NOT[{} > b], 2, 3]": Grown(4, ">"),
    "if[{} > b, 2, 3]": Grown(4, ">"),
    "if[2 < {}, c, 3]": Grown(4, "<"),
    "if[{} = b, 2, 3]": Grown(4, "="),
    "if[{} = b, c, 3]": Grown(2 + 3, "="),
    "if[{} ≠ b, c, 3]": Grown(2 + 3, "≠"),
    "if[B > 2 and {} > 3, 2, 3]": Grown(3 + 2 + 1 + 3, "B"),
    "if[B > 2 or {} > 3, c, 3]": Grown(3 + 2 + 1 + 3, "B"),
    "if[2 < b ≤ {}, 2, 3]": Grown(3 + 2 + 1 + 3, "<"),
    "if[2 > 3, {}, c]": Grown(4, ">"),
}


def text_of(form: str, names: int) -> str:
    """The formula with so many names in its sum."""
    closed = form.replace("[", "(").replace("]", ")").replace("~", "-")
    text = closed.replace("{}", f"({'+'.join('a' * names)})")
    return f"({text}" if form.endswith(")") else text


@pytest.mark.parametrize("form", GROWN)
def test_names_numbers_and_operations_are_counted(form: str) -> None:
    """Five hundred are allowed; the operation beyond them is told by its sign, its name, or what comes next."""
    beside, mark = GROWN[form]
    allowed = MAX_NODES - beside - 1
    parse(text_of(form, allowed))
    text = text_of(form, allowed + 1)
    place = text_of(form, 1).replace("-", "~").index(mark) if mark else None
    if mark and form.index(mark) > form.index("{}"):
        place = len(text) - (len(form) - form.index(mark))
    with pytest.raises(GrammarError) as caught:
        parse(text)
    error = caught.value
    assert error.where == f"character {1 + (len(text) if place is None else place)}"
    assert (error.code, error.value) == (Code.GRAMMAR_LIMIT, text)
    assert "at most 500 names, numbers and operations" in error.en


@pytest.mark.parametrize("form", ["b + {} - c", "b * {} ÷ c"])
def test_a_row_that_is_too_large_is_told_at_the_sign_that_ends_it(form: str) -> None:
    """There it is that the row becomes an operand."""
    text = text_of(form, MAX_NODES - 2)
    with pytest.raises(GrammarError) as caught:
        parse(text)
    assert caught.value.where == f"character {len(text) - 2}"


@pytest.mark.parametrize("word", ["and", "or"])
def test_conditions_that_are_too_many_are_told_at_the_first(word: str) -> None:
    """Each of them fits, and their sum does not."""
    with pytest.raises(GrammarError) as caught:
        parse(text_of(f"if[b > 2 {word} {{}} > 3, 2, 3]", MAX_NODES - 6))
    assert caught.value.where == "character 4"


def test_an_absolute_value_counts_its_argument_twice() -> None:
    """The larger of a value and its opposite: the value, minus one, their product, the value, the larger of both."""
    parse(f"abs({'+'.join('a' * 247)})")
    for names in (249, 499):
        with pytest.raises(GrammarError) as caught:
            parse(f"abs({'+'.join('a' * names)})")
        assert (caught.value.where, caught.value.code) == ("character 1", Code.GRAMMAR_LIMIT)


def test_a_remainder_counts_its_arguments_twice() -> None:
    """The number less the divisor times the whole part of their quotient: four operations, and all of it twice."""
    parse(f"MOD({'+'.join('a' * 246)}, b)")
    parse(f"MOD(b, {'+'.join('a' * 246)})")
    for text in (f"MOD({'+'.join('a' * 247)}, b)", f"MOD(b, {'+'.join('a' * 247)})"):
        with pytest.raises(GrammarError) as caught:
            parse(text)
        assert (caught.value.where, caught.value.code) == ("character 1", Code.GRAMMAR_LIMIT)


NESTED = {
    "(": ")",
    "max(": ")",
    "SUM(1,": ")",
    "if(1>0,2,": ")",
    "if(": ">0,2,3)",
    "if((1>0) and (": ">0),2,3)",
    "if(NOT(": ">0),2,3)",
    "if(OR(1>0,": ">0),2,3)",
}


@pytest.mark.parametrize("opening", NESTED)
def test_brackets_are_counted_only_while_they_are_open(opening: str) -> None:
    """A bracket too deep is told where it opens; many in a row are no depth."""
    last = opening.rindex("(")
    levels = opening.count("(") - opening.count(")")
    parse("+".join([f"{opening}a{NESTED[opening]}"] * (60 // levels)))
    fitting = MAX_NESTING // levels
    parse(opening * fitting + "a" + NESTED[opening] * fitting)
    with pytest.raises(GrammarError) as caught:
        parse(opening * (fitting + 1) + "a" + NESTED[opening] * (fitting + 1))
    first = opening.index("(") if levels == 2 else last
    assert caught.value.where == f"character {len(opening) * fitting + first + 1}"
    assert caught.value.code is Code.GRAMMAR_LIMIT
    assert "nested deeper than 50" in caught.value.en
