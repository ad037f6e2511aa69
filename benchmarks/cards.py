"""The scorecards and the people that the column benchmarks share."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from attrs import frozen

import perfkpi as pk
from perfkpi.language import Choose, Const, Edge, Expr

Table: TypeAlias = dict[str, npt.NDArray[np.float64]]

HIGHER, LOWER = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER
TARGETS = (0.12, 0.14, 0.62, 0.95, 1.0, 0.5, 0.07)
WEIGHTS = (20, 15, 15, 15, 10, 15, 10)
LOWER_AT = (2, 4)
GAIN, LOSS, BASE, CAP = 2.0, 3.0, 100.0, 120.0
EDGES = (90.0, 70.0, 50.0)
RATINGS = pk.RatingScale.descending(("优秀", 90), ("良好", 70), ("一般", 50), ("不合格", 0))


@frozen(cache_hash=True)
class Tiers(pk.Scoring):
    """Points by five edges around the target; a ratio on an edge reaches the tier above."""

    target: float = 1.0

    def express(self, value: Expr) -> Expr:
        """One choice between six constants."""
        edges = [Edge(Const(round(self.target + step / 10, 2))) for step in (-1.5, -0.5, 0, 0.5, 1)]
        return Choose(value, edges, [Const(points) for points in (0, 40, 60, 80, 90, 100)])


def _scoring(place: int, target: float, options: dict[str, Any]) -> pk.Scoring:
    if options["tiers"]:
        return Tiers(target=target)
    return pk.TargetDelta(
        target=target,
        per=pk.Additive("0.01"),
        gain=GAIN,
        loss=LOSS,
        base_points=options["base"],
        floor=0,
        cap=CAP,
        counting=options["counting"],
        direction=LOWER if place in LOWER_AT else HIGHER,
    )


def director(
    *,
    readings: bool = False,
    tiers: bool = False,
    base: float | str = BASE,
    counting: pk.choices.Counting = pk.choices.Counting.PROPORTIONAL,
    **options: Any,  # noqa: ANN401  # whatever a scorecard takes
) -> pk.Scorecard:
    """Seven ratios of fourteen columns, target delta with caps, half-up to two places, ratings."""
    rule = {"tiers": tiers, "base": base, "counting": counting}
    items = tuple(
        (
            pk.Indicator(
                code=f"k{place}",
                name=f"k{place}",
                formula=pk.Actual(f"n{place}") if readings else pk.Ratio(f"n{place}", f"d{place}"),
                scoring=_scoring(place, target, rule),
            ),
            weight,
        )
        for place, (target, weight) in enumerate(zip(TARGETS, WEIGHTS, strict=True))
    )
    options = {"scale": pk.Scale(0, 100, up_to=CAP)} | options
    return pk.Scorecard(code="director", name="财务总监", items=items, ratings=RATINGS, **options)


def people(rows: int, places: int | None = None, *, thirds: bool = False, seed: int = 1) -> Table:
    """Numerators and denominators; the quotients are continuous, have some decimals, or are thirds."""
    rng = np.random.default_rng(seed)
    table: Table = {}
    for place, target in enumerate(TARGETS):
        quotient = np.abs(target + rng.normal(0, 0.1, rows))
        below = np.rint(rng.uniform(1e3, 1e5, rows))
        if thirds:
            table[f"n{place}"], table[f"d{place}"] = np.rint(quotient * 6000), np.full(rows, 6000.0)
        elif places is None:
            below = rng.uniform(1e3, 1e5, rows)
            table[f"n{place}"], table[f"d{place}"] = below * quotient, below
        else:
            table[f"n{place}"], table[f"d{place}"] = np.rint(quotient * 10**places) * below / 10**places, below
    return table


def with_gaps(table: Table, share: float = 0.05, seed: int = 2) -> Table:
    """The same people, some numerators not measured."""
    rng = np.random.default_rng(seed)
    return {
        name: np.where(rng.random(len(column)) < share, np.nan, column) if name[0] == "n" else column
        for name, column in table.items()
    }
