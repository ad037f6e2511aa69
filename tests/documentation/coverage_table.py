"""Writes ``docs/reference/coverage.md``: every rule of the field, the class that says it, an example, its source.

A class, a member of an enum, a method or a function says in its docstring by an id in brackets, such as (R6), which row
it fills; its source is the sentence there that begins with "Source". Examples are golden cases (``tests/cases``) that
hold it, or what its docstring shows after ``>>>``. Here stand the titles alone.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path

from attrs import frozen
from coverage_examples import Example, examples
from public import EVERYTHING
from public import GROUPS as PUBLIC

import perfkpi as pk

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "coverage.md"
ROOTS = (pk.Formula, pk.Scoring, pk.adjustments.Adjustment, pk.conditions.Condition, pk.missing.MissingPolicy)
TYPED = {"Computed": "F16", "ComputedPoints": "F16"}
"""Rules typed as text could say everything, and would then hide that a row has no class of its own."""


@frozen
class Row:
    """One row: its id, its title, and what comes first of all that says it."""

    id: str
    zh: str
    en: str
    first: str = ""


@frozen
class Subject:
    """Something public that says a rule."""

    name: str
    rows: tuple[str, ...]
    text: str
    thing: object

    @property
    def meaning(self) -> str:
        """The first paragraph of its docstring."""
        return _markdown(re.sub(r" ?\(([^()]*)\)", _without_ids, _flat(self.text.split("\n\n")[0])))

    @property
    def source(self) -> str:
        """The sentence that tells where it comes from."""
        paragraph = next((_flat(part) for part in self.text.split("\n\n") if part.startswith("Source")), "")
        found = re.match(r"Source[,:] (.*?)(?:\.(?= [A-Z0-9(`])|\.?$)", paragraph)
        return _markdown(found[1]) if found else ""

    @property
    def called(self) -> str:
        """What HR calls a formula or a scoring rule."""
        label = getattr(self.thing, "label", None)
        return label.zh if isinstance(label, pk.Label) else ""

    @property
    def link(self) -> str:
        """Its name, which leads to the reference where it has an entry of its own."""
        owner = self.name if isinstance(self.thing, type) or "." not in self.name else self.name.partition(".")[0]
        return f"[`{self.name}`]({page_of(owner)})"


def page_of(name: str) -> str:
    """Where the reference has an entry of a name."""
    group = next((group for group, module in PUBLIC.items() if name in module.__all__), None)
    return f"api/index.md#perfkpi.{name}" if group is None else f"api/{group}.md#perfkpi.{group}.{name}"


GROUPS: Mapping[str, tuple[Row, ...]] = {
    "Formulas: from measures to a value": (
        Row("F1", "比率", "Ratio"),
        Row("F2", "平均余额", "Average balance", "AverageBalance"),
        Row("F3", "预算差异率", "Budget deviation"),
        Row("F4", "增长率", "Growth"),
        Row("F5", "完成率、达成率", "Completion"),
        Row("F6", "占比与流失率", "Share and churn", "Share"),
        Row("F7", "数量", "Count", "Count"),
        Row("F8", "时长与及时率", "Duration and punctuality"),
        Row("F9", "满意度调查", "Survey", "SurveyIndex"),
        Row("F10", "评分与等级", "Rated score, letter grade", "RaterScore"),
        Row("F11", "测试与模拟", "Test or simulation"),
        Row("F12", "综合指标", "Composite indicator"),
        Row("F13", "分维度汇总", "One indicator by dimension"),
        Row("F14", "定额用量", "Usage against a norm"),
        Row("F15", "调整后的实际值", "Adjusted actual"),
        Row("F16", "文本公式", "Arithmetic typed as text", "Computed"),
    ),
    "Scoring rules: from a value to points": (
        Row("R1", "比率法", "Attainment"),
        Row("R2", "加减分法", "Target delta"),
        Row("R3", "达标满分、不达标递减", "Full mark if met, otherwise decreasing"),
        Row("R4", "非此即彼", "Met or not met"),
        Row("R5", "全部达标", "All conditions met", "AllMet"),
        Row("R6", "层差法", "Tiers"),
        Row("R7", "插值法", "Piecewise linear"),
        Row("R8", "减分法", "Deduction per event"),
        Row("R9", "功效系数法", "Efficacy coefficient"),
        Row("R10", "成就与改进", "Achievement or improvement"),
        Row("R11", "评分即得分", "Rated scale"),
        Row("R12", "说明法", "Described cases"),
        Row("R13", "排名与标准分", "Rank, percentile, z-score", "RankPoints"),
        Row("R14", "支付矩阵", "Payout matrix"),
        Row("R15", "超额累进与全额累进", "Marginal or whole-amount tiers"),
        Row("R16", "备选规则", "Alternatives"),
    ),
    "Aggregation, and after": (
        Row("A1", "权重与分值制", "Weights and points"),
        Row("A2", "分制与折算", "Scales and their conversion"),
        Row("A3", "分类", "Sections"),
        Row("A4", "汇总方式", "Aggregation", "Aggregation.WEIGHTED_SUM"),
        Row("A5", "缺失数据", "Missing data", "Reweight"),
        Row("A6", "记录汇总", "Records reduced to measures", "reduce_records"),
        Row("A7", "加分项与减分项", "Bonus points and deductions"),
        Row("A8", "调节系数与封顶", "Modifiers, before or after the cap", "Multiplier"),
        Row("A9", "一票否决", "Veto"),
        Row("A10", "等级上限", "Rating ceiling"),
        Row("A11", "门槛", "Gates", "Gate"),
        Row("A12", "指标之间的条件", "Conditions across indicators", "ValueOf"),
        Row("A13", "运算顺序", "Order of operations"),
        Row("A14", "企业综合绩效评价的修正", "Corrections of the enterprise appraisal", "EfficacyCorrection"),
        Row("A15", "修约", "Rounding stages", "RoundingPolicy"),
        Row("A16", "等级", "Ratings", "RatingScale"),
        Row("A17", "个性化目标", "Personal parameters"),
    ),
}


def rows() -> Iterator[Row]:
    """Every row, in the order of the page."""
    for group in GROUPS.values():
        yield from group


# ------------------------------------------------------------------------------------------------- what the code says


def _flat(text: str) -> str:
    return " ".join(text.split())


def _without_ids(bracket: re.Match[str]) -> str:
    rest = re.sub(r"\b[FRA]\d+\b(?:, )?", "", bracket[1])
    return bracket[0].replace(bracket[1], rest) if rest else ""


def _markdown(text: str) -> str:
    return text.replace("``", "`").replace("|", "\\|")


def ids(text: str) -> tuple[str, ...]:
    """The ids that a docstring has in brackets."""
    brackets = re.findall(r"\(([^()]*)\)", text.split("\n\n", maxsplit=1)[0])
    return tuple(word for bracket in brackets for word in re.findall(r"\b[FRA]\d+\b", bracket))


def public() -> Iterator[tuple[str, object]]:
    """Everything public that has a docstring of its own."""
    for name, thing in EVERYTHING.items():
        if inspect.isclass(thing) and not inspect.isabstract(thing):
            yield name, thing
            yield from ((f"{name}.{key}", each) for key, each in vars(thing).items() if inspect.isfunction(each))
        elif inspect.isfunction(thing):
            yield name, thing


def subjects() -> Iterator[Subject]:
    """Everything that says by an id which row it fills."""
    for name, thing in public():
        text = inspect.cleandoc(thing.__doc__ or "")
        if ids(text):
            yield Subject(name, ids(text), text, thing)
        if inspect.isclass(thing) and issubclass(thing, Enum):
            for key, said in _members(thing):
                if ids(said):
                    more = (
                        "" if "\n\nSource" in said else f"\n\n{text}"
                    )  # the source of the choice is that of its members
                    yield Subject(f"{name}.{key}", ids(said), said + more, thing[key])


def _members(kind: type[Enum]) -> Iterator[tuple[str, str]]:
    """The members of an enum and the texts below them."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    for node, below in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(node, ast.Assign) and isinstance(below, ast.Expr) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, inspect.cleandoc(ast.literal_eval(below.value))


# ---------------------------------------------------------------------------------------------------------- the faults


def unplaced(found: Iterable[Subject]) -> list[str]:
    """Public rules that stand in no row."""
    placed = {subject.name for subject in found}
    return [
        f"{name} stands in no row; put its id into its docstring, such as (R6)"
        for name, thing in public()
        if isinstance(thing, type) and issubclass(thing, ROOTS) and name not in placed
    ]


def faults(wanted: Sequence[Row], found: Sequence[Subject], shown: Mapping[str, Sequence[Example]]) -> list[str]:
    """What the table lacks, and what should not be in it."""
    known = [row.id for row in wanted]
    complaints = [
        f"{subject.name}: there is no row {row}" for subject in found for row in subject.rows if row not in known
    ]
    for subject in found:
        if subject.name in TYPED and subject.rows != (TYPED[subject.name],):
            complaints.append(
                f"{subject.name} fills {', '.join(subject.rows)}, and may fill {TYPED[subject.name]} only"
            )
        if isinstance(subject.thing, type) and issubclass(subject.thing, ROOTS) and not subject.source:
            complaints.append(f"{subject.name} does not say its source")
        if not any(subject.name in example.shows for each in shown.values() for example in each):
            complaints.append(f"{subject.name} has no example; write a golden case, or show one after >>>")
    for row in wanted:
        mine = [subject for subject in found if row.id in subject.rows]
        if not mine:
            complaints.append(f"{row.id} {row.en}: nothing says it")
        elif not shown.get(row.id):
            complaints.append(f"{row.id} {row.en}: no example")
        elif not any(subject.source for subject in mine):
            complaints.append(f"{row.id} {row.en}: no source")
    return complaints


# ------------------------------------------------------------------------------------------------------------ the page

HEAD = """\
---
hide:
  - toc
---

# Every rule of the field

Which class says which rule of performance appraisal, with an example and with the sentence it comes from. This page is
generated from the code (`nox -s coverage_table`), and a test fails where a row has no class, no example or no source.
Every example below is run by the tests; most are golden cases, whose answers somebody else published or were worked out
by hand.
"""

HELPERS = '''\
## The examples

One indicator is scored by two helpers; a scorecard needs none. Where points may exceed the full mark, the scale says
how far, and where a column is compared with a percentage, its measure says whether 88 % stands there as 88 or as 0.88.

```python
from fractions import Fraction

import numpy as np
from attrs import frozen

import perfkpi as pk


@frozen
class AsItIs(pk.Scoring):
    """The points are the value: shows a formula by itself."""

    def express(self, value: pk.Expr) -> pk.Expr:
        return value


def scored(
    formula: pk.Formula,
    rule: pk.Scoring,
    figures: dict[str, object],
    everybody: dict[str, list[object]] | None = None,
    *,
    scale: pk.Scale | None = None,
    measures: tuple[pk.Measure, ...] = (),
) -> pk.results.IndicatorLine:
    kpi = pk.Indicator(code="kpi", name="指标", formula=formula, scoring=rule)
    items = ((kpi, 100),)
    card = pk.Scorecard(code="card", name="考核表", items=items, scale=scale or rule.points_scale, measures=measures)
    among = everybody and {name: np.array(column, dtype=object) for name, column in everybody.items()}
    return pk.appraise(card, figures, population=among and pk.Population.of(card, among)).lines[0]


def valued(
    formula: pk.Formula, figures: dict[str, object], measures: tuple[pk.Measure, ...] = ()
) -> pk.results.IndicatorLine:
    return scored(formula, AsItIs(direction=formula.fits[0]), figures, measures=measures)
```
'''


def page(found: Sequence[Subject], shown: Mapping[str, Sequence[Example]]) -> str:
    """The whole page."""
    parts = [HEAD]
    for title, group in GROUPS.items():
        lines = ["| family | said by | example | source |", "|---|---|---|---|"]
        parts.append(
            f"## {title}\n\n" + "\n".join([*lines, *(_line(row, found, shown[row.id]) for row in group)]) + "\n"
        )
    parts.append(HELPERS)
    for group in GROUPS.values():
        parts.extend(_details(row, found, shown[row.id]) for row in group)
    return "\n".join(parts)


LONG = 120
"""Characters of a source in a table; all of it stands below."""


def of_row(row: Row, found: Iterable[Subject]) -> list[Subject]:
    """What says a row, first what says no other row before it."""
    mine = [subject for subject in found if row.id in subject.rows]
    return sorted(mine, key=lambda subject: (subject.name != row.first, subject.rows[0] != row.id, not subject.source))


def _line(row: Row, found: Iterable[Subject], shown: Sequence[Example]) -> str:
    mine = of_row(row, found)
    said = ", ".join(f"{subject.link} {subject.called}".strip() for subject in mine)
    source = textwrap.shorten(next(subject.source for subject in mine if subject.source), LONG, placeholder=" …")
    title = f"[{row.id} **{row.zh}**](#{row.id.lower()})<br>{row.en}"
    return f"| {title} | {said} | {shown[0].short} | {source} |"


def _details(row: Row, found: Iterable[Subject], shown: Sequence[Example]) -> str:
    parts = [f"### {row.id} {row.zh} · {row.en} {{ #{row.id.lower()} }}\n"]
    for subject in of_row(row, found):
        source = f" *Source: {subject.source}.*" if subject.source else ""
        parts.append(f"- {subject.link}: {subject.meaning}{source}")
    for example in shown:
        parts.append(f"\n{', '.join(f'`{name}`' for name in example.shows)} ({example.origin})\n")
        parts.append(f"```python\n{example.code}\n```")
    return "\n".join(parts) + "\n"


def generated() -> tuple[list[str], str]:
    """The faults of the table, and the page where there are none."""
    found = list(subjects())
    shown = {
        row.id: examples(row.id, [each for each in of_row(row, found) if each.rows[0] == row.id]) for row in rows()
    }
    wrong = [*unplaced(found), *faults(list(rows()), found, shown)]
    return wrong, "" if wrong else page(found, shown)


def main() -> None:
    """Write the page, or say why not."""
    wrong, text = generated()
    if wrong:
        sys.exit("\n".join(wrong))
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
