"""How many places the figures of one indicator need, so that actual and target give the gap on a pocket calculator."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from perfkpi.interpreters.figures import CutFigures, Figures
from perfkpi.interpreters.phrases import Phrase
from perfkpi.interpreters.values import fraction

_TRIES = 8


def agreeing_places(numbers: Figures, figures: Mapping[str, Phrase]) -> Figures:
    """Find figures in which a reader gets the printed gap and attainment from the printed actual and target.

    Args:
        numbers: how figures are written where nothing else is asked for; also where no number of places will do, since
            neither the actual nor the target has a last one.
        figures: the ``actual``, and where the rule has them the ``target``, the ``gap`` and the ``attainment``.
    """
    finer = numbers
    for _ in range(_TRIES):
        if not isinstance(finer, CutFigures) or _agree(finer, figures):
            return finer
        finer = CutFigures(finer.places + 1, finer.mark)
    return numbers


def _agree(numbers: CutFigures, figures: Mapping[str, Phrase]) -> bool:
    known = {
        name: (fraction(phrase.value), phrase.percent)
        for name, phrase in figures.items()
        if isinstance(phrase.value, tuple)
    }
    if not {"actual", "target"} <= known.keys():
        return True
    exact = {name: number for name, (number, _) in known.items()}
    read = {name: numbers.read(number, percent=percent) for name, (number, percent) in known.items()}
    gap = "gap" not in known or _gap(read) == abs(read["gap"]) or _gap(exact) != abs(exact["gap"])
    if "attainment" not in known or not read["target"] or not exact["target"]:
        return gap
    whole = exact["actual"] / exact["target"] != exact["attainment"]
    share = read["actual"] / read["target"]
    return gap and (whole or numbers.read(share, percent=known["attainment"][1]) == read["attainment"])


def _gap(figures: Mapping[str, Fraction]) -> Fraction:
    return abs(figures["actual"] - figures["target"])
