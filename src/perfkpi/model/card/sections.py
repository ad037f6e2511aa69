"""The tree of a scorecard: weighted items, and sections that hold some of them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from attrs import Attribute, field, frozen
from attrs.converters import optional

from perfkpi.asking import Asking
from perfkpi.errors import Code
from perfkpi.labels import Label, as_label
from perfkpi.model.adjustments.step import ScoreStep
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.weighting import Aggregation, Weighting
from perfkpi.model.measurement.missing import MissingPolicy
from perfkpi.model.parameters.faults import chosen, weight_of
from perfkpi.model.parameters.validation import as_tuple, checked_code, optional_instance, placed, tuple_of
from perfkpi.numbers import Numeric


def _weight(value: Numeric) -> Fraction:
    return weight_of(value, "an item", "项目")


def _check_item(_: Weighted, __: Attribute[Indicator | Section], value: Indicator | Section) -> None:
    en, zh = (
        "is neither an Indicator nor a Section; write Weighted(indicator, 20)",
        "既不是指标也不是分类；请写 Weighted(indicator, 20)",
    )
    chosen(value, (Indicator, Section), en, zh, code=Code.WRONG_TYPE, where="Weighted.item")


@frozen(eq=False, field_transformer=placed)
class Weighted(Asking):
    """An indicator or a section, and its weight: ``Weighted(roe, 20)``."""

    item: Indicator | Section = field(validator=_check_item)
    weight: Fraction = field(converter=_weight)


def as_items(items: Iterable[Weighted]) -> tuple[Weighted, ...]:
    """Convert weighted items to a tuple, for attrs."""
    return as_tuple(items)


def as_steps(steps: Iterable[ScoreStep]) -> tuple[ScoreStep, ...]:
    """Convert steps on a running score to a tuple, for attrs."""
    return as_tuple(steps)


some_items = tuple_of(Weighted, "Weighted(indicator, 20)", least=1)
"""The validator of attributes that hold weighted items."""

only_steps = tuple_of(ScoreStep, "Adjustment(code='bonus', ...)")
"""The validator of attributes that hold steps on a running score."""


class Group(NamedTuple):
    """Items that make one score: those of a section, a scorecard or a composite.

    Attributes:
        items: what is weighed.
        aggregation: how one score is made of it.
        adjustments: what is then done to that score.
    """

    items: tuple[Weighted, ...]
    aggregation: Aggregation
    adjustments: tuple[ScoreStep, ...] = ()


@frozen(eq=False, field_transformer=placed)
class Section(Asking):
    """A group of items with a score of its own, such as a category: finance, customer (A3).

    Source, indicator library of directors: 领导能力指标, 业绩目标指标, 团队管理指标, 财务管理指标, 客户关系指标.

    Attributes:
        code: as on an indicator; unique over the whole scorecard.
        name: what HR calls it.
        items: what it weighs.
        aggregation: how its score is made of them.
        weighting: what the weights of its items mean; ``None``: as the level above says.
        missing: what missing points of its items do; ``None``: as the level above says. What a section without a score
            does to the whole is said one level up.
        adjustments: what is done to its score, in the order of the list.
    """

    code: str = field(converter=checked_code, kw_only=True)
    name: Label = field(converter=as_label, kw_only=True)
    items: tuple[Weighted, ...] = field(converter=as_items, validator=some_items, kw_only=True)
    aggregation: Aggregation = field(default=Aggregation.WEIGHTED_SUM, converter=Aggregation, kw_only=True)
    weighting: Weighting | None = field(default=None, converter=optional(Weighting), kw_only=True)
    missing: MissingPolicy | None = field(
        default=None, validator=optional_instance(MissingPolicy, "Reweight()"), kw_only=True
    )
    adjustments: tuple[ScoreStep, ...] = field(default=(), converter=as_steps, validator=only_steps, kw_only=True)

    @property
    def group(self) -> Group:
        """What it makes its score of."""
        return Group(self.items, self.aggregation, self.adjustments)
