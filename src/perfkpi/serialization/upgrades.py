"""Upgrades: documents of an earlier schema, put into the words of the present one. What they mean does not change.

What may have meant something else when it was written is not for here: the class whose meaning changed tells that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from perfkpi.serialization.reading import Repeated

_TAGS = {
    "Rating": "RaterScore",
    "Grade": "Category",
    "PanelGrades": "PanelMean",
    "Adjustment": "Bonus",
    "Modifier": "Multiplier",
    "Limit": "ScoreLimit",
}
"""What classes were called up to schema 2, and what they are called since."""

_SCALE_OF_THEIR_OWN = ("DirectPoints", "LetterPoints", "AchievementImprovement")
"""Rules that had to say their scale, or had another one where they did not."""

_WEIGHTED = frozenset({"item", "weight"})


def upgraded(document: object, schema: int) -> object:
    """Put a document, of a size that was checked, into the words of the present schema."""
    return _to_schema_3(document) if schema < 3 else document  # noqa: PLR2004  # the schema of that name


def _to_schema_3(part: object) -> object:
    """Rename classes, let an item of a card bear its weight itself, and say the scale that a rule had."""
    if isinstance(part, (list, tuple)):
        return [_to_schema_3(each) for each in cast("list[object]", part)]
    if not isinstance(part, Mapping):
        return part
    mapping = {key: _to_schema_3(value) for key, value in cast("Mapping[object, object]", part).items()}
    tag, twice = mapping.get("type"), part.keys_twice if isinstance(part, Repeated) else ()
    if tag == "Rated":
        mapping["type"] = "DirectPoints" if mapping.get("letters") is None else "LetterPoints"
    elif isinstance(tag, str) and tag in _TAGS:
        mapping["type"] = _TAGS[tag]
    rule = mapping.get("scoring")
    if isinstance(rule, dict):
        _say_scale(cast("dict[object, object]", rule))
    if tag == "PanelGrades" and "grades" in mapping:
        mapping["letters"] = mapping.pop("grades")
    if mapping.get("cap") == "up_to":
        mapping["cap"] = "scale_top"
    item = mapping.get("item")
    if not twice and isinstance(item, dict) and mapping.keys() - {"type"} == _WEIGHTED and "weight" not in item:
        mapping = {**cast("dict[object, object]", item), "weight": mapping["weight"]}
        twice = item.keys_twice if isinstance(item, Repeated) else ()
    return _as_before(mapping, twice)


def _say_scale(rule: dict[object, object]) -> None:
    """Write out the scale of a rule that does not say it: up to schema 2, that was 0 to 100 wherever the rule stood."""
    if rule.get("type") == "Alternatives":
        for each in cast("list[object]", rule.get("rules")) if isinstance(rule.get("rules"), list) else ():
            inner = cast("dict[object, object]", each).get("rule") if isinstance(each, dict) else None
            if isinstance(inner, dict):
                _say_scale(cast("dict[object, object]", inner))
    elif rule.get("type") not in _SCALE_OF_THEIR_OWN:
        rule.setdefault("scale", {"low": "0", "high": "100"})


def _as_before(mapping: dict[object, object], twice: tuple[str, ...]) -> object:
    """Return a mapping that still tells which of its keys stood twice."""
    if not twice:
        return mapping
    found = Repeated(cast("Mapping[str, object]", mapping))
    found.keys_twice = twice
    return found
