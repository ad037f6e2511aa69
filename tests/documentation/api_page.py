"""Writes ``docs/reference/api/``: every public name once, a page for each group, in the order of its stub."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "perfkpi"
PAGES = ROOT / "docs" / "reference" / "api"


def imports(stub: str) -> list[tuple[str, str]]:
    """The module and the name of every line of a stub."""
    return [(line.split()[1], line.split()[-1]) for line in stub.splitlines() if line.startswith("from ")]


def groups() -> list[str]:
    """The groups of names, as the stub of the package lists them."""
    return [name for home, name in imports((SOURCE / "__init__.pyi").read_text("utf-8")) if home == "perfkpi"]


def stub_of(group: str) -> str:
    """The text of the stub of a group; that of the errors, which are no stub, in the same form."""
    beside, inside = SOURCE / f"{group}.pyi", SOURCE / group / "__init__.pyi"
    if beside.exists() or inside.exists():
        return (beside if beside.exists() else inside).read_text("utf-8")
    from perfkpi import errors  # noqa: PLC0415  # the one group whose names are loaded with it

    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.PerfKpiError)]
    return "\n".join(
        f"from {each.__module__} import {each.__name__} as {each.__name__}" for each in [*kinds, errors.Code]
    )


def pages() -> dict[str, str]:
    """The text of every page, by its name."""
    found = {f"{group}.md": "\n\n".join(_of_group(group)) + "\n" for group in groups()}
    return {"index.md": "\n\n".join(_of_the_top()) + "\n", **found}


def _of_group(group: str) -> Iterator[str]:
    yield f"# perfkpi.{group}"
    yield f"`import perfkpi as pk`, then `pk.{group}.` and a name; those of every day stand in `pk.` as well."
    yield from (f"::: perfkpi.{group}.{name}" for _, name in imports(stub_of(group)))


def _of_the_top() -> Iterator[str]:
    yield "# API reference"
    yield "`import perfkpi as pk`. A name is loaded when it is first used. What is needed every day stands in `pk.`:"
    _, *blocks = (SOURCE / "__init__.pyi").read_text("utf-8").split("\n\n")  # the first one says what the stub is
    for block in blocks:
        lines = block.splitlines()
        if lines[0].startswith("# "):
            yield f"#{lines[0]}"
            yield from _entries(imports(block))


def _entries(listed: list[tuple[str, str]]) -> Iterator[str]:
    """The groups, or the names of a chapter: links to those that a group documents, then the others themselves."""
    links = [f"- [`pk.{name}`]({name}.md)" for home, name in listed if home == "perfkpi"]
    links += [_link(home, name) for home, name in listed if _grouped(home)]
    if links:
        yield "\n".join(links)
    yield from (f"::: perfkpi.{name}" for home, name in listed if home != "perfkpi" and not _grouped(home))


def _grouped(home: str) -> bool:
    return home.removeprefix("perfkpi.") in groups()


def _link(home: str, name: str) -> str:
    group = home.removeprefix("perfkpi.")
    return f"- [`pk.{name}`]({group}.md#perfkpi.{group}.{name})"


if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    for file, text in pages().items():
        (PAGES / file).write_text(text, "utf-8")
