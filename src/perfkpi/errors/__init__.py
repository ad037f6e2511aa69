"""Errors that name the place, the value and the way out, in English and Chinese.

Every error of the library is a ``PerfKpiError`` and also the builtin exception that fits, so
``except ValueError`` keeps working. ``str(error)`` is English; ``error.say("zh")`` is what an HR officer reads.
"""

from perfkpi.errors.choices import Choice, Choosing
from perfkpi.errors.documents import DocumentError
from perfkpi.errors.kinds import (
    Code,
    ColumnError,
    DefinitionError,
    GrammarError,
    MeasureError,
    NumberError,
    PerfKpiError,
    checked_language,
    members_of,
    no_member,
)
from perfkpi.errors.languages import Language
from perfkpi.errors.quoting import cut, kind_of, listed, shown, was_meant
from perfkpi.errors.refusals import expected, no_such

__all__ = [
    "Choice",
    "Choosing",
    "Code",
    "ColumnError",
    "DefinitionError",
    "DocumentError",
    "GrammarError",
    "Language",
    "MeasureError",
    "NumberError",
    "PerfKpiError",
    "checked_language",
    "cut",
    "expected",
    "kind_of",
    "listed",
    "members_of",
    "no_member",
    "no_such",
    "shown",
    "was_meant",
]
