"""Whatever is chosen may be written as its text, as documents write it."""

from collections.abc import Iterator
from enum import Enum
from types import UnionType
from typing import Union, get_args, get_origin, get_type_hints

import attrs
import pytest

import perfkpi as pk
from perfkpi.serialization.tags import is_whole, model_classes


def chosen() -> Iterator[tuple[type, str, type[Enum]]]:
    """Every class of the model, each attribute of it that is chosen among members with texts, and its enumeration."""
    for kind in filter(is_whole, model_classes()):
        hints = get_type_hints(kind)
        for each in attrs.fields(kind):
            hint = hints[each.name]
            parts = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
            choices = [part for part in parts if isinstance(part, type) and issubclass(part, Enum) and len(part) > 1]
            if each.init and choices and isinstance(next(iter(choices[0])).value, str):
                yield kind, each.name, choices[0]


@pytest.mark.parametrize(
    ("kind", "name", "choices"), [pytest.param(*each, id=f"{each[0].__name__}.{each[1]}") for each in chosen()]
)
def test_a_text_is_the_member(kind: type, name: str, choices: type[Enum]) -> None:
    """So is the member itself; other letters are not."""
    convert = getattr(attrs.fields(kind), name).converter
    for member in choices:
        assert convert(member.value) is member
        assert convert(member) is member
        with pytest.raises(pk.DefinitionError, match=f"choose .*{choices.__name__}\\.{member.name}"):
            convert(f" {member.value}")


def test_a_rule_in_plain_texts() -> None:
    """It is equal to the one that is written with members."""
    rule = pk.TargetDelta(
        target="12%",
        per=pk.Additive("1%"),
        gain=2,
        loss=3,
        base_points=90,
        cap=110,
        counting="proportional",
        direction="higher",
    )
    higher, partly = pk.Direction.HIGHER_IS_BETTER, pk.Counting.PROPORTIONAL
    assert rule == attrs.evolve(rule, counting=partly, direction=higher)
    assert rule.direction is higher


def test_a_curve_in_pairs() -> None:
    """A pair is a knot, and what is wrong in one is told at its place."""
    rule = pk.PiecewiseLinear(
        [("80%", 60), ("100%", 100), ("120%", 120)], below="floor", above="hold", direction="higher", cap=120
    )
    knots = (pk.Knot("80%", 60), pk.Knot("100%", 100), pk.Knot("120%", 120))
    assert (rule.knots, rule.below, rule.above) == (knots, pk.Outside.FLOOR, pk.Outside.HOLD)
    with pytest.raises(pk.PerfKpiError) as caught:
        pk.PiecewiseLinear([(0, 0), ("1 0", 1)], below="floor", above="hold", direction="higher")
    assert caught.value.where.startswith("PiecewiseLinear.knots[1]")
    for wrong in (5, (1,), (1, 2, 3), "ab"):
        with pytest.raises(pk.DefinitionError, match="is not a knot"):
            pk.PiecewiseLinear([(0, 0), wrong], below="floor", above="hold", direction="higher")
