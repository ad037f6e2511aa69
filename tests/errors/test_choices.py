"""What is no member of an enumeration is refused with the members, by whatever way it comes."""

from enum import Enum

import pytest
from public import EVERYTHING

import perfkpi as pk

KINDS = {name: kind for name, kind in EVERYTHING.items() if isinstance(kind, type)}
KINDS = {name: kind for name, kind in KINDS.items() if issubclass(kind, Enum)}


def test_there_are_enumerations() -> None:
    """The law below holds of something."""
    assert {"Direction", "Status", "Code", "Sign"} <= KINDS.keys()


@pytest.mark.parametrize(
    "value", ["no such member", -999, None, [], object()], ids=["text", "number", "nothing", "list", "object"]
)
@pytest.mark.parametrize("name", KINDS)
def test_no_member_is_a_typed_error_with_the_members(name: str, value: object) -> None:
    """``Direction("up")`` says what there is."""
    with pytest.raises(pk.errors.DefinitionError, match=rf"is not an? {name}; choose ('|{name}\.)"):
        KINDS[name](value)


@pytest.mark.parametrize("name", KINDS)
def test_a_value_of_a_member_is_the_member(name: str) -> None:
    """What is written in documents stays a way to a member."""
    for member in KINDS[name]:
        assert KINDS[name](member.value) is member
