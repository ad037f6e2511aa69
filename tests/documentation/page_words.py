"""The words of a brief explanation besides the terms of the glossary: reviewed, and as few as will do.

What stands here is no term of appraisal: function words, the pieces of the sentences around terms, and the reasons for
gaps. Whoever adds a term of appraisal writes it into ``docs/reference/glossary.md``.
"""

FUNCTION_ZH = """
分 得 扣 加 每 按 计 为 在 到 至 个 份 条 的 不 最高 最低 最多 至少 及以上 及以下 不满 高于 低于 不高于 不低于
超过 其余 放大 插值 不足 一个 乘以 达到 只 未 项 等级 按比例 之间 之外 得分不变 可选 取 所选 若 则 每项
"""

REASONS_ZH = """
评分超出 未设定 没有发生任何 部分大于总体 计数应为非负整数 没有这一等级 没有这种情况 比率的含义会颠倒 上期数不是正数
增长率没有意义 数据不能为负 不能作除数 没有计划 计划数为负 完成率的含义会颠倒 没有员工 不在 没有余下的部分 没有答卷
答卷不足 有足够评价者的角色权重不足 不大于 有数据的成员不足 没有产出 有数据的权重不足 有数据的项目不足 实际值为负
目标值除以实际值没有意义 时没有相对单位 不优于 分制满分 达标得分 未达标得分 应为 整数 界限 插值区间 的次数不是整数
总体中没有任何 为负数 只有 记录 至少需要 标准 有误 分母为零
"""

FUNCTION_EN = """
a above and as at below best better between by choose chooses counts each every fewer for forgiven from full give
greater grow has have in is it its least left lies more no not nothing of off one or other outside point scored so
started stays such than that the there to too units was were which worse would
"""

REASONS_EN = """
actual all answered answers are be can cases completion count denominator divided earns edge enough events factor few
figure figures grade growth items knots little may meaning meeting members missing multiplied needed negative nobody
number only output part plan positive rating records raters roles round scale score set share staff standard turns unit
weights whole worst worth yet zero
"""
