"""A brief explanation has no term that is not in the glossary: of every golden case and of every role sheet."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from inspect import isabstract
from pathlib import Path

import attrs
import pytest
from golden import read_all
from page_words import FUNCTION_EN, FUNCTION_ZH, REASONS_EN, REASONS_ZH
from schemes.sheets.sheet import PEOPLE
from schemes.test_role_sheets import SHEETS, scored

import perfkpi as pk
from perfkpi.serialization.tags import model_classes

GLOSSARY = Path(__file__).parents[2] / "docs" / "reference" / "glossary.md"
ROW = re.compile(r"^\| (.+?) \| (.+?) \| .* \|$", re.MULTILINE)
LANGUAGES = ("zh", "en")
SCORED = [case for case in read_all() if not case.refused]
HAN, LATIN = re.compile(r"[\u4e00-\u9fff]+"), re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")


@cache
def glossary() -> str:
    """The glossary of appraisal; the words of the column kernel are no words for people."""
    return GLOSSARY.read_text(encoding="utf-8").partition("\n## Words of the column")[0]


@cache
def known(language: str) -> frozenset[str]:
    """Every term of the glossary, and the reviewed words around them."""
    if language == "zh":
        terms = (term for row in ROW.finditer(glossary()) for term in re.split("[、，（）()]", row[2]))
        return frozenset(filter(None, (*terms, *FUNCTION_ZH.split(), *REASONS_ZH.split())))
    terms = (term for row in ROW.finditer(glossary()) for term in re.split("[,()]", row[1]))
    return frozenset(filter(None, (*(term.strip() for term in terms), *FUNCTION_EN.split(), *REASONS_EN.split())))


def written(value: object) -> Iterator[str]:
    """Every text that the author of a card wrote: names, codes, units, sources, grades."""
    if isinstance(value, pk.Label):
        yield from (value.zh, value.en)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from written(getattr(value, field.name))
    elif isinstance(value, (tuple, list, frozenset)):
        for each in value:
            yield from written(each)


def authored(result: pk.Appraisal) -> frozenset[str]:
    """What the author of the card and whoever gave the figures wrote, as it stands in the midst of other words."""
    texts = {*written(result.card), *result.inputs, *(text for text in result.inputs.values() if isinstance(text, str))}
    return frozenset(" ".join(run) for text in texts for run in (*runs(text), *((each,) for each in HAN.findall(text))))


def runs(text: str) -> Iterator[Sequence[str]]:
    """The Latin words that stand beside each other."""
    yield from filter(None, (LATIN.findall(part) for part in re.split(r"[^A-Za-z -]|\s{2,}", text)))


def leftover(run: Sequence[str], words: frozenset[str], join: str) -> Sequence[str]:
    """What no words cover of a row of characters or of words, the fewest that can be."""
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for end in range(1, len(run) + 1):
        count, rest = best[-1]
        found = (count + 1, (*rest, run[end - 1]))
        for begin in range(end):
            if join.join(run[begin:end]) in words:
                found = min(found, best[begin], key=lambda each: each[0])
        best.append(found)
    return best[-1][1]


def unknown(text: str, language: str, own: frozenset[str] = frozenset()) -> list[str]:
    """Every word of a text that is neither in the glossary nor reviewed, nor the author's own."""
    words = known(language) | own
    characters = [each for run in HAN.findall(text) for each in leftover(run, words, "")]
    return [*characters, *(each for run in runs(text) for each in leftover(run, words, " "))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", SCORED, ids=lambda case: case.place)
def test_of_a_golden_case(case: object, language: str) -> None:
    """Whatever rule, policy or step it is about."""
    card = case.build()
    result = pk.appraise(card, case.figures(), population=case.among(card))
    assert unknown(result.explain(language), language, authored(result)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("code", SHEETS)
def test_of_a_role_sheet(code: str, person: str, language: str) -> None:
    """Of an ordinary, a perfect, a terrible and an incomplete person."""
    result = scored(SHEETS[code], person)
    assert unknown(result.explain(language), language, authored(result)) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("贡献 20", "zh"), ("归零点 5", "zh"), ("无定义", "zh"), ("量表 0–10", "zh"),
        ("条件成立 → 真", "zh"), ("未测量", "zh"), ("status", "zh"),
        ("zero point of return", "en"), ("the value is undefined", "en"),
        ("knot 5", "en"), ("boolean", "en"),
    ],
)  # fmt: skip
def test_a_foreign_term_is_found(text: str, language: str) -> None:
    """Terms that explanations once had, and that nobody in HR uses, would be told."""
    assert unknown(text, language) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("低于目标 3.5 个百分点，每 1 个百分点扣 2 分：83 分", "zh"),
        ("3.5 percentage points below target, -2 for every 1 percentage point: 83 points", "en"),
    ],
)
def test_what_hr_says_is_known(text: str, language: str) -> None:
    """The sentence of a sheet passes."""
    assert unknown(text, language) == []


def rules() -> Sequence[type]:
    """Every formula and scoring rule of which values can be made."""
    kinds = (kind for kind in model_classes() if issubclass(kind, (pk.Formula, pk.Scoring)))
    return [kind for kind in kinds if not isabstract(kind)]


@pytest.mark.parametrize("kind", rules(), ids=lambda kind: kind.__name__)
def test_every_rule_has_a_name_and_stands_in_the_glossary(kind: type) -> None:
    """Said by the class itself, in Chinese and English."""
    label = vars(kind)["label"]
    assert f"| {label.en} | {label.zh} | `{kind.__name__}` |" in glossary()


def test_no_two_rules_have_one_name() -> None:
    """One name, one meaning."""
    labels = [vars(kind)["label"] for kind in rules()]
    for language in LANGUAGES:
        assert len({label.say(language) for label in labels}) == len(labels)
