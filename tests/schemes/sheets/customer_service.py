"""Schemes 4 and 8, customer-service staff; schemes 5, 6, 9 and 11, customer-service directors."""

from schemes.sheets.sheet import ANSWERS, ATTAINED, LETTERS, RATED, Sheet, line, ours, rated_by

import perfkpi as pk
from perfkpi import formulas, rules

COMMON = line("95%", "75%")

# ---------------------------------------------------------------------- scheme 4, 客户服务人员: a survey and a superior
# 优秀 and 不合格 are printed, without cut points or a word for those between. 警告, 罚款, 调整 are labels, not points.
COUNTS = ((5, "five"), (4, "four"), (3, "three"), (2, "two"), (1, "one"))
STAFF = [
    pk.Indicator(
        "satisfaction",
        "客户满意度",
        formulas.SurveyIndex(formulas.SurveyMean(COUNTS), scale=(1, 5)),
        source="客户满意度调查",
        **ours(30, RATED),
    ),
    pk.Indicator("accuracy", "答复准确率", formulas.HitRate("right", "replies"), **ours(15, line("98%", "88%"))),
    pk.Indicator("timeliness", "服务时效性", formulas.OnTimeShare("prompt", "replies"), **ours(15, line("90%", "70%"))),
    pk.Indicator("expression", "沟通表达能力", **ours(10, RATED)),
    pk.Indicator("resolution", "客户问题解决率", formulas.HitRate("solved", "problems"), **ours(20, COMMON)),
    pk.Indicator("motivation", "工作积极性", source="上级评价", **ours(10, RATED)),
]

# ---------------------------------------- scheme 5, 客户服务总监: superior and team rate; a professional test (cut off)
FREE = rules.Event("complaint", loss=10, free=2, counting="whole_only")
TESTED = [
    pk.Indicator(
        "satisfaction",
        "客户满意度",
        formulas.TopBoxShare([(5, "five"), (4, "four"), (3, "others")], at_least=4),
        **ours(40, line("80%", "30%")),
    ),
    pk.Indicator("team", "团队绩效", rated_by(("上级", 60, 1), ("团队成员", 40, 3)), **ours(30, RATED)),
    pk.Indicator("test", "问题解决能力测试", formulas.ExamScore("test", maximum=50), **ours(15, ATTAINED)),
    pk.Indicator("complaints", "客户投诉和争议", **ours(15, rules.Deductions([FREE]))),
]

# ------------------------------------------------------------ scheme 6, 客户服务总监: one result of weighted indicators
# 团队业绩 includes 客户满意度, which is an indicator itself: read as counted once, so that the team has goals and
# efficiency. That the bonus follows 公司利润 is pay, not points.
TEAM = formulas.Composite(
    [
        pk.Indicator("goals", "达成的目标", pk.Ratio("reached", "goal"), **ours(50, ATTAINED)),
        pk.Indicator(
            "efficiency", "服务效率", formulas.MeanDuration("hours", "cases"), **ours(50, line(4, 8, "lower"))
        ),
    ]
)
BY_WEIGHTS = [
    pk.Indicator("satisfaction", "客户满意度", ANSWERS, **ours(30, RATED)),
    pk.Indicator("team", "团队业绩", TEAM, **ours(25, RATED)),
    pk.Indicator("leadership", "领导能力", formulas.Category("leadership"), **ours(20, LETTERS)),
    pk.Indicator("innovation", "创新思维", formulas.Category("innovation"), **ours(15, LETTERS)),
    pk.Indicator("development", "职业发展", formulas.Category("development"), **ours(10, LETTERS)),
]

# ------------------------------------------------------------------------------- scheme 8, 客户服务人员: six indicators
SPEED = pk.PiecewiseLinear([(1, 100), (4, 60), (8, 0)], below="hold", above="hold", direction="lower")
SIX = [
    pk.Indicator("satisfaction", "客户满意度", ANSWERS, **ours(25, RATED)),
    pk.Section(
        "results",
        "业务成果",
        items=[
            pk.Indicator("retention", "客户保留率", formulas.RetentionRate("retained", "clients"), **ours(50, COMMON)),
            pk.Indicator("growth", "销售增长", pk.Growth("sales", "prior_sales"), **ours(50, line("10%", "0%"))),
        ],
        **ours(20, missing=pk.Reweight()),
    ),
    pk.Indicator("response", "响应时间", formulas.MeanDuration("hours", "requests"), **ours(15, SPEED)),
    pk.Indicator("communication", "沟通技巧", **ours(10, RATED)),
    pk.Indicator("resolution", "问题解决能力", formulas.HitRate("solved", "problems"), **ours(20, COMMON)),
    pk.Indicator("teamwork", "团队合作", **ours(10, RATED)),
]

# ---------------------------------------------------- scheme 9, 客户服务总监 A: 30/30/40, 100 when met, else decreasing
# Ours are X, Y, three standards for Z, and how points decrease. Read so: 满意度 and 关怀 grow on the year before (the
# printed cycle has three years); 关怀 is measured by the clients in care, as its goal is; each figure of the team has
# its direction; exceeding earns no more; a band begins at its lower number and ends before the next: 89.5 is 良好.
STARTED = rules.Stepped(per=pk.Additive("1%"), loss=6, counting="started_units")
FULL = rules.Stepped(per=pk.Additive("1%"), loss=5, counting="full_units")
CARED = rules.FullMarkIfMet("10%", decrease=STARTED, direction="higher")
SOLVED = rules.FullMarkIfMet("95%", decrease=rules.Proportional(), direction="higher")
SERVED = rules.FullMarkIfMet("80%", decrease=FULL, direction="higher")
TEAM_A = [
    pk.Indicator("resolution", "问题解决率", formulas.HitRate("solved", "problems"), **ours(50, SOLVED)),
    pk.Indicator("service", "服务水平", formulas.HitRate("answered", "calls"), **ours(30, SERVED)),
    pk.Indicator("complaints", "投诉量", **ours(20, line(10, 20, "lower"))),
]
SHEET_A = pk.Scorecard(
    "director-a",
    "客户服务总监",
    items=[
        pk.Indicator(
            "satisfaction",
            "客户满意度",
            pk.Growth("index", "prior_index"),
            weight="30%",
            frequency="quarterly",
            **ours(scoring=line("8%", "0%")),
        ),
        pk.Indicator("care", "客户关怀计划", pk.Growth("cared", "prior_cared"), weight="30%", **ours(scoring=CARED)),
        pk.Section("team", "团队绩效", items=TEAM_A, weight="40%"),
    ],
    ratings=pk.RatingScale.descending(("优秀", 90), ("良好", 70), ("一般", 50), ("不合格", 0)),
)

# --------------------------------------------------------- scheme 11, 客户服务总监 B: five ratings of ten, bands on 100
# Printed are 满分为10分, weights of 100 by which the sum is divided, 满分为50分, bands on 100: the best would be 差.
# Read so: ratings of 10 move to a total of 100; 60 is in 60-69, and not in 60分以下, which by law contains it, too;
# 业绩指标 (sales, signing rate, and churn, of which less is better) is one rating, whose directions the rater settles.
ADVICE = {  # with the weights, which are ours
    "客户满意度": (30, "加强与客户的沟通和关系管理，提高服务质量"),
    "团队绩效": (25, "加强团队协作能力和项目管理能力，确保工作的高效完成"),
    "业绩指标": (20, "制定明确的销售策略和目标，加强客户关系维护和业务拓展"),
    "领导能力": (15, "加强团队的人员管理和激励机制，提高领导效能"),
    "创新能力": (10, "培养创新思维和解决问题的能力，拓展业务领域和提升竞争力"),
}
SHEET_B = pk.Scorecard(
    "director-b",
    "客户服务总监",
    items=[
        pk.Indicator(name, name, scoring=pk.DirectPoints(10), description=advice, **ours(weight))
        for name, (weight, advice) in ADVICE.items()
    ],
    ratings=pk.RatingScale.descending(("优秀", 90), ("良好", 80), ("一般", 70), ("较差", 60), ("差", 0)),
    **ours(scales="linear"),
)

SHEETS = [
    Sheet(
        pk.Scorecard(
            "service-staff",
            "客户服务人员",
            items=STAFF,
            **ours(
                ratings=pk.RatingScale.descending(("优秀", 90), ("合格", 60), ("不合格", 0)),
                missing=pk.missing.NeutralPoints(60),
            ),
        ),
        without="motivation",
        left="80.70",
    ).of("""
        five four three two one right prompt replies expression solved problems motivation* total
        50   30   10    6   4   95    90     100     85         92     100      90          83.70
        100  0    0     0   0   98    90     100     100        95     100      100         100.00
        0    0    0     0   100 88    70     100     0          75     100      0           0.00
    """),
    Sheet(pk.Scorecard("tested-director", "客户服务总监", items=TESTED), without="team").of("""
        five four others 上级* 上级人数 团队成员 团队成员人数 test complaints total
        40   30   30     85    1        75       6            40   4          80.30
        50   30   20     100   1        100      3            50   0          100.00
        0    30   70     0     1        0        6            0    12         0.00
    """),
    Sheet(
        pk.Scorecard(
            "weighted-director", "客户服务总监", items=BY_WEIGHTS, **ours(missing=pk.Reweight(minimum_weight="80%"))
        ),
        without="development",
        left="82.29",
    ).of("""
        answers reached goal hours cases leadership innovation development* total
        4.2     90      100  22    4     B          A          C            80.06
        5       100     100  16    4     A          A          A            100.00
        1       0       100  40    4     E          E          E            0.00
    """),
    Sheet(pk.Scorecard("service-staff-of-six", "客户服务人员", items=SIX), without="growth", left="76.00").of("""
        answers retained clients sales prior_sales* hours requests communication solved problems teamwork total
        4.2     90       100     105   100          5     2        70            88     100      90       73.50
        5       95       100     110   100          2     2        100           95     100      100      100.00
        1       75       100     100   100          16    2        0             75     100      0        0.00
    """),
    Sheet(SHEET_A, without="satisfaction").of("""
        index prior_index* cared prior_cared solved problems answered calls complaints total
        52.5  50           107.5 100         188    200      782      1000  12         80.94
        54    50           110   100         190    200      800      1000  10         100.00
        50    50           90    100         0      200      0        1000  20         0.00
    """),
    Sheet(SHEET_B, without="领导能力").of("""
        客户满意度 团队绩效 业绩指标 领导能力* 创新能力 total
        9          8        7        6         8.5      78.50
        10         10       10       10        10       100.00
        0          0        0        0         0        0.00
    """),
]
