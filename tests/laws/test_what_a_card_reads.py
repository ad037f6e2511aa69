"""What a scorecard says that it reads is what it asks for: no more, no less."""

import attrs
import pytest
from attrs import frozen
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Choose, Const, Edge, Expr, Input, Kind, Match
from perfkpi.testing import scorecards


@given(scorecards(), st.data())
@settings(max_examples=examples(60))
def test_it_asks_for_what_it_reads(card: pk.Scorecard, data: st.DataObject) -> None:
    """Data with these names are enough, and without any one of them they are not."""
    reads = card.reads()
    codes = [read.code for read in reads]
    empty = dict.fromkeys(codes)
    assert pk.appraise(card, empty).inputs.keys() == set(codes)
    assert len(codes) == len(set(codes))
    if codes:
        left_out = data.draw(st.sampled_from(codes))
        with pytest.raises(pk.errors.MeasureError) as caught:
            pk.appraise(card, {code: None for code in codes if code != left_out})
        assert caught.value.value == (left_out,)


@given(scorecards(), st.data())
@settings(max_examples=examples(60))
def test_a_category_that_it_names_is_known(card: pk.Scorecard, data: st.DataObject) -> None:
    """And numbers have none."""
    for read in card.reads():
        assert bool(read.categories) is (read.kind is Kind.CATEGORY)
        if read.categories:
            figure = data.draw(st.sampled_from(read.categories))
            result = pk.appraise(card, {**dict.fromkeys(each.code for each in card.reads()), read.code: figure})
            assert result.inputs[read.code] == figure


def test_what_is_declared_is_told() -> None:
    """Names and units come from the measures of the scorecard; else the name of the indicator whose value it is."""
    letters = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 90), ("B", 80)))
    met = pk.Attainment(target="100%", direction=pk.Direction.HIGHER_IS_BETTER)
    grade = pk.Indicator(code="g", name="等级", formula=pk.formulas.Category("letter"), scoring=letters)
    rate = pk.Indicator(code="r", name="率", formula=pk.Actual("rate", unit=pk.Unit.PERCENT), scoring=met)
    name = pk.Label(zh="达标率", en="rate")
    card = pk.Scorecard(
        code="c",
        name="c",
        items=((grade, 50), (rate, 50)),
        measures=(pk.Measure("rate", name=name, unit=pk.Unit.PERCENT, recorded_in=pk.Unit.PERCENT),),
    )
    assert card.reads() == (
        pk.results.Read("letter", Kind.CATEGORY, grade.name, None, None, ("A", "B")),
        pk.results.Read("rate", Kind.NUMBER, name, pk.Unit.PERCENT, pk.Unit.PERCENT, ()),
    )


SALES = pk.Label(zh="销售额", en="Sales")
MARKED = pk.DirectPoints(scale=pk.Scale(0, 100))
NAMED = pk.Indicator("sales", SALES, scoring=MARKED)
OTHER = pk.Indicator("other", scoring=MARKED)
READERS: dict[str, tuple[pk.Indicator, pk.Indicator, dict[str, object], pk.Label]] = {
    "alone": (NAMED, OTHER, {}, SALES),
    "in the data under a prefix": (attrs.evolve(NAMED, prefix="n_"), OTHER, {}, SALES),
    "with a target of everybody": (
        attrs.evolve(NAMED, scoring=pk.MetOrNot(pk.Field("t"), missed=0, direction="higher")),
        OTHER,
        {},
        SALES,
    ),
    "without a name": (attrs.evolve(NAMED, name="sales"), OTHER, {}, pk.Label(zh="sales")),
    "with another indicator": (NAMED, attrs.evolve(OTHER, formula=pk.Actual("sales")), {}, pk.Label(zh="sales")),
    "with a formula": (NAMED, attrs.evolve(OTHER, formula=pk.Ratio("sales", 100)), {}, pk.Label(zh="sales")),
    "with a step": (
        NAMED,
        OTHER,
        {"adjustments": [pk.Bonus("sales_bonus", formula="sales", floor=0, cap=1)]},
        pk.Label(zh="sales"),
    ),
    "with a declaration": (
        NAMED,
        OTHER,
        {"measures": [pk.Measure("sales", name="收入")]},
        pk.Label(zh="收入", en="收入"),
    ),
}


@pytest.mark.parametrize("case", READERS)
def test_a_measure_is_called_like_the_indicator_whose_value_it_is(case: str) -> None:
    """Where that indicator alone reads it, and the scorecard does not name it otherwise."""
    one, other, changes, label = READERS[case]
    card = pk.Scorecard("c", items=[(one, 50), (other, 50)], beyond_scale="allow", **changes)
    assert card.reads()[0].label == label


@frozen
class OwnOrFormer(pk.Formula):
    """The grade of the own supervisor, or of the former one after a move in the last months; none where nobody is."""

    def express(self) -> Expr:
        """A choice by months, and by whether there is a supervisor."""
        own, former = (Input(name, kind=Kind.CATEGORY) for name in ("own", "former"))
        moved = Choose(Input("months"), [Edge(Const(6))], [former, own])
        return Match(Input("supervisor", kind=Kind.CATEGORY), (("nobody", own),), moved)


def test_a_grade_that_is_chosen_knows_the_letters_of_all() -> None:
    """Whichever is chosen is scored by the same letters; what the choice depends on has names of its own, or none."""
    letters = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 90), ("B", 80)))
    item = pk.Indicator(code="g", name="等级", formula=OwnOrFormer(), scoring=letters)
    card = pk.Scorecard(code="c", name="c", items=((item, 100),))
    assert {read.code: read.categories for read in card.reads()} == {
        "supervisor": ("nobody",),
        "own": ("A", "B"),
        "months": (),
        "former": ("A", "B"),
    }
