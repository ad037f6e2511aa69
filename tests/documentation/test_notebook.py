"""The page of the notebook shows what its cells show, and so does the notebook that can be downloaded."""

import json
from itertools import chain

import pytest
from notebook_cells import NOTEBOOK, PAGE, Cell, cells, run, words

CODE = [cell for cell in cells(PAGE.read_text("utf-8")) if cell.is_code]
TWINS = [cell for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
STALE = "run nox -s notebook"


def test_the_page_shows_what_its_cells_show() -> None:
    """Each figure of each table, and every word that is printed, in whatever layout; and what each chart draws."""
    for cell, twin, (printed, value) in zip(CODE, TWINS, run([cell.text for cell in CODE]), strict=True):
        table = value._repr_html_() if hasattr(value, "_repr_html_") else ""
        assert words(printed + table) == words(cell.shown), STALE
        drawn = value.to_dict()["datasets"] if cell.picture else {}
        rows = chain.from_iterable(output.get("metadata", {}).get("rows", []) for output in twin["outputs"])
        assert json.loads(json.dumps([*drawn.values()])) == [*rows], STALE


def test_the_notebook_is_the_page() -> None:
    """The same cells in the same order, with the same outputs."""
    for cell, twin in zip(CODE, TWINS, strict=True):
        assert "".join(twin["source"]) == cell.text, STALE
        shown = [output.get("text") or output["data"].get("text/html", []) for output in twin["outputs"]]
        assert words("".join(chain.from_iterable(shown))) == words(cell.shown), STALE
        assert any("image/png" in output.get("data", {}) for output in twin["outputs"]) == bool(cell.picture), STALE


def test_the_page_is_small() -> None:
    """It is read over slow lines, too."""
    assert PAGE.stat().st_size < 150_000


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("```text\n82 < 90\n```", ["82", "<", "90"]),
        ("<style>td{color:red}</style><table><td>E1</td><td>&lt;NA&gt;</td></table>", ["E1", "–"]),
        ("![a](../assets/notebook-a-light.png#only-light)\n![b](../assets/notebook-a-dark.png#only-dark)", []),
    ],
)
def test_layout_is_not_read(shown: str, read: list[str]) -> None:
    """Tags, styles, fences and pictures are not what an output says."""
    assert words(shown) == read


def test_a_page_falls_into_cells() -> None:
    """Prose, code with all that is shown below it, prose."""
    output = '```text\n1\n```\n\n<div class="output">\n  <div>\n  </div>\n</div>'
    page = f"# Title\n\n```python\nx\n```\n\n{output}\n\nProse.\n\n```text\nno output\n```\n"
    assert list(cells(page)) == [
        Cell("# Title", is_code=False),
        Cell("x", is_code=True, shown=output),
        Cell("Prose.\n\n```text\nno output\n```", is_code=False),
    ]
