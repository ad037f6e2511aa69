"""Scores the stored corpus and tells what differs from what was stored.

    PYTHONPATH=tests/corpus python tests/corpus/compare.py            all of it; exits with 1 where anything differs
    PYTHONPATH=tests/corpus python tests/corpus/compare.py formula    the entries whose name has the word in it
    PYTHONPATH=tests/corpus python tests/corpus/compare.py --reword   stores the new words, where nothing else differs

Digits, statuses and ratings never differ. Words may, where a change is meant to reword them: such entries are listed.
Where a change rewords nearly all of them, the new words are stored.
"""

import sys
import warnings

from entries import differences, load, save, scored

TOLD = 40
WORDS = (".en", ".zh", ".reasons", ".unrated")
REWORDED: dict[str, tuple[str, ...]] = {}
"""Why words differ from those that were stored, and of which entries."""


def only_words(difference: str) -> bool:
    """Whether a difference is one of explanations and reasons."""
    place = difference.partition(": ")[0]
    return any(f"{word}[" in f"{place}[" for word in WORDS)


def reword() -> int:
    """1 where an entry differs in more than its words; where none does, the words of all are stored anew."""
    warnings.simplefilter("error")
    entries = []
    for entry in load():
        answer = scored(entry)
        found = differences(answer, {key: entry[key] for key in ("appraisals", "table")})
        moved = next((each for each in found if not only_words(each)), None)
        if moved is not None:
            print(f"{entry['name']}: {moved}")
            return 1
        entries.append(entry | answer)
    save(entries)
    return 0


def main(word: str = "") -> int:
    """1 where an entry differs in what may not differ, told with its first difference."""
    warnings.simplefilter("error")
    if word == "--reword":
        return reword()
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
