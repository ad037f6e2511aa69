"""Achievement and improvement points of Hospital Value-Based Purchasing, as published and as scored here.

Source: CMS Hospital Value-Based Purchasing, fiscal year 2024, public domain. The half-way ties and 60 hospitals stand
in ``tests/cases``; the 825 hospitals are found through the environment variable ``PERFKPI_CONFORMANCE``.
"""

import csv
import json
import math
import os
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hvbp import programme

import perfkpi as pk

CASES = Path(__file__).parents[1] / "cases"
TIES = CASES / "hvbp_fy2024_ties.csv"
HOSPITALS = CASES / "hvbp_fy2024_60_hospitals.csv"
FOLDER = os.environ.get("PERFKPI_CONFORMANCE", "")
PUBLISHED = Path(FOLDER) / "hvbp_fy2024"

Row = dict[str, str]

everywhere = pytest.mark.skipif(
    not (FOLDER and PUBLISHED.is_dir()),
    reason="the 825 hospitals are checked where PERFKPI_CONFORMANCE names the conformance folder",
)
"""Tests of figures that are too many to stand in the project."""
STANDARD = ("measure", "direction", "threshold", "benchmark")


def read(path: Path) -> list[Row]:
    """The rows of a file below its comment lines."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


@cache
def card(measure: str, direction: str, threshold: str, benchmark: str) -> pk.Scorecard:
    """One measure of the programme as a scorecard of its own."""
    indicator = pk.Indicator(
        code=measure,
        name=measure,
        formula=pk.Actual("performance"),
        scoring=pk.rules.AchievementImprovement(
            threshold=threshold, benchmark=benchmark, baseline="baseline", direction=pk.Direction(direction)
        ),
    )
    return pk.Scorecard(code="hvbp", name="HVBP", items=((indicator, 100),), scale=pk.Scale(0, 10))


def scored(row: Row) -> pk.results.IndicatorLine:
    """The line of one measure of one hospital."""
    figures = {"performance": row["performance"] or None, "baseline": row["baseline"] or None}
    rules = card(row["measure"], row["direction"], row["threshold"], row["benchmark"])
    return pk.appraise(rules, figures, subject=row["facility"]).lines[0]


def number(text: str) -> Fraction | None:
    """A published figure; an empty cell is none."""
    return Fraction(text) if text else None


def check(rows: Iterable[Row]) -> tuple[int, int]:
    """Compare both parts and the points of every row; how many hospitals and how many figures were compared."""
    hospitals: set[str] = set()
    figures = 0
    wrong: list[tuple[str, str, object, object]] = []
    for row in rows:
        line = scored(row)
        found = [line.parts["achievement"], line.parts["improvement"], line.points]
        parts = [number(row["achievement_points"]), number(row["improvement_points"])]
        known = [part for part in parts if part is not None]
        if found != [*parts, max(known)]:
            wrong.append((row["facility"], row["measure"], found, parts))
        hospitals.add(row["facility"])
        figures += len(known)
    assert wrong == []
    return len(hospitals), figures


@pytest.mark.parametrize("row", read(TIES), ids=lambda row: f"{row['facility']}-{row['measure']}")
def test_a_point_half_way_is_rounded_up_as_published(row: Row) -> None:
    """Every point that lies exactly half way before its rounding equals the published one."""
    assert scored(row).parts[row["kind"]] == Fraction(row["published_points"])


@pytest.mark.parametrize("row", read(TIES), ids=lambda row: f"{row['facility']}-{row['measure']}")
def test_a_tie_is_a_tie_in_the_explanation(row: Row) -> None:
    """The explanation of a tie shows the rounding that decided it, and the points that came out."""
    rules = card(row["measure"], row["direction"], row["threshold"], row["benchmark"])
    result = pk.appraise(rules, {"performance": row["performance"], "baseline": row["baseline"] or None})
    step = next(
        line for line in result.explain("en", "audit").splitlines() if line.strip().startswith(f"{row['kind']} =")
    )
    assert "rounded half up to a whole number" in step
    assert step.endswith(f" = {row['published_points']}")


def test_all_ties_are_there() -> None:
    """There are 29 of them, each a half before it is rounded, and half-up of it is what was published."""
    rows = read(TIES)
    assert len(rows) == 29
    for row in rows:
        before = Fraction(row["exact_value_before_rounding"])
        assert before.denominator == 2
        assert before + Fraction(1, 2) == Fraction(row["published_points"])


def test_sixty_hospitals_score_as_published() -> None:
    """Achievement, improvement and the larger of the two equal the published points of 60 hospitals."""
    assert check(read(HOSPITALS)) == (60, 2108)


def test_without_a_baseline_achievement_stands_alone() -> None:
    """The improvement part is then not measured, not 0, and the points are the achievement points."""
    rows = [row for row in read(HOSPITALS) if not row["baseline"]]
    assert len(rows) == 16
    for row in rows:
        line = scored(row)
        improvement = line.parts.of("improvement")
        assert improvement.value is None
        assert improvement.status is pk.Status.NOT_MEASURED
        assert line.parts.of("achievement").status is pk.Status.OK
        assert line.points == line.parts["achievement"] == Fraction(row["achievement_points"])
        assert line.status is pk.Status.OK


def test_without_a_performance_there_are_no_points() -> None:
    """A hospital that was not measured has neither part, and no total, whatever its baseline."""
    row = read(HOSPITALS)[0]
    rules = card(row["measure"], row["direction"], row["threshold"], row["benchmark"])
    result = pk.appraise(rules, {"performance": None, "baseline": row["baseline"]})
    assert result.lines[0].parts["achievement"] is None
    assert result.lines[0].parts["improvement"] is None
    assert result.lines[0].status is pk.Status.NOT_MEASURED
    assert result.total is None


def published() -> Iterator[Row]:
    """Every row of the programme, its standards beside it."""
    standards = json.loads((PUBLISHED / "hvbp_fy2024_spec.json").read_text(encoding="utf-8"))["measures"]
    for row in read(PUBLISHED / "hvbp_fy2024_measures.csv"):
        standard = standards[row["measure"]]
        yield row | {
            "direction": standard["direction"],
            "threshold": standard["achievement_threshold"],
            "benchmark": standard["benchmark"],
        }


@everywhere
def test_every_hospital_scores_as_published() -> None:
    """All 28 939 published achievement and improvement points of the 825 hospitals are met."""
    assert check(published()) == (825, 28_939)


DIMENSIONS = ("HNURSE", "HDOC", "HRESP", "HCARE", "HMED", "HCLEAN", "HDISCH", "HRATE")


def to_twelve_places(figure: Fraction | None) -> Fraction | None:
    """A figure as it was published."""
    return None if figure is None else Fraction(round(figure * 10**12), 10**12)


def float_or_nan(text: str) -> float:
    """A published figure as a table holds it; an empty cell is not measured."""
    return float(text) if text else math.nan


def same(column: np.ndarray, published: list[str]) -> bool:
    """Whether a column holds the published figures, and nothing where none was published."""
    return np.array_equal(column, [float_or_nan(text) for text in published], equal_nan=True)


def check_columns(rows: Iterable[Row]) -> int:
    """Score every measure as one table and compare both parts of every hospital; how many figures were compared."""
    by_measure: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        by_measure.setdefault(tuple(row[name] for name in STANDARD), []).append(row)
    figures = 0
    for standard, group in by_measure.items():
        table = {name: np.array([float_or_nan(row[name]) for row in group]) for name in ("performance", "baseline")}
        scores = pk.score_batch(card(*standard), table)
        code = standard[0]
        for kind, parts in scores.parts[code].items():
            published = [row[f"{kind}_points"] for row in group]
            assert same(parts, published), (code, kind)
            figures += sum(map(bool, published))
        best = [max(row["achievement_points"], row["improvement_points"] or "0", key=int) for row in group]
        assert same(scores.points[code], best), code
    return figures


def test_sixty_hospitals_score_as_published_by_columns() -> None:
    """The same figures from tables, one a measure."""
    assert check_columns(read(HOSPITALS)) == 2108


@pytest.mark.parametrize("row", read(TIES), ids=lambda row: f"{row['facility']}-{row['measure']}")
def test_a_tie_is_rounded_up_by_columns(row: Row) -> None:
    """Each half-way point among figures just beside it: the tie goes up, and no neighbour moves with it."""
    rules = card(row["measure"], row["direction"], row["threshold"], row["benchmark"])
    exact, baseline = float(row["performance"]), float_or_nan(row["baseline"])
    table = {
        "performance": np.array([np.nextafter(exact, -np.inf), exact, np.nextafter(exact, np.inf)]),
        "baseline": np.full(3, baseline),
    }
    parts = pk.score_batch(rules, table).parts[row["measure"]][row["kind"]]
    assert parts[1] == float(row["published_points"])
    for place in (0, 2):
        figures = {name: column[place].item() for name, column in table.items()}
        assert parts[place] == float(pk.appraise(rules, figures).lines[0].parts[row["kind"]])


@everywhere
def test_every_hospital_scores_as_published_by_columns() -> None:
    """All 28 939 published points, through the columns."""
    assert check_columns(published()) == 28_939


@cache
def whole_programme() -> tuple[pk.Scorecard, dict[str, np.ndarray], list[Row]]:
    """The programme as one card, every hospital's figures as one table, and the published domains and totals."""
    standards = json.loads((PUBLISHED / "hvbp_fy2024_spec.json").read_text(encoding="utf-8"))["measures"]
    domains = read(PUBLISHED / "hvbp_fy2024_domains.csv")
    place = {row["facility"]: position for position, row in enumerate(domains)}
    table = {f"{code}{kind}": np.full(len(domains), math.nan) for code in standards for kind in ("", "_baseline")}
    for row in read(PUBLISHED / "hvbp_fy2024_measures.csv"):
        where, code = place[row["facility"]], row["measure"]
        table[code][where] = float_or_nan(row["performance"])
        table[f"{code}_baseline"][where] = float_or_nan(row["baseline"])
    table["SSI"] = np.array([float_or_nan(row["combined_ssi_score"]) for row in domains])
    return programme(standards), table, domains


@everywhere
def test_every_total_of_the_programme_is_one_batch() -> None:
    """All 825 total performance scores from one scorecard in one call, to the last published decimal."""
    rules, table, domains = whole_programme()
    scores = pk.score_batch(rules, table, keys=[row["facility"] for row in domains])
    totals = [Fraction(int(scaled), 10**12) for scaled in scores.total_decimals()]
    assert totals == [Fraction(row["total_performance_score"]) for row in domains]
    assert len(totals) == 825


@everywhere
def test_every_domain_of_the_programme_is_a_section() -> None:
    """Domains, bases, consistency points and totals of every hospital; no figure where none was published."""
    rules, table, domains = whole_programme()
    compared = 0
    for position, row in enumerate(domains):
        result = pk.appraise(rules, {name: column[position].item() for name, column in table.items()})
        dimensions = [result.line(code).points for code in DIMENSIONS]
        found = {f"{section.code}_unweighted": section.points for section in result.sections} | {
            "hcahps_base": None if None in dimensions else sum(dimensions),
            "hcahps_consistency": result.line("consistency").points,
            "total_performance_score": Fraction(result.total),
        }
        for name, figure in found.items():
            assert to_twelve_places(figure) == number(row[name]), (row["facility"], name)
        compared += sum(figure is not None for figure in found.values())
    assert compared == 5623


@everywhere
def test_one_hospital_is_explained() -> None:
    """From its rates to its total in both languages: a domain without enough measures leaves, the others grow."""
    rules, table, domains = whole_programme()
    position = next(place for place, row in enumerate(domains) if row["facility"] == "010007")
    figures = {name: column[position].item() for name, column in table.items()}
    result = pk.appraise(rules, figures, subject="010007")
    zh, en = (result.explain(language, "audit").splitlines() for language in ("zh", "en"))
    assert en[0] == "Hospital Value-Based Purchasing (hvbp-2024) · version FY 2024 · subject 010007"
    assert en[1].startswith("total 26.888888888889 · completeness ")
    few = "HAI-1, HAI-2, HAI-5, Combined SSI score: too few items have data (at least 2)"
    assert f"   section score → too little data: {few}" in en
    (line,) = (line for line in zh if line.startswith("   类别得分 → 数据不足："))
    assert line.endswith("：有数据的项目不足（至少 2）")
    assert en[-2] == "sum = sum of all weighted points = 20/9 + 8 + 0 + 50/3 = 242/9 ≈ 26.888889"
    assert zh[-1].endswith(" = 26.888888888889")
