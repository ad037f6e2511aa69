"""Schemes 1 and 13 to 18, account directors (客户总监): indicators by area, hardly ever a rule, and never a weight."""

from schemes.sheets.sheet import ANSWERS, ATTAINED, LETTERS, RATED, Sheet, line, ours, rated_by

import perfkpi as pk
from perfkpi import formulas, rules

COMMON, TEN = line("95%", "75%"), line("10%", "0%")
PROMPT = line(2, 10, "lower")
SHARE = line("15%", "5%")
REPLIES = pk.Indicator("reply", "客户回复时效", formulas.MeanDuration("hours", "mails"), **ours(10, PROMPT))

# -------------------------------------------------------------- scheme 1: four areas, targets of one's own (个性化目标)
CLIENTS, TEAM, SALES, MARKET = ({"perspective": area} for area in ("客户关系维护", "团队管理", "销售业绩", "行业动态"))
AREAS = [
    pk.Indicator("development", "客户开发情况", "new_clients", **CLIENTS, **ours(10, line(20, 0))),
    pk.Indicator("satisfaction", "客户满意度", ANSWERS, **CLIENTS, **ours(10, RATED)),
    pk.Indicator(
        "retention", "客户维护情况", formulas.RetentionRate("retained", "clients"), **CLIENTS, **ours(10, COMMON)
    ),
    pk.Indicator("building", "团队建设", **TEAM, **ours(5, RATED)),
    pk.Indicator("morale", "员工士气", **TEAM, **ours(10, RATED)),
    pk.Indicator("quality", "工作质量和效率", **TEAM, **ours(10, RATED)),
    pk.Indicator("revenue", "销售额", pk.Growth("sales", "prior"), **SALES, **ours(10, line("10%", "-10%"))),
    pk.Indicator("share", "市场份额", formulas.Share("sales", "market"), **SALES, **ours(10, SHARE)),
    pk.Indicator("target", "销售目标达成情况", pk.Ratio("sales", "own_target"), **SALES, **ours(10, ATTAINED)),
    pk.Indicator("trends", "市场趋势", **MARKET, **ours(5, RATED)),
    pk.Indicator("rivals", "竞争对手", **MARKET, **ours(5, RATED)),
    pk.Indicator("norms", "行业规范和政策", **MARKET, **ours(5, RATED)),
]

# ------------------------------------------------------------ scheme 13: targets, 360 degrees, a behavioural simulation
ALL_ROUND = [
    pk.Indicator("results", "业绩指标", pk.Ratio("sales", "target"), **ours(40, ATTAINED)),
    pk.Indicator("satisfaction", "客户满意度", ANSWERS, **ours(10, RATED)),
    pk.Indicator("complaints", "客户投诉率", pk.Ratio("complaints", "orders"), **ours(10, line("1%", "5%", "lower"))),
    REPLIES,
    pk.Indicator(
        "teamwork",
        "团队协作能力",
        rated_by(("上级", 40, 1), ("下属", 20, 3), ("同事", 20, 3), ("客户", 20, 3)),
        **ours(15, RATED),
    ),
    pk.Indicator("skills", "专业知识和技能", formulas.ExamScore("simulation", maximum=40), **ours(15, ATTAINED)),
]

# --------------------------------------------------------------------------- scheme 14: sales by region, and two others
REGIONS = formulas.ByDimension(
    members=["华东", "华南"], numerator="销售_{}", denominator="目标_{}", **ours(roll_up="pooled", absent="refuse")
)
BY_REGION = [
    pk.Indicator("sales", "销售业绩", REGIONS, **ours(50, ATTAINED)),
    pk.Indicator("satisfaction", "客户满意度", ANSWERS, **ours(30, RATED)),
    pk.Indicator("teamwork", "团队协作", **ours(20, RATED)),
]

# --------------------------------------------------------------------------------- scheme 15: a quarter, met or not met
# Standards are to fit each person, and to be uniform: read as uniform. Those of the next quarter are another card.
QUARTER = [
    pk.Indicator(
        "revenue", "营业额", scoring=pk.MetOrNot(direction="higher", **ours(target=1000, missed=0)), **ours(20)
    ),
    pk.Indicator(
        "clients", "客户数量", scoring=pk.MetOrNot(direction="higher", **ours(target=50, missed=0)), **ours(10)
    ),
    pk.Indicator("new_clients", "新客户", **ours(10, line(10, 0))),
    pk.Indicator("retention", "老客户维护", formulas.RetentionRate("retained", "prior_clients"), **ours(10, COMMON)),
    pk.Indicator("cost", "销售成本", pk.Ratio("cost", "revenue"), **ours(10, line("20%", "40%", "lower"))),
    pk.Indicator("test", "销售技能", formulas.ExamScore("test", maximum=40), **ours(10, ATTAINED)),
    pk.Indicator("chances", "销售机会", **ours(5, RATED)),
    pk.Indicator("feedback", "客户反馈", ANSWERS, **ours(10, RATED)),
    pk.Indicator("orders", "处理订单", formulas.OnTimeShare("punctual", "orders"), **ours(5, COMMON)),
    (REPLIES, 5),
    pk.Indicator("support", "技术支持", **ours(5, RATED)),
]

# ------------------------------------------------------------------- scheme 16: weighted KPI, and how they were reached
# 客户满意度 stands in 销售业绩 and in 客户管理能力: read as counted once. What 不正当手段 cost is ours: everything.
KPI = [
    pk.Indicator("sales", "实际销售额", pk.Ratio("sales", "target"), **ours(25, ATTAINED)),
    pk.Indicator("channels", "渠道建设", **ours(5, RATED)),
    pk.Indicator("share", "市场份额", formulas.Share("sales", "market"), **ours(10, SHARE)),
    pk.Indicator("satisfaction", "客户满意度", ANSWERS, **ours(15, RATED)),
    pk.Indicator("visits", "客户回访", formulas.Completion("visited", "planned"), **ours(5, ATTAINED)),
    pk.Indicator("size", "客户规模", **ours(5, line(50, 0))),
    pk.Indicator("repurchase", "复购率", formulas.Share("again", "clients"), **ours(15, line("60%", "20%"))),
    pk.Indicator("team", "团队实际销售业绩", pk.Ratio("team_sales", "team_target"), **ours(15, ATTAINED)),
    pk.Indicator("feedback", "客户对团队管理的评价", **ours(5, RATED)),
]
HONESTY = pk.Veto("honesty", "不正当手段", condition=pk.conditions.AtLeast("improper", 1))

# ------------------------------------------------------------------ scheme 17: clients, and the person itself (cut off)
# 客户投诉率 "includes the number of complaints and the quality of solutions": read as two indicators.
AGREED = [
    pk.Indicator("satisfaction", "客户满意度", ANSWERS, **ours(20, RATED)),
    pk.Indicator(
        "complaints", "客户投诉率：数量", pk.Ratio("complaints", "clients"), **ours(10, line("2%", "10%", "lower"))
    ),
    pk.Indicator("solutions", "客户投诉率：解决方案的质量", **ours(10, RATED)),
    pk.Indicator("return", "客户投资收益", pk.Ratio("gain", "invested"), **ours(20, TEN)),
    pk.Indicator("growth", "客户收入增长率", pk.Growth("income", "prior_income"), **ours(20, TEN)),
    *(
        pk.Indicator(name, name, formulas.Category(name), **ours(5, LETTERS))
        for name in ("沟通技巧", "商业分析能力", "团队合作精神", "领导能力")
    ),
]

# ------------------------------------------------------- scheme 18: a media agency; what the world changed is taken out
SOLD = formulas.AdjustedActual("sales", corrections=[formulas.Correction(pk.Field("effect"), reason="外部环境变化")])
COMPLAINTS = rules.Deductions([rules.Event("complaint", loss=10, counting="whole_only")])
AGENCY = {
    ("satisfaction", "客户满意度", 30): [
        pk.Indicator("survey", "满意度调查", ANSWERS, **ours(40, RATED)),
        pk.Indicator("complaints", "反馈和投诉", **ours(15, COMPLAINTS)),
        pk.Indicator("renewal", "客户续约率", formulas.RetentionRate("renewed", "contracts"), **ours(30, COMMON)),
        pk.Indicator("clients", "客户增长率", pk.Growth("clients", "prior_clients"), **ours(15, TEN)),
    ],
    ("targets", "业绩目标完成情况", 30): [
        pk.Indicator("own", "个人业绩", pk.Ratio(SOLD, "target"), **ours(50, ATTAINED)),
        pk.Indicator("teams", "团队的整体业绩", pk.Ratio("team_sales", "team_target"), **ours(50, ATTAINED)),
    ],
    ("team", "团队表现和管理能力", 20): [
        pk.Indicator("staff", "员工满意度", **ours(30, RATED)),
        pk.Indicator("efficiency", "工作效率", **ours(30, RATED)),
        pk.Indicator("feedback", "360度反馈", rated_by(("上级", 50, 1), ("同事", 50, 3)), **ours(40, RATED)),
    ],
    ("expansion", "业务拓展能力", 20): [
        pk.Indicator("new", "新客户增长率", pk.Growth("new", "prior_new"), **ours(25, line("20%", "0%"))),
        pk.Indicator("business", "业务增长率", pk.Growth("business", "prior_business"), **ours(25, TEN)),
        pk.Indicator("negotiation", "商业谈判能力", **ours(25, RATED)),
        pk.Indicator("insight", "市场洞察力", **ours(25, RATED)),
    ],
}
SECTIONS = [pk.Section(code, name, items=items, **ours(share)) for (code, name, share), items in AGENCY.items()]

SHEETS = [
    Sheet(pk.Scorecard("account-director", "客户总监", items=AREAS), without="retention").of("""
        new_clients answers retained* clients building morale quality sales prior market own_target trends rivals norms
        16          4.2     90        100     70       70     80      105   100   1000   120        80     70     90
        20          5       95        100     100      100    100     110   100   600    110        100    100    100
        0           1       75        100     0        0      0       0     100   1000   120        0      0      0

        total
        75.75
        100.00
        0.00
    """),
    Sheet(pk.Scorecard("account-director-all-round", "客户总监", items=ALL_ROUND), without="skills").of("""
        sales target answers complaints orders hours mails 上级 上级人数 下属 下属人数 同事 同事人数 客户 客户人数
        92    100    4.2     24         1000   40    10    80   1        90   5        70   4        85   3
        100   100    5       10         1000   20    10    100  1        100  3        100  3        100  3
        0     100    1       50         1000   100   10    0    1        0    3        0    3        0    3

        simulation* total
        32          82.95
        40          100.00
        0           0.00
    """),
    Sheet(pk.Scorecard("account-director-by-region", "客户总监", items=BY_REGION), without="sales").of("""
        销售_华东 目标_华东 销售_华南 目标_华南* answers teamwork total
        80        100       60        50         4.2     75       85.67
        100       100       50        50         5       100      100.00
        0         100       0         50         1       0        0.00
    """),
    Sheet(
        pk.Scorecard(
            "account-director-quarter", "客户总监", items=QUARTER, **ours(missing=pk.Reweight(minimum_count=8))
        ),
        without="test",
        left="76.53",
    ).of("""
        revenue clients new_clients retained prior_clients cost test* chances answers punctual orders hours mails
        1000    45      7           92       100           250  34    80      4.2     190      200    30    10
        1000    50      10          95       100           200  40    100     5       190      200    20    10
        500     0       0           75       100           250  0     0       1       150      200    100   10

        support total
        90      77.38
        100     100.00
        0       0.00
    """),
    Sheet(pk.Scorecard("account-director-kpi", "客户总监", items=KPI, adjustments=[HONESTY]), without="visits").of("""
        sales target channels market answers visited* planned size again clients team_sales team_target feedback
        110   100    60       1000   4.2     45       50      40   20    40      380        400         75
        100   100    100      600    5       50       50      50   24    40      400        400         100
        0     100    0        1000   1       0        50      0    8     40      0          400         0

        improper total
        0        83.75
        0        100.00
        1        0.00
    """),
    Sheet(pk.Scorecard("account-director-agreed", "客户总监", items=AGREED), without="领导能力").of("""
        answers complaints clients solutions gain invested income prior_income 沟通技巧 商业分析能力 团队合作精神
        4.2     5          100     80        60   1000     107    100          A        B            B
        5       2          100     100       100  1000     110    100          A        A            A
        1       10         100     0         -50  1000     100    100          E        E            E

        领导能力* total
        C         72.25
        A         100.00
        E         0.00
    """),
    Sheet(pk.Scorecard("media-agency", "媒体代理公司客户总监", items=SECTIONS), without="renewal").of("""
        answers complaints renewed* contracts clients prior_clients sales effect target team_sales team_target staff
        4.2     3          90       100       52      50            85    5      100    470        500         70
        5       0          95       100       55      50            95    5      100    500        500         100
        1       10         75       100       50      50            0     0      100    0          500         0

        efficiency 上级 上级人数 同事 同事人数 new prior_new business prior_business negotiation insight total
        80         80   1        90   3        12  10        105      100            70          90      80.20
        100        100  1        100  3        12  10        110      100            100         100     100.00
        0          0    1        0    3        10  10        100      100            0           0       0.00
    """),
]
