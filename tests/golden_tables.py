"""Tables in which a golden case stands: alone, and among neighbours and gaps."""

import math
from fractions import Fraction
from random import Random

import numpy as np
from golden import figure

import perfkpi as pk

__all__ = ["as_doubles", "column", "crowd"]

NEIGHBOURS = 61
COPIES = 3


def column(values: list[object]) -> np.ndarray:
    """Figures as they are, texts and absences among them."""
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def crowd(seed: str, measures: dict[str, object]) -> tuple[dict[str, list[object]], list[int]]:
    """The case three times among rows that differ from it in one or more figures, and where it stands."""
    random = Random(seed)  # noqa: S311  # shuffles a table, guards nothing
    people: list[tuple[bool, dict[str, object]]] = [(True, measures)] * COPIES
    for _ in range(NEIGHBOURS):
        changed = {name: changes(random, value) if random.random() < 0.7 else value for name, value in measures.items()}
        people.append((False, changed))
    random.shuffle(people)
    rows = [place for place, (own, _) in enumerate(people) if own]
    return {name: [person[name] for _, person in people] for name in measures}, rows


def changes(random: Random, value: object) -> object:
    """Something else in place of a figure."""
    gap = random.choice((None, pk.missing.Absent.NOT_DUE, pk.missing.Absent.NOT_APPLICABLE))
    if not is_number(value):
        return random.choice((value, gap))
    number = figure(value)
    return random.choice((gap, 0, str(float(-number)), str(float(number * 2)), str(float(number + 1)), value))


def is_number(value: object) -> bool:
    """Whether a figure is a number and not a category or an absence."""
    try:
        figure(value)
    except ValueError:
        return False
    return True


def as_doubles(table: dict[str, list[object]], measures: dict[str, object]) -> dict[str, np.ndarray] | None:
    """The table as float64 columns, where every number is the one that its double prints as."""
    for value in measures.values():
        if value is not None and not (is_number(value) and Fraction(repr(float(figure(value)))) == figure(value)):
            return None
    return {
        name: np.array([float(figure(value)) if is_number(value) else math.nan for value in values])
        for name, values in table.items()
    }
