"""The stored corpus: a part of it is scored as it was stored, and what differs is told."""

import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import perfkpi as pk

sys.path.insert(0, str(Path(__file__).parent / "corpus"))

from compare import REWORDED, main, only_words  # of the folder that was just named
from entries import decoded, differences, encoded, load, scored

ENTRIES = load()
MEANT = {name for names in REWORDED.values() for name in names}
SAMPLE = [entry for entry in ENTRIES[::40] if entry["name"] not in MEANT]


@pytest.mark.parametrize("entry", SAMPLE, ids=[entry["name"] for entry in SAMPLE])
def test_scores_as_it_was_stored(entry: dict[str, object]) -> None:
    """Totals, ratings, statuses, points, parts and words; the whole corpus is compared by its own script."""
    assert not list(differences(scored(entry), {key: entry[key] for key in ("appraisals", "table")}))


def test_the_corpus_is_large() -> None:
    """Every rule and every formula, thousands of results."""
    assert sum(len(entry["rows"]) for entry in ENTRIES) >= 5000
    assert len({entry["name"] for entry in ENTRIES}) == len(ENTRIES)


def test_a_difference_is_told_with_its_place(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers that differ fail; words alone are told apart from them."""
    entry = SAMPLE[0]
    changed = {**entry, "table": {**entry["table"], "ratings": []}}
    monkeypatch.setattr("compare.load", lambda: [changed])
    assert main() == 1
    assert f"{entry['name']}: 1 differences" in capsys.readouterr().out
    assert main("no entry has this name") == 0
    assert only_words(".appraisals[0].en: 'a', and before 'b'")
    assert only_words(".table.reasons[3][0]: 'a', and before 'b'")
    assert not only_words(".appraisals[0].total: '1', and before '2'")


def test_figures_are_stored_as_they_were_given() -> None:
    """Fractions, decimals and absences as well as what JSON knows."""
    for figure in (Fraction(1, 3), Decimal("0.1"), pk.missing.Absent.NOT_DUE, 1.5, "A", None):
        assert decoded(encoded(figure)) == figure
