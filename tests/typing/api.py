"""The public interface as a program: only type-checked (mypy and pyright, strict), never run."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import assert_type

from attrs import evolve, frozen

import perfkpi as pk

roe = pk.Indicator(
    code="roe",
    name=pk.Label(zh="净资产收益率", en="Return on equity"),
    formula=pk.Ratio("net_profit", "equity", unit=pk.Unit.PERCENT),
    scoring=pk.TargetDelta(
        target="12%",
        per=pk.Additive("1%"),
        gain=2,
        loss=pk.Field("loss_rate"),
        base_points=Decimal(100),
        floor=0,
        cap=Fraction(120),
        counting=pk.Counting.PROPORTIONAL,
        direction=pk.Direction.HIGHER_IS_BETTER,
    ),
    frequency=pk.Frequency.ANNUAL,
    missing=pk.Reweight(minimum_count=2),
)
growth = pk.Indicator(
    code="growth",
    name="增长率",
    formula=pk.Growth("sales", pk.Computed("(q1 + q2) * 2"), nonpositive_prior=pk.PriorPolicy.DISTANCE),
    scoring=pk.FullMarkIfMet(
        target=0.1, decrease=pk.LineToZero(at=0), direction=pk.Direction.HIGHER_IS_BETTER, scale=pk.Scale(0, 100)
    ),
)
grade = pk.Indicator(
    code="grade",
    name="评级",
    formula=pk.Grade("letter"),
    scoring=pk.Rated(scale=pk.Scale(0, 100), letters=(("A", 100), ("B", 80))),
)
card = pk.Scorecard(
    code="card",
    name="考核表",
    measures=(pk.Measure("net_profit", name=pk.Label(zh="净利润")),),
    items=(
        pk.Weighted(roe, 20),
        pk.Weighted(
            pk.Section(code="other", name="其他", items=[pk.Weighted(growth, "0.5"), pk.Weighted(grade, 0.5)]), 80
        ),
    ),
    weighting=pk.Weighting.SHARES,
    scale=pk.Scale(0, 100),
    ratings=pk.RatingScale.descending(("优秀", 90), (pk.Label(zh="不合格", en="poor"), 0)),
    rounding=pk.RoundingPolicy(total=pk.Rounding(2)),
)
result = pk.appraise(card, {"net_profit": 1320, "equity": 10000.5, "letter": "A", "q1": None}, subject="E017")

assert_type(result.total, Decimal | Fraction | None)
assert_type(result.rating, str | None)
assert_type(result.completeness, Fraction)
assert_type(result.lines[0].status, pk.Status)
assert_type(result.explain(language="zh"), str)
assert_type(evolve(card, version="2027"), pk.Scorecard)


@frozen
class Halved(pk.Scoring):
    """A company's own rule."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Half of the value."""
        return value / 2


measures = pk.reduce_records(
    [{"employee": "E017", "score": 9}],
    (pk.Reduction("csat", of="score", by=pk.TrimmedMean(cut=1, above=4)),),
    subject="employee",
)
assert_type(measures["E017"]["csat"], Fraction | pk.Absent | pk.Undefinedness)
assert_type(pk.appraise(card, measures["E017"]), pk.Appraisal)

assert_type(Halved(scale=pk.Scale(0, 10)), Halved)
