"""That no code stands twice on a scorecard, whatever it is the code of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.card.ceilings import RatingCeiling
from perfkpi.model.card.gates import Gate
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.placement import ItemTree
from perfkpi.model.measurement.measures import Measure

Coded: TypeAlias = Measure | Indicator | Gate | Adjustment | RatingCeiling


def check_codes(places: Sequence[tuple[str, str]]) -> None:
    """Check that no code stands twice."""
    first: dict[str, str] = {}
    for place, code in places:
        if code in first:
            en = f"the code {shown(code)} stands already at {first[code]}; rename one"
            zh = f"代码 {shown(code)} 已在 {first[code]} 使用；请更名"
            raise DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=place, value=code)
        first[code] = place


def codes_of(tree: ItemTree) -> Iterator[tuple[str, str]]:
    """List the place and code of every item, of every part of a formula and of every step of a section."""
    for placement in tree.level.walk():
        path, item = placement.path, placement.item
        yield path, item.code
        if isinstance(item, Indicator):
            yield from ((f"{path}.formula.{inner.place}", inner.code) for inner in item.formula.inner_parts())
        else:
            yield from coded(f"{path}.adjustments", item.adjustments)


def coded(place: str, members: Iterable[Coded]) -> Iterator[tuple[str, str]]:
    """List the place and code of the members of a list."""
    return ((f"{place}[{at}]", member.code) for at, member in enumerate(members))
