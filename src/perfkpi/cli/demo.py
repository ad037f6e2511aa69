"""The demonstration: a finance director's sheet (seven indicators), a dozen people, two explanations.

The sheet leaves every number blank; the targets, rates and weights below are examples, and so are the people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfkpi.appraisal.appraisals import Appraisal
from perfkpi.appraisal.display import total_text
from perfkpi.appraisal.scoring import appraise
from perfkpi.displays.texts import aligned
from perfkpi.errors import Language
from perfkpi.interpreters.figures import decimal_text
from perfkpi.labels import Label
from perfkpi.language import Status
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.ratings import RatingScale
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.formulas.computed import Computed
from perfkpi.model.formulas.deviation import Deviation, DeviationSign
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.formulas.ratio import Ratio
from perfkpi.model.measurement.measures import Direction, Frequency, Measure, Unit
from perfkpi.model.measurement.missing import Reweight
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.scoring.target_delta import TargetDelta
from perfkpi.model.scoring.units import Additive, Counting

_MEASURES = {
    "net_profit": Label(zh="税后净利润", en="net profit after tax"),
    "equity": Label(zh="所有者权益", en="equity"),
    "revenue": Label(zh="主营业务收入", en="revenue"),
    "total_cost": Label(zh="总成本", en="total cost"),
    "collected": Label(zh="当期货款回笼额", en="payments collected"),
    "sales": Label(zh="同期销售额", en="sales of the period"),
    "spent": Label(zh="实际发生的成本费用", en="department cost"),
    "budget": Label(zh="预算成本费用", en="department budget"),
    "opening_assets": Label(zh="期初总资产", en="opening assets"),
    "closing_assets": Label(zh="期末总资产", en="closing assets"),
    "investment_income": Label(zh="投资净收益(亏损)", en="investment income"),
    "investment": Label(zh="投资总额", en="investment"),
}

_PEOPLE = """
E01 1320 10000  9000  5600 8550  9000 480 500  8800  9200  90 1000
E02 1250 10000  8200  5000 7800  8200 505 500  8000  8400  60 1000
E03  900 10000  8600  5700 7500  8600 530 500  9000  9600  45  900
E04 1800 10000 12000  7000 11700 12000 450 500  9800 10200 130 1000
E05  300  8000  6400  4600 5000  6400 560 500  8800  9000 -40  800
E06 1210  9900  9100  5600 8700  9100 498 500  9000  9000  75 1000
E07    -  9500  8800  5500 8300  8800 502 500  9000  9100  70 1000
E08 1100     0  8000  5000 7500  8000 500 500  8500  8700  65 1000
E09 1404 11700  9700  6000 9300  9700 490 500  9500  9900  88 1100
E10 -200  7000  5200  4300 3900  5200 610 500  8000  7800 -90  700
E11 1150 10200  8300  5100 7900  8300 500 500  8600  8800  68 1000
E12 1275 10000  9400  5800 8930  9400 503 500  9100  9500  80 1000
"""


def finance_director() -> Scorecard:
    """Build the finance director's scorecard, its blanks filled with examples."""
    percent = Unit.PERCENT
    higher, lower = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER
    assets = Computed("(opening_assets + closing_assets) / 2")
    income = "balance sheet, income statement"
    rows: list[tuple[str, str, str, Formula, str, str, Direction, int, str]] = [
        ("roe", "净资产收益率", "Return on equity", Ratio("net_profit", "equity", unit=percent),
         "12%", "1%", higher, 20, income),
        ("net_margin", "税后净利润率", "Net margin", Ratio("net_profit", "revenue", unit=percent),
         "14%", "1%", higher, 15, "income statement"),
        ("cost_ratio", "总成本费用率", "Total cost ratio", Ratio("total_cost", "revenue", unit=percent),
         "62%", "1%", lower, 15, "income statement"),
        ("collection", "货款回笼率", "Collection rate", Ratio("collected", "sales", unit=percent),
         "95%", "1%", higher, 15, "financial report"),
        ("budget", "部门费用与预算的差异率", "Budget overrun",
         Deviation("spent", "budget", sign=DeviationSign.OVERRUN, unit=percent),
         "0%", "1%", lower, 10, "cost ledger, budget"),
        ("turnover", "总资产周转率", "Asset turnover", Ratio("revenue", assets, unit=Unit.TIMES),
         "1", "0.1", higher, 15, income),
        ("roi", "投资收益率", "Return on investment", Ratio("investment_income", "investment", unit=percent),
         "7%", "1%", higher, 10, "investment ledger"),
    ]  # fmt: skip
    return Scorecard(
        code="finance-director",
        name=Label(zh="财务总监", en="Finance director"),
        version="example",
        measures=tuple(Measure(code, name=name) for code, name in _MEASURES.items()),
        items=tuple(
            Indicator(
                code=code,
                name=Label(zh=zh, en=en),
                formula=formula,
                scoring=TargetDelta(
                    target=target,
                    per=Additive(per),
                    gain=2,
                    loss=3,
                    base_points=90,
                    floor=0,
                    cap=110,
                    counting=Counting.PROPORTIONAL,
                    direction=direction,
                ),
                perspective="finance",
                source=source,
                frequency=Frequency.ANNUAL,
                weight=weight,
            )
            for code, zh, en, formula, target, per, direction, weight, source in rows
        ),
        scale=Scale(0, 100, up_to=110),
        missing=Reweight(minimum_count=5),
        ratings=RatingScale.descending(
            (Label(zh="优秀", en="excellent"), 90),
            (Label(zh="良好", en="good"), 70),
            (Label(zh="一般", en="fair"), 50),
            (Label(zh="不合格", en="unsatisfactory"), 0),
        ),
    )


def people() -> dict[str, dict[str, int | None]]:
    """Read the measures of a dozen invented people; one figure is missing, one denominator is 0."""
    rows = (line.split() for line in _PEOPLE.strip().splitlines())
    return {
        name: {code: None if cell == "-" else int(cell) for code, cell in zip(_MEASURES, cells, strict=True)}
        for name, *cells in rows
    }


def demonstration(languages: Sequence[Language]) -> Iterator[str]:
    """Yield the lines that ``perfkpi demo`` prints: a table of everybody, and one explanation for each language."""
    card = finance_director()
    results = [appraise(card, data, subject=name, period="2026") for name, data in people().items()]
    yield "财务总监 Finance director. 目标值、加减分和权重均为示例。Targets, rates and weights are examples."
    yield ""
    head = ["被考核人 subject", "总分 total", "等级 rating", "完整度 completeness", "说明 note"]
    yield from aligned([head, *(_row(result) for result in results)], right=(1, 3))
    for language, result in zip(languages, results, strict=False):
        yield ""
        yield result.explain(language)


def _row(result: Appraisal) -> list[str]:
    rating = "–" if result.band is None else f"{result.band.say('zh')} {result.band.say('en')}"
    unscored = [line for line in result.lines if line.status is not Status.OK]
    note = "; ".join(f"{line.name.zh}: {line.status.label.zh} {line.status.label.en}" for line in unscored)
    return [result.subject, total_text(result), rating, decimal_text(result.completeness, percent=True), note]
