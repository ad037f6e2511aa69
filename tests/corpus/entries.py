"""What a stored scorecard answers, as plain data: whole results, alone and in a table, with their words.

The corpus was written by the code before a change that must not move a digit, and is compared with the code behind it:
``compare.py`` scores what ``results.json.xz`` holds, ``record.py`` writes it anew. Only public names are used here, so
that either script runs on any version of the library.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import numpy as np

import perfkpi as pk
from perfkpi.language import Reason

__all__ = ["STORE", "AsIs", "Entry", "decoded", "differences", "encoded", "load", "save", "scored"]

STORE = Path(__file__).parent / "results.json.xz"
LANGUAGES = ("zh", "en")
FIGURES = ("points", "nominal_weight", "weight", "contribution")
WHOLE = ("total", "unrounded", "rounding", "completeness", "rating", "status", "unrated")

Entry: TypeAlias = dict[str, Any]
Row: TypeAlias = dict[str, object]


@attrs.frozen
class AsIs(pk.Scoring):
    """The points are the value: what a formula alone is scored with."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """The value itself."""
        return value


def load(path: Path = STORE) -> list[Entry]:
    """The scorecards with their people and what these scored."""
    return json.loads(lzma.decompress(path.read_bytes()))


def save(entries: Iterable[Entry], path: Path = STORE) -> None:
    """Write a corpus."""
    text = json.dumps(list(entries), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def encoded(figure: object) -> object:
    """A measure as JSON has it."""
    if isinstance(figure, (Fraction, Decimal)):
        return {type(figure).__name__: str(figure)}
    return {"Absent": figure.name} if isinstance(figure, pk.missing.Absent) else figure


def decoded(figure: object) -> object:
    """A measure as a caller gives it."""
    if not isinstance(figure, Mapping):
        return figure
    ((kind, text),) = figure.items()
    return {"Fraction": Fraction, "Decimal": Decimal, "Absent": pk.missing.Absent.__getitem__}[kind](text)


def scored(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What the people of an entry score, one by one and in a table."""
    card = pk.from_document(entry["document"])
    rows = [{name: decoded(figure) for name, figure in row.items()} for row in entry["rows"]]
    among = _population(card, entry["population"])
    scores = pk.score_batch(card, _columns(rows), points=True, population=among)
    return {
        "appraisals": [_appraisal(pk.appraise(card, row, population=among)) for row in rows],
        "table": _table(scores),
    }


def _population(card: pk.Scorecard, values: Mapping[str, Sequence[object]] | None) -> pk.Population | None:
    if values is None:
        return None
    return pk.Population.of(
        card, {name: _column([decoded(each) for each in column]) for name, column in values.items()}
    )


def _columns(rows: Sequence[Row]) -> dict[str, np.ndarray]:
    return {name: _column([row[name] for row in rows]) for name in rows[0]}


def _column(values: list[object]) -> np.ndarray:
    if all(isinstance(value, float) for value in values):
        return np.array(values)
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _said(figure: object) -> str | None:
    if figure is None:
        return None
    return figure.name if isinstance(figure, pk.Status) else str(figure)


def _reasons(reasons: Iterable[Reason]) -> list[list[object]]:
    return [
        [
            reason.code,
            reason.zh,
            reason.en,
            list(reason.names),
            [str(item) for item in reason.items],
            [[str(part) for part in each] for each in reason.given],
        ]
        for reason in reasons
    ]


def _line(line: pk.results.Line | pk.results.AdjustmentLine) -> dict[str, object]:
    found: dict[str, object] = {name: _said(getattr(line, name)) for name in FIGURES if hasattr(line, name)}
    found |= {"code": line.code, "status": line.status.name, "reasons": _reasons(line.reasons)}
    if isinstance(line, pk.results.IndicatorLine):
        found |= {"value": _said(line.value), "parts": {name: _said(part) for name, part in line.parts.items()}}
    return found


def _appraisal(result: pk.Appraisal) -> dict[str, object]:
    found: dict[str, object] = {name: _said(getattr(result, name)) for name in WHOLE}
    found["reasons"] = _reasons(result.reasons)
    for name in ("lines", "sections", "adjustments"):
        found[name] = [_line(line) for line in getattr(result, name)]
    return found | {language: result.explain(language, "audit") for language in LANGUAGES}


def _table(scores: pk.BatchScores) -> dict[str, object]:
    return {
        "totals": _floats(scores.totals),
        "ratings": scores.rating_codes.tolist(),
        "statuses": scores.status_codes.tolist(),
        "completeness": _floats(scores.completeness),
        "points": {code: _floats(column) for code, column in scores.points.items()},
        "parts": {
            code: {name: _floats(column) for name, column in parts.items()} for code, parts in scores.parts.items()
        },
        "reasons": [_reasons(scores.reasons(row)) for row in range(len(scores))],
    }


def _floats(column: np.ndarray) -> list[str]:
    return [float(each).hex() for each in column]


def differences(found: object, expected: object, place: str = "") -> Iterator[str]:
    """Where two answers differ, and how."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for name in sorted(found.keys() | expected.keys()):
            yield from differences(found.get(name), expected.get(name), f"{place}.{name}")
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for at, (one, other) in enumerate(zip(found, expected, strict=True)):
            yield from differences(one, other, f"{place}[{at}]")
    elif found != expected:
        yield f"{place}: {found!r}, and before {expected!r}"
