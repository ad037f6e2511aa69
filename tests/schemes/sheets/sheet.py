"""What a role sheet is here: a card, four people, and a mark on whatever its source leaves open."""

from __future__ import annotations

from dataclasses import dataclass

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
        people: a row of measures, and a row of figures for the ordinary, the perfect and the terrible person.
        lacks: the measures that the incomplete person, who is otherwise the ordinary one, does not have.
        without: the indicator that has no points then.
        ordinary: the total of the ordinary person, worked out by hand.
        incomplete: the total of the incomplete one; ``None`` where the card refuses it.
        most: the total of the perfect person, the full mark unless the sheet pays more.
    """

    card: pk.Scorecard
    people: str
    lacks: str
    without: str
    ordinary: str
    incomplete: str | None = None
    most: str = "100.00"

    def figures(self, person: str) -> dict[str, str | None]:
        """The figures of one person, as texts."""
        measures, *rows = (row.split() for row in self.people.strip().splitlines())
        three = {name: dict(zip(measures, row, strict=True)) for name, row in zip(PEOPLE, rows, strict=False)}
        return three[person] if person in three else three["ordinary"] | dict.fromkeys(self.lacks.split())
