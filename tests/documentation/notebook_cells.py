"""The page of the notebook as cells: prose, code, and what is shown below the code."""

from __future__ import annotations

import ast
import contextlib
import html
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "how-to" / "analyse-in-a-notebook.md"
NOTEBOOK = PAGE.with_suffix(".ipynb")
PICTURE = r"!\[[^\]]*\]\(\.\./assets/(notebook-\w+)-(?:light|dark)\.png#only-(?:light|dark)\)"
"""A line written by hand, since somebody has to say what is to be seen."""
OUTPUT = rf"(?:\n```text\n.*?^```\n|\n<div class=\"output\">\n.*?^</div>\n|\n(?:{PICTURE}\n)+)"
CODE = re.compile(rf"^```python\n(?P<code>.*?)^```\n(?P<shown>{OUTPUT}*)", re.MULTILINE | re.DOTALL)
EMPTY = {"NaN", "nan", "None", "<NA>", "–"}
"""No figure, as one version of a data frame or another writes it."""


class Cell(NamedTuple):
    """Prose, or code with the outputs that the page shows."""

    text: str
    is_code: bool
    shown: str = ""

    @property
    def picture(self) -> str:
        """The name of the chart that stands below the cell; without one, an empty text."""
        found = re.search(PICTURE, self.shown)
        return found[1] if found else ""


def cells(page: str) -> Iterator[Cell]:
    """The cells of a page, in their order."""
    end = 0
    for found in CODE.finditer(page):
        if prose := page[end : found.start()].strip():
            yield Cell(prose, is_code=False)
        yield Cell(found["code"].rstrip(), is_code=True, shown=found["shown"].strip())
        end = found.end()
    if prose := page[end:].strip():
        yield Cell(prose, is_code=False)


def run(codes: list[str]) -> Iterator[tuple[str, Any]]:
    """What each cell prints, and the value of its last line, as a notebook shows them."""
    page = ModuleType("page")
    sys.modules["page"] = page  # as in conftest.py
    for code in codes:
        tree, value = ast.parse(code), None
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(tree, PAGE.name, "exec"), vars(page))  # noqa: S102  # the project's own page
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), PAGE.name, "eval"), vars(page))  # noqa: S307  # our own page
        yield out.getvalue(), value


def words(shown: str) -> list[str]:
    """What is to be read in an output, however it is laid out."""
    text = re.sub(r"<style.*?</style>|```(?:text)?|" + PICTURE, " ", shown, flags=re.DOTALL)
    return ["–" if word in EMPTY else word for word in html.unescape(re.sub(r"</?[a-z][^>]*>", " ", text)).split()]
