"""The pages of every rule of the field: tables in two languages, and the examples of each chapter."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coverage_examples import Example
from coverage_rows import CHAPTERS, Chapter, Row
from coverage_sources import chinese
from coverage_subjects import Subject, of_row, source_of

__all__ = ["pages"]

ENGLISH = """\
---
hide:
  - toc
---

# Every rule of the field

[中文](zh.md)

Which class says which rule of performance appraisal, with an example and with the sentence it comes from. This page is
generated from the code (`nox -s coverage_table`), and a test fails where a row has no class, no example or no source.
Every example is run by the tests and stands whole behind the title of its row; most are golden cases, whose answers
somebody else published or were worked out by hand.
"""

CHINESE = """\
---
hide:
  - toc
---

# 各类考核规则

[English](index.md)

考核中的每类规则由哪个类表达，附示例和出处。
本页由代码生成（`nox -s coverage_table`）；某一行没有类、示例或出处，测试就不通过。
所有示例都由测试运行，点击该行的标题可以看到全文；大多数是标准案例，答案由他人发表或经手工算出。
"""

IMPORTS = """\
```python
from fractions import Fraction

import perfkpi as pk
```
"""

HELPERS = '''\
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


LONG = 120
"""Characters of a source in a table; all of it stands with the example."""


def pages(found: Sequence[Subject], shown: Mapping[str, Sequence[Example]]) -> dict[str, str]:
    """The text of every page, by its name."""
    return {
        "index.md": "\n".join([ENGLISH, *(_table(chapter, found, shown, zh=False) for chapter in CHAPTERS)]),
        "zh.md": "\n".join([CHINESE, *(_table(chapter, found, shown, zh=True) for chapter in CHAPTERS)]),
        **{f"{chapter.page}.md": "\n".join(_examples(chapter, found, shown)) for chapter in CHAPTERS},
    }


def _table(chapter: Chapter, found: Iterable[Subject], shown: Mapping[str, Sequence[Example]], *, zh: bool) -> str:
    head = "| 类别 | 由何表达 | 示例 | 出处 |" if zh else "| family | said by | example | source |"
    lines = [_line(chapter.page, row, of_row(row, found), shown[row.id][0], zh=zh) for row in chapter.rows]
    return "\n".join([f"## {chapter.zh if zh else chapter.en}\n", head, "|---|---|---|---|", *lines]) + "\n"


def _line(page: str, row: Row, mine: Sequence[Subject], example: Example, *, zh: bool) -> str:
    said = ("、" if zh else ", ").join(f"{subject.link} {subject.called}".strip() for subject in mine)
    place = f"{page}.md#{row.id.lower()}"
    title = f"[{row.id} **{row.zh}**]({place})<br>{row.en}"
    short = (
        (example.short.zh if zh else example.short.en) if example.short else f"[{'见示例' if zh else 'here'}]({place})"
    )
    source = source_of(row, mine)
    source = textwrap.shorten(chinese(row.id, source) if zh else source, LONG, placeholder=" …")
    return f"| {title} | {said} | {short} | {source} |"


def _examples(chapter: Chapter, found: Iterable[Subject], shown: Mapping[str, Sequence[Example]]) -> Iterator[str]:
    yield f"# {chapter.en}\n\n{chapter.zh}: the examples and the sources of [every rule of the field](index.md).\n"
    scored = any(re.search(r"= (scored|valued)\(", each.code) for row in chapter.rows for each in shown[row.id])
    yield HELPERS if scored else IMPORTS
    yield from (_details(row, found, shown[row.id]) for row in chapter.rows)


def _details(row: Row, found: Iterable[Subject], shown: Sequence[Example]) -> str:
    parts = [f"## {row.id} {row.zh} · {row.en} {{ #{row.id.lower()} }}\n"]
    for subject in of_row(row, found):
        source = f" *Source: {subject.source}.*" if subject.source else ""
        parts.append(f"- {subject.link}: {subject.meaning}{source}")
    for example in shown:
        parts.append(f"\n{', '.join(f'`{name}`' for name in example.shows)} ({example.origin})\n")
        parts.append(f"```python\n{example.code}\n```")
    return "\n".join(parts) + "\n"
