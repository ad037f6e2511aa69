"""Which indicators lack points, in how many rows, and why: reasons counted, with the cells that they quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from attrs import evolve, frozen

from perfkpi.batch.allowance import UNLIMITED, Allowance
from perfkpi.batch.kernel import Kernel
from perfkpi.batch.row_reasons import RowReasons, Told
from perfkpi.errors import Language, checked_language
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.columns.arrays import Floats, Integers
from perfkpi.labels import Label
from perfkpi.language import Reason
from perfkpi.language.statuses import verbatim
from perfkpi.value_objects import ValueObject
from perfkpi.wording.counts import counted

_QUOTED = 5
"""So many cells are quoted."""

_LONG = 1e12
_NAMES = "{names}"
_COMMA: dict[Language, str] = {"zh": "、", "en": ", "}


@frozen(eq=False)
class Gap(ValueObject):
    """One reason why an indicator has no points in some rows.

    Attributes:
        code: the code of the reason.
        zh: the reason in Chinese, without what it quotes.
        en: the same in English.
        rows: in how many rows it is told; a row may have several reasons.
        quoted: the cells or figures that it quotes and in how many rows, the most frequent first; five at most.
        more: how many others it quotes.
    """

    code: str
    zh: str
    en: str
    rows: int
    quoted: tuple[tuple[str, int], ...] = ()
    more: int = 0

    def say(self, language: Language = "zh") -> str:
        """Say it in one line: ``12 rows: sales is not a number: 'n/a' (9), '-' (3)``.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        chinese = checked_language(language) == "zh"
        rows = f"{self.rows} 行：{self.zh}" if chinese else f"{counted(self.rows, 'row')}: {self.en}"
        if not self.quoted:
            return rows
        cells = _COMMA[language].join(f"{cell} ({count})" for cell, count in self.quoted)
        if self.more:
            cells += f"，另有 {self.more} 种" if chinese else f", and {self.more} more"
        return f"{rows}{'：' if chinese else ': '}{cells}"


@frozen(eq=False)
class IndicatorSummary(ValueObject):
    """What became of one indicator in all rows.

    Attributes:
        code: its code.
        name: its name.
        scored: how many rows have points.
        missing: how many have none, whatever a policy then counts.
        mean: the mean of the points that there are, a double; NaN where there are none.
        gaps: why there are none, what concerns most rows first.
    """

    code: str
    name: Label
    scored: int
    missing: int
    mean: float
    gaps: tuple[Gap, ...] = ()

    def say(self, language: Language = "zh") -> str:
        """Say it in one line for the indicator and one for each reason why there are no points.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        name, counts = self.name.say(checked_language(language)), f"{self.scored}/{self.scored + self.missing}"
        if language == "zh":
            told = f"{name}：{counts} 行有得分，平均 {self.mean_text}"
        else:
            told = f"{name}: {counts} rows have points, mean {self.mean_text}"
        return "\n  ".join([told, *(gap.say(language) for gap in self.gaps)])

    @property
    def mean_text(self) -> str:
        """The mean as a person reads it: two decimals, a dash where there is none."""
        if np.isnan(self.mean):
            return "–"
        return f"{self.mean:.2f}" if abs(self.mean) < _LONG else f"{self.mean:.15g}"


def summarised(
    ready: Kernel,
    table: Table,
    points: Mapping[str, Floats],
    among: Callable[[str], Integers],
    allowance: Allowance = UNLIMITED,
) -> Iterator[IndicatorSummary]:
    """Summarise every indicator.

    Args:
        ready: the scorecard.
        table: every row.
        points: of every row, by the code of the indicator.
        among: the rows that an indicator is of.
        allowance: how much may be computed to tell why there are no points.

    Raises:
        SpentError: that takes more.
    """
    card = ready.compiled_card
    slots = {leaf.item.code: leaf.points for leaf in card.leaves}
    for code in points:
        rows = among(code)
        column = points[code][rows]
        missing = rows[np.isnan(column)]
        codes, told = RowReasons(ready, table.picked(missing), slots[code], allowance).run()
        counts = np.bincount(codes, minlength=len(told)).tolist()
        yield IndicatorSummary(
            code=code,
            name=card.titles[code],
            scored=len(column) - len(missing),
            missing=len(missing),
            mean=_mean(column[~np.isnan(column)]),
            gaps=tuple(_gaps(told, counts, card.labels)),
        )


def _mean(points: Floats) -> float:
    """Compute the mean; the sum of the points may be beyond the doubles."""
    if not len(points):
        return np.nan
    with np.errstate(all="ignore"):
        mean = float(points.sum() / len(points))
        return mean if np.isfinite(mean) else float((points / len(points)).sum())


def _gaps(told: Sequence[Told], counts: Sequence[int], labels: Mapping[str, Label]) -> Iterator[Gap]:
    """Count rows by what is said of them, without what is quoted, and count that; what is most frequent comes first."""
    rows, cells = Counter[Reason](), dict[Reason, Counter[str]]()
    for each, count in zip(told, counts, strict=True):
        for reason, quoted in zip(each.reasons, each.quoted, strict=True):
            bare = _without(reason, quoted)
            rows[bare] += count
            figures = ", ".join(f"{name} = {figure}" for name, figure in reason.given)
            if quoted or figures:
                cells.setdefault(bare, Counter())[quoted or figures] += count
    for bare, count in sorted(rows.items(), key=lambda each: (-each[1], each[0])):
        found = sorted(cells.get(bare, Counter()).items(), key=lambda each: (-each[1], each[0]))
        told_in = (bare.sentence("zh", labels), bare.sentence("en", labels))
        yield Gap(bare.code, *told_in, count, tuple(found[:_QUOTED]), len(found[_QUOTED:]))


def _without(reason: Reason, quoted: str) -> Reason:
    """Say a reason without the items, which are known, the figures and the cell that it quotes."""
    bare = evolve(reason, items=(), given=())
    if not quoted:
        return bare
    return evolve(bare, zh=_statement(bare.zh, quoted, "；"), en=_statement(bare.en, quoted, "; "))


def _statement(sentence: str, quoted: str, end: str) -> str:
    """Cut "sales: 'n/a' is not a number; write 12" to "sales is not a number"."""
    return _NAMES + sentence.partition(verbatim(quoted))[2].partition(end)[0]
