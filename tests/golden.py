"""Reads the golden cases of ``tests/cases/*.toml`` and refuses a file that says less than it should.

A file holds the cases of one row of the coverage table::

    row = "R6"

    [reference]                              # what a formula must be, in Python, by the names of its operands
    HitRate = "of_cases(hits, cases)"

    [shared.payout]                          # a document that several cases name
    type = "Tiers"

    [[case]]
    id = "an-edge-belongs-to-the-upper-tier"
    kind = "edge"                            # ordinary, edge, undefined or refused
    source = "where the answer comes from, precise enough to find it"
    published = true                         # somebody else published the answer
    formula = { type = "Actual", measure = "value" }
    scoring = "payout"                       # or a document; left out, the points are the value
    measures = { value = "0.9" }             # { absent = "not_due" } where there is none
    expect = { points = "80" }

A case has a ``formula`` (and a ``scoring``), a whole ``card``, or, where it is refused, any ``document``. What is
expected of one indicator stands beside what is expected of the whole: ``value``, ``points``, ``parts``; ``total``,
``rating``, ``status``, ``reason``. On a card the former stand in ``lines``, by code. A refusal names its code, its
place and what both languages say.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
from attrs import evolve, field, frozen
from public import EVERYTHING

import perfkpi as pk
from perfkpi.model.parts import parts_of
from perfkpi.numerals import Percentage
from perfkpi.testing.strategies.declarations import declared

__all__ = [
    "CASES",
    "KINDS",
    "Case",
    "LineOnly",
    "SameAsValue",
    "figure",
    "figure_of",
    "read",
    "read_all",
    "references",
]

CASES = Path(__file__).parent / "cases"
KINDS = ("ordinary", "edge", "undefined", "refused")

Document = Mapping[str, object]

FILE = {"row", "reference", "shared", "case"}
CASE = {
    "id", "kind", "source", "published", "formula", "scoring", "card", "document", "rounding", "ratings", "measures",
    "records", "reductions", "population", "expect",
}  # fmt: skip
LINE = {"value", "points", "parts", "status", "reason", "contribution"}
WHOLE = {"total", "rating", "status", "reason", "completeness", "lines", "sections", "adjustments"}
REFUSAL = {"refused", "where", "says"}
SHARED = ("formula", "scoring", "card", "document", "rounding", "ratings", "population")
FEWEST_WORDS = 4


@frozen
class SameAsValue(pk.Scoring):
    """The points are the value: what a case of a formula alone is scored with."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """The value itself."""
        return value


@frozen
class LineOnly:
    """What is expected of one indicator."""

    value: object = None
    points: object = None
    parts: Document = field(factory=dict)
    status: str | None = None
    reason: str | None = None
    contribution: object = None


@frozen(eq=False)
class Case:
    """One golden case."""

    place: str
    row: str
    id: str
    kind: str
    source: str
    published: bool
    documents: Document
    measures: Document
    records: Sequence[Document]
    reductions: Sequence[Document]
    expect: Document

    @property
    def refused(self) -> bool:
        """Whether a constructor refuses the document."""
        return "refused" in self.expect

    @property
    def lines(self) -> dict[str, LineOnly]:
        """What is expected of each indicator."""
        if "card" in self.documents:
            lines: dict[str, Document] = self.expect.get("lines", {})
            return {code: LineOnly(**line) for code, line in lines.items()}
        return {"kpi": LineOnly(**{key: value for key, value in self.expect.items() if key in LINE})}

    def build(self) -> pk.Scorecard:
        """The scorecard of the case; that of a lone indicator is its points, and figures mean themselves."""
        self.reduced()
        documents = {key: value for key, value in self.documents.items() if key != "population"}
        found = {key: pk.from_document({"schema": 3, **_plain(value)}) for key, value in documents.items()}
        if "document" in found:
            return found["document"]
        if "card" in found:
            return found["card"]
        formula = found["formula"]
        scoring = found.get("scoring") or SameAsValue(direction=formula.fits[0])
        kpi = pk.Indicator(code="kpi", name=pk.Label(zh="指标", en="Indicator"), formula=formula, scoring=scoring)
        rule = scoring.placed_on(scoring.points_scale)
        scale = rule.points_scale
        stays = all(isinstance(end, Fraction) and scale.contains(end) for end in (rule.lowest, rule.highest))
        return pk.Scorecard(
            code="case",
            name=pk.Label(zh="案例", en="Case"),
            items=((kpi, 100),),
            measures=declared(kpi) if _has_percents(kpi) else (),
            scale=scale if stays else evolve(scale, up_to=pk.UNLIMITED),
            beyond_scale=pk.choices.BeyondScale.REFUSE if stays else pk.choices.BeyondScale.ALLOW,
            rounding=found.get("rounding", pk.RoundingPolicy(total=None)),
            ratings=found.get("ratings"),
        )

    def among(self, card: pk.Scorecard) -> pk.Population | None:
        """Everybody with whom the rules of the scorecard compare."""
        if "population" not in self.documents:
            return None
        people = {name: [figure_of(value) for value in values] for name, values in self.documents["population"].items()}
        return pk.Population.of(card, {name: np.array(values, dtype=object) for name, values in people.items()})

    def figures(self) -> dict[str, object]:
        """The measures as a caller gives them."""
        return {name: figure_of(value) for name, value in self.measures.items()} | self.reduced()

    def reduced(self) -> dict[str, object]:
        """The measures that records are reduced to."""
        if not self.reductions:
            return {}
        records = [{"who": "x"} | {name: figure_of(value) for name, value in record.items()} for record in self.records]
        reductions = [_made(reduction) for reduction in self.reductions]
        return pk.records.reduce_records(records, reductions, subject="who", subjects=["x"])["x"]


def _has_percents(kpi: pk.Indicator) -> bool:
    """Whether anything of an indicator is a percentage, so that its columns must say how they are recorded."""
    each = [part for _, part in parts_of(kpi, "")]
    return any(getattr(part, "unit", None) == pk.Unit.PERCENT for part in each) or any(
        isinstance(getattr(part, "threshold", None), Percentage) for part in each
    )


def _made(document: object) -> object:
    """A value that is no part of a scorecard, by its class: ``{ type = "Mean" }``; members of enumerations by name."""
    if isinstance(document, Mapping):
        given = {key: _made(value) for key, value in document.items() if key != "type"}
        return EVERYTHING[document["type"]](**given)
    if isinstance(document, str) and "." in document and hasattr(pk, document.partition(".")[0]):
        kind, _, member = document.partition(".")
        return EVERYTHING[kind][member]
    return document


def _plain(document: object) -> object:
    """A document as JSON has it: TOML has no null, so that ``{ none = true }`` stands for it."""
    if isinstance(document, Mapping):
        return None if document == {"none": True} else {key: _plain(value) for key, value in document.items()}
    return [_plain(each) for each in document] if isinstance(document, list) else document


def figure(text: object) -> Fraction:
    """A number as a case writes it: an integer, or a text such as ``"0.9"``, ``"12%"`` or ``"1/3"``."""
    if isinstance(text, str) and text.endswith("%"):
        return Fraction(text[:-1]) / 100
    if isinstance(text, (int, str)) and not isinstance(text, bool):
        return Fraction(text)
    raise ValueError(f"{text!r}: numbers are integers or texts, a float is no exact figure")


def figure_of(value: object) -> object:
    """A measure as a caller gives it; a mapping says why there is none."""
    if isinstance(value, Mapping):
        return pk.missing.Absent[value["absent"].upper()]
    if isinstance(value, list):
        return [figure_of(each) for each in value]
    if isinstance(value, float):
        raise ValueError(f"{value!r}: numbers are integers or texts")  # noqa: TRY004  # a fault of the file
    return value


def read_all() -> tuple[Case, ...]:
    """Every case of every file."""
    return tuple(case for path in sorted(CASES.glob("*.toml")) for case in read(path))


def references() -> dict[str, str]:
    """The straight-line calculation of each formula whose file of cases has one."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.toml"))]
    return {name: text for file in files for name, text in file.get("reference", {}).items()}


def read(path: Path) -> tuple[Case, ...]:
    """The cases of one file.

    Raises:
        ValueError: an unknown key, an id twice, a case without a source, or a file without all four kinds.
    """
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    _known(file, FILE, path.name)
    cases = tuple(_cases(file, path.stem))
    ids = [case.id for case in cases]
    twice = {each for each in ids if ids.count(each) > 1}
    absent = [kind for kind in KINDS if kind not in {case.kind for case in cases}]
    if twice or absent:
        raise ValueError(f"{path.name}: ids twice {sorted(twice)}, no case of kind {absent}")
    return cases


def _cases(file: Document, stem: str) -> Iterator[Case]:
    shared = file.get("shared", {})
    for entry in file["case"]:
        place = f"{stem}:{entry.get('id', '?')}"
        _known(entry, CASE, place)
        if len(entry.get("source", "").split()) + len(entry.get("source", "")) // 12 < FEWEST_WORDS:
            raise ValueError(f"{place}: a case says where its answer comes from")
        if entry.get("kind") not in KINDS:
            raise ValueError(f"{place}: the kind is one of {KINDS}")
        documents = {key: _named(entry[key], shared, place) for key in SHARED if key in entry}
        case = Case(
            place=place,
            row=file["row"],
            id=entry["id"],
            kind=entry["kind"],
            source=entry["source"],
            published=entry.get("published", False),
            documents=documents,
            measures=entry.get("measures", {}),
            records=entry.get("records", []),
            reductions=entry.get("reductions", []),
            expect=entry["expect"],
        )
        _check_expectation(case)
        if not case.refused:
            case.figures()
        yield case


def _named(value: object, shared: Document, place: str) -> object:
    if not isinstance(value, str):
        return value
    if value not in shared:
        raise ValueError(f"{place}: there is no shared document {value!r}")
    return shared[value]


def _check_expectation(case: Case) -> None:
    whole = "card" in case.documents
    _known(case.expect, REFUSAL if case.refused else WHOLE if whole else LINE | WHOLE, f"{case.place}.expect")
    for code, line in case.expect.get("lines", {}).items():
        _known(line, LINE, f"{case.place}.expect.lines.{code}")
    if sum(key in case.documents for key in ("formula", "card", "document")) != 1:
        raise ValueError(f"{case.place}: give a formula, a card or a document, one of them")
    if case.refused != (case.kind == "refused") or ("document" in case.documents and not case.refused):
        raise ValueError(f"{case.place}: a case is refused where its kind says so, and only that has a document")
    if case.refused and not (case.expect.keys() == REFUSAL and case.expect["says"]):
        raise ValueError(f"{case.place}: a refusal names its code, its place and what both languages say")
    if case.kind == "undefined" and not _says_why(case):
        raise ValueError(f"{case.place}: what is undefined has a status and a reason")


def _says_why(case: Case) -> bool:
    lines: Mapping[str, Document] = case.expect.get("lines", {})
    return any({"status", "reason"} <= each.keys() for each in (case.expect, *lines.values()))


def _known(table: Document, keys: set[str], place: str) -> None:
    unknown = sorted(table.keys() - keys)
    if unknown or not table:
        raise ValueError(f"{place}: unknown keys {unknown}; known are {sorted(keys)}")
