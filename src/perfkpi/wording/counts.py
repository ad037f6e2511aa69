"""Counts in English sentences: one row, two rows."""

from __future__ import annotations


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
