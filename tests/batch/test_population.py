"""Populations: who counts, what is refused, and what a rank among few people is."""

import math
from bisect import bisect_right
from decimal import Decimal, localcontext
from fractions import Fraction
from random import Random

import attrs
import numpy as np
import pandas as pd
import pytest
from pickled import pickled

import perfkpi as pk
from perfkpi.language import Input, Power

HIGHER, LOWER = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER


def rank_points(**changes: object) -> pk.rules.RankPoints:
    """A valid rule, changed."""
    whole: dict[str, object] = {
        "direction": HIGHER,
        "ranking": pk.choices.Ranking.COMPETITION,
        "by": pk.rules.BestToWorst(100, 60),
    }
    return pk.rules.RankPoints(**{**whole, **changes})


def percentile_points(**changes: object) -> pk.rules.PercentilePoints:
    """A valid rule, changed."""
    whole: dict[str, object] = {
        "direction": HIGHER,
        "share": pk.choices.PercentileShare.WORSE,
        "bands": (("90%", 120), ("50%", 100)),
        "edge": pk.choices.EdgeSide.ABOVE,
        "others": 60,
        "cap": 120,
    }
    return pk.rules.PercentilePoints(**{**whole, **changes})


def z_points(**changes: object) -> pk.rules.ZScorePoints:
    """A valid rule, changed."""
    whole: dict[str, object] = {
        "direction": HIGHER,
        "mean_points": 80,
        "per_sigma": 10,
        "zero_sigma": 75,
        "sigma": pk.choices.Sigma.POPULATION,
        "places": pk.Rounding(2),
    }
    return pk.rules.ZScorePoints(**{**whole, **changes})


def card(rule: pk.Scoring, formula: pk.Formula | None = None, code: str = "sales", **changes: object) -> pk.Scorecard:
    """A card of one indicator."""
    item = pk.Indicator(
        code=code, name=pk.Label(zh="销售额", en="Sales"), formula=formula or pk.Actual("sales"), scoring=rule
    )
    whole: dict[str, object] = {"code": "card", "name": "考核表", "items": ((item, 100),)}
    return pk.Scorecard(**{**whole, "scale": pk.Scale(0, 100, up_to=120), **changes})


def points(rule: pk.Scoring, people: list[object], *values: object) -> list[Fraction | None]:
    """The points of some values among people."""
    population = pk.Population.from_values({"sales": people})
    return [pk.appraise(card(rule), {"sales": each}, population=population).lines[0].points for each in values]


def test_a_mean_that_no_figure_is_as_large_as_leaves_nobody_with_points() -> None:
    """Somebody's quotient is 2 * 10**623; nobody is far from a mean of that, and nobody is paid for it."""
    ranked = card(z_points(), pk.Computed("sales / hours"))
    table = {"sales": [1e300, 10, 20], "hours": [5e-324, 1, 2]}
    population = pk.Population.of(ranked, table)
    scores = pk.score_batch(ranked, table, population=population)
    assert [pk.Status(int(code)) for code in scores.status_codes] == [pk.Status.UNDEFINED] * 3
    (reason,) = scores.reasons(1)
    assert reason.code == "population-too-large"
    assert "10^400" in reason.say("en")
    alone = pk.appraise(ranked, {"sales": 10, "hours": 1}, population=population)
    assert (alone.total, alone.reasons) == (None, (reason,))


def test_points_by_rank() -> None:
    """Five people on a line from 100 to 60: 10 a rank; two share the second rank, and nobody has the third."""
    people = [50, 40, 40, 20, 10]
    assert points(rank_points(), people, *people) == [100, 90, 90, 70, 60]
    assert points(rank_points(ranking=pk.choices.Ranking.DENSE), people, 50, 40, 20, 10) == [
        100,
        100 - Fraction(40, 3),
        100 - Fraction(80, 3),
        60,
    ]
    assert points(rank_points(direction=LOWER), people, *people) == [60, 80, 80, 90, 100]


def test_points_by_a_table_of_ranks() -> None:
    """The first has 120, the second and third 100, all others 60."""
    rule = rank_points(by=pk.rules.RankTable(((1, 120), (3, 100)), others=60), cap=120)
    assert points(rule, [5, 4, 3, 2, 1], 5, 4, 3, 2, 1, 9, 0) == [120, 100, 100, 60, 60, 120, 60]


def test_who_is_not_in_the_population_is_compared_with_it() -> None:
    """A newcomer has the rank of the same value: the best is the first, the worst is behind the last."""
    population = pk.Population.from_values({"sales": [30, 20, 10]})
    for value, rank, worth in ((99, 1, 100), (25, 2, 80), (20, 2, 80), (1, 4, 60)):
        line = pk.appraise(card(rank_points()), {"sales": value}, population=population).lines[0]
        assert (line.parts["rank"], line.points) == (rank, worth)


def test_one_person() -> None:
    """One person alone is the first, has the percentile that the rule declares, and no deviation."""
    assert points(rank_points(), [7], 7, 8, 6) == [100, 100, 60]
    assert points(percentile_points(), [7], 7) == [60]
    assert points(percentile_points(share=pk.choices.PercentileShare.WORSE_OR_EQUAL), [7], 7) == [120]
    assert points(percentile_points(share=pk.choices.PercentileShare.MIDDLE), [7], 7) == [100]
    assert points(z_points(), [7], 7, 8) == [75, 75]
    assert points(z_points(sigma=pk.choices.Sigma.SAMPLE), [7], 7) == [75]


@pytest.mark.parametrize("rule", [rank_points(), percentile_points(), z_points()], ids=lambda rule: type(rule).__name__)
def test_nobody(rule: pk.rules.PopulationRule) -> None:
    """Among people of whom nobody has a value, nobody has points, and the reason says so in both languages."""
    population = pk.Population.from_values({"sales": [None, math.nan, pk.missing.Absent.NOT_DUE]})
    assert (population["sales"].count, population["sales"].absent) == (0, 3)
    result = pk.appraise(card(rule), {"sales": 1}, population=population)
    assert (result.total, result.status) == (None, pk.Status.UNDEFINED)
    assert [reason.sentence("en") for reason in result.reasons] == ["nobody in the population has a value (sales = 1)"]
    assert [reason.sentence("zh") for reason in result.reasons] == ["总体中没有任何指标值（sales = 1）"]
    assert pk.appraise(card(rule), {"sales": None}, population=population).status is pk.Status.NOT_MEASURED
    scores = pk.score_batch(card(rule), {"sales": np.array([1.0, np.nan])}, population=population)
    assert scores.status_codes.tolist() == [pk.Status.UNDEFINED, pk.Status.NOT_MEASURED]


def test_points_by_percentile() -> None:
    """Of ten, the best has nine worse: 90 %, on the edge. With the edge left below, nobody reaches the first band."""
    ten = list(range(1, 11))
    assert points(percentile_points(), ten, 10, 9, 6, 5) == [120, 100, 100, 60]
    assert points(percentile_points(edge=pk.choices.EdgeSide.BELOW), ten, 10, 9, 6, 5) == [100, 100, 60, 60]
    reached = percentile_points(share=pk.choices.PercentileShare.WORSE_OR_EQUAL, edge=pk.choices.EdgeSide.BELOW)
    assert points(reached, ten, 10, 9, 6, 5) == [120, 100, 100, 60]
    lower = percentile_points(direction=LOWER, share=pk.choices.PercentileShare.MIDDLE)
    assert points(lower, ten, 1, 2, 5, 6) == [120, 100, 100, 60]


def test_deciles() -> None:
    """Twenty people, two in each tenth, one point less for each tenth."""
    rule = pk.rules.PercentilePoints.deciles(
        range(10, 0, -1),
        share=pk.choices.PercentileShare.WORSE,
        edge=pk.choices.EdgeSide.ABOVE,
        direction=HIGHER,
        scale=pk.Scale(0, 10),
    )
    people = list(range(20))
    found = pk.score_batch(
        card(rule, scale=pk.Scale(0, 10)), {"sales": people}, population=pk.Population.from_values({"sales": people})
    )
    assert found.totals.tolist() == [1 + place // 2 for place in people]


def test_deciles_have_limits_of_their_own() -> None:
    """Floor and cap are those of the rule."""
    rule = pk.rules.PercentilePoints.deciles(
        range(100, 0, -10),
        share=pk.choices.PercentileShare.WORSE,
        edge=pk.choices.EdgeSide.ABOVE,
        direction=HIGHER,
        floor=5,
        cap=110,
    )
    assert (rule.floor, rule.cap, rule.scale) == (5, 110, None)


def test_points_by_z_score() -> None:
    """2, 4, 4, 4, 5, 5, 7, 9: the mean is 5, the deviation 2 (of a sample the root of 32/7, 2.14)."""
    people = [2, 4, 4, 4, 5, 5, 7, 9]
    assert points(z_points(), people, 9, 5, 2) == [100, 80, 65]
    assert points(z_points(direction=LOWER), people, 9, 5, 2) == [60, 80, 95]
    assert points(z_points(sigma=pk.choices.Sigma.SAMPLE), people, 9) == [80 + 10 * Fraction(4) / Fraction("2.14")]


def test_a_deviation_that_is_rounded_away_is_not_0() -> None:
    """A deviation of 0.4, rounded to whole numbers, leaves nobody points: people differ, and the rounding hides it."""
    people = ["1", "1.8"]
    assert points(z_points(places=pk.Rounding(0)), people, "1.8") == [None]
    assert points(z_points(places=pk.Rounding(0)), ["1", "1"], "1") == [75]
    assert points(z_points(), people, "1.8") == [90]


def test_a_table_counts_those_who_have_a_value() -> None:
    """A zero denominator, a gap and a wrong figure are counted beside, as are rows of integers, texts and masks."""
    table = {
        "a": np.array([1, 2, 3, 4, 5]),
        "b": ["2", Decimal(4), None, 0, "no number"],
    }
    population = pk.Population.of(card(rank_points(), pk.Ratio("a", "b")), table)
    assert population["sales"] == pk.rules.Distribution(["1/2", "1/2"], absent=3)
    masked = {"a": np.ma.MaskedArray([1.0, 2.0], mask=[False, True]), "b": np.array([2, 2], dtype=np.float32)}
    assert pk.Population.of(card(rank_points(), pk.Ratio("a", "b")), masked)["sales"] == pk.rules.Distribution(
        ["1/2"], absent=1
    )
    assert repr(population) == "<population of sales: 2>"
    assert (list(population), len(population), "cost" in population) == (["sales"], 1, False)


def test_values_are_those_that_the_card_scores() -> None:
    """Percent numbers are read as such, and rounded values are ranked: 12.34 % and 12.31 % are equal."""
    measures = (pk.Measure("sales", recorded_in=pk.Unit.PERCENT),)
    rounding = pk.RoundingPolicy(value=pk.Rounding(3))
    ranked = card(rank_points(), pk.Actual("sales", unit=pk.Unit.PERCENT), measures=measures, rounding=rounding)
    table = {"sales": np.array([12.34, 12.31, 9.0, np.nan])}
    population = pk.Population.of(ranked, table)
    assert population["sales"] == pk.rules.Distribution(["12.3%", "12.3%", "9%"], absent=1)
    scores = pk.score_batch(ranked, table, population=population)
    assert scores.parts["sales"]["rank"].tolist()[:3] == [1, 1, 3]
    assert scores.appraisal(1).lines[0].parts["rank"] == 1
    assert scores.decided == pk.results.DecidedRows(doubles=4)  # rounded values are whole numbers, and counted as such


def test_sections_are_settled_too() -> None:
    """Rules deep in a tree rank; what does not rank stays as it is."""
    plain = pk.Indicator(
        code="rated", name="rated", formula=pk.Actual("rated"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
    )
    inner = card(rank_points()).items[0]
    section = pk.Section(code="s", name="s", items=((inner, 50), (plain, 50)))
    whole = card(rank_points(), items=((section, 100),))
    population = pk.Population.from_values({"sales": [1, 2, 3]})
    settled = population.apply_to(whole)
    assert settled.items[0].items[1] == attrs.evolve(plain, weight=50)
    assert pk.appraise(settled, {"sales": 3, "rated": 50}).total == 75
    assert population.apply_to(card(plain.scoring, pk.Actual("x"), "x")) == card(plain.scoring, pk.Actual("x"), "x")


@pytest.mark.parametrize("rows", [511, 512, 3000])
def test_many_rows_are_ranked_as_few(rows: int) -> None:
    """Long columns are sorted before they are searched, which nobody sees; gaps are among them."""
    rng = np.random.default_rng(rows)
    table = {"a": np.round(rng.normal(50, 20, rows), 1), "b": rng.integers(1, 4, rows)}
    table["a"][::7] = np.nan
    for formula in (pk.Actual("a"), pk.Ratio("a", "b")):
        ranked = card(rank_points(), formula)
        population = pk.Population.of(ranked, table)
        pairs = zip(table["a"].tolist(), table["b"].tolist(), strict=True)
        divide = formula != pk.Actual("a")
        values = [Fraction(repr(a)) / (b if divide else 1) for a, b in pairs if not math.isnan(a)]
        found = pk.score_batch(ranked, table, population=population).parts["sales"]["rank"]
        ordered = sorted(values)
        assert found[~np.isnan(found)].tolist() == [len(values) - bisect_right(ordered, value) + 1 for value in values]


def test_scores_can_be_pickled() -> None:
    """What was scored with a population keeps it, also in another process."""
    population = pk.Population.from_values({"sales": [1, 2, 3]})
    scores = pk.score_batch(card(rank_points()), {"sales": np.array([1.0, 2.0, 3.0])}, population=population)
    again = pickled(scores)
    assert again.appraisal(1).total == 80
    assert again.points["sales"].tolist() == [60, 80, 100]


def test_a_rank_is_explained() -> None:
    """Rank, of how many, and how points follow, in both languages."""
    population = pk.Population.from_values({"sales": [50, 40, 40, 20, 10]})
    result = pk.appraise(card(rank_points()), {"sales": 40}, population=population)
    english = result.explain("en", "audit")
    assert "rank = people in the population - count up to value + 1 = 5 - 4 + 1 = 2" in english
    assert "points = 100 - 40 × (rank - 1) ÷ (people in the population - 1)" in english
    assert "名次 = 总体人数 - 不超过指标值的个数 + 1 = 5 - 4 + 1 = 2" in result.explain("zh", "audit")
    lower = pk.appraise(card(percentile_points(direction=LOWER)), {"sales": 40}, population=population)
    assert "percentile = (people in the population - count up to value) ÷ people in the population" in lower.explain(
        "en", "audit"
    )
    assert "= 20%" in lower.explain("en", "audit")
    scored = pk.appraise(card(z_points()), {"sales": 40}, population=population).explain("zh", "audit")
    assert "总体均值 = 32" in scored
    assert "标准差 = 14.7" in scored
    assert "标准分 = (指标值 - 总体均值) ÷ 标准差" in scored


def test_a_rule_without_a_population_is_described() -> None:
    """The rules of a card can be read before anybody is ranked."""
    text = pk.describe(card(rank_points(direction=LOWER)), "zh")
    assert "名次 = 低于指标值的个数 + 1" in text
    assert "rank = people in the population - count up to value + 1" in pk.describe(card(rank_points()), "en")
    assert "z-score = (value - mean of the population) ÷ standard deviation" in pk.describe(card(z_points()), "en")


def refusal(error: pytest.ExceptionInfo[pk.PerfKpiError], code: pk.errors.Code, where: str) -> None:
    """The code, the place, and a sentence in each language."""
    assert error.value.code is code
    assert error.value.where == where
    assert error.value.say("zh") != error.value.say("en")


def test_ranking_without_a_population_is_refused() -> None:
    """Nobody is ranked among the rows that happen to be scored together."""
    with pytest.raises(pk.errors.DefinitionError, match=r"sales.*Population\.of") as error:
        pk.appraise(card(rank_points()), {"sales": 1})
    refusal(error, pk.errors.Code.POPULATION, "population")
    with pytest.raises(pk.errors.DefinitionError, match="sales") as error:
        pk.score_batch(card(rank_points()), {"sales": np.array([1.0, 2.0])})
    refusal(error, pk.errors.Code.POPULATION, "population")


def test_a_rule_that_hides_in_another_one_is_found() -> None:
    """The expression is asked, so that also a rule of one's own that borrows one that ranks is refused."""

    @attrs.frozen(cache_hash=True)
    class Doubled(pk.Scoring):
        scale: pk.Scale = attrs.field(default=pk.Scale(0, 100), kw_only=True)

        def express(self, value: pk.Expr) -> pk.Expr:
            return rank_points().express(value)

    with pytest.raises(pk.errors.DefinitionError, match="inside another"):
        pk.appraise(card(Doubled()), {"sales": 1})


def test_a_rule_within_another_one_does_not_rank() -> None:
    """Refused when the card is defined, with the place: a population has no values of parts."""
    (ranked,) = card(rank_points()).items
    rated = pk.DirectPoints(scale=pk.Scale(0, 100))
    chosen = pk.rules.Alternatives(
        (pk.rules.Alternative("rated", rated), pk.rules.Alternative("rank", rank_points())), chosen="rank"
    )
    with pytest.raises(pk.errors.DefinitionError, match="an indicator of its own") as error:
        card(chosen)
    refusal(error, pk.errors.Code.POPULATION, "items[0].scoring.rules[1].rule")
    with pytest.raises(pk.errors.DefinitionError, match="an indicator of its own") as error:
        card(rated, pk.formulas.Composite((ranked,)), code="both")
    refusal(error, pk.errors.Code.POPULATION, "items[0].formula.items[0].scoring")


def test_a_population_that_does_not_fit_is_refused() -> None:
    """Without the indicator, of other values, or no population at all."""
    other = pk.Population.from_values({"cost": [1]})
    for score in (lambda p: pk.appraise(card(rank_points()), {"sales": 1}, population=p),
                  lambda p: pk.score_batch(card(rank_points()), {"sales": [1]}, population=p)):  # fmt: skip
        with pytest.raises(pk.errors.DefinitionError, match=r"no values of 'sales', only of cost") as error:
            score(other)
        refusal(error, pk.errors.Code.POPULATION, "population['sales']")
        with pytest.raises(pk.errors.DefinitionError, match="a Population is asked for") as error:
            score({"sales": [1]})
        refusal(error, pk.errors.Code.WRONG_TYPE, "population")
    ratio = pk.Population.of(card(rank_points(), pk.Ratio("a", "b")), {"a": [1], "b": [2]})
    with pytest.raises(pk.errors.DefinitionError, match="computed otherwise") as error:
        ratio.apply_to(card(rank_points()))
    refusal(error, pk.errors.Code.POPULATION, "population['sales']")
    with pytest.raises(pk.errors.DefinitionError, match="in two ways") as error:
        ratio.merge(pk.Population.from_values({"sales": [1]}))
    refusal(error, pk.errors.Code.POPULATION, "population['sales']")
    with pytest.raises(pk.errors.DefinitionError, match="only one of two") as error:
        other.merge(pk.Population.from_values({"sales": [1]}))
    refusal(error, pk.errors.Code.POPULATION, error.value.where)
    for build in (pk.Population.of, pk.Population.of_chunks, other.apply_to):
        with pytest.raises(pk.errors.DefinitionError, match="not a Scorecard") as error:
            build("card", []) if build != other.apply_to else build("card")
        refusal(error, pk.errors.Code.WRONG_TYPE, "card")
    with pytest.raises(pk.errors.MeasureError, match="no indicator 'sales'; there is cost") as error:
        other["sales"]
    assert isinstance(error.value, KeyError)
    assert ("sales" in other, other.get("sales")) == (False, None)


TABLE = {"sales": np.array([3.0, 1.0, 2.0, 5.0])}
CHUNKS = [{"sales": TABLE["sales"][:2]}, {"sales": TABLE["sales"][2:]}]


def test_nobody_counts_twice() -> None:
    """A key that stands twice, in one table or in two chunks, is refused with both places; it may be allowed."""
    ranked = card(rank_points())
    whole = pk.Population.of(ranked, TABLE)
    assert pk.Population.of(ranked, TABLE, keys=["a", "b", "c", "d"]) == whole
    assert pk.Population.of_chunks(ranked, CHUNKS, keys=[["a", "b"], np.array(["c", "d"])]) == whole
    assert pk.Population.of_chunks(ranked, iter(CHUNKS), keys=iter([["a", None], [1, None]])) == whole
    with pytest.raises(
        pk.errors.ColumnError, match=r"keys\[1\] and keys\[3\] are both 'b'.*unique_keys=False"
    ) as error:
        pk.Population.of(ranked, TABLE, keys=["a", "b", "c", "b"])
    refusal(error, pk.errors.Code.DUPLICATE_CODE, "keys[3]")
    with pytest.raises(pk.errors.ColumnError, match=r"keys\[0\]\[1\] and keys\[1\]\[0\] are both 'b'") as error:
        pk.Population.of_chunks(ranked, CHUNKS, keys=[["a", "b"], ["b", "d"]])
    refusal(error, pk.errors.Code.DUPLICATE_CODE, "keys[1][0]")
    again = pk.Population.of_chunks(ranked, CHUNKS, keys=[["a", "b"], ["b", "d"]], unique_keys=False)
    assert again == whole
    assert pk.Population.of_chunks(ranked, CHUNKS, keys=[[1, True], [1.0, "1"]]) == whole


def test_keys_of_chunks_fit_them() -> None:
    """One series of keys for each chunk, one key for each row; also where nothing is ranked."""
    ranked = card(rank_points())
    for keys, where, en in (
        ([["a", "b"]], "keys", "keys end after 1 chunks, but tables do not"),
        ([["a", "b"], ["c", "d"], ["e"]], "tables", "tables end after 2 chunks, but keys do not"),
        ([["a", "b"], ["c"]], "keys[1]", "1 keys for 2 rows"),
        (["ab", "cd"], "keys[0]", "not of type str"),
        ([["a", "b"], None], "keys[1]", "not of type NoneType"),
    ):
        with pytest.raises(pk.errors.ColumnError, match=en) as caught:
            pk.Population.of_chunks(ranked, CHUNKS, keys=keys)
        assert caught.value.where == where
        assert "请" in caught.value.zh or "应为" in caught.value.zh
    plain = card(pk.DirectPoints(scale=pk.Scale(0, 100)))
    assert len(pk.Population.of(plain, TABLE, keys=["a"])) == 0
    with pytest.raises(pk.errors.ColumnError, match="are both"):
        pk.Population.of(plain, TABLE, keys=["a", "a"])


def test_chunks_are_several_tables() -> None:
    """A single table, a data frame or nothing at all is refused where several tables belong."""
    ranked = card(rank_points())
    for wrong in (None, 5, "ab", TABLE, pd.DataFrame(TABLE), {1, 2}):
        with pytest.raises(pk.errors.DefinitionError, match="one for each chunk") as error:
            pk.Population.of_chunks(ranked, wrong)
        refusal(error, pk.errors.Code.WRONG_TYPE, "tables")
    with pytest.raises(pk.errors.DefinitionError, match="one for each chunk") as error:
        pk.Population.of_chunks(ranked, CHUNKS, keys=5)
    refusal(error, pk.errors.Code.WRONG_TYPE, "keys")


def test_columns_of_several_ranks_are_of_one_length() -> None:
    """Values that are ranked by themselves still belong to the same people."""
    item = pk.Indicator(code="cost", name="cost", formula=pk.Actual("cost"), scoring=rank_points())
    both = card(rank_points(), weighting=pk.choices.Weighting.NORMALISED)
    both = attrs.evolve(both, items=(*both.items, (item, 100)))
    with pytest.raises(pk.errors.ColumnError, match=r"has 3 rows, but|has 4 rows, but"):
        pk.Population.of(both, TABLE | {"cost": np.ones(3)})


def test_values_that_are_no_values() -> None:
    """A mapping of codes to series of numbers, and nothing else; whatever a series is held in."""
    series = (
        [3, 1, None],
        (3, 1, None),
        np.ma.MaskedArray([3, 1, 9], [0, 0, 1]),
        pd.Series([3, 1, pd.NA], dtype="Int64"),
    )
    for values in series:
        assert pk.Population.from_values({"ｓales": values}) == pk.Population.from_values({"sales": [1, 3, None]})
    short = pk.Population.from_values({"sales": pd.Series(np.array([0.1], dtype=np.float32))})
    assert short["sales"] == pk.rules.Distribution(["0.1"])
    for wrong in ([1], None, "sales", {1: [1]}, {"a": [1], "ａ": [2]}):
        with pytest.raises(pk.errors.DefinitionError):
            pk.Population.from_values(wrong)
    for wrong in ("123", 5, None, {1, 2}, {1: 2}, iter([1]), np.ones((2, 2))):
        with pytest.raises(pk.errors.ColumnError, match="a list, an array or a series") as error:
            pk.Population.from_values({"sales": wrong})
        refusal(error, pk.errors.Code.COLUMN_TYPE, "values['sales']")


def test_what_is_no_population() -> None:
    """It is neither merged nor made by hand."""
    population = pk.Population.from_values({"sales": [1]})
    for wrong in (None, {"sales": [1]}, population["sales"]):
        with pytest.raises(pk.errors.DefinitionError, match="a Population is asked for") as error:
            population.merge(wrong)
        refusal(error, pk.errors.Code.WRONG_TYPE, "other")
    for wrong in (None, 5, [], (1,)):
        with pytest.raises(pk.errors.DefinitionError, match="a Population is asked for") as error:
            pk.Population(wrong)
        refusal(error, pk.errors.Code.WRONG_TYPE, "Population.parts")


def test_what_is_no_distribution() -> None:
    """Its values are a series of numbers, and what is asked of it is said by a rounding and a kind."""
    values = pk.rules.Distribution([1, 2])
    for wrong in (None, 5, "12", {1, 2}, {1: 2}, iter([1])):
        with pytest.raises(pk.errors.DefinitionError, match="values is a list") as error:
            pk.rules.Distribution(wrong)
        refusal(error, pk.errors.Code.WRONG_TYPE, "Distribution.values")
    with pytest.raises(pk.errors.NumberError) as error:
        pk.rules.Distribution([1, "many"])
    refusal(error, pk.errors.Code.NOT_A_NUMBER, "Distribution.values[1]")
    for ask, where in (
        (lambda: values.merge([1]), "merge"),
        (lambda: values.mean(2), "mean"),
        (lambda: values.sigma(pk.choices.Sigma.SAMPLE, 2), "sigma"),
        (lambda: values.sigma("sample", pk.Rounding(2)), "sigma"),
    ):
        with pytest.raises(pk.errors.DefinitionError) as error:
            ask()
        refusal(error, pk.errors.Code.WRONG_TYPE, f"Distribution.{where}")


def test_a_value_that_is_ranked_itself_is_refused() -> None:
    """Who is ranked by ranks needs two populations, one after the other."""
    inner = pk.Computed(rank_points().express(Input("sales")))
    with pytest.raises(pk.errors.DefinitionError, match="ranked themselves") as error:
        pk.Population.of(card(rank_points(), inner), {"sales": [1.0]})
    refusal(error, pk.errors.Code.POPULATION, "population['sales']")


def test_figures_of_many_columns() -> None:
    """Five columns of thousands of figures make more combinations than 64 bits count; each row is one value."""
    rows = 8192
    rng = np.random.default_rng(1)
    table = {name: rng.permutation(rows).astype(np.float64) for name in "abcde"}
    population = pk.Population.of(card(rank_points(), pk.Computed("a + b + c + d + e")), table)
    assert population["sales"].count == rows
    assert population["sales"].mean(pk.Rounding(2)) == Fraction(rows - 1) * 5 / 2


def test_ranks_beside_ties_of_thirds() -> None:
    """Ranks of readings are counted again in integers where another item of the card lies on an edge by its thirds."""
    thirds = pk.Indicator(
        code="thirds",
        name="thirds",
        formula=pk.Computed("a / b + c / b + d"),
        scoring=pk.TargetDelta(
            target=0,
            per=pk.Additive(1),
            gain=1,
            base_points=10,
            counting=pk.choices.Counting.PROPORTIONAL,
            direction=HIGHER,
        ),
    )
    both = card(rank_points(), weighting=pk.choices.Weighting.NORMALISED)
    both = attrs.evolve(both, items=(*both.items, (thirds, 100)), rounding=pk.RoundingPolicy(total=pk.Rounding(0)))
    rows = 60
    table = {"sales": np.arange(rows) % 7 * 1.0, "a": np.full(rows, 1.0), "b": np.full(rows, 3.0)}
    table |= {"c": np.full(rows, 2.0), "d": np.arange(rows) % 3 * 1.0}
    population = pk.Population.from_values({"sales": [0, 1, 2, 3, 4]})
    scores = pk.score_batch(both, table, population=population)
    exact = [pk.appraise(both, {k: v[i].item() for k, v in table.items()}, population=population) for i in range(rows)]
    assert scores.totals.tolist() == [float(each.total) for each in exact]
    assert scores.decided.ties > 0


def test_values_that_cannot_be_kept_are_refused() -> None:
    """A root that is not rounded; a text that is no number."""
    root = pk.Computed(Power(Input("sales"), Fraction(1, 2)))
    with pytest.raises(pk.errors.DefinitionError, match="is a root") as error:
        pk.Population.of(card(rank_points(), root), {"sales": [2.0]})
    refusal(error, pk.errors.Code.POPULATION, "population['sales']")
    rounded = card(rank_points(), root, rounding=pk.RoundingPolicy(value=pk.Rounding(2)))
    assert pk.Population.of(rounded, {"sales": [2.0, 4.0]})["sales"] == pk.rules.Distribution(["1.41", 2])
    with pytest.raises(pk.errors.NumberError) as error:
        pk.Population.from_values({"sales": [1, "many"]})
    refusal(error, pk.errors.Code.NOT_A_NUMBER, "values['sales'][1]")
    with pytest.raises(pk.errors.DefinitionError) as error:
        pk.rules.Distribution([1], absent=-1)
    refusal(error, pk.errors.Code.WRONG_TYPE, "Distribution.absent")


def reference(numbers: list[Fraction], fewer: int, rounding: pk.Rounding) -> tuple[Fraction, Fraction]:
    """Mean and deviation in many digits."""
    count = len(numbers)
    with localcontext(prec=3000):
        parts = [Decimal(number.numerator) / number.denominator for number in numbers]
        mean = sum(parts) / count
        deviation = (sum((part - mean) ** 2 for part in parts) / (count - fewer)).sqrt()
        unit = Decimal(rounding.unit.numerator) / rounding.unit.denominator
        mode = f"ROUND_{rounding.mode.name}"
        steps = [int((number / unit).to_integral_value(mode)) for number in (mean, deviation)]
    return steps[0] * rounding.unit, steps[1] * rounding.unit


@pytest.mark.parametrize("mode", list(pk.choices.RoundingMode))
@pytest.mark.parametrize("shift", [-1, 0, 2])
def test_statistics_of_many_denominators(mode: pk.choices.RoundingMode, shift: int) -> None:
    """Sums that were cut to binary places decide the rounding as all digits would."""
    rng = Random(shift)  # noqa: S311  # figures, not secrets
    numbers = [Fraction(rng.randint(1, 999), denominator) + shift for denominator in range(1, 400)]
    found = pk.rules.Distribution(numbers)
    for places in (-1, 0, 3, 20):
        rounding = pk.Rounding(places, mode=mode)
        for fewer, kind in enumerate(pk.choices.Sigma):
            mean, deviation = reference(numbers, fewer, rounding)
            assert (found.mean(rounding), found.sigma(kind, rounding)) == (mean, deviation)


@pytest.mark.parametrize(
    ("places", "mode", "mean"), [(0, "HALF_UP", 1), (0, "HALF_EVEN", 0), (1, "UP", Fraction(1, 2))]
)
def test_a_mean_on_the_edge_of_many_denominators(places: int, mode: str, mean: Fraction) -> None:
    """Shares and what they lack to the whole have a mean of exactly one half, which no cut sum can tell."""
    numbers = [Fraction(1, denominator) for denominator in range(1, 300)]
    found = pk.rules.Distribution([*numbers, *(1 - number for number in numbers)])
    rounding = pk.Rounding(places, mode=pk.choices.RoundingMode[mode])
    assert found.mean(rounding) == mean


@pytest.mark.parametrize("first", [129, 600])
def test_a_mean_just_beyond_an_edge(first: int) -> None:
    """Numbers too small for a cut sum lift a mean above one half: it is no tie, and every mode of halves rounds up."""
    tiny = [Fraction(1, 2**power) for power in range(first, first + 300)]
    found = pk.rules.Distribution([*tiny, *([1] * 300)])
    for mode in (pk.choices.RoundingMode.HALF_EVEN, pk.choices.RoundingMode.HALF_DOWN, pk.choices.RoundingMode.HALF_UP):
        assert found.mean(pk.Rounding(0, mode=mode)) == 1


def test_a_deviation_on_the_edge_of_many_denominators() -> None:
    """Half of the numbers are a half above their middle, half below: the deviation is exactly one half."""
    numbers = [Fraction(1, 2) + sign * Fraction(1, 2) for sign in (1, -1)] * 3
    spread = [Fraction(1, denominator) for denominator in range(2, 300)]
    found = pk.rules.Distribution([*numbers, *spread, *(-number for number in spread)])
    assert found.mean(pk.Rounding(30)) == reference([*numbers, *spread, *(-n for n in spread)], 0, pk.Rounding(30))[0]
    assert pk.rules.Distribution(numbers).sigma(pk.choices.Sigma.POPULATION, pk.Rounding(0)) == 1
    assert pk.rules.Distribution([]).mean(pk.Rounding(0)) is None
    even = [*spread, *(-number for number in spread)]
    rounding = pk.Rounding(12)
    assert pk.rules.Distribution(even).sigma(pk.choices.Sigma.SAMPLE, rounding) == reference(even, 1, rounding)[1]
