"""Scheme 2, four department sheets of a spa club: the names of indicators by perspective, and nothing else.

Read so: a perspective is called as it is printed, and holds what is printed there (turnover under 客户类, new projects
here under 财务类 and there under 内部运营类); the fourth, learning, is absent.
"""

from schemes.sheets.sheet import ANSWERS, ATTAINED, RATED, WITHIN, Sheet, line, ours

import perfkpi as pk
from perfkpi import formulas, rules

FINANCE, CLIENTS, PROCESSES = ({"perspective": name} for name in ("财务类", "客户类", "内部运营类"))
NEAR = line("5%", "25%", "lower")
COMMON = line("95%", "75%")
TIERS = pk.Tiers([rules.Tier(0), rules.Tier(60, rules.From(20)), rules.Tier(100, rules.From(50))], direction="higher")
PUNCTUAL = pk.PiecewiseLinear([("60%", 0), ("90%", 100)], below="hold", above="hold", direction="higher")
STEPS = rules.Stepped(per=pk.Additive("1%"), loss=5, counting="full_units")
PASSED = rules.FullMarkIfMet("90%", decrease=STEPS, direction="higher")
SPARING = line("0%", "20%", "lower")
COSTS = pk.TargetDelta(
    "30%", per=pk.Additive("1%"), loss=5, base_points=100, counting="proportional", direction="lower"
)
WHOLE = {"counting": "whole_only"}
SLIPS = rules.Deductions([rules.Event("late", loss=10, **WHOLE), rules.Event("error", of="errors", loss=5, **WHOLE)])

MARKETING = [
    pk.Indicator(
        "budget", "市场预算偏离度", pk.Deviation("spent", "budget", sign="absolute"), **FINANCE, **ours(10, NEAR)
    ),
    pk.Indicator("control", "部门预算控制率", pk.Ratio("costs", "allowed"), **FINANCE, **ours(10, WITHIN)),
    pk.Indicator("promotion", "促销活动有效性", pk.Ratio("promoted", "goal"), **CLIENTS, **ours(15, ATTAINED)),
    pk.Indicator("reputation", "品牌美誉度", ANSWERS, **CLIENTS, **ours(15, RATED)),
    pk.Indicator("exposure", "媒体曝光率", **CLIENTS, **ours(10, TIERS)),
    pk.Indicator("partners", "合作商户开发", **CLIENTS, **ours(10, line(10, 0))),
    pk.Indicator("plan", "推广计划达成率", formulas.Completion("done", "planned"), **PROCESSES, **ours(20, ATTAINED)),
    pk.Indicator(
        "prompt",
        "新项目/产品策划包装及时性",
        formulas.OnTimeShare("punctual", "packages"),
        **PROCESSES,
        **ours(10, PUNCTUAL),
    ),
]
RESEARCH = [
    pk.Indicator(
        "usage",
        "配料服务产品严格控制用量",
        formulas.Usage("used", norm="0.5", output="guests", sign="overrun"),
        **FINANCE,
        **ours(15, SPARING),
    ),
    pk.Indicator("consumption", "平衡及促进项目消耗", pk.Ratio("consumed", "sold"), **FINANCE, **ours(10, ATTAINED)),
    pk.Indicator("projects", "引进研发新项目", **FINANCE, **ours(15, line(4, 0))),
    pk.Indicator("meetings", "尊崇会员专业见面会", **CLIENTS, **ours(10, line(6, 0))),
    pk.Indicator("lectures", "专业讲座", **CLIENTS, **ours(10, line(12, 0))),
    pk.Indicator("services", "会员增值服务", **CLIENTS, **ours(10, RATED)),
    pk.Indicator(
        "exam", "新员工培训考核合格率", formulas.HitRate("passed", "trained"), **PROCESSES, **ours(15, PASSED)
    ),
    pk.Indicator("roster", "员工上牌率", formulas.Share("duty", "staff"), **PROCESSES, **ours(15, COMMON)),
]
PEOPLE = [
    pk.Indicator("labour", "人工成本占销售比率", pk.Ratio("wages", "sales"), **FINANCE, **ours(30, COSTS)),
    pk.Indicator(
        "turnover",
        "核心岗位员工流失率",
        formulas.TurnoverRate("leavers", "opening", "closing"),
        **CLIENTS,
        **ours(20, NEAR),
    ),
    pk.Indicator(
        "technical", "技术类岗位员工占比", formulas.Share("experts", "staff"), **CLIENTS, **ours(15, line("40%", "0%"))
    ),
    pk.Indicator(
        "staffing", "会所各岗位人员到编率", formulas.Completion("filled", "posts"), **PROCESSES, **ours(15, ATTAINED)
    ),
    pk.Indicator("payroll", "工资核算的及时性与准确性", "late", **PROCESSES, **ours(20, SLIPS)),
]
# Cut off after the heading 财务类; what stands there is ours.
OPERATIONS = [
    pk.Indicator("revenue", "营业收入完成率", pk.Ratio("revenue", "goal"), **FINANCE, **ours(60, ATTAINED)),
    pk.Indicator("expenses", "部门预算控制率", pk.Ratio("costs", "allowed"), **FINANCE, **ours(40, WITHIN)),
]

SHEETS = [
    Sheet(pk.Scorecard("spa-marketing", "市场部", items=MARKETING), without="reputation").of("""
        spent budget costs allowed promoted goal answers* exposure partners done planned punctual packages total
        44    40     95    100     85       100  4.2      35       8        18   20      6        8        79.25
        40    40     100   100     100      100  5        50       10       20   20      8        8        100.00
        80    40     101   100     0        100  1        0        0        0    20      0        8        0.00
    """),
    Sheet(
        pk.Scorecard("spa-research", "SPA研发部", items=RESEARCH, missing=pk.Reweight()),
        without="services",
        left="79.17",
    ).of("""
        used guests consumed sold projects meetings lectures services* passed trained duty staff total
        520  1000   80       100  3        6        9        88        17     20      36   40    80.05
        500  1000   100      100  4        6        12       100       20     20      38   40    100.00
        600  1000   0        100  0        0        0        0         0      20      0    40    0.00
    """),
    Sheet(
        pk.Scorecard("spa-people", "人力资源部", items=PEOPLE, missing=pk.missing.ZeroPoints()),
        without="turnover",
        left="68.42",
    ).of("""
        wages sales leavers* opening closing experts staff filled posts late errors total
        32    100   2        21      19      32      100   100    104   1    3      83.42
        30    100   1        20      20      40      100   104    104   0    0      100.00
        50    100   5        20      20      0       100   0      104   10   0      0.00
    """),
    Sheet(pk.Scorecard("spa-operations", "营运部", items=OPERATIONS), without="revenue").of("""
        revenue* goal costs allowed total
        930      1000 98    100     95.80
        1000     1000 100   100     100.00
        0        1000 101   100     0.00
    """),
]
