"""Why rows have no total: for every row of a table, as columns."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from attrs import frozen

from perfkpi.batch.kernel import Kernel
from perfkpi.batch.outputs import read_only
from perfkpi.batch.row_reasons import RowReasons
from perfkpi.errors import Language, checked_language
from perfkpi.inputs.keys import row_of
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.columns.arrays import Bytes, Codes, Integers
from perfkpi.language import Reason

_BETWEEN: dict[Language, str] = {"zh": "；", "en": "; "}
_NONE: tuple[Reason, ...] = ()


@frozen(eq=False, repr=False)
class Reasons:
    """Why each row of a table has no total: ``reasons[row]`` are the reasons of its appraisal, in the same words.

    Attributes:
        codes: int32, read-only; for each row the position of its reasons in ``distinct``, -1 where there is a total.
        distinct: everything that is said of some row, each once, in the order in which rows first need it.
    """

    codes: Codes
    distinct: tuple[tuple[Reason, ...], ...]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> tuple[Reason, ...]:
        code = int(self.codes[row_of(row, len(self))])
        return self.distinct[code] if code >= 0 else _NONE

    def picked(self, rows: Integers) -> Reasons:
        """Keep those of some rows."""
        return _fixed(self.codes[rows], self.distinct)

    def __reduce__(self) -> tuple[object, ...]:
        return _fixed, (self.codes, self.distinct)  # arrays come out of a pickle writeable

    def __repr__(self) -> str:
        return f"<{len(self.distinct)} distinct reasons in {len(self)} rows>"

    def texts(self, language: Language = "zh") -> npt.NDArray[np.object_]:
        """Say why each row has no total: an array of objects, texts and ``None``.

        Several reasons of a row stand behind one another, as ``to_frame`` writes them.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        language = checked_language(language)
        told = [_BETWEEN[language].join(reason.say(language) for reason in each) for each in self.distinct]
        texts = np.array([*told, None], dtype=object)
        found: npt.NDArray[np.object_] = texts[self.codes]
        return found


def _fixed(codes: Codes, distinct: tuple[tuple[Reason, ...], ...]) -> Reasons:
    """Make reasons whose codes nobody can write to."""
    return Reasons(read_only(codes), distinct)


def joined(rows: int, parts: Iterable[tuple[Integers, Reasons]]) -> Reasons:
    """Put together the reasons of a table from those of some of its rows.

    Args:
        rows: how many the table has.
        parts: the positions of some rows, and why each of them has no total.
    """
    codes, known = np.full(rows, -1, dtype=np.int32), dict[tuple[Reason, ...], int]()
    for places, found in parts:
        own = np.array([*(known.setdefault(each, len(known)) for each in found.distinct), -1], dtype=np.int32)
        codes[places] = own[found.codes]
    return _fixed(codes, tuple(known))


def listed(told: Iterable[tuple[Reason, ...]]) -> Reasons:
    """Gather reasons that were told row by row."""
    known: dict[tuple[Reason, ...], int] = {}
    codes = [known.setdefault(each, len(known)) for each in told]
    return _fixed(np.array(codes, dtype=np.int32), tuple(known))


def reasons_of(ready: Kernel, table: Table, statuses: Bytes) -> Reasons:
    """Tell why rows have no total.

    Args:
        ready: the scorecard.
        table: every row.
        statuses: int8, the status of each.
    """
    rows = np.flatnonzero(statuses)
    found, told = RowReasons(ready, table.picked(rows), ready.compiled_card.total).run()
    codes = np.full(len(statuses), -1, dtype=np.int32)
    codes[rows] = found
    return _fixed(codes, tuple(each.reasons for each in told))
