"""What a scorecard reads of its data: the empty form that somebody fills in, the columns of a query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Expr, Input, Kind, Match, Program
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.measurement.measures import Measure, Unit
from perfkpi.model.parameters.validation import placed
from perfkpi.value_objects import ValueObject


@frozen(eq=False, field_transformer=placed)
class Read(ValueObject):
    """A measure that a scorecard reads.

    Attributes:
        code: the name that it has in the data.
        kind: whether a number is read or a category, such as a grade.
        label: what it is called. Where the scorecard declares no name, the name of the indicator of which it is the
            value as it is, and which alone reads it; else its code.
        unit: how its numbers are shown; ``None`` where the scorecard declares no ``Measure``.
        recorded_in: what the numbers of the data mean, as the ``Measure`` declares it; ``None`` where none does.
        categories: the names that the rules know, in their order; empty for a number.
    """

    code: str
    kind: Kind = field(converter=Kind)
    label: Label
    unit: Unit | None
    recorded_in: Unit | None
    categories: tuple[str, ...]


def reads_of(
    expressions: Iterable[Expr], measures: Iterable[Measure], indicators: Iterable[Indicator]
) -> tuple[Read, ...]:
    """List every measure that some expressions read, in the order in which they do."""
    declared = {measure.code: measure for measure in measures}
    steps = Program(*expressions).steps
    nodes = [node for node, _ in steps]
    readers = Counter(slot for _, slots in steps for slot in slots)
    called = _called_by_indicators(indicators)
    known: dict[str, dict[str, None]] = {}
    for node in nodes:
        if isinstance(node, Match):
            for read in _categories(node.on):
                known.setdefault(read.name, {}).update(dict.fromkeys(str(name) for name, _ in node.cases))
    return tuple(
        _read(
            node,
            declared.get(node.name),
            called.get(node.name) if readers[slot] == 1 else None,
            tuple(known.get(node.name, ())),
        )
        for slot, node in enumerate(nodes)
        if isinstance(node, Input)
    )


def _categories(node: Expr) -> Iterator[Input]:
    """Find the measures whose category an expression may be."""
    if isinstance(node, Input):
        yield node
    asked = node.on if isinstance(node, Match) else None
    for child in node.children:
        if child.yields is Kind.CATEGORY and child is not asked:
            yield from _categories(child)


def _called_by_indicators(indicators: Iterable[Indicator]) -> dict[str, Label | None]:
    """Name measures that are the value of an indicator as they are, by its name; not those that are of several."""
    found: dict[str, Label | None] = {}
    for each in indicators:
        value = each.in_the_data(each.formula.express())
        if isinstance(value, Input):
            found[value.name] = (
                None if value.name in found or each.name == Label(zh=each.code, en=each.code) else each.name
            )
    return found


def _read(node: Input, measure: Measure | None, called: Label | None, categories: tuple[str, ...]) -> Read:
    name = called or Label(zh=node.name)
    if measure is None:
        return Read(node.name, node.kind, name, None, None, categories)
    return Read(node.name, node.kind, measure.name or name, measure.unit, measure.recorded_in, categories)
