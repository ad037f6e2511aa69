"""Golden cases: answers that others published or that were worked out by hand, against exact, columns and words.

The cases are data (``tests/cases/*.toml``, each with its source); ``golden`` reads them. Every case is scored exactly,
alone in a table, among shuffled neighbours and gaps in texts and in doubles, and explained in both languages.
"""

import math
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

import numpy as np
import pytest
from golden import Case, LineOnly, figure, read, read_all
from strategies import concrete

import perfkpi as pk

ALL = read_all()
SCORED = [pytest.param(case, id=case.place) for case in ALL if not case.refused]
REFUSED = [pytest.param(case, id=case.place) for case in ALL if case.refused]
LANGUAGES = ("zh", "en")
FEWEST_PUBLISHED = 75
NEIGHBOURS = 61
COPIES = 3
WORDS = {
    "value": {"zh": "指标值", "en": "value"},
    "points": {"zh": "得分", "en": "points"},
    "total": {"zh": "总分", "en": "total"},
    "rating": {"zh": "等级", "en": "rating"},
}
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?(?:/\d+)?)(%?)(?: [^\W\d]+)?")
"""A printed figure, perhaps with its unit: ``80``, ``12%``, ``780/7``, ``10 times``."""
CUT = Fraction(1, 10**6)


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


@pytest.mark.parametrize("root", [pk.Formula, pk.Scoring])
def test_every_rule_has_a_case(root: type) -> None:
    """Every public formula and every public scoring rule is the subject of a golden case."""
    named = {name for case in ALL for name in types(case.documents)}
    assert not concrete(root).keys() - named


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
    card = case.build()
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


def check_line(line: pk.IndicatorLine, expected: LineOnly) -> None:
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
    card, measures = case.build(), case.figures()
    among = case.among(card)
    alone = {name: column([value]) for name, value in measures.items()}
    check_rows(case, pk.score_batch(card, alone, population=among), [0])
    table, rows = crowd(case.place, measures)
    columns = {name: column(values) for name, values in table.items()}
    check_rows(case, pk.score_batch(card, columns, population=among), rows)
    doubles = as_doubles(table, measures)
    if doubles is not None:
        check_rows(case, pk.score_batch(card, doubles, population=among), rows)


def column(values: list[object]) -> np.ndarray:
    """Figures as they are, texts and absences among them."""
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def crowd(seed: str, measures: dict[str, object]) -> tuple[dict[str, list[object]], list[int]]:
    """The case three times among rows that differ from it in one or more figures, and where it stands."""
    random = Random(seed)  # noqa: S311  # shuffles a table, guards nothing
    people: list[tuple[bool, dict[str, object]]] = [(True, measures)] * COPIES
    for _ in range(NEIGHBOURS):
        changed = {name: changes(random, value) if random.random() < 0.7 else value for name, value in measures.items()}
        people.append((False, changed))
    random.shuffle(people)
    rows = [place for place, (own, _) in enumerate(people) if own]
    return {name: [person[name] for _, person in people] for name in measures}, rows


def changes(random: Random, value: object) -> object:
    """Something else in place of a figure."""
    gap = random.choice((None, pk.Absent.NOT_DUE, pk.Absent.NOT_APPLICABLE))
    if not is_number(value):
        return random.choice((value, gap))
    number = figure(value)
    return random.choice((gap, 0, str(float(-number)), str(float(number * 2)), str(float(number + 1)), value))


def is_number(value: object) -> bool:
    """Whether a figure is a number and not a category or an absence."""
    try:
        figure(value)
    except ValueError:
        return False
    return True


def as_doubles(table: dict[str, list[object]], measures: dict[str, object]) -> dict[str, np.ndarray] | None:
    """The table as float64 columns, where every number is the one that its double prints as."""
    for value in measures.values():
        if value is not None and not (is_number(value) and Fraction(repr(float(figure(value)))) == figure(value)):
            return None
    return {
        name: np.array([float(figure(value)) if is_number(value) else math.nan for value in values])
        for name, values in table.items()
    }


def check_rows(case: Case, scores: pk.BatchScores, rows: list[int]) -> None:
    """The expected figures in some rows."""
    expect = case.expect
    bands = () if scores.card.ratings is None else scores.card.ratings.bands
    for row in rows:
        assert scores.status_codes[row] == status(expect.get("status", "ok"))
        assert math.isnan(scores.totals[row]) == (scores.status_codes[row] != 0)
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


# ---------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", SCORED)
def test_in_words(case: Case, language: str) -> None:
    """The expected figures stand at the end of the right lines, a gap says its status and its reason."""
    card = case.build()
    assert pk.describe(card, language).startswith(card.name.say(language))
    result = pk.appraise(card, case.figures(), population=case.among(card))
    text = result.explain(language)
    for code, expected in case.lines.items():
        block = lines_of(text, code)
        for name, wanted in (("value", expected.value), ("points", expected.points)):
            if wanted is not None:
                assert printed(block[WORDS[name][language]], figure(wanted)), (name, block)
        if expected.status not in (None, "ok"):
            assert status(expected.status).label.say(language) in block[WORDS["points"][language]]
    last = lines_of(text, None)
    if "total" in case.expect:
        assert printed(last[WORDS["total"][language]], figure(case.expect["total"])), last
    if "rating" in case.expect:
        assert result.rating_label(language) in last[WORDS["rating"][language]]
    for reason in result.reasons:
        assert reason.say(language, labels(card)) in text


def labels(card: pk.Scorecard) -> dict[str, pk.Label]:
    """What the measures are called."""
    return {measure.code: measure.name for measure in card.measures if measure.name is not None}


def lines_of(text: str, code: str | None) -> dict[str, str]:
    """What follows the first equals sign of each line below the heading of one item, or of the lines at the end."""
    paragraphs = [part.splitlines() for part in text.split("\n\n")]
    lines = paragraphs[-1] if code is None else next(part[1:] for part in paragraphs[1:] if f" ({code}) · " in part[0])
    named = (line.strip().partition(" = ") for line in lines)
    return {name.partition(" → ")[0]: rest or name for name, _, rest in named}


def printed(line: str, expected: Fraction) -> bool:
    """Whether a line ends in a figure: exactly, or, where that is too long to print, cut at the sixth decimal."""
    end = re.sub(r"  \([^=]*\)$", "", line).rpartition(" = ")[2]
    exact, cut, about = end.partition("≈")
    if found := NUMBER.fullmatch(exact.strip()):  # "80", or "780/7 ≈111.428571"
        return Fraction(found[1]) / (100 if found[2] else 1) == expected
    found = NUMBER.fullmatch(about)  # "2 ^ (1/2) ≈1.414214"
    return bool(cut and found) and abs(Fraction(found[1]) / (100 if found[2] else 1) - expected) <= CUT


# ------------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize("case", REFUSED)
def test_is_refused(case: Case) -> None:
    """The constructor refuses, with the code, at the place, and both languages say what is wrong."""
    with pytest.raises(pk.PerfKpiError) as caught:
        case.build()
    error = caught.value
    (fault,) = error.faults if isinstance(error, pk.DocumentError) else (error,)
    assert fault.code == case.expect["refused"], fault
    assert fault.where == case.expect["where"], fault
    for language in LANGUAGES:
        for word in case.expect["says"]:
            assert word in fault.say(language), (word, fault.say(language))


# ---------------------------------------------------------------------------------------------------- the reader itself

GOOD = """
row = "F1"
[[case]]
id = "a"
kind = "ordinary"
source = "worked out by hand: 1 / 2"
formula = { type = "Ratio", numerator = "a", denominator = "b" }
measures = { a = 1, b = 2 }
expect = { value = "0.5" }
"""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD, "no case of kind"),
        (GOOD + "note = 1", "unknown keys"),
        (GOOD.replace("value =", "worth ="), "unknown keys"),
        (GOOD.replace("worked out by hand: 1 / 2", ""), "where its answer comes from"),
        (GOOD.replace('"ordinary"', '"usual"'), "the kind is one of"),
        (GOOD.replace("measures = { a = 1, b = 2 }", "measures = { a = 0.5, b = 2 }"), "numbers are integers or texts"),
        (GOOD.replace('expect = { value = "0.5" }', 'expect = { refused = "PK120" }'), "refused"),
        (GOOD.replace('"ordinary"', '"undefined"'), "a status and a reason"),
    ],
)
def test_a_file_that_says_too_little_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    """An unknown key, no source, a kind too few, a float: the reader names the place and the fault."""
    path = tmp_path / "f01.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        [case.figures() for case in read(path)]
