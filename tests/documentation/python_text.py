"""Spells a value of the model as the Python that makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction

import attrs
from public import WHERE

import perfkpi as pk
from perfkpi.numerals import Percentage

__all__ = ["number", "spelled"]

WIDTH = 100


def number(value: Fraction, *, percent: bool = False) -> str:
    """A number as one would type it: ``3``, ``"0.35"``, ``"12%"`` or ``"1/3"``."""
    if percent:
        return f'"{_decimal(value * 100)}%"'
    return str(value) if value.denominator == 1 else f'"{_decimal(value)}"'


def _decimal(value: Fraction) -> str:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(value)
    places = next(places for places in range(100) if (value * 10**places).denominator == 1)
    digits = f"{abs(value * 10**places).numerator:0{places + 1}}"
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if value < 0 else "") + whole + (f".{part}" if part else "")


def spelled(value: object, indent: int = 0, before: int = 0) -> str:
    """The Python of a value, broken into lines where it is wide.

    Args:
        value: anything that a rule is made of.
        indent: how far the line is indented on which it stands.
        before: how much stands before it and behind it on that line.
    """
    word = _word(value)
    if word:
        return word
    opening, parts, closing = _pieces(value)
    flat = f"{opening}{', '.join(key + spelled(each, 0, -10_000) for key, each in parts)}{closing}"
    if indent + before + len(flat) <= WIDTH:
        return flat
    inner = indent + 4
    lines = [f"{' ' * inner}{key}{spelled(each, inner, len(key) + 1)}," for key, each in parts]
    return "\n".join([opening, *lines, " " * indent + closing.removeprefix(",")])


def _word(value: object) -> str:
    """What is spelled without parts; nothing where there are some."""
    match value:
        case Fraction():
            word = number(value, percent=isinstance(value, Percentage))
        case Enum():
            word = f"{WHERE[type(value).__name__]}.{value.name}"
        case pk.Unit():
            word = next(f"pk.Unit.{name}" for name in vars(pk.Unit) if getattr(pk.Unit, name) == value)
        case pk.Label(zh=zh, en=en) if zh == en:
            word = f'"{zh}"'
        case str():
            word = f'"{value}"'
        case tuple() | frozenset() | Mapping():
            word = ""
        case _:
            word = "" if attrs.has(type(value)) else repr(value)
    return word


def _pieces(value: object) -> tuple[str, list[tuple[str, object]], str]:
    """What opens it, its parts with what stands before each, and what closes it."""
    match value:
        case pk.RatingScale(lowest_edge=Fraction() as lowest):
            edges = (*value.edges, lowest)
            rows = [("", (band.code, edge)) for band, edge in zip(value.bands, edges, strict=True)]
            pieces = "pk.RatingScale.descending(", rows, ")"
        case Mapping():
            pieces = "{", [(f'"{key}": ', each) for key, each in value.items()], "}"
        case frozenset():
            pieces = "{", [("", each) for each in sorted(value, key=lambda each: each.name)], "}"
        case tuple():
            pieces = "(", [("", each) for each in value], ",)" if len(value) == 1 else ")"
        case _:
            pieces = f"{WHERE[type(value).__name__]}(", list(_arguments(value)), ")"
    return pieces


def _arguments(value: object) -> Iterator[tuple[str, object]]:
    """The arguments of a constructor, those at their default left out."""
    by_place = True
    for attribute in sorted(attrs.fields(type(value)), key=lambda each: bool(each.kw_only)):
        given = getattr(value, attribute.name)
        by_place = by_place and not attribute.kw_only and attribute.init
        if not attribute.init or given == attribute.default:
            by_place = False  # what follows is called by its name
        else:
            yield ("" if by_place else f"{attribute.name}="), given
