"""A result as charts: what adds up to the total, and points against full marks."""

from __future__ import annotations

from fractions import Fraction

from perfkpi.appraisal.compiled_card import compiled_card
from perfkpi.appraisal.display import foot_of, reasons_of, title_of, total_text
from perfkpi.appraisal.enough_places import enough_places
from perfkpi.appraisal.lines import AdjustmentLine, Line, Number
from perfkpi.appraisal.results import Result
from perfkpi.appraisal.waterfall import Counts, RunningStep, running_steps
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.languages import in_each, spoken
from perfkpi.displays.texts import NOTHING
from perfkpi.doubles import nearest
from perfkpi.errors import Language
from perfkpi.interpreters.figures import Figures
from perfkpi.language import Status
from perfkpi.model.card.display import most_points
from perfkpi.model.card.placement import PlacedIndicator
from perfkpi.model.measurement.scales import Scale
from perfkpi.plots import bullets, waterfall
from perfkpi.plots.charts import FARTHEST, Chart, speaking, told_apart
from perfkpi.visible import escaped

_PLACES = 2


def contributions_chart(result: Result, language: Language | None) -> Chart:
    """Draw what each item and each step adds to the total.

    Args:
        result: of an appraisal.
        language: ``None`` for that of displays.
    """
    with speaking(language):
        numbers = enough_places(result, _PLACES, mark="")
        steps = list(running_steps(result))
        total = spoken(HEADINGS["total"])
        names = [_name(step) for step in steps]
        distinct = told_apart([*names, total], [*(step.code for step in steps), result.card.code])
        rows = [_row(step, name, numbers, result) for step, name in zip(steps, distinct, strict=False)]
        reached = result.unrounded if result.total is None else Fraction(result.total)
        rated = "" if result.band is None else f" · {spoken(result.band)}"
        text = f"{total_text(result)}{rated}" if result.status is Status.OK else spoken(result.status.label)
        ends = (0.0, 0.0 if reached is None else _double(reached))
        rows.append(waterfall.Row(distinct[-1], waterfall.Kind.TOTAL, ends, escaped(text)))
        words = waterfall.Words(
            axis=spoken(HEADINGS["counted-in-total"]),
            name=spoken(HEADINGS["indicator"]),
            text=spoken(HEADINGS["contribution"]),
            points=spoken(HEADINGS["points"]),
            why=spoken(HEADINGS["status"]),
        )
        return waterfall.waterfall(rows, words, title=title_of(result), subtitle=[foot_of(result)])


_KINDS = {
    Counts.ONCE: waterfall.Kind.STEP,
    Counts.NEVER: waterfall.Kind.STEP,
    Counts.INSIDE: waterfall.Kind.GROUP,
}


def _row(step: RunningStep, name: str, numbers: Figures, result: Result) -> waterfall.Row:
    points, why = "", ""
    if step.line is not None:
        points = "" if step.line.points is None else numbers.inline(step.line.points)
        why = _why(step.line, result)
    ends = _double(step.before), _double(step.after)
    return waterfall.Row(name, _KINDS[step.counts], ends, _number(step, numbers), points, why)


def _name(step: RunningStep) -> str:
    """Write what a step is called; a section, whose number is that of the steps below it, as their heading."""
    if step.counts is not Counts.INSIDE:
        return spoken(step.name)
    return in_each(lambda each: HEADINGS["heading"].say(each).format(name=step.name.say(each)))


def _number(step: RunningStep, numbers: Figures) -> str:
    """Write what a step adds, as explanations do; what a policy lets stand in for a gap has the gap beside it."""
    line = step.line
    gap = "" if line is None or line.status is Status.OK else spoken(line.status.label)
    if step.number is None:
        return gap or _points_only(line, numbers)
    left_out = isinstance(line, Line) and line.weight == 0 and line.nominal_weight != 0
    if gap and left_out:
        return gap
    text = numbers.inline(step.number)
    is_change = isinstance(line, AdjustmentLine) or step.name is HEADINGS["rounding"]
    if is_change and step.number > Fraction(0):
        text = f"+{text}"
    return f"{text} · {gap}" if gap else text


def _points_only(line: Line | AdjustmentLine | None, numbers: Figures) -> str:
    """Write the points of what has no part of the total of its own, as what they are."""
    if line is None or line.points is None:
        return NOTHING
    points = numbers.inline(line.points)
    return in_each(lambda each: HEADINGS["points-only"].say(each).format(points=points))


def _why(line: Line | AdjustmentLine, result: Result) -> str:
    return escaped(" · ".join(reasons_of(line, compiled_card(result.card).labels)))


def points_chart(result: Result, language: Language | None) -> Chart:
    """Draw the points of each indicator against its full mark.

    Args:
        result: of an appraisal.
        language: ``None`` for that of displays.
    """
    with speaking(language):
        numbers = enough_places(result, _PLACES, mark="")
        lines = {line.code: line for line in result.lines}
        places = [place for place in result.card.level.walk() if isinstance(place, PlacedIndicator)]
        names = told_apart([spoken(place.item.name) for place in places], [place.item.code for place in places])
        rows = [
            _bullet(name, lines[place.item.code], place, numbers, result)
            for name, place in zip(names, places, strict=True)
        ]
        words = bullets.Words(
            axis=spoken(HEADINGS["of-the-full-mark"]),
            name=spoken(HEADINGS["indicator"]),
            text=spoken(HEADINGS["points-of-full-mark"]),
            most=spoken(HEADINGS["highest"]),
            why=spoken(HEADINGS["status"]),
        )
        return bullets.bullets(rows, words, title=title_of(result), subtitle=[foot_of(result)])


def _bullet(name: str, line: Line, place: PlacedIndicator, numbers: Figures, result: Result) -> bullets.Row:
    scale, most = place.scale, most_points(place)
    full = numbers.inline(scale.high)
    if line.points is None:
        share, text = None, spoken(line.status.label)
    else:
        share, text = _share(line.points, scale), f"{numbers.inline(line.points)} / {full}"
    why = _why(line, result)
    return bullets.Row(name, share, _share(most, scale), text, numbers.inline(most), why)


def _share(points: Number, scale: Scale) -> float:
    """Compute points as a share of the way from the low end of their scale to the full mark."""
    return _double((points - scale.low) * (1 / (scale.high - scale.low)))


def _double(number: Number) -> float:
    """Find the double nearest to a number, or the farthest that a chart can draw."""
    found = nearest(number) if isinstance(number, Fraction) else float(number)
    return min(max(found, -FARTHEST), FARTHEST)
