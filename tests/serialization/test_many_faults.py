"""Documents with very many faults: enough of them are told, and how much was not looked at."""

import inspect
import json
import sys
import tracemalloc
from collections.abc import Callable

import pytest
from pickled import pickled

import perfkpi as pk

Document = dict[str, object]
MAX_FAULTS = 100
"""So many are collected, one by one."""

CARD: Document = {"schema": 3, "type": "Scorecard", "code": "c", "name": "c"}
NESTED: Document = {"type": "Section", "code": "s", "name": "s", "items": [5] * 1000, "weight": 1}
MANY = 900_000


def refused(document: Document) -> pk.errors.DocumentError:
    """The error of a document."""
    with pytest.raises(pk.errors.DocumentError) as caught:
        pk.from_document(document)
    return caught.value


@pytest.mark.parametrize(
    ("document", "unseen"),
    [
        (CARD | {"items": [5] * (MAX_FAULTS - 1)}, 0),
        (CARD | {"items": [5] * MAX_FAULTS}, 0),
        (CARD | {"items": [5] * (MAX_FAULTS + 1)}, 1),
        (CARD | {"items": [5] * MANY}, MANY - MAX_FAULTS),
        (CARD | {"items": [5] * MANY, "ratings": 5, "rounding": 5}, MANY - MAX_FAULTS + 2),
        (CARD | {"items": [NESTED] * 3}, 900 + 1 + 2),
        (CARD | {"items": [], "ratings": {"bands": ["A"] * 500}}, 400 + 0),
        ({"type": "Field", "column": "a"} | {f"key{place}": 1 for place in range(500)}, 400),
        ({"type": "Reweight", "on": ["x"] * 150}, 50),
        ({"type": "PiecewiseLinear", "knots": [["x", 1]] * 150}, 50),
    ],
)
def test_enough_faults_are_told(document: Document, unseen: int) -> None:
    """As many as anybody mends at once; the message says how many parts were not looked at."""
    error = refused(document)
    assert error.unseen == unseen
    assert len(error.faults) == (MAX_FAULTS if unseen else len(document["items"]))
    many = "part was" if unseen == 1 else "parts were"
    for sentence, words in ((str(error), f"{many} not looked at"), (error.say("zh"), "个部分未检查")):
        assert (f"{unseen} {words}" in sentence) is bool(unseen)


def test_keys_that_stand_twice_are_told_up_to_the_limit() -> None:
    """A text in which every key stands twice."""
    twice = ", ".join(f'"k{place}": 1, "k{place}": 2' for place in range(500))
    with pytest.raises(pk.errors.DocumentError) as caught:
        pk.loads(f'{{"type": "Field", {twice}}}')
    assert {fault.code for fault in caught.value.faults[:MAX_FAULTS]} == {pk.errors.Code.DUPLICATE_CODE}
    assert caught.value.unseen > 400


def test_what_was_not_looked_at_travels_with_the_error() -> None:
    """Through a pickle, and one level further out."""
    error = refused(CARD | {"items": [5] * 200})
    assert pickled(error).unseen == error.at("card").unseen == error.unseen == 200 - MAX_FAULTS
    assert error.faults[0].where == "card.items[0]"


@pytest.mark.parametrize("read", [pk.from_document, lambda document: pk.loads(json.dumps(document))])
def test_many_faults_take_little_memory(read: Callable[[Document], object]) -> None:
    """Nothing is kept of what was not looked at."""
    document = CARD | {"items": [5] * 300_000}
    with pytest.raises(pk.errors.DocumentError):
        read(document | {"items": [5]})
    tracemalloc.start()
    try:
        with pytest.raises(pk.errors.DocumentError):
            read(document)
        assert tracemalloc.get_traced_memory()[1] < 300_000 * 30  # a few lists of references
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("room", [100, 150, 200, 250, 300])
def test_who_reads_where_the_stack_is_almost_full_is_told(room: int) -> None:
    """A document that is read far down in somebody's recursion is refused, not a bare RecursionError."""
    text = '{"type": "Not", "condition": ' * 90 + '{"type": "AtLeast", "operand": "a", "threshold": 1}' + "}" * 90

    def below(depth: int) -> object:
        return below(depth - 1) if depth else pk.loads(text)

    assert isinstance(pk.loads(text), pk.conditions.Not)
    with pytest.raises(pk.errors.DocumentError):
        below(sys.getrecursionlimit() - len(inspect.stack(0)) - room)


def test_a_long_key_is_quoted_in_short() -> None:
    """Also where it could be a name."""
    (fault,) = refused({"type": "Field", "column": "a", "k" * 5000: 1}).faults
    assert len(fault.where) < 100
