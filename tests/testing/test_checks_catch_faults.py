"""Each check catches the fault that it is for, and says what is wrong; rules without fault pass them all."""

import inspect
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any
from unittest.mock import patch

import attrs
import numpy as np
import pytest
from attrs import field, frozen
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import perfkpi as pk
import perfkpi.testing as pt
from perfkpi import BatchScores
from perfkpi.language import Coalesce, Const, Input, Max, Min, Undefined
from perfkpi.testing.laws import columns

HIGHER, LOWER, ON = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER, pk.Direction.ON_TARGET
QUICK = settings(max_examples=60, deadline=None)
SEARCH = settings(max_examples=200, deadline=None, derandomize=True, phases=(Phase.generate,))
"""The same figures on every run, told as they were found: making them small is not what is tested."""


def clipped(value: pk.Expr) -> pk.Expr:
    """Between 0 and 100."""
    return Max((Min((value, Const(100))), Const(0)))


@frozen(cache_hash=True)
class Honest(pk.Scoring):
    """The value, between 0 and 100."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """As it is."""
        return clipped(value if self.direction is HIGHER else 100 - value)


@frozen(cache_hash=True)
class Falling(pk.Scoring):
    """Fewer points for more."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Turned round."""
        return clipped(100 - value)


@frozen(cache_hash=True)
class Valley(pk.Scoring):
    """Fewest points in the middle."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Away from 0."""
        return clipped(Max((value, -value)))


@frozen(cache_hash=True)
class Overpaying(pk.Scoring):
    """No cap."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """As it is, above 0."""
        return Max((value, Const(0)))


@frozen(cache_hash=True)
class Undercutting(pk.Scoring):
    """No floor."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """As it is, below 100."""
        return Min((value, Const(100)))


@frozen(cache_hash=True)
class Swallowing(pk.Scoring):
    """The cap for what is not known."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Any gap is full marks."""
        return Coalesce(clipped(value), frozenset(pk.Status) - {pk.Status.OK}, Const(100))


@frozen(cache_hash=True)
class Renaming(pk.Scoring):
    """Another status for what is not known."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Any gap is an invalid value."""
        wrong = Undefined(pk.Status.INVALID_VALUE, pk.results.Reason("wrong", zh="错", en="wrong"))
        return Coalesce(clipped(value), frozenset(pk.Status) - {pk.Status.OK}, wrong)


@frozen(cache_hash=True)
class Silent(pk.Scoring):
    """The right status for what is not measured, and a reason that speaks of another figure."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Every gap keeps its status."""
        for status in set(pk.Status) - {pk.Status.OK}:
            value = Coalesce(
                value, {status}, Undefined(status, pk.results.Reason("gap", zh="缺", en="gap", names=("other",)))
            )
        return clipped(value)


@frozen(cache_hash=True)
class Unchecked(pk.Scoring):
    """An attribute that no document can hold."""

    what: object = field(default=object, kw_only=True)

    def express(self, value: pk.Expr) -> pk.Expr:
        """As it is."""
        return clipped(value)


def told(check: Callable[..., None], *values: object, **options: object) -> str:
    """What a check says of a value."""
    if "settings" in inspect.signature(check).parameters:
        options.setdefault("settings", SEARCH)
    with pytest.raises(AssertionError) as caught:
        check(*values, **options)
    return str(caught.value)


@pytest.mark.parametrize("direction", [HIGHER, LOWER])
def test_an_honest_rule_passes(direction: pk.Direction) -> None:
    """Everything that applies, by searches of their own."""
    pt.check_rule(Honest(direction=direction), settings=settings(QUICK, max_examples=15))


def test_a_rule_that_promises_no_direction_passes() -> None:
    """A formula typed as text may rise and fall; everything else is still asked of it."""
    rule = pk.rules.ComputedPoints(
        text="50 + value × (10 - value)", direction=HIGHER, scale=pk.Scale(0, 100), floor=0, cap=100
    )
    pt.check_rule(rule, settings=settings(QUICK, max_examples=5))


def test_a_rule_that_falls_is_caught() -> None:
    """Both values and their points are told; in the other direction nothing is wrong."""
    message = told(pt.check_monotone, Falling())
    assert re.search(r"fewer points for a better value \(HIGHER_IS_BETTER\): \S+ gets \S+, \S+ gets \S+", message)
    pt.check_monotone(Falling(direction=LOWER), settings=QUICK)


def test_a_rule_without_a_best_value_is_caught() -> None:
    """On target, points rise to a best value and fall behind it."""
    assert "points fall and rise again" in told(pt.check_monotone, Valley(direction=ON))
    pt.check_monotone(Honest(direction=ON), settings=QUICK)


def test_a_personal_target_is_the_middle_of_its_row() -> None:
    """A target that varies by person is read from the figures."""
    rule = pk.MetOrNot(
        target=pk.Field("goal"),
        met=100,
        missed=0,
        direction=ON,
        at_target=pk.choices.AtTarget.MET,
        tolerance=pk.Additive(2),
    )
    pt.check_monotone(rule, settings=QUICK)


@pytest.mark.parametrize(
    "rule",
    [
        pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 100), ("B", 50))),
        pk.rules.ComputedPoints("value", direction=HIGHER),
    ],
)
def test_no_promise_is_not_checked(rule: pk.Scoring) -> None:
    """Whoever checks the direction of what has none is told so."""
    with pytest.raises(ValueError, match="promises no direction"):
        pt.check_monotone(rule)


@pytest.mark.parametrize(("rule", "words"), [(Overpaying(), "more than the 100"), (Undercutting(), "fewer than the 0")])
def test_a_rule_that_leaves_its_bounds_is_caught(rule: pk.Scoring, words: str) -> None:
    """The points, the limit and the way out are told."""
    message = told(pt.check_bounded, rule)
    assert words in message
    assert "clip with Min and Max" in message


def test_personal_limits_are_those_of_the_row() -> None:
    """A cap that is a column or a formula is looked up in the figures."""
    for cap in (pk.Field("cap"), pk.Computed("value2 + 50")):
        pt.check_bounded(pk.Attainment(target=50, direction=HIGHER, cap=cap, floor=0), settings=QUICK)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Swallowing(), "no points are due: neither 0 nor the cap"),
        (Renaming(), "makes INVALID_VALUE of"),
        (Silent(), "does not say why"),
    ],
)
def test_a_rule_that_swallows_gaps_is_caught(rule: pk.Scoring, words: str) -> None:
    """Points for a gap, another status, or no word of the figure."""
    assert words in told(pt.check_undefined_stays_undefined, rule)
    assert words in told(pt.check_rule, rule)


def test_a_card_that_pays_for_gaps_is_caught() -> None:
    """The indicator and its points are told."""
    assert "has no value and still 100 points" in told(pt.check_undefined_stays_undefined, pt.card_of(Swallowing()))
    pt.check_undefined_stays_undefined(pt.card_of(Honest()), settings=QUICK)


def test_what_cannot_be_stored_is_caught() -> None:
    """The way on which it was lost is told."""
    assert "cannot go as a document" in told(pt.check_round_trips, Unchecked())
    pt.check_round_trips(Honest())


@attrs.frozen
class Forgetful:
    """A value that loses a part on its way."""

    part: int = 1

    def __reduce__(self) -> tuple[object, ...]:
        """The part is left behind."""
        return (Forgetful, (self.part + 1,))


def test_what_comes_back_changed_is_caught() -> None:
    """Both values are told."""
    way = {"to_document", "from_document", "dumps", "loads"}
    with patch.multiple(pk, create=True, **dict.fromkeys(way, lambda value: value)):
        assert "went through pickle and came back as Forgetful(part=2)" in told(pt.check_round_trips, Forgetful())


def test_what_is_written_otherwise_is_caught() -> None:
    """The text of what was read back is the same text."""
    texts = iter(("one", "one", "two"))
    with patch.multiple(pk, dumps=lambda _: next(texts), loads=lambda _: Honest(), create=True):
        assert "is written otherwise: two instead of one" in told(pt.check_round_trips, Honest())


@attrs.define(unsafe_hash=True)
class Open:
    """A value that anybody may change."""

    part: int = 1


@attrs.define(unsafe_hash=True, on_setattr=attrs.setters.frozen)
class Deletable:
    """A value that cannot be set, but deleted."""

    part: int = 1


@attrs.frozen(slots=False)
class Roomy:
    """A value with room for more."""


@attrs.frozen
class Listed:
    """A value with a list in it."""

    parts: list[int]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Open(), "'part' of Open(part=1) can be set"),
        (Deletable(), "'part' of Deletable(part=1) can be deleted"),
        (Roomy(), "has room for more attributes"),
        (Listed([1]), "has no hash"),
        (type("Plain", (), {})(), "'anything'"),
    ],
)
def test_what_can_be_changed_is_caught(value: object, words: str) -> None:
    """The attribute is told, and how a class is declared."""
    message = told(pt.check_immutable, value)
    assert words in message
    assert "attrs.frozen(cache_hash=True)" in message


CARD = pk.Scorecard(
    code="card",
    name="card",
    items=(
        (pk.Indicator(code="a", name="A", formula=pk.Ratio("x", "y"), scoring=Honest()), 40),
        (
            pk.Section(
                code="s",
                name="S",
                items=((pk.Indicator(code="b", name="B", formula=pk.Actual("z"), scoring=Honest()), 100),),
            ),
            60,
        ),
    ),
    ratings=pk.RatingScale.descending(("good", 60), ("poor", 0)),
)
B = pk.Indicator(code="b", name="B", formula=pk.Actual("z"), scoring=Honest(scale=pk.Scale(0, 60)))
A = pk.Indicator(code="a", name="A", formula=pk.Actual("x"), scoring=Honest(scale=pk.Scale(0, 40)))
POINTS = pk.Scorecard(
    code="card",
    name="card",
    items=((A, 40), (pk.Section(code="s", name="S", items=((B, 60),)), 60)),
    weighting=pk.choices.Weighting.POINTS,
)
CHECKS = [
    pt.check_batch_equals_exact,
    pt.check_block_size_is_invisible,
    pt.check_contributions_add_up,
    pt.check_explains,
    pt.check_order_is_invisible,
    pt.check_undefined_stays_undefined,
    pt.check_weight_scale_free,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_good_card_passes(check: Callable[..., None]) -> None:
    """Alone, and with the data of a test that is running."""
    check(CARD, settings=settings(QUICK, max_examples=10))

    @given(st.data())
    @settings(QUICK, max_examples=3)
    def once(data: st.DataObject) -> None:
        check(CARD, data=data)

    once()


def test_a_table_of_ones_own_is_tried() -> None:
    """Columns that are given take the place of those that are drawn."""
    pt.check_batch_equals_exact(CARD, table={"x": np.array([1.0]), "y": np.array([0.0]), "z": np.array([np.nan])})


def test_a_wrong_digit_in_a_table_is_caught() -> None:
    """A total that is one digit off is told with the figures of its row."""
    real = columns.score_tuned

    def wrong(*given: object, **options: object) -> BatchScores:
        scores = real(*given, **options)
        return attrs.evolve(scores, totals=np.nextafter(scores.totals, 1000))

    with patch.object(columns, "score_tuned", wrong):
        message = told(pt.check_batch_equals_exact, CARD)
    assert re.search(r"the total of \{.*'z': .*\} is \S+ in a table and \S+ alone", message)


def test_blocks_that_change_a_digit_are_caught() -> None:
    """The size of the blocks, the cut or the order is told."""
    real = columns.score_tuned
    asked = iter(range(1000))

    def wrong(*given: object, **options: object) -> BatchScores:
        scores = real(*given, **options)
        return attrs.evolve(scores, totals=scores.totals + next(asked))

    with patch.object(columns, "score_tuned", wrong):
        assert "change the scores" in told(pt.check_block_size_is_invisible, CARD)
        assert "rows in the order" in told(pt.check_order_is_invisible, CARD)


@pytest.mark.parametrize(
    ("check", "change", "words"),
    [
        (pt.check_contributions_add_up, {"rounding": Fraction(7)}, "and a rounding of 7 are"),
        (pt.check_undefined_stays_undefined, {"status": pk.Status.UNDEFINED}, "status UNDEFINED, reasons ()"),
    ],
)
def test_a_result_that_contradicts_itself_is_caught(
    check: Callable[..., None], change: dict[str, object], words: str
) -> None:
    """A sum that is none, a status that does not fit its total."""
    real = pk.appraise
    with patch.object(pk, "appraise", lambda *given: attrs.evolve(real(*given), **change), create=True):
        assert words in told(check, CARD)


def test_weights_that_count_absolutely_are_caught() -> None:
    """The factor and both totals are told."""
    real, asked = pk.appraise, iter(range(1000))
    with patch.object(pk, "appraise", lambda *given: attrs.evolve(real(*given), total=next(asked)), create=True):
        assert "all weights times" in told(pt.check_weight_scale_free, CARD)
    pt.check_weight_scale_free(POINTS, settings=settings(QUICK, max_examples=10))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = 2 + 3 = 6", "sides of different values 5, 6"),
        ("a = many = few", "no side that can be calculated"),
    ],
)
def test_an_explanation_that_does_not_recompute_is_caught(text: str, words: str) -> None:
    """The line is told, and the explanation around it."""
    with patch.object(pk.Appraisal, "explain", lambda _self, _language, _detail: text):
        assert words in told(pt.check_explains, CARD)


def test_an_explanation_without_its_total_is_caught() -> None:
    """Contributions that are not printed do not recompute the total."""
    with patch.object(pk.Appraisal, "explain", lambda _self, _language, _detail: "nothing"):
        assert "do not recompute the total" in told(pt.check_explains, CARD)


def test_steps_of_one_name_are_not_told_apart() -> None:
    """Such a card is checked line by line alone."""
    steps = tuple(
        pk.adjustments.ScoreLimit(code=code, name="ScoreLimit", cap=cap) for code, cap in (("l1", 80), ("l2", 70))
    )
    pt.check_explains(attrs.evolve(CARD, adjustments=steps), settings=settings(QUICK, max_examples=10))


@frozen(cache_hash=True)
class Hiding(pk.Formula):
    """A quotient that is 1 where it has no value."""

    above: str
    below: str

    def express(self) -> pk.Expr:
        """A gap becomes a number."""
        gaps = pk.Status.absences() | {pk.Status.UNDEFINED}
        return Coalesce(Input(self.above) / Input(self.below), gaps, Const(1))


def test_a_formula_that_hides_gaps_is_caught() -> None:
    """The place and the gap are told; a formula that declares it passes, and so do those that hide nothing."""
    message = told(pt.check_formula, Hiding("a", "b"))
    assert re.search(r"has the value 1 without ('[ab]'|the quotient .*) \(\w+\), although that counts", message)
    quick = settings(QUICK, max_examples=15)
    pt.check_formula(Hiding("a", "b"), covers=pk.Status.absences() | {pk.Status.UNDEFINED}, settings=quick)
    assert "although that counts" in told(pt.check_formula, Hiding("a", "b"), covers=pk.Status.absences())
    for formula in (pk.Ratio("a", "b"), pk.formulas.Category("letter"), pk.Growth("a", "b"), pk.Computed("12")):
        pt.check_formula(formula, settings=quick)


@given(pt.rules(Honest))
@settings(max_examples=20, deadline=None)
def test_a_check_inside_a_test_finds_its_data(rule: Honest) -> None:
    """Without ``data`` a check tries once, on what the test around it draws."""
    pt.check_bounded(attrs.evolve(rule, scale=pk.Scale(0, 100)))


def test_a_check_inside_a_test_fails_with_it() -> None:
    """The test around finds the counterexample and makes it small."""

    @given(pt.rules(Overpaying))
    @settings(QUICK, max_examples=400, derandomize=True)  # a few dozen examples miss it now and then
    def around(rule: Overpaying) -> None:
        pt.check_bounded(rule)

    assert "more than the" in told(around)


@frozen(cache_hash=True)
class Partial(pk.records.Reducer):
    """The sum of the figures, and one more where a table is reduced."""

    def reduce(self, group: pk.records.RecordGroup) -> object:
        """As the numbers are held."""
        total: Any = group.total()
        return total if isinstance(total.top, int) else total + 1


@attrs.frozen(cache_hash=True)
class Failing(pk.records.Reducer):
    """A reducer that raises an error of its own, where many groups are reduced another one."""

    def reduce(self, group: pk.records.RecordGroup) -> object:
        """Nothing comes of it."""
        total: Any = group.total()
        raise (ArithmeticError if isinstance(total.top, int) else LookupError)("nothing")


def test_a_reducer_that_raises() -> None:
    """What it raises is compared, too."""
    with pytest.raises(AssertionError, match=r"ArithmeticError.* one by one, and .*LookupError.* in a table"):
        pt.check_reducer(Failing(), "x", settings=SEARCH)


def test_a_reducer_that_tells_the_readings_apart() -> None:
    """The records are told, and what both ways make of them."""
    with pytest.raises(AssertionError, match=r"Partial\(\) makes .* one by one, and .* in a table"):
        pt.check_reducer(Partial(), "x", settings=SEARCH)
    pt.check_reducer(pk.records.Mean(), "x", settings=QUICK)


def test_contributions_of_what_is_not_added_up_are_none() -> None:
    """The least of two points is no sum."""
    items = [pk.Indicator(code, scoring=pk.DirectPoints(), weight=50) for code in "ab"]
    pt.check_contributions_add_up(pk.Scorecard("card", items=items, aggregation="minimum"))
