"""Measures that are declared and that nothing reads: mostly a code that was mistyped."""

from __future__ import annotations

from collections.abc import Iterator

from perfkpi.errors import Code, shown, was_meant
from perfkpi.labels import Label
from perfkpi.linting.findings import Finding
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.wording.places import in_words, names_along


def unread_measures(card: Scorecard) -> Iterator[Finding]:
    """Find every measure of a card that no formula, rule, step or condition reads; what it declares has no effect."""
    read = {each.code for each in card.reads()}
    declared = {measure.code for measure in card.measures}
    for position, measure in enumerate(card.measures):
        if measure.code in read:
            continue
        where, unnamed = f"measures[{position}]", sorted(read - declared)
        names = names_along(where, card)
        en, zh = (
            f"{shown(measure.code)}{was_meant(measure.code, unnamed, 'en')}",
            was_meant(measure.code, unnamed, "zh"),
        )
        yield Finding(
            Code.UNKNOWN_MEASURE,
            where,
            Label(en=in_words(where, names, "en"), zh=in_words(where, names, "zh")),
            Label(en=f"nothing on the card reads {en}", zh=f"考核表没有用到 {shown(measure.code, 'zh')}{zh}"),
            Label(en="correct the code, or leave it out", zh="请更正代码，或去掉该数据项"),
        )
