"""What a role sheet is here: a card, four people, and a mark on whatever its source leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import perfkpi as pk

PEOPLE = ("ordinary", "perfect", "terrible", "incomplete")


def ours(*weight_and_rule: object, **others: object) -> dict[str, object]:
    """What the source leaves open and a company fills in: a weight and a scoring rule, or whatever has a name.

    Nothing that stands in ``**ours(...)`` is printed in the source. Of a formula the source prints the name at most
    (满意度, 完成率), except in scheme 3.
    """
    return dict(zip(("weight", "scoring"), weight_and_rule, strict=False)) | others


def line(target: object, nothing_at: object, direction: str = "higher") -> pk.rules.FullMarkIfMet:
    """One of our rules: the full mark at the target, and along a line nothing at the other end."""
    return pk.rules.FullMarkIfMet(target, decrease=pk.rules.LineToZero(at=nothing_at), direction=direction)


def rated_by(*roles: tuple[str, int, int]) -> pk.formulas.RaterMean:
    """The ratings of several roles, each with its weight and the fewest raters."""
    found = [
        pk.formulas.RaterRole(role, weight, mean=role, raters=f"{role}人数", minimum=minimum)
        for role, weight, minimum in roles
    ]
    return pk.formulas.RaterMean(found, weighting="per_role", minimum_weight="60%")


ANSWERS = pk.formulas.SurveyIndex("answers", scale=(1, 5))  # our survey: the mean of answers from 1 to 5
RATED = pk.DirectPoints()  # our rule for whatever somebody judges: the rating is the points
LETTERS = pk.LetterPoints({"A": 100, "B": 80, "C": 60, "D": 40, "E": 0})
ATTAINED = pk.Attainment("100%", direction="higher")
WITHIN = pk.MetOrNot("100%", missed=0, direction="lower")


@dataclass(frozen=True)
class Sheet:
    """A role sheet.

    Attributes:
        card: what the sheet says.
        without: the indicator that has no points where a figure is missing.
        left: the total of whoever lacks that figure; ``None`` where the card refuses it.
        figures: those of each of the four people, as texts.
        totals: the total of each, worked out by hand.
    """

    card: pk.Scorecard
    without: str
    left: str | None = None
    figures: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    totals: Mapping[str, str | None] = field(default_factory=dict)

    def of(self, table: str) -> Sheet:
        """Add the people: a row of measures and the total, and one for each of the first three.

        The incomplete person is the ordinary one without the measure marked by a star. A table that is too wide goes on
        below an empty line.
        """
        blocks = [[row.split() for row in block.splitlines()] for block in table.strip().split("\n\n")]
        columns = {name: column for block in blocks for name, *column in zip(*block, strict=True)}
        rows = [*zip(*columns.values(), strict=True)]
        rows.append([None if name.endswith("*") else ordinary for name, ordinary in zip(columns, rows[0], strict=True)])
        measures = [name.removesuffix("*") for name in columns]
        figures = {person: dict(zip(measures, row, strict=True)) for person, row in zip(PEOPLE, rows, strict=True)}
        totals = {person: row.pop("total") for person, row in figures.items()} | {"incomplete": self.left}
        return replace(self, figures=figures, totals=totals)
