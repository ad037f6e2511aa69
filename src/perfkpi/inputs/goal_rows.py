"""Goal sheets as tables hold them: a row for each goal, with its indicator, its weight and its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, cast

from attrs import frozen

from perfkpi.errors import PerfKpiError, shown
from perfkpi.inputs.binding import found
from perfkpi.inputs.cells import read
from perfkpi.inputs.series import AnyArray
from perfkpi.inputs.sources import Source
from perfkpi.inputs.tables import Column, check_lengths, held, source_in
from perfkpi.interpreters.columns.arrays import Integers
from perfkpi.interpreters.values import Pair
from perfkpi.language import Input, Kind, Reason, Status, Undefinedness
from perfkpi.language.statuses import verbatim
from perfkpi.model.card.checks.goal_sheets import sheet_faults
from perfkpi.model.card.every_sheet import FAULTS
from perfkpi.model.card.goal_columns import prefix_of
from perfkpi.model.card.goal_plans import GoalPlan
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.measurement.measures import notations_of

_DIFFERS = "differs-between-rows"


class Goal(NamedTuple):
    """One row: the code of its indicator and its weight, each ``None`` where there is none, and what is wrong."""

    code: str | None
    weight: Fraction | None
    faults: tuple[Reason, ...]


class Sheet(NamedTuple):
    """The goals of one person.

    Attributes:
        rows: in which rows of the table they stand.
        goals: one for each row.
        faults: everything for which the sheet cannot be scored.
    """

    rows: Sequence[int]
    goals: Sequence[Goal]
    faults: tuple[Reason, ...]


@frozen(eq=False)
class GoalRows:
    """A table with a row for each goal: the columns that its goals read, and nothing else.

    Attributes:
        plan: what the goals are appraised by.
        goals: what each row is about.
    """

    plan: GoalPlan
    goals: Sequence[Goal]
    _sources: Mapping[tuple[str, Kind], Source]
    _kept: Mapping[tuple[str, Kind], AnyArray | Column]
    _shared: Mapping[str, Source]

    @classmethod
    def of(cls, plan: GoalPlan, columns: Mapping[str, object], indicator: str, weight: str) -> GoalRows:
        """Read what each row is about, and find the columns that its goal reads.

        Args:
            plan: what the goals are appraised by.
            columns: the columns by name.
            indicator: the name of the column that holds the indicator.
            weight: the name of the column that holds the weight.

        Raises:
            MeasureError: a column that the table does not have.
            ColumnError: a column of another type or length.
        """
        notations = notations_of(plan.measures)
        nodes = Input(indicator, kind=Kind.CATEGORY), Input(weight)
        who, share = (source_in(node, data, notations, {}) for node, data in found(nodes, columns))
        check_lengths({indicator: len(who), weight: len(share)}, "table")
        reader = _Reader(plan, *nodes)
        goals = [reader.goal(who.raw(row), share.raw(row)) for row in range(len(who))]
        codes = dict.fromkeys(goal.code for goal in goals if goal.code is not None)
        read = [Input(_column(node.name, code), kind=node.kind) for code in codes for node in plan.goal_inputs(code)]
        kept = {(node.name, node.kind): _fitting(node, data) for node, data in found(dict.fromkeys(read), columns)}
        sources = {key: source_in(Input(key[0], kind=key[1]), data, {}, {}) for key, data in kept.items()}
        shared = {node.name: source_in(node, data, {}, {}) for node, data in found(plan.shared_inputs(), columns)}
        lengths = {name: len(source) for (name, _), source in sources.items()}
        lengths |= {name: len(source) for name, source in shared.items()}
        for name, length in lengths.items():
            check_lengths({indicator: len(who), name: length}, "table")
        return cls(plan, goals, sources, kept, shared)

    def sheet(self, rows: Sequence[int]) -> Sheet:
        """Read the goals of one person.

        Args:
            rows: where they stand.
        """
        goals = [self.goals[row] for row in rows]
        weights = [goal.weight for goal in goals if goal.weight is not None]
        faults = [reason for goal in goals for reason in goal.faults]
        known = [self.plan.indicator(goal.code) for goal in goals if goal.code is not None]
        faults += sheet_faults(known, weights if len(weights) == len(goals) else None, self.plan.weighting)
        return Sheet(rows, goals, tuple(dict.fromkeys(faults)))

    def card_and_figures(self, sheet: Sheet) -> tuple[Scorecard, dict[str, object]]:
        """Make the card of a sheet, and find what it reads; of one that cannot be scored, what is wrong with it."""
        if sheet.faults:
            wrong = Undefinedness(Status.INVALID_PARAMETER, tuple(sorted(sheet.faults)))
            return self.plan.faulty_sheet(), {FAULTS: wrong}
        codes = [cast("str", goal.code) for goal in sheet.goals]  # there is one where there are no faults
        weights = [cast("Fraction", goal.weight) for goal in sheet.goals]
        figures = {name: self.shared(name, sheet.rows) for name in self._shared}
        for code, row in zip(codes, sheet.rows, strict=True):
            figures |= {node.name: self.column(node, code).raw(row) for node in self.plan.goal_inputs(code)}
        return self.plan.card(zip(codes, weights, strict=True)), figures

    def column(self, node: Input, code: str) -> Source:
        """Find the column that a goal reads for one of its measures."""
        return self._sources[_column(node.name, code), node.kind]

    def taken(self, node: Input, code: str, rows: Integers) -> object:
        """Take some rows of the column that a goal reads for one of its measures."""
        key = _column(node.name, code), node.kind
        if key not in self._kept:  # nobody has such a goal
            return []
        array, codes = held(self._kept[key], key[0])
        return array[rows] if codes is None else Column(array[rows], codes[rows])

    def shared(self, name: str, rows: Sequence[int]) -> object:
        """Find a figure of a person, which all rows must tell alike."""
        source = self._shared[name]
        node = next(each for each in self.plan.shared_inputs() if each.name == name)
        notation = notations_of(self.plan.measures).get(name)
        cells = [source.raw(row) for row in rows]
        values = [read(node, cell, notation) for cell in cells]
        if all(_same(value, values[0]) for value in values):
            return cells[0]
        quoted = dict.fromkeys(shown(cell) for cell in cells)
        en, zh = f"the rows of one person say {', '.join(quoted)}", f"同一人的各行不一致：{'、'.join(quoted)}"
        reason = Reason(_DIFFERS, zh=verbatim(zh), en=verbatim(en), names=(name,))
        return Undefinedness(Status.INVALID_VALUE, (reason,))


def _fitting(node: Input, data: object) -> AnyArray | Column:
    """Take a column as it is held; where all rows hold numbers, a grade is missed in those of its goal only."""
    array, codes = held(data, node.name)
    if node.kind is Kind.CATEGORY and array.dtype.kind in "biuf":
        array = array.astype(object)
    return array if codes is None else Column(array, codes)


def _same(one: object, other: object) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return Fraction(*cast("Pair", one)) == Fraction(*cast("Pair", other))
    return one == other


def _column(name: str, code: str) -> str:
    return name.removeprefix(prefix_of(code))


class _Reader:
    """Reads what rows are about; what stands in many of them is read once."""

    def __init__(self, plan: GoalPlan, indicator: Input, weight: Input) -> None:
        self._plan, self._indicator, self._weight = plan, indicator, weight
        self._notations = notations_of(plan.measures)
        self._known: dict[tuple[object, ...], Goal] = {}

    def goal(self, indicator: object, weight: object) -> Goal:
        """Read one row."""
        key = (type(indicator), indicator, type(weight), weight)
        try:
            known = self._known.get(key)
        except Exception:  # noqa: BLE001  # whatever a foreign cell raises, it is read by itself
            return self._read(indicator, weight)
        if known is None:
            known = self._known[key] = self._read(indicator, weight)
        return known

    def _read(self, indicator: object, weight: object) -> Goal:
        code, faults = self._code(indicator)
        value = read(self._weight, weight, self._notations.get(self._weight.name))
        if isinstance(value, Undefinedness):
            said = [(reason.sentence("en"), reason.sentence("zh")) for reason in value.reasons]
        else:
            share = Fraction(*cast("Pair", value))
            try:
                return Goal(code, self._plan.weight(share), faults)
            except PerfKpiError as error:
                said = [(error.en, error.zh)]
        quoted = shown(indicator)
        why = (Reason("goal-weight", zh=verbatim(f"{quoted}：{zh}"), en=verbatim(f"{quoted}: {en}")) for en, zh in said)
        return Goal(code, None, (*faults, *why))

    def _code(self, cell: object) -> tuple[str | None, tuple[Reason, ...]]:
        name = read(self._indicator, cell, self._notations.get(self._indicator.name))
        if isinstance(name, Undefinedness):
            return None, name.reasons
        try:
            return self._plan.indicator(cast("str", name)).code, ()
        except PerfKpiError as error:
            return None, (Reason("unknown-goal", zh=verbatim(error.zh), en=verbatim(error.en)),)
