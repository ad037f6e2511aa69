"""What may be declared about a measure's source: in which forms, and what could be read in two ways is refused."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from pickled import pickled

import perfkpi as pk
from perfkpi.testing import card_of

NOT_MEASURED, NOT_DUE = pk.missing.Absent.NOT_MEASURED, pk.missing.Absent.NOT_DUE
LETTERS = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 95), ("无", 0)))
GRADE = card_of(LETTERS, pk.formulas.Category("value"))
FIGURE = card_of(pk.DirectPoints(scale=pk.Scale(0, 10**6)))

SAME: dict[str, list[pk.Measure]] = {
    "texts": [
        pk.Measure("x", absent=("", "-")),
        pk.Measure("x", absent=["-", ""]),
        pk.Measure("x", absent={"-", ""}),
        pk.Measure("x", absent=(" ", "－")),
        pk.Measure("x", absent=("", "-", "－")),
        pk.Measure("x", absent=("-", ("", NOT_MEASURED))),
        pk.Measure("x", absent={"-": NOT_MEASURED, "": NOT_MEASURED}),
        pk.Measure("x", absent=[["-", NOT_MEASURED], ("", NOT_MEASURED)]),
    ],
    "one text": [pk.Measure("x", absent="N/A"), pk.Measure("x", absent=("Ｎ/Ａ",))],
    "reasons": [pk.Measure("x", absent={"未到期": NOT_DUE}), pk.Measure("x", absent=(("未到期", NOT_DUE),))],
    "grouping": [pk.Measure("x", grouping=","), pk.Measure("x", grouping="，")],
    "grouping by space": [pk.Measure("x", grouping=" "), pk.Measure("x", grouping="\N{NARROW NO-BREAK SPACE}")],
    "grouping by apostrophe": [pk.Measure("x", grouping="'"), pk.Measure("x", grouping="’")],
    "currency": [
        pk.Measure("x", currency="¥"),
        pk.Measure("x", currency=("￥",)),
        pk.Measure("x", currency=("¥", "￥")),
    ],
    "units": [
        pk.Measure("x", units=(("万元", 10000), ("元", 1))),
        pk.Measure("x", units={"元": 1, "万 元": "10000"}),
        pk.Measure("x", units=[["元", 1.0], ["万元", 10000]]),
    ],
}


def test_a_unit_of_the_library_may_be_written_as_its_code() -> None:
    """On formulas and on measures; a text that is none of them is refused with all of them, and how to make one."""
    assert pk.Ratio("a", "b", unit="percent") == pk.Ratio("a", "b", unit=pk.Unit.PERCENT)
    assert pk.formulas.HitRate("a", "b", unit="times").unit is pk.Unit.TIMES
    assert pk.formulas.ConditionsMet([pk.conditions.AtLeast("a", 1)], unit="points").unit is pk.Unit.POINTS
    counts = [(5, "many"), (1, "few")]
    assert pk.formulas.TopBoxShare(counts, at_least=5, unit="number").unit is pk.Unit.NUMBER
    measure = pk.Measure("a", unit="yuan", recorded_in="percent")
    assert measure == pk.Measure("a", unit=pk.Unit.YUAN, recorded_in=pk.Unit.PERCENT)
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.Ratio("a", "b", unit="km")
    assert caught.value.where == "Ratio.unit"
    assert all(text in caught.value.say("en") for text in ("'percent'", "Unit(...)"))
    assert all(text in caught.value.say("zh") for text in ("'percent'", "Unit(...)"))


@pytest.mark.parametrize("kind", SAME)
def test_declarations_are_brought_into_one_form(kind: str) -> None:
    """Their order, their spelling and their container make no difference."""
    first, *others = SAME[kind]
    for other in others:
        assert other == first
        assert hash(other) == hash(first)


def test_nothing_declared_is_nothing() -> None:
    """A measure that only has a name reads as it always did."""
    assert pk.Measure("x").notation is None
    assert pk.Measure("x", recorded_in=pk.Unit.NUMBER).notation is None
    assert pk.Measure("x", recorded_in=pk.Unit.PERCENT).notation is not None


FULL = pk.Measure(
    "x",
    absent=("", "N/A", ("未到期", NOT_DUE)),
    grouping=",",
    currency=("¥", "元"),
    units=(("万", 10000), ("‰", "0.001")),
    recorded_in=pk.Unit.PERCENT,
)


def test_declarations_travel() -> None:
    """Into documents and back, into a pickle and back, and into a changed copy."""
    assert pk.loads(pk.dumps(FULL)) == FULL
    assert pickled(FULL) == FULL
    assert pickled(FULL.notation) == FULL.notation
    assert attrs.evolve(FULL, grouping=None).absent == FULL.absent
    assert pk.to_document(FULL) == {
        "schema": 3,
        "type": "Measure",
        "code": "x",
        "recorded_in": "percent",
        "absent": [["", "not_measured"], ["N/A", "not_measured"], ["未到期", "not_due"]],
        "grouping": ",",
        "currency": ["¥", "元"],
        "units": [["‰", "0.001"], ["万", "10000"]],
    }


Case = tuple[Callable[[], object], pk.errors.Code, str]
REFUSED: dict[str, Case] = {
    "an absent text that is a number": (
        lambda: pk.Measure("x", absent=("0",)),
        pk.errors.Code.CHOICE_NEEDED,
        "absent[0]",
    ),
    "one in full width": (lambda: pk.Measure("x", absent=("", "０")), pk.errors.Code.CHOICE_NEEDED, "absent[1]"),
    "one with groups": (
        lambda: pk.Measure("x", absent=("9,999",), grouping=","),
        pk.errors.Code.CHOICE_NEEDED,
        "absent[0]",
    ),
    "one with a sign": (
        lambda: pk.Measure("x", absent=("¥0",), currency="¥"),
        pk.errors.Code.CHOICE_NEEDED,
        "absent[0]",
    ),
    "one with a unit": (
        lambda: pk.Measure("x", absent=("0元",), units={"元": 1}),
        pk.errors.Code.CHOICE_NEEDED,
        "absent[0]",
    ),
    "an absent text twice": (lambda: pk.Measure("x", absent=("-", "-")), pk.errors.Code.DUPLICATE_CODE, "absent"),
    "one with two reasons": (
        lambda: pk.Measure("x", absent=(("-", NOT_MEASURED), ("－", NOT_DUE))),
        pk.errors.Code.DUPLICATE_CODE,
        "absent",
    ),
    "an absent number": (lambda: pk.Measure("x", absent=(0,)), pk.errors.Code.WRONG_TYPE, "absent"),
    "no reason": (lambda: pk.Measure("x", absent={"-": "missing"}), pk.errors.Code.WRONG_TYPE, "absent"),
    "a status as a reason": (
        lambda: pk.Measure("x", absent={"-": pk.Status.NOT_MEASURED}),
        pk.errors.Code.WRONG_TYPE,
        "absent",
    ),
    "three of a pair": (lambda: pk.Measure("x", absent=(("-", NOT_DUE, 1),)), pk.errors.Code.WRONG_TYPE, "absent"),
    "no texts": (lambda: pk.Measure("x", absent=None), pk.errors.Code.WRONG_TYPE, "absent"),
    "bytes": (lambda: pk.Measure("x", absent=b"-"), pk.errors.Code.WRONG_TYPE, "absent"),
    "a point between groups": (lambda: pk.Measure("x", grouping="."), pk.errors.Code.CHOICE_NEEDED, "grouping"),
    "two signs between groups": (lambda: pk.Measure("x", grouping=",,"), pk.errors.Code.CHOICE_NEEDED, "grouping"),
    "no sign between groups": (lambda: pk.Measure("x", grouping=""), pk.errors.Code.CHOICE_NEEDED, "grouping"),
    "a line break between groups": (lambda: pk.Measure("x", grouping="\n"), pk.errors.Code.CHOICE_NEEDED, "grouping"),
    "a truth between groups": (lambda: pk.Measure("x", grouping=True), pk.errors.Code.CHOICE_NEEDED, "grouping"),
    "a digit as currency": (lambda: pk.Measure("x", currency="5"), pk.errors.Code.CODE, "currency"),
    "a percent sign as currency": (lambda: pk.Measure("x", currency="％"), pk.errors.Code.CODE, "currency"),
    "no currency": (lambda: pk.Measure("x", currency=("",)), pk.errors.Code.CODE, "currency"),
    "an invisible currency": (lambda: pk.Measure("x", currency="\u200b"), pk.errors.Code.CODE, "currency"),
    "a number as currency": (lambda: pk.Measure("x", currency=(5,)), pk.errors.Code.CODE, "currency"),
    "a currency twice": (lambda: pk.Measure("x", currency=("元", "元")), pk.errors.Code.DUPLICATE_CODE, "currency"),
    "a sign in a unit": (lambda: pk.Measure("x", units={"k-": 1000}), pk.errors.Code.CODE, "units"),
    "a unit without a word": (lambda: pk.Measure("x", units={"": 1000}), pk.errors.Code.CODE, "units"),
    "a unit that is a text": (lambda: pk.Measure("x", units="万元"), pk.errors.Code.CODE, "units"),
    "a unit without a factor": (lambda: pk.Measure("x", units=("万元",)), pk.errors.Code.CODE, "units"),
    "no factor": (lambda: pk.Measure("x", units={"万元": "万"}), pk.errors.Code.NOT_A_NUMBER, "units"),
    "a factor of nothing": (lambda: pk.Measure("x", units={"万元": 0}), pk.errors.Code.SCALE, "units"),
    "a negative factor": (lambda: pk.Measure("x", units={"万元": -1}), pk.errors.Code.SCALE, "units"),
    "a unit twice": (
        lambda: pk.Measure("x", units=(("万元", 10000), ("万元", 10000))),
        pk.errors.Code.DUPLICATE_CODE,
        "units",
    ),
    "a unit of two factors": (
        lambda: pk.Measure("x", units=(("万元", 10000), ("万 元", 1000))),
        pk.errors.Code.DUPLICATE_CODE,
        "units",
    ),
    "a currency that is a unit": (
        lambda: pk.Measure("x", currency="元", units={"元": 1}),
        pk.errors.Code.CHOICE_NEEDED,
        "currency",
    ),
    "a unit and a sign that are another unit": (
        lambda: pk.Measure("x", currency="元", units={"万": 10000, "万元": 1000}),
        pk.errors.Code.CHOICE_NEEDED,
        "currency",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    """Each has its code, its place and a sentence in both languages."""
    make, code, where = REFUSED[name]
    with pytest.raises(pk.PerfKpiError) as caught:
        make()
    assert caught.value.code is code
    assert caught.value.where == f"Measure.{where}"
    assert caught.value.say("zh")
    assert caught.value.zh != caught.value.en


def test_words_that_mean_the_same_may_overlap() -> None:
    """A unit that is another one with the sign behind it, of the same factor, is one thing to say twice."""
    measure = pk.Measure("x", currency=("元", "¥"), units={"万": 10000, "万元": 10000})
    assert measure.notation is not None
    assert measure.notation.number("¥5万元") == 50000


def test_a_grade_that_stands_for_none_is_refused() -> None:
    """The rule knows a letter that the measure declares to be none: one of both must go."""
    with pytest.raises(
        pk.errors.DefinitionError, match="'无' is a grade of 'value'; leave it out of absent="
    ) as caught:
        attrs.evolve(GRADE, measures=(pk.Measure("other"), pk.Measure("value", absent=("无",))))
    assert caught.value.where == "measures[1].absent"
    assert attrs.evolve(GRADE, measures=(pk.Measure("value", absent=("未评",)),))
    assert attrs.evolve(FIGURE, measures=(pk.Measure("value", absent=("无",)),))


@pytest.mark.parametrize("changes", [{"grouping": ","}, {"currency": "¥"}, {"units": {"万": 10000}}], ids=str)
def test_what_is_about_numbers_is_refused_for_a_grade(changes: dict[str, Any]) -> None:
    """It would be without effect, and somebody meant something by it."""
    with pytest.raises(
        pk.errors.DefinitionError, match="is a grade; grouping=, currency= and units= are about numbers"
    ):
        attrs.evolve(GRADE, measures=(pk.Measure("value", **changes),))


def said(text: str, language: str, **changes: object) -> str:
    """What an invalid text says of a measure."""
    card = attrs.evolve(FIGURE, measures=(pk.Measure("value", **changes),))
    reason = pk.appraise(card, {"value": text}).lines[0].reason
    assert reason is not None
    return reason.sentence(language)


def test_a_reason_says_what_the_source_may_write() -> None:
    """It quotes the text and lists what was declared, in both languages."""
    everything: dict[str, Any] = {
        "absent": ("", "N/A"),
        "grouping": ",",
        "currency": "¥",
        "units": {f"单位{sign}": 1 for sign in "甲乙丙丁戊己庚辛壬"},
    }
    assert said("1,23", "en", **everything) == (
        "value: '1,23' is not a number; its Measure reads 12, 0.12, '12%' or '1/3', and "
        "'', 'N/A' where there is no figure, ',' between groups of three digits, '¥' beside a number, "
        "'单位丁', '单位丙', '单位乙', '单位壬', '单位己', '单位庚', '单位戊', '单位甲', … behind a number"
    )
    assert said("1,23", "zh", grouping=",", absent="无") == (
        "value：'1,23' 不是数字；该数据项可以写 12、0.12、'12%'、'1/3'，以及 '无'（没有数据）、','（千位分隔符）"
    )


def test_a_reason_says_what_to_declare() -> None:
    """An empty cell and thousands that nobody declared; what was declared is not advised once more."""
    assert said("", "en").endswith("where it means that there is no figure, its Measure can say so: absent=('',)")
    assert said(" ", "zh").endswith("如果空白表示没有数据，请在该数据项（Measure）中指定 absent=('',)")
    assert said("1,234.5", "en").endswith("its Measure can say so: grouping=','")
    assert said("1,234.5", "zh", absent="-").endswith("grouping=','")
    assert "can say so" not in said("", "en", absent="-")
    assert "can say so" not in said("12,34", "en", grouping=",")
    assert said("N/A", "en", recorded_in=pk.Unit.PERCENT).endswith("(no thousands separators)")


def test_a_fraction_and_an_exponent_beside_words() -> None:
    """Whatever is a number by itself is one beside a unit."""
    notation = pk.Measure("x", units={"万元": 10000}, grouping=" ").notation
    assert notation is not None
    assert notation.number("1/3万元") == Fraction(10000, 3)
    assert notation.number("1e3 万元") == 10**7
    assert notation.number("1\N{NARROW NO-BREAK SPACE}234\N{NO-BREAK SPACE}567") == 1234567
