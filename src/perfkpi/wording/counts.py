"""Counts in English sentences: one row, two rows."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BLANK = re.compile(r"\{(?P<blank>\w+)\}(?P<several> (?:points|times|days|hours)\b)?")


def in_blanks(sentence: str, parts: Mapping[str, str]) -> str:
    """Fill the blanks of a sentence; one point is not ``1 points``, and a blank of which nothing is known stays.

    Args:
        sentence: with names in braces.
        parts: what stands for the names.
    """

    def filled(found: re.Match[str]) -> str:
        text, several = parts.get(found["blank"], f"{{{found['blank']}}}"), found["several"] or ""
        return text + (several.removesuffix("s") if text == "1" else several)

    return _BLANK.sub(filled, sentence)


def counted(count: int, one: str, several: str = "") -> str:
    """Say how many there are: ``1 row``, ``2 rows``, ``3 entries``.

    Args:
        count: how many.
        one: what one is called.
        several: what several are called; left out, with an s behind.
    """
    return f"{count} {one if count == 1 else several or f'{one}s'}"


def a(noun: str) -> str:
    """Put the article before a noun: ``a Tier``, ``an Event``."""
    silent = noun.startswith(("Uni", "Usa", "One"))
    return f"an {noun}" if noun[:1] in "AEIOUaeiou" and not silent else f"a {noun}"
