"""One row of a table of refusals, and what is asked of it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from spoken import python_in

import perfkpi as pk


class Refusal(NamedTuple):
    """What is refused, and what the error says about it.

    Attributes:
        build: makes what cannot be.
        code: of the fault.
        where: the place.
        value: the refused value as data; ``None`` where something is missing.
        en: what the English sentence says, among other things.
        zh: what the Chinese one says.
    """

    build: Callable[[], object]
    code: pk.errors.Code
    where: str
    value: object
    en: str
    zh: str


def placed(made: object) -> object:
    """A rule as it stands on a scorecard of its own scale, which refuses what can never count there."""
    if not isinstance(made, pk.Scoring):
        return made
    return made.placed_on(made.points_scale).under(made.points_scale, shares=False, cap=None)


def check_refusal(refusal: Refusal) -> None:
    """The error has the code, the place and the value as data, and tells the way out in both languages."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        placed(refusal.build())
    error = caught.value
    assert (error.code, error.where, error.value) == (refusal.code, refusal.where, refusal.value)
    assert refusal.en in error.en
    assert refusal.zh in error.zh
    assert not python_in(error)
