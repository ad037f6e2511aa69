"""What an explanation says of an expression: in names and in figures, with its steps and notes, in either language."""

from collections.abc import Mapping
from typing import Literal

from evaluated import Figure, Worth, evaluated, given, known

import perfkpi as pk
from perfkpi.interpreters.phrases import Phrase
from perfkpi.interpreters.words import Words
from perfkpi.language import Expr


def said(
    expression: Expr,
    figures: Mapping[str, Figure] | None = None,
    language: Literal["en", "zh"] = "en",
    *,
    labels: Mapping[str, pk.Label] | None = None,
    titles: Mapping[str, pk.Label] | None = None,
    percents: frozenset[str] = frozenset(),
) -> Phrase:
    """Tell a person's figures, or nobody's: the rule as it stands. What is told has the value that is reckoned with.

    Args:
        expression: what is told.
        figures: those of the person.
        language: of the words.
        labels: what measures are called.
        titles: what indicators and steps are called.
        percents: the indicators whose values are shown in percent.
    """
    phrase = expression.fold(
        Words(language, None if figures is None else given(figures), labels or {}, titles or {}, percents)
    )
    if figures is None:
        assert phrase.value is None
    else:
        assert value(phrase) == evaluated(expression, figures)
    return phrase


def value(phrase: Phrase) -> Worth:
    """The number that stands beside the words."""
    assert phrase.value is not None
    return known(phrase.value)
