"""What a constructor says of arguments that do not fit."""

from collections.abc import Callable
from inspect import isabstract

import pytest
from attrs import frozen, has
from public import EVERYTHING

import perfkpi as pk

HIGHER = pk.Direction.HIGHER_IS_BETTER
FAULTS: dict[str, tuple[Callable[[], object], pk.errors.Code, str, str, str]] = {
    "a target without its name": (
        lambda: pk.rules.AllMet(3),
        pk.errors.Code.WRONG_TYPE,
        "AllMet",
        "AllMet takes its arguments by name; write one of of=, decrease=, scale=, direction=, floor=, cap= before 3",
        "全部达标的参数必须写明名称；请在 3 前写 of=、decrease=、scale=、direction=、floor=、cap= 之一",
    ),
    "the next argument without its name": (
        lambda: pk.Attainment(100, 90),
        pk.errors.Code.WRONG_TYPE,
        "Attainment",
        "Attainment takes only target without a name; write one of direction=, scale=,",
        "请在 90 前写 direction=、scale=",
    ),
    "the one name that fits": (
        lambda: pk.Reweight(2),
        pk.errors.Code.WRONG_TYPE,
        "Reweight",
        "Reweight takes its arguments by name; write Reweight(minimum_count=2)",
        "请写 Reweight(minimum_count=2)",
    ),
    "a part and numbers without their names": (
        lambda: pk.TargetDelta("12%", pk.Additive("1%"), 2, 3),
        pk.errors.Code.WRONG_TYPE,
        "TargetDelta",
        "write per= or loss_per= before an Additive, one of per=, base_points=, counting=, ",
        "请在 计分单位 前写 per= 或 loss_per=，在 2、3 前写 per=、",
    ),
    "items in the place of the name": (
        lambda: pk.Scorecard("card", [pk.Indicator("a", scoring=pk.DirectPoints(), weight=100)]),
        pk.errors.Code.WRONG_TYPE,
        "Scorecard",
        "[an Indicator “a”] stands in the place of name; write items= before [an Indicator “a”]",
        "[指标“a”] 写在了名称（name）的位置；请在 [指标“a”] 前写 items=",
    ),
    "a rule in the place of the formula": (
        lambda: pk.Indicator("a", "A", pk.DirectPoints()),
        pk.errors.Code.WRONG_TYPE,
        "Indicator",
        "stands in the place of formula; write scoring= before",
        "写在了计算公式（formula）的位置；请在",
    ),
    "two slips of the pen": (
        lambda: pk.Indicator("a", scorings=1, weigth=2),
        pk.errors.Code.UNKNOWN_KEY,
        "Indicator",
        "there is no argument 'scorings' (did you mean 'scoring'?) or 'weigth' (did you mean 'weight'?); there is",
        "没有参数 'scorings'（是否指 'scoring'？）、'weigth'（是否指 'weight'？）；现有 code、",
    ),
    "too many without a name": (
        lambda: pk.Scale(0, 100, 120),
        pk.errors.Code.WRONG_TYPE,
        "Scale",
        "Scale takes only low, high without a name; write Scale(0, 100, up_to=120)",
        "分制中只有 low、high 可以不写名称；请写 Scale(0, 100, up_to=120)",
    ),
    "an argument where there is none": (
        lambda: pk.adjustments.PayNothing(1),
        pk.errors.Code.WRONG_TYPE,
        "PayNothing",
        "write PayNothing()",
        "请写 PayNothing()",
    ),
    "a slip of the pen": (
        lambda: pk.Attainment(taget=100),
        pk.errors.Code.UNKNOWN_KEY,
        "Attainment.taget",
        "there is no argument 'taget' (did you mean 'target'?); there is target, direction, scale,",
        "没有参数 'taget'（是否指 'target'？）；现有 target、direction、scale、",
    ),
    "an argument of another name": (
        lambda: pk.Attainment(target=100, direction=HIGHER, max=120),
        pk.errors.Code.UNKNOWN_KEY,
        "Attainment.max",
        "there is no argument 'max'; there is target, direction, scale,",
        "没有参数 'max'；现有 target、direction、scale、",
    ),
    "a name where none is known": (
        lambda: pk.adjustments.PayNothing(points=1),
        pk.errors.Code.UNKNOWN_KEY,
        "PayNothing.points",
        "there is no argument 'points'; there is none",
        "没有参数 'points'；现在一个参数也没有",
    ),
    "by place and by name": (
        lambda: pk.Scale(0, 100, low=0),
        pk.errors.Code.DUPLICATE_CODE,
        "Scale.low",
        "low is given twice, by its place and by its name; keep one",
        "最低分（low）给出了两次（按位置和按名称）；请保留一个",
    ),
    "several left out": (
        lambda: pk.PiecewiseLinear([(0, 0), (1, 100)]),
        pk.errors.Code.CHOICE_NEEDED,
        "PiecewiseLinear",
        "PiecewiseLinear needs below=, above= and direction=; choose below= 'floor' | 'hold' | 'refuse' | ",
        "未给出第一个节点以下的部分（below）、最后一个节点以上的部分（above）、方向（direction）；请选择 below= ",
    ),
    "left out": (
        lambda: pk.Attainment(target=100),
        pk.errors.Code.CHOICE_NEEDED,
        "Attainment.direction",
        "direction not said, and there is no default; choose 'higher',",
        "未给出方向（direction）；请选择 'higher'、",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_does_not_fit_is_told(name: str) -> None:
    """What was said wrongly comes before what was not said."""
    build, code, where, en, zh = FAULTS[name]
    with pytest.raises(pk.errors.DefinitionError) as caught:
        build()
    assert (caught.value.code, caught.value.where) == (code, where)
    assert en in caught.value.en
    assert zh in caught.value.zh


def test_a_call_that_is_advised_runs_when_it_is_typed() -> None:
    """Where one name fits, the message holds the whole call."""
    for build, made in (
        (lambda: pk.Reweight(2), pk.Reweight(minimum_count=2)),
        (lambda: pk.Scale(0, 100, 120), pk.Scale(0, 100, up_to=120)),
    ):
        with pytest.raises(pk.errors.DefinitionError) as caught:
            build()
        assert eval(f"pk.{caught.value.en.rpartition('write ')[2]}", {"pk": pk}) == made  # noqa: S307  # its own text


@frozen(cache_hash=True)
class Careless(pk.adjustments.PayNothing):
    """A consequence that is wrong itself."""

    def __attrs_post_init__(self) -> None:
        raise TypeError("its own affair")


def test_an_error_of_the_constructor_itself_is_left_alone() -> None:
    """Where the arguments fit, what somebody's own class raises is not about them."""
    with pytest.raises(TypeError, match="its own affair"):
        Careless()


def test_long_arguments_are_quoted_briefly() -> None:
    """Whatever was given, by whatever name."""
    for build in (lambda: pk.Attainment(**{"x" * 10**6: 1}), lambda: pk.Scorecard(*["x" * 10**6] * 9)):
        with pytest.raises(pk.errors.DefinitionError) as caught:
            build()
        assert len(str(caught.value)) < 700


MADE_BY_THE_LIBRARY = {
    "AdjustmentLine",
    "Appraisal",
    "BatchScores",
    "Column",
    "DecidedRows",
    "Finding",
    "FormulaValue",
    "FormulaValues",
    "Gap",
    "GoalScores",
    "IndicatorLine",
    "IndicatorSummary",
    "Line",
    "Part",
    "Parts",
    "Population",
    "Read",
    "Reason",
    "Reasons",
    "ScoresByCard",
    "SectionLine",
    "Summary",
    "Undefinedness",
}
"""Results and why there are none, which hold data as they are; nobody writes them into a scorecard."""
WRITTEN = [
    name
    for name, kind in EVERYTHING.items()
    if isinstance(kind, type) and has(kind) and not isabstract(kind) and name not in MADE_BY_THE_LIBRARY
]


@pytest.mark.parametrize("name", WRITTEN)
def test_whatever_is_written_by_hand_answers_for_its_arguments(name: str) -> None:
    """A new class is asked, too."""
    with pytest.raises(pk.errors.DefinitionError, match="there is no argument 'no_such_argument'") as caught:
        EVERYTHING[name](no_such_argument=1)
    assert caught.value.where.startswith(name)
