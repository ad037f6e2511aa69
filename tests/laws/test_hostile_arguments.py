"""Whatever stands in the place of an argument, there is an answer or a typed error, and soon.

Every public callable is called as it should be, but for one or two of its arguments, which are whatever
somebody may hand in by mistake, or to do harm. The error says what it is in words, not as Python shows it.
``HYPOTHESIS_PROFILE=deep`` draws fifty times as many.
"""

import inspect
import time
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pytest
from callables import ASKED, Call, calls, examples, public_classes
from effort import some
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from spoken import python_in
from strangers import STRANGERS

import perfkpi as pk

SOON = 1.0
"""Seconds of work, in the quickest of some calls: the machine may be busy with something else."""
ATTEMPTS = 3
LONG = 1500
DRAWN = settings.default.max_examples

NO_SUCH_ROW = {
    (f"{kind}.{name}", "row")
    for kind in ("BatchScores", "ScoresByCard", "GoalScores")
    for name in ("appraisal", "reasons")
}
"""A row that is not there is an ``IndexError``, as in any sequence."""
THEIR_OWN = {("score_batch", "progress"), ("score_goals", "progress")}
"""What can be called raises what it likes."""

MEMBERS = 4
"""So deep lie the members of an argument that are replaced."""


def outcome(call: Call, replaced: Mapping[str, object]) -> pk.PerfKpiError | None:
    """The typed error that a call ends with, if it does."""
    try:
        call.ask(**replaced)
    except pk.PerfKpiError as error:
        return error
    return None


def check(name: str, strangers: Mapping[str, Callable[[], object]]) -> None:
    """A call with some arguments of other people's making has an answer, or is refused in both languages, and soon."""
    call = calls()[name]
    times: list[float] = []
    for _ in range(ATTEMPTS):
        made = {place: make() for place, make in strangers.items()}
        replaced = {place: value for place, value in made.items() if (name, place) not in THEIR_OWN}
        began = time.process_time()
        try:
            error = outcome(call, replaced)
        except IndexError:
            assert {(name, place) for place in strangers} & NO_SUCH_ROW
            return
        times.append(time.process_time() - began)
        if error is not None:
            assert error.say("en") != error.say("zh")
            assert not python_in(error), error.en
            assert max(len(error.en), len(error.zh)) < LONG, error.en
        if times[-1] < SOON:
            return
    assert min(times) < SOON, f"{name}: {min(times):.1f} s"


def test_every_public_callable_is_called() -> None:
    """Each class has an example and each method arguments, which it takes; so has what is added tomorrow."""
    without = {kind.__name__ for kind in public_classes() if kind not in examples() and not inspect.isabstract(kind)}
    assert not without, "put an example beside those of callables.py"
    functions = {name for name, each in EVERYTHING.items() if callable(each) and not inspect.isclass(each)}
    assert functions <= calls().keys()
    for name, call in calls().items():
        assert outcome(call, {}) is None, name


@pytest.mark.parametrize("name", calls())
def test_one_argument(name: str) -> None:
    """One argument is none that belongs there: each of them, and everything that somebody may hand in."""
    for argument in calls()[name].arguments:
        for stranger in some(STRANGERS, f"{name}.{argument}"):
            check(name, {argument: stranger})


@given(st.sampled_from(ASKED), st.data())
@settings(max_examples=4 * DRAWN)
def test_two_arguments(name: str, data: st.DataObject) -> None:
    """Two arguments are none that belong there; which of them is named does not matter."""
    chosen = data.draw(st.lists(st.sampled_from(calls()[name].arguments), min_size=1, max_size=2, unique=True))
    check(name, {argument: STRANGERS[data.draw(st.sampled_from(range(len(STRANGERS))))] for argument in chosen})


def levels(base: object) -> int:
    """How many levels of members there are, one within the other."""
    if not isinstance(base, (Mapping, list, tuple, np.ndarray)) or not len(base):
        return 0
    return 1 + levels(next(iter(base.values() if isinstance(base, Mapping) else base)))


def places(name: str) -> list[tuple[str, int]]:
    """The arguments of a call that have members, and the levels on which these are."""
    call = calls()[name]
    named = {argument: call.named[argument] for argument in call.arguments if argument != "*"}
    return [(argument, depth) for argument, base in named.items() for depth in range(min(levels(base), MEMBERS))]


def with_member(base: object, member: object, depth: int) -> object:
    """What was given, with its first member replaced, or so much deeper the first member of that."""
    if depth < 0:
        return member
    if isinstance(base, Mapping):
        name, first = next(iter(base.items()))
        return {**base, name: with_member(first, member, depth - 1)}
    members = [with_member(base[0], member, depth - 1), *list(base)[1:]]
    return tuple(members) if isinstance(base, tuple) else members


@pytest.mark.parametrize("name", [name for name in ASKED if places(name)])
def test_one_member_of_an_argument(name: str) -> None:
    """A cell, a column, a part of a document: the rest is as it should be."""
    call = calls()[name]
    for argument, depth in places(name):
        for stranger in some(STRANGERS, f"{name}.{argument}.{depth}"):
            check(name, {argument: partial(with_member, call.named[argument], stranger(), depth)})


@pytest.mark.parametrize("argument", sorted({argument for _, argument in THEIR_OWN}))
def test_what_is_called_can_be_called(argument: str) -> None:
    """What cannot be called is refused before any work."""
    for make in STRANGERS:
        stranger = make()
        if not callable(stranger) and stranger is not None:
            error = outcome(calls()["score_batch"], {argument: stranger})
            assert error is not None
            assert error.where == argument
