"""What holds for every value: nobody changes it, and a copy that travelled is the same."""

from __future__ import annotations

import pickle
from typing import Any

import attrs

import perfkpi as pk


def check_immutable(value: object) -> None:
    """Check that no attribute can be set, added or deleted, and that the value can stand in a set.

    Args:
        value: a rule, a formula, a scorecard, or whatever else is a value of yours.

    Raises:
        AssertionError: it tells the attribute that could be changed, and how a class is declared so that none can.
    """
    way_out = "decorate the class with attrs.frozen(cache_hash=True)"
    kind = type(value)
    names = [each.name for each in attrs.fields(kind)] if attrs.has(kind) else []
    for name in (*names, "anything"):
        before = getattr(value, name, None)
        try:
            setattr(value, name, before)
        except AttributeError:
            continue
        raise AssertionError(f"{name!r} of {value!r} can be set; {way_out}")
    for name in names:
        before = getattr(value, name)
        try:
            delattr(value, name)
        except AttributeError:
            continue
        object.__setattr__(value, name, before)
        raise AssertionError(f"{name!r} of {value!r} can be deleted; {way_out}")
    assert not hasattr(value, "__dict__"), f"{value!r} has room for more attributes (__dict__); {way_out}"
    try:
        hash(value)
    except TypeError as error:
        raise AssertionError(f"{value!r} has no hash ({error}); hold tuples in it, not lists, and {way_out}") from None


def check_round_trips(value: Any) -> None:
    """Check that a document, a JSON text and a pickle give back the same value, of the same class and hash.

    Args:
        value: a rule, a formula, a scorecard, or whatever else documents can hold.

    Raises:
        AssertionError: it tells the way on which the value was changed, or could not go.
    """
    _same("as a document", value, lambda: pk.from_document(pk.to_document(value)))
    _same("as a JSON text", value, lambda: pk.loads(pk.dumps(value)))
    _same("through pickle", value, lambda: pickle.loads(pickle.dumps(value)))  # noqa: S301  # pickled in the same breath
    _same("through attrs.evolve", value, lambda: attrs.evolve(value))
    text = pk.dumps(value)
    again = pk.dumps(pk.loads(text))
    assert again == text, f"{value!r} read back is written otherwise: {again} instead of {text}"


def _same(way: str, value: object, travelled: Any) -> None:
    try:
        copy = travelled()
    except Exception as error:  # whatever keeps it from travelling is what is told
        raise AssertionError(f"{value!r} cannot go {way}: {type(error).__name__}: {error}") from error
    assert type(copy) is type(value) and copy == value and hash(copy) == hash(value), (
        f"{value!r} went {way} and came back as {copy!r}"
    )
