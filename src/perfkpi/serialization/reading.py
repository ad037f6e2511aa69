"""One reading of a document: the schema that it has, and how long faults are looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from perfkpi.errors import DocumentError, PerfKpiError

T = TypeVar("T")

MAX_FAULTS = 100
"""How many faults of a document are looked for; nobody mends more at once."""


class Repeated(dict[str, object]):
    """A mapping of a JSON text in which keys stood twice."""

    keys_twice: tuple[str, ...] = ()


class Reading:
    """What holds for all parts of one document.

    Attributes:
        schema: of the document.
        faults: how many were found so far.
        unseen: how many parts were not looked at, because there were enough faults already.
    """

    __slots__ = ("faults", "schema", "unseen")

    def __init__(self, schema: int) -> None:
        self.schema = schema
        self.faults = 0
        self.unseen = 0

    @property
    def enough(self) -> bool:
        """Whether no more faults are looked for."""
        return self.faults >= MAX_FAULTS

    def noted(self, fault: PerfKpiError) -> PerfKpiError:
        """Count a fault, and return it; those that a part gathered were counted one by one."""
        self.faults += not isinstance(fault, DocumentError)
        return fault

    def until_enough(self, parts: Collection[T]) -> Iterator[T]:
        """Yield the parts one by one, as long as there are not enough faults."""
        for place, part in enumerate(parts):
            if self.enough:
                self.unseen += len(parts) - place
                return
            yield part
