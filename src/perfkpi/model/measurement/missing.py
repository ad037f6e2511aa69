"""Missing-data policies: what an item without points does to the whole. Nothing is ever a silent zero."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, Language, shown
from perfkpi.foreign import is_a
from perfkpi.language import Coalesce, Const, Edge, EdgeSide, Expr, Input, Reason, Status, Undefined, decide
from perfkpi.model.parameters.faults import minimum, minimum_weight
from perfkpi.model.parameters.validation import as_tuple, checked_code, placed
from perfkpi.numbers import exact
from perfkpi.numerals import written

_JOINTS: tuple[tuple[str, Language], ...] = ((", ", "en"), ("、", "zh"))
_NEVER = Status.wrong() | {Status.OK}


def _status(value: Status | str) -> Status:
    return Status(cast("int", value)) if is_a(value, str) else cast("Status", value)


def as_statuses(values: Iterable[Status | str] | Status | str) -> frozenset[Status]:
    """Convert what a policy covers, for attrs: absences, and what cannot be computed; wrong data never."""
    one = isinstance(values, Status) or is_a(values, str)
    several = (cast("Status | str", values),) if one else as_tuple(cast("Iterable[Status | str]", values))
    given = tuple(map(_status, several))
    if not all(isinstance(status, Status) for status in given):
        en = f"{shown(values)} are not statuses; write for example {{'not_measured'}}"
        zh = f"{shown(values, 'zh')} 不是状态；请写，例如 {{'not_measured'}}"
        raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, value=values)
    found = frozenset(given)
    if not found:
        en = "a policy that covers no status never acts; name one, or use Refuse()"
        zh = "没有指定状态的策略永远不起作用；请指定状态，或改用 Refuse()"
        raise DefinitionError(Code.EMPTY, en=en, zh=zh, value=values)
    if found & _NEVER:
        names = ", ".join(sorted(status.name for status in found & _NEVER))
        en, zh = (joint.join(shown(each, language) for each in sorted(found & _NEVER)) for joint, language in _JOINTS)
        en = f"{en} cannot be covered by a policy: wrong data are mended, not scored"
        zh = f"{zh}不能由缺失策略处理；错误的数据应当更正，而不是计分"
        raise DefinitionError(Code.MISSING_POLICY, en=en, zh=zh, value=names)
    return found


@frozen(eq=False, field_transformer=placed)
class MissingPolicy(Asking, ABC):
    """What counts for an item that has no points."""

    @abstractmethod
    def express(self, points: Expr, code: str) -> Expr:
        """Express the points that count for the item of that code."""

    def express_within(self, points: Expr, code: str, lowest: Expr | None, highest: Expr | None) -> Expr:
        """Express what counts for an item whose points lie between the lowest and the highest, where it has those."""
        del lowest, highest
        return self.express(points, code)

    def stand_ins(self) -> tuple[Fraction, ...]:
        """List the numbers that may stand in, where the policy declares them."""
        return tuple(number for policy in self.each() for number in policy.stand_ins())

    def each(self) -> tuple[StatusPolicy, ...]:
        """List what holds for some statuses each."""
        return ()

    @property
    def reweighting(self) -> Reweight | None:
        """How items leave; ``None`` where none does."""
        return next((policy for policy in self.each() if isinstance(policy, Reweight)), None)

    @property
    def carrying(self) -> CarryLast | None:
        """What carries the points of the last period; ``None`` where nothing does."""
        return next((policy for policy in self.each() if isinstance(policy, CarryLast)), None)

    def for_those_that_stay(self) -> MissingPolicy:
        """Give what holds where no item leaves."""
        return self


@frozen(eq=False, field_transformer=placed)
class StatusPolicy(MissingPolicy, ABC):
    """One answer to one or several statuses.

    Attributes:
        on: the statuses to which it applies: by default those of an absent figure (not measured, not applicable, not
            due, too little data). ``Status.UNDEFINED`` (a zero denominator) must be named; invalid data never may.
    """

    on: frozenset[Status] = field(default=Status.absences(), converter=as_statuses, kw_only=True)

    def each(self) -> tuple[StatusPolicy, ...]:
        return (self,)

    def stand_ins(self) -> tuple[Fraction, ...]:
        return ()

    def for_those_that_stay(self) -> StatusPolicy:
        return self


@frozen(eq=False, field_transformer=placed)
class Refuse(StatusPolicy):
    """No points, no total: the whole has the item's status (A5). The default.

    Source, decision 0004 of this library: a figure that is absent has a status, and no number.
    """

    def express(self, points: Expr, code: str) -> Expr:
        return points


@frozen(eq=False, field_transformer=placed)
class NeutralPoints(StatusPolicy):
    """A declared number of points stands in (A5).

    Source: imputation by a constant, as the methods of surveys know it.
    """

    points: Fraction = field(converter=exact)

    def express(self, points: Expr, code: str) -> Expr:
        return Coalesce(points, self.on, Const(self.points))

    def stand_ins(self) -> tuple[Fraction, ...]:
        return (self.points,)


@frozen(eq=False, field_transformer=placed)
class ZeroPoints(StatusPolicy):
    """Zero points stand in (A5): said aloud, because it is the commonest silent bug.

    Source: what a spreadsheet does with an empty cell; here somebody has to say so.
    """

    def express(self, points: Expr, code: str) -> Expr:
        return Coalesce(points, self.on, Const(0))

    def stand_ins(self) -> tuple[Fraction, ...]:
        return (Fraction(0),)


def _beyond(zh: str, en: str, zh_end: str, en_end: str, end: Expr) -> Expr:
    """Express what a row yields whose last points are none that the item can have."""
    number = f" {written(end.value)}" if isinstance(end, Const) else ""
    reason = Reason(
        "carried-beyond-reach",
        zh=f"上期得分{zh}本项可得的{zh_end}分{number}",
        en=f"the last points are {en} than the {en_end} that the item can have{number and ','}{number}",
    )
    return Undefined(Status.INVALID_PARAMETER, reason)


@frozen(eq=False, field_transformer=placed)
class CarryLast(StatusPolicy):
    """The points of the last period stand in (A5, 沿用上期得分).

    Source: the last observation carried forward, as clinical statistics call it.

    Attributes:
        column: the measure that holds them, on the item's scale. Where the policy holds for several items, ``{code}``
            in it stands for each item's code: ``CarryLast("{code}_last")``. Where the last period has none either, the
            item has the status of that measure. Points that the item could not have, because they lie beyond what its
            rule or its section can give, are an invalid parameter.
    """

    column: str = field(converter=checked_code)

    def express(self, points: Expr, code: str) -> Expr:
        return self.express_within(points, code, None, None)

    def express_within(self, points: Expr, code: str, lowest: Expr | None, highest: Expr | None) -> Expr:
        last: Expr = Input(self.column.replace("{code}", code))
        carried = last
        if highest is not None:
            beyond = _beyond("高于", "more", "最高", "most", highest)
            carried = decide(last, [Edge(highest, EdgeSide.BELOW)], [carried, beyond])
        if lowest is not None:
            beyond = _beyond("低于", "fewer", "最低", "least", lowest)
            carried = decide(last, [Edge(lowest)], [beyond, carried])
        return Coalesce(points, self.on, carried)

    @property
    def tells_items_apart(self) -> bool:
        """Whether several items read several columns."""
        return "{code}" in self.column


def _count(value: int) -> int:
    return minimum(value, Code.MISSING_POLICY)


def _share(value: Fraction | str | int) -> Fraction:
    return minimum_weight(value, Code.MISSING_POLICY)


@frozen(eq=False, field_transformer=placed)
class Reweight(StatusPolicy):
    """The item leaves, the weights of those present grow in proportion; below a minimum there is no score (A5).

    Source, Hospital Value-Based Purchasing, fiscal year 2024: the weights of absent domains go to the others in
    proportion, and a hospital with fewer than three domains has no total.

    Attributes:
        minimum_count: how many items of the same level must be present.
        minimum_weight: which share of the level's weights must be present.
    """

    minimum_count: int = field(default=1, converter=_count, kw_only=True)
    minimum_weight: Fraction = field(default=Fraction(0), converter=_share, kw_only=True)

    def express(self, points: Expr, code: str) -> Expr:
        return Coalesce(points, self.on, Const(0))

    def for_those_that_stay(self) -> Refuse:
        return Refuse(on=self.on)
