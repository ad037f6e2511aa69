"""Small cards for the tests of what a scorecard does beyond its rules."""

import perfkpi as pk

HIGHER = pk.Direction.HIGHER_IS_BETTER
HUNDRED = pk.Scale(0, 100)


def rated(code: str, scale: pk.Scale = HUNDRED, **choices: object) -> pk.Indicator:
    """An indicator whose measure ``code`` is its points."""
    return pk.Indicator(
        code=code,
        name=pk.Label(zh=f"指标{code}", en=f"Item {code}"),
        formula=pk.Actual(code),
        scoring=pk.DirectPoints(scale=scale),
        **choices,
    )


def weighed(**weights: object) -> tuple[tuple[pk.Indicator, object], ...]:
    """Rated indicators with their weights."""
    return tuple((rated(code), weight) for code, weight in weights.items())


def card(*items: object, **choices: object) -> pk.Scorecard:
    """A card of some items whose total is not rounded, and may leave its scale."""
    choices = {"rounding": pk.RoundingPolicy(total=None), "beyond_scale": pk.choices.BeyondScale.ALLOW} | choices
    return pk.Scorecard(code="card", name=pk.Label(zh="考核表", en="Card"), items=items, **choices)


def section(code: str, *items: object, **choices: object) -> pk.Section:
    """A section of some items."""
    return pk.Section(code=code, name=pk.Label(zh=f"分类{code}", en=f"Section {code}"), items=items, **choices)


def named(kind: type, code: str, **choices: object) -> object:
    """A gate, step or ceiling with a name in both languages."""
    return kind(code=code, name=pk.Label(zh=f"步骤{code}", en=f"Step {code}"), **choices)
