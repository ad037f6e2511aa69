"""Values of any class of the model, drawn from the types of its attributes alone.

A rule that the library gains tomorrow comes under the laws without an entry anywhere. What a constructor refuses is
mended where the refusal points: the attribute that it names is drawn again.
"""

import types
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import reject
from hypothesis import strategies as st

import perfkpi as pk

Draw = Callable[[st.SearchStrategy], object]
Known = Mapping[object, st.SearchStrategy]

ATTEMPTS = 40
LEFT_OUT = (pk.Field, pk.Formula, pk.Expr)
"""Members of a union that vary by person or need data; the laws of personal parameters put them in."""


def of_type(hint: object, known: Known) -> st.SearchStrategy | None:
    """A strategy for one annotation; ``None`` where there is none."""
    if hint in known:
        return known[hint]
    origin, members = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        open_ones = [each for each in members if not (isinstance(each, type) and issubclass(each, LEFT_OUT))]
        found = [strategy for member in open_ones if (strategy := of_type(member, known)) is not None]
        return st.one_of(found) if found else None
    if origin is tuple and members[1:] == (...,):
        each = of_type(members[0], known)
        return None if each is None else st.lists(each, min_size=1, max_size=3).map(tuple)
    return st.none() if hint is type(None) else _of_class(hint, known)


def _of_class(hint: object, known: Known) -> st.SearchStrategy | None:
    """The same for a plain class."""
    if not isinstance(hint, type) or issubclass(hint, LEFT_OUT):
        return None
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return derived(hint, known) if attrs.has(hint) else None


def attributes(kind: type, known: Known) -> dict[str, st.SearchStrategy]:
    """A strategy for every attribute that can be given; one without is left to its default."""
    hints = get_type_hints(kind)
    found = {each.name: of_type(hints[each.name], known) for each in attrs.fields(kind) if each.init}
    missing = [each.name for each in attrs.fields(kind) if each.init and each.default is attrs.NOTHING]
    unknown = [name for name in missing if found[name] is None]
    if unknown:
        raise TypeError(f"{kind.__name__} has attributes of types without a strategy: {unknown}")
    return {name: strategy for name, strategy in found.items() if strategy is not None}


def derived(kind: type, known: Known, given: Mapping[str, st.SearchStrategy] | None = None) -> st.SearchStrategy:
    """Values of a class, from the types of its attributes.

    Args:
        kind: the class.
        known: strategies of types and annotations that are not for this module to find.
        given: strategies of attributes of which the type does not tell enough, by name.
    """
    return _made(kind, attributes(kind, known) | dict(given or {}))


@st.composite
def _made(draw: Draw, kind: type, strategies: Mapping[str, st.SearchStrategy]) -> object:
    values = {name: draw(strategy) for name, strategy in strategies.items()}
    for _ in range(ATTEMPTS):
        try:
            return kind(**values)
        except pk.PerfKpiError as error:
            place = error.where.removeprefix(f"{kind.__name__}.").split(".")[0].split("[")[0]
            again = place if place in strategies else draw(st.sampled_from(sorted(strategies)))
            values[again] = draw(strategies[again])
    return reject()
