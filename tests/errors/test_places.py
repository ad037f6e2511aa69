"""Places in words: HR counts from 1 and calls things by their names; programs have the path."""

import copy
import inspect

import attrs
import pytest
from cards import HIGHER
from pickled import pickled
from public import EVERYTHING

import perfkpi as pk
from perfkpi.wording.attributes import ATTRIBUTES, MEMBERS
from perfkpi.wording.classes import CLASSES
from perfkpi.wording.counts import a, counted
from perfkpi.wording.places import attribute_told, in_words, names_along

RESULTS = {name for name in pk.results.__all__ if name not in {"Column", "Status"}}
MODEL = {
    name: kind
    for name, kind in EVERYTHING.items()
    if inspect.isclass(kind) and not issubclass(kind, Exception) and name not in {*RESULTS, "RecordGroup"}
}
"""What a scorecard is written with; nobody refuses a result."""

Place = tuple[dict[str, tuple[str, str]], str, str]
PLACES: dict[str, Place] = {
    "": ({}, "", ""),
    "scoring.scale": ({}, "scoring rule, scale", "计分规则的分制"),
    "items[0].scoring.scale": (
        {"items[0]": ("Customer satisfaction", "客户满意度")},
        "item 1 “Customer satisfaction”, scoring rule, scale",
        "第 1 项“客户满意度”的计分规则的分制",
    ),
    "items[2].items[1]": (
        {"items[2]": ("Finance", "财务"), "items[2].items[1]": ("Margin", "利润率")},
        "section “Finance”, item 2 “Margin”",
        "类别“财务”第 2 项“利润率”",
    ),
    "items[2].items[1].weight": ({}, "item 3, item 2, weight", "第 3 项的第 2 项的权重"),
    "items[0].formula.text.character 5": ({}, "item 1, formula, character 5", "第 1 项的计算公式的第 5 个字符"),
    "TargetDelta.base_points": ({}, "target delta, base points at the target", "加减分法的达到目标值时的基准分"),
    "Scorecard.items[1]": ({}, "item 2", "第 2 项"),
    "GoalPlan.library[0].missing": (
        {},
        "indicator 1 of the library, missing-data policy",
        "指标库第 1 个指标的缺失数据处理",
    ),
    "Scorecard": ({}, "scorecard", "考核表"),
    "data['net profit']": ({}, "data “net profit”", "数据“net profit”"),
    "['x']": ({}, "“x”", "“x”"),
    "values['sales'][3]": ({}, "values “sales”, entry 4", "数值“sales”的第 4 项"),
    "points[0][1]": ({}, "points, entry 1, entry 2", "分值的第 1 项的第 2 项"),
    "employee[3]": ({}, "employee", "员工"),
    "Own.attribute": ({}, "Own, attribute", "Own的attribute"),
    "threads": ({}, "threads", "threads"),
    "a[": ({}, "a[", "a["),
    "x" * 401: ({}, "x" * 401, "x" * 401),
}


@pytest.mark.parametrize("path", PLACES)
def test_a_path_is_said_in_words(path: str) -> None:
    """Each step by its words, members by number and name; what is no path stays as it is."""
    names, en, zh = PLACES[path]
    assert (in_words(path, names, "en"), in_words(path, names, "zh")) == (en, zh)


@pytest.mark.parametrize("name", MODEL)
def test_every_class_and_attribute_has_words_in_both_languages(name: str) -> None:
    """A new one cannot be forgotten."""
    labelled = isinstance(vars(MODEL[name]).get("label"), pk.Label)
    assert labelled != (name in CLASSES), "put the words of the class into perfkpi.wording.classes, or label it"
    for attribute in attrs.fields(MODEL[name]) if attrs.has(MODEL[name]) else ():
        found = ATTRIBUTES.get(f"{name}.{attribute.name}") or ATTRIBUTES.get(attribute.name)
        assert found or not attribute.init or attribute.name.startswith("_"), "put it into perfkpi.wording.attributes"


def test_all_words_are_of_something_and_in_two_languages() -> None:
    """No class that is gone, no attribute of a class that has it not, no word without a Chinese one."""
    assert CLASSES.keys() <= MODEL.keys()
    for name in ATTRIBUTES:
        owner, dot, attribute = name.rpartition(".")
        assert not dot or attribute in {each.name for each in attrs.fields(MODEL[owner])}, name
    for en, zh in (*ATTRIBUTES.values(), *CLASSES.values(), *MEMBERS.values()):
        assert en.replace("“", "").replace("”", "").isascii()
        assert not zh.isascii()


def refused(build: object) -> pk.PerfKpiError:
    """The error of what cannot be built."""
    assert callable(build)
    with pytest.raises(pk.PerfKpiError) as caught:
        build()
    return caught.value


def rated(code: str, zh: str = "", en: str = "", **changes: object) -> pk.Indicator:
    """A rated indicator."""
    whole: dict[str, object] = {"scoring": pk.DirectPoints(scale=pk.Scale(0, 10)), **changes}
    return pk.Indicator(code, pk.Label(zh=zh, en=en) if zh or en else code, **whole)


CSAT = rated("csat", "客户满意度", "Customer satisfaction")


def test_a_card_names_its_items() -> None:
    """The path stays for programs and in ``str``; people read the words."""
    error = refused(lambda: pk.Scorecard("c", "c", items=[(CSAT, 100)]))
    assert error.where == "items[0].scoring.scale"
    assert str(error).startswith("[PK111] items[0].scoring.scale: points on 0..10")
    assert error.place("zh") == "第 1 项“客户满意度”的计分规则的分制"
    assert error.say("zh").startswith("[PK111] 第 1 项“客户满意度”的计分规则的分制：得分分制")
    assert error.say("en").startswith("[PK111] item 1 “Customer satisfaction”, scoring rule, scale: points on")
    with pytest.raises(pk.errors.DefinitionError):
        error.place("fr")  # type: ignore[arg-type]  # what the test is about


def test_an_item_of_a_section_is_named_with_it() -> None:
    """In the language of the message; where a language is missing, the other name stands in, then the code."""
    inner = rated("margin", weight=100, zh="利润率")
    section = pk.Section("finance", pk.Label(zh="财务", en="Finance"), items=[inner], weight=100)
    error = refused(lambda: pk.Scorecard("c", "c", items=[section]))
    assert error.place("zh") == "类别“财务”第 1 项“利润率”的计分规则的分制"
    assert error.place("en") == "section “Finance”, item 1 “利润率”, scoring rule, scale"
    coded = refused(lambda: pk.Scorecard("c", "c", items=[(rated("csat"), 100)]))
    assert coded.place("zh").startswith("第 1 项“csat”的")


def test_arguments_are_named_before_there_is_a_card() -> None:
    """Of a list of pairs, and of a mapping from items to weights."""
    pairs = refused(lambda: pk.Scorecard("c", "c", items=[(CSAT, "x")]))
    assert (pairs.where, pairs.place("zh")) == ("Scorecard.items[0].weight", "第 1 项“客户满意度”的权重")
    mapping = refused(lambda: pk.Scorecard("c", "c", items={CSAT: "x"}))
    assert mapping.place("zh") == "第 1 项“客户满意度”的权重"


def test_a_composite_names_its_parts() -> None:
    """It tells what holds the parts, too: the composite converts them."""
    error = refused(lambda: pk.formulas.Composite([(CSAT, 100)]))
    assert error.place("zh") == "综合指标的第 1 项“客户满意度”的计分规则的分制"
    assert "give the composite scales='linear'" in error.en
    assert "给综合指标写 scales='linear'" in error.zh


def test_a_part_alone_has_its_attribute() -> None:
    """Nobody knows yet which item it will be of."""
    error = refused(lambda: pk.rules.MetOrNot(1, at_target="met", met="x", missed=0, direction=HIGHER))
    assert error.place("zh") == "非此即彼的达标得分"


DOCUMENT: dict[str, object] = {
    "schema": 3,
    "type": "Scorecard",
    "code": "c",
    "name": "c",
    "items": [
        {"type": "Indicator", "code": "csat", "name": {"zh": "客户满意度"}, "weight": "x", "scoring": 5},
        {
            "type": "Section",
            "code": "fin",
            "name": "财务",
            "weight": "5",
            "items": [{"type": "Indicator", "code": "m"}],
        },
        {"type": "Indicator", "code": 5, "name": None},
    ],
}


def test_the_faults_of_a_document_are_named() -> None:
    """By what stands there, however faulty it is otherwise."""
    error = refused(lambda: pk.from_document(DOCUMENT))
    assert isinstance(error, pk.errors.DocumentError)
    places = {fault.where: (fault.place("zh"), fault.place("en")) for fault in error.faults}
    assert places["items[0].weight"] == ("第 1 项“客户满意度”的权重", "item 1 “客户满意度”, weight")
    assert places["items[1].items[0].scoring"] == (
        "类别“财务”第 1 项“m”的计分规则",
        "section “财务”, item 1 “m”, scoring rule",
    )
    assert places["items[2].code"] == ("第 3 项的代码", "item 3, code")
    assert "\n  [PK001] 第 1 项“客户满意度”的权重：'x' 不是数字" in error.say("zh")
    assert "\n  [PK001] items[0].weight: 'x' is not a number" in str(error)
    assert "\n  [PK304] 类别“财务”第 1 项“m”：未给出计分规则（scoring）；请补上" in error.say("zh")


def test_the_names_travel() -> None:
    """A copy and an error of another process say the same place, and the place seen from further out."""
    error = refused(lambda: pk.Scorecard("c", "c", items=[(CSAT, 100)]))
    for other in (pickled(error), copy.copy(error), copy.deepcopy(error)):
        assert other.say("zh") == error.say("zh")
        assert other.at("card").place("zh") == "考核表的第 1 项“客户满意度”的计分规则的分制"


class Silent:
    """A value that cannot be looked at."""

    def __iter__(self) -> object:
        raise RuntimeError


class Names(dict[str, object]):
    """A mapping that raises."""

    def get(self, key: str, default: object = None) -> object:
        """It has nothing to give."""
        raise RuntimeError(key, default)


@pytest.mark.parametrize("root", [None, 5, Silent(), {"items": Silent()}, {"items": [Silent()]}, Names(items=[])])
def test_what_cannot_be_looked_at_has_no_name(root: object) -> None:
    """Nor does it hide the error that speaks of it."""
    assert names_along("items[0].scoring", root) == {}


def test_a_name_is_cut_and_harmless() -> None:
    """What cannot be seen is shown, and a long name is cut off."""
    found = names_along("items[0]", {"items": [{"name": "a\u202e" + "b" * 100}]})
    assert found == {"items[0]": (r"a\u202e" + "b" * 32 + "…",) * 2}
    assert names_along("items[7]", {"items": [{"name": "a"}]}) == {}


def test_counts_and_articles() -> None:
    """One row, two rows; an Event, a Unit."""
    assert [counted(1, "row"), counted(2, "row"), counted(0, "entry", "entries")] == ["1 row", "2 rows", "0 entries"]
    assert [a("Event"), a("Tier"), a("Unit"), a("int")] == ["an Event", "a Tier", "a Unit", "an int"]


def test_an_attribute_is_told_with_its_name() -> None:
    """So that HR reads the words and an engineer finds the argument."""
    assert attribute_told("TargetDelta", "base_points")[1] == "达到目标值时的基准分（base_points）"
    assert attribute_told("", "direction") == ("direction", "方向（direction）")
    assert attribute_told("Own", "own") == ("own", " own ")
