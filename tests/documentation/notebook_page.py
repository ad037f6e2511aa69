"""Runs the notebook in a kernel of Jupyter, and writes it anew: below each cell of its page what the cell shows.

The page is the source. Its cells are run, their outputs replaced, its charts drawn on white and on dark grey, and all
of it written once more as a notebook that can be downloaded.
"""

from __future__ import annotations

import base64
import re

import altair as alt
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from notebook_cells import NOTEBOOK, PAGE, Cell, cells
from pictures import ASSETS, drawn

CHART = "application/json"
PLAIN_CHARTS = "import altair\n_ = altair.renderers.enable('json')"
"""A chart is sent as what it draws, not as a script that fetches a library."""


def main() -> None:
    """Write page, notebook and pictures."""
    source = list(cells(PAGE.read_text("utf-8")))
    notebook = executed(source)
    page = [
        "\n\n".join((f"```python\n{cell.text}\n```", *shown(cell, ran.outputs))) if cell.is_code else cell.text
        for cell, ran in zip(source, notebook.cells, strict=True)
    ]
    PAGE.write_text("\n\n".join(page) + "\n", "utf-8")
    for cell, ran in zip(source, notebook.cells, strict=True):
        if cell.picture:
            light = (ASSETS / f"{cell.picture}-light.png").read_bytes()
            (chart,) = ran.outputs
            chart.metadata = {"rows": list(chart.data[CHART]["datasets"].values())}  # a test compares them
            chart.data = {"image/png": base64.b64encode(light).decode()}
    nbformat.write(notebook, NOTEBOOK)


def executed(source: list[Cell]) -> NotebookNode:
    """The cells as a notebook, run in a kernel of its own."""
    v4 = nbformat.v4
    made = [
        v4.new_code_cell(cell.text, id=f"cell-{number}")
        if cell.is_code
        else v4.new_markdown_cell(on_its_own(cell.text), id=f"cell-{number}")
        for number, cell in enumerate(source, start=1)
    ]
    first = v4.new_code_cell(PLAIN_CHARTS)
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook = v4.new_notebook(cells=[first, *made], metadata={"kernelspec": kernel})
    NotebookClient(notebook, record_timing=False).execute()
    notebook.cells.remove(first)
    notebook.metadata = {"kernelspec": kernel}  # not the version that happened to run it
    for number, cell in enumerate((cell for cell in made if cell.cell_type == "code"), start=1):
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
    return notebook


def on_its_own(prose: str) -> str:
    """Prose of a notebook that has left its folder: links become the words that they stand under."""
    return re.sub(r"(?<!!)\[([^\]]+)\]\([^)]+\)", r"\1", prose)


def shown(cell: Cell, outputs: list[NotebookNode]) -> list[str]:
    """The outputs of a cell as the page has them."""
    return [_shown(cell, output) for output in outputs]


def _shown(cell: Cell, output: NotebookNode) -> str:
    if output.output_type == "stream":
        return f"```text\n{output.text}```"
    if CHART in output.data:
        drawn(alt.Chart.from_dict(output.data[CHART]), cell.picture)
        return cell.shown
    table = re.sub(r"<style scoped>.*?</style>", "", output.data["text/html"], flags=re.DOTALL)
    lines = [f"  {line.strip()}" for line in table.replace(' border="1"', "").splitlines() if line.strip()]
    return "\n".join(['<div class="output">', *lines, "</div>"])


if __name__ == "__main__":
    main()
