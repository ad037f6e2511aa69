"""Columns with everything that is known about them: doubles, errors, statuses, integers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Generic, TypeVar

import numpy as np
from attrs import frozen

from perfkpi.doubles import TINY
from perfkpi.interpreters.columns.arrays import ROUNDOFF, SLACK, Bools, Bytes, Floats, inexactness, near, picked
from perfkpi.interpreters.columns.ratios import Ratio, chosen_ratio, constant_ratio, linear_ratio

FINE = np.array(0, dtype=np.int8)


T = TypeVar("T")


class Later(Generic[T]):
    """What is computed when it is first asked for, and then kept."""

    __slots__ = ("_found", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make

    def __call__(self) -> T:
        if self._make is not None:
            self._found = self._make()
            self._make = None
        return self._found


@frozen(eq=False)
class Given:
    """A measure in some rows: doubles, and the status of each row where not every one is there.

    Attributes:
        values: doubles, NaN where there is none; for a category the position of its name.
        status: int8.
        names: for a category, the names that positions stand for.
    """

    values: Floats
    status: Bytes
    names: Mapping[str, int] | None = None


@frozen(eq=False)
class Figures:
    """An operation in some rows.

    Attributes:
        values: doubles; meaningless where the status is not OK.
        error: how far each may lie from the true number.
        status: int8.
        ratio: the same numbers as integers, where these are known; few operations ask for them.
        given: the measure itself, where nothing was computed.
    """

    values: Floats
    error: Floats
    status: Bytes
    ratio: Later[Ratio]
    given: Given | None = None


def worst(figures: Iterable[Figures]) -> Bytes:
    """Take the severest where several statuses meet."""
    status = FINE
    for each in figures:
        status = np.maximum(status, each.status)
    return status


def constant(number: Fraction) -> Figures:
    """Give every row one number."""
    value = near(number)
    inexact = inexactness(number)  # infinite for what is too large or too small for a double
    error = abs(value) * inexact * SLACK if math.isfinite(inexact) else inexact
    return Figures(np.array(value), np.array(error), FINE, Later(lambda: constant_ratio(number)))


def linear(terms: Sequence[tuple[Figures, Fraction]], offset: Fraction) -> Figures:
    """Sum some weighted columns, and a constant.

    With ``k`` terms the computed sum is off by at most what the terms are off by, and ``k + 3`` roundings of the sum
    of all magnitudes.
    """
    values: Floats = np.array(0.0)
    sizes: Floats = np.array(abs(near(offset)))
    error: Floats = np.array(0.0)
    for figures, factor in terms:
        part = figures.values * near(factor)
        values = values + part
        sizes = sizes + np.abs(part)
        error = error + figures.error * abs(near(factor))
    values = values + near(offset)
    error = (error + (sizes + error) * ((len(terms) + 3) * ROUNDOFF) + TINY * (len(terms) + 1)) * SLACK
    ratio = Later(lambda: linear_ratio([(figures.ratio(), factor) for figures, factor in terms], offset))
    return Figures(values, error, worst(figures for figures, _ in terms), ratio)


def pick(masks: Sequence[Bools], figures: Sequence[Figures], status: Bytes) -> Figures:
    """Pick in every row the column of the first mask that holds there, else the last one."""
    values, error = picked(masks, [each.values for each in figures]), picked(masks, [each.error for each in figures])
    return Figures(values, error, status, Later(lambda: chosen_ratio(masks, [each.ratio() for each in figures])))
