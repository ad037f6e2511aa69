"""What the code says of the rules of the field: which class or member fills which row, and where it comes from."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator
from enum import Enum

from api_page import places
from attrs import frozen
from coverage_rows import Row
from docstrings import flat, markdown, meaning
from public import EVERYTHING

import perfkpi as pk

__all__ = ["Subject", "of_row", "public", "source_of", "subjects"]


@frozen
class Subject:
    """Something public that says a rule."""

    name: str
    rows: tuple[str, ...]
    text: str
    thing: object

    @property
    def meaning(self) -> str:
        """The first paragraph of its docstring."""
        return meaning(self.text)

    @property
    def source(self) -> str:
        """The sentence that tells where it comes from."""
        paragraph = next((flat(part) for part in self.text.split("\n\n") if part.startswith("Source")), "")
        found = re.match(r"Source[,:] (.*?)(?:\.(?= [A-Z0-9(`])|\.?$)", paragraph)
        return markdown(found[1]) if found else ""

    @property
    def called(self) -> str:
        """What HR calls a formula or a scoring rule."""
        label = getattr(self.thing, "label", None)
        return label.zh if isinstance(label, pk.Label) else ""

    @property
    def link(self) -> str:
        """Its name, which leads to the reference where it has an entry of its own."""
        owner = self.name if isinstance(self.thing, type) or "." not in self.name else self.name.partition(".")[0]
        return f"[`{self.name}`](../api/{places()[owner]})"


def of_row(row: Row, found: Iterable[Subject]) -> list[Subject]:
    """What says a row, first what says no other row before it."""
    mine = [subject for subject in found if row.id in subject.rows]
    return sorted(mine, key=lambda subject: (subject.name != row.first, subject.rows[0] != row.id, not subject.source))


def source_of(row: Row, found: Iterable[Subject]) -> str:
    """Where a row comes from: the source of the first that tells it."""
    return next((subject.source for subject in of_row(row, found) if subject.source), "")


def ids(text: str) -> tuple[str, ...]:
    """The ids that a docstring has in brackets."""
    brackets = re.findall(r"\(([^()]*)\)", text.split("\n\n", maxsplit=1)[0])
    return tuple(word for bracket in brackets for word in re.findall(r"\b[FRA]\d+\b", bracket))


def public() -> Iterator[tuple[str, object]]:
    """Everything public that has a docstring of its own."""
    for name, thing in EVERYTHING.items():
        if inspect.isclass(thing) and not inspect.isabstract(thing):
            yield name, thing
            yield from ((f"{name}.{key}", each) for key, each in vars(thing).items() if inspect.isfunction(each))
        elif inspect.isfunction(thing):
            yield name, thing


def subjects() -> Iterator[Subject]:
    """Everything that says by an id which row it fills."""
    for name, thing in public():
        text = inspect.cleandoc(thing.__doc__ or "")
        if ids(text):
            yield Subject(name, ids(text), text, thing)
        if inspect.isclass(thing) and issubclass(thing, Enum):
            for key, said in _members(thing):
                if ids(said):
                    more = (
                        "" if "\n\nSource" in said else f"\n\n{text}"
                    )  # the source of the choice is that of its members
                    yield Subject(f"{name}.{key}", ids(said), said + more, thing[key])


def _members(kind: type[Enum]) -> Iterator[tuple[str, str]]:
    """The members of an enum and the texts below them."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    for node, below in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(node, ast.Assign) and isinstance(below, ast.Expr) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, inspect.cleandoc(ast.literal_eval(below.value))
