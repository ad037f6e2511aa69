"""From data to inputs: which values are numbers, which are absent, which are wrong, and which names are meant."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hostile import rational, real

import perfkpi as pk


def card(*measures: pk.Measure, names: tuple[str, ...] = ("净利润",)) -> pk.Scorecard:
    """A card of rated measures, taken as they are."""
    items = tuple(
        (
            pk.Indicator(
                code=f"i{place}", name=name, formula=pk.Actual(name), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
            ),
            Fraction(100, len(names)),
        )
        for place, name in enumerate(names)
    )
    return pk.Scorecard(code="card", name="考核表", items=items, measures=measures)


def value_of(value: object, *measures: pk.Measure) -> pk.results.IndicatorLine:
    """The line of one figure."""
    return pk.appraise(card(*measures), {"净利润": value}).lines[0]


NUMBERS = {
    "int": (12, "12"),
    "float": (0.1, "1/10"),
    "text": ("12.50", "12.5"),
    "percent text": ("12%", "0.12"),
    "full-width text": ("１２．５", "12.5"),
    "fraction text": ("1/3", "1/3"),
    "Decimal": (Decimal("0.30"), "0.3"),
    "Fraction": (Fraction(1, 7), "1/7"),
    "numpy integer": (np.int16(7), "7"),
    "numpy float": (np.float64(0.1), "0.1"),
    "numpy float32": (np.float32(0.1), "0.1"),
    "numpy longdouble": (np.longdouble("0.25"), "0.25"),
    "numpy text": (np.str_("12%"), "0.12"),
    "full-width fraction": ("　－１／３　", "-1/3"),
    "a minus sign": ("−5", "-5"),
    "large int": (10**150, str(10**150)),
    "negative zero": (-0.0, "0"),
}


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_figure_is_the_number_that_is_written(kind: str) -> None:
    """Every type of number that data comes in means its shortest decimal."""
    value, expected = NUMBERS[kind]
    assert value_of(value).value == Fraction(expected)


class Unprintable:
    """An object whose repr fails."""

    def __repr__(self) -> str:
        """Fail."""
        raise RuntimeError


ABSENT = {
    "None": (None, pk.Status.NOT_MEASURED, "缺少数据"),
    "NaN": (float("nan"), pk.Status.NOT_MEASURED, "缺少数据"),
    "Decimal NaN": (Decimal("NaN"), pk.Status.NOT_MEASURED, "缺少数据"),
    "signalling NaN": (Decimal("sNaN"), pk.Status.NOT_MEASURED, "缺少数据"),
    "numpy NaN": (np.float64("nan"), pk.Status.NOT_MEASURED, "缺少数据"),
    "numpy NaT": (np.datetime64("NaT", "D"), pk.Status.INVALID_VALUE, "不是数字"),
    "masked": (np.ma.masked, pk.Status.NOT_MEASURED, "缺少数据"),
    "not measured": (pk.missing.Absent.NOT_MEASURED, pk.Status.NOT_MEASURED, "缺少数据"),
    "not applicable": (pk.missing.Absent.NOT_APPLICABLE, pk.Status.NOT_APPLICABLE, "不适用"),
    "not due": (pk.missing.Absent.NOT_DUE, pk.Status.NOT_DUE, "未到考核期"),
    "too little data": (pk.missing.Absent.INSUFFICIENT, pk.Status.INSUFFICIENT, "数据不足"),
    "truth": (True, pk.Status.INVALID_VALUE, "真假值"),
    "infinity": (float("inf"), pk.Status.INVALID_VALUE, "有限"),
    "text NaN": ("nan", pk.Status.INVALID_VALUE, "有限"),
    "text": ("n/a", pk.Status.INVALID_VALUE, "不是数字"),
    "thousands": ("1,000", pk.Status.INVALID_VALUE, "千位"),
    "empty text": ("", pk.Status.INVALID_VALUE, "不是数字"),
    "blank text": (" \t", pk.Status.INVALID_VALUE, "absent=('',)"),
    "square": ("10²", pk.Status.INVALID_VALUE, "'10²'"),
    "fifth power": ("10⁵", pk.Status.INVALID_VALUE, "'10⁵'"),
    "digit with a full stop": ("⒈", pk.Status.INVALID_VALUE, "'⒈'"),
    "half": ("½", pk.Status.INVALID_VALUE, "'½'"),
    "digit in a circle": ("①", pk.Status.INVALID_VALUE, "'①'"),
    "small percent sign": ("5﹪", pk.Status.INVALID_VALUE, "'5﹪'"),
    "space and more": ("5" + " " * 1400 + "x", pk.Status.INVALID_VALUE, "10^400"),
    "nanoseconds": (np.timedelta64(90, "ns"), pk.Status.INVALID_VALUE, "90 nanoseconds"),
    "seconds": (np.timedelta64(90, "s"), pk.Status.INVALID_VALUE, "90 seconds"),
    "numpy truth": (np.True_, pk.Status.INVALID_VALUE, "：True 是真假值"),
    "denominator 0": (rational(1, 0), pk.Status.INVALID_VALUE, "不是数字"),
    "no text of a number": (real("<a number>"), pk.Status.INVALID_VALUE, "净利润：类型为 Fake 的值 不是数字"),
    "the names of measures": ("{names}", pk.Status.INVALID_VALUE, "'{names}'"),
    "list": ([1], pk.Status.INVALID_VALUE, "不是数字"),
    "array": (np.array([1.0]), pk.Status.INVALID_VALUE, "不是数字"),
    "complex": (1j, pk.Status.INVALID_VALUE, "不是数字"),
    "a status": (pk.Status.NOT_MEASURED, pk.Status.INVALID_VALUE, "不是数字"),
    "something that cannot be shown": (Unprintable(), pk.Status.INVALID_VALUE, "Unprintable"),
    "enormous": (Decimal("1e999999999"), pk.Status.INVALID_VALUE, "10^400"),
}


@pytest.mark.parametrize("kind", ABSENT)
def test_what_is_no_number_has_a_status_and_a_reason(kind: str) -> None:
    """The line names the measure and says what is wrong with it, in both languages, and has no points."""
    value, status, zh = ABSENT[kind]
    line = value_of(value)
    assert line.status is status
    assert line.points is None
    assert line.reason is not None
    assert zh in line.reason.say("zh")
    assert "净利润" in line.reason.say("zh")
    assert "净利润" in line.reason.say("en")


PANDAS_LIKE = type("NAType", (), {})


def test_the_missing_value_of_a_data_frame_is_missing() -> None:
    """It is told by its name, because the library it comes from need not be installed."""
    assert value_of(PANDAS_LIKE()).status is pk.Status.NOT_MEASURED


def test_a_column_of_percent_numbers() -> None:
    """Where the column holds 12 for 12 %, 12 is 0.12, and "12%" says itself what it is."""
    percent = pk.Measure("净利润", recorded_in=pk.Unit.PERCENT)
    assert value_of(12, percent).value == Fraction("0.12")
    assert value_of("12%", percent).value == Fraction("0.12")
    assert value_of(12.5, percent).value == Fraction("0.125")
    assert value_of(12, pk.Measure("净利润", recorded_in=pk.Unit.NUMBER)).value == 12
    assert value_of(None, percent).status is pk.Status.NOT_MEASURED


def test_names_are_found_in_their_normal_form() -> None:
    """Full-width letters, digits and brackets of a column name are the usual ones; strange keys are left alone."""
    sheet = card(names=("profit(2)", "收入"))
    result = pk.appraise(sheet, {"ｐｒｏｆｉｔ（２）": 1, " 收入 ": 2, 5: "ignored"})
    assert [line.value for line in result.lines] == [1, 2]


def test_two_names_that_are_one_are_refused() -> None:
    """The data must not hold the same measure twice under two spellings."""
    with pytest.raises(pk.errors.MeasureError) as caught:
        pk.appraise(card(names=("profit", "收入")), {"profit": 1, "ｐｒｏｆｉｔ": 2})
    assert caught.value.code is pk.errors.Code.AMBIGUOUS_MEASURE
    assert caught.value.where == "data['ｐｒｏｆｉｔ']"
    assert "keep one" in caught.value.en
    assert "保留一个" in caught.value.zh


def test_an_absent_measure_is_an_error_with_a_suggestion() -> None:
    """A typo in the data is not silently a missing figure."""
    with pytest.raises(pk.errors.MeasureError) as caught:
        pk.appraise(card(names=("net_profit", "revenue")), {"net_proft": 1, "income": 2})
    error = caught.value
    assert isinstance(error, LookupError)
    assert error.code is pk.errors.Code.UNKNOWN_MEASURE
    assert error.where == "data['net_profit']"
    assert error.value == ("net_profit", "revenue")
    assert "'net_profit' (did you mean 'net_proft'?), 'revenue'; give None" in error.en
    assert "是否指 'net_proft'" in error.zh


@pytest.mark.parametrize("measures", [[("净利润", 1)], None, "净利润", 5])
def test_data_that_is_no_mapping_is_refused(measures: object) -> None:
    """The error says what a mapping looks like."""
    with pytest.raises(pk.errors.DefinitionError, match="data is a mapping") as caught:
        pk.appraise(card(), measures)  # type: ignore[arg-type]  # what the test is about
    assert caught.value.where == "data"


def test_only_a_scorecard_can_be_appraised() -> None:
    """An indicator alone has no weight and no total."""
    indicator = pk.Indicator(
        code="a", name="a", formula=pk.Actual("a"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
    )
    with pytest.raises(pk.errors.DefinitionError, match="is not a Scorecard"):
        pk.appraise(indicator, {"a": 1})  # type: ignore[arg-type]  # what the test is about


@pytest.mark.parametrize(
    ("grade", "status"),
    [
        ("Ａ", pk.Status.OK),
        (" A ", pk.Status.OK),
        (None, pk.Status.NOT_MEASURED),
        (pk.missing.Absent.NOT_DUE, pk.Status.NOT_DUE),
        (5, pk.Status.INVALID_VALUE),
        (" ", pk.Status.INVALID_VALUE),
        ("E", pk.Status.INVALID_VALUE),
        (float("nan"), pk.Status.NOT_MEASURED),
        (Decimal("sNaN"), pk.Status.NOT_MEASURED),
        (np.ma.masked, pk.Status.NOT_MEASURED),
        (True, pk.Status.INVALID_VALUE),
        (float("inf"), pk.Status.INVALID_VALUE),
    ],
)
def test_a_grade_is_text(grade: object, status: pk.Status) -> None:
    """Letters are normalised as names are; what is no letter of the rule is invalid, never the worst one."""
    rule = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 100), ("B", 80)))
    indicator = pk.Indicator(code="a", name="a", formula=pk.formulas.Category("grade"), scoring=rule)
    sheet = pk.Scorecard(code="card", name="card", items=((indicator, 100),))
    line = pk.appraise(sheet, {"grade": grade}).lines[0]
    assert line.status is status
    assert line.points == (100 if status is pk.Status.OK else None)
    assert line.value == {"Ａ": "A", " A ": "A", "E": "E"}.get(str(grade))


def test_a_wrong_grade_is_quoted() -> None:
    """With its measure, and with what to declare where it is blank, in both languages."""
    rule = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 100), ("B", 80)))
    indicator = pk.Indicator(code="a", name="a", formula=pk.formulas.Category("grade"), scoring=rule)
    sheet = pk.Scorecard(code="card", name="card", items=((indicator, 100),))
    number, blank = (pk.appraise(sheet, {"grade": grade}).lines[0].reason for grade in (5, " "))
    assert number is not None
    assert number.sentence("en") == "grade: 5 is no grade; a grade is text such as 'A'"
    assert number.sentence("zh") == "grade：5 不是等级；等级应为文字，如 'A'"
    assert blank is not None
    assert blank.say("en").endswith("its Measure can say so: absent=('',)")
    assert blank.say("zh").endswith("中指定 absent=('',)")


class Money(Decimal):
    """A decimal of somebody's own."""


def test_a_decimal_of_another_class_is_a_number_or_none() -> None:
    """Like the plain one."""
    assert value_of(Money("12.5")).value == Fraction("12.5")
    for none in (Money("NaN"), Money("sNaN")):
        assert value_of(none).status is pk.Status.NOT_MEASURED
