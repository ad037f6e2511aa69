"""One look at a scorecard, for all that is found."""

from __future__ import annotations

from perfkpi.linting.findings import Finding
from perfkpi.linting.measures import unread_measures
from perfkpi.linting.names import missing_names
from perfkpi.model.card.scorecards import Scorecard, checked_card


def lint(card: Scorecard) -> tuple[Finding, ...]:
    """List what is worth mending in a scorecard that is none the less scored.

    It tells names that a language lacks, and measures that are declared though nothing reads them, mostly because
    their code is mistyped. Where the Chinese or the English name is missing, texts in that language show the other one,
    or the code of a measure; nobody is stopped by it, and it is told here, once for each name.

    Args:
        card: the scorecard.

    Raises:
        DefinitionError: something else.

    Examples:
        >>> import perfkpi as pk
        >>> sales = pk.Indicator("sales", "销售额", scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
        >>> sold = pk.Measure("sales", name=pk.Label(zh="销售额", en="sales"))
        >>> title = pk.Label(zh="考核表", en="Card")
        >>> card = pk.Scorecard("card", title, items=[(sales, 100)], measures=[sold])
        >>> for finding in pk.lint(card):
        ...     print(finding.say("zh"))
        [PK106] 第 1 项“销售额”的名称：没有英文名称；请写 Label(zh='销售额', en='...')
    """
    card = checked_card(card)
    return (*missing_names(card), *unread_measures(card))
