"""How the points of a level become its score."""

from fractions import Fraction

import pytest
from cards import card, rated, section, weighed

import perfkpi as pk

A = pk.choices.Aggregation


def test_the_minimum_is_the_lowest_of_the_items() -> None:
    """Weights do not move it; no item has a contribution."""
    rules = card(*weighed(a=20, b=30, c=50), aggregation=A.MINIMUM)
    result = pk.appraise(rules, {"a": 90, "b": 60, "c": 75})
    assert result.total == 60
    assert [line.contribution for line in result.lines] == [None, None, None]
    assert [line.weight for line in result.lines] == [None, None, None]
    assert [line.nominal_weight for line in result.lines] == [Fraction(1, 5), Fraction(3, 10), Fraction(1, 2)]
    assert result.rounding == 0


def test_the_product_multiplies_shares_of_the_full_mark() -> None:
    """0.9 × 0.5 × 1.0 of 100."""
    result = pk.appraise(card(*weighed(a=20, b=30, c=50), aggregation=A.PRODUCT), {"a": 90, "b": 50, "c": 100})
    assert result.total == 45


def test_the_geometric_mean_is_weighted() -> None:
    """20^(1/2) × 80^(1/2) is 40, and with weights 75/25 it is 16^(3/4) × 81^(1/4) = 24."""
    even = card(*weighed(a=50, b=50), aggregation=A.GEOMETRIC_MEAN)
    assert pk.appraise(even, {"a": 20, "b": 80}).total == 40
    uneven = card(*weighed(a=75, b=25), aggregation=A.GEOMETRIC_MEAN)
    assert pk.appraise(uneven, {"a": 16, "b": 81}).total == 24
    assert pk.appraise(uneven, {"a": 0, "b": 81}).total == 0


def test_the_geometric_mean_of_one_item_is_its_points() -> None:
    """There is no root to take."""
    assert pk.appraise(card(*weighed(a=100), aggregation=A.GEOMETRIC_MEAN), {"a": "37.5"}).total == Fraction("37.5")


def test_an_irrational_geometric_mean_is_rounded_by_comparing_integers() -> None:
    """50^(1/2) × 70^(1/2) = 59.1607978..., which no fraction is."""
    rules = card(*weighed(a=50, b=50), aggregation=A.GEOMETRIC_MEAN, rounding=pk.RoundingPolicy(total=pk.Rounding(4)))
    assert str(pk.appraise(rules, {"a": 50, "b": 70}).total) == "59.1608"


@pytest.mark.parametrize(
    ("aggregation", "total"),
    [(A.WEIGHTED_SUM, Fraction(80)), (A.MINIMUM, 64), (A.PRODUCT, 64), (A.GEOMETRIC_MEAN, 80)],
)
def test_an_item_that_leaves_has_no_part_in_any_aggregation(aggregation: A, total: object) -> None:
    """Of 100 and 64 with weights 40 and 50, the third one missing: sum 80, minimum 64, product 64, mean see below."""
    rules = card(*weighed(a=40, b=50, c=10), aggregation=aggregation, missing=pk.Reweight())
    result = pk.appraise(rules, {"a": 100, "b": 64, "c": None})
    if aggregation is A.GEOMETRIC_MEAN:
        # 100^(4/9) × 64^(5/9): between 78.0 and 78.1
        assert Fraction(780, 10) < result.unrounded < Fraction(781, 10)
    else:
        assert result.total == total
    assert result.completeness == Fraction(9, 10)


@pytest.mark.parametrize("aggregation", list(A))
def test_too_few_items_give_no_score(aggregation: A) -> None:
    """A minimum count holds in every aggregation, also where nothing at all is there."""
    rules = card(*weighed(a=40, b=50, c=10), aggregation=aggregation, missing=pk.Reweight(minimum_count=2))
    for figures in ({"a": 100, "b": None, "c": None}, dict.fromkeys("abc")):
        assert pk.appraise(rules, figures).status is pk.Status.INSUFFICIENT
    assert pk.appraise(rules, {"a": None, "b": 50, "c": 50}).status is pk.Status.OK


@pytest.mark.parametrize("aggregation", list(A))
def test_a_wrong_figure_speaks_before_too_little_data(aggregation: A) -> None:
    """An item whose figure is off its scale does not leave."""
    rules = card(*weighed(a=40, b=60), aggregation=aggregation, missing=pk.Reweight())
    assert pk.appraise(rules, {"a": 101, "b": None}).status is pk.Status.INVALID_VALUE


def test_sections_own_their_aggregation() -> None:
    """A section by its weakest item inside a weighted sum: its items have no contribution, it has one."""
    weakest = section("s", *weighed(a=50, b=50), aggregation=A.MINIMUM)
    rules = card((weakest, 40), (rated("c"), 60))
    result = pk.appraise(rules, {"a": 90, "b": 50, "c": 80})
    assert result.total == 68
    assert [line.contribution for line in result.lines] == [None, None, 48]
    assert result.sections[0].contribution == 20
    assert result.rounding == 0


def test_points_of_five_convert_linearly_or_by_their_share() -> None:
    """On 1..5, 3 is half way to 5, and three fifths of it."""
    for policy, total in ((pk.choices.ScalePolicy.LINEAR, 50), (pk.choices.ScalePolicy.PROPORTIONAL, 60)):
        rules = card((rated("a", pk.Scale(1, 5)), 100), scales=policy)
        assert pk.appraise(rules, {"a": 3}).total == total


def test_the_last_period_stands_in() -> None:
    """Each item by a column of its own; where that is empty, there is no total."""
    rules = card(*weighed(a=50, b=50), missing=pk.missing.CarryLast("{code}_last"))
    figures = {"a": None, "b": 60, "a_last": 80, "b_last": None}
    result = pk.appraise(rules, figures)
    assert result.total == 70
    assert result.lines[0].points is None
    assert "a_last = 80" in result.explain("en", "audit")
    assert pk.appraise(rules, figures | {"a_last": None}).status is pk.Status.NOT_MEASURED


def refused(code: pk.errors.Code, where: str, en: str, zh: str, **choices: object) -> None:
    """Check that a card of two items is refused at a place, in both languages."""
    items = choices.pop("items", weighed(a=50, b=50))
    with pytest.raises(pk.errors.DefinitionError) as caught:
        card(*items, **choices)
    assert (caught.value.code, caught.value.where) == (code, where)
    assert en in caught.value.say("en")
    assert zh in caught.value.say("zh")


def test_what_no_exact_root_covers_is_refused() -> None:
    """Negative scales, weights that need the thousandth root, and too many shares that could be present."""
    geometric = {"aggregation": A.GEOMETRIC_MEAN}
    below = pk.Scale(-10, 100)
    items = tuple((rated(code, below), 50) for code in "ab")
    refused(pk.errors.Code.SCALE, "aggregation", "begin it at 0", "从 0 开始", items=items, scale=below, **geometric)
    fine = weighed(a="33.3", b="66.7")
    refused(pk.errors.Code.WEIGHT, "aggregation", "the 1000th", "1000 次方", items=fine, **geometric)
    many = weighed(a=3, b=5, c=7, d=11, e=13, f=17, g=44)
    refused(
        pk.errors.Code.MISSING_POLICY,
        "aggregation",
        "too many for exact roots",
        "无法逐一开方",
        items=many,
        missing=pk.Reweight(),
        **geometric,
    )


def test_one_column_for_the_last_points_of_several_items_is_refused() -> None:
    """The message shows how a column for each is written."""
    policy = pk.missing.CarryLast("last")
    refused(
        pk.errors.Code.MISSING_POLICY, "missing", "CarryLast('{code}_last')", "CarryLast('{code}_last')", missing=policy
    )
    alone = card((rated("a", missing=policy), 50), (rated("b"), 50))
    assert pk.appraise(alone, {"a": None, "b": 50, "last": 70}).total == 60


def test_a_section_weighs_in_its_own_way() -> None:
    """Shares above, plain weights inside."""
    inner = section("s", *weighed(a=1, b=3), weighting=pk.choices.Weighting.NORMALISED)
    assert pk.appraise(card((inner, 100)), {"a": 100, "b": 60}).total == 70


def test_a_rating_that_only_the_lowest_score_would_miss_is_refused() -> None:
    """A band whose edge is the low end of the scale leaves nothing for the band below it, unless it leaves that end."""
    ratings = pk.RatingScale.descending(("A", 50), ("B", 0), ("C", -10))
    with pytest.raises(pk.errors.DefinitionError, match=r"no total lies below 0, .* low_belongs=False") as caught:
        card(*weighed(a=100), ratings=ratings)
    assert (caught.value.code, caught.value.where) == (pk.errors.Code.SCALE_MISMATCH, "ratings")
    pending = pk.RatingScale((pk.Band("A", 0, None, low_belongs=False), pk.Band("pending", None, 0, high_belongs=True)))
    rated = card(*weighed(a=100), ratings=pending)
    assert [pk.appraise(rated, {"a": points}).rating for points in (0, "0.01", 100)] == ["pending", "A", "A"]
