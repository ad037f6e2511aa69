"""Values with constraints: constructors refuse by them, and the rows of personal parameters are guarded by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, ClassVar, TypeAlias, cast

import attrs

from perfkpi.asking import Asking
from perfkpi.language import Add, Const, Edge, Expr, decide
from perfkpi.model.parameters.constraints.comparisons import Gap
from perfkpi.model.parameters.constraints.constraint import Constraint, Guard
from perfkpi.model.parameters.varying import Varying

Asked: TypeAlias = Callable[[Expr], Expr]


class Constrained(Asking):
    """The base of values that say what their attributes must fulfil.

    ``constraints`` are those of a class; a subclass has those of its bases before its own. ``demands`` are those of one
    value, about the members of its lists. Where several are not fulfilled, the first one speaks.
    """

    __slots__ = ()

    constraints: ClassVar[tuple[Constraint, ...]] = ()
    is_guarded: ClassVar[bool] = False
    """Whether a value guards its own rows wherever it is used, so that the one that holds it need not."""

    def demands(self) -> Iterator[Constraint]:
        """List the constraints about the members of its lists."""
        return iter(())

    def figure_demands(self) -> Iterator[Constraint]:
        """List the constraints on the figures that its lists name, which no constructor asks."""
        return iter(())

    @property
    def has_limits(self) -> bool:
        """Whether it is known how far its floor and its cap reach; a rule may wait for its scorecard to say so."""
        return True

    def check_constraints(self) -> None:
        check(self, late=self.has_limits)


def check(owner: Constrained, *, late: bool) -> None:
    """Refuse a value that does not fulfil its constraints.

    Args:
        owner: the value.
        late: also those that wait for the limits.

    Raises:
        DefinitionError: the first that is not fulfilled.
    """
    for constraint in _in_turn(owner, tuple(owner.demands())):
        if (late or not constraint.late) and not constraint.is_of_figures and constraint.read(owner) is False:
            raise constraint.refusal(owner).at(type(owner).__name__)


def guarded(owner: Constrained, then: Expr, asked: Asked | None = None) -> Expr:
    """Express ``then``, where the figures of a row fulfil what constants would have to; constants leave no trace.

    Args:
        owner: the value with the constraints.
        then: an expression.
        asked: of whom the parameters are asked, where not of everybody: what it makes of a 0 that is undefined where
            they do not fulfil the constraints.
    """
    if not _varies(owner):  # as nearly every rule, whose constraints the constructor has asked
        return then
    guards: tuple[list[Guard], list[Guard]] = [], []
    for value in (owner, *_held(owner)):
        for constraint in constraints_of(value):
            if not constraint.slip and isinstance(found := constraint.read(value), Gap):
                guards[constraint.is_of_figures].append(constraint.guard(value, found))
    parameters, figures = guards
    return _where_all_hold(parameters, _where_all_hold(figures, then), asked)


def fulfilling(owner: Constrained, constraints: Sequence[Constraint], then: Expr, asked: Asked | None = None) -> Expr:
    """Express ``then``, where a value fulfils constraints that only the place of its use knows; as ``guarded``.

    Raises:
        DefinitionError: numbers that do not fulfil them.
    """
    guards: list[Guard] = []
    for constraint in constraints:
        found = constraint.read(owner)
        if found is False:
            raise constraint.refusal(owner)
        if isinstance(found, Gap):
            guards.append(constraint.guard(owner, found))
    return _where_all_hold(guards, then, asked)


def _where_all_hold(guards: Sequence[Guard], then: Expr, asked: Asked | None = None) -> Expr:
    """Express ``then`` where every guard holds, else the severest of what stands against it, whichever comes first.

    One behind the other, a parameter that does not apply to somebody would hide that another one is wrong.
    """
    if not guards:
        return then
    if asked is None and len(guards) == 1:  # which has nothing beside it
        return guards[0].choose(then)
    met: Expr = Add([guard.choose(Const(0)) for guard in guards])
    if asked is not None:
        met = asked(met)
    # The sum is 0 or undefined and never reaches the edge: what stands beyond it only has to stand.
    return decide(met, [Edge(Const(1))], [then, guards[0].refused])


def constraints_of(owner: Constrained) -> Sequence[Constraint]:
    """List all that a value must fulfil, in the order in which it is asked.

    What has to wait for a scorecard comes last in a constructor, so it does in a row; before that what can never count.
    Then lists come before classes, and bases before what is below them.
    """
    return _in_turn(owner, (*owner.demands(), *owner.figure_demands()))


def _in_turn(owner: Constrained, own: tuple[Constraint, ...]) -> Sequence[Constraint]:
    kind: Any = type(owner)
    declared = declared_constraints(kind)
    return sorted((*own, *declared), key=_turn) if own else declared


def _turn(constraint: Constraint) -> tuple[bool, bool]:
    return constraint.late, constraint.slip


def _held(value: object) -> Iterator[Constrained]:
    """Find the values with constraints that are parts of another one, and are not guarded wherever they are used."""
    kind: Any = type(value)
    for name in _parts_of(kind) or ():
        yield from _members(getattr(value, name))


def _members(value: object) -> Iterator[Constrained]:
    if isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            yield from _members(each)
    elif isinstance(value, Asking) and not getattr(value, "is_guarded", False):
        if isinstance(value, Constrained):
            yield value
        yield from _held(value)


def _varies(value: object) -> bool:
    """Tell whether a parameter in a value, or in its parts, is a column or a formula."""
    kind: Any = type(value)
    if kind is tuple:
        return any(map(_varies, cast("tuple[object, ...]", value)))
    names = _parts_of(kind)
    return names is None or any(_varies(getattr(value, name)) for name in names)


@cache
def _parts_of(kind: type[Any]) -> tuple[str, ...] | None:
    """Name the attributes of a class that has parameters; ``None`` of one whose values vary themselves."""
    if issubclass(kind, Varying):
        return None
    made: Any = kind
    return tuple(each.name for each in attrs.fields(made)) if issubclass(kind, Asking) else ()


@cache
def declared_constraints(kind: type[Any]) -> tuple[Constraint, ...]:
    """List what every value of a class must fulfil, in the order in which it is asked."""
    found: list[Constraint] = []
    for base in reversed(kind.__mro__):
        mine: object = vars(base).get("constraints", ())
        if not isinstance(mine, tuple):
            raise TypeError(f"{base.__name__}.constraints is a tuple; write a comma behind a single one")
        for constraint in cast("tuple[Constraint, ...]", mine):
            _check_paths(kind, constraint)
        found += cast("tuple[Constraint, ...]", mine)
    return tuple(sorted(found, key=_turn))


def _check_paths(kind: type[Any], constraint: Constraint) -> None:
    """Refuse a path that leads nowhere, which would be no limit at all."""
    known = {each.name for each in attrs.fields(kind)}
    for name in constraint.names:
        if name not in known and not hasattr(kind, name):
            raise AttributeError(
                f"the constraint {constraint.code!r} speaks of {name!r}, which {kind.__name__} has not"
            )
