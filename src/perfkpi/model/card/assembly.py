"""Putting a scorecard's expression together: levels, steps, and what parts say of each other."""

from __future__ import annotations

from collections.abc import Mapping

from perfkpi.errors import Code, DefinitionError, PerfKpiError, shown
from perfkpi.labels import Label
from perfkpi.language import Add, Caption, Expr, Kind, Named, Reference, Role, references, substitute
from perfkpi.model.card.aggregation import Entry, counted_points, express_level
from perfkpi.model.card.circles import PartsOnce
from perfkpi.model.card.gates import behind_gates
from perfkpi.model.card.placement import Level, PlacedIndicator, PlacedSection, Placement
from perfkpi.model.measurement.completeness import Completeness
from perfkpi.model.measurement.rounding import rounded
from perfkpi.model.parameters.faults import check_known

_SECTION = Label(zh="类别得分", en="section score")


class Assembly:
    """The expressions of a tree, in which references stand for nothing any more.

    Args:
        whole: the items of a scorecard, at their places.

    Raises:
        DefinitionError: a reference to what is not there, or a circle of references.
    """

    def __init__(self, whole: Level) -> None:
        self._whole = whole
        self._rounding = whole.inherited.policies.rounding
        self._placements = {placement.item.code: placement for placement in whole.walk()}
        self._once = PartsOnce()

    def score(self) -> Expr:
        """Express the score of the whole, before its rounding."""
        return self._level(self._whole)

    def completeness(self) -> Expr:
        """Express the share of the declared weights that has points."""
        members = ((placement.nominal, self.completeness_of(placement)) for placement in self._whole.indicators())
        return Completeness.weighted(members).express()

    def completeness_of(self, placement: PlacedIndicator) -> Completeness:
        """Tell which shares of an indicator are there."""
        found = placement.item.completeness(self._points(placement))
        return found.each(lambda there: self.resolved(there, placement.path))

    def resolved(self, expression: Expr, where: str, known: Mapping[Reference, Expr] | None = None) -> Expr:
        """Replace every reference in an expression by what it speaks of, or by what is known of it."""
        parts = dict(known or {})
        try:
            for each in references(expression):
                if each not in parts:
                    parts[each] = self._part(each.role, each.code)
            return substitute(expression, parts)
        except PerfKpiError as error:
            raise error if error.where else error.at(where) from None

    def _part(self, role: Role, code: str) -> Expr:
        """Express what a reference speaks of."""
        check_known(code, self._placements, "item", "项目")
        placement = self._placements[code]
        if role is Role.POINTS:
            return Named(Role.REFERENCE, code, self._points(placement))
        if not isinstance(placement, PlacedIndicator) or placement.item.formula.express().yields is Kind.CATEGORY:
            en = f"{shown(code)} has no number as its value; speak of its points: PointsOf({shown(code)})"
            zh = f"{shown(code, 'zh')} 的指标值不是数字；请引用其得分，如 PointsOf({shown(code, 'zh')})"
            raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, value=code)
        item = placement.item
        value = self._once.part(role, code, lambda: self.resolved(item.express_value(self._rounding), placement.path))
        return Named(Role.REFERENCE, code, value)

    def _points(self, placement: Placement) -> Expr:
        return self._once.part(
            Role.POINTS, placement.item.code, lambda: self.resolved(self._made(placement), placement.path)
        )

    def _made(self, placement: Placement) -> Expr:
        """Express the points of an item, references included."""
        if isinstance(placement, PlacedSection):
            score = rounded(self._rounding.section, self._level(placement.inside))
            return Named(Role.SECTION, Caption(placement.item.code, _SECTION), score)
        return placement.indicator().express(self._rounding)

    def _level(self, level: Level) -> Expr:
        running = express_level([self._entry(placement) for placement in level.placements], level.inherited)
        parts = [running]
        for position, step in enumerate(level.adjustments):
            where = f"{level.inherited.path}adjustments[{position}]"
            try:
                difference = self.resolved(step.marked(running, level.inherited.scale), where)
            except DefinitionError as error:
                raise error if error.where.startswith(where) else error.at(where) from None
            parts.append(difference)
            running = Add(parts)
        return running

    def _entry(self, placement: Placement) -> Entry:
        """Make an item of a level ready to be weighed."""
        points = self._points(placement)
        counted = counted_points(placement, points)
        if isinstance(placement, PlacedIndicator):
            codes = frozenset((*placement.inherited.around, placement.item.code))
            gates = placement.inherited.policies.gates
            counted = behind_gates(counted, gates, placement.indicator(), codes, self.resolved)
        return Entry(placement, points, counted)
