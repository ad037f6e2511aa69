"""An explanation is a calculation that can be repeated: read back, every line gives what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from hypothesis import settings as Settings  # noqa: N812  # a class, in spite of its name
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing.laws.calculator import Calculator, Interval, NotACalculationError, agree
from perfkpi.testing.laws.search import Data, search
from perfkpi.testing.strategies.figures import categories_of, measures_for

_WORDS = {
    "zh": {"contribution": "贡献", "sum": "合计", "total": "总分"},
    "en": {"contribution": "contribution", "sum": "sum", "total": "total"},
}
_OUTCOMES = ("no total: ", "没有总分：")
"""Behind these stand reasons, with the figures that were given."""

_NOT_FIGURES = frozenset({"rating", "等级"})


def calculations(text: str, words: frozenset[str] = frozenset()) -> Iterator[tuple[str, list[Interval]]]:
    """Yield the name of each line that calculates, and the value of each side that is a calculation in figures.

    Args:
        text: an explanation.
        words: figures that are no numbers, such as letters.
    """
    for line in text.splitlines():
        plain = re.sub(r"  \(.*\)$", "", line.strip())  # the notes
        plain = re.sub(r" (次|times)$", "", plain)  # the unit of a value
        name, *sides = plain.split(" = ")
        if plain.startswith(_OUTCOMES) or not sides or "→" in plain or name in _NOT_FIGURES or sides[-1] in words:
            continue
        *earlier, last = sides
        # "780/7 ≈111.428571" and "200 ÷ 3 ≈66.666667" are two sides
        exact, sign, cut = last.rpartition(" ≈")
        values: list[Interval] = []
        for side in [*earlier, exact, f"≈{cut}"] if sign else sides:
            try:
                values.append(Calculator(side).result())
            except NotACalculationError:
                continue
        yield name, values


def check_explains(card: pk.Scorecard, *, data: Data | None = None, settings: Settings | None = None) -> None:
    """Check in Chinese and English that every printed line recomputes, and printed contributions add up to the total.

    Args:
        card: the scorecard.
        data: the ``st.data()`` of a running test, for one try; by itself the check searches.
        settings: of the search.

    Raises:
        AssertionError: it tells the line, and the explanation that it stands in.
    """

    def law(data: Data) -> None:
        figures = data.draw(measures_for(card, gaps=data.draw(st.booleans())))
        result = pk.appraise(card, figures)
        words = categories_of(card) | {"no number"}
        _lines_recompute(result, words)
        _contributions_recompute(result, words)

    search(law, examples=40, data=data, settings=settings)


def _lines_recompute(result: pk.Appraisal, words: frozenset[str]) -> None:
    for language in ("zh", "en"):
        text = result.explain(language)
        for name, values in calculations(text, words):
            assert values, f"the line {name!r} has no side that can be calculated, in\n{text}"
            assert all(agree(value, values[-1]) for value in values), (
                f"the line {name!r} has sides of different values {_told(values)}, in\n{text}"
            )


def _last_of_blocks(text: str, wanted: str, words: frozenset[str]) -> Iterator[Interval]:
    """Yield the last line of a name in each block: the parts of a composite have lines of that name above it."""
    for block in text.split("\n\n"):
        found = [sides[-1] for name, sides in calculations(block, words) if name == wanted]
        yield from found[-1:]


def _told(values: list[Interval]) -> str:
    return ", ".join(str(low) if low == high else f"{float(low)}..{float(high)}" for low, high in values)


def _contributions_recompute(result: pk.Appraisal, words: frozenset[str]) -> None:
    card, total, unrounded = result.card, result.total, result.unrounded
    if (
        total is None
        or not isinstance(unrounded, Fraction)
        or card.aggregation is not pk.choices.Aggregation.WEIGHTED_SUM
    ):
        return
    for language in ("zh", "en"):
        text = result.explain(language)
        top = "\n".join(line for line in text.splitlines() if not line.startswith("     "))
        printed, called = list(calculations(top, words)), _WORDS[language]
        steps = {step.name.say(language) for step in card.adjustments}
        if len(steps) < len(card.adjustments):
            return  # steps of one name: their lines cannot be told apart
        added_by = {name: sides[-1] for name, sides in printed if name in steps}  # the last line of a step
        parts = [*_last_of_blocks(top, called["contribution"], words), *added_by.values()]
        sums = [sides[-1] for name, sides in printed if name == called["sum"]]
        totals = [sides[-1] for name, sides in printed if name == called["total"]]
        added = (sum((low for low, _ in parts), Fraction(0)), sum((high for _, high in parts), Fraction(0)))
        whole = len(sums) == len(totals) == 1 and len(parts) == len(card.items) + len(card.adjustments)
        good = whole and agree(added, sums[0]) and agree(totals[0], (Fraction(total), Fraction(total)))
        low, high = sums[0] if sums else (Fraction(0), Fraction(0))
        # what follows ≈ is not the number itself, and what does not is exact
        signed = low <= unrounded <= high and (low == high) == (low == unrounded)
        assert good and signed, f"the printed contributions do not recompute the total {total}, in\n{text}"
