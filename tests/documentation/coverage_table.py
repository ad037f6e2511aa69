"""Writes ``docs/reference/coverage/``: every rule of the field, the class that says it, an example, its source.

A class, a member of an enum, a method or a function says in its docstring by an id in brackets, such as (R6), which row
it fills; its source is the sentence there that begins with "Source". Examples are golden cases (``tests/cases``) that
hold it, or what its docstring shows after ``>>>``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from coverage_examples import Example, examples
from coverage_pages import pages
from coverage_rows import Row, rows
from coverage_sources import chinese
from coverage_subjects import Subject, of_row, public, source_of, subjects

import perfkpi as pk

PAGES = Path(__file__).parents[2] / "docs" / "reference" / "coverage"
ROOTS = (pk.Formula, pk.Scoring, pk.adjustments.Adjustment, pk.conditions.Condition, pk.missing.MissingPolicy)
TYPED = {"Computed": "F16", "ComputedPoints": "F16"}
"""Rules typed as text could say everything, and would then hide that a row has no class of its own."""


def unplaced(found: Iterable[Subject]) -> list[str]:
    """Public rules that stand in no row."""
    placed = {subject.name for subject in found}
    return [
        f"{name} stands in no row; put its id into its docstring, such as (R6)"
        for name, thing in public()
        if isinstance(thing, type) and issubclass(thing, ROOTS) and name not in placed
    ]


def faults(wanted: Sequence[Row], found: Sequence[Subject], shown: Mapping[str, Sequence[Example]]) -> list[str]:
    """What the table lacks, and what should not be in it."""
    known = [row.id for row in wanted]
    complaints = [
        f"{subject.name}: there is no row {row}" for subject in found for row in subject.rows if row not in known
    ]
    for subject in found:
        if subject.name in TYPED and subject.rows != (TYPED[subject.name],):
            complaints.append(
                f"{subject.name} fills {', '.join(subject.rows)}, and may fill {TYPED[subject.name]} only"
            )
        if isinstance(subject.thing, type) and issubclass(subject.thing, ROOTS) and not subject.source:
            complaints.append(f"{subject.name} does not say its source")
        if not any(subject.name in example.shows for each in shown.values() for example in each):
            complaints.append(f"{subject.name} has no example; write a golden case, or show one after >>>")
    for row in wanted:
        mine = [subject for subject in found if row.id in subject.rows]
        if not mine:
            complaints.append(f"{row.id} {row.en}: nothing says it")
        elif not shown.get(row.id):
            complaints.append(f"{row.id} {row.en}: no example")
        elif not source_of(row, mine):
            complaints.append(f"{row.id} {row.en}: no source")
        elif re.search("[a-z]{4}", re.sub("`.*?`|（.*?）|[A-Z][A-Za-z]+", "", chinese(row.id, source_of(row, mine)))):
            complaints.append(f"{row.id} {row.en}: no Chinese source")
    return complaints


def generated() -> tuple[list[str], dict[str, str]]:
    """The faults of the table, and the pages where there are none."""
    found = list(subjects())
    shown = {
        row.id: examples(row.id, [each for each in of_row(row, found) if each.rows[0] == row.id]) for row in rows()
    }
    wrong = [*unplaced(found), *faults(list(rows()), found, shown)]
    return wrong, {} if wrong else pages(found, shown)


def main() -> None:
    """Write the pages, or say why not."""
    wrong, texts = generated()
    if wrong:
        sys.exit("\n".join(wrong))
    PAGES.mkdir(exist_ok=True)
    for old in PAGES.iterdir():
        old.unlink()
    for name, text in texts.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
