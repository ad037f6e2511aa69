"""What a scorecard weighs: items with a weight of their own, pairs, mappings."""

from fractions import Fraction

import attrs
import pytest

import perfkpi as pk

SALES = pk.Indicator("sales", "sales", scoring=pk.DirectPoints())
VISITS = pk.Indicator("visits", "visits", scoring=pk.DirectPoints(), weight=40)


def card(items: object, **choices: object) -> pk.Scorecard:
    """A scorecard of some items."""
    return pk.Scorecard("card", "card", items=items, **choices)


@pytest.mark.parametrize(
    "items",
    [
        [attrs.evolve(SALES, weight=60), VISITS],
        ((SALES, 60), VISITS),
        {SALES: "60%", VISITS: "40%"},
        [(SALES, 0.6), (VISITS, "2/5")],
    ],
    ids=["their own", "a pair", "a mapping", "other spellings"],
)
def test_a_weight_is_said_in_whatever_way(items: object) -> None:
    """All of them are one card; the weight of a pair replaces that of the item."""
    found = card(items)
    total = sum(item.weight for item in found.items)
    assert [item.weight / total for item in found.items] == [Fraction(3, 5), Fraction(2, 5)]
    assert pk.appraise(found, {"sales": 100, "visits": 50}).total == 80


def test_a_weight_of_a_pair_replaces_that_of_the_item() -> None:
    """So that a scorecard is weighed anew in one line."""
    assert [item.weight for item in card([(SALES, 70), (VISITS, 30)]).items] == [70, 30]
    assert VISITS.weight == 40


def test_a_formula_left_out_is_the_measure_of_that_name() -> None:
    """A rating is an indicator, its rule and its weight; a text is a measure, too."""
    assert SALES.formula == pk.Actual("sales")
    assert attrs.evolve(SALES, formula="turnover").formula == pk.Actual("turnover")
    graded = pk.Indicator("quality", "quality", scoring=pk.LetterPoints({"A": 100, "B": 60}))
    assert graded.formula == pk.formulas.Category("quality")
    for each in (VISITS, graded):
        assert pk.loads(pk.dumps(each)) == each


def test_a_single_part_is_a_series_of_one() -> None:
    """Of items, steps, gates, ceilings, measures, events and conditions."""
    veto = pk.adjustments.Veto("safety", condition="accidents >= 1")
    gate = pk.adjustments.Gate("gate", opens="hours >= 8", closed=pk.adjustments.PayNothing(), items=("visits",))
    ceiling = pk.adjustments.RatingCeiling("ceiling", condition="absent > 3", best="B")
    fall = pk.rules.Event("fall", loss=5, counting="proportional")
    parts = {
        "items": attrs.evolve(VISITS, scoring=pk.rules.Deductions(fall)),
        "measures": pk.Measure("visits"),
        "gates": gate,
        "adjustments": veto,
        "ceilings": ceiling,
    }
    alone = pk.Scorecard("card", weighting="normalised", ratings={"A": 80, "B": 0}, **parts)
    listed = {name: [part] for name, part in parts.items()}
    assert alone == pk.Scorecard("card", weighting="normalised", ratings={"A": 80, "B": 0}, **listed)
    assert alone.items[0].scoring == pk.rules.Deductions([fall])
    low = pk.conditions.AtLeast("hours", 8)
    assert pk.conditions.AllOf(low) == pk.conditions.AllOf([low])
    assert pk.Section("section", items=VISITS) == pk.Section("section", items=[VISITS])


def test_what_has_no_name_is_called_by_its_code() -> None:
    """Where the code is Chinese, nobody writes it twice; documents do, for whoever reads them elsewhere."""
    sales = pk.Indicator("销售额", scoring=pk.DirectPoints(), weight=100)
    for each in (sales, pk.Section("销售", items=sales), pk.Scorecard("销售考核", items=sales)):
        assert each.name == pk.Label(zh=each.code, en=each.code)
        assert f'"name": "{each.code}"' in pk.dumps(each)
        assert pk.loads(pk.dumps(each)) == each


@pytest.mark.parametrize(
    ("wrong", "where", "words"),
    [
        ([SALES], "Scorecard.items[0]", "'sales' has no weight here; write weight=20 in it"),
        ([(SALES, 0)], "Scorecard.items[0].weight", "greater than 0"),
        ([(SALES, 1, 2)], "Scorecard.items[0]", "neither an Indicator nor a Section"),
        (["sales"], "Scorecard.items[0]", "neither an Indicator nor a Section"),
        ({"sales": 100}, "Scorecard.items[0]", "neither an Indicator nor a Section"),
        ([], "Scorecard.items", "needs at least 1"),
    ],
)
def test_what_is_no_item_is_refused_at_its_place(wrong: object, where: str, words: str) -> None:
    """The place, and how an item is written."""
    with pytest.raises(pk.errors.DefinitionError, match=words) as caught:
        card(wrong)
    assert caught.value.where == where


@pytest.mark.parametrize("text", ["a/b", "a - b", "average(a)", "销售额×2"])
def test_a_text_that_may_be_a_formula_is_asked_about(text: str) -> None:
    """A name with such signs is said by ``Actual``, a formula by ``Computed``."""
    with pytest.raises(pk.errors.DefinitionError, match=r"write Computed\(.*Actual\("):
        pk.Indicator("x", "x", text, scoring=pk.DirectPoints())


@pytest.mark.parametrize(
    ("given", "scale"), [(10, pk.Scale(0, 10)), ("12.5", pk.Scale(0, "12.5")), ((1, 5), pk.Scale(1, 5))]
)
def test_a_scale_is_its_full_mark_or_its_ends(given: object, scale: pk.Scale) -> None:
    """满分为10分: the scale begins at 0."""
    assert card([(SALES, 1)], scale=given).scale == pk.DirectPoints(given).scale == scale


@pytest.mark.parametrize("wrong", [True, None, "ten", (1, 2, 3), [1], float("nan")])
def test_what_is_no_scale_is_refused(wrong: object) -> None:
    """With the ways to write one."""
    with pytest.raises(pk.errors.DefinitionError, match=r"write \(1, 5\) or Scale") as caught:
        card([(SALES, 1)], scale=wrong)
    assert caught.value.where == "Scorecard.scale"


EDGES = [pk.rules.Tier(0), pk.rules.Tier(60, pk.rules.From("80%")), pk.rules.Tier(100, pk.rules.From("90%"))]


def test_tiers_are_pairs_of_an_end_and_points() -> None:
    """The end says whose the number itself is, so that a pair is a tier; points alone are the first or last one."""
    rising = [0, (pk.rules.From("80%"), 60), (pk.rules.From("90%"), 100)]
    assert pk.Tiers(rising, direction="higher") == pk.Tiers(EDGES, direction="higher")
    falling = [(pk.rules.UpTo(2), 100), (pk.rules.Below(5), 60), "0"]
    ends = [pk.rules.Tier(100, high=pk.rules.UpTo(2)), pk.rules.Tier(60, high=pk.rules.Below(5)), pk.rules.Tier(0)]
    assert pk.Tiers(falling, direction="lower") == pk.Tiers(ends, direction="lower")


@pytest.mark.parametrize(
    ("tiers", "where", "words"),
    [
        ([0, (90, 100)], "Tiers.tiers[1]", "does not say whose the number itself is; write From"),
        ([0, "x"], "Tiers.tiers[1]", "is not a Tier"),
        ([0, (pk.rules.From(90), "x")], "Tiers.tiers[1].points", "is not a number"),
        ([None, (pk.rules.From(90), 1)], "Tiers.tiers[0]", "is not a Tier"),
    ],
)
def test_a_pair_that_is_no_tier_is_asked_about(tiers: object, where: str, words: str) -> None:
    """Nothing is guessed of an edge."""
    with pytest.raises(pk.PerfKpiError, match=words) as caught:
        pk.Tiers(tiers, direction="higher")
    assert caught.value.where == where


@pytest.mark.parametrize("given", [{"A": 90, "B": 70, "C": 0}, [("A", 90), ("B", 70), ("C", 0)]])
def test_ratings_are_lower_edges_from_the_best_down(given: object) -> None:
    """As ``RatingScale.descending`` builds them."""
    scale = pk.RatingScale.descending(("A", 90), ("B", 70), ("C", 0))
    assert card([(SALES, 1)], ratings=given).ratings == scale
    with pytest.raises(pk.errors.DefinitionError, match="best rating first"):
        card([(SALES, 1)], ratings={"C": 0, "A": 90})
    with pytest.raises(pk.errors.DefinitionError, match="series of values"):
        card([(SALES, 1)], ratings="A")


def test_a_plan_of_goals_takes_code_and_name_as_a_scorecard_does() -> None:
    """Without their names."""
    assert pk.GoalPlan("g", "goals", library=[SALES]) == pk.GoalPlan(code="g", name="goals", library=[SALES])


def test_a_unit_is_its_name() -> None:
    """As documents write it; a unit of a company's own is a ``Unit``."""
    assert pk.Ratio("a", "b", unit="percent") == pk.Ratio("a", "b", unit=pk.Unit.PERCENT)
    assert pk.Measure("a", "数甲", recorded_in="percent").recorded_in is pk.Unit.PERCENT
    with pytest.raises(pk.errors.DefinitionError, match=r"choose 'number', 'percent', .*, or write Unit") as caught:
        pk.Ratio("a", "b", unit="percents")
    assert caught.value.where == "Ratio.unit"
