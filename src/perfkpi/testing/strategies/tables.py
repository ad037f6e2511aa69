"""Tables of figures: many rows around the places where points turn, with doubles that are odd."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Kind
from perfkpi.testing.strategies.cards import scorecards
from perfkpi.testing.strategies.figures import inputs_of, measures_for, takes_halves

Table: TypeAlias = dict[str, np.ndarray[Any, np.dtype[Any]]]

_SPECIAL = (0.0, -0.0, math.nan, math.inf, -math.inf, 5e-324, 2.3e-308, 1e300, -1e300, 0.30000000000000004)


def figure(rng: random.Random, near: float | Fraction, places: int | None, odd: float) -> float:
    """Draw a figure about another: moved, turned round, cut to some decimals, next to those, or something special."""
    if rng.random() < odd:
        return rng.choice(_SPECIAL)
    moved = float(near) * rng.choice((1, 1, 1, 1.5, 0.5, -1)) + rng.choice(
        (0, 0, 0.1, 0.25, -0.125, rng.uniform(-5, 5))
    )
    cut = moved if places is None else round(moved, places)
    return math.nextafter(cut, rng.choice((-math.inf, math.inf))) if rng.random() < 0.05 else cut  # noqa: PLR2004  # one in twenty


@st.composite
def tables_for(draw: st.DrawFn, card: pk.Scorecard, rows: int = 30) -> Table:
    """Draw a column for every measure of a card, float64 or objects for categories; few draws, many rows.

    Figures lie about those that the card's rules compare with; some are a digit beside them, and in some tables there
    are infinities, denormal doubles, NaN and both zeros.

    Args:
        card: the card.
        rows: how many people there are.
    """
    people = [draw(measures_for(card, gaps=False)) for _ in range(4)]
    rng = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311  # figures, not secrets
    places = draw(st.sampled_from((0, 1, 2, 3, 6, None)))
    odd = draw(st.sampled_from((0, 0, 0.02, 0.1)))
    table: Table = {}
    counted = {
        node.name
        for item in card.indicators()
        if not takes_halves(item.formula)
        for node in item.formula.express().inputs()
    }
    for node in inputs_of(card):
        near: list[Any] = [rng.choice(people)[node.name] for _ in range(rows)]
        if node.kind is Kind.CATEGORY:
            table[node.name] = np.array([None if rng.random() < odd else letter for letter in near], dtype=object)
        else:
            few = 0 if node.name in counted and rng.random() < 0.8 else places  # noqa: PLR2004  # mostly counts
            table[node.name] = np.array([figure(rng, each, few, odd) for each in near])
    return table


@cache
@st.composite
def batches(draw: st.DrawFn) -> tuple[pk.Scorecard, Table]:
    """Draw a scorecard and a table for it."""
    card = draw(scorecards())
    return card, draw(tables_for(card))


def row_of(table: Mapping[str, np.ndarray[Any, np.dtype[Any]]], row: int) -> dict[str, object]:
    """Read one row of a table, as ``appraise`` takes it."""
    return {name: column[row] if column.dtype == object else column[row].item() for name, column in table.items()}
