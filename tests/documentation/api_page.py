"""Writes ``docs/reference/api/``: every public name once, on a page for each chapter of a stub, and all on one."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import groupby
from pathlib import Path
from types import FunctionType

from attrs import frozen
from docstrings import meaning

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


@frozen
class Name:
    """A public name, as a chapter lists it."""

    name: str
    group: str

    @property
    def path(self) -> str:
        """What mkdocstrings finds it by, and the anchor of its entry."""
        return ".".join(filter(None, ("perfkpi", self.group, self.name)))

    @property
    def thing(self) -> object:
        """What it is the name of."""
        return getattr(import_module(self.path.rpartition(".")[0]), self.name)


@frozen
class Chapter:
    """The names below one heading of a stub; a group without headings is one chapter."""

    group: str
    title: str
    names: tuple[Name, ...]

    @property
    def page(self) -> str:
        """Where its entries stand."""
        return "/".join(filter(None, (self.group, self.title.lower().replace(" ", "-")))) + ".md"

    @property
    def entries(self) -> list[Name]:
        """The names that it documents: those of every day may belong to a group, which documents them then."""
        return [each for each in self.names if each.group == self.group]


@cache
def chapters() -> list[Chapter]:
    """Every chapter, those of every day first."""
    return [chapter for group in ("", *groups()) for chapter in _chapters(group)]


def _chapters(group: str) -> Iterator[Chapter]:
    stub = stub_of(group) if group else (SOURCE / "__init__.pyi").read_text("utf-8")
    for block in stub.split("\n\n"):
        listed = [(home.removeprefix("perfkpi."), name) for home, name in imports(block) if home != "perfkpi"]
        if listed:
            title = block.splitlines()[0].removeprefix("# ") if block.startswith("# ") else ""
            yield Chapter(group, title, tuple(Name(name, home if home in groups() else group) for home, name in listed))


@cache
def places() -> dict[str, str]:
    """Where in the folder each name has its entry."""
    return {name.name: f"{each.page}#{name.path}" for each in chapters() for name in each.entries}


def pages() -> dict[str, str]:
    """The text of every page, by its path in the folder."""
    found = {each.page: "\n\n".join(_page(each)) + "\n" for each in chapters() if each.entries}
    return {"index.md": "\n\n".join(_index()) + "\n", **found}


def _page(chapter: Chapter) -> Iterator[str]:
    if chapter.group:
        yield f"# perfkpi.{chapter.group}" + (f": {chapter.title.lower()}" if chapter.title else "")
        yield f"`import perfkpi as pk`, then `pk.{chapter.group}.` and a name; those of every day stand in `pk.`, too."
    else:
        yield f"# {chapter.title}"
        yield "`import perfkpi as pk`, then `pk.` and a name."
    for each in chapter.entries:
        inherited = ", ".join(_inherited(each.thing))
        options = ["heading_level: 2", *([f"inherited_members: [{inherited}]"] if inherited else [])]
        yield "\n      ".join([f"::: {each.path}\n    options:", *options])


def _inherited(thing: object) -> list[str]:
    """The methods and properties that a class has of bases beside it, in a room of the house, which have no entry."""
    if not inspect.isclass(thing) or thing.__module__.count(".") == 1:  # beside these stands what all values have
        return []
    folder = thing.__module__.rpartition(".")[0]
    public = [each.thing for chapter in chapters() for each in chapter.entries]
    bases = [base for base in thing.__mro__ if base not in public and base.__module__.rpartition(".")[0] == folder]
    shown = {name for base in thing.__mro__ if base not in bases for name in vars(base)}
    members = {name: each for base in bases for name, each in vars(base).items() if name not in shown}
    return [name for name, each in members.items() if not name.startswith("_") and _told(each)]


def _told(member: object) -> bool:
    return isinstance(member, (property, FunctionType)) and bool(member.__doc__)


def _index() -> Iterator[str]:
    yield "# API reference"
    yield (
        "`import perfkpi as pk`. A name is loaded when it is first used. What is needed every day stands in `pk.`; all"
        " else, and that again, in groups: `pk.rules.` and a name."
    )
    yield "## Every day"
    for group, listed in groupby(chapters(), key=lambda each: each.group):
        if group:
            yield f"## perfkpi.{group}"
        for chapter in listed:
            if chapter.title:
                yield f"### {chapter.title}"
            yield "\n".join(_line(chapter.group, each) for each in chapter.names)


def _line(group: str, name: Name) -> str:
    called = ".".join(filter(None, ("pk", group, name.name)))
    return f"- [`{called}`]({places()[name.name]}): {meaning(inspect.getdoc(name.thing) or '')}"


def main() -> None:
    """Write the pages, and leave no other in their folder."""
    for old in PAGES.rglob("*.md"):
        old.unlink()
    for file, text in pages().items():
        (PAGES / file).parent.mkdir(parents=True, exist_ok=True)
        (PAGES / file).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
