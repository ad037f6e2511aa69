"""The words between the terms of a calculation, in Chinese and English."""

from __future__ import annotations

from perfkpi.errors import Language
from perfkpi.labels import Label

WORDS = {
    "at-most": Label(zh="，最高为 {limit}", en=", at most {limit}"),
    "at-least": Label(zh="，最低为 {limit}", en=", at least {limit}"),
    "smallest": Label(zh="最小值({values})", en="smallest of ({values})"),
    "largest": Label(zh="最大值({values})", en="largest of ({values})"),
    "cap-reached": Label(zh="已封顶（最高 {limit} 分）", en="capped at {limit}"),
    "floor-reached": Label(zh="已保底（最低 {limit} 分）", en="raised to the floor of {limit}"),
    "grade-given": Label(zh="评定为“{name}”", en="rated “{name}”"),
    "grade-by": Label(zh="{on} 评定为“{name}”", en="rated “{name}” by {on}"),
    "case-chosen": Label(zh="评定情形为“{name}”", en="rated as “{name}”"),
    "case-described": Label(zh="{name}（{description}）", en="{name} ({description})"),
    "case-below": Label(zh="{on} < {edge} 时 {then}", en="{then} if {on} < {edge}"),
    "case-up-to": Label(zh="{on} ≤ {edge} 时 {then}", en="{then} if {on} ≤ {edge}"),
    "count-up-to": Label(zh="不超过{on}的个数", en="count up to {on}"),
    "count-below": Label(zh="低于{on}的个数", en="count below {on}"),
    "case-if": Label(zh="{on}时 {then}；否则 {otherwise}", en="{then} if {on}; else {otherwise}"),
    "refused-if": Label(zh="否则{status}：{reason}", en="or {status}: {reason}"),
    "case-is": Label(zh="{on} 为 {name} 时 {then}", en="{then} if {on} is {name}"),
    "case-otherwise": Label(zh="否则 {then}", en="else {then}"),
    "or-if": Label(zh="{value}（{statuses}时取 {otherwise}）", en="{value} (or {otherwise} if {statuses})"),
    "condition-of": Label(zh="{title}：{name}", en="{title}: {name}"),
    "of-another": Label(zh="{title}的{name}", en="{name} of {title}"),
    "of-item": Label(zh="{title}{name}", en="{name} of {title}"),
    "present": Label(zh="[{value}有数据]", en="[{value} has a figure]"),
    "present-unless": Label(zh="[{value}并非{statuses}]", en="[{value} is not: {statuses}]"),
    "sum-of-contributions": Label(zh="各项加权得分之和", en="sum of all weighted points"),
    "from": Label(zh="在 {edge} 及以上", en="{edge} and above"),
    "above": Label(zh="高于 {edge}", en="above {edge}"),
    "up-to": Label(zh="在 {edge} 及以下", en="{edge} and below"),
    "below": Label(zh="不满 {edge}", en="below {edge}"),
    "up-to-then": Label(zh="{edge} 及以下", en="{edge} and below"),
    "not-below": Label(zh="不低于{edge}", en="not below {edge}"),
    "more-than": Label(zh="高于{edge}", en="above {edge}"),
    "not-above": Label(zh="不高于{edge}", en="not above {edge}"),
    "less-than": Label(zh="低于{edge}", en="below {edge}"),
    "met": Label(zh="“{condition}”成立", en="“{condition}” holds"),
    "missed": Label(zh="“{condition}”不成立", en="“{condition}” does not hold"),
    "actually": Label(zh="{told}（{figures}）", en="{told} ({figures})"),
    "taken": Label(zh="取 {then}", en="{then} counts"),
    "category-among": Label(zh="{on} 为 {names}", en="{on} is {names}"),
    "points-of-percent": Label(zh="{number} 个百分点", en="{number} percentage points"),
    "point-of-percent": Label(zh="{number} 个百分点", en="{number} percentage point"),
}
"""Everything else that phrases say."""

SEPARATORS: dict[Language, str] = {"zh": "；", "en": "; "}
COMMAS: dict[Language, str] = {"zh": "、", "en": ", "}
COLONS: dict[Language, str] = {"zh": "：", "en": ": "}
