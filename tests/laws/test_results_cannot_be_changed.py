"""Results are what they are: nothing that can be reached from one can be changed, nor what it says afterwards."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import attrs
import numpy as np
import pytest
from columnwise import by_columns
from effort import examples
from hypothesis import given, settings
from pickled import pickled

import perfkpi as pk
from perfkpi.testing import batches, cases

Case = tuple[pk.Scorecard, dict[str, object]]
Table = tuple[pk.Scorecard, dict[str, np.ndarray]]
PLAIN = (str, int, float, Fraction, Decimal, Enum, type(None), bytes)


def parts_of(value: object) -> list[object]:
    """What can be reached in one step, without what is nobody else's business."""
    if isinstance(value, Mapping):
        return [*value, *value.values()]
    if isinstance(value, (tuple, frozenset)):
        return list(value)
    names = [each.name for each in attrs.fields(type(value)) if each.name[0] != "_"] if attrs.has(type(value)) else []
    return [getattr(value, name) for name in names]


def reachable(value: object) -> Iterator[object]:
    """Everything that can be reached from a value."""
    seen: dict[int, object] = {}
    stack = [value]
    while stack:
        value = stack.pop()
        if id(value) not in seen and not isinstance(value, PLAIN):
            seen[id(value)] = value
            yield value
            stack += parts_of(value)


def check_fixed(value: object) -> None:
    """One value cannot be changed by any of the usual ways."""
    if isinstance(value, np.ndarray):
        with pytest.raises(ValueError, match="read-only"):
            value[...] = 0
        with pytest.raises(ValueError, match="WRITEABLE"):
            value.flags.writeable = True
        return
    if isinstance(value, memoryview):
        assert value.readonly
        assert isinstance(value.obj, bytes)
        return
    assert isinstance(value, (tuple, frozenset, Mapping)) or attrs.has(type(value)), f"{value!r} can be changed"
    for name in [each.name for each in attrs.fields(type(value))] if attrs.has(type(value)) else ["anything"]:
        with pytest.raises(AttributeError):
            setattr(value, name, None)
        with pytest.raises(AttributeError):
            delattr(value, name)
    if isinstance(value, Mapping):
        for key in [*list(value)[:1], "anything"]:
            with pytest.raises(TypeError):
                value[key] = None
            with pytest.raises(TypeError):
                del value[key]
        assert not {"clear", "pop", "popitem", "setdefault", "update"} & set(dir(value))


def check_all_fixed(value: object) -> None:
    """Nothing that can be reached from a value, or from one that travelled, can be changed."""
    for each in (value, pickled(value)):
        for part in reachable(each):
            check_fixed(part)


@given(cases())
@settings(max_examples=examples(25))
def test_an_appraisal(case: Case) -> None:
    """Its lines, parts, reasons, and the figures of which its explanation speaks."""
    result = pk.appraise(*case)
    text = result.explain("zh", "audit")
    check_all_fixed(result)
    assert dict(pickled(result).inputs) == dict(result.inputs)
    assert result.explain("zh", "audit") == text


@given(batches())
@settings(max_examples=examples(25))
def test_scores(case: Table) -> None:
    """Arrays, points, parts, keys and counts."""
    card, table = case
    rows = len(next(iter(table.values())))
    scores = by_columns(card, table, keys=range(rows), points=True)
    text = repr(scores)
    check_all_fixed(scores)
    check_all_fixed(scores.summary())
    for code in scores.parts:
        check_fixed(scores.parts[code])
    assert repr(pickled(scores)) == repr(scores) == text


def test_a_population() -> None:
    """Everybody's values, whoever gave them, and what they are counted by."""
    given = {"k": [3, 1, 2, None], "j": []}
    population = pk.Population.from_values(given)
    check_all_fixed(population)
    for code in population:
        check_all_fixed(population[code])
    given["k"].append(9)
    assert population == pk.Population.from_values({"k": [3, 1, 2, None], "j": []})


def test_a_figure_cannot_be_changed_under_a_total() -> None:
    """There is no other figure in the explanation of the same total."""
    item = pk.Indicator(code="k", name="k", formula=pk.Actual("a"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    result = pk.appraise(pk.Scorecard(code="c", name="c", items=[(item, 100)]), {"a": 50})
    with pytest.raises(TypeError):
        result.inputs["a"] = (99, 1)
    assert dict(result.inputs) == {"a": (50, 1)}
    other = dict(result.inputs)
    changed = attrs.evolve(result, inputs=other)
    other["a"] = (99, 1)
    assert changed.inputs == result.inputs
    assert repr(result.inputs) == "{'a': (50, 1)}"
