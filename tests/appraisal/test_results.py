"""What an appraisal tells: lines, sections, adjustments, parts, repr and HTML."""

from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser

import pytest

import perfkpi as pk
from perfkpi.language import Power
from perfkpi.language.expressions import Input


def rated(code: str, **changes: object) -> pk.Indicator:
    """A rating taken as it is."""
    return pk.Indicator(
        **{
            "code": code,
            "name": code,
            "formula": pk.Actual(code),
            "scoring": pk.DirectPoints(scale=pk.Scale(0, 100)),
            **changes,
        }
    )


BONUS = pk.Bonus(
    code="bonus",
    name=pk.Label(zh="加分项", en="Bonus"),
    formula=pk.Actual("bonus"),
    floor=-5,
    cap=5,
    missing=pk.missing.ZeroPoints(),
)
SECTIONED = pk.Scorecard(
    code="card",
    name=pk.Label(zh="考核表", en="Card"),
    version="2026",
    items=(
        (
            pk.Section(
                code="finance",
                name=pk.Label(zh="财务", en="Finance"),
                items=((rated("a"), 50), (rated("b"), 50)),
                missing=pk.Reweight(),
            ),
            60,
        ),
        (rated("c"), 40),
    ),
    adjustments=(BONUS,),
    beyond_scale=pk.choices.BeyondScale.ALLOW,
    missing=pk.Reweight(),
    ratings=pk.RatingScale.descending((pk.Label(zh="优秀", en="excellent"), 90), (pk.Label(zh="其他", en="other"), 0)),
)
FIGURES: dict[str, object] = {"a": 90, "b": 80, "c": 70, "bonus": 9}


def test_sections_and_adjustments_have_lines() -> None:
    """The section's score, what it is worth to the whole, and the bonus up to its cap."""
    result = pk.appraise(SECTIONED, FIGURES, subject="E1", period=2026)
    # 0.6 x (90 + 80)/2 = 51; 0.4 x 70 = 28; 51 + 28 + 5 = 84
    assert [(line.code, line.contribution) for line in result.lines] == [("a", 27), ("b", 24), ("c", 28)]
    section = result.sections[0]
    assert (section.points, section.contribution, section.weight, section.reason) == (85, 51, Fraction(3, 5), None)
    adjustment = result.adjustments[0]
    assert (adjustment.code, adjustment.points, adjustment.status) == ("bonus", 5, pk.Status.OK)
    assert (result.total, result.rating, result.subject, result.period) == (Decimal("84.00"), "其他", "E1", "2026")
    assert result.rating_label() == "其他"
    assert result.rating_label("en") == "other"
    assert result.reason is None


def test_weights_move_within_and_across_sections() -> None:
    """What a missing figure weighed goes to the others of its level, and completeness tells what was left out."""
    result = pk.appraise(SECTIONED, FIGURES | {"b": None, "bonus": None})
    # the section is 90; 0.6 x 90 + 28 = 82
    assert (result.total, result.completeness) == (Decimal("82.00"), Fraction(7, 10))
    assert [line.weight for line in result.lines] == [Fraction(3, 5), 0, Fraction(2, 5)]
    result = pk.appraise(SECTIONED, FIGURES | {"a": None, "b": None})
    # the section has nothing left, so the rating counts alone: 70 + 5
    assert result.total == Decimal("75.00")
    assert result.sections[0].status is pk.Status.INSUFFICIENT
    assert result.sections[0].reason is not None
    assert result.sections[0].weight == 0


def test_no_total_has_a_reason() -> None:
    """Nothing to count is no total and no rating, never 0."""
    result = pk.appraise(SECTIONED, FIGURES | {"a": None, "b": None, "c": None})
    assert (result.total, result.rating, result.rating_label("en"), result.band) == (None, None, None, None)
    assert result.status is pk.Status.INSUFFICIENT
    assert result.reason is not None
    assert "no total" in repr(result)
    assert "暂无总分" in result.explain("zh", "audit") or "无总分" in result.explain("zh", "audit")


def test_a_wrong_figure_is_covered_by_no_policy() -> None:
    """Invalid data of an adjustment or an indicator stops the total."""
    assert pk.appraise(SECTIONED, FIGURES | {"bonus": "many"}).status is pk.Status.INVALID_VALUE
    assert pk.appraise(SECTIONED, FIGURES | {"a": "many"}).status is pk.Status.INVALID_VALUE


def test_lines_and_parts_are_found_by_code() -> None:
    """A code that is not there is a KeyError, as in any mapping, and says which ones are."""
    rule = pk.rules.AchievementImprovement(
        threshold=1, benchmark=5, baseline="before", direction=pk.Direction.HIGHER_IS_BETTER
    )
    item = pk.Indicator(code="a", name="a", formula=pk.Actual("a"), scoring=rule)
    card = pk.Scorecard(code="c", name="c", items=((item, 10),), scale=pk.Scale(0, 10),
                        weighting=pk.choices.Weighting.NORMALISED)  # fmt: skip
    result = pk.appraise(card, {"a": 3, "before": None})
    line = result.line("a")
    # achievement: round(9 x (3 - 1)/4 + 0.5) = 5; no baseline, so no improvement
    assert dict(line.parts) == {"achievement": 5, "improvement": None}
    assert len(line.parts) == 2
    assert line.parts.of("improvement").status is pk.Status.NOT_MEASURED
    with pytest.raises(pk.errors.MeasureError, match="no indicator 'nobody'; there is a") as caught:
        result.line("nobody")
    assert isinstance(caught.value, KeyError)
    for look_up in (line.parts.__getitem__, line.parts.of):
        with pytest.raises(pk.errors.MeasureError, match="no part 'nothing'; there is achievement, improvement"):
            look_up("nothing")
    assert ("nothing" in line.parts, line.parts.get("nothing")) == (False, None)
    with pytest.raises(pk.errors.MeasureError, match="no figure 'after'; there is a, before") as caught:
        _ = result.inputs["after"]
    assert "没有数据 'after'；现有 a、before" in caught.value.zh
    assert ("after" in result.inputs, result.inputs.get("after"), len(result.inputs)) == (False, None, 2)


def test_of_many_names_some_are_told() -> None:
    """A message stays readable on a card of a hundred indicators."""
    items = [(rated(f"k{place}"), 1) for place in range(100)]
    card = pk.Scorecard(code="c", name="c", items=items, weighting=pk.choices.Weighting.NORMALISED)
    result = pk.appraise(card, {f"k{place}": 1 for place in range(100)})
    with pytest.raises(pk.errors.MeasureError, match=r"there is k0, .*, k19…$"):
        result.line("nobody")


class Cells(HTMLParser):
    """Collects tags and texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        """Remember a text."""
        self.texts.append(data)


def test_names_are_escaped_in_html() -> None:
    """A name from somebody's data cannot put a script into a notebook."""
    name = pk.Label(zh="<script>alert(1)</script>", en="<b>&amp;")
    item = rated("a", name=name)
    card = pk.Scorecard(code="c", name=name, items=((item, 100),), missing=pk.missing.Refuse())
    html = pk.appraise(card, {"a": 90.5}, subject='"><img src=x>', period="<i>")._repr_html_()
    page = Cells(html)
    assert not {"script", "img", "i"} & set(page.tags)
    assert any("<script>alert(1)</script>" in text for text in page.texts)
    assert "90.5" in page.texts


def test_a_table_shows_every_line() -> None:
    """Indicators with value, points, weight and contribution; a dash and the status where there is none."""
    result = pk.appraise(SECTIONED, FIGURES | {"b": None}, subject="E1", period="2026")
    text = repr(result)
    assert text.splitlines()[0] == "考核表 Card · E1 · 2026"
    assert "总分 total 87.00 · 等级 rating 其他 other · 数据完整度 completeness 70%" in text
    assert "缺少数据 not measured" in text
    assert "–" in text
    assert all(line.code in text for line in result.lines)
    page = Cells(result._repr_html_())
    assert page.tags.count("tr") == 1 + len(result.lines) + len(result.sections) + len(result.adjustments)
    assert all(line.code in text for line in (*result.sections, *result.adjustments))
    assert "缺少数据（b） not measured (b)" in page.texts


def test_a_total_that_is_not_rounded_to_places_is_a_fraction() -> None:
    """Without a declared rounding nothing is rounded; a step is no decimal place."""
    thirds = tuple((rated(code), 1) for code in "abc")
    plain = {"code": "c", "name": "c", "items": thirds, "weighting": pk.choices.Weighting.NORMALISED}
    figures = {"a": 90, "b": 80, "c": 81}
    result = pk.appraise(pk.Scorecard(**plain, rounding=pk.RoundingPolicy(total=None)), figures)
    assert result.total == Fraction(251, 3)
    assert result.rounding == 0
    assert "251/3" in result.explain("en", "audit")
    halves = pk.appraise(pk.Scorecard(**plain, rounding=pk.RoundingPolicy(total=pk.Rounding(step="0.5"))), figures)
    assert halves.total == Fraction("83.5")
    tens = pk.appraise(pk.Scorecard(**plain, rounding=pk.RoundingPolicy(total=pk.Rounding(-1))), figures)
    assert str(tens.total) == "80"


GEOMETRIC = pk.Computed(Power(Input("a") * Input("b"), "1/2"))


def test_an_irrational_value_is_exact() -> None:
    """A geometric mean is carried as a root, compared exactly, and printed with ≈."""
    item = rated("mean", formula=GEOMETRIC)
    card = pk.Scorecard(code="c", name="c", items=((item, 100),))
    result = pk.appraise(card, {"a": 80, "b": 90})
    line = result.lines[0]
    assert line.value * line.value == line.contribution * line.contribution == 7200
    assert result.total == Decimal("84.85")
    assert result.rounding == Fraction("84.85") - line.value
    assert "≈" in result.explain("en", "audit")
    assert "84.85" in repr(result)
    again = pk.appraise(card, {"a": 90, "b": 80})
    assert again.lines == result.lines
    assert hash(again.lines) == hash(result.lines)
    unrounded = pk.Scorecard(code="c", name="c", items=((item, 100),), rounding=pk.RoundingPolicy(total=None))
    result = pk.appraise(unrounded, {"a": 80, "b": 90})
    assert result.total is None
    assert result.unrounded == line.value
    assert result.status is pk.Status.OK
    assert "≈" in repr(result)


def test_multiples_of_one_root_add_up() -> None:
    """The same mean, weighed twice, is one root; contributions and rounding add up to the total."""
    items = (
        (rated("x", formula=GEOMETRIC), 30),
        (rated("y", formula=pk.Computed(Power(Input("a") * Input("b") * 4, "1/2") - 90)), 70),
    )
    result = pk.appraise(pk.Scorecard(code="c", name="c", items=items), {"a": 80, "b": 90})
    # 0.3 r + 0.7 (2 r - 90) = 1.7 r - 63 with r = 84.8528...
    assert result.total == Decimal("81.25")
    added = result.lines[0].contribution + result.lines[1].contribution
    assert added == result.unrounded
    assert added + result.rounding == Fraction("81.25")


def test_two_different_roots_have_no_exact_sum() -> None:
    """The total is undefined with a way out, not approximately right."""
    items = (
        (rated("x", formula=pk.Computed(Power(Input("a"), "1/2"))), 50),
        (rated("y", formula=pk.Computed(Power(Input("b"), "1/2"))), 50),
    )
    result = pk.appraise(pk.Scorecard(code="c", name="c", items=items), {"a": 2, "b": 3})
    assert result.status is pk.Status.UNDEFINED
    assert result.reason is not None
    assert "round one of them" in result.reason.say("en")
    rounded = pk.Scorecard(
        code="c", name="c", items=items, rounding=pk.RoundingPolicy(value=pk.Rounding(2), total=pk.Rounding(2))
    )
    # sqrt 2 = 1.41, sqrt 3 = 1.73; half of each: 1.57
    assert pk.appraise(rounded, {"a": 2, "b": 3}).total == Decimal("1.57")
