"""What explanations and tables of results say around the calculations, in Chinese and English."""

from __future__ import annotations

from perfkpi.labels import Label

HEADINGS = {
    "ceiling": Label(zh="{name}：等级不得高于 {best}", en="{name}: the rating is at best {best}"),
    "order": Label(zh="计算顺序：{steps}", en="order of operations: {steps}"),
    "version": Label(zh="版本 {text}", en="version {text}"),
    "subject": Label(zh="被考核人 {text}", en="subject {text}"),
    "period": Label(zh="考核期 {text}", en="period {text}"),
    "no-total": Label(zh="暂无总分。{reasons}", en="no total. {reasons}"),
    "completeness": Label(zh="数据完整度", en="completeness"),
    "rating": Label(zh="等级", en="rating"),
    "rating-of": Label(zh="{rating}（{scores}）", en="{rating} ({scores})"),
    "total": Label(zh="总分", en="total"),
    "weight": Label(zh="权重", en="weight"),
    "indicator": Label(zh="指标", en="indicator"),
    "target": Label(zh="目标", en="target"),
    "actual": Label(zh="实际", en="actual"),
    "attainment": Label(zh="达成率", en="attainment"),
    "value": Label(zh="指标值", en="value"),
    "points": Label(zh="得分", en="points"),
    "contribution": Label(zh="加权得分", en="weighted points"),
    "status": Label(zh="状态", en="status"),
    "reading": Label(zh="读法：{text}", en="reading: {text}"),
    "of-total": Label(zh="权重 {text}", en="weight {text}"),
    "of-section": Label(
        zh="类别内权重 {share}，占总分 {text}", en="weight in its section {share}, {text} of the total"
    ),
    "left-out": Label(zh="不计，其余权重按比例放大", en="left out, the other weights grow in proportion"),
    "counted-in-total": Label(zh="计入总分", en="counted in the total"),
    "source": Label(zh="数据来源 {text}", en="source {text}"),
    "owner": Label(zh="责任人 {text}", en="owner {text}"),
    "frequency": Label(zh="考核周期 {text}", en="frequency {text}"),
    "said": Label(zh="{name}：{text}", en="{name}: {text}"),
    "scored": Label(zh="{text}：{points} 分", en="{text}: {points} points"),
    "points-only": Label(zh="{points} 分", en="{points} points"),
    "yes": Label(zh="是", en="yes"),
    "no": Label(zh="否", en="no"),
}
"""The words of headings and of whole lines."""
