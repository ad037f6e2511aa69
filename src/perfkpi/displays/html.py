"""Pieces of HTML for a notebook: escaped, without scripts, readable on a light and on a dark page.

Lines, tracks and muted words are mixed from the colour of the text around them, so they follow the theme of the
notebook, which need not be that of the browser. Ratings bring their own background, on which their white text has a
contrast of 4.5 to 1 and more; what is missing has a dashed line around it, and is no rating.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, unique
from fractions import Fraction
from html import escape

from perfkpi.displays.languages import Said, chosen, spoken
from perfkpi.visible import escaped

RATINGS = ("#176638", "#1b5e8c", "#5b4a9e", "#8a5200", "#a3302a")
"""The colours of ratings, from the best down."""

_GROUP = ' class="group"'
_STYLE = (
    "<style>"
    ".perfkpi{color:inherit;font-size:13px;line-height:1.45;max-width:70em;overflow-x:auto}"
    ".perfkpi table{border-collapse:collapse;margin:.3em 0 1em;font-size:inherit;color:inherit;border:0}"
    ".perfkpi caption{caption-side:top;text-align:left;color:inherit;padding:.3em .6em;font-size:inherit}"
    ".perfkpi caption b{font-size:1.15em}"
    ".perfkpi p{margin:.2em .6em .6em;color:inherit}"
    ".perfkpi th,.perfkpi td{padding:.3em .6em;text-align:left;vertical-align:top;line-height:1.45;color:inherit;"
    "border:0;border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent);font-size:inherit;max-width:24em}"
    ".perfkpi tbody th{font-weight:normal}"
    ".perfkpi thead th{vertical-align:bottom;border-bottom-width:2px}"
    ".perfkpi tbody tr.group th,.perfkpi tbody tr.group td{font-weight:bold}"
    ".perfkpi th.n,.perfkpi td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    ".perfkpi thead th.n{white-space:normal}"
    ".perfkpi .soft{color:color-mix(in srgb,currentColor 75%,transparent);font-weight:normal}"
    ".perfkpi .tag{display:inline-block;padding:0 .55em;border-radius:.8em;font-weight:600}"
    ".perfkpi .rating{color:#fff;white-space:nowrap}"
    ".perfkpi .pair{display:inline-block;margin-right:1em}"
    ".perfkpi .gap{color:inherit;border:1px dashed currentColor}"
    ".perfkpi .meter{display:flex;gap:.8em;align-items:center;justify-content:space-between}"
    ".perfkpi .bar{flex:none;position:relative;width:6em;height:.5em;border-radius:.25em;"
    "overflow:hidden;background:color-mix(in srgb,currentColor 16%,transparent)}"
    ".perfkpi .bar span{position:absolute;left:0;top:0;bottom:0;background:#3b82c4}"
    ".perfkpi .bar span.mark{background:currentColor;width:2px}"
    ".perfkpi .side{display:flex;flex-wrap:wrap;align-items:flex-start;gap:0 2em}"
    ".perfkpi .bins{display:flex;align-items:flex-end;gap:1px;height:1.6em;min-width:9em}"
    ".perfkpi .bins span{flex:1;background:#3b82c4;min-height:1px}"
    "</style>"
)


def page(*pieces: str) -> str:
    """Put pieces of HTML together as one display; a reader that speaks is told the language."""
    language = chosen()
    tongue = "" if language is None else f' lang="{language}"'
    return f'<div class="perfkpi"{tongue}>{_STYLE}{"".join(pieces)}</div>'


def text(words: str) -> str:
    """Write a text on one line, whatever stands in it."""
    return escape(escaped(words))


def soft(words: str) -> str:
    """Write a text that stands back."""
    return f'<span class="soft">{text(words)}</span>'


def rating_colour(position: int, bands: int) -> str:
    """Choose the colour of a rating: from that of the best to that of the worst, in even steps."""
    return RATINGS[0] if bands == 1 else RATINGS[position * (len(RATINGS) - 1) // (bands - 1)]


def rating(band: Said, position: int, bands: int, scores: str = "") -> str:
    """Write a rating as a coloured label.

    Args:
        band: the rating.
        position: among all ratings, 0 the best.
        bands: how many there are.
        scores: which scores earn it, where that is told beside it.
    """
    colour = rating_colour(position, bands)
    label = f'<span class="tag rating" style="background:{colour}">{text(spoken(band))}</span>'
    return f'<span class="pair">{label} {soft(scores)}</span>' if scores else label


def missing(status: Said, why: Iterable[str] = ()) -> str:
    """Write that a figure is missing, and why; what begins with the same words is told once."""
    told, name = list(why), spoken(status)
    if not (told and told[0].startswith(status.say(chosen() or "zh"))):
        told.insert(0, name)
    return "<br>".join([f'<span class="tag gap">{text(told[0])}</span>', *map(soft, told[1:])])


def bar(number: str, share: Fraction | float, mark: Fraction | float | None = None) -> str:
    """Draw a share of a whole before its number, which alone is read aloud.

    Args:
        number: as HTML.
        share: from 0 to 1; beyond it, as much as there is room for.
        mark: where something lies, likewise.
    """
    line = "" if mark is None else f'<span class="mark" style="left:{_percent(mark)}"></span>'
    drawn = f'<span class="bar" aria-hidden="true"><span style="width:{_percent(share)}"></span>{line}</span>'
    return f'<div class="meter">{drawn}<span>{number}</span></div>'


def beside(pieces: Iterable[str]) -> str:
    """Put tables beside each other, as far as there is room."""
    return f'<div class="side">{"".join(pieces)}</div>'


def bins(counts: Sequence[int]) -> str:
    """Draw how often something is the case, as columns."""
    most = max([1, *counts])
    columns = "".join(f'<span style="height:{_percent(count / most)}"></span>' for count in counts)
    return f'<span class="bins" aria-hidden="true">{columns}</span>'


def _percent(share: Fraction | float) -> str:
    return f"{float(min(max(share, 0), 1)) * 100:.4g}%"


@unique
class Side(Enum):
    """How a column is set."""

    LEFT = ""
    NUMBER = ' class="n"'


def table(
    caption: str, head: Sequence[tuple[str, Side]], rows: Iterable[Sequence[str]], groups: Iterable[int] = ()
) -> str:
    """Write a table.

    Args:
        caption: HTML.
        head: what each column is called, as plain text, and how it is set.
        rows: their cells as HTML; the first one says what the row is about.
        groups: the positions of rows that stand for those below them.
    """
    sides = [side.value for _, side in head]
    names = "".join(f'<th scope="col"{side.value}>{text(name)}</th>' for name, side in head)
    bold = frozenset(groups)
    body = "".join(
        f'<tr{_GROUP if place in bold else ""}><th scope="row"{sides[0]}>{row[0]}</th>'
        + "".join(f"<td{side}>{cell}</td>" for cell, side in zip(row[1:], sides[1:], strict=True))
        + "</tr>"
        for place, row in enumerate(rows)
    )
    return f"<table><caption>{caption}</caption><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"


def named(name: str, code: str, depth: int = 0) -> str:
    """Write what an item is called, further in for each section around it."""
    told = f"{text(name)} {soft(code)}"
    return f'<div style="padding-left:{depth * 1.4:.1f}em">{told}</div>' if depth else told
