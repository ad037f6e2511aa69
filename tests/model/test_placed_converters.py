"""Converters of model values: whatever they are, a value is read there or refused there."""

from __future__ import annotations

import inspect

import pytest
from attrs import field, frozen

import perfkpi as pk
from perfkpi.model.parameters.validation import placed


@frozen(field_transformer=placed)
class Plain:
    """A class whose converters are Python's own, one of which tells no signature."""

    text: str = field(converter=str)
    number: int = field(converter=int)
    untouched: object = None


def test_converters_of_python_are_placed_as_others_are() -> None:
    """They convert; what they cannot read is refused at the attribute."""
    assert Plain(1, "2") == Plain("1", 2)
    with pytest.raises(pk.errors.DefinitionError, match=r"Plain\.number"):
        Plain("a", "b")


def test_a_constructor_keeps_the_types_of_its_converters() -> None:
    """What a converter takes is what the constructor says that it takes."""
    parameters = inspect.signature(pk.Ratio.__init__).parameters
    assert [parameters[name].annotation for name in ("numerator", "unit")] == ["OperandLike", "Unit | str"]
