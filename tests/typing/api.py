"""The public interface as a program: only type-checked (mypy and pyright, strict), never run."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import assert_type

from attrs import evolve, frozen
from hypothesis import settings
from hypothesis import strategies as st

import perfkpi as pk
import perfkpi.testing as pt

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
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=pk.Direction.HIGHER_IS_BETTER,
    ),
    frequency=pk.choices.Frequency.ANNUAL,
    missing=pk.Reweight(minimum_count=2),
)
growth = pk.Indicator(
    code="growth",
    name="增长率",
    formula=pk.Growth("sales", pk.Computed("(q1 + q2) * 2"), nonpositive_prior=pk.choices.PriorPolicy.DISTANCE),
    scoring=pk.rules.FullMarkIfMet(
        target=0.1, decrease=pk.rules.LineToZero(at=0), direction=pk.Direction.HIGHER_IS_BETTER, scale=pk.Scale(0, 100)
    ),
)
per_hundred = (
    pk.Ratio("complaints", 100),
    pk.Ratio("sales", Decimal("0.5")),
    pk.formulas.AverageBalance(1.5, Fraction(1, 3)),
)
five = pk.rules.FiveStandards("40.2%", 0.534, "60%", pk.Field("low"), Decimal("0.8"))
debt = pk.Indicator(
    code="debt",
    name="资产负债率",
    formula=pk.Ratio("debt", "assets", unit=pk.Unit.PERCENT),
    scoring=pk.rules.EfficacyCoefficient(
        standards=five, direction=pk.Direction.LOWER_IS_BETTER, scale=pk.Scale(0, 12), nothing_from="100%"
    ),
)
correction = pk.adjustments.EfficacyCorrection(
    code="correction",
    name="债务风险修正",
    corrections=(
        pk.adjustments.CorrectionIndicator(
            debt, 6, special=(pk.adjustments.SpecialCoefficient(pk.conditions.LessThan("profit", 0), "0.8"),)
        ),
        pk.adjustments.FixedCorrection("contingent", 5, name="或有负债比率"),
    ),
)
strategy = pk.formulas.PanelMean(("expert_1", "expert_2"), letters=(("优", 1), ("良", "0.8")))
linear = pk.rules.LinearEfficacy(
    worst=6, best="12", base_points=60, span=40, direction=pk.Direction.HIGHER_IS_BETTER, floor=0, cap=100
)
typed = pk.rules.ComputedPoints(
    "if(value >= target, 100, 60)", target="90%", direction=pk.Direction.HIGHER_IS_BETTER, cap=100
)
assert_type(typed.promises_direction, bool)
grade = pk.Indicator(
    code="grade",
    name="评级",
    formula=pk.formulas.Category("letter"),
    scoring=pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 100), ("B", 80))),
)
formulas: list[pk.Formula] = [
    pk.Ratio("revenue", pk.formulas.AverageBalance("opening", "closing"), denominator_sign=pk.choices.Sign.POSITIVE),
    pk.formulas.MeanBalance(["m0", "m1", "m2"], averaging=pk.choices.Averaging.CHRONOLOGICAL),
    pk.formulas.Complement(pk.formulas.TurnoverRate("leavers", "opening", "closing")),
    pk.formulas.SurveyMean(((5, "very_good"), ("4", "good")), minimum_answers=5),
    pk.formulas.TopBoxShare([(5, "very_good"), (4, pk.Computed("a + b"))], at_least=5, unit=pk.Unit.NUMBER),
    pk.formulas.NetPromoterScore(promoters="p", passives="n", detractors="d", written=pk.choices.PromoterScale.NUMBER),
    pk.formulas.ExamScore("earned", maximum=pk.Field("full_mark")),
    pk.formulas.ByDimension(
        members=("north", "south"),
        numerator="sales_{}",
        denominator="target_{}",
        roll_up=pk.choices.RollUp.WEIGHTED_MEAN,
        absent=pk.choices.AbsentMembers.REFUSE,
        weights=(2, "1.5"),
    ),
    pk.formulas.Usage("used", norm="0.5", output="made", sign=pk.choices.DeviationSign.SAVING),
    pk.formulas.AdjustedActual("sales", corrections=[pk.formulas.Correction(-12, reason="汇率变动")]),
]
card = pk.Scorecard(
    code="card",
    name="考核表",
    measures=(
        pk.Measure("net_profit", name=pk.Label(zh="净利润")),
        pk.Measure("a", absent=("", "N/A"), grouping=",", currency="¥", units=(("万元", 10000), ("元", "1"))),
        pk.Measure("b", absent={"-": pk.missing.Absent.NOT_DUE}, currency=["¥", "元"], units={"万": 10000}),
        pk.Measure("c", absent=[("-", pk.missing.Absent.NOT_DUE), ""], grouping=None),
    ),
    items=(
        (roe, 20),
        (pk.Section(code="other", name="其他", items=[(growth, "0.5"), (grade, 0.5)]), 80),
    ),
    weighting=pk.choices.Weighting.SHARES,
    scale=pk.Scale(0, 100),
    ratings=pk.RatingScale.descending(("优秀", 90), (pk.Label(zh="不合格", en="poor"), 0)),
    rounding=pk.RoundingPolicy(total=pk.Rounding(2)),
)
result = pk.appraise(card, {"net_profit": 1320, "equity": 10000.5, "letter": "A", "q1": None}, subject="E017")

by_card = pk.score_batch({"sales": card, "support": card}, {"role": ["sales"], "net_profit": [1]}, by="role")
assert_type(by_card, pk.results.ScoresByCard)
assert_type(by_card["sales"], pk.BatchScores)
assert_type(by_card.appraisal("E017"), pk.Appraisal)
assert_type(by_card.summary()["sales"], pk.results.Summary)
plan = pk.GoalPlan(code="goals", name="目标", library=[roe], missing=pk.Reweight(), weighting="normalised")
assert_type(plan.card([("roe", 60)]), pk.Scorecard)
assert_type(pk.appraise_goals(plan, [{"indicator": "roe", "weight": "60%"}], subject="E017"), pk.Appraisal)
assert_type(pk.score_goals(plan, {"员工": ["E017"]}, employee="员工").appraisal("E017"), pk.Appraisal)
assert_type(result.total, Decimal | Fraction | None)
assert_type(result.rating, str | None)
assert_type(result.completeness, Fraction)
assert_type(result.lines[0].status, pk.Status)
assert_type(result.explain(language="zh"), str)
assert_type(result.explain("zh", "audit"), str)
assert_type(result.explain("zh", pk.choices.Detail.FULL), str)
assert_type(evolve(card, version="2027"), pk.Scorecard)

ranked = pk.rules.RankPoints(
    direction=pk.Direction.HIGHER_IS_BETTER,
    ranking=pk.choices.Ranking.DENSE,
    by=pk.rules.RankTable([(1, 120), (3, "100")], others=0),
)
population = pk.Population.from_values({"roe": [1, "12%", None]})
assert_type(population, pk.Population)
assert_type(population["roe"], pk.rules.Distribution)
assert_type(population["roe"].mean(pk.Rounding(2)), Fraction | None)
assert_type(pk.Population.of(card, {"equity": [1]}).merge(population), pk.Population)
assert_type(population.apply_to(card), pk.Scorecard)
assert_type(ranked.with_distribution(population["roe"]), pk.rules.RankPoints)
assert_type(pk.appraise(card, {}, population=population), pk.Appraisal)
assert_type(pk.score_batch(card, {}, population=population), pk.BatchScores)
assert_type(pk.score_batch(card, {}).reasons(), pk.results.Reasons)
assert_type(pk.score_batch(card, {}).reasons("E1"), tuple[pk.results.Reason, ...])
pk.score_batch(card, {}).plot_totals(step="0.5", language="zh").properties(width=600)
pk.score_batch(card, {}).plot_ratings(["x"], shares=True).save("ratings.html")
assert_type(pk.score_batch(card, {}).summary().indicators, tuple[pk.results.IndicatorSummary, ...])
assert_type(pk.score_batch(card, {}, keys=["E1"], unique_keys=False, points=["roe"]).keys, tuple[object, ...] | None)
assert_type(pk.Population.of_chunks(card, [{}], keys=[["E1"]], unique_keys=True), pk.Population)
assert_type(pk.Population.of(card, {}, keys=range(3)), pk.Population)


@frozen
class Halved(pk.Scoring):
    """A company's own rule."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Half of the value."""
        return value / 2


measures = pk.records.reduce_records(
    [{"employee": "E017", "score": 9}],
    (pk.records.Reduction("csat", of="score", by=pk.records.TrimmedMean(cut=1, above=4)),),
    subject="employee",
)
assert_type(measures["E017"]["csat"], Fraction | pk.missing.Absent | pk.results.Undefinedness)
assert_type(pk.appraise(card, measures["E017"]), pk.Appraisal)

assert_type(Halved(scale=pk.Scale(0, 10)), Halved)

text: str = pk.dumps(card)
loaded: pk.Scorecard = pk.loads(text)
document: dict[str, object] = pk.to_document(roe)
again: pk.Indicator = pk.from_document(document)

drawn = pt.rules(pk.Attainment, known={int: st.integers(1, 9)})
assert_type(drawn, st.SearchStrategy[pk.Attainment])
assert_type(pt.rules(scale=pk.Scale(0, 10)), st.SearchStrategy[pk.Scoring])
assert_type(pt.formulas(pk.Ratio, code="roe"), st.SearchStrategy[pk.Ratio])
assert_type(pt.measures_for(card, gaps=False), st.SearchStrategy[dict[str, object]])
pt.check_rule(Halved(), settings=settings(max_examples=20))
pt.check_formula(pk.Ratio("a", "b"), covers=pk.Status.absences())
pt.check_batch_equals_exact(card)

assert_type(pk.lint(card), tuple[pk.results.Finding, ...])
assert_type(pk.PerfKpiError(pk.errors.Code.EMPTY, en="x", zh="y").place("zh"), str)
