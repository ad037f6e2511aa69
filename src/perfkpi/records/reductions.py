"""Reductions: which measure comes from which column of the records, and how."""

from __future__ import annotations

from collections.abc import Iterable
from enum import unique

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Choice, Code, DefinitionError, shown
from perfkpi.model.card.checks.codes import check_codes
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.validation import as_minimum, checked_code, instance, optional_instance, placed
from perfkpi.records.arguments import series_of
from perfkpi.records.reducers import Answers, NoRecords, Reducer, ReducerInput
from perfkpi.wording.places import class_words


@unique
class MissingRecords(Choice):
    """What records do to a measure that lack what its reduction reads."""

    REFUSE = "refuse"
    """The measure is not measured: nobody said that the others speak for all."""
    SKIP = "skip"
    """They are left out, as if they had not been recorded."""


def _column(value: str | None) -> str | None:
    return None if value is None else checked_code(value)


@frozen(eq=False, field_transformer=placed)
class Reduction(Asking):
    """A measure made of many records (A6): ``Reduction("csat", of="score", by=Mean())``.

    A record that lacks something is missing, one that holds something wrong is invalid, and a single invalid one makes
    the measure invalid: a wrong answer is mended, not averaged away.

    Attributes:
        measure: the name of the measure.
        of: the column that is reduced; left out where the reducer reads a condition or only counts records.
        by: how.
        missing: what missing records do: by default the measure is not measured. Where a column is named of which
            only records are counted, those that have nothing in it are not counted.
        minimum: how many records there must be; fewer are too little data (``Status.INSUFFICIENT``).
        scale: the lowest and the highest figure that a record can hold; another one is invalid.

    Raises:
        DefinitionError: no column for a reducer that reads one, or one that it does not read; a scale for what is no
            figure; a minimum for a count that is 0 without records.
    """

    measure: str = field(converter=checked_code)
    of: str | None = field(default=None, converter=_column, kw_only=True)
    by: Reducer = field(validator=instance(Reducer, "Mean()"), kw_only=True)
    missing: MissingRecords = field(default=MissingRecords.REFUSE, converter=MissingRecords, kw_only=True)
    minimum: int = field(default=1, converter=as_minimum, kw_only=True)
    scale: Scale | None = field(default=None, validator=optional_instance(Scale, "Scale(1, 5)"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        name, reads = type(self.by).__name__, self.by.reads
        told = f"“{class_words(name)[1]}”"
        if self.of is None and reads in (ReducerInput.FIGURES, ReducerInput.VALUES):
            example = f"Reduction({shown(self.measure)}, of='score', by=...)"
            en, zh = f"{name} reduces a column; name it: {example}", f"{told}需要一列数据；请给出列名，如 {example}"
            raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where="Reduction.of")
        if self.of is not None and reads is ReducerInput.CONDITION:
            en = f"{name} reads what its condition asks for; leave out of={shown(self.of)}"
            zh = f"{told}读取其条件所用的列；请不要给出 of={shown(self.of, 'zh')}"
            raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where="Reduction.of", value=self.of)
        if self.scale is not None and reads is not ReducerInput.FIGURES:
            en = f"{name} reads no figures that could lie on the scale {self.scale}; leave the scale out"
            zh = f"{told}不读取可以落在分制 {self.scale:zh}上的数字；请不要给出分制"
            raise DefinitionError(Code.SCALE, en=en, zh=zh, where="Reduction.scale", value=self.scale)
        if self.minimum > 1 and self.by.empty is NoRecords.ZERO:
            few, instead = self.minimum - 1, "no_records='not_measured'"
            en = f"no record is 0, but {few} are too few: a contradiction; leave minimum out, or write {instead}"
            zh = f"没有记录记为 0，而 {few} 条记录却算不足，两者矛盾；请不要给出 minimum，或改用 {instead}"
            raise DefinitionError(Code.LIMITS, en=en, zh=zh, where="Reduction.minimum", value=self.minimum)

    @property
    def skips(self) -> bool:
        """Whether missing records are left out."""
        return self.missing is MissingRecords.SKIP or self.by.reads is ReducerInput.RECORDS

    @property
    def answers(self) -> tuple[Answers, ...]:
        """The figures that a record can hold, as the scale and the reducer have it."""
        scale = None if self.scale is None else Answers(self.scale)
        return tuple(answers for answers in (scale, self.by.answers) if answers is not None)


def checked_reductions(reductions: Iterable[Reduction]) -> tuple[Reduction, ...]:
    """Return reductions as a tuple: at least one, and each measure once.

    Raises:
        DefinitionError: something else.
    """
    example = "Reduction('csat', of='score', by=Mean())"
    found = series_of(Reduction, reductions, "reductions", example)
    if not found:
        en, zh = f"there is nothing to reduce; write ({example},)", f"没有需要汇总的数据；请写 ({example},)"
        raise DefinitionError(Code.EMPTY, en=en, zh=zh, where="reductions")
    check_codes([(f"reductions[{place}].measure", reduction.measure) for place, reduction in enumerate(found)])
    return found
