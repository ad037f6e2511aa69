"""A parameter of one row is checked as a constant is, and what it does not say is told apart."""

import pytest
from cards import named, rated

import perfkpi as pk
from perfkpi import Status
from perfkpi.language import Input
from perfkpi.missing import Absent

HIGHER = pk.Direction.HIGHER_IS_BETTER


def scorecard(item: pk.Indicator, **choices: object) -> pk.Scorecard:
    """A scorecard of one indicator."""
    return pk.Scorecard(code="card", name="card", items=((item, 100),), **choices)


VETO = scorecard(
    rated("x"),
    adjustments=(named(pk.Veto, "veto", condition=pk.conditions.AtLeast("accidents", 1), leaves=pk.Field("left")),),
)
CLOSED = scorecard(
    rated("x"),
    gates=(
        named(
            pk.adjustments.Gate,
            "gate",
            opens=pk.conditions.AtMost("accidents", 0),
            closed=pk.adjustments.AtMostPoints(pk.Field("left")),
            exempt=(),
        ),
    ),
)
CARRIED = scorecard(rated("x"), missing=pk.missing.CarryLast("left"))
LIMITED = pk.Indicator(
    code="x",
    name="x",
    formula=pk.Actual("x"),
    scoring=pk.Attainment(target=100, direction=HIGHER, floor=20, cap=90),
)


@pytest.mark.parametrize(
    ("card", "figures"),
    [(VETO, {"x": 80, "accidents": 1}), (CLOSED, {"x": 80, "accidents": 1}), (CARRIED, {"x": None})],
    ids=["veto", "gate", "carried"],
)
@pytest.mark.parametrize("left", [-50, 5000, "-0.01", "100.01"])
def test_what_lies_off_the_scale_is_an_invalid_parameter(
    card: pk.Scorecard, figures: dict[str, object], left: object
) -> None:
    """It names the column and what stands there; 40 is taken."""
    result = pk.appraise(card, figures | {"left": left})
    assert (result.total, result.status) == (None, Status.INVALID_PARAMETER)
    (reason,) = result.reasons
    assert reason.names == ("left",)
    assert f"left = {left}" in reason.say("en")
    assert pk.appraise(card, figures | {"left": 40}).total == 40


def test_what_is_carried_lies_within_what_the_rule_can_give() -> None:
    """Between the floor of 20 and the cap of 90."""
    card = scorecard(LIMITED, missing=pk.missing.CarryLast("left"))
    found = [pk.appraise(card, {"x": None, "left": left}).status for left in (19, 20, 90, 91)]
    assert found == [Status.INVALID_PARAMETER, Status.OK, Status.OK, Status.INVALID_PARAMETER]


NA = Absent.NOT_APPLICABLE
TIERS = pk.Tiers(
    (
        pk.rules.Tier(pk.Field("p0")),
        pk.rules.Tier(pk.Field("p1"), pk.rules.From(pk.Field("e1"))),
        pk.rules.Tier(100, pk.rules.From(pk.Field("e2"))),
    ),
    direction=HIGHER,
)
STANDARDS = pk.rules.EfficacyCoefficient(
    standards=pk.rules.FiveStandards(*map(pk.Field, ("s5", "s4", "s3", "s2", "s1"))), direction=HIGHER
)
NEAR = pk.MetOrNot(
    target=pk.Field("t"), missed=0, direction=pk.Direction.ON_TARGET, tolerance=pk.Relative(pk.Field("share"))
)
FINE = {"p0": 50, "p1": 60, "e1": 40, "e2": 80, "s5": 50, "s4": 40, "s3": 30, "s2": 20, "s1": 10, "t": 5, "share": 1}


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        (TIERS, {"p0": 60, "p1": 50, "e1": NA}),
        (TIERS, {"p1": 150, "e1": NA}),
        (TIERS, {"p1": -5, "p0": NA}),
        (TIERS, {"e1": 90, "e2": 80, "p0": NA}),
        (STANDARDS, {"s3": 99, "s5": NA}),
        (STANDARDS, {"s1": 90, "s5": NA}),
        (STANDARDS, {"s5": 0, "s3": NA}),
        (NEAR, {"t": 0, "share": NA}),
    ],
)
def test_a_parameter_that_does_not_apply_hides_none_that_is_wrong(rule: pk.Scoring, row: dict[str, object]) -> None:
    """Whichever of them stands first, no policy covers the row; with the wrong one mended it does."""
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    card = pk.Scorecard(
        code="card",
        name="card",
        items=((item, 50), (rated("y"), 50)),
        missing=pk.Reweight(),
    )
    figures = {"x": 50, "y": 7, **FINE, **row}
    assert pk.appraise(card, figures).status is Status.INVALID_PARAMETER
    scores = pk.score_batch(card, {name: [figure] for name, figure in figures.items()})
    assert scores.statuses()[0] is Status.INVALID_PARAMETER
    absent = {name: figure for name, figure in row.items() if figure is NA}
    assert pk.appraise(card, {"x": 50, "y": 7, **FINE, **absent}).status is Status.OK


def test_a_constant_off_the_scale_is_refused() -> None:
    """``AtMostPoints(-50)`` is refused on the scorecard, whose items have a scale."""
    gate = named(
        pk.adjustments.Gate,
        "gate",
        opens=pk.conditions.AtMost("accidents", 0),
        closed=pk.adjustments.AtMostPoints(-50),
        exempt=(),
    )
    with pytest.raises(pk.errors.DefinitionError, match=r"-50 points are off the scale 0\.\.100 of 'x'"):
        scorecard(rated("x"), gates=(gate,))


@pytest.mark.parametrize(
    "target", [pk.Field("t"), pk.Actual("t"), pk.Computed("t * 1")], ids=["field", "actual", "text"]
)
@pytest.mark.parametrize(
    ("figure", "status", "covered"),
    [
        (None, Status.INVALID_PARAMETER, False),
        (Absent.NOT_MEASURED, Status.INVALID_PARAMETER, False),
        ("junk", Status.INVALID_PARAMETER, False),
        (Absent.NOT_APPLICABLE, Status.NOT_APPLICABLE, True),
        (Absent.NOT_DUE, Status.NOT_DUE, True),
        (Absent.INSUFFICIENT, Status.INSUFFICIENT, True),
    ],
)
def test_a_target_that_is_not_there(target: object, figure: object, status: Status, *, covered: bool) -> None:
    """No target for this person may be covered, a forgotten one never."""
    item = pk.Indicator(
        code="x", name="x", formula=pk.Actual("x"), scoring=pk.Attainment(target=target, direction=HIGHER)
    )
    row = {"x": 80, "t": figure}
    assert pk.appraise(scorecard(item), row).status is status
    result = pk.appraise(scorecard(item, missing=pk.missing.ZeroPoints()), row)
    assert (result.total == 0, result.status is status) == (covered, not covered)


def test_a_target_that_is_undefined_stays_undefined() -> None:
    """A target of a division by 0 is neither missing nor wrong."""
    rule = pk.Attainment(target=pk.Computed("a / b"), direction=HIGHER)
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    assert pk.appraise(scorecard(item), {"x": 80, "a": 1, "b": 0}).status is Status.UNDEFINED


@pytest.mark.parametrize(("policy", "total"), [(pk.missing.Refuse(), None), (pk.missing.ZeroPoints(), 0)])
def test_a_target_of_zero_can_mean_that_there_is_none(policy: pk.missing.MissingPolicy, total: int | None) -> None:
    """``ZeroTarget.NOT_APPLICABLE``."""
    rule = pk.Attainment(target=pk.Field("t"), direction=HIGHER, zero_target=pk.choices.ZeroTarget.NOT_APPLICABLE)
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    result = pk.appraise(scorecard(item, missing=policy), {"x": 80, "t": 0})
    assert result.total == total
    assert result.line("x").status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("row", "total"),
    [
        ({"bonus": 3, "least": -5}, 83),
        ({"bonus": 30, "least": -5}, 85),
        ({"bonus": None, "least": -5}, 84),  # the last bonus
        ({"bonus": None, "least": -5, "last": 5000}, None),
        ({"bonus": 3, "least": Absent.NOT_APPLICABLE}, 84),  # a floor that does not apply is a gap, too
        ({"bonus": 3, "least": Absent.NOT_APPLICABLE, "last": 5000}, None),
    ],
)
def test_a_bonus_that_is_carried_lies_within_its_limits(row: dict[str, object], total: int | None) -> None:
    """Five points at most, whatever the last bonus is said to have been."""
    bonus = named(
        pk.Bonus,
        "bonus",
        formula=pk.Actual("bonus"),
        floor=pk.Field("least"),
        cap=5,
        missing=pk.missing.CarryLast("last"),
    )
    card = scorecard(rated("x"), adjustments=(bonus,), beyond_scale=pk.choices.BeyondScale.ALLOW)
    result = pk.appraise(card, {"x": 80, "last": 4} | row)
    assert result.total == total
    assert result.status is (Status.OK if total is not None else Status.INVALID_PARAMETER)


@pytest.mark.parametrize(("worth", "total"), [(500, None), (100, 80), (80, 64)])
def test_meeting_is_worth_what_can_be_reached(worth: int, total: int | None) -> None:
    """More than the full mark is refused without a cap, and an invalid parameter of a row."""
    rule = pk.Attainment(target=10, full_mark=pk.Field("worth"), direction=HIGHER)
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    assert pk.appraise(scorecard(item), {"x": 8, "worth": worth}).total == total
    above = pk.Indicator(
        code="x", name="x", formula=pk.Actual("x"), scoring=pk.Attainment(target=10, full_mark=120, direction=HIGHER)
    )
    with pytest.raises(pk.errors.DefinitionError, match="write cap= if more than the full mark is meant"):
        scorecard(above)


def test_points_are_carried_within_a_cap_that_does_not_apply() -> None:
    """The other limit is the end of the scale."""
    rule = pk.Attainment(target=100, direction=HIGHER, cap=pk.Field("cap"))
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    card = scorecard(item, missing=pk.missing.CarryLast("last"))
    row = {"x": 80, "cap": Absent.NOT_APPLICABLE}
    assert pk.appraise(card, row | {"last": 70}).total == 70
    assert pk.appraise(card, row | {"last": 101}).status is Status.INVALID_PARAMETER


def test_what_is_carried_without_limits_is_what_it_is() -> None:
    """As a policy of its own, on an item of which nothing is known."""
    carried = pk.missing.CarryLast("last").express(Input("points"), "x")
    assert [node.name for node in carried.inputs()] == ["points", "last"]


@pytest.mark.parametrize(("span", "total"), [(60, None), (40, 80), (20, 70)])
def test_the_best_value_earns_what_can_be_reached(span: int, total: int | None) -> None:
    """60 points and 60 more are above the full mark: half of the way would pay 90, all of it no more than 100."""
    line = {"worst": 0, "best": 10, "base_points": 60, "direction": HIGHER}
    rule = pk.rules.LinearEfficacy(span=pk.Field("span"), **line)
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    assert pk.appraise(scorecard(item), {"x": 5, "span": span}).total == total
    above = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=pk.rules.LinearEfficacy(span=60, **line))
    with pytest.raises(pk.errors.DefinitionError, match="span 60 are above the full mark 100 of the scale; write cap="):
        scorecard(above)


def test_one_limit_by_row_and_no_other() -> None:
    """A bonus with a cap by row and no floor at all."""
    bonus = named(pk.Bonus, "bonus", formula=pk.Actual("bonus"), floor=pk.UNLIMITED, cap=pk.Field("most"))
    card = scorecard(rated("x"), adjustments=(bonus,), beyond_scale=pk.choices.BeyondScale.ALLOW)
    found = [pk.appraise(card, {"x": 80, "bonus": bonus, "most": 5}).total for bonus in (-100, 3, 30)]
    assert found == [-20, 83, 85]


@pytest.mark.parametrize(("points", "total"), [(-10, -10), (-50, -20), (60, 60), (101, None)])
def test_points_by_row_below_the_scale_where_a_floor_says_so(points: int, total: int | None) -> None:
    """A floor of -20 holds what a row lists for a missed target; above the full mark nothing is declared."""
    rule = pk.MetOrNot(
        target=100, missed=pk.Field("points"), floor=-20, direction=HIGHER, at_target=pk.choices.AtTarget.MET
    )
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    card = scorecard(item, beyond_scale=pk.choices.BeyondScale.ALLOW)
    assert pk.appraise(card, {"x": 80, "points": points}).total == total
