"""Scores the stored corpus and tells what differs from what was stored.

    PYTHONPATH=tests/corpus python tests/corpus/compare.py            all of it; exits with 1 where anything differs
    PYTHONPATH=tests/corpus python tests/corpus/compare.py formula    the entries whose name has the word in it

Digits, statuses and ratings never differ. Words may, where a change is meant to reword them: such entries are listed.
"""

import sys
import warnings

from entries import differences, load, scored

TOLD = 40
WORDS = (".en", ".zh", ".reasons")
REWORDED: dict[str, tuple[str, ...]] = {
    "a row that does not fulfil a constraint is told the words of the constructor, with its own figure": (
        "card 138",
        "card 139",
        "f11_tests:a-paper-without-a-full-mark",
        "personal_parameters:a-personal-target-of-zero",
        "r01_attainment:a-personal-target-of-zero",
        "r02_target_delta:a-share-of-a-personal-target-of-zero",
        "r03_full_mark_if_met:a-personal-line-that-ends-beyond-the-target",
        "r04_met_or_not:a-personal-consolation-above-the-prize",
        "r06_tiers:personal-edges-out-of-order",
        "r09_efficacy:personal-standards-that-cross",
        "r10_achievement_improvement:a-personal-benchmark-that-is-not-better",
        "r15_tiered_amounts:a-negative-personal-rate",
    ),
    "a target that is missing is told at the points, whose constraints ask for it first": (
        "personal_parameters:nobody-agreed-on-a-target",
        "r01_attainment:a-personal-target-that-is-missing",
    ),
}
"""Why words differ from those that were stored, and of which entries."""


def only_words(difference: str) -> bool:
    """Whether a difference is one of explanations and reasons."""
    place = difference.partition(": ")[0]
    return any(f"{word}[" in f"{place}[" for word in WORDS)


def main(word: str = "") -> int:
    """1 where an entry differs in what may not differ, told with its first difference."""
    warnings.simplefilter("error")
    meant = {name for names in REWORDED.values() for name in names}
    differing = results = reworded = 0
    for entry in load():
        name = entry["name"]
        if word not in name:
            continue
        results += len(entry["rows"])
        found = list(differences(scored(entry), {key: entry[key] for key in ("appraisals", "table")}))
        if name in meant and found and all(map(only_words, found)):
            reworded += 1
        elif found or (name in meant and not word):
            differing += 1
            if differing <= TOLD:
                print(f"{name}: {len(found)} differences", *found[:1], sep="\n  ")
    print(f"{results} results; {differing} scorecards differ, {reworded} are reworded as they should be")
    return min(differing, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
