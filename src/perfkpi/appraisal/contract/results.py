"""What a result is as plain data: every attribute by its name, and nothing that is not declared here."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

from perfkpi.appraisal.contract.forms import (
    LABEL,
    RATIONAL,
    TEXT,
    Choice,
    Form,
    Listed,
    Named,
    Number,
    Of,
    Optional,
    Record,
    Schema,
    Style,
    Words,
    whole,
)
from perfkpi.appraisal.lines import Parts
from perfkpi.appraisal.results import Numbers, Result
from perfkpi.errors import Language
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value
from perfkpi.language import Reason, Status, Undefinedness
from perfkpi.model.card.ratings import Band

CONTRACT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = Number()
_SOME_NUMBER = Optional(_NUMBER)


class _Sentence(Form):
    """What a reason says, with the measures by their labels."""

    def write(self, value: Reason, style: Style) -> object:
        return Words(lambda reason, language: reason.say(language, style.labels)).write(value, style)

    def schema(self, style: Style) -> Schema:
        return LABEL.schema(style)


_REASONS = Listed(
    Record(
        {
            "code": TEXT,
            "sentence": Of("", _Sentence()),
            "names": Listed(TEXT),
            "items": Listed(TEXT),
            "given": Named(TEXT),
        }
    )
)
_OUTCOME = {"status": Choice(Status), "reasons": _REASONS}
_MISSING = Record(_OUTCOME)


class _Figure(Form):
    """What was read for a measure: a number, a category, or why there is none."""

    def write(self, value: Value, style: Style) -> object:
        if isinstance(value, Undefinedness):
            return _MISSING.write(value, style)
        if isinstance(value, str):
            return {"category": value}
        return {"number": _NUMBER.write(Fraction(*value) if isinstance(value, tuple) else value, style)}

    def schema(self, style: Style) -> Schema:
        kinds = [whole({"number": _NUMBER.schema(style)}), whole({"category": {"type": "string"}})]
        return {"anyOf": [*kinds, _MISSING.schema(style)]}


class _Value(Form):
    """What a formula yields: a number, or the text of a category."""

    def write(self, value: Decimal | Fraction | Surd | str, style: Style) -> object:
        return value if isinstance(value, str) else _NUMBER.write(value, style)

    def schema(self, style: Style) -> Schema:
        return {"anyOf": [_NUMBER.schema(style), {"type": "string"}]}


_PLACE = {"code": TEXT, "name": LABEL}
_LINE = {
    **_PLACE,
    "points": _SOME_NUMBER,
    "nominal_weight": RATIONAL,
    "weight": Optional(RATIONAL),
    "contribution": _SOME_NUMBER,
    **_OUTCOME,
}
_PART = Record({"value": _SOME_NUMBER, **_OUTCOME})


class _Parts(Form):
    """The parts of a line by their codes."""

    def write(self, value: Parts, style: Style) -> object:
        return {part.code: _PART.write(part, style) for part in value.members}

    def schema(self, style: Style) -> Schema:
        return Named(_PART).schema(style)


_RESULT = Record(
    {
        "card": Record({**_PLACE, "version": TEXT}),
        "subject": TEXT,
        "period": TEXT,
        "status": Choice(Status),
        "total": _SOME_NUMBER,
        "unrounded": _SOME_NUMBER,
        "rating": Of("band", Optional(Record({"code": TEXT, "name": Of("", Words(Band.say))}))),
        "completeness": RATIONAL,
        "reasons": _REASONS,
        "unrated": _REASONS,
        "lines": Listed(Record({**_LINE, "value": Optional(_Value()), "parts": _Parts()})),
        "sections": Listed(Record(_LINE)),
        "adjustments": Listed(Record({**_PLACE, "points": _SOME_NUMBER, "contribution": _SOME_NUMBER, **_OUTCOME})),
        "rounding": _SOME_NUMBER,
        "rounding_effect": _SOME_NUMBER,
        "inputs": Named(_Figure()),
    }
)


def result_data(result: Result, numbers: Numbers, language: Language | None) -> dict[str, object]:
    """Write a result as texts, numbers, lists and mappings."""
    labels = {measure.code: measure.name for measure in result.card.measures if measure.name is not None}
    return _RESULT.write(result, Style(numbers, language, labels))


def result_text(result: Result, numbers: Numbers, language: Language | None) -> str:
    """Write a result as a JSON text."""
    return json.dumps(result_data(result, numbers, language), ensure_ascii=False, allow_nan=False)


def result_schema(numbers: Numbers = "text", language: Language | None = None) -> dict[str, object]:
    """The JSON Schema of what ``Appraisal.to_dict`` gives.

    Args:
        numbers: as for ``Appraisal.to_dict``.
        language: as for ``Appraisal.to_dict``.

    Raises:
        DefinitionError: other numbers than ``"text"`` and ``"float"``, or another language than ``"zh"`` and ``"en"``.
    """
    return {"$schema": CONTRACT, "title": "perfkpi result", **_RESULT.schema(Style(numbers, language))}
