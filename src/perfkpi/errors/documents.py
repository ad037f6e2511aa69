"""The error of a document, which tells every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Self

from perfkpi.errors.kinds import Code, PerfKpiError, checked_language
from perfkpi.errors.languages import Language
from perfkpi.wording.counts import counted

_LISTED = 20


class DocumentError(PerfKpiError, ValueError):
    """A document that cannot be read; it tells every fault at once, each with its place.

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
        super().__init__(Code.DOCUMENT, en=self._listed("en"), zh=self._listed("zh"))

    def _listed(self, language: Language, told: Callable[[PerfKpiError], str] | None = None) -> str:
        count, more = len(self.faults), len(self.faults) - _LISTED
        if language == "zh":
            unseen = f"；另有 {self.unseen} 个部分未检查" if self.unseen else ""
            head, tail = f"文件有 {count} 处错误{unseen}：", f"另有 {more} 处"
        else:
            unseen = f"; {counted(self.unseen, 'part was', 'parts were')} not looked at" if self.unseen else ""
            head, tail = f"the document has {counted(count, 'fault')}{unseen}:", f"and {more} more"
        lines = [told(fault) if told else fault.say(language) for fault in self.faults[:_LISTED]]
        return "\n  ".join([head, *lines, *[tail][: more > 0]])

    def at(self, place: str) -> Self:
        """Tell the faults as they are seen from one level further out."""
        return type(self)((fault.at(place) for fault in self.faults), unseen=self.unseen)

    def within(self, root: object, given: Mapping[str, object] | None = None) -> Self:
        """Look up what HR calls the members on the path of each fault."""
        return type(self)((fault.within(root, given) for fault in self.faults), unseen=self.unseen)

    def say(self, language: Language = "en") -> str:
        """Say every fault in one language, each with its place in words; a long list is cut.

        Raises:
            DefinitionError: something other than ``"zh"`` and ``"en"``.
        """
        return f"[{self.code}] {self._listed(checked_language(language))}"

    def __str__(self) -> str:
        return f"[{self.code}] {self._listed('en', str)}"

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), self.faults, unseen=self.unseen), ()
