"""The whole of Hospital Value-Based Purchasing, fiscal year 2024, as one scorecard.

Source: CMS Hospital Value-Based Purchasing, fiscal year 2024, public domain.

* Clinical outcomes, safety and efficiency: 100 x the sum of points / (10 x measures present), at least two, two and one
  measures; safety takes the combined score of surgical-site infections as one measure.
* Person and community engagement: the points of eight dimensions, and up to 20 consistency points for the lowest.
* Total: the domains at a quarter each, reweighted over those present, at least three of the four.
"""

from collections.abc import Mapping

import perfkpi as pk

Standards = Mapping[str, Mapping[str, str]]

TEN, TWENTY = pk.Scale(0, 10), pk.Scale(0, 20)
NAMES = {
    "clinical": pk.Label(zh="临床结果", en="Clinical outcomes"),
    "engagement": pk.Label(zh="患者与社区参与", en="Person and community engagement"),
    "safety": pk.Label(zh="安全", en="Safety"),
    "efficiency": pk.Label(zh="效率与成本", en="Efficiency and cost reduction"),
}
LEAST = {"clinical": 2, "safety": 2, "efficiency": 1}
INFECTIONS = ("HAI3", "HAI4")
"""Counted by one combined score."""


def measure(code: str, standard: Mapping[str, str]) -> pk.Indicator:
    """Achievement or improvement of one measure, whichever is more."""
    return pk.Indicator(
        code=code,
        name=standard["name"],
        formula=pk.Actual(code),
        scoring=pk.rules.AchievementImprovement(
            threshold=standard["achievement_threshold"],
            benchmark=standard["benchmark"],
            baseline=f"{code}_baseline",
            direction=pk.Direction(standard["direction"]),
        ),
    )


def consistency(dimensions: Standards) -> pk.Indicator:
    """Up to 20 points for the lowest dimension, measured from its floor to its threshold."""
    share = "({0} - {1}) / ({2} - {1})"
    shares = [share.format(code, each["floor"], each["achievement_threshold"]) for code, each in dimensions.items()]
    return pk.Indicator(
        code="consistency",
        name=pk.Label(zh="一致性得分", en="Consistency"),
        formula=pk.Computed(f"min({', '.join(shares)})"),
        scoring=pk.rules.ComputedPoints(
            "if(value >= 1, 20, round(20 × value - 0.5))", direction=pk.Direction.HIGHER_IS_BETTER, scale=TWENTY
        ),
    )


def domain(code: str, items: list[pk.Indicator], missing: pk.missing.MissingPolicy) -> pk.Section:
    """A domain whose measures count alike, on 0 to 100."""
    return pk.Section(
        code=code,
        name=NAMES[code],
        items=[(item, 1) for item in items],
        weighting=pk.choices.Weighting.NORMALISED,
        missing=missing,
    )


def engagement(dimensions: Standards) -> pk.Section:
    """Eight dimensions of 10 points and 20 for consistency: points that add up to 100."""
    items = [(measure(code, standard), 10) for code, standard in dimensions.items()]
    return pk.Section(
        code="engagement",
        name=NAMES["engagement"],
        items=[*items, (consistency(dimensions), 20)],
        weighting=pk.choices.Weighting.POINTS,
        missing=pk.missing.Refuse(),
    )


def programme(standards: Standards) -> pk.Scorecard:
    """The programme's scorecard from its published standards."""
    of = {name: {code: each for code, each in standards.items() if each["domain"] == name} for name in NAMES}
    sections = []
    for name, least in LEAST.items():
        items = [measure(code, each) for code, each in of[name].items() if code not in INFECTIONS]
        if name == "safety":
            combined = pk.Label(zh="手术部位感染综合得分", en="Combined SSI score")
            items.append(
                pk.Indicator(code="SSI", name=combined, formula=pk.Actual("SSI"), scoring=pk.DirectPoints(scale=TEN))
            )
        sections.append(domain(name, items, pk.Reweight(minimum_count=least)))
    sections.insert(1, engagement(of["engagement"]))
    return pk.Scorecard(
        code="hvbp-2024",
        name=pk.Label(zh="医院价值导向采购", en="Hospital Value-Based Purchasing"),
        version="FY 2024",
        items=[(section, 25) for section in sections],
        scales=pk.choices.ScalePolicy.LINEAR,
        missing=pk.Reweight(minimum_count=3),
        rounding=pk.RoundingPolicy(total=pk.Rounding(12)),
    )
