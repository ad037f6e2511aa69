"""Documents of an earlier schema: what may have meant something else is refused with the choices, the rest is read."""

import json
from pathlib import Path

import pytest
from attrs import frozen

import perfkpi as pk

Document = dict[str, object]
KEPT = Path(__file__).parent / "documents"
"""Documents word for word as the version before schema 2 wrote them."""

CHOICE, LIMITS = pk.errors.Code.CHOICE_NEEDED, pk.errors.Code.LIMITS
HIGHER = {"direction": "higher"}
DECREASES: Document = {"type": "FullMarkIfMet", "target": "10", "decrease": {"type": "Proportional"}, **HIGHER}
MET: Document = {"type": "MetOrNot", "target": "10", "missed": "0", **HIGHER}
EVENTS: Document = {"type": "Deductions", "events": [{"code": "late", "loss": "5", "counting": "whole_only"}]}
MISSED: Document = {"type": "AllMet", "of": 2, "decrease": {"type": "LossPerMissed", "loss": "20"}, **HIGHER}
TABLE: Document = {"type": "AllMet", "of": 2, "decrease": {"type": "PointsByMissed", "points": [50, 0]}, **HIGHER}
MEMBERS: Document = {
    "type": "ByDimension",
    "members": ["north", "south"],
    "numerator": "sales_{}",
    "denominator": "staff_{}",
    "roll_up": "pooled",
    "absent": "refuse",
}


def kept(name: str) -> Document:
    """One of the documents that are kept."""
    return json.loads((KEPT / f"schema_1_{name}.json").read_text(encoding="utf-8"))


def faults(document: Document) -> dict[str, pk.PerfKpiError]:
    """The faults of a document, by their places; none where it can be read."""
    found: dict[str, pk.PerfKpiError] = {}
    try:
        pk.from_document(document)
    except pk.errors.DocumentError as error:
        found = {fault.where: fault for fault in error.faults}
    return found


def test_a_document_whose_meaning_did_not_change_is_read() -> None:
    """It scores as it always did; what is written of it says the present schema."""
    card = pk.from_document(kept("plain"))
    assert pk.appraise(card, {"revenue": 900, "complaints": 3}).total == 88
    said = {"scale": {"low": "0", "high": "100"}}  # which went without saying; the formula does now
    items = [
        each["item"] | {"weight": each["weight"], "scoring": each["item"]["scoring"] | said}
        for each in kept("plain")["items"]
    ]
    assert [each.pop("formula")["measure"] for each in items] == [each["code"] for each in items]
    assert pk.to_document(card) == kept("plain") | {"schema": 3, "items": items}


def test_what_may_have_meant_something_else_is_asked() -> None:
    """All questions at once, each at its place, with the choices in both languages."""
    items = "items[{}].{}".format
    found = faults(kept("asks"))
    choices = {
        items(0, "formula.denominator_sign"): ('"denominator_sign": "any"', '"positive"'),
        items(1, "formula.denominator_sign"): ('"denominator_sign": "any"', '"positive"'),
        items(2, "formula.unit"): ('"unit": "number"', '"percent"'),
        items(3, "formula.text"): ("schema 1", '"schema": 2'),
        items(3, "scoring.cap"): ("schema 1", '"schema": 2'),
    }
    assert found.keys() == choices.keys()
    for place, words in choices.items():
        assert found[place].code is CHOICE
        for language in ("zh", "en"):
            assert all(word in found[place].say(language) for word in words)


def test_a_document_that_answers_is_read() -> None:
    """The former meaning can be said in words of today, and a whole document can say that it means the present one."""
    answered = json.dumps(kept("asks"), ensure_ascii=False)
    for old, new in (
        ('"denominator": "equity"', '"denominator": "equity", "denominator_sign": "any"'),
        ('"text": "(revenue', '"denominator_sign": "positive", "text": "(revenue'),
        ('"type": "Growth"', '"type": "Growth", "unit": "number"'),
        ("average(calls)/2", r"\"average(calls)\"/2"),
        ('"cap": "80", ', ""),
    ):
        assert old in answered
        answered = answered.replace(old, new)
    card = pk.loads(answered)
    figures = dict.fromkeys(("revenue", "cost", "current", "prior", "average(calls)", "a", "b"), 10)
    assert pk.appraise(card, figures | {"profit": -12, "equity": -100}).line("roe").points == 100
    present = pk.from_document(kept("asks") | {"schema": 2})
    assert pk.loads(pk.dumps(present)) == present != card


def test_what_the_model_asks_now_is_asked_of_old_documents() -> None:
    """A share of raters that must be said, and the scale for more than the full mark, one after the other."""
    document = kept("exceeds")
    assert {place: fault.code for place, fault in faults(document).items()} == {
        "items[1].formula.minimum_weight": pk.errors.Code.MISSING_KEY
    }
    document["items"][1]["item"]["formula"]["minimum_weight"] = "60%"
    (fault,) = faults(document).values()
    assert (fault.where, fault.code) == ("items[0].scoring.cap", LIMITS)
    assert "Scale(0, 100, up_to=120)" in fault.en
    document["scale"] = {"low": 0, "high": 100, "up_to": 120}
    assert not faults(document)


@pytest.mark.parametrize(
    ("document", "asked"),
    [
        ({"type": "Ratio", "numerator": "a", "denominator": "b"}, {"denominator_sign"}),
        ({"type": "Ratio", "numerator": "a", "denominator": {"type": "Computed", "text": "4"}}, set()),
        ({"type": "Ratio", "numerator": "a", "denominator": "b", "denominator_sign": "positive"}, set()),
        ({"type": "Deviation", "actual": "a", "budget": "b", "sign": "saving"}, {"denominator_sign", "unit"}),
        (
            {"type": "Deviation", "actual": "a", "budget": "b", "sign": "saving", "unit": "percent"},
            {"denominator_sign"},
        ),
        (MEMBERS, {"denominator_sign", "unit"}),
        ({"type": "Growth", "actual": "a", "prior": "b"}, {"unit"}),
        ({"type": "Share", "part": "a", "whole": "b"}, set()),
        ({"type": "Computed", "text": "a/b"}, {"denominator_sign"}),
        ({"type": "Computed", "text": "a^-2"}, {"denominator_sign"}),
        ({"type": "Computed", "text": "a^2/4+(a-80)/(20-80)"}, set()),
        ({"type": "Computed", "text": "sum(a)/b"}, {"denominator_sign", "text"}),
        ({"type": "Computed", "text": "MOD(a, b)"}, {"text"}),
        ({"type": "Computed", "text": "round(max(a, 'sum(a)'), 2)"}, set()),
        ({"type": "ComputedPoints", "text": "value/target*100", "target": 5, **HIGHER}, set()),
        ({"type": "ComputedPoints", "text": "value/plan*100", **HIGHER}, {"denominator_sign"}),
        ({"type": "ComputedPoints", "text": "四舍五入(指标值)", **HIGHER}, {"text"}),
        (DECREASES, set()),
        (DECREASES | {"cap": "100"}, set()),
        (DECREASES | {"cap": "80"}, {"cap"}),
        (EVENTS, set()),
        (EVENTS | {"cap": {"type": "Field", "column": "most"}}, {"cap"}),
        (MISSED, set()),
        (MISSED | {"cap": "80"}, {"cap"}),
        (TABLE | {"cap": "80"}, set()),
        (MET, set()),
        (MET | {"cap": "80"}, set()),
        (MET | {"cap": "120"}, {"met"}),
        (MET | {"cap": {"type": "Field", "column": "most"}}, {"met"}),
        (MET | {"cap": "120", "met": "120"}, set()),
    ],
)
def test_only_what_matters_is_asked(document: Document, asked: set[str]) -> None:
    """Of schema 1, or of none: a default that makes no difference, or that nobody relied on, raises no question."""
    assert faults(document).keys() == faults(document | {"schema": 1}).keys() == asked
    assert {fault.code for fault in faults(document).values()} <= {CHOICE}
    assert not faults(document | {"schema": 2})


def test_a_rule_of_ones_own_asks_as_its_base_does() -> None:
    """What a class of the library changed, it changed for the company's subclass."""

    @frozen
    class Coverage(pk.Ratio):
        """A ratio by another name."""

    assert faults({"type": "Coverage", "numerator": "a", "denominator": "b"}).keys() == {"denominator_sign"}
    assert pk.loads(pk.dumps(Coverage("a", "b"))) == Coverage("a", "b")


@pytest.mark.parametrize("schema", [0, 4, -1, 1.0, 2.0, "1", "2", True, None, [], 10**30])
def test_a_schema_that_nobody_knows_is_told(schema: object) -> None:
    """The ones that are known are named; nothing else is looked at."""
    found = faults({"type": "Nothing of the kind", "schema": schema})
    assert found.keys() == {"schema"}
    assert "reads the schemas 1 to 3" in found["schema"].en
    assert "格式版本（schema）1 至 3" in found["schema"].zh


SCALE = {"low": "0", "high": "10"}
LETTERS = [["A", "10"], ["B", "6"]]
FORMER: dict[str, tuple[Document, Document]] = {
    "a rating": ({"type": "Rated", "scale": SCALE}, {"type": "DirectPoints", "scale": SCALE}),
    "letters": (
        {"type": "Rated", "scale": SCALE, "letters": LETTERS},
        {"type": "LetterPoints", "letters": LETTERS, "scale": SCALE},
    ),
    "a panel": (
        {"type": "PanelGrades", "experts": ["e"], "grades": LETTERS},
        {"type": "PanelMean", "experts": ["e"], "letters": LETTERS},
    ),
    "a rater's score": (
        {"type": "Rating", "measure": "a", "scale": SCALE},
        {"type": "RaterScore", "measure": "a", "scale": SCALE},
    ),
    "a cap at the top of the scale": (
        {"type": "Attainment", "target": "1", "cap": "up_to", **HIGHER},
        {"type": "Attainment", "cap": "scale_top", "target": "1", **HIGHER},
    ),
    "a limit": (
        {"type": "Limit", "code": "l", "name": "l", "cap": "9"},
        {"type": "ScoreLimit", "code": "l", "name": "l", "cap": "9"},
    ),
}


@pytest.mark.parametrize("name", FORMER)
def test_what_was_called_otherwise_is_read(name: str) -> None:
    """By its former name in a document of schema 2, and by no other in one of today."""
    former, today = FORMER[name]
    assert pk.to_document(pk.from_document(former | {"schema": 2})) == {"schema": 3, **today}
    assert faults(former | {"schema": 3})


def test_a_rule_among_alternatives_keeps_its_scale() -> None:
    """Where a rule went without saying it, it was 0 to 100, whatever the card; rules that had to say it do."""
    rules = [
        {"code": "one", "rule": {"type": "Attainment", "target": "1", **HIGHER}},
        {"code": "other", "rule": {"type": "Rated", "scale": SCALE}},
        "no rule",
        {"code": "none"},
    ]
    item = {"type": "Indicator", "code": "i", "name": "i", "formula": {"type": "Actual", "measure": "a"}}
    scoring = {"type": "Alternatives", "rules": rules[:2], "chosen": "one"}
    read = pk.from_document(item | {"scoring": scoring, "schema": 2})
    assert [each.rule.scale for each in read.scoring.rules] == [pk.Scale(0, 100), pk.Scale(0, 10)]
    for wrong in (rules, "none", None):
        assert faults(item | {"scoring": scoring | {"rules": wrong}, "schema": 2})


def test_a_key_that_stands_twice_is_told_of_an_old_document_too() -> None:
    """Of an item beside its weight, of the item itself, and of what was renamed."""
    item = '{"type": "Indicator", "code": "i", "name": "i", "code": "j", "scoring": {"type": "Rated", "scale": "x"}}'
    twice = f'{{"schema": 2, "type": "Section", "code": "s", "name": "s", "items": [{{"item": {item}, "weight": 1}}]}}'
    both = twice.replace('"weight": 1', '"weight": 1, "weight": 2')
    for text in (twice, both):
        with pytest.raises(pk.errors.DocumentError, match="stands twice"):
            pk.loads(text)
