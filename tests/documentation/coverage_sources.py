"""Where rules of the field come from, in Chinese; their docstrings say it in English, and quote in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["chinese"]

SHEETS: Mapping[str, str] = {
    "assessment of media-agency account directors": "媒介代理公司客户总监考核",
    "department sheets of a spa club": "温泉会所部门考核表",
    "indicator library of directors": "总监指标库",
    "indicators for customer-service staff": "客户服务人员考核指标",
    "rules for account directors": "客户总监考核细则",
    "scheme for account directors": "客户总监考核方案",
    "scheme for new-media directors": "新媒体总监考核方案",
    "sheet of a customer-service director": "客户服务总监考核表",
    "sheet of a finance director": "财务总监考核表",
    "sheet of an account director": "客户总监考核表",
    "the method of deduction (减分法)": "减分法",
    "the method of description (说明法)": "说明法",
    "the method of tiers (层差法)": "层差法",
}
"""What sources are called that quote in Chinese."""

SOURCES: Mapping[str, str] = {
    "R7": "插值法：两个节点之间，得分=低点得分+（实际值-低点值）/（高点值-低点值）×（高点得分-低点得分）",
    "R10": "医院按价值付费（Hospital Value-Based Purchasing，美国联邦医疗保险与医疗补助服务中心），2024 财年",
    "R13": "SQL 与 SciPy `rankdata` 的两种排名：1、2、2、4（跳过并列名次）与 1、2、2、3（不跳过）",
    "R14": "支付矩阵同时考核两项结果，例如增长率和利润率：一项定行，一项定列，格中为支付额",
    "R15": "100 以内按 1 计、以上按 2 计，120 按超额累进得 1×100+2×20=140，按全额累进得 2×120=240",
    "A2": "客户服务总监考核表：满分为10分、满分为50分、90分以上，一张表上有三种分制",
    "A4": "人类发展指数：三个维度指数的几何平均",
    "A5": "医院按价值付费（Hospital Value-Based Purchasing），2024 财年：缺失领域的权重按比例分给其他领域，"
    "不足三个领域的医院没有总分",
    "A11": "ALLETE 2009（SEC，附件 10(h)7）：净利润低于门槛时，其他目标达标只付 25%，而不是 100%",
    "A12": "RealNetworks 2009（SEC，附件 10.26）：收入达到目标的 90%，EBITDA 才付 100% 以上",
    "A13": "本库第 0015 号决定：按列出的先后顺序运算",
    "A15": "逐步修约的工资系统和纸质表格；修约方法见 GB/T 8170-2008",
}
"""The sources of the rows that quote nothing in Chinese."""


def chinese(row: str, source: str) -> str:
    """Where a row comes from, in Chinese.

    Args:
        row: its id.
        source: the English words of it.
    """
    sheet, colon, quoted = source.partition(": ")
    return SOURCES.get(row, f"{SHEETS.get(sheet, sheet)}{'：' if colon else ''}{quoted}")
