"""What pages take from docstrings."""

from __future__ import annotations

import re

__all__ = ["flat", "markdown", "meaning"]


def flat(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def markdown(text: str) -> str:
    """A text of a docstring as it stands in a page, also in a table."""
    return text.replace("``", "`").replace("|", "\\|")


def meaning(text: str) -> str:
    """The first paragraph of a docstring, without the ids of the rows that it fills, such as (R6)."""
    return markdown(re.sub(r" ?\(([^()]*)\)", _without_ids, flat(text.split("\n\n", maxsplit=1)[0])))


def _without_ids(bracket: re.Match[str]) -> str:
    rest = re.sub(r"\b[FRA]\d+\b(?:, )?", "", bracket[1])
    return bracket[0].replace(bracket[1], rest) if rest else ""
