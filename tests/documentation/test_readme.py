"""What the READMEs print is what the library prints."""

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_first_example_prints_what_stands_below_it(name: str) -> None:
    """The ten lines that a newcomer copies give, digit by digit, the text that the page shows."""
    page = (ROOT / name).read_text("utf-8")
    found = re.search(r"```python\n(.*?)```.*?```text\n(.*?)```", page, re.DOTALL)
    assert found is not None
    code, shown = found.groups()
    assert len([line for line in code.splitlines() if line]) == 10
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, name, "exec"), {})  # noqa: S102  # the project's own page
    assert printed.getvalue() == shown
