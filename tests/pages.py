"""Cards for explanations, and what stands where on a page."""

import re
import unicodedata
from fractions import Fraction

import perfkpi as pk

__all__ = [
    "HIGHER",
    "LANGUAGES",
    "LOWER",
    "RATED",
    "ROE",
    "delta",
    "item",
    "pages_of",
    "rows_of",
    "sentence",
    "sheet",
    "width",
]

LANGUAGES = ("zh", "en")
HIGHER, LOWER = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER
LINES_OF_A_PAGE, COLUMNS_OF_A_PAGE = 55, 100
"""A sheet of A4 in a plain typeface of ten points, margins apart."""
RATED = pk.DirectPoints(scale=pk.Scale(0, 100))


def delta(**changes: object) -> pk.TargetDelta:
    """Two points for each percentage point above 12 %, three for each below."""
    plain = {
        "target": "12%",
        "per": pk.Additive("1%"),
        "gain": 2,
        "loss": 3,
        "base_points": 90,
        "counting": pk.choices.Counting.PROPORTIONAL,
        "direction": HIGHER,
    }
    return pk.TargetDelta(**(plain | changes))


def item(code: str, zh: str, en: str, scoring: pk.Scoring, formula: pk.Formula | None = None, **more: object) -> object:
    """An indicator whose measure has its code."""
    value = pk.Actual(code) if formula is None else formula
    return pk.Indicator(code=code, name=pk.Label(zh=zh, en=en), formula=value, scoring=scoring, **more)


def sheet(*items: object, **changes: object) -> pk.Scorecard:
    """A card of equal weights."""
    weighed = tuple((each, 1) for each in items)
    percents = (each.code for each in items if isinstance(each, pk.Indicator) and each.formula.unit == pk.Unit.PERCENT)
    plain = {
        "code": "card",
        "name": pk.Label(zh="考核表", en="Card"),
        "weighting": pk.choices.Weighting.NORMALISED,
        "measures": tuple(pk.Measure(code, recorded_in=pk.Unit.NUMBER) for code in percents),
    }
    return pk.Scorecard(items=weighed, **(plain | changes))


def width(text: str) -> int:
    """How many columns a text takes, Chinese characters counted twice."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


ROE = item("roe", "净资产收益率", "Return on equity", delta(), pk.Actual("roe", unit=pk.Unit.PERCENT))


def sentence(result: pk.Appraisal, language: str, name: str) -> str:
    """What a page says of something behind its table, whose name stands before it."""
    last = result.explain(language).split("\n\n")[-1].splitlines()
    return re.split(r"\s{2,}", next(line for line in last if line.startswith(name)), maxsplit=1)[1]


def pages_of(text: str) -> Fraction:
    """How many pages a text takes; a line that is too long goes on below."""
    lines = sum(max(1, -(-width(line) // COLUMNS_OF_A_PAGE)) for line in text.splitlines())
    return Fraction(lines, LINES_OF_A_PAGE)


def rows_of(result: pk.Appraisal, language: str = "zh") -> dict[str, list[str]]:
    """The cells of the table by the name of the row."""
    table = result.explain(language).split("\n\n")[1].splitlines()
    return {cells[0]: cells[1:] for cells in (re.split(r"\s{2,}", line.strip()) for line in table)}
