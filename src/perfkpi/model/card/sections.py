"""The tree of a scorecard: weighted items, and sections that hold some of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias, cast

from attrs import Attribute, evolve, field, frozen
from attrs.converters import optional

from perfkpi.asking import Asking
from perfkpi.displays.displayed import Displayed
from perfkpi.errors import Code, DefinitionError, PerfKpiError, cut, shown
from perfkpi.foreign import is_a
from perfkpi.labels import CODE_AS_NAME, Label, as_label
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.card.indicators import Indicator, optional_weight
from perfkpi.model.card.weighting import Aggregation, Weighting
from perfkpi.model.measurement.missing import MissingPolicy
from perfkpi.model.measurement.missing_by_status import optional_policy
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.validation import (
    as_tuple,
    checked_code,
    members,
    optional_instance,
    placed,
    several,
    tuple_of,
)
from perfkpi.numbers import Numeric

_EXAMPLE = "Indicator('roe', ..., weight=20)"
_some = several(_EXAMPLE)


def as_items(
    items: Iterable[Item | tuple[Item, Numeric]] | Mapping[Item, Numeric] | Item,
) -> Items:
    """Convert items to a tuple, for attrs: each has a weight, or is the first of a pair that says it.

    The weight of a pair replaces that of the item, so that items of another scorecard can be weighed anew.
    """
    if isinstance(items, (Indicator, Section)):
        return (items,)
    given = cast("Iterable[object]", items.items() if isinstance(items, Mapping) else items)
    return tuple(_item(place, each) for place, each in enumerate(as_tuple(given)))


def _item(place: int, given: object) -> Item:
    if not (is_a(given, tuple) and len(cast("tuple[object, ...]", given)) == 2):  # noqa: PLR2004  # a pair
        return _checked(given, place)
    item, weight = cast("tuple[Item, Numeric]", given)
    try:
        return evolve(_checked(item, place), weight=weight)
    except PerfKpiError as error:
        error.where = error.where.partition(".")[2]  # the place tells whose it is
        raise error.at(f"[{place}]") from None


def _checked(item: object, place: int) -> Item:
    en, zh = f"is neither an Indicator nor a Section; write {_EXAMPLE}", f"既不是指标也不是类别；请写 {_EXAMPLE}"
    return chosen(cast("Item", item), (Indicator, Section), en, zh, code=Code.WRONG_TYPE, where=f"[{place}]")


def some_items(owner: object, attribute: Attribute[Any], items: Items) -> None:
    """Check that there are items, and that each has its weight; an attrs validator."""
    _some(owner, attribute, items)
    for place, item in enumerate(items):
        if item.weight is None:
            en = f"{shown(item.code)} has no weight here; write weight=20 in it, or (item, 20) for it"
            zh = f"{shown(item.code, 'zh')} 在此没有权重；请在其中写 weight=20，或写成 (item, 20)"
            where = f"{type(owner).__name__}.{attribute.name}[{place}]"
            raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where=where, value=item.code)


def weight_of_item(item: Item) -> Fraction:
    """Give the weight of an item that stands in a list of weighted items."""
    return cast("Fraction", item.weight)


def as_steps(steps: Iterable[Adjustment] | Adjustment) -> tuple[Adjustment, ...]:
    """Convert steps on a running score to a tuple, for attrs."""
    return members(steps, Adjustment)


only_steps = tuple_of(Adjustment, "Bonus(code='bonus', ...)")
"""The validator of attributes that hold steps on a running score."""


class Group(NamedTuple):
    """Items that make one score: those of a section, a scorecard or a composite.

    Attributes:
        items: what is weighed.
        aggregation: how one score is made of it.
        adjustments: what is then done to that score.
    """

    items: Items
    aggregation: Aggregation
    adjustments: tuple[Adjustment, ...] = ()


@frozen(eq=False, field_transformer=placed)
class Section(Displayed, Asking):
    """A group of items with a score of its own, such as a category: finance, customer (A3).

    Source, indicator library of directors: 领导能力指标, 业绩目标指标, 团队管理指标, 财务管理指标, 客户关系指标.

    Attributes:
        code: as on an indicator; unique over the whole scorecard.
        name: what HR calls it.
        items: what it weighs: indicators and sections with their weights, or pairs of one and its weight.
        weight: its own weight in what holds it.
        aggregation: how its score is made of them.
        weighting: what the weights of its items mean; ``None``: as the level above says.
        missing: what missing points of its items do; ``None``: as the level above says. What a section without a score
            does to the whole is said one level up.
        adjustments: what is done to its score, in the order of the list.
    """

    code: str = field(converter=checked_code)
    name: Label = field(default=CODE_AS_NAME, converter=as_label)
    items: Items = field(converter=as_items, validator=some_items, kw_only=True)
    weight: Fraction | None = field(default=None, converter=optional_weight, kw_only=True)
    aggregation: Aggregation = field(default=Aggregation.WEIGHTED_SUM, converter=Aggregation, kw_only=True)
    weighting: Weighting | None = field(default=None, converter=optional(Weighting), kw_only=True)
    missing: MissingPolicy | None = field(
        default=None,
        converter=optional_policy,
        validator=optional_instance(MissingPolicy, "Reweight()"),
        kw_only=True,
    )
    adjustments: tuple[Adjustment, ...] = field(default=(), converter=as_steps, validator=only_steps, kw_only=True)

    @property
    def group(self) -> Group:
        """What it makes its score of."""
        return Group(self.items, self.aggregation, self.adjustments)

    def __repr__(self) -> str:
        return brief(self.code, self.name, self.items, type(self).__name__)


Item: TypeAlias = Indicator | Section
"""What a scorecard or a section weighs."""

Items: TypeAlias = tuple[Item, ...]


def brief(code: str, name: Label, items: Items, kind: str) -> str:
    """Show in one line what may hold a hundred indicators; ``dumps`` writes all of it, and ``str`` a table."""
    count = _count(items)
    names = " ".join(dict.fromkeys((cut(name.say("zh")), cut(name.say("en")))))
    return f"<{kind} {cut(code)}: {names}, {count} indicator{'s' * (count != 1)}>"


def _count(items: Items) -> int:
    return sum(1 if isinstance(item, Indicator) else _count(item.items) for item in items)
