"""The words between the terms of a calculation, in Chinese and English."""

from __future__ import annotations

from perfkpi.errors import Language
from perfkpi.labels import Label
from perfkpi.language import RoundingMode

ROUNDING_NAMES = {
    RoundingMode.HALF_UP: Label(zh=RoundingMode.HALF_UP.label.zh, en="round_half_up"),
    RoundingMode.HALF_DOWN: Label(zh=RoundingMode.HALF_DOWN.label.zh, en="round_half_down"),
    RoundingMode.HALF_EVEN: Label(zh=RoundingMode.HALF_EVEN.label.zh, en="round_half_even"),
    RoundingMode.UP: Label(zh=RoundingMode.UP.label.zh, en="round_away_from_zero"),
    RoundingMode.DOWN: Label(zh=RoundingMode.DOWN.label.zh, en="round_towards_zero"),
    RoundingMode.CEILING: Label(zh=RoundingMode.CEILING.label.zh, en="round_up"),
    RoundingMode.FLOOR: Label(zh=RoundingMode.FLOOR.label.zh, en="round_down"),
}
"""How a rounding is called in a calculation; its second argument is the step."""

WORDS = {
    "cap-reached": Label(zh="达到封顶分 {limit}", en="reached the cap {limit}"),
    "floor-reached": Label(zh="达到保底分 {limit}", en="reached the floor {limit}"),
    "grade-given": Label(zh="评定等级 {name}", en="grade given: {name}"),
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
    "present": Label(zh="有无({value})", en="present({value})"),
}
"""Everything else that phrases say."""

SEPARATORS: dict[Language, str] = {"zh": "；", "en": "; "}
COMMAS: dict[Language, str] = {"zh": "、", "en": ", "}
COLONS: dict[Language, str] = {"zh": "：", "en": ": "}
