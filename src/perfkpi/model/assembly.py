"""Putting a scorecard's expression together: levels, what parts say of each other, gates and steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from perfkpi.errors import Code, DefinitionError, PerfKpiError
from perfkpi.language import Add, Expr, Input, Kind, Named, Role, references, substitute
from perfkpi.model.aggregation import Entry, Level, counted_points, express_level
from perfkpi.model.gates import Gate
from perfkpi.model.indicators import Indicator
from perfkpi.model.missing import MissingPolicy
from perfkpi.model.rounding import RoundingPolicy, rounded
from perfkpi.model.scoring import Scale
from perfkpi.model.sections import Group, Section, Weighted, scale_of
from perfkpi.model.weighting import Aggregation, ScalePolicy, Weighting

__all__ = ["Assembly", "Customs"]

_LONGEST = 100
"""So many parts may speak of each other one after another: each is two levels of the expression, which has 200."""

_BEHIND = Input("\1behind")
"""Stands for the points behind a gate while its own references are resolved; no measure has such a name."""


class Customs(NamedTuple):
    """What a scorecard says once for its whole tree."""

    scale: Scale
    weighting: Weighting
    missing: MissingPolicy
    scales: ScalePolicy
    rounding: RoundingPolicy
    gates: tuple[Gate, ...]


class _Place(NamedTuple):
    """Where an item stands, and what its level hands down to it."""

    weighted: Weighted
    where: str
    around: frozenset[str]
    scale: Scale
    missing: MissingPolicy


class Assembly:
    """One expression of a tree, in which references stand for nothing any more.

    Args:
        whole: the scorecard.
        customs: what holds for all of it.

    Raises:
        DefinitionError: a reference to what is not there, or a circle of references.
    """

    def __init__(self, whole: Group, customs: Customs) -> None:
        self._whole = whole
        self._customs = customs
        self._places = {place.weighted.item.code: place for place in _places(whole.items, customs)}
        self._known: dict[tuple[Role, str], Expr] = {}
        self._open: list[tuple[Role, str]] = []

    def score(self) -> Expr:
        """The score of the whole, before its rounding."""
        customs = self._customs
        return self._level(self._whole, customs.scale, customs.missing, "")

    def resolved(self, expression: Expr, where: str) -> Expr:
        """An expression with every reference replaced by what it speaks of."""
        found = references(expression)
        if not found:
            return expression
        try:
            return substitute(expression, {name: self._part(role, code) for name, (role, code) in found.items()})
        except PerfKpiError as error:
            raise error if error.where else error.at(where) from None

    def _part(self, role: Role, code: str) -> Expr:
        """What a reference speaks of."""
        place = self._places.get(code)
        if place is None:
            raise DefinitionError(
                Code.UNKNOWN_REFERENCE,
                en=f"there is no {code!r} on this scorecard; it has {', '.join(self._places)}",
                zh=f"考核表中没有 {code!r}；现有 {'、'.join(self._places)}",
                value=code,
            )
        if role is Role.POINTS:
            return Named(Role.REFERENCE, code, self._points(code))
        item = place.weighted.item
        if isinstance(item, Section) or item.formula.express().yields is Kind.CATEGORY:
            raise DefinitionError(
                Code.WRONG_TYPE,
                en=f"{code!r} has no number as its value; speak of its points: PointsOf({code!r})",
                zh=f"{code!r} 的指标值不是数字；请引用其得分：PointsOf({code!r})",
                value=code,
            )
        value = self._once(role, code, lambda: item.express_value(self._customs.rounding))
        return Named(Role.REFERENCE, code, value)

    def _points(self, code: str) -> Expr:
        place = self._places[code]
        item = place.weighted.item
        if isinstance(item, Indicator):
            return self._once(Role.POINTS, code, lambda: item.express(self._customs.rounding))
        return self._once(Role.POINTS, code, lambda: self._section(item, place))

    def _once(self, role: Role, code: str, make: Callable[[], Expr]) -> Expr:
        """A part, made when it is first asked for; one that is asked for while it is made speaks of itself."""
        key = role, code
        if key in self._open:
            circle = [*(name for _, name in self._open[self._open.index(key) :]), code]
            raise DefinitionError(
                Code.CIRCLE,
                en=f"{' → '.join(circle)} speak of each other in a circle; break it at one of them",
                zh=f"{' → '.join(circle)} 互相引用形成循环；请断开其中一处",
                value=code,
            )
        if key not in self._known:
            if len(self._open) >= _LONGEST:
                raise DefinitionError(
                    Code.EXPRESSION,
                    en=f"more than {_LONGEST} parts stand in or speak of each other one after another; use fewer",
                    zh=f"逐层包含或逐个引用超过 {_LONGEST} 项；请减少层数",
                    value=code,
                )
            self._open.append(key)
            self._known[key] = self.resolved(make(), self._places[code].where)
            self._open.pop()
        return self._known[key]

    def _section(self, item: Section, place: _Place) -> Expr:
        score = self._level(item.group, place.scale, item.missing or place.missing, f"{place.where}.")
        return Named(Role.SECTION, item.code, rounded(self._customs.rounding.section, score))

    def _level(self, level: Group, scale: Scale, missing: MissingPolicy, path: str) -> Expr:
        total = sum(weighted.weight for weighted in level.items)
        entries = [
            self._entry(weighted, weighted.weight / total, level.aggregation, missing) for weighted in level.items
        ]
        customs = self._customs
        running = express_level(entries, Level(level.aggregation, scale, customs.scales, customs.rounding))
        parts = [running]
        for position, step in enumerate(level.adjustments):
            where = f"{path}adjustments[{position}]"
            try:
                difference = self.resolved(step.marked(running, scale), where)
            except DefinitionError as error:
                raise error if error.where.startswith(where) else error.at(where) from None
            parts.append(difference)
            running = Add(parts)
        return running

    def _entry(self, weighted: Weighted, share: Fraction, aggregation: Aggregation, missing: MissingPolicy) -> Entry:
        item = weighted.item
        place = self._places[item.code]
        policy = missing if isinstance(item, Section) else item.missing or missing
        points = self._points(item.code)
        counted = counted_points(points, policy, item.code, aggregation)
        if isinstance(item, Indicator):
            counted = self._gated(counted, item, place)
        return Entry(item.code, share, points, counted, place.scale, policy)

    def _gated(self, counted: Expr, item: Indicator, place: _Place) -> Expr:
        for position, gate in enumerate(self._customs.gates):
            if not gate.holds_for(place.around | {item.code}):
                continue
            where = f"gates[{position}]"
            try:
                # What stands behind the gate is resolved already, so it is only put in.
                left = self.resolved(gate.express(_BEHIND, item), where)
                counted = substitute(left, {_BEHIND.name: counted})
            except DefinitionError as error:
                raise error if error.where.startswith(where) else error.at(where) from None
        return counted


def _places(items: tuple[Weighted, ...], customs: Customs) -> Iterator[_Place]:
    """Every item of a tree with what its level hands down to it."""

    def level(
        items: tuple[Weighted, ...],
        path: str,
        around: frozenset[str],
        handed: tuple[Scale, Weighting, MissingPolicy],
    ) -> Iterator[_Place]:
        scale, weighting, missing = handed
        for position, weighted in enumerate(items):
            item, where = weighted.item, f"{path}items[{position}]"
            own = scale_of(weighted, weighting, scale)
            yield _Place(weighted, where, around, own, missing)
            if isinstance(item, Section):
                inner = own, item.weighting or weighting, item.missing or missing
                yield from level(item.items, f"{where}.", around | {item.code}, inner)

    return level(items, "", frozenset(), (customs.scale, customs.weighting, customs.missing))
