"""What the pages print is what the library prints, and scripts are as short as is said of them."""

import contextlib
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PAGES = (*ROOT.glob("README*.md"), ROOT / "docs" / "index.md", *sorted((ROOT / "docs").glob("[ht]*/*.md")))
PRINTING = [
    page.relative_to(ROOT).as_posix()
    for page in PAGES
    if re.search(r"^ *print\(", page.read_text("utf-8"), re.MULTILINE)
]


def blocks(name: str) -> list[str]:
    """The Python blocks of a page."""
    return re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)


def printed(name: str) -> Iterator[tuple[str, str]]:
    """What each block of a page prints, beside the text that the page shows below it."""
    page = ModuleType("page")
    sys.modules["page"] = page  # as in conftest.py
    for code, shown in re.findall(
        r"```python\n(.*?)```(?:(?:(?!```).)*?```text\n(.*?)```)?", (ROOT / name).read_text("utf-8"), re.DOTALL
    ):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, name, "exec"), vars(page))  # noqa: S102  # the project's own page
        if out.getvalue() or shown:
            yield out.getvalue(), shown


@pytest.mark.parametrize("name", PRINTING)
def test_a_page_shows_what_its_blocks_print(name: str) -> None:
    """A newcomer who copies them gets, digit by digit, the text that the page shows."""
    for out, shown in printed(name):
        assert out == shown


def lines(code: str) -> int:
    """How many lines of a script are not empty."""
    return len([line for line in code.splitlines() if line.strip()])


@pytest.mark.parametrize(
    ("name", "block", "most"),
    [
        ("README.md", 0, 10),
        ("README.zh-CN.md", 0, 10),
        ("docs/how-to/first-card.md", 0, 36),
        ("docs/how-to/first-card.md", 2, 42),
        ("docs/how-to/analyse-in-a-notebook.md", 1, 20),
    ],
)
def test_a_script_is_as_short_as_the_page_says(name: str, block: int, most: int) -> None:
    """Its lines are those of ruff's formatter with 88 columns; READMEs have as many as this house."""
    code = blocks(name)[block]
    assert lines(code) <= most
    width = 88 if name.startswith("docs") else 120
    assert all(len(line) <= width for line in code.splitlines())
