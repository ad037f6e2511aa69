"""Documents by example: what stands in them, what is refused, and where the fault is said to be."""

import gc
import json
from enum import Enum, IntEnum
from fractions import Fraction
from typing import ClassVar

import pytest
from attrs import Factory, field, frozen
from pickled import pickled

import perfkpi as pk
from perfkpi.serialization.values import form_of

Document = dict[str, object]


class Basis(Enum):
    """On what a bonus is reckoned."""

    SALARY = "salary"
    PROFIT = "profit"


class Grade(IntEnum):
    """A choice whose values are no texts."""

    LOW = 1
    HIGH = 2


@frozen(cache_hash=True)
class Rung:
    """A small class of one's own."""

    at: Fraction = field(converter=Fraction)
    points: Fraction = field(converter=Fraction)


@frozen(cache_hash=True)
class Ladder(pk.Scoring):
    """A company's rule with attributes of every kind that can be stored."""

    tag: ClassVar[str] = "阶梯"

    rungs: tuple[Rung, ...] = field(converter=tuple, kw_only=True)
    basis: Basis = field(default=Basis.SALARY, kw_only=True)
    grades: frozenset[Grade] = field(default=frozenset({Grade.LOW}), kw_only=True)
    unless: tuple[pk.conditions.Condition, ...] = field(default=(), kw_only=True)
    per: pk.Additive | pk.Relative = field(default=pk.Additive("1%"), kw_only=True)
    pair: tuple[str, Fraction] | None = field(default=None, kw_only=True)
    rate: float = field(default=0.5, kw_only=True)
    strict: bool = field(default=True, kw_only=True)
    names: tuple[str, ...] = field(default=Factory(tuple), kw_only=True)
    count: int = field(default=Factory(lambda self: len(self.names), takes_self=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.count == 13:
            raise ZeroDivisionError
        if self.count == 12:
            raise ValueError("twelve is too many")

    def express(self, value: pk.Expr) -> pk.Expr:
        """The first rung, to have something."""
        return value * self.rungs[0].points


LADDER = Ladder(
    rungs=(Rung("0.5", 10), Rung("1/3", 20)),
    basis=Basis.PROFIT,
    grades=frozenset({Grade.LOW, Grade.HIGH}),
    unless=(pk.conditions.AtLeast("days", 3),),
    per=pk.Relative("3%"),
    pair=("A", Fraction(1, 3)),
    rate=0.1,
    strict=False,
    names=("a", "b"),
)
WHOLE: Document = {
    "schema": 3,
    "type": "阶梯",
    "rungs": [{"at": "0.5", "points": "10"}, {"at": "1/3", "points": "20"}],
    "basis": "profit",
    "grades": ["high", "low"],
    "unless": [{"type": "AtLeast", "operand": "days", "threshold": "3"}],
    "per": {"type": "Relative", "share": "3%"},
    "pair": ["A", "1/3"],
    "rate": "0.1",
    "strict": False,
    "names": ["a", "b"],
}


def faults(document: object) -> dict[str, pk.errors.Code]:
    """The code of each fault of a document, by its place."""
    with pytest.raises(pk.errors.DocumentError) as caught:
        pk.from_document(document)
    return {fault.where: fault.code for fault in caught.value.faults}


def changed(**changes: object) -> Document:
    """The document of the ladder, changed."""
    return {**WHOLE, **changes}


def test_a_rule_of_ones_own_is_stored_by_its_tag() -> None:
    """Every kind of attribute has its form; what stands at its default is left out."""
    assert pk.to_document(LADDER) == WHOLE
    assert pk.from_document(WHOLE) == LADDER
    assert pk.loads(pk.dumps(LADDER)) == LADDER
    plain = Ladder(rungs=(Rung(1, 1),))
    assert pk.to_document(plain) == {"schema": 3, "type": "阶梯", "rungs": [{"at": "1", "points": "1"}]}


def test_tags_may_be_said_everywhere() -> None:
    """Where the class is certain, its tag is left out in writing and taken in reading."""
    assert pk.from_document({"type": "Section", **section(), "weight": 1}) == (
        pk.Section("s", "s", items=[(days(), 100)], weight=1)
    )


def days() -> pk.Indicator:
    """A rated indicator."""
    scoring = pk.DirectPoints(scale=pk.Scale(0, 10))
    return pk.Indicator(code="days", name=pk.Label(zh="天"), formula=pk.Actual("days"), scoring=scoring)


def section() -> Document:
    """A section as somebody types it: numbers are numbers, and every class is named."""
    rule = {"type": "DirectPoints", "scale": {"type": "Scale", "low": 0, "high": 10.0}}
    formula = {"type": "Actual", "measure": "days", "unit": {"code": "number"}}
    indicator = {"code": "days", "name": {"zh": "天"}, "formula": formula, "scoring": rule}
    item = {"type": "Indicator", **indicator, "weight": "100"}
    return {"code": "s", "name": {"type": "Label", "zh": "s", "en": "s"}, "items": [item]}


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (pk.Label(zh="甲", en="甲"), {"type": "Label", "zh": "甲", "en": "甲"}),
        (pk.Unit.PERCENT, {"type": "Unit", "code": "percent", "label": "%", "factor": "100"}),
        (pk.Actual("a", unit=pk.Unit.DAYS), {"type": "Actual", "unit": "days", "measure": "a"}),
        (pk.Measure("a", name=pk.Label(en="A")), {"type": "Measure", "code": "a", "name": {"en": "A"}}),
        (pk.Rounding(2), {"type": "Rounding", "places": 2}),
        (pk.RoundingPolicy(total=None), {"type": "RoundingPolicy", "total": None}),
        (pk.Rounding(step="0.5"), {"type": "Rounding", "step": "0.5"}),
        (pk.missing.Refuse(on={pk.Status.UNDEFINED}), {"type": "Refuse", "on": ["undefined"]}),
        (pk.Computed("a/b×100%"), {"type": "Computed", "unit": "percent", "text": "a/b×100%"}),
        (pk.Reweight(minimum_weight="0%"), {"type": "Reweight", "minimum_weight": "0%"}),
        (pk.missing.NeutralPoints("-1250.50"), {"type": "NeutralPoints", "points": "-1250.5"}),
        (pk.missing.NeutralPoints(Fraction(1, 700)), {"type": "NeutralPoints", "points": "1/700"}),
        (pk.missing.NeutralPoints("1/3%"), {"type": "NeutralPoints", "points": "1/3%"}),
    ],
)
def test_forms(value: object, form: Document) -> None:
    """Values as their documents, word for word."""
    assert pk.to_document(value) == {"schema": 3, **form}
    assert pk.from_document({"schema": 3, **form}) == value


def test_a_number_of_a_text_is_the_decimal_that_stands_there() -> None:
    """No digit goes through a float on its way."""
    digits = "0.1234567890123456789012345"
    assert pk.loads(f'{{"type": "NeutralPoints", "points": {digits}}}') == pk.missing.NeutralPoints(digits)
    assert pk.loads('{"type": "NeutralPoints", "points": 12}') == pk.missing.NeutralPoints(12)


@pytest.mark.parametrize(
    ("document", "where", "code"),
    [
        (changed(rungs="ab"), "rungs", pk.errors.Code.WRONG_TYPE),
        (changed(rungs=[{"at": 1}, 5]), "rungs[0].points", pk.errors.Code.MISSING_KEY),
        (changed(rungs=[{"at": 1, "points": 1}, 5]), "rungs[1]", pk.errors.Code.WRONG_TYPE),
        (changed(basis="profits"), "basis", pk.errors.Code.WRONG_TYPE),
        (changed(basis=5), "basis", pk.errors.Code.WRONG_TYPE),
        (changed(pair=["A"]), "pair", pk.errors.Code.WRONG_TYPE),
        (changed(pair=["A", "x"]), "pair[1]", pk.errors.Code.NOT_A_NUMBER),
        (changed(pair=5), "pair", pk.errors.Code.WRONG_TYPE),
        (changed(strict=1), "strict", pk.errors.Code.WRONG_TYPE),
        (changed(count=True), "count", pk.errors.Code.WRONG_TYPE),
        (changed(count=12), "", pk.errors.Code.DOCUMENT),
        (changed(count=13), "", pk.errors.Code.DOCUMENT),
        (changed(rate="1e399"), "rate", pk.errors.Code.DOCUMENT),
        (changed(per={"share": 1}), "per.type", pk.errors.Code.MISSING_KEY),
        (changed(per={"type": "Relative", "share": -1}), "per.share", pk.errors.Code.RATE),
        (changed(unless=[{"type": "AtLest"}]), "unless[0].type", pk.errors.Code.UNKNOWN_TYPE),
        (changed(unless=[{"type": "Actual"}]), "unless[0].type", pk.errors.Code.UNKNOWN_TYPE),
        (changed(unless=[{"type": "Condition"}]), "unless[0].type", pk.errors.Code.UNKNOWN_TYPE),
        (changed(rung=1), "rung", pk.errors.Code.UNKNOWN_KEY),
        (changed(**{"a b": 1}), "['a b']", pk.errors.Code.UNKNOWN_KEY),
        (changed(schema=4), "schema", pk.errors.Code.DOCUMENT),
        (changed(schema=True), "schema", pk.errors.Code.DOCUMENT),
        ({"type": "Actual", "measure": "a", "unit": "percnt"}, "unit", pk.errors.Code.WRONG_TYPE),
        (
            {"type": "Actual", "measure": "a", "schema": 1, "unit": {"schema": 1}},
            "unit.schema",
            pk.errors.Code.UNKNOWN_KEY,
        ),
        ({"type": "Computed", "text": {}}, "text", pk.errors.Code.WRONG_TYPE),
        ([], "", pk.errors.Code.WRONG_TYPE),
    ],
)
def test_faults_say_where_they_are(document: object, where: str, code: pk.errors.Code) -> None:
    """A path, a code, and a sentence in each language."""
    assert faults(document)[where] is code
    with pytest.raises(pk.errors.DocumentError) as caught:
        pk.from_document(document)
    for fault in (caught.value, *caught.value.faults):
        assert fault.say("zh") != fault.say("en")


def test_every_fault_is_told_at_once() -> None:
    """Five slips, five faults, in one message; close matches are suggested."""
    document = changed(rungs=[{"at": "x"}], bases="profit", strict=None, per={"type": "Relativ", "share": 1})
    assert faults(document) == {
        "rungs[0].at": pk.errors.Code.NOT_A_NUMBER,
        "rungs[0].points": pk.errors.Code.MISSING_KEY,
        "strict": pk.errors.Code.WRONG_TYPE,
        "per.type": pk.errors.Code.UNKNOWN_TYPE,
        "bases": pk.errors.Code.UNKNOWN_KEY,
    }
    with pytest.raises(pk.errors.DocumentError) as caught:
        pk.from_document(document)
    english, chinese = str(caught.value), caught.value.say("zh")
    assert "5 faults" in english
    assert "(did you mean 'Relative'?); choose Additive, Relative" in english
    assert "(did you mean 'basis'?); there is" in english
    assert "5 处错误" in chinese
    assert "是否指 'Relative'？" in chinese
    again = pickled(caught.value)
    assert (str(again), again.faults[0].code) == (english, pk.errors.Code.NOT_A_NUMBER)


def test_a_long_list_of_faults_is_cut_in_the_message_only() -> None:
    """Twenty are read, all are there."""
    with pytest.raises(pk.errors.DocumentError, match="and 30 more") as caught:
        pk.from_document(changed(names=[1] * 50))
    assert len(caught.value.faults) == 50
    assert caught.value.faults[49].where == "names[49]"


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("", "", pk.errors.Code.DOCUMENT),
        ("{", "", pk.errors.Code.DOCUMENT),
        (b"{}", "", pk.errors.Code.DOCUMENT),
        ("[" * 100_000, "", pk.errors.Code.DOCUMENT),
        ("[" * 200 + "]" * 200, "", pk.errors.Code.DOCUMENT),
        ('{"type": "NeutralPoints", "points": NaN}', "points", pk.errors.Code.NOT_FINITE),
        ('{"type": "NeutralPoints", "points": -Infinity}', "points", pk.errors.Code.NOT_FINITE),
        ('{"type": "NeutralPoints", "points": 1e999999999}', "points", pk.errors.Code.NUMBER_TOO_LARGE),
        ('{"type": "NeutralPoints", "points": 1e99999999999999999999}', "points", pk.errors.Code.NOT_FINITE),
        (f'{{"type": "NeutralPoints", "points": {"9" * 5000}}}', "points", pk.errors.Code.NUMBER_TOO_LARGE),
        ('{"type": "NeutralPoints", "points": 1, "points": 2}', "points", pk.errors.Code.DUPLICATE_CODE),
        ('{"type": "Field", "type": "Field", "column": "a"}', "type", pk.errors.Code.DUPLICATE_CODE),
    ],
)
def test_texts_that_are_refused(text: str, where: str, code: pk.errors.Code) -> None:
    """Neither a crash nor a guess: what is no JSON, no number, or said twice."""
    with pytest.raises(pk.errors.DocumentError) as caught:
        pk.loads(text)
    assert (where, code) in [(fault.where, fault.code) for fault in caught.value.faults]


def test_twice_said_and_wrong_are_told_together() -> None:
    """A key that stands twice does not hide the other faults of its object."""
    with pytest.raises(pk.errors.DocumentError) as caught:
        pk.loads('{"type": "Ratio", "numerator": 1, "numerator": 2, "x": 3}')
    assert [fault.where for fault in caught.value.faults] == ["numerator", "numerator", "denominator", "x"]
    with pytest.raises(pk.errors.DocumentError) as caught:
        pk.loads('{"type": "Rat", "numerator": 1, "numerator": 2}')
    assert [fault.where for fault in caught.value.faults] == ["numerator", "type"]


def test_a_document_that_contains_itself_is_refused() -> None:
    """From YAML, or from a program, a mapping may be a part of itself, or be huge without taking much memory."""
    endless: Document = {"type": "Not"}
    endless["condition"] = endless
    assert faults(endless) == {"": pk.errors.Code.DOCUMENT}
    wide: object = []
    for _ in range(10):
        wide = [wide] * 100
    assert faults({"type": "AllOf", "conditions": wide}) == {"": pk.errors.Code.DOCUMENT}


@pytest.mark.parametrize("depth", [100, 5000])
def test_a_value_too_deep_to_be_read_is_not_written(depth: int) -> None:
    """Whatever is written can be read."""
    value: pk.conditions.Condition = pk.conditions.AtLeast("a", 1)
    for _ in range(97):
        value = pk.conditions.Not(value)
    assert pk.loads(pk.dumps(value)) == value
    for _ in range(depth):
        value = pk.conditions.Not(value)
    with pytest.raises(pk.errors.DefinitionError, match="100 levels"):
        pk.dumps(value)


def written(value: object) -> pk.errors.DefinitionError:
    """The error of a value that cannot be stored."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.dumps(value)
    assert caught.value.zh != caught.value.en
    return caught.value


def test_an_expression_is_not_stored() -> None:
    """The tree may change, so it never gets into a document; the place and the way out are said."""
    error = written(pk.Ratio("a", pk.Computed(pk.Actual("b").express())))
    assert (error.code, error.where) == (pk.errors.Code.DOCUMENT, "denominator.text")
    assert "give the formula as text" in error.en


@frozen
class Loose(pk.Formula):
    """A formula that checks nothing."""

    count: int = field(default=1)
    pair: tuple[str, str] = field(default=("a", "b"))
    many: tuple[str, ...] = field(default=())
    choice: Basis | None = field(default=None)

    def express(self) -> pk.Expr:
        """A constant."""
        return pk.Actual("a").express() * self.count


@pytest.mark.parametrize(
    ("value", "where"),
    [
        (Loose(count=Fraction(1, 2)), "count"),
        (Loose(pair=("a",)), "pair"),
        (Loose(pair=("a", 5)), "pair[1]"),
        (Loose(many=["a"]), "many"),
        (Loose(many=("a", 1)), "many[1]"),
        (Loose(choice="salary"), "choice"),
        (5, ""),
        (Rung(1, 1), ""),
    ],
)
def test_a_value_against_its_annotation_is_not_written(value: object, where: str) -> None:
    """What could not be read again is refused with its place."""
    error = written(value)
    assert (error.code, error.where) == (pk.errors.Code.WRONG_TYPE, where)


def test_a_class_without_attributes_of_its_own_is_told() -> None:
    """A subclass that was not decorated would come back as nothing."""

    class Bare(pk.Actual):
        """Not decorated."""

    assert "decorate it with @attrs.frozen" in written(Bare("a")).en
    assert faults({"type": "Bare", "measure": "a"}) == {"type": pk.errors.Code.UNKNOWN_TYPE}


def test_annotations_that_no_document_can_hold_are_told() -> None:
    """A mapping, two kinds of text, a name that nobody can find, a word of documents: each with its attribute."""

    @frozen
    class Held(Loose):
        mapping: dict[str, str] = field(factory=dict)

    @frozen
    class Foreign(Loose):
        raw: bytes = field(default=b"")

    @frozen
    class Unclear(Loose):
        either: str | Basis = field(default="a")

    @frozen
    class Lost(Loose):
        lost: "Nowhere" = field(default=None)  # noqa: F821  # that is the point

    @frozen
    class Reserved(Loose):
        type: str = field(default="a")

    @frozen
    class Symbolic(Loose):
        tree: pk.Expr = field(default=None)
        pair: tuple[pk.Expr, int | None] = field(default=(None, 1))

    assert written(Held()).where == "Held.mapping"
    assert written(Foreign()).where == "Foreign.raw"
    assert "tell the members of str | Basis apart" in written(Unclear()).en
    assert "'Nowhere' is not defined" in written(Lost()).en
    assert written(Reserved()).where == "Reserved.type"
    assert written(Symbolic(tree=5)).where == "tree"
    assert faults({"type": "Symbolic", "tree": 5}) == {"tree": pk.errors.Code.DOCUMENT}
    assert "a list of something that can be stored, then" in written(Symbolic(pair=(1,))).en
    assert faults({"type": "Held"}) == {"Held.mapping": pk.errors.Code.DOCUMENT}


def own_class(module: str, points: int, name: str = "Twofold") -> type[pk.Formula]:
    """A formula as a module of some name would define it."""
    space: dict[str, object] = {"__name__": module}
    source = f"""
import attrs, perfkpi as pk
@attrs.frozen
class {name}(pk.Formula):
    points: int = {points}
    def express(self): return pk.Actual("a").express()
"""
    exec(source, space)  # noqa: S102  # a source of this test's own
    kind = space[name]
    assert isinstance(kind, type)
    return kind


def test_a_class_that_is_defined_again_is_the_newer_one() -> None:
    """A notebook runs a cell twice."""
    own_class("notebook", 1)
    newer = own_class("notebook", 2)
    assert type(pk.from_document({"type": "Twofold"})) is newer


def test_two_classes_of_one_tag_are_told() -> None:
    """Neither is taken; both modules are named."""
    first, second = own_class("one", 1), own_class("two", 2)
    assert faults({"type": "Twofold"}) == {"type": pk.errors.Code.DUPLICATE_CODE}
    for message in (written(first()).en, written(second()).zh):
        assert "one.Twofold" in message
        assert "two.Twofold" in message


def test_classes_that_come_and_go_are_noticed() -> None:
    """What a tag means is kept, but not for longer than it is true."""
    only = own_class("early", 1, "Passing")
    assert type(pk.from_document({"type": "Passing"})) is only
    other = own_class("late", 2, "Passing")
    assert faults({"type": "Passing"}) == {"type": pk.errors.Code.DUPLICATE_CODE}
    del other
    gc.collect()
    assert type(pk.from_document({"type": "Passing"})) is only
    only.tag = "Renamed"
    assert type(pk.from_document({"type": "Renamed"})) is only
    assert faults({"type": "Passing"}) == {"type": pk.errors.Code.UNKNOWN_TYPE}


def test_the_text_is_plain_json() -> None:
    """Anybody's reader takes it; Chinese stands as Chinese."""
    text = pk.dumps(LADDER)
    assert json.loads(text) == WHOLE
    assert "阶梯" in text


def test_what_fits_none_of_several_forms_is_told_all_of_them() -> None:
    """A value that was forced into a rule, where a number, a name or a formula may stand."""
    rule = pk.Attainment(target=1, direction=pk.Direction.HIGHER_IS_BETTER)
    object.__setattr__(rule, "cap", [])
    with pytest.raises(pk.errors.DefinitionError, match=r"\[\] is not .* or "):
        pk.dumps(rule)


def test_a_choice_of_forms_has_the_shapes_of_all_of_them() -> None:
    """A number is text or a number in a document, and nothing stands for nothing."""
    assert form_of(Fraction | pk.choices.Unlimited | None).shapes >= form_of(Fraction).shapes | {"null"}
