"""An explanation is a calculation that can be repeated: read back, every line gives what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import settings as Settings  # noqa: N812  # a class, in spite of its name
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.errors import Language
from perfkpi.testing.laws.calculator import Calculator, Interval, NotACalculationError, agree, round_to
from perfkpi.testing.laws.search import Data, search
from perfkpi.testing.strategies.figures import categories_of, measures_for

_WORDS = {
    "zh": {"contribution": "加权得分", "sum": "合计", "total": "总分"},
    "en": {"contribution": "weighted points", "sum": "sum", "total": "total"},
}
_OUTCOMES = ("no total. ", "暂无总分。")
"""Behind these stand reasons, with the figures that were given."""

_NOTHING = "–"
"""What stands in a table where nothing counts."""

_NOT_FIGURES = frozenset({"rating", "等级"})
_CUT: Mapping[pk.choices.Detail, int] = {pk.choices.Detail.FULL: 4, pk.choices.Detail.AUDIT: 0}
"""From how many places on a number behind ``≈`` was cut."""

_FRACTION = re.compile(r"(?<!\^ \()\b\d+/\d")
"""Only the exponent of a root may be one: no decimal serves there."""

_NOTES = re.compile(r"  \(.*\)$")
_UNIT = re.compile(r"(?<=\d) (?!percentage points?$|个百分点$|in (?:full|started) units$)[^\W\d]+$")
_SIGNS = re.compile(" (=|≈) ")
_EQUATION = re.compile(r"(?<!\w)([-(|\d][-\d.%()|×÷+^/ ]*) = (-?\d+(?:\.\d+)?%?)")
"""A calculation in the midst of a sentence, and what comes out."""

_LEAST_PLACES = 2
"""So many places of what comes out are printed, unless it ends before."""


def calculations(
    text: str, words: frozenset[str] = frozenset(), detail: pk.choices.Detail = pk.choices.Detail.AUDIT
) -> Iterator[tuple[str, list[Interval]]]:
    """Yield the name of each line that calculates, and the value of each side that is a calculation in figures.

    Args:
        text: an explanation.
        words: figures that are no numbers, such as letters.
        detail: of the explanation.
    """
    for line in text.splitlines():
        plain = _NOTES.sub("", line.strip())
        plain = _UNIT.sub("", plain)  # of a value
        name, *rest = _SIGNS.split(plain)
        signs, sides = rest[::2], rest[1::2]
        if plain.startswith(_OUTCOMES) or not sides or "→" in plain or name in _NOT_FIGURES or sides[-1] in words:
            continue
        values: list[Interval] = []
        for sign, side in zip(signs, sides, strict=True):
            try:
                values.append(Calculator(side, _CUT[detail] if sign == "≈" else None).result())
            except NotACalculationError:
                continue
        yield name, values


def check_explains(card: pk.Scorecard, *, data: Data | None = None, settings: Settings | None = None) -> None:
    """Check in every detail, in Chinese and English, that every printed line recomputes, and their sum is the total.

    Of a brief explanation also that each calculation in a sentence gives what the sentence says.

    Args:
        card: the scorecard.
        data: the ``st.data()`` of a running test, for one try; by itself the check searches.
        settings: of the search.

    Raises:
        AssertionError: it tells the line, and the explanation that it stands in.
    """

    def law(data: Data) -> None:
        figures = data.draw(measures_for(card, gaps=data.draw(st.booleans())))
        check_explained(pk.appraise(card, figures))

    search(law, examples=40, data=data, settings=settings)


def check_explained(result: pk.Appraisal) -> None:
    """Check the explanations of one result."""
    given = {figure for figure in result.inputs.values() if isinstance(figure, str)}
    words = frozenset({*categories_of(result.card), "no number", *given})
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        for detail in _CUT:
            text = result.explain(language, detail)
            _lines_recompute(text, words, detail)
            _contributions_recompute(result, text, words, detail, language)
        page = result.explain(language)
        _page_adds_up(result, page, _WORDS[language]["contribution"])
        _sentences_recompute(page)


def _lines_recompute(text: str, words: frozenset[str], detail: pk.choices.Detail) -> None:
    told = (_NOTES.sub("", line) for line in text.splitlines()[2:] if "→" not in line)
    fractions = [line for line in told if _FRACTION.search(line)]
    assert detail is pk.choices.Detail.AUDIT or not fractions, f"{fractions} print fractions, in\n{text}"
    for name, values in calculations(text, words, detail):
        assert values, f"the line {name!r} has no side that can be calculated, in\n{text}"
        assert all(agree(value, values[-1]) for value in values), (
            f"the line {name!r} has sides of different values {_told(values)}, in\n{text}"
        )


def _last_of_blocks(printed: list[list[tuple[str, list[Interval]]]], wanted: str) -> Iterator[list[Interval]]:
    """Yield the last line of a name in each block: the parts of a composite have lines of that name above it."""
    for block in printed:
        found = [sides for name, sides in block if name == wanted]
        yield from found[-1:]


def _told(values: list[Interval]) -> str:
    return ", ".join(str(low) if low == high else f"{float(low)}..{float(high)}" for low, high in values)


def _is_summed(result: pk.Appraisal) -> bool:
    return result.card.aggregation is pk.choices.Aggregation.WEIGHTED_SUM


def _contributions_recompute(
    result: pk.Appraisal, text: str, words: frozenset[str], detail: pk.choices.Detail, language: Language
) -> None:
    card, total, unrounded = result.card, result.total, result.unrounded
    if total is None or not isinstance(unrounded, Fraction) or not _is_summed(result):
        return
    top = "\n".join(line for line in text.splitlines() if not line.startswith("     "))
    printed, called = [list(calculations(block, words, detail)) for block in top.split("\n\n")], _WORDS[language]
    steps = {step.name.say(language) for step in card.adjustments}
    if len(steps) < len(card.adjustments):
        return  # steps of one name: their lines cannot be told apart
    every = [line for block in printed for line in block]
    added_by = {name: sides for name, sides in every if name in steps}  # the last line of a step
    parts = [*_last_of_blocks(printed, called["contribution"]), *added_by.values()]
    sums = [sides[-1] for name, sides in every if name == called["sum"]]
    totals = [sides[-1] for name, sides in every if name == called["total"]]
    whole = len(sums) == len(totals) == 1 and len(parts) == len(card.items) + len(card.adjustments)
    good = whole and agree(totals[0], (Fraction(total), Fraction(total))) and sums[0][0] <= unrounded <= sums[0][1]
    assert good and _gives(result, _added(parts, detail)), (
        f"the printed weighted points do not recompute the total {total}, in\n{text}"
    )


def _added(parts: list[list[Interval]], detail: pk.choices.Detail) -> Fraction:
    """Add up what is printed: of an exact explanation the exact side of each line, else the number at its end."""
    added = Fraction(0)
    for sides in parts:
        exact = [low for low, high in sides if low == high]
        low, high = sides[-1]
        added += exact[-1] if exact and detail is pk.choices.Detail.AUDIT else (low + high) / 2
    return added


def _gives(result: pk.Appraisal, added: Fraction) -> bool:
    """Tell whether a sum, rounded as the scorecard says, is the total of a result."""
    stage = result.card.rounding.total
    if stage is None or result.total is None:
        return True
    return round_to(added, stage.unit, stage.mode.value) == Fraction(result.total)


def _sentences_recompute(page: str) -> None:
    """Check that a pocket calculator gives what a sentence says, from the very digits that stand there."""
    for calculation, outcome in _EQUATION.findall(page):
        try:
            found, _ = Calculator(calculation).result()
        except NotACalculationError:
            continue
        number = outcome.removesuffix("%")
        places = max(len(number.partition(".")[2]), _LEAST_PLACES)
        step = Fraction(1, 10**places * (1 if number == outcome else 100))
        told, _ = Calculator(outcome).result()
        assert round_to(found, step, "half_up") == told, f"{calculation} is not {outcome}, in\n{page}"


def _page_adds_up(result: pk.Appraisal, text: str, last: str) -> None:
    """Check the table of a page: the ends of its rows, those inside sections apart, add up to the total."""
    headings, *table = text.split("\n\n")[1].splitlines()
    if not headings.endswith(last):
        assert result.total is None or not _is_summed(result), f"the column of {last} is missing, in\n{text}"
        return
    ends = [row.split()[-1] for row in table if not row.startswith(" ")]
    _ends_are_right(result, [row.split()[-1] for row in table], text)
    if not _is_summed(result) or not isinstance(result.total, Decimal):
        return
    *parts, total = ends
    added = sum((Fraction(part) for part in parts if part != _NOTHING), Fraction(0))  # what does not count adds nothing
    good = Fraction(total) == Fraction(result.total) and _gives(result, added)
    assert good, f"the table adds up to {added}, not to {total}, in\n{text}"


def _ends_are_right(result: pk.Appraisal, ends: Sequence[str], text: str) -> None:
    """Check that the weighted points of each row are right to their last place."""
    worths = [line.contribution for line in (*result.lines, *result.sections)]
    worths += [step.contribution for step in result.adjustments]
    known = [worth for worth in worths if isinstance(worth, Fraction)]
    for end in ends[: len(worths)]:
        if end == _NOTHING or "/" in end:
            continue
        half = Fraction(1, 2 * 10 ** len(end.partition(".")[2]))
        assert any(abs(worth - Fraction(end)) <= half for worth in known) or len(known) < len(worths), (
            f"{end} is right to its last place for no row, in\n{text}"
        )
