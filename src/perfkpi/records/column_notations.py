"""How the columns of records are written, as measures declare it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from perfkpi.errors import Code, MeasureError, no_such
from perfkpi.language import Expr
from perfkpi.model.card.checks.codes import check_codes
from perfkpi.model.measurement.measures import Measure, notations_of, recorded_factors
from perfkpi.model.measurement.notation import Notation
from perfkpi.records.arguments import series_of


@frozen(eq=False)
class ColumnNotations:
    """What is declared of columns.

    Attributes:
        measures: the declarations.
        names: the columns of which something is said, each with its place.
        notations: how columns are written, where that was declared.
        factors: what stands for a column that is recorded in another unit.
    """

    measures: tuple[Measure, ...]
    names: Mapping[str, str]
    notations: Mapping[str, Notation]
    factors: Mapping[str, Expr]

    @classmethod
    def of(cls, measures: Iterable[Measure]) -> ColumnNotations:
        """Collect what measures say of the columns that bear their codes.

        Raises:
            DefinitionError: something that is no measure, or one that stands twice.
        """
        found = series_of(Measure, measures, "measures", "Measure('score', absent=('', 'N/A'))")
        check_codes([(f"measures[{place}].code", measure.code) for place, measure in enumerate(found)])
        names = {measure.code: f"measures[{place}]" for place, measure in enumerate(found)}
        return cls(found, names, notations_of(found), recorded_factors(found))

    def check_read(self, columns: Iterable[str]) -> None:
        """Check that every declaration is about a column that is read.

        Raises:
            MeasureError: one that is about no such column, which may be a typo.
        """
        known = list(dict.fromkeys(columns))
        for name, place in self.names.items():
            if name not in known:
                noun = "column that is reduced,", "被汇总的列"
                raise no_such(noun, name, known, place, code=Code.UNKNOWN_MEASURE, kind=MeasureError)
