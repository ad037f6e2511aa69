"""What phrases are asked for: whether two values are one number, and between which edges a figure was found."""

from fractions import Fraction

import pytest

from perfkpi.interpreters.phrases import Phrase, Step, interval, is_number, notes_of, same, steps_of, value_of
from perfkpi.interpreters.surds import root
from perfkpi.interpreters.values import Value
from perfkpi.language import Belongs, Role, Status, Undefinedness

TWO, THREE = root(Fraction(2), 2), root(Fraction(3), 2)
ABSENT = Undefinedness(Status.NOT_DUE, ())


@pytest.mark.parametrize("left", [(p, q) for p in (-2, -1, 0, 1, 2, 4) for q in (1, 2, 4)])
@pytest.mark.parametrize("right", [(p, q) for p in (-2, -1, 0, 1, 2, 4) for q in (1, 2, 4)])
def test_pairs_are_one_number_where_their_fractions_are(left: tuple[int, int], right: tuple[int, int]) -> None:
    """Pairs need not be reduced."""
    assert same(left, right) is (Fraction(*left) == Fraction(*right))


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        (TWO, root(Fraction(4), 4), True),
        (TWO, THREE, False),
        ((1, 1), TWO, False),
        (TWO, (1, 1), False),
        ("A", "A", True),
        ("A", "B", False),
        ((1, 1), "A", False),
        (ABSENT, (0, 1), False),
        (None, (0, 1), False),
        (None, None, True),
    ],
)
def test_other_values_are_the_same_where_they_are_equal(
    left: Value | None, right: Value | None, *, wanted: bool
) -> None:
    """Roots by their value, categories by their name; a number is none of these."""
    assert same(left, right) is wanted


EDGES = [(Phrase(text, text, (0, 1)), belongs) for text, belongs in zip("pqr", [Belongs.ABOVE] * 3, strict=True)]


@pytest.mark.parametrize("first", Belongs)
@pytest.mark.parametrize("second", Belongs)
def test_a_figure_lies_between_its_edges(first: Belongs, second: Belongs) -> None:
    """Strict is the sign on the side to which an edge does not belong."""
    on, (p, _), (q, _), _ = Phrase("on", "1", (1, 1)), *EDGES
    edges = [(p, first), (q, second)]
    above = {Belongs.ABOVE: "≥", Belongs.BELOW: ">"}
    below = {Belongs.ABOVE: "<", Belongs.BELOW: "≤"}
    behind = {Belongs.ABOVE: "≤", Belongs.BELOW: "<"}
    assert interval(on, edges, 0) == f"on {below[first]} p"
    assert interval(on, edges, 1) == f"p {behind[first]} on {below[second]} q"
    assert interval(on, edges, 2) == f"on {above[second]} q"
    assert interval(on, EDGES, 2) == "q ≤ on < r"
    assert interval(on, EDGES, 3) == "on ≥ r"


def test_steps_and_notes_stand_once() -> None:
    """The very step once, an equal one again; notes by their text; all in order."""
    plain = Phrase("a", "1", (1, 1))
    one, two, other = (Step(Role.STEP, "x", "x", plain) for _ in range(3))
    phrases = [
        Phrase("p", "1", (1, 1), steps=(one, two), notes=("m", "n")),
        Phrase("q", "1", (1, 1), steps=(two, other, one), notes=("n", "k", "m")),
    ]
    found = steps_of(phrases)
    assert [id(step) for step in found] == [id(one), id(two), id(other)]
    assert notes_of(phrases) == ("m", "n", "k")
    assert (steps_of([]), notes_of([])) == ((), ())


def test_a_number_of_the_rule_is_no_measure_and_no_step() -> None:
    """It is written the same in names and figures, has a value and no role."""
    assert is_number(Phrase("7", "7", (7, 1)))
    assert not is_number(Phrase("a", "7", (7, 1)))
    assert not is_number(Phrase("7", "7", (7, 1), role=Role.CAP))
    assert not is_number(Phrase("7", "7", ABSENT))
    assert not is_number(Phrase("7", "7", None))


def test_only_a_person_has_values() -> None:
    """A rule without figures has none to ask for."""
    assert value_of(Phrase("a", "7", (7, 1))) == (7, 1)
    with pytest.raises(TypeError) as refused:
        value_of(Phrase("a", "", None))
    assert refused.value.args == (Phrase("a", "", None),)
