"""Explanations: the derivation of one person's score, or a scorecard's rules, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterable

from perfkpi.appraisal.brief import Page
from perfkpi.appraisal.derivation import Derivation
from perfkpi.appraisal.details import ChosenDetail, Detail
from perfkpi.appraisal.enough_places import enough_places
from perfkpi.appraisal.results import Result
from perfkpi.errors import DefinitionError, Language, checked_language
from perfkpi.foreign import looking_at
from perfkpi.model.card.scorecards import Scorecard, checked_card
from perfkpi.visible import escaped

_FULL_PLACES, _BRIEF_PLACES = 4, 2


def explain(result: Result, language: Language = "en", detail: ChosenDetail = Detail.BRIEF) -> str:
    """Explain one person's score.

    Args:
        result: of an appraisal.
        language: ``"zh"`` or ``"en"``.
        detail: how much is told; a ``Detail`` or its text.

    Raises:
        DefinitionError: another language, or another detail.
    """
    spoken = checked_language(language)
    try:
        with looking_at(detail):
            chosen = Detail(detail)
    except DefinitionError as error:
        raise error.at("detail") from None
    if chosen is Detail.BRIEF:
        return _text(Page(result, spoken, enough_places(result, _BRIEF_PLACES, mark="")).lines())
    if chosen is Detail.FULL:
        return _text(Derivation(result.card, spoken, result, enough_places(result, _FULL_PLACES)).lines())
    return _text(Derivation(result.card, spoken, result).lines())


def describe(card: Scorecard, language: Language = "en") -> str:
    """Describe the rules of a scorecard in words, without anybody's figures.

    Raises:
        DefinitionError: ``card`` is not a scorecard, or a language other than ``"zh"`` and ``"en"``.
    """
    return _text(Derivation(checked_card(card), checked_language(language), None).lines())


def _text(lines: Iterable[str]) -> str:
    """Join lines into one text; whatever stands in a line, of data or of somebody's own rule, begins no other one."""
    return "\n".join(map(escaped, lines))
