"""Why there is no number, told in full: which measures are concerned, what stood in them, and in which item.

The nodes of an expression know a refusal only by its sentence. Here one person's program is run again, step by step,
and what a refusal lacks is filled in where it arises: the measures that decided on it, and the item around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.figures import decimal_text
from perfkpi.interpreters.values import TOO_LONG, Value, fraction, pair
from perfkpi.labels import Label
from perfkpi.language import (
    Add,
    Choose,
    Coalesce,
    Compare,
    Defined,
    Expr,
    Item,
    Mul,
    Named,
    Power,
    Program,
    Reason,
    Role,
    Status,
    Undefined,
    Undefinedness,
)

_ITEMS = frozenset(
    {
        Role.VALUE,
        Role.POINTS,
        Role.COUNTED,
        Role.CONTRIBUTION,
        Role.SECTION,
        Role.ADJUSTMENT,
        Role.GATE,
        Role.CEILING,
    }
)
"""The marks whose codes are those of items."""

_NONE = pair(Fraction(0))


def tell(program: Program, inputs: Mapping[str, Value], items: Mapping[str, Label]) -> list[Value]:
    """Compute the value of every step, and tell in full why there is none.

    Args:
        program: what is evaluated.
        inputs: one person's figures.
        items: what the items are called, by their codes.
    """
    exact, known = Exact(inputs), dict[Expr, Value]()
    values: list[Value] = []
    for node, slots in program.steps:
        parts = [values[slot] for slot in slots]
        value = node.meaning(exact)(parts)
        if isinstance(value, Undefinedness):
            value = _placed(node, _named(node, parts, value), items)
            if isinstance(node, Choose) and value.status is Status.INSUFFICIENT and _refuses(node, parts, value):
                lacking = [Item(code, items[code]) for code in _lacking(node.on, known) if code in items]
                value = _within(value, lacking)
            reasons = tuple(_with_figures(reason, inputs) for reason in value.reasons)
            value = Undefinedness(value.status, reasons, wrong_figures=value.wrong_figures)
        values.append(value)
        known[node] = value
    return values


def merged(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Put reasons in a fixed order; one that several items share stands once and names them all."""
    items: dict[Reason, dict[str, None]] = {}
    for reason in sorted(reasons):
        items.setdefault(evolve(reason, items=()), {}).update(dict.fromkeys(reason.items))
    return tuple(evolve(reason, items=tuple(found)) for reason, found in items.items())


def _named(node: Expr, parts: Sequence[Value], value: Undefinedness) -> Undefinedness:
    """Name the measures that a rule refuses by, where the node has taken one of its branches that refuses."""
    if value is TOO_LONG or (isinstance(node, Power) and not isinstance(parts[0], Undefinedness)):
        named = _with_names(value, [read.name for read in node.inputs()])
        return Undefinedness(named.status, named.reasons)
    if isinstance(node, Coalesce) and isinstance(node.otherwise, Undefined):
        given = parts[0]
        if not isinstance(given, Undefinedness) or given.status not in node.on:
            return value
        if given.wrong_figures:  # which tell better what is wrong
            return evolve(value, reasons=given.wrong_figures)
        concerned = tuple(dict.fromkeys(name for reason in given.reasons for name in reason.names))
        if concerned:
            return _with_names(value, concerned)
    elif value.status is Status.INSUFFICIENT or not _refuses(node, parts, value):
        return value
    return _with_names(value, _asked(node))


def _refuses(node: Expr, parts: Sequence[Value], value: Undefinedness) -> bool:
    """Tell whether a node has taken one of its branches that refuses."""
    return any(part is value and isinstance(child, Undefined) for child, part in zip(node.children, parts, strict=True))


def _with_names(value: Undefinedness, concerned: Iterable[str]) -> Undefinedness:
    names = tuple(dict.fromkeys(concerned))
    return evolve(
        value, reasons=tuple(reason if reason.names else evolve(reason, names=names) for reason in value.reasons)
    )


def _asked(node: Expr) -> Iterator[str]:
    """Yield the measures by which a node decides."""
    asked = node.compared if isinstance(node, (Choose, Compare)) else node.children[:1]
    for each in asked:
        yield from (read.name for read in each.inputs())


def _placed(node: Expr, value: Undefinedness, items: Mapping[str, Label]) -> Undefinedness:
    """Name the innermost item around what is undefined."""
    if isinstance(node, Named) and node.role in _ITEMS and node.code in items:
        return _within(value, (Item(node.code, items[node.code]),))
    return value


def _within(value: Undefinedness, items: Sequence[Item]) -> Undefinedness:
    def placed(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
        return tuple(reason if reason.items else evolve(reason, items=tuple(items)) for reason in reasons)

    return evolve(value, reasons=placed(value.reasons), wrong_figures=placed(value.wrong_figures))


def _lacking(counted: Expr, known: Mapping[Expr, Value]) -> Iterator[str]:
    """Yield the items of a level that have nothing to be counted."""
    if isinstance(counted, Defined):
        if isinstance(counted.value, Named) and known[counted] == _NONE:
            yield counted.value.code
    elif isinstance(counted, (Add, Mul)):
        for child in counted.children:
            yield from _lacking(child, known)


def _with_figures(reason: Reason, inputs: Mapping[str, Value]) -> Reason:
    if reason.given or not reason.names:
        return reason
    given = figures_in(reason.names, inputs)
    return evolve(reason, given=given) if given else reason


def figures_in(names: Iterable[str], inputs: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    """Write what stands in those of some measures that hold a figure, as pairs of name and figure.

    Args:
        names: of the measures.
        inputs: one person's figures.
    """
    known = ((name, inputs.get(name)) for name in names)
    return tuple((name, _text(value)) for name, value in known if _is_figure(value))


def _is_figure(value: Value | None) -> bool:
    return value is not None and not isinstance(value, Undefinedness)


def _text(value: Value | None) -> str:
    if isinstance(value, tuple):
        return decimal_text(fraction(value))
    return str(value)
