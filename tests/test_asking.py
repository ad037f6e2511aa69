"""What a constructor says of arguments that do not fit."""

from collections.abc import Callable
from inspect import isabstract

import pytest
from attrs import frozen, has

import perfkpi as pk

HIGHER = pk.Direction.HIGHER_IS_BETTER
FAULTS: dict[str, tuple[Callable[[], object], pk.Code, str, str, str]] = {
    "a target without its name": (
        lambda: pk.Attainment(100),
        pk.Code.WRONG_TYPE,
        "Attainment",
        "Attainment takes its arguments by name; write Attainment(target=100)",
        "Attainment 的参数必须写明名称；请写 Attainment(target=100)",
    ),
    "the next argument without its name": (
        lambda: pk.Attainment(100, target=90),
        pk.Code.WRONG_TYPE,
        "Attainment",
        "write Attainment(direction=100)",
        "请写 Attainment(direction=100)",
    ),
    "too many without a name": (
        lambda: pk.Scale(0, 100, 120),
        pk.Code.WRONG_TYPE,
        "Scale",
        "Scale takes only low, high without a name; write Scale(0, 100, up_to=120)",
        "Scale 只有 low、high 可以不写名称；请写 Scale(0, 100, up_to=120)",
    ),
    "an argument where there is none": (
        lambda: pk.PayNothing(1),
        pk.Code.WRONG_TYPE,
        "PayNothing",
        "write PayNothing()",
        "请写 PayNothing()",
    ),
    "a slip of the pen": (
        lambda: pk.Attainment(taget=100),
        pk.Code.UNKNOWN_KEY,
        "Attainment.taget",
        "there is no argument 'taget' (did you mean 'target'?); there is scale, floor, cap, target,",
        "没有参数 'taget'（是否指 'target'？）；现有 scale、floor、cap、target、",
    ),
    "an argument of another name": (
        lambda: pk.Attainment(target=100, direction=HIGHER, max=120),
        pk.Code.UNKNOWN_KEY,
        "Attainment.max",
        "there is no argument 'max'; there is scale, floor, cap, target,",
        "没有参数 'max'；现有 scale、floor、cap、target、",
    ),
    "a name where none is known": (
        lambda: pk.PayNothing(points=1),
        pk.Code.UNKNOWN_KEY,
        "PayNothing.points",
        "there is no argument 'points'; there is none",
        "没有参数 'points'；现有 （无）",
    ),
    "by place and by name": (
        lambda: pk.Scale(0, 100, low=0),
        pk.Code.DUPLICATE_CODE,
        "Scale.low",
        "low is given twice, by its place and by its name; keep one",
        "low 给出了两次（按位置和按名称）；请保留一个",
    ),
    "left out": (
        lambda: pk.Attainment(target=100),
        pk.Code.CHOICE_NEEDED,
        "Attainment.direction",
        "direction was not said, and there is no default; choose Direction.HIGHER_IS_BETTER,",
        "没有说明 direction，且没有默认值；请选择 Direction.HIGHER_IS_BETTER、",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_does_not_fit_is_told(name: str) -> None:
    """What was said wrongly comes before what was not said."""
    build, code, where, en, zh = FAULTS[name]
    with pytest.raises(pk.DefinitionError) as caught:
        build()
    assert (caught.value.code, caught.value.where) == (code, where)
    assert en in caught.value.en
    assert zh in caught.value.zh


@frozen(cache_hash=True)
class Careless(pk.PayNothing):
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
        with pytest.raises(pk.DefinitionError) as caught:
            build()
        assert len(str(caught.value)) < 700


MADE_BY_THE_LIBRARY = {
    "AdjustmentLine", "Appraisal", "BatchScores", "Column", "FormulaValue", "FormulaValues", "IndicatorLine", "Lanes",
    "Line", "Part", "Parts", "Population", "Read", "Reason", "SectionLine", "Summary", "Undefinedness",
}  # fmt: skip
"""Results and why there are none, which hold data as they are; nobody writes them into a scorecard."""
WRITTEN = [
    name
    for name, kind in ((name, getattr(pk, name)) for name in pk.__all__)
    if isinstance(kind, type) and has(kind) and not isabstract(kind) and name not in MADE_BY_THE_LIBRARY
]


@pytest.mark.parametrize("name", WRITTEN)
def test_whatever_is_written_by_hand_answers_for_its_arguments(name: str) -> None:
    """A new class is asked, too."""
    with pytest.raises(pk.DefinitionError, match="there is no argument 'no_such_argument'") as caught:
        getattr(pk, name)(no_such_argument=1)
    assert caught.value.where.startswith(name)
