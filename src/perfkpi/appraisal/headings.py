"""What explanations and tables of results say around the calculations, in Chinese and English."""

from __future__ import annotations

from perfkpi.labels import Label

HEADINGS = {
    "ceiling": Label(zh="{name}：等级不得高于 {best}", en="{name}: the rating is at best {best}"),
    "order": Label(zh="计算顺序：{steps}", en="order of operations: {steps}"),
    "version": Label(zh="版本 {text}", en="version {text}"),
    "subject": Label(zh="被考核人 {text}", en="subject {text}"),
    "period": Label(zh="考核期 {text}", en="period {text}"),
    "no-total": Label(zh="没有总分：{reasons}", en="no total: {reasons}"),
    "completeness": Label(zh="数据完整度", en="completeness"),
    "rating": Label(zh="等级", en="rating"),
    "total": Label(zh="总分", en="total"),
    "weight": Label(zh="权重", en="weight"),
    "indicator": Label(zh="指标", en="indicator"),
    "value": Label(zh="指标值", en="value"),
    "points": Label(zh="得分", en="points"),
    "contribution": Label(zh="贡献", en="contribution"),
    "status": Label(zh="状态", en="status"),
    "reading": Label(zh="读法：{text}", en="reading: {text}"),
    "of-total": Label(zh="占总分 {text}", en="{text} of the total"),
}
"""The words of headings and of whole lines."""
