"""Measures that are declared and that nothing reads: lint tells each."""

import pytest

import perfkpi as pk

BOTH = pk.Label(zh="销售额", en="Sales")


def card(*measures: pk.Measure, **changes: object) -> pk.Scorecard:
    """A card that reads the measure ``sales``."""
    item = pk.Indicator("sales", BOTH, scoring=pk.DirectPoints(scale=pk.Scale(0, 100)), weight=100)
    return pk.Scorecard("card", pk.Label(zh="考核表", en="Card"), items=[item], measures=measures, **changes)


def test_a_measure_that_nothing_reads_is_told() -> None:
    """With its place, the one that may be meant, and what to do."""
    (finding,) = [
        each for each in pk.lint(card(pk.Measure("slaes", name=BOTH))) if each.code is pk.errors.Code.UNKNOWN_MEASURE
    ]
    assert finding.where == "measures[0]"
    assert (finding.say("en"), finding.say("zh")) == (
        (
            "[PK201] measure 1 “Sales”: nothing on the card reads 'slaes' (did you mean 'sales'?); "
            "correct the code, or leave it out"
        ),
        "[PK201] 第 1 个数据项“销售额”：考核表没有用到 'slaes'（是否指 'sales'？）；请更正代码，或去掉该数据项",
    )


@pytest.mark.parametrize("step", [False, True])
def test_a_measure_that_anything_reads_is_not(*, step: bool) -> None:
    """An indicator, or a step on the total."""
    bonus = pk.Bonus("extra", BOTH, floor=0, cap=5)
    changes = {"adjustments": [bonus], "beyond_scale": "allow"} if step else {}
    declared = [pk.Measure("sales", name=BOTH), *([pk.Measure("extra", name=BOTH)] if step else [])]
    assert pk.lint(card(*declared, **changes)) == ()
