"""Putting a scorecard's expression together: levels, what parts say of each other, gates and steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple, cast

from perfkpi.errors import Code, DefinitionError, PerfKpiError, listed, shown
from perfkpi.language import Add, Const, Div, Expr, Input, Kind, Mul, Named, Role, references, substitute
from perfkpi.language.validation import Placeholder
from perfkpi.model.aggregation import Entry, Level, counted_points, ends_of, express_level
from perfkpi.model.gates import Gate
from perfkpi.model.indicators import Indicator
from perfkpi.model.missing import CarryLast, MissingPolicy
from perfkpi.model.rounding import RoundingPolicy, rounded
from perfkpi.model.scales import Scale, ScaleCap
from perfkpi.model.sections import Group, Section, Weighted, scale_of
from perfkpi.model.tree import Handed, check_tree
from perfkpi.model.weighting import Aggregation, ScalePolicy, Weighting

__all__ = ["Assembly", "Customs"]

_LONGEST = 100
"""So many parts may speak of each other one after another: each is two levels of the expression, which has 200."""

_BEHIND = Input(Placeholder("\1behind"))
"""Stands for the points behind a gate while its own references are resolved; no measure has such a name."""


class Customs(NamedTuple):
    """What a scorecard says once for its whole tree."""

    scale: Scale
    weighting: Weighting
    missing: MissingPolicy
    scales: ScalePolicy
    rounding: RoundingPolicy
    gates: tuple[Gate, ...]
    cap: ScaleCap | None

    @property
    def handed(self) -> Handed:
        """What the top level is handed."""
        return Handed(self.weighting, self.missing, self.scale, self.scales, self.cap, gated=bool(self.gates))


class _Place(NamedTuple):
    """Where an item stands, and what its level hands down to it."""

    item: Indicator | Section
    where: str
    around: frozenset[str]
    scale: Scale
    handed: Handed

    @property
    def policy(self) -> MissingPolicy:
        """What the item's missing points do."""
        own = self.item.missing if isinstance(self.item, Indicator) else None
        return own or self.handed.missing

    @property
    def inside(self) -> Handed:
        """What a section hands down."""
        item, handed = cast("Section", self.item), self.handed
        return handed._replace(
            weighting=item.weighting or handed.weighting, missing=item.missing or handed.missing, scale=self.scale
        )


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
        self._places = {place.item.code: place for place in _places(whole.items, customs.handed)}
        self._known: dict[tuple[Role, str], Expr] = {}
        self._open: list[tuple[Role, str]] = []

    def score(self) -> Expr:
        """The score of the whole, before its rounding."""
        return self._level(self._whole, self._customs.scale, "")

    def completeness(self) -> Expr:
        """The share of the declared weights that has points: whole shares, divided once, so that no double is off."""
        pieces = list(self._pieces(self._whole, Fraction(1)))
        common = math.lcm(*(share.denominator for share, _ in pieces))
        return Div(Add([Mul((Const(share * common), there)) for share, there in pieces]), Const(common))

    def _pieces(self, level: Group, whole: Fraction) -> Iterator[tuple[Fraction, Expr]]:
        total = sum(weighted.weight for weighted in level.items)
        for weighted in level.items:
            item, share = weighted.item, whole * weighted.weight / total
            if isinstance(item, Section):
                yield from self._pieces(item.group, share)
            else:
                pieces = item.formula.pieces(self._points(item.code))
                yield from ((share * part, self._resolved_piece(there, item.code)) for part, there in pieces)

    def _resolved_piece(self, there: Expr, code: str) -> Expr:
        return self.resolved(there, self._places[code].where)

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
                en=f"there is no {shown(code)} on this scorecard; it has {listed(self._places, 'en')}",
                zh=f"考核表中没有 {shown(code)}；现有 {listed(self._places, 'zh')}",
                value=code,
            )
        if role is Role.POINTS:
            return Named(Role.REFERENCE, code, self._points(code))
        item = place.item
        if isinstance(item, Section) or item.formula.express().yields is Kind.CATEGORY:
            raise DefinitionError(
                Code.WRONG_TYPE,
                en=f"{shown(code)} has no number as its value; speak of its points: PointsOf({shown(code)})",
                zh=f"{shown(code)} 的指标值不是数字；请引用其得分：PointsOf({shown(code)})",
                value=code,
            )
        value = self._once(role, code, lambda: item.express_value(self._customs.rounding))
        return Named(Role.REFERENCE, code, value)

    def _points(self, code: str) -> Expr:
        place = self._places[code]
        item = place.item
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
        score = self._level(item.group, place.scale, f"{place.where}.")
        return Named(Role.SECTION, item.code, rounded(self._customs.rounding.section, score))

    def _level(self, level: Group, scale: Scale, path: str) -> Expr:
        total = sum(weighted.weight for weighted in level.items)
        entries = [self._entry(weighted, weighted.weight / total, level.aggregation) for weighted in level.items]
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

    def _entry(self, weighted: Weighted, share: Fraction, aggregation: Aggregation) -> Entry:
        place = self._places[weighted.item.code]
        item, policy = place.item, place.policy
        points = self._points(item.code)
        counted = counted_points(points, policy, item.code, aggregation, self._ends(place))
        if isinstance(item, Indicator):
            counted = self._gated(counted, item, place)
        return Entry(item.code, share, points, counted, place.scale, policy)

    @staticmethod
    def _ends(place: _Place) -> tuple[Expr | None, Expr | None]:
        """The fewest and the most points that an item can have, where its policy asks for them."""
        if not isinstance(place.policy, CarryLast):
            return None, None
        if isinstance(place.item, Indicator):
            return ends_of(place.item)
        span = check_tree(place.item.group, place.inside)
        low, high = (None if isinstance(end, float) else Const(end) for end in span)
        return low, high

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


def _places(
    items: tuple[Weighted, ...], handed: Handed, path: str = "", around: frozenset[str] = frozenset()
) -> Iterator[_Place]:
    """Every item of a tree with what its level hands down to it."""
    for position, weighted in enumerate(items):
        item, where = weighted.item, f"{path}items[{position}]"
        if isinstance(item, Indicator):
            item = item.under(handed.scale, shares=handed.shares, cap=handed.cap, place=where)
        place = _Place(item, where, around, scale_of(weighted, handed.weighting, handed.scale), handed)
        yield place
        if isinstance(item, Section):
            yield from _places(item.items, place.inside, f"{where}.", around | {item.code})
