"""A scorecard or a section at a glance: what stands on the sheet, what it weighs, and how far its points go."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from perfkpi.displays import html
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.html import Side
from perfkpi.displays.languages import in_each, spoken
from perfkpi.displays.texts import aligned
from perfkpi.errors import Language
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.placement import Level, PlacedIndicator, Placement, place
from perfkpi.model.card.policies import CardPolicies
from perfkpi.model.card.ratings import RatingScale
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.card.sections import Section
from perfkpi.model.card.weighting import ScalePolicy, Weighting
from perfkpi.model.measurement.missing import Refuse
from perfkpi.model.measurement.rounding import RoundingPolicy
from perfkpi.model.measurement.scales import HUNDRED
from perfkpi.model.named_rule import rule_name
from perfkpi.numerals import Percentage, written

_COLUMNS = (
    ("indicator", Side.LEFT),
    ("rule", Side.LEFT),
    ("weight", Side.NUMBER),
)
_OF_A_SECTION = CardPolicies(HUNDRED, Weighting.NORMALISED, Refuse(), ScalePolicy.REFUSE, RoundingPolicy())
"""Only the shares are asked for, which no policy changes."""


def text_of(value: Scorecard | Section) -> str:
    """Write a scorecard or a section as an aligned table."""
    return _text_of_card(value) if isinstance(value, Scorecard) else _text_of_section(value)


def html_of(value: Scorecard | Section) -> str:
    """Write a scorecard or a section as HTML."""
    return _html_of_card(value) if isinstance(value, Scorecard) else _html_of_section(value)


def _text_of_card(card: Scorecard) -> str:
    """Write a scorecard with the order of its operations and its ratings below."""
    below = [_order(card), *([] if card.ratings is None else [_ratings_text(card.ratings)])]
    return "\n".join([_title(card), *_lines(card.level, whole=True), *below])


def _html_of_card(card: Scorecard) -> str:
    """Write a scorecard as HTML."""
    ratings = "" if card.ratings is None else _ratings(card.ratings)
    return html.page(_table(card.level, _title(card), whole=True), f"<p>{html.soft(_order(card))}</p>", ratings)


def _text_of_section(section: Section) -> str:
    """Write a section as an aligned table; shares are those of its own score."""
    return "\n".join([_name(section), *_lines(_level(section), whole=False)])


def _html_of_section(section: Section) -> str:
    """Write a section as HTML; shares are those of its own score."""
    return html.page(_table(_level(section), _name(section), whole=False))


def most_points(placement: Placement) -> Fraction:
    """Find the points that fill a bar: the cap, the top of the scale, or the full mark where there is no end."""
    most = placement.indicator().scoring.highest if isinstance(placement, PlacedIndicator) else None
    if isinstance(most, Fraction):
        return most
    return placement.scale.top if isinstance(placement.scale.top, Fraction) else placement.scale.high


def _level(section: Section) -> Level:
    return place(section.group, _OF_A_SECTION)


def _name(item: Scorecard | Section | Indicator) -> str:
    return f"{spoken(item.name)} ({item.code})"


def _title(card: Scorecard) -> str:
    version = [in_each(lambda each: HEADINGS["version"].say(each).format(text=card.version))] if card.version else []
    return " · ".join([_name(card), *version])


def _order(card: Scorecard) -> str:
    steps = card.operations()
    return in_each(lambda each: HEADINGS["order"].say(each).format(steps=" → ".join(step.say(each) for step in steps)))


def _lines(level: Level, *, whole: bool) -> list[str]:
    head = [spoken(HEADINGS[key]) for key, _ in _columns(whole=whole)]
    rows = [[("  " * _depth(each)) + _name(each.item), *_cells(each, whole=whole).values()] for each in level.walk()]
    return aligned([head, *rows], right=range(2, len(head)))


def _table(level: Level, title: str, *, whole: bool) -> str:
    placements = list(level.walk())
    return html.table(
        f"<b>{html.text(title)}</b>",
        [(spoken(HEADINGS[key]), side) for key, side in _columns(whole=whole)],
        [[*_row(each, whole=whole)] for each in placements],
        groups=[at for at, each in enumerate(placements) if not isinstance(each, PlacedIndicator)],
    )


def _columns(*, whole: bool) -> list[tuple[str, Side]]:
    """List the columns; a full mark belongs to a place on a scorecard, which a section alone does not have."""
    share = "of-the-total" if whole else "of-the-section"
    return [*_COLUMNS, (share, Side.NUMBER), *([("full-mark", Side.NUMBER)] if whole else [])]


def _row(placement: Placement, *, whole: bool) -> Iterator[str]:
    item = placement.item
    yield html.named(spoken(item.name), item.code, _depth(placement))
    for key, cell in _cells(placement, whole=whole).items():
        yield html.bar(html.text(cell), placement.nominal) if key == "share" else html.text(cell)


def _cells(placement: Placement, *, whole: bool) -> dict[str, str]:
    item = placement.item
    rule = in_each(partial(_rule, item)) if isinstance(item, Indicator) else ""
    cells = {"rule": rule, "weight": written(placement.weight), "share": written(Percentage(placement.nominal))}
    return cells | {"full-mark": _marks(placement)} if whole else cells


def _rule(item: Indicator, language: Language) -> str:
    return f"{rule_name(item.formula).say(language)} → {rule_name(item.scoring).say(language)}"


def _marks(placement: Placement) -> str:
    scale = placement.scale
    full = written(scale.high)
    most = most_points(placement)
    if most > scale.high:
        return f"{full} ({in_each(lambda each: HEADINGS['up-to'].say(each).format(text=written(most)))})"
    if not isinstance(scale.top, Fraction):
        return f"{full} ({spoken(HEADINGS['unlimited'])})"
    return full


def _ratings_text(ratings: RatingScale) -> str:
    told = (f"{spoken(band)}: {in_each(band.scores)}" for band in ratings.bands)
    return f"{spoken(HEADINGS['rating'])}: {'; '.join(told)}"


def _ratings(ratings: RatingScale) -> str:
    count = len(ratings.bands)
    told = (html.rating(band, at, count, in_each(band.scores)) for at, band in enumerate(ratings.bands))
    return f"<p>{' '.join(told)}</p>"


def _depth(placement: Placement) -> int:
    return len(placement.inherited.around)
