"""Formulas of any kind, also of your own, of measures that begin with a code."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar, overload

import attrs
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.model.card.sections import Items
from perfkpi.model.spelling import cached_as_spelled
from perfkpi.testing.strategies.conditions import comparisons, conditions
from perfkpi.testing.strategies.derived import Known, Strategy, derived, named_classes
from perfkpi.testing.strategies.numbers import FROM_ZERO, SCALES, letters, numbers, parameters
from perfkpi.testing.strategies.policies import missing_policies
from perfkpi.testing.strategies.rules import rules

F = TypeVar("F", bound=pk.Formula)

_TEXTS = ("({0}_a + {0}_b)/2", "{0}_a/{0}_b", "{0}_a - 2 × {0}_b", "{0}_a")
_UNITS = (pk.Unit.NUMBER, pk.Unit.TIMES)


def own_formulas() -> dict[str, type[pk.Formula]]:
    """Find every formula of ``perfkpi`` that means something on a card of its own, by name."""
    speaking = (pk.formulas.PointsOf, pk.formulas.ValueOf)
    return {name: kind for name, kind in named_classes(pk.Formula).items() if not issubclass(kind, speaking)}


@overload
def formulas(
    kind: None = None,
    *,
    code: str = "item",
    units: tuple[pk.Unit, ...] = _UNITS,
    count: int | None = None,
    known: Known | None = None,
) -> st.SearchStrategy[pk.Formula]: ...


@overload
def formulas(
    kind: type[F],
    *,
    code: str = "item",
    units: tuple[pk.Unit, ...] = _UNITS,
    count: int | None = None,
    known: Known | None = None,
) -> st.SearchStrategy[F]: ...


def formulas(
    kind: type[pk.Formula] | None = None,
    *,
    code: str = "item",
    units: tuple[pk.Unit, ...] = _UNITS,
    count: int | None = None,
    known: Known | None = None,
) -> st.SearchStrategy[pk.Formula]:
    """Draw formulas of one class, from the types of its attributes; of any class of ``perfkpi`` where none is named.

    Args:
        kind: a concrete subclass of ``pk.Formula``, also one of your own.
        code: what the names of the measures begin with: ``item_a``, ``item_b`` ...
        units: the units of the values.
        count: how many conditions a formula has that counts them.
        known: a strategy for each type or annotation of an attribute that is to be drawn otherwise.
    """
    if kind is None:
        anyone = own_formulas().values()
        return st.one_of([formulas(each, code=code, units=units, count=count, known=known) for each in anyone])
    if known:
        return derived(kind, {**_types(code, units, count), **known}, _given(kind, code))
    return _formulas(kind, code, units, count)


@cached_as_spelled
def _formulas(
    kind: type[pk.Formula], code: str, units: tuple[pk.Unit, ...], count: int | None
) -> st.SearchStrategy[pk.Formula]:
    given = _given(kind, code)
    if kind is pk.formulas.Composite:  # its parts may have any cap
        given["scale"] = st.sampled_from([attrs.evolve(scale, up_to=pk.UNLIMITED) for scale in SCALES])
    return derived(kind, _types(code, units, count), given)


def _given(kind: type[pk.Formula], code: str) -> dict[str, Strategy]:
    """Draw attributes of which the type does not tell enough."""
    if kind is pk.formulas.ByDimension:
        return {"numerator": st.just(f"{code}_{{}}"), "denominator": st.just(f"{code}_{{}}_b")}
    if kind is pk.formulas.PanelMean:
        panels = ((f"{code}_p",), (f"{code}_p", f"{code}_q"))
        return {"experts": st.sampled_from(panels), "grades": letters(FROM_ZERO)}
    return {}


@cached_as_spelled
def _types(code: str, units: tuple[pk.Unit, ...], count: int | None) -> Known:
    """Tell what the attributes of formulas mean by their types."""
    names = [f"{code}_{each}" for each in "aabc"]
    shares: tuple[Callable[[list[str]], pk.Formula], ...] = (
        lambda names: pk.formulas.HitRate(*names[:2]),
        lambda names: pk.formulas.Share(*names[:2]),
        lambda names: pk.formulas.TurnoverRate(*names[:3]),
    )
    return {
        str: st.sampled_from(names),
        int: st.integers(1, 3),
        Fraction: parameters(),
        str | pk.Expr: st.sampled_from([text.format(code) for text in _TEXTS]),
        pk.conditions.Condition: conditions(*names),
        tuple[pk.conditions.Condition, ...]: comparisons(tuple(names), count),
        pk.missing.MissingPolicy: missing_policies(SCALES[0]),
        Items: _components(code),
        pk.Unit: st.sampled_from(units),
        pk.Scale: st.sampled_from(SCALES),
        pk.Label: st.just(pk.Label(zh="标签", en="label")),
        pk.Formula: st.sampled_from(shares).map(lambda share: share(names[1:])),
        tuple[tuple[Fraction, str | pk.Formula], ...]: st.permutations(names[1:]).map(
            lambda measures: tuple(zip((5, 3, 1), measures, strict=True))
        ),
        tuple[str, ...]: st.sampled_from((("a",), ("a", "c"))),
        tuple[tuple[str, Fraction], ...]: letters(FROM_ZERO),
        tuple[Fraction, ...]: st.lists(numbers(1, 9), min_size=1, max_size=2).map(tuple),
    }


@st.composite
def _components(draw: st.DrawFn, code: str) -> Items:
    """Draw the parts of a composite indicator."""
    weights = draw(st.sampled_from(((100,), (40, 60))))
    scored = [draw(rules(pk.Attainment) | rules(pk.TargetDelta)) for _ in weights]
    return tuple(
        pk.Indicator(
            code=f"{code}_p{place}",
            name=pk.Label(zh=f"部分{code}{place}", en=f"Part {code}{place}"),
            formula=pk.Actual(f"{code}_{'ab'[place]}"),
            scoring=rule.placed_on(rule.points_scale),  # its points were drawn for that one
            weight=weight,
        )
        for place, (weight, rule) in enumerate(zip(weights, scored, strict=True))
    )


@st.composite
def formulas_for(draw: st.DrawFn, rule: pk.Scoring, code: str = "item") -> pk.Formula:
    """Draw any formula of ``perfkpi`` that fits the rule."""
    chosen = [each.rule for each in rule.rules] if isinstance(rule, pk.rules.Alternatives) else [rule]
    rated = any(
        isinstance(each, pk.DirectPoints) for each in chosen
    )  # values are points on its scale, and no percentages
    known: Known | None = {pk.Scale: st.just(rule.points_scale)} if rated else None
    small = not rated and all(
        abs(parameter) < 1 for _, parameter, _ in rule.in_units_of_the_value() if isinstance(parameter, Fraction)
    )
    units = (pk.Unit.NUMBER, pk.Unit.PERCENT) if small else _UNITS
    kinds = [kind for kind in own_formulas().values() if (kind is pk.formulas.Category) == rule.takes_category]
    count = getattr(rule, "of", None)
    made = (
        draw(formulas(draw(st.sampled_from(kinds)), code=code, units=units, count=count, known=known))
        for _ in range(12)  # several kinds fit one direction alone
    )
    fitting = (each for each in made if rule.direction in each.fits and (small or each.unit != pk.Unit.PERCENT))
    return next(fitting, None) or (pk.formulas.Category if rule.takes_category else pk.Actual)(f"{code}_a")
