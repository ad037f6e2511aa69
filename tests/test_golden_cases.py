"""Golden cases: answers that others published or that were worked out by hand, against exact, columns and words.

The cases are data (``tests/cases/*.toml``, each with its source); ``golden`` reads them. Every case is scored exactly,
alone in a table, among shuffled neighbours and gaps in texts and in doubles, and explained in both languages.
"""

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from inspect import isabstract

import pytest
from effort import some
from golden import Case, LineOnly, figure, read_all
from golden_tables import as_doubles, column, crowd
from public import EVERYTHING

import perfkpi as pk
from perfkpi.testing.laws.explanations import check_explained

ALL = read_all()
SCORED = [pytest.param(case, id=case.place) for case in ALL if not case.refused]
REFUSED = [pytest.param(case, id=case.place) for case in ALL if case.refused]
LANGUAGES = ("zh", "en")
FEWEST_PUBLISHED = 75
AFTERWARDS = {f"A{place}" for place in range(1, 18)}
"""Rows of what comes before the values and after the points."""
WORDS = {
    "value": {"zh": "指标值", "en": "value"},
    "points": {"zh": "得分", "en": "points"},
    "contribution": {"zh": "加权得分", "en": "weighted points"},
    "in-total": {"zh": "计入总分", "en": "counted in the total"},
    "total": {"zh": "总分", "en": "total"},
    "rating": {"zh": "等级", "en": "rating"},
}
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?(?:/\d+)?)(%?)(?: [^\W\d]+)?")
"""A printed figure, perhaps with its unit: ``80``, ``12%``, ``780/7``, ``10 times``."""
CUT = Fraction(1, 10**6)


@cache
def built(case: Case) -> pk.Scorecard:
    """The scorecard of a case, read once."""
    return case.build()


def status(name: str) -> pk.Status:
    """A status by the name that cases use."""
    return pk.Status[name.upper()]


def double(number: object) -> float:
    """The double nearest to an expected figure."""
    return float(figure(number)) + 0.0


def test_enough_answers_were_published_by_others() -> None:
    """At least 75 of the answers are not ours."""
    published = [case for case in ALL if case.published]
    assert len(published) >= FEWEST_PUBLISHED, len(published)


def test_every_row_of_the_domain_has_cases() -> None:
    """The families F1 to F16 and R1 to R16, and everything that is done with points afterwards, each have a file."""
    families = {f"{letter}{number}" for letter in "FR" for number in range(1, 17)}
    assert {case.row for case in ALL} == families | AFTERWARDS


@pytest.mark.parametrize(
    "root", [pk.Formula, pk.Scoring, pk.conditions.Condition, pk.missing.MissingPolicy, pk.adjustments.Adjustment]
)
def test_every_rule_has_a_case(root: type) -> None:
    """Every public formula, scoring rule, condition, policy and step is the subject of a golden case."""
    public = list(EVERYTHING.values())
    wanted = {kind.__name__ for kind in public if isinstance(kind, type) and issubclass(kind, root)}
    abstract = {kind.__name__ for kind in public if isinstance(kind, type) and (isabstract(kind) or kind is root)}
    assert not wanted - abstract - {name for case in ALL for name in types(case.documents)}


def types(document: object) -> Iterator[str]:
    """Every type that a document names."""
    if isinstance(document, dict):
        yield from [document["type"]] if "type" in document else []
        for value in document.values():
            yield from types(value)
    elif isinstance(document, list):
        for value in document:
            yield from types(value)


# ---------------------------------------------------------------------------------------------------------------- exact


@pytest.mark.parametrize("case", SCORED)
def test_exactly(case: Case) -> None:
    """One appraisal gives every figure, status and reason that the case expects."""
    card = built(case)
    result = pk.appraise(card, case.figures(), population=case.among(card))
    for code, expected in case.lines.items():
        check_line(result.line(code), expected)
    for name, lines in (("sections", result.sections), ("adjustments", result.adjustments)):
        found = {line.code: line.points for line in lines}
        for code, points in case.expect.get(name, {}).items():
            assert found[code] == figure(points), code
    expect = case.expect
    if "total" in expect:
        total = result.unrounded if result.total is None else result.total
        assert total is not None
        assert Fraction(total) == figure(expect["total"])
    if "rating" in expect:
        assert result.rating == expect["rating"]
    if "completeness" in expect:
        assert result.completeness == figure(expect["completeness"])
    assert result.status is status(expect.get("status", "ok"))
    if "reason" in expect:
        assert expect["reason"] in {reason.code for reason in result.reasons}
    assert (result.total is None and result.unrounded is None) == (result.status is not pk.Status.OK)


def check_line(line: pk.results.IndicatorLine, expected: LineOnly) -> None:
    """The figures of one indicator; where a status is expected there are no points."""
    for found, wanted in (
        (line.value, expected.value),
        (line.points, expected.points),
        (line.contribution, expected.contribution),
    ):
        if wanted is not None:
            assert found == figure(wanted)
    assert dict(line.parts).items() >= {code: figure(part) for code, part in expected.parts.items()}.items()
    if expected.status is not None:
        assert line.status is status(expected.status)
        assert (line.points is None) == (line.status is not pk.Status.OK)
    if expected.reason is not None:
        assert expected.reason in {reason.code for reason in line.reasons}


# -------------------------------------------------------------------------------------------------------------- columns


@pytest.mark.parametrize("case", SCORED)
def test_in_columns(case: Case) -> None:
    """The case alone, and among neighbours and gaps, has the expected figures in each of its rows."""
    card, measures = built(case), case.figures()
    among = case.among(card)
    alone = {name: column([value]) for name, value in measures.items()}
    check_rows(case, pk.score_batch(card, alone, population=among), [0])
    table, rows = crowd(case.place, measures)
    columns = {name: column(values) for name, values in table.items()}
    check_rows(case, pk.score_batch(card, columns, population=among), rows)
    doubles = as_doubles(table, measures)
    if doubles is not None:
        check_rows(case, pk.score_batch(card, doubles, population=among), rows)


def check_rows(case: Case, scores: pk.BatchScores, rows: list[int]) -> None:
    """The expected figures in some rows."""
    expect = case.expect
    bands = () if scores.card.ratings is None else scores.card.ratings.bands
    for row in rows:
        assert scores.status_codes[row] == status(expect.get("status", "ok"))
        assert math.isnan(scores.totals[row]) == (scores.status_codes[row] != 0)
        if "reason" in expect:
            assert expect["reason"] in {reason.code for reason in scores.reasons(row)}
        if "total" in expect:
            assert scores.totals[row] == double(expect["total"])
        if "rating" in expect:
            assert bands[scores.rating_codes[row]].code == expect["rating"]
        for code, expected in case.lines.items():
            points = scores.points[code][row]
            if expected.points is not None:
                assert points == double(expected.points)
            elif expected.status not in (None, "ok"):
                assert math.isnan(points)
            for part, value in expected.parts.items():
                assert scores.parts[code][part][row] == double(value)


@pytest.mark.parametrize("case", SCORED)
def test_as_a_document(case: Case) -> None:
    """The scorecard that was read, written and read again is the same."""
    assert pk.loads(pk.dumps(built(case))) == built(case)


# ---------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize("case", some(SCORED, "words"))
def test_in_words(case: Case) -> None:
    """Every printed line can be calculated again, and the expected figures stand at the end of the right ones."""
    card = built(case)
    result = pk.appraise(card, case.figures(), population=case.among(card))
    check_explained(result)
    for language in LANGUAGES:
        check_words(case, result, language)
        check_page(result, language)


def check_page(result: pk.Appraisal, language: str) -> None:
    """The page for people begins with the card and prints no fraction, and nothing in it but what HR reads."""
    page = result.explain(language)
    assert page.startswith(result.card.name.say(language))
    table = page.split("\n\n")[1]
    assert "≈" not in table or not isinstance(result.total, Decimal)
    assert not re.search(r"\d/\d", table)
    assert "None" not in page
    assert "Fraction(" not in page


def check_words(case: Case, result: pk.Appraisal, language: str) -> None:
    """The expected figures in one language; a gap says its status and its reason."""
    card = result.card
    assert pk.describe(card, language).startswith(card.name.say(language))
    text = result.explain(language, "audit")
    for code, expected in case.lines.items():
        block = lines_of(text, code)
        worth = WORDS["contribution"][language]
        block[worth] = block.get(WORDS["in-total"][language], block.get(worth, ""))
        for name in ("value", "points", "contribution"):
            wanted = getattr(expected, name)
            if wanted is not None:
                assert printed(block[WORDS[name][language]], figure(wanted)), (name, block)
        if expected.status not in (None, "ok"):
            assert status(expected.status).label.say(language) in block[WORDS["points"][language]]
    last = lines_of(text, None)
    if "total" in case.expect:
        assert printed(last[WORDS["total"][language]], figure(case.expect["total"])), last
    if "rating" in case.expect:
        (band,) = [band for band in card.ratings.bands if band.code == case.expect["rating"]]
        assert band.say(language) in last[WORDS["rating"][language]]
    if "status" in case.expect:
        assert status(case.expect["status"]).label.say(language) in last[WORDS["total"][language]]
    for reason in result.reasons:
        for detail in pk.choices.Detail:
            assert result.explain(language, detail).count(reason.say(language, labels(card))) == 1
        assert reason.items, reason


def labels(card: pk.Scorecard) -> dict[str, pk.Label]:
    """What the measures are called."""
    return {measure.code: measure.name for measure in card.measures if measure.name is not None}


def lines_of(text: str, code: str | None) -> dict[str, str]:
    """What follows the first sign of each line below the heading of one item, or of the lines at the end."""
    paragraphs = [part.splitlines() for part in text.split("\n\n")]
    lines = paragraphs[-1] if code is None else next(part[1:] for part in paragraphs[1:] if f" ({code}) · " in part[0])
    named = (re.split(" [=≈→] ", line.strip(), maxsplit=1) for line in lines)
    return {parts[0]: parts[-1] for parts in named}


def printed(line: str, expected: Fraction) -> bool:
    """Whether a line ends in a figure: exactly, or, where that is too long to print, cut at the sixth decimal."""
    end = re.sub(r"  \(.*\)$", "", line).rpartition(" = ")[2]
    exact, cut, about = end.partition(" ≈ ")
    if found := NUMBER.fullmatch(exact.strip()):  # "80", or "780/7 ≈ 111.428571"
        return Fraction(found[1]) / (100 if found[2] else 1) == expected
    found = NUMBER.fullmatch(about)  # "2 ^ (1/2) ≈ 1.414214"
    return bool(cut and found) and abs(Fraction(found[1]) / (100 if found[2] else 1) - expected) <= CUT


# ------------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize("case", REFUSED)
def test_is_refused(case: Case) -> None:
    """The constructor refuses, with the code, at the place, and both languages say what is wrong."""
    with pytest.raises(pk.PerfKpiError) as caught:
        case.build()
    error = caught.value
    (fault,) = error.faults if isinstance(error, pk.errors.DocumentError) else (error,)
    assert fault.code == case.expect["refused"], fault
    assert fault.where == case.expect["where"], fault
    for sentence in (fault.en, fault.zh):
        for word in case.expect["says"]:
            assert word in f"{fault.where}: {sentence}", (word, sentence)
