"""An explanation is a calculation that can be repeated: read back with a small calculator, it gives the total again.

The calculator works with intervals: a number behind ``≈`` stands for everything that is printed so.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import LETTERS, cases

import perfkpi as pk

Interval = tuple[Fraction, Fraction]
Case = tuple[pk.Scorecard, dict[str, object]]

ROUNDINGS = {
    "round_half_up": "half_up",
    "四舍五入": "half_up",
    "round_half_down": "half_down",
    "五舍六入": "half_down",
    "round_half_even": "half_even",
    "四舍六入五成双": "half_even",
    "round_away_from_zero": "up",
    "远离零取整": "up",
    "round_towards_zero": "down",
    "向零取整": "down",
    "round_up": "ceiling",
    "向上取整": "ceiling",
    "round_down": "floor",
    "向下取整": "floor",
}
TOKEN = re.compile(r"\s*(≈|\d+/\d+|\d+(?:\.\d+)?|[^\W\d]\w*|[-−+×÷(),|%])")
HALF = Fraction(1, 2)
CUT = Fraction(1, 2 * 10**6)  # what is cut is cut at six places or more


class NotACalculationError(ValueError):
    """The text has words in it that are no arithmetic."""


def round_to(number: Fraction, step: Fraction, mode: str) -> Fraction:
    """Rounding, written once more and independently."""
    size, sign = abs(number) / step, -1 if number < 0 else 1
    whole, rest = size // 1, size % 1
    up = {
        "half_up": rest >= HALF,
        "half_down": rest > HALF,
        "half_even": rest > HALF or (rest == HALF and whole % 2 == 1),
        "up": rest > 0,
        "down": False,
        "ceiling": rest > 0 and sign > 0,
        "floor": rest > 0 and sign < 0,
    }[mode]
    return sign * (whole + up) * step


class Calculator:
    """Reads what stands between two equals signs."""

    def __init__(self, text: str) -> None:
        self.pieces: list[str] = []
        place = 0
        text = text.strip()
        while place < len(text):
            found = TOKEN.match(text, place)
            if found is None:
                raise NotACalculationError(text)
            self.pieces.append(found[1])
            place = found.end()

    def result(self) -> Interval:
        """The value of the whole text."""
        value = self.sum()
        if self.pieces:
            raise NotACalculationError(self.pieces)
        return value

    def peek(self) -> str:
        """The next piece."""
        return self.pieces[0] if self.pieces else ""

    def take(self, wanted: str | None = None) -> str:
        """The next piece, which must be the wanted one."""
        if not self.pieces or (wanted is not None and self.pieces[0] != wanted):
            raise NotACalculationError(self.pieces)
        return self.pieces.pop(0)

    def sum(self) -> Interval:
        """Products, added and subtracted."""
        low, high = self.product()
        while self.peek() in {"+", "−"}:
            sign = self.take()
            left, right = self.product()
            low, high = (low + left, high + right) if sign == "+" else (low - right, high - left)
        return low, high

    def product(self) -> Interval:
        """Signed atoms, multiplied and divided."""
        value = self.signed()
        while self.peek() in {"×", "÷"}:
            sign = self.take()
            other = self.signed()
            if sign == "÷":
                if other[0] <= 0 <= other[1]:
                    raise NotACalculationError(other)
                other = (1 / other[1], 1 / other[0])
            ends = [one * two for one in value for two in other]
            value = (min(ends), max(ends))
        return value

    def signed(self) -> Interval:
        """An atom with its signs."""
        if self.peek() in {"-", "−"}:
            self.take()
            low, high = self.signed()
            return -high, -low
        return self.atom()

    def atom(self) -> Interval:
        """A bracket, an absolute value, a number or a call."""
        piece = self.take()
        if piece == "(":
            value = self.sum()
            self.take(")")
            return value
        if piece == "|":
            low, high = self.sum()
            self.take("|")
            return (low, high) if low >= 0 else (-high, -low) if high <= 0 else (Fraction(0), max(-low, high))
        if piece == "≈":
            return self.about()
        if piece[0].isdigit():
            return self.number(piece)
        return self.call(piece)

    def about(self) -> Interval:
        """Everything that is printed like the number behind ``≈``."""
        negative = self.peek() == "-"
        if negative:
            self.take()
        middle = self.number(self.take(), cut=True)
        return (-middle[1], -middle[0]) if negative else middle

    def number(self, piece: str, *, cut: bool = False) -> Interval:
        """A number, a fraction or a percentage."""
        if not piece[0].isdigit():
            raise NotACalculationError(piece)
        number, unit = Fraction(piece), CUT if cut else Fraction(0)
        if self.peek() == "%":
            self.take()
            number, unit = number / 100, unit / 100
        return number - unit, number + unit

    def call(self, name: str) -> Interval:
        """The smallest, the largest, or a rounding."""
        if self.peek() != "(" or name not in {"min", "max", *ROUNDINGS}:
            raise NotACalculationError(name)
        self.take("(")
        arguments = [self.sum()]
        while self.peek() == ",":
            self.take()
            arguments.append(self.sum())
        self.take(")")
        if name in {"min", "max"}:
            choose = min if name == "min" else max
            return choose(low for low, _ in arguments), choose(high for _, high in arguments)
        (low, high), (step, _) = arguments
        return round_to(low, step, ROUNDINGS[name]), round_to(high, step, ROUNDINGS[name])


def calculations(text: str) -> Iterator[tuple[str, list[Interval]]]:
    """The name of each line that calculates, and the value of each side that is a calculation in figures."""
    for line in text.splitlines():
        plain = re.sub(r"  \([^=]*\)$", "", line.strip())
        plain = re.sub(r" (次|times)$", "", plain)  # the unit of a value
        name, *sides = plain.split(" = ")
        if not sides or "→" in plain or name in {"rating", "等级"} or sides[-1] in {*LETTERS, "no number"}:
            continue
        *earlier, last = sides
        # "780/7 ≈111.428571" and "200 ÷ 3 ≈66.666667" are two sides
        exact, sign, cut = last.rpartition(" ≈")
        values = []
        for side in [*earlier, exact, f"≈{cut}"] if sign else sides:
            try:
                values.append(Calculator(side).result())
            except NotACalculationError:
                continue
        yield name, values


def agree(one: Interval, other: Interval) -> bool:
    """Whether two values may be the same number."""
    return one[0] <= other[1] and other[0] <= one[1]


@given(cases(), st.sampled_from(("zh", "en")))
@settings(max_examples=70)
def test_every_line_recomputes_what_stands_right_of_it(case: Case, language: str) -> None:
    """Each line ends in a number, and every side of it that is written in figures is that number."""
    for name, values in calculations(pk.appraise(*case).explain(language)):
        assert values, name
        assert all(agree(value, values[-1]) for value in values), (name, values)


@given(cases(gaps=False), st.sampled_from(("zh", "en")))
@settings(max_examples=60)
def test_the_printed_contributions_recompute_the_total(case: Case, language: str) -> None:
    """The contributions and adjustments read back from the text add up to the sum, and its rounding is the total."""
    card, figures = case
    result = pk.appraise(card, figures)
    if result.total is None or card.aggregation is not pk.Aggregation.WEIGHTED_SUM:
        return
    words = {
        "zh": {"contribution": "贡献", "sum": "合计", "total": "总分"},
        "en": {"contribution": "contribution", "sum": "sum", "total": "total"},
    }[language]
    text = result.explain(language)
    top = "\n".join(line for line in text.splitlines() if not line.startswith("     "))
    printed = list(calculations(top))

    def values(key: str) -> list[Interval]:
        return [sides[-1] for name, sides in printed if name == words[key]]

    names = {step.name.say(language) for step in card.adjustments}
    parts = [*values("contribution"), *(sides[-1] for name, sides in printed if name in names)]
    assert len(parts) == len(card.items) + len(card.adjustments)
    added = (sum(low for low, _ in parts), sum(high for _, high in parts))
    (whole,), (total,) = values("sum"), values("total")
    assert agree(added, whole)
    assert agree(whole, (result.unrounded, result.unrounded))
    assert agree(total, (Fraction(result.total), Fraction(result.total)))


@given(cases(gaps=False), st.sampled_from(("zh", "en")))
@settings(max_examples=40)
def test_an_inexact_print_carries_its_sign(case: Case, language: str) -> None:
    """What follows ≈ is not the number itself, and what does not is exact: the total of the lines tells."""
    result = pk.appraise(*case)
    if result.unrounded is None:
        return
    sides = dict(calculations(result.explain(language)))["合计" if language == "zh" else "sum"]
    low, high = sides[-1]
    assert low <= result.unrounded <= high
    assert (low == high) == (low == result.unrounded)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1320 ÷ 10000", "0.132"),
        ("100 + 1.2 × 2", "102.4"),
        ("min(max(四舍五入((0.5 − 0.25) ÷ 0.5 × 9 + 0.5, 1), 0), 9)", "5"),
        ("|3% − 5%|", "0.02"),
        ("60% ÷ (7/13)", "39/35"),
        ("−(2 + 3)", "-5"),
        ("round_half_even(0.125, 0.01)", "0.12"),
    ],
)
def test_the_calculator_itself(text: str, value: str) -> None:
    """The calculator of this law can calculate."""
    assert Calculator(text).result() == (Fraction(value), Fraction(value))
