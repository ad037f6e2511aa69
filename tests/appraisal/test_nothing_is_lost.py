"""What decided a score stands in its explanation: equal lines of parts, the figures behind a condition, other rules."""

import pytest
from pages import HIGHER, RATED, item, sheet

import perfkpi as pk
from perfkpi.testing.laws.explanations import check_explained

DETAILS = ("full", "audit")


def rated_by(target: object = 100) -> pk.rules.Attainment:
    """A share of the target."""
    return pk.rules.Attainment(target=target, direction=HIGHER)


def block(result: pk.Appraisal, language: str, detail: str = "full") -> list[str]:
    """The lines of the first item of an explanation."""
    check_explained(result)
    return [line.strip() for line in result.explain(language, detail).split("\n\n")[1].splitlines()[1:]]


def composite(*parts: pk.Indicator) -> pk.formulas.Composite:
    """The mean of some indicators."""
    return pk.formulas.Composite([(part, 1) for part in parts], weighting=pk.choices.Weighting.NORMALISED)


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("named", [("甲", "乙"), ("First", "Second")])
def test_each_part_of_a_composite_has_all_its_lines(named: tuple[str, str], detail: str) -> None:
    """Also where they say the same as those of another part, or of the rule that scores the whole."""
    parts = [
        item(code, zh, en, rated_by(), pk.Actual("a")) for code, zh, en in (("p", "甲", "First"), ("q", "乙", "Second"))
    ]
    result = pk.appraise(sheet(item("x", "综合", "Whole", rated_by(), composite(*parts))), {"a": 80})
    told = block(result, "zh" if named[0] == "甲" else "en", detail)
    first, second = (
        [line.removeprefix(f"{name} · ") for line in told if line.startswith(f"{name} · ")] for name in named
    )
    assert [line.replace(*named) for line in first] == second
    target = "目标值 = 100" if named[0] == "甲" else "target = 100"
    assert target in first
    assert target in told


def test_parts_inside_parts_have_their_own_lines() -> None:
    """And so have two that ask the same conditions."""
    asked = pk.conditions.AllOf([pk.conditions.AtLeast(name, 1) for name in "ab"])
    formula = pk.formulas.Conditional(asked, then=100, otherwise=40)
    outer = [
        item(code, code, code, RATED, composite(*(item(code + each, each, each, rated_by(), formula) for each in "pq")))
        for code in "rs"
    ]
    result = pk.appraise(sheet(item("x", "综合", "Whole", RATED, composite(*outer))), {"a": 1, "b": 0})
    told = block(result, "zh")
    assert len([line for line in told if "达标项数 = 1 + 0 = 1" in line]) == 4
    assert len([line for line in told if line.endswith("目标值 = 100")]) == 4
