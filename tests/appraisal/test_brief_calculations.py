"""Every number that somebody needs to repeat the points on a pocket calculator stands on the page."""

import pytest
from pages import HIGHER, LANGUAGES, LOWER, RATED, item, rows_of, sentence, sheet

import perfkpi as pk

ON_TARGET = pk.Direction.ON_TARGET
HUNDREDTHS = pk.RoundingPolicy(total=pk.Rounding(2))


def share_of(target: int = 30, direction: pk.Direction = HIGHER, **changes: object) -> pk.Attainment:
    """So much of the target, of the full mark."""
    return pk.Attainment(target=target, direction=direction, **changes)


def said(rule: pk.Scoring, figures: dict[str, object], formula: pk.Formula | None = None) -> list[str]:
    """The sentence about an indicator in both languages."""
    result = pk.appraise(sheet(item("a", "甲", "A", rule, formula)), figures)
    return [sentence(result, language, name) for language, name in zip(LANGUAGES, "甲A", strict=True)]


@pytest.mark.parametrize(
    ("scales", "first", "second"),
    [
        ("linear", "4.833 × 25 - 25 = 95.83", "2.333 × 10 = 23.33"),
        ("proportional", "4.8333 × 20 = 96.67", "2.333 × 10 = 23.33"),
    ],
)
def test_converted_points_are_told_with_the_factor(scales: str, first: str, second: str) -> None:
    """On the rule's own scale and on that of the card; with these the weight gives the weighted points."""
    items = (item("a", "甲", "A", share_of(scale=(1, 5))), 40), (item("b", "乙", "B", share_of(scale=10)), 60)
    result = pk.appraise(pk.Scorecard("c", "c", items=items, scales=scales), {"a": 29, "b": 7})
    assert sentence(result, "zh", "甲").endswith(f" 分，折算得分 {first}")
    assert sentence(result, "en", "A").endswith(f" points, converted points {first}")
    assert sentence(result, "zh", "乙").endswith(f"2.333 分，折算得分 {second}")


def test_points_that_are_the_weighted_points_are_not_converted() -> None:
    """Where the full mark is the weight, the scale of 100 stands nowhere; a rule on another scale is converted."""
    own, other = item("a", "甲", "A", share_of()), item("b", "乙", "B", share_of(scale=10))
    card = pk.Scorecard("c", "c", items=((own, 40), (other, 60)), weighting="points", scales="linear")
    result = pk.appraise(card, {"a": 27, "b": 6})
    assert sentence(result, "zh", "甲") == "目标达成率 90%，40 × 90% = 36 分"
    assert sentence(result, "zh", "乙") == "目标达成率 20%，10 × 20% = 2 分，折算得分 2 × 10 = 20"


@pytest.mark.parametrize(
    ("aggregation", "zh", "en", "told"),
    [
        ("geometric_mean", "加权几何平均", "weighted geometric mean", " 96.67 ^ 0.4 × 23.33 ^ 0.6 = 41.20"),
        ("product", "连乘得分", "product of the shares", " 100 × 96.667 ÷ 100 × 23.333 ÷ 100 = 22.56"),
        ("minimum", "最低分", "lowest points", ""),
    ],
)
def test_how_parts_combine_is_told(aggregation: str, zh: str, en: str, told: str) -> None:
    """Of a whole card and of a section, with the exponents that the weights are."""
    items = ((item("a", "甲", "A", share_of()), 40), (item("b", "乙", "B", share_of()), 60))
    figures = {"a": 29, "b": 7, "d": 15}
    whole = pk.Scorecard("c", "c", items=items, aggregation=aggregation, rounding=HUNDREDTHS)
    result = pk.appraise(whole, figures)
    assert [sentence(result, "zh", "总分"), sentence(result, "en", "total")] == [zh + told, en + told]
    section = pk.Section("s", pk.Label(zh="类", en="Sec"), items=items, aggregation=aggregation)
    card = pk.Scorecard("c", "c", items=((section, 40), (item("d", "丁", "D", share_of()), 60)), rounding=HUNDREDTHS)
    result = pk.appraise(card, figures)
    ends = ("：23.33 分", ": 23.33 points") if not told else (" 分", " points")
    assert [sentence(result, "zh", "类"), sentence(result, "en", "Sec")] == [zh + told + ends[0], en + told + ends[1]]


def test_an_item_that_left_a_geometric_mean_is_no_factor() -> None:
    """Nobody multiplies by 1; the exponents of those that stay are raised to their whole."""
    items = tuple((item(code, code, code, share_of()), 1) for code in "abc")
    card = pk.Scorecard(
        "c", "c", items=items, weighting="normalised", aggregation="geometric_mean",
        missing=pk.Reweight(minimum_weight="10%"), rounding=HUNDREDTHS,
    )  # fmt: skip
    result = pk.appraise(card, {"a": 27, "b": 12, "c": None})
    assert sentence(result, "zh", "总分") == "加权几何平均 (90 ^ (1/3) × 40 ^ (1/3)) ^ 1.5 = 60"


@pytest.mark.parametrize(
    ("rule", "value", "zh", "en"),
    [
        (share_of(full_mark=90), 29, "目标达成率 96.67%，90 × 96.67% = 87 分",
         "attainment 96.67%, 90 × 96.67% = 87 points"),
        (share_of(direction=LOWER, lower_method="two_minus_ratio"), 31, "目标达成率 2 - 31 ÷ 30 = 96.67%：96.67 分",
         "attainment 2 - 31 ÷ 30 = 96.67%: 96.67 points"),
        (share_of(direction=LOWER, lower_method="target_over_actual", at_zero=100), 31,
         "目标达成率 30 ÷ 31 = 96.77%：96.77 分", "attainment 30 ÷ 31 = 96.77%: 96.77 points"),
        (share_of(direction=ON_TARGET, full_mark=90), 31,
         "目标达成率 1 - |31 - 30| ÷ |30| = 96.67%，90 × 96.67% = 87 分",
         "attainment 1 - |31 - 30| ÷ |30| = 96.67%, 90 × 96.67% = 87 points"),
        (share_of(full_mark=90), 61, "目标达成率 203.33%，90 × 203.33% = 183，已封顶（最高 100 分）：100 分",
         "attainment 203.33%, 90 × 203.33% = 183, capped at 100: 100 points"),
        (share_of(0, zero_target="reference", zero_reference=10), 3,
         "目标达成率 1 + (3 - 0) ÷ 10 = 130%，已封顶（最高 100 分）：100 分",
         "attainment 1 + (3 - 0) ÷ 10 = 130%, capped at 100: 100 points"),
    ],
)  # fmt: skip
def test_attainment_times_the_full_mark(rule: pk.Scoring, value: int, zh: str, en: str) -> None:
    """How much of the target is attained where it is not the actual over the target, and times what."""
    assert said(rule, {"a": value}) == [zh, en]


def test_a_line_to_zero_on_another_scale() -> None:
    """Three quarters of ten points, or of the way from 1 to 5."""
    rule = pk.rules.FullMarkIfMet(4, decrease=pk.rules.LineToZero(at=0), direction=HIGHER, scale=10)
    card = sheet(item("a", "甲", "A", rule), scale=10)
    assert sentence(pk.appraise(card, {"a": 3}), "zh", "甲").endswith("按比例得 75%，10 × 75% = 7.5 分")
    rule = pk.rules.FullMarkIfMet(4, decrease=pk.rules.LineToZero(at=0), direction=HIGHER, scale=(1, 5))
    card = sheet(item("a", "甲", "A", rule), scale=(1, 5))
    assert sentence(pk.appraise(card, {"a": 3}), "zh", "甲").endswith("按比例得 75%，1 + (5 - 1) × 75% = 4 分")


TIERS = (
    pk.rules.RateTier("0.3"),
    pk.rules.RateTier("0.4", pk.rules.From(30)),
    pk.rules.RateTier("0.5", pk.rules.From(60)),
)


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        ({}, "30 × 0.3 = 9，17 × 0.4 = 6.8，40 + 15.8 = 55.8 分",
         "30 × 0.3 = 9, 17 × 0.4 = 6.8, 40 + 15.8 = 55.8 points"),
        ({"base_points": 0}, "30 × 0.3 = 9，17 × 0.4 = 6.8：15.8 分", "30 × 0.3 = 9, 17 × 0.4 = 6.8: 15.8 points"),
        ({"direction": LOWER, "base_points": 100, "basis": "whole"},
         "47 × 0.4 = 18.8，指标值在 30 及以上、不满 60，100 - 18.8 = 81.2 分",
         "47 × 0.4 = 18.8, value 30 and above, below 60, 100 - 18.8 = 81.2 points"),
        ({"per": 3}, "30 ÷ 3 × 0.3 = 3，17 ÷ 3 × 0.4 = 2.27，40 + 5.27 = 45.27 分",
         "30 ÷ 3 × 0.3 = 3, 17 ÷ 3 × 0.4 = 2.27, 40 + 5.27 = 45.27 points"),
    ],
)  # fmt: skip
def test_each_tier_that_is_reached_tells_amount_and_rate(changes: dict[str, object], zh: str, en: str) -> None:
    """A tier beyond the amount pays nothing, and is not told."""
    rule = pk.rules.TieredAmount(
        TIERS, **({"basis": "marginal", "base_points": 40, "direction": HIGHER, "per": 1} | changes)
    )
    assert said(rule, {"a": 47}) == [zh, en]


def test_a_panel_tells_what_each_letter_is_worth() -> None:
    """And as many places of the mean as the attainment needs."""
    panel = pk.formulas.PanelMean(("x", "y", "z"), letters={"优": 1, "良": "0.8"})
    figures = {"x": "优", "y": "良", "z": "良"}
    assert said(share_of(1), figures, panel) == [
        "专家评议 (1 + 0.8 + 0.8) ÷ 3 = 0.8667，x 评定为“优”，y 评定为“良”，z 评定为“良”，目标达成率 86.67%：86.67 分",
        (
            "panel of experts (1 + 0.8 + 0.8) ÷ 3 = 0.8667, rated “优” by x, rated “良” by y, rated “良” by z, "
            "attainment 86.67%: 86.67 points"
        ),
    ]
    assert rows_of(pk.appraise(sheet(item("a", "甲", "A", share_of(1), panel)), figures))["甲"][1] == "0.8667"


@pytest.mark.parametrize(
    ("weighting", "told"),
    [
        ("per_role", "(50 × 4 + 30 × 4.333) ÷ 80 = 4.125"),
        ("per_rater", "(50 × 4 × 1 + 30 × 4.333 × 3) ÷ 140 = 4.214"),
    ],
)
def test_raters_tell_ratings_and_weights(weighting: str, told: str) -> None:
    """Of the roles that have enough raters."""
    roles = [
        pk.formulas.RaterRole(code, weight, mean=code, raters=f"{code}_n", minimum=minimum)
        for code, weight, minimum in (("boss", 50, 1), ("peer", 30, 3), ("team", 20, 3))
    ]
    mean = pk.formulas.RaterMean(roles, weighting=weighting, minimum_weight="50%")
    figures = {"boss": 4, "boss_n": 1, "peer": "4.333", "peer_n": 3, "team": 3, "team_n": 2}
    zh, en = said(share_of(5), figures, mean)
    assert f"多方评价 {told}，" in zh
    assert f"raters by role {told}, " in en


def test_a_z_score_tells_mean_and_deviation() -> None:
    """The value, the mean, the deviation, and the points of each deviation."""
    rule = pk.rules.ZScorePoints(
        mean_points=60, per_sigma=40, zero_sigma=60, sigma="sample", places=pk.Rounding(2), direction=HIGHER
    )
    card = sheet(item("a", "甲", "A", rule))
    result = pk.appraise(card, {"a": 7}, population=pk.Population.of(card, {"a": [1, 2, 4, 7, 8, "9.5"]}))
    assert sentence(result, "zh", "甲") == (
        "标准分 (7 - 5.25) ÷ 3.43 = 0.5102（总体均值 5.25、标准差 3.43），60 + 40 × 0.5102 = 80.41 分"
    )
    assert sentence(result, "en", "A").startswith(
        "z-score (7 - 5.25) ÷ 3.43 = 0.5102 (mean of the population 5.25, standard deviation 3.43), "
    )


@pytest.mark.parametrize(
    ("changes", "value", "zh", "en"),
    [
        ({"counting": "started_units"}, "3.2", "扣 10 分（4 × 2.5，不足一个按一个计）：90 分",
         "10 points off (4 × 2.5, a started unit counts as a full one): 90 points"),
        ({"counting": "full_units"}, "3.2", "扣 7.5 分（3 × 2.5，不足一个不计）：92.5 分",
         "7.5 points off (3 × 2.5, only full units count): 92.5 points"),
        ({"counting": "full_units"}, 3, "扣 7.5 分（3 × 2.5）：92.5 分", "7.5 points off (3 × 2.5): 92.5 points"),
        ({"counting": "proportional", "free": 1}, "3.2", "扣 5.5 分（2.2 × 2.5，免扣 1）：94.5 分",
         "5.5 points off (2.2 × 2.5, 1 forgiven): 94.5 points"),
        ({"counting": "whole_only", "most": 10}, 8, "扣 10 分（8 × 2.5，最多扣 10 分）：90 分",
         "10 points off (8 × 2.5, at most 10 points): 90 points"),
    ],
)  # fmt: skip
def test_a_deduction_tells_how_events_count(changes: dict[str, object], value: object, zh: str, en: str) -> None:
    """How many, how much each, how many are forgiven, and whether a broken one counts."""
    assert said(pk.rules.Deductions((pk.rules.Event("late", loss="2.5", **changes),)), {"a": value}) == [zh, en]


def test_a_deduction_of_another_figure_is_told_by_its_name() -> None:
    """Beside the one that the value counts."""
    events = (
        pk.rules.Event("迟到", loss=1, counting="whole_only"),
        pk.rules.Event("旷工", loss=5, counting="whole_only", of="x"),
    )
    assert said(pk.rules.Deductions(events), {"a": 2, "x": 1}) == [
        "扣 2 分（2 × 1），旷工扣 5 分（1 × 5）：93 分",
        "2 points off (2 × 1), 5 points off for 旷工 (1 × 5): 93 points",
    ]


KNOT, CLIFF = pk.rules.Knot, pk.rules.Cliff


@pytest.mark.parametrize(
    ("knots", "direction", "value", "zh", "en"),
    [
        ((CLIFF(pk.rules.From(60), before=0, after=50), KNOT(90, 100)), HIGHER, 55, "指标值不满 60：0 分",
         "value below 60: 0 points"),
        ((KNOT(60, 0), CLIFF(pk.rules.From(90), before=80, after=100)), HIGHER, 95, "指标值在 90 及以上：100 分",
         "value 90 and above: 100 points"),
        ((KNOT(60, 0), KNOT(90, 100), KNOT(100, 50)), ON_TARGET, 105, "指标值高于 100：50 分",
         "value above 100: 50 points"),
        ((KNOT(60, 0), KNOT(70, 50), KNOT(80, 50), KNOT(90, 100)), HIGHER, 75, "指标值在 70 及以上、不满 80：50 分",
         "value 70 and above, below 80: 50 points"),
    ],
)  # fmt: skip
def test_points_that_are_held_say_where(
    knots: tuple[object, ...], direction: pk.Direction, value: int, zh: str, en: str
) -> None:
    """Beyond a cliff, off a target on either side, and between knots of the same points."""
    rule = pk.rules.PiecewiseLinear(knots, below="hold", above="hold", direction=direction)
    assert said(rule, {"a": value}) == [zh, en]


def test_a_line_that_goes_on_tells_its_share_of_the_slope() -> None:
    """Half of it."""
    rule = pk.rules.PiecewiseLinear(
        (KNOT(60, 50), KNOT(90, 80)), below="hold", above=pk.rules.Continue("50%"), direction=HIGHER
    )
    assert said(rule, {"a": 96}) == [
        "60 得 50 分、90 得 80 分，之外按比例的 50% 计：83 分",
        "50 points at 60, 80 at 90, beyond them 50% of that proportion: 83 points",
    ]


def test_weight_and_points_give_the_weighted_points() -> None:
    """Two thirds of 45 % are 30: with 66.67 points a calculator says 30.0015, and prints 30."""
    items = ((item("a", "甲", "A", share_of()), 35), (item("b", "乙", "B", share_of()), 65))
    result = pk.appraise(pk.Scorecard("c", "c", items=items), {"a": 29, "b": 13})
    rows = rows_of(result)
    for name in ("甲", "乙"):
        points, weight, weighted = rows[name][3:]
        assert round(float(points) * float(weight.removesuffix("%")) / 100, 2) == float(weighted)


def test_points_on_an_edge_have_a_place_more() -> None:
    """5.115 of ten is no 5.11 and no 5.12: its last place stands there."""
    rule = pk.rules.PiecewiseLinear((KNOT(0, 0), KNOT(300, 100)), below="hold", above="hold", direction=HIGHER)
    card = pk.Scorecard("c", "c", items=((item("a", "甲", "A", rule), 30), (item("b", "乙", "B", rule), 70)))
    assert rows_of(pk.appraise(card, {"a": "153.45", "b": 3}))["甲"][1] == "51.15"


def test_a_loss_for_each_condition_missed_is_told() -> None:
    """And nothing where none is."""
    rule = pk.rules.AllMet(of=4, decrease=pk.rules.LossPerMissed(20))
    assert said(rule, {"a": 2}) == ["2 项未达标，每项扣 20 分：60 分", "2 not met, 20 points off for each: 60 points"]
    assert said(rule, {"a": 4})[0] == "全部达标：100 分"


def test_base_points_and_span_of_two_standards_are_told() -> None:
    """Rules that differ in them read differently."""
    for base, points in ((50, "50 + 50 × 0.5 = 75"), (60, "60 + 40 × 0.5 = 80")):
        rule = pk.rules.LinearEfficacy(worst=3, best=17, base_points=base, span=100 - base, direction=HIGHER)
        assert said(rule, {"a": 10})[0] == f"不允许值 3、满意值 17，功效系数 0.5，{points} 分"


def test_what_the_usual_places_would_divide_by_0_has_more() -> None:
    """1.00 - 1.00 is 0, and nobody divides by that: the figures have the places that tell them apart."""
    share = pk.Computed("0.03 / (x - y)")
    assert said(RATED, {"x": "1.0004", "y": "1.0001"}, share) == ["100 分", "100 points"]


def test_a_total_on_an_edge_that_is_no_decimal() -> None:
    """Ten thirds, twice, and a little more are 10.005, which no cut decimals tell: there, fractions stand."""
    items = [(item(code, code, code, RATED), 1) for code in "abc"]
    card = pk.Scorecard("c", "c", items=items, weighting="normalised", rounding=HUNDREDTHS)
    result = pk.appraise(card, {"a": 10, "b": 10, "c": "10.015"})
    assert str(result.total) == "10.01"
    assert rows_of(result)["a"][-1] == "10/3"
