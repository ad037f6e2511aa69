"""Whoever gives an attribute what is no member of its enumeration is told all members, by call and in a document."""

from collections.abc import Iterator
from enum import Enum
from types import UnionType
from typing import Union, get_args, get_origin, get_type_hints

import attrs
import pytest

import perfkpi as pk
from perfkpi.serialization.tags import can_be_made, model_classes, tag_of

NONSENSE = "nonsense"


def chosen() -> Iterator[tuple[type, str, type[Enum]]]:
    """Every class of the model, each attribute of it that is chosen among several, and its enumeration."""
    for kind in filter(can_be_made, model_classes()):
        hints = get_type_hints(kind)
        for each in attrs.fields(kind):
            hint = hints[each.name]
            parts = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
            choices = [each for each in parts if isinstance(each, type) and issubclass(each, Enum) and len(each) > 1]
            if each.init and choices:
                yield kind, each.name, choices[0]


CHOSEN = [pytest.param(*each, id=f"{each[0].__name__}.{each[1]}") for each in chosen()]


@pytest.mark.parametrize(("kind", "name", "choices"), CHOSEN)
def test_by_call(kind: type, name: str, choices: type[Enum]) -> None:
    """The members as Python writes them, in both languages."""
    attribute = getattr(attrs.fields(kind), name)
    check = attribute.converter or (lambda value: attribute.validator(object.__new__(kind), attribute, value))
    with pytest.raises(pk.errors.DefinitionError) as caught:
        check(NONSENSE)
    assert caught.value.where == f"{kind.__name__}.{name}"
    for member in choices:
        word = repr(member.value) if isinstance(member.value, str) else f"{choices.__name__}.{member.name}"
        assert word in caught.value.en
        assert word in caught.value.zh


@pytest.mark.parametrize(("kind", "name", "choices"), CHOSEN)
def test_in_a_document(kind: type, name: str, choices: type[Enum]) -> None:
    """The members as documents write them."""
    with pytest.raises(pk.errors.DocumentError) as caught:
        pk.from_document({"type": tag_of(kind), name: NONSENSE})
    (fault,) = [each for each in caught.value.faults if each.where == name]
    for member in choices:
        word = member.value if isinstance(member.value, str) else member.name.lower()
        assert word in fault.en
        assert word in fault.zh


WRITTEN = [each for each in CHOSEN if all(isinstance(member.value, str) for member in each.values[2])]


@pytest.mark.parametrize(("kind", "name", "choices"), WRITTEN)
def test_by_text(kind: type, name: str, choices: type[Enum]) -> None:
    """A text is the member that documents write so, and the member is itself; other letters are not."""
    convert = getattr(attrs.fields(kind), name).converter
    for member in choices:
        assert convert(member.value) is member
        assert convert(member) is member
        with pytest.raises(pk.errors.DefinitionError, match=f"choose .*{member.value!r}"):
            convert(f" {member.value}")
