"""Names that a language lacks: texts show the other one, and lint tells it once."""

import pytest
from cards import HUNDRED, card, named, rated, section

import perfkpi as pk

BOTH = pk.Label(zh="销售额", en="Sales")
SOLD = pk.Measure("sales", name=pk.Label(zh="销售额", en="sales"))


def sheet(*items: object, **choices: object) -> pk.Scorecard:
    """A card with names in both languages but for what is given."""
    return pk.Scorecard("card", pk.Label(zh="考核表", en="Card"), items=items, **choices)


def item(name: object = BOTH, code: str = "sales", **changes: object) -> tuple[pk.Indicator, int]:
    """An indicator of one name."""
    return pk.Indicator(code, name, scoring=pk.DirectPoints(scale=HUNDRED), **changes), 100


def found(made: pk.Scorecard, language: str = "zh") -> list[str]:
    """What lint says."""
    return [finding.say(language) for finding in pk.lint(made)]


def test_a_card_in_both_languages_has_no_findings() -> None:
    """Nothing is told where nothing is missing."""
    bands = pk.RatingScale([pk.Band("A", 60, None), pk.Band("B", None, 60, label=pk.Label(zh="差", en="Poor"))])
    assert found(sheet(item(), measures=[SOLD], ratings=bands)) == []


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        (
            "销售额",
            "[PK106] 第 1 项“销售额”的名称：没有英文名称；请写 Label(zh='销售额', en='...')",
            "[PK106] item 1 “销售额”, name: no name in English; write Label(zh='销售额', en='...')",
        ),
        (
            pk.Label(en="Sales"),
            "[PK106] 第 1 项“Sales”的名称：没有中文名称；请写 Label(zh='...', en='Sales')",
            "[PK106] item 1 “Sales”, name: no name in Chinese; write Label(zh='...', en='Sales')",
        ),
        (
            "sales",
            "[PK106] 第 1 项“sales”的名称：没有中文名称；请写 Label(zh='...', en='sales')",
            "[PK106] item 1 “sales”, name: no name in Chinese; write Label(zh='...', en='sales')",
        ),
    ],
    ids=["Chinese alone", "English alone", "the bare code"],
)
def test_a_name_in_one_language_is_told_once(name: object, zh: str, en: str) -> None:
    """With its place in words and what to write; a plain text serves for both languages as far as it can."""
    made = sheet(item(name), measures=[SOLD])
    assert (found(made), found(made, "en")) == ([zh], [en])
    (finding,) = pk.lint(made)
    assert (finding.code, finding.where, str(finding)) == (pk.errors.Code.NAME_MISSING, "items[0].name", en)
    assert (finding.place.zh, finding.message.zh, finding.hint.zh) == tuple(zh[8:].replace("；", "：").split("："))


def test_an_abbreviation_serves_for_both_languages() -> None:
    """ROE is ROE."""
    assert found(sheet(item("ROE"), measures=[SOLD])) == []


def test_names_are_looked_for_everywhere() -> None:
    """The card itself, sections, steps, ratings, the parts of a composite and the measures."""
    part = pk.formulas.Composite([(rated("part"), 100)])
    whole = pk.Indicator("whole", pk.Label(zh="综合", en="Whole"), part, scoring=pk.DirectPoints(scale=HUNDRED))
    made = pk.Scorecard(
        "card",
        "考核表",
        items=[(whole, 50), (section("s", item(code="profit", formula="利润")), 50)],
        adjustments=[named(pk.adjustments.ScoreLimit, "limit", cap=100), pk.adjustments.ScoreLimit("l", "封顶", cap=9)],
        ratings={"优": 90, "差": 0},
    )
    assert [(finding.where, finding.place.zh) for finding in pk.lint(made)] == [
        ("name", "名称"),
        ("adjustments[1].name", "第 2 个总分调整步骤“封顶”的名称"),
        ("ratings.bands[0].label", "等级表的第 1 个等级“优”的名称"),
        ("ratings.bands[1].label", "等级表的第 2 个等级“差”的名称"),
        ("measures", "数据项“part”"),
        ("measures", "数据项“利润”"),
    ]
    assert found(made)[-2:] == [
        (
            "[PK106] 数据项“part”：没有名称，说明中只能显示代码；"
            "请在 measures 中写 Measure('part', name=Label(zh='...', en='...'))"
        ),
        "[PK106] 数据项“利润”：没有英文名称；请在 measures 中写 Measure('利润', name=Label(zh='利润', en='...'))",
    ]


def test_a_rating_without_a_label_shows_its_code() -> None:
    """In English, too."""
    bands = pk.RatingScale([pk.Band("优", 60, None), pk.Band("B", None, 60)])
    assert [finding.where for finding in pk.lint(sheet(item(), measures=[SOLD], ratings=bands))] == [
        "ratings.bands[0].label"
    ]


def test_the_other_name_stands_in() -> None:
    """An English text shows the Chinese name, not the bare code."""
    explained = pk.appraise(sheet(item("销售额"), measures=[SOLD]), {"sales": 90}).explain("en")
    assert "销售额" in explained


def test_what_is_no_card_is_refused() -> None:
    """As everywhere; a language as well."""
    with pytest.raises(pk.errors.DefinitionError, match="is not a Scorecard"):
        pk.lint(5)
    with pytest.raises(pk.errors.DefinitionError, match="is not a language"):
        pk.lint(card((rated("a"), 100)))[0].say("fr")
