"""Schemes 3, 7, 10 and 12: a finance director, a library for directors, and two sheets of new-media directors."""

from schemes.sheets.sheet import ATTAINED, LETTERS, RATED, Sheet, line, ours, rated_by

import perfkpi as pk
from perfkpi import formulas, rules

RATINGS = pk.RatingScale.descending(("优秀", 90), ("良好", 75), ("合格", 60), ("不合格", 0))
OVERSPENT = pk.Deviation("费用", "预算", sign="overrun")

# ------------------------------------------------------------------------------ scheme 3, 财务总监: formulas and shapes
# Columns as printed: KPI, 定义/公式, the unit and the better direction of 增加…,加( )分;减少…,减( )分, 信息来源. All
# numbers are ours. Read so: the target is worth 100; points by unit are taken, and not 实际值/目标值×100, which gives
# others; equity is that at the end, assets are the mean; no. 5 is printed as 1-实际/预算, which grows when money is
# saved, and loses points when it grows: read as the overrun, and as only 减分 is printed, nothing is gained; no. 6 has
# ×100% and 次: read as turns. No. 4 has no rule, no. 7 is cut off after 目标值( )%.
PRINTED = {
    "roe": ("净资产收益率", "税后净利润/所有者权益×100%", "1%", "higher", "资产负债表和损益表"),
    "margin": ("税后净利润率", "税后净利润/主营业务收入×100%", "1%", "higher", "损益表"),
    "cost": ("总成本费用率", "总成本/总营业收入×100%", "1%", "lower", "损益表"),
    "collection": ("货款回笼率", "当期货款回笼额/同期销售额×100%", None, "higher", "财务会计报告(统计分析报表)"),
    "budget": ("部门费用与预算的差异率", None, "1%", "lower", "费用明细科目及预算资料汇总"),
    "turnover": ("总资产周转率", "主营业务收入/((期初总资产+期末总资产)/2)", "0.1", "higher", "损益表及资产负债表"),
    "roi": ("投资收益率", "投资净收益(亏损)/投资总额×100%", "1%", "higher", ""),
}
BLANKS = {
    "roe": (20, ours(target="12%", gain=2, loss=3)),
    "margin": (15, ours(target="8.5%", gain=4, loss=4)),
    "cost": (15, ours(target="80%", gain=2, loss=3, counting="full_units")),
    "collection": (10, ours(target="95%")),
    "budget": (10, ours(target="3%", loss=2, cap=100)),
    "turnover": (20, ours(target="0.75", gain=3, loss=15, counting="started_units")),
    "roi": (10, ours(target="4%", gain=2, loss=15)),
}
COMMON = ours(base_points=100, counting="proportional", cap=120)


def financial(code: str, sign: str = "overrun") -> pk.Indicator:
    """One row of the sheet with its blanks filled."""
    name, text, unit, direction, source = PRINTED[code]
    weight, blanks = BLANKS[code]
    formula = pk.Computed(text) if text else pk.Deviation("实际发生的成本费用", "预算成本费用", sign=sign)
    shape = COMMON | {"per": pk.Additive(unit)} if unit else {}
    rule = pk.TargetDelta if unit else pk.Attainment
    return pk.Indicator(
        code, name, formula, scoring=rule(direction=direction, **shape | blanks), source=source, weight=weight
    )


FINANCE = pk.Scorecard(
    "finance-director",
    "财务总监",
    items=[financial(code) for code in PRINTED],
    **ours(scale=pk.Scale(0, 100, up_to=120), ratings=RATINGS),
)

# ------------------------------------------------------------------------ scheme 7, 总监级人员KPI考核指标库: categories
# Named are six categories of three; scales, weights and rules are ours: 0 to 10, all alike.
ALIKE = ours(scale=10, weighting="normalised")
LIBRARY = {
    "领导能力指标": "决策能力 团队管理能力 沟通能力",
    "业绩目标指标": "关键绩效指标 项目管理能力 业务创新能力",
    "团队管理指标": "人员激励能力 团队培训和发展能力 团队绩效管理",
    "财务管理指标": "成本控制能力 预算管理能力 利润贡献能力",
    "客户关系指标": "客户满意度 客户保持和发展能力 行业和合作伙伴关系",
    "自我发展指标": "专业知识和技能更新 领导力和管理技能发展 职业道德和社会责任",
}
MEASURED = {  # 如销售额; 实际支出与预算相符
    "2.1": (pk.Ratio("sales", "goal"), ATTAINED),
    "4.2": (pk.Deviation("spent", "budget", sign="absolute"), line("0%", "20%", "lower")),
}


def listed(code: str, name: str) -> pk.Indicator:
    """One of the library: measured, or rated."""
    formula, rule = MEASURED.get(code, (code, RATED))
    return pk.Indicator(code, name, formula, **ours(1, rule))


CATEGORIES = [
    pk.Section(
        f"{at}", category, items=[listed(f"{at}.{n}", name) for n, name in enumerate(names.split(), 1)], **ours(1)
    )
    for at, (category, names) in enumerate(LIBRARY.items(), 1)
]

# --------------------------------------------------------------- scheme 10, 新媒体运营总监: raters, grades, six figures
# Four grades without cut points, which are ours; how quarters make a year is not printed: the sheet is that of a year.
# 30 %, 20 %, 10 % and nothing of 基本工资 are pay, and so is 专项奖励: not points.
CRISES = [
    rules.DescribedCase("及时", "舆论当日平息", 100),
    rules.DescribedCase("迟缓", "三日内平息", 60),
    rules.DescribedCase("失控", "舆论扩大", 0),
]
NEW_MEDIA = [
    *(
        pk.Indicator(name, name, pk.Growth(name[:2], f"{name[:2]}0"), **ours(5, line("20%", "0%")))
        for name in ("粉丝增长", "活跃度", "阅读量", "点赞量", "评论量", "转发量")
    ),
    pk.Indicator("content", "内容质量与创新", formulas.Category("content"), **ours(20, LETTERS)),
    pk.Indicator("campaigns", "营销活动效果", pk.Ratio("线索", "线索目标"), **ours(10, ATTAINED)),
    pk.Indicator("costs", "成本控制", OVERSPENT, **ours(10, line("0%", "20%", "lower"))),
    pk.Indicator("crises", "危机公关处理", formulas.Category("crises"), **ours(10, rules.DescribedCases(CRISES))),
    pk.Indicator(
        "team", "团队管理与培训", rated_by(("自评", 20, 1), ("上级", 50, 1), ("同事", 30, 3)), **ours(20, RATED)
    ),
]

# ------------------------------------------------------ scheme 12, 新媒体运营总监 (终版): growth, content, sales, costs
# Warnings, training and dismissal are consequences, not points; targets are those after the last 目标审核.
FINAL = [
    pk.Indicator("followers", "用户增长", pk.Growth("粉丝", "上年粉丝"), **ours(30, line("25%", "0%"))),
    pk.Indicator("reads", "文章阅读量", **ours(10, pk.Attainment(pk.Field("阅读量目标"), direction="higher"))),
    pk.Indicator("plays", "视频播放量", **ours(10, pk.Attainment(pk.Field("播放量目标"), direction="higher"))),
    pk.Indicator("engagement", "互动率", pk.Ratio("互动", "阅读"), **ours(10, line("4%", "0%"))),
    pk.Indicator("conversions", "销售转化", **ours(25, pk.Attainment(pk.Field("转化目标"), direction="higher"))),
    pk.Indicator("costs", "成本控制", OVERSPENT, **ours(15, pk.MetOrNot("0%", missed=0, direction="lower"))),
]

SHEETS = [
    Sheet(FINANCE, without="roe").of("""
        税后净利润 所有者权益* 主营业务收入 总成本 总营业收入 当期货款回笼额 同期销售额 实际发生的成本费用 预算成本费用
        1320       10000       16000        13088  16000      13500          15000      525                500
        2500       10000       16000        11200  16000      14250          15000      500                500
        -5000      10000       16000        20000  16000      0              15000      800                500

        期初总资产 期末总资产 投资净收益(亏损) 投资总额 total
        19000      21000      -200             4000     89.55
        10000      12000      560              4000     116.00
        110000     110000     -200             4000     0.00
    """),
    Sheet(pk.Scorecard("director-library", "总监级人员", items=CATEGORIES, **ALIKE), without="1.3").of("""
        1.1 1.2 1.3* sales goal 2.2 2.3 3.1 3.2 3.3 4.1 spent budget 4.3 5.1 5.2 5.3 6.1 6.2 6.3 total
        8   7   9    84    100  7   6   8   7   6   9   104   100    7   9   8   7   8   7   10  7.74
        10  10  10   100   100  10  10  10  10  10  10  100   100    10  10  10  10  10  10  10  10.00
        0   0   0    0     100  0   0   0   0   0   0   120   100    0   0   0   0   0   0   0   0.00
    """),
    Sheet(
        pk.Scorecard("new-media-director", "新媒体运营总监", items=NEW_MEDIA, **ours(ratings=RATINGS)),
        without="content",
    ).of("""
        粉丝 粉丝0 活跃 活跃0 阅读 阅读0 点赞 点赞0 评论 评论0 转发 转发0 content* 线索 线索目标 费用 预算 crises 自评
        115  100   110  100   105  100   120  100   100  100   130  100   B        450  500      105  100  迟缓   95
        120  100   120  100   120  100   120  100   120  100   120  100   A        500  500      100  100  及时   100
        100  100   100  100   100  100   100  100   100  100   100  100   E        0    500      120  100  失控   0

        自评人数 上级 上级人数 同事 同事人数 total
        1        80   1        85   4        72.90
        1        100  1        100  3        100.00
        1        0    1        0    3        0.00
    """),
    Sheet(
        pk.Scorecard("new-media-director-final", "新媒体运营总监", items=FINAL, **ours(missing=pk.Reweight())),
        without="plays",
        left="87.22",
    ).of("""
        粉丝 上年粉丝 reads 阅读量目标 plays* 播放量目标 互动 阅读 conversions 转化目标 费用 预算 total
        120  100      90    100        60     80         30   1000 460         500      98   100  86.00
        125  100      100   100        80     80         40   1000 500         500      100  100  100.00
        100  100      0     100        0      80         0    1000 0           500      101  100  0.00
    """),
]
