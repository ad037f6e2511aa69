"""The table of every rule of the field: whole, true, and the one that the code makes."""

from collections.abc import Sequence
from pathlib import Path

import coverage_table
import pytest
from attrs import evolve
from coverage_examples import Example
from coverage_table import PAGES, Row, Subject, faults, generated, rows, subjects, unplaced

import perfkpi as pk

ROW = Row("R6", "层差法", "Tiers")
TIERS = Subject("Tiers", ("R6",), "Points (R6).\n\nSource: the method of tiers (层差法).", pk.Tiers)
SHOWN = {"R6": [Example(("Tiers",), "", None, "")]}


def test_the_pages_are_those_that_the_code_makes() -> None:
    """Nothing is missing, and nothing has changed since ``nox -s coverage_table``."""
    wrong, texts = generated()
    assert wrong == []
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.iterdir()}
    assert written == texts, "run nox -s coverage_table"


def test_every_row_of_the_field_is_there() -> None:
    """F1 to F16, R1 to R16, and what follows."""
    families = {"F": 16, "R": 16, "A": 17}
    assert [row.id for row in rows()] == [f"{kind}{n}" for kind, last in families.items() for n in range(1, last + 1)]


def test_text_fills_its_own_row_alone() -> None:
    """What can be typed as text hides no row that lacks a class."""
    assert {each.name: each.rows for each in subjects() if each.name.startswith("Computed")} == {
        "Computed": ("F16",),
        "ComputedCondition": ("F16",),
        "ComputedPoints": ("F16",),
    }


@pytest.mark.parametrize(
    ("subjects_", "shown", "complaint"),
    [
        ([], SHOWN, "R6 Tiers: nothing says it"),
        ([TIERS], {"R6": []}, "R6 Tiers: no example"),
        ([TIERS], {"R6": []}, "Tiers has no example"),
        ([evolve(TIERS, text="Points (R6).")], SHOWN, "Tiers does not say its source"),
        ([evolve(TIERS, text="Points (R6).")], SHOWN, "R6 Tiers: no source"),
        ([evolve(TIERS, text="Points (R6).\n\nSource: a sheet.")], SHOWN, "R6 Tiers: no Chinese source"),
        ([evolve(TIERS, rows=("R6", "R99"))], SHOWN, "there is no row R99"),
        ([TIERS, evolve(TIERS, name="ComputedPoints")], SHOWN, "may fill F16 only"),
    ],
)
def test_what_the_table_lacks_is_a_fault(
    subjects_: Sequence[Subject], shown: dict[str, list[Example]], complaint: str
) -> None:
    """A row without class, example or source, a row that is none, and text where a class belongs."""
    assert any(complaint in each for each in faults([ROW], subjects_, shown))
    assert faults([ROW], [TIERS], SHOWN) == []


def test_a_public_rule_in_no_row_is_a_fault() -> None:
    """Whoever adds a rule says which row it fills."""
    found = [each for each in subjects() if each.name != "Tiers"]
    assert unplaced(found) == ["Tiers stands in no row; put its id into its docstring, such as (R6)"]


def test_the_script_writes_the_pages_or_says_why_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A table with a fault is not written, and a page that is none any more goes."""
    folder = tmp_path / "coverage"
    monkeypatch.setattr(coverage_table, "PAGES", folder)
    monkeypatch.setattr(coverage_table, "generated", lambda: (["R6 Tiers: no source"], {}))
    with pytest.raises(SystemExit, match="R6 Tiers: no source"):
        coverage_table.main()
    assert not folder.exists()
    for name in ("old.md", "index.md"):
        monkeypatch.setattr(coverage_table, "generated", lambda name=name: ([], {name: "a table"}))
        coverage_table.main()
        assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {name: "a table"}
