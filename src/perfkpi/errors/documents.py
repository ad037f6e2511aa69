"""The error of a document, which tells every fault at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Self

from perfkpi.errors.kinds import Code, PerfKpiError
from perfkpi.errors.languages import Language

_LISTED = 20


class DocumentError(PerfKpiError, ValueError):
    """A document that cannot be read; it tells every fault at once, each with its path.

    Attributes:
        faults: what is wrong, in the order of the document; ``where`` of each is a path such as
            ``items[2].scoring.target``.
        unseen: how many parts were not looked at, because enough faults had been found.
    """

    def __init__(self, faults: Iterable[PerfKpiError], *, unseen: int = 0) -> None:
        self.faults: tuple[PerfKpiError, ...] = tuple(
            each for fault in faults for each in (fault.faults if isinstance(fault, DocumentError) else (fault,))
        )
        self.unseen = unseen
        count, more = len(self.faults), len(self.faults) - _LISTED
        en, zh = (f"; {unseen} parts were not looked at", f"；另有 {unseen} 个部分未检查") if unseen else ("", "")
        super().__init__(
            Code.DOCUMENT,
            en=self._listed("en", f"the document has {count} fault{'s'[: count != 1]}{en}:", f"and {more} more"),
            zh=self._listed("zh", f"文件有 {count} 处错误{zh}：", f"另有 {more} 处"),
        )

    def _listed(self, language: Language, head: str, tail: str) -> str:
        lines = [fault.say(language) for fault in self.faults[:_LISTED]]
        return "\n  ".join([head, *lines, *[tail][: len(self.faults) > _LISTED]])

    def at(self, place: str) -> Self:
        """Tell the faults as they are seen from one level further out."""
        return type(self)((fault.at(place) for fault in self.faults), unseen=self.unseen)

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), self.faults, unseen=self.unseen), ()
