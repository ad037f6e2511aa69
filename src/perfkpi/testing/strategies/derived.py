"""Values of any class of the model, drawn from the types of its attributes alone.

A rule that somebody writes tomorrow can be drawn without an entry anywhere. What a constructor refuses is mended where
the refusal points: the attribute that it names is drawn again.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from inspect import isabstract
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

import perfkpi as pk
from perfkpi.model.parameters.constraints import Constrained
from perfkpi.model.parameters.constraints.bounds import Bound, bound_of, choices_left
from perfkpi.model.parameters.constraints.constrained import declared_constraints
from perfkpi.serialization.tags import model_classes
from perfkpi.testing.strategies.numbers import numbers

T = TypeVar("T")
Strategy: TypeAlias = st.SearchStrategy[Any]
Known: TypeAlias = Mapping[Any, Strategy]

_ATTEMPTS = 40
_LEFT_OUT = (pk.Field, pk.Formula, pk.Expr)
"""Members of a union that vary by person or need data; ``known`` may put them in."""

_PLAIN: Known = {
    Fraction: numbers(),
    int: st.integers(1, 9),
    float: numbers().map(float),
    Decimal: st.decimals(-300, 300, places=2),
    bool: st.booleans(),
}


def concrete(root: type[Any], package: str = "perfkpi") -> dict[str, type[Any]]:
    """Find every class of a package below another one of which values can be made, by name; import your modules first.

    Args:
        root: such as ``pk.Scoring`` or ``pk.Formula``.
        package: of whom the classes are; ``concrete(pk.Scoring, "our_kpis")`` finds the rules of your own.
    """
    model_classes()  # those of perfkpi, of which only what was used so far is loaded
    found: dict[str, type[Any]] = {}
    below: list[type[Any]] = root.__subclasses__()
    while below:
        kind = below.pop()
        below += kind.__subclasses__()
        mine = kind.__module__ == package or kind.__module__.startswith(f"{package}.")
        # attrs makes a slotted class anew; the one that it started from stays among the subclasses
        if mine and "__attrs_attrs__" in vars(kind) and not isabstract(kind) and not kind.__name__.startswith("_"):
            found[kind.__name__] = kind
    return dict(sorted(found.items()))


def named_classes(root: type[Any]) -> dict[str, type[Any]]:
    """Find the classes that ``perfkpi`` itself offers."""
    offering = [pk, *(each for each in map(partial(getattr, pk), dir(pk)) if isinstance(each, types.ModuleType))]
    public = [getattr(each, name) for each in offering for name in dir(each)]
    return {name: kind for name, kind in concrete(root).items() if kind in public}


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)


def _left_out(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, _LEFT_OUT)


def of_type(hint: Any, known: Known) -> Strategy | None:
    """Find a strategy for one annotation; ``None`` where there is none."""
    if hint in known:
        return known[hint]
    origin, members = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        members = tuple(sorted(members, key=lambda member: member is not type(None)))  # nothing is the simplest
        found = [
            strategy for member in members if not _left_out(member) and (strategy := of_type(member, known)) is not None
        ]
        return st.one_of(found) if found else None
    if origin is tuple and members[1:] == (...,):
        return _several(members[0], known, tuple)
    if origin is frozenset:
        return _several(members[0], known, frozenset)
    return st.none() if hint is type(None) else _of_class(hint, known)


def _several(member: Any, known: Known, made: Callable[[list[Any]], Any]) -> Strategy | None:
    each = of_type(member, known)
    return None if each is None else st.lists(each, min_size=1, max_size=3).map(made)


def _of_class(hint: Any, known: Known) -> Strategy | None:
    """Draw values of a plain class."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    kind: Any = hint
    if _left_out(kind) or isabstract(kind):
        return None
    if _is_enum(kind):
        return st.sampled_from(kind)
    if attrs.has(kind):
        return derived(kind, known)
    try:  # what Hypothesis itself knows, or was told by st.register_type_strategy
        strategy: Strategy = st.from_type(kind)
        strategy.validate()
    except (HypothesisException, NameError, TypeError):
        return None
    return strategy


def attributes(kind: type, known: Known, given: Known | None = None) -> dict[str, Strategy]:
    """Find a strategy for every attribute that can be given; one without is left to its default.

    Raises:
        TypeError: an attribute without a default has a type of which nothing is known.
    """
    hints, own = get_type_hints(kind), given or {}
    fields = [each for each in attrs.fields(kind) if each.init]
    found = {each.name: own[each.name] if each.name in own else of_type(hints[each.name], known) for each in fields}
    unknown = [each.name for each in fields if each.default is attrs.NOTHING and found[each.name] is None]
    if unknown:
        needed = ", ".join(f"{name}: {hints[name]}" for name in unknown)
        raise TypeError(
            f"{kind.__name__} has attributes of types without a strategy: {unknown} ({needed}); "
            f"give known={{the type: a strategy}}, or st.register_type_strategy(the type, a strategy)"
        )
    return {name: _fitting(kind, name, hints[name], each) for name, each in found.items() if each is not None}


def _fitting(kind: Any, name: str, hint: Any, strategy: Strategy) -> Strategy:
    """Fit a strategy to an attribute, so that nothing is drawn that a constraint on it alone refuses."""
    for constraint in declared_constraints(kind) if issubclass(kind, Constrained) else ():
        bound = bound_of(constraint)
        if bound is not None and bound.name == name:
            strategy = strategy.map(partial(_turned, bound))
        if _is_enum(hint):
            left = choices_left(constraint, name, hint)
            strategy = strategy if left is None else st.sampled_from(left)
    return strategy


def _turned(bound: Bound, value: Any) -> Any:
    """Turn a number from the wrong side of a bound to the right one, just as far."""
    if not isinstance(value, Fraction):
        return value
    beyond = value - bound.at if bound.relation in ">≥" else bound.at - value
    if beyond < 0:
        return 2 * bound.at - value
    return value if beyond or bound.relation in "≥≤" else bound.at + (1 if bound.relation == ">" else -1)


def _fits(value: object) -> None:
    """Accept what a constructor takes, as it is."""


def derived(
    kind: type[T], known: Known, given: Known | None = None, *, check: Callable[[T], object] = _fits
) -> st.SearchStrategy[T]:
    """Draw values of a class, from the types of its attributes.

    Args:
        kind: the class.
        known: strategies of types and annotations that are not for this module to find.
        given: strategies of attributes of which the type does not tell enough, by name.
        check: refuses values that only fit together where they are used, as a constructor refuses others.
    """
    return _made(kind, attributes(kind, known, given), check, [])


def values_of(kind: type[T], *, known: Known | None = None) -> st.SearchStrategy[T]:
    """Draw values of any attrs class, from the types of its attributes.

    What its constructor refuses is drawn again, at the attribute that the refusal names.

    Args:
        kind: the class.
        known: a strategy for each type or annotation that is to be drawn otherwise, or that is not known.

    Raises:
        TypeError: an attribute without a default has a type of which nothing is known.
    """
    return derived(kind, known or {})


@st.composite
def _made(
    draw: st.DrawFn,
    kind: Callable[..., T],
    strategies: Mapping[str, Strategy],
    check: Callable[[T], object],
    fallback: list[T],
) -> T:
    """Draw a value; where drawing again does not help, as among the simplest of all, the first that was ever made."""
    values = {name: draw(strategy) for name, strategy in strategies.items()}
    name = getattr(kind, "__name__", "")
    for _ in range(_ATTEMPTS):
        try:
            made = kind(**values)
            check(made)
        except pk.PerfKpiError as error:
            place = error.where.removeprefix(f"{name}.").split(".")[0].split("[")[0]
            again = place if place in strategies else draw(st.sampled_from(sorted(strategies)))
            values[again] = draw(strategies[again])
        else:
            fallback += [] if fallback else [made]
            return made
    return fallback[0] if fallback else reject()
