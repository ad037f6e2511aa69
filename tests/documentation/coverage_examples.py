"""Examples of rules: golden cases spelled as Python, and what docstrings show after ``>>>``."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import cache, wraps
from typing import Protocol, TypeVar

import attrs
from golden import Case, read_all
from python_text import number, spelled

import perfkpi as pk

__all__ = ["Example", "examples"]


T = TypeVar("T")


def _once(make: Callable[[Case], T]) -> Callable[[Case], T]:
    """What is made of a case, kept: every row weighs every case."""
    known: dict[str, T] = {}

    @wraps(make)
    def found(case: Case) -> T:
        if case.place not in known:
            known[case.place] = make(case)
        return known[case.place]

    return found


class Said(Protocol):
    """What an example shows."""

    name: str
    thing: object


@attrs.frozen
class Example:
    """Something that runs.

    Attributes:
        shows: the names of what it holds.
        code: the Python, its assertions included.
        short: figures and what they give, in a line; nothing of what a docstring shows.
        origin: where the answer comes from.
    """

    shows: tuple[str, ...]
    code: str
    short: pk.Label | None
    origin: str


def examples(row: str, said: Sequence[Said]) -> list[Example]:
    """The shortest examples that together hold all that is to be shown; cases of the row come first."""
    documented, cases = list[Example](), list[Example]()
    left = {each.name: each.thing for each in said}
    for each in said:
        code = _docstring(each.thing)
        if code:
            shows = tuple(name for name in left if name == each.name or re.search(rf"\b\w+\.{name}\b", code))
            documented.append(Example(shows, code, None, "from its docstring"))
            left = {name: thing for name, thing in left.items() if name not in shows}
    while left:
        case, shows = max(_candidates(left), key=lambda found: _merit(row, *found), default=(None, ()))
        if case is None:
            break
        cases.append(Example(tuple(sorted(shows)), _code(case), _short(case), case.source.replace("|", "\\|")))
        left = {name: thing for name, thing in left.items() if name not in shows}
    return [*cases, *documented]


def _docstring(thing: object) -> str:
    if isinstance(thing, Enum):
        return ""
    lines = inspect.cleandoc(thing.__doc__ or "").splitlines()
    inside = [place for place, line in enumerate(lines) if re.match(r" *(>>>|\.\.\.) ", line)]
    if not inside:
        return ""
    end = next((place for place in range(inside[-1], len(lines)) if not lines[place].strip()), len(lines))
    return inspect.cleandoc("\n".join(lines[inside[0] : end]))


def _candidates(left: Mapping[str, object]) -> Iterator[tuple[Case, tuple[str, ...]]]:
    for case, held in _cases():
        shows = tuple(name for name, thing in left.items() if thing in held)
        if shows:
            yield case, shows


def _merit(row: str, case: Case, shows: tuple[str, ...]) -> tuple[bool, int]:
    """What speaks for a case: it gives a figure, it is about the row, it is short, it holds much, it was published."""
    ours, ordinary = case.row == row, case.kind == "ordinary"
    size = len(_code(case).splitlines())
    return case.kind != "undefined", 60 * ours + 8 * len(shows) + 4 * case.published + 2 * ordinary - size


@cache
def _cases() -> list[tuple[Case, frozenset[object]]]:
    """Every case that gives a figure, and what it is made of."""
    return [
        (case, frozenset(each for part in _built(case).values() for each in _held(part)))
        for case in read_all()
        if not case.refused and ("scoring" in case.documents or "rounding" not in case.documents)
    ]


def _built(case: Case) -> dict[str, object]:
    card = _card(case)
    if "card" in case.documents or ("scoring" in case.documents and case.documents.keys() & {"rounding", "ratings"}):
        return {"card": card}
    (kpi,) = card.indicators()
    return {"formula": kpi.formula} | ({"scoring": kpi.scoring} if "scoring" in case.documents else {})


def _held(value: object) -> Iterator[object]:
    """The types and the members of enums that a value is made of."""
    if isinstance(value, Enum):
        yield from (value, type(value))
    elif attrs.has(type(value)):
        yield type(value)
        for attribute in attrs.fields(type(value)):
            yield from _held(getattr(value, attribute.name))
    elif isinstance(value, (tuple, frozenset)):
        for each in value:
            yield from _held(each)


@_once
def _code(case: Case) -> str:
    """The Python of a case."""
    parts = _built(case)
    figures = f"figures = {spelled(case.figures(), before=10)}"
    if "card" in parts:
        made = [f"card = {spelled(parts['card'], before=7)}", figures, "result = pk.appraise(card, figures)"]
        return "\n".join([*made, *_checks_of_a_card(case)])
    made = [f"formula = {spelled(parts['formula'], before=10)}"]
    kpi, rule = next(_card(case).indicators()), parts.get("scoring")
    given = ["formula", "figures"] if rule is None else ["formula", "rule", "figures"]
    if rule is not None:
        made.append(f"rule = {spelled(rule, before=7)}")
    made.append(figures)
    if "population" in case.documents:
        everybody = {name: tuple(column) for name, column in case.documents["population"].items()}
        made.append(f"everybody = {spelled(everybody, before=12)}")
        given.append("everybody")
    scale = kpi.scale if rule is None else _reaching(rule)
    if scale != kpi.scale:
        given.append(f"scale={spelled(scale, before=40)}")
    measures = _told(kpi, scale)
    if measures:
        made.append(f"measures = {spelled(measures, before=11)}")
        given.append("measures=measures")
    made.append(f"line = {'valued' if rule is None else 'scored'}({', '.join(given)})")
    return "\n".join([*made, *_checks_of_a_line(case)])


@_once
def _card(case: Case) -> pk.Scorecard:
    return case.build()


@_once
def _appraised(case: Case) -> pk.Appraisal:
    card = _card(case)
    return pk.appraise(card, case.figures(), population=case.among(card))


def _reaching(rule: pk.Scoring) -> pk.Scale:
    """The scale that a card of this rule alone declares: as far beyond the full mark as its cap."""
    if not isinstance(rule.highest, Fraction):
        return attrs.evolve(rule.points_scale, up_to=pk.UNLIMITED)
    return (
        rule.points_scale
        if rule.points_scale.contains(rule.highest)
        else attrs.evolve(rule.points_scale, up_to=rule.highest)
    )


def _told(kpi: pk.Indicator, scale: pk.Scale) -> tuple[pk.Measure, ...]:
    """The columns of which such a card must say whether they hold 88 or 0.88 for 88 %."""
    told: list[pk.Measure] = []
    while True:
        try:
            pk.Scorecard(code="card", name="card", items=((kpi, 100),), scale=scale, measures=told)
        except pk.errors.DefinitionError as error:
            if error.code is not pk.errors.Code.BARE_PERCENT:
                raise
            told.append(pk.Measure(error.value, recorded_in=pk.Unit.NUMBER))
        else:
            return tuple(told)


def _checks_of_a_line(case: Case) -> Iterator[str]:
    line = _appraised(case).lines[0]
    if line.status is not pk.Status.OK:
        yield f"assert line.status is pk.Status.{line.status.name}"
        return
    for name, found in (("value", line.value), ("points", line.points)):
        if isinstance(found, str):
            yield f'assert line.{name} == "{found}"'
        elif isinstance(found, Fraction) and (name == "value") == ("scoring" not in case.documents):
            yield f"assert line.{name} == {_asserted(found)}"


def _checks_of_a_card(case: Case) -> Iterator[str]:
    result = _appraised(case)
    if result.status is not pk.Status.OK:
        yield f"assert result.status is pk.Status.{result.status.name}"
    elif result.total is not None:
        yield f'assert str(result.total) == "{result.total}"'
    else:
        yield f"assert result.unrounded == {_asserted(result.unrounded)}"
    if result.rating is not None:
        yield f'assert result.rating == "{result.rating}"'


def _asserted(found: Fraction) -> str:
    return str(found) if found.denominator == 1 else f"Fraction({number(found)})"


MANY = 4
SHORT = 60


def _short(case: Case) -> pk.Label:
    """The rule where it is short, figures, and what they give."""
    parts = _built(case)
    rule = spelled(parts.get("scoring", parts.get("formula")), before=-10_000) if "formula" in parts else ""
    rule = rule.replace("pk.", "")
    made = f"`{rule}`<br>" if 0 < len(rule) <= SHORT else ""
    return pk.Label(zh=f"{made}{_outcome(case, 'zh')}", en=f"{made}{_outcome(case, 'en')}")


def _outcome(case: Case, language: str) -> str:
    given = [f"{name} {_typed(value, language)}" for name, value in case.measures.items()]
    if len(given) > MANY:
        given = [*given[: MANY - 1], "…"]
    return f"{('、' if language == 'zh' else ', ').join(given)} → **{_found(case, language)}**"


def _typed(value: object, language: str) -> str:
    return _status(pk.Status[value["absent"].upper()], language) if isinstance(value, Mapping) else str(value)


def _status(status: pk.Status, language: str) -> str:
    return str(getattr(status.label, language))


def _found(case: Case, language: str) -> str:
    result = _appraised(case)
    if "card" in _built(case):
        line, found = result, result.unrounded if result.total is None else result.total
        rating = f" {result.rating}" if result.rating is not None else ""
    else:
        line, rating = result.lines[0], ""
        found = line.points if "scoring" in case.documents else line.value
    if line.status is not pk.Status.OK:
        return _status(line.status, language)
    percent = "scoring" not in case.documents and "card" not in _built(case) and _percent(case)
    return (number(found, percent=percent).strip('"') if isinstance(found, Fraction) else str(found)) + rating


def _percent(case: Case) -> bool:
    (kpi,) = _card(case).indicators()
    return kpi.formula.unit is pk.Unit.PERCENT
