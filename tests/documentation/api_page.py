"""Writes ``docs/reference/api.md``: every public name, in the chapters and in the order of the stub."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
STUB = ROOT / "src" / "perfkpi" / "__init__.pyi"
PAGE = ROOT / "docs" / "reference" / "api.md"


def page(stub: str) -> str:
    """The page of a stub: a comment before an empty line and names is a chapter, each name an entry in it.

    Args:
        stub: the text of the stub.
    """
    return "\n\n".join(_parts(stub)) + "\n"


def _parts(stub: str) -> Iterator[str]:
    yield "# API reference"
    yield "Every public name stands in `perfkpi`: `import perfkpi as pk`. A name is loaded when it is first used."
    _, *blocks = stub.split("\n\n")  # the first one says what the stub is
    for block in blocks:
        lines = block.splitlines()
        if lines[0].startswith("# "):
            yield f"#{lines[0]}"
            yield from (f"::: perfkpi.{line.split()[-1]}" for line in lines[1:])


if __name__ == "__main__":
    PAGE.write_text(page(STUB.read_text("utf-8")), "utf-8")
