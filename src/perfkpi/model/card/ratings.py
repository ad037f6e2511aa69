"""Rating scales (等级): ordered bands in which every score falls exactly once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import unique
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias, cast

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Choice, Code, DefinitionError, Language, checked_language, cut, shown
from perfkpi.foreign import looking_at
from perfkpi.labels import Label, as_label
from perfkpi.language import Choose, Const, Edge, EdgeSide, Expr
from perfkpi.model.parameters.meeting import check_open, not_meeting
from perfkpi.model.parameters.validation import as_tuple, checked_code, instance, optional_instance, placed, tuple_of
from perfkpi.numbers import Numeric, exact
from perfkpi.numerals import written

_LOW = {True: Label(zh="{} 分及以上", en="{} and above"), False: Label(zh="高于 {} 分", en="above {}")}
_HIGH = {True: Label(zh="{} 分及以下", en="{} and below"), False: Label(zh="不满 {} 分", en="below {}")}
_EVERY = Label(zh="所有得分", en="every score")
_AND = {"zh": "、", "en": ", "}


@unique
class RateOn(Choice):
    """Which total the rating is looked up on (A16): 89.996 is rounded to 90.00, and lies below 90."""

    ROUNDED = "rounded"
    UNROUNDED = "unrounded"


def _optional_edge(value: Numeric | None) -> Fraction | None:
    return None if value is None else exact(value)


@frozen(eq=False, field_transformer=placed)
class Band(Asking):
    """One rating and the scores that earn it (A16).

    Attributes:
        code: what ``Appraisal.rating`` returns.
        low: the lower end; ``None`` is open-ended.
        high: the upper end; ``None`` is open-ended.
        label: the rating in Chinese and English; the code where it is left out.
        low_belongs: whether the lower end itself is inside (以上 includes the number, 超过 and 以外 exclude it).
        high_belongs: whether the upper end itself is inside (以下 and 以内 include the number, 不满 excludes it).
    """

    code: str = field(converter=checked_code)
    low: Fraction | None = field(converter=_optional_edge)
    high: Fraction | None = field(converter=_optional_edge)
    label: Label | None = field(default=None, validator=optional_instance(Label, "Label(zh='优秀')"), kw_only=True)
    low_belongs: bool = field(default=True, validator=instance(bool, "True"), kw_only=True)
    high_belongs: bool = field(default=False, validator=instance(bool, "False"), kw_only=True)

    def say(self, language: Language) -> str:
        """Say the rating in one language.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        spoken = checked_language(language)
        return self.code if self.label is None else self.label.say(spoken)

    @property
    def interval(self) -> str:
        """The scores in the usual notation, ``[70, 90)``; an open end is never inside."""
        opening = "[" if self.low_belongs and self.low is not None else "("
        closing = "]" if self.high_belongs and self.high is not None else ")"
        return f"{opening}{_end(self.low, '-')}, {_end(self.high, '')}{closing}"

    def scores(self, language: Language) -> str:
        """Say which scores earn the rating: ``90 分及以上``, ``70 and above, below 90``.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        spoken = checked_language(language)
        ends = [(_LOW, self.low, self.low_belongs), (_HIGH, self.high, self.high_belongs)]
        told = [words[belongs].say(spoken).format(written(end)) for words, end, belongs in ends if end is not None]
        return _AND[spoken].join(told) or _EVERY.say(spoken)

    def __str__(self) -> str:
        return f"{cut(self.code)} {self.interval}"

    def __format__(self, language: str) -> str:
        """Write it into a sentence, ``f"{band:zh}"`` into a Chinese one."""
        return f"{cut(self.say('zh'))}（{self.scores('zh')}）" if language == "zh" else str(self)


def _end(value: Fraction | None, sign: str) -> str:
    return f"{sign}∞" if value is None else written(value)


def _bands(bands: Iterable[Band]) -> tuple[Band, ...]:
    return as_tuple(bands)


Row: TypeAlias = tuple[str | Label, Numeric]


@frozen(eq=False, field_transformer=placed)
class RatingScale(Asking):
    """Bands from the best to the worst, without gap and without overlap, open-ended on both sides (A16).

    Source, sheet of a customer-service director: 90-100分，优秀表现; 70-89分，良好表现; 50-69分，一般表现.

    Raises:
        DefinitionError: a gap (70-89 and 90-100 leave 89.5 nowhere), an overlap, bands out of order, or a code twice.
    """

    bands: tuple[Band, ...] = field(
        converter=_bands, validator=tuple_of(Band, "Band('优秀', 90, None)", "code", least=1)
    )
    lowest_edge: Fraction | None = field(default=None, converter=_optional_edge, kw_only=True)
    """Where the worst band was said to begin: a scorecard's scale must begin there, too."""

    def __attrs_post_init__(self) -> None:
        for place, (upper, lower) in enumerate(pairwise(self.bands)):
            _check_meeting(upper, lower, f"RatingScale.bands[{place + 1}]")
        for place, end in ((0, self.bands[0].high), (len(self.bands) - 1, self.bands[-1].low)):
            check_open(end, f"RatingScale.bands[{place}]")

    @classmethod
    def descending(cls, *rows: Row) -> RatingScale:
        """Build a scale from lower edges, best first: ``descending(("优秀", 90), ("良好", 70), ("不合格", 0))``.

        Each band includes its lower edge and ends below the next better one. The best band has no upper end, and what
        lies below the last edge belongs to the worst band; the last edge must be the low end of the scorecard's scale.

        Args:
            rows: a text or a ``Label``, and the lower edge.
        """
        names: list[Label] = []
        edges: list[Fraction] = []
        for place, row in enumerate(rows):
            name, edge = _row(row, place)
            names.append(name)
            edges.append(edge)
            if place and edges[place] >= edges[place - 1]:
                en = f"the edge {written(edge)} is not below {written(edges[place - 1])}; list the best rating first"
                zh = f"分界 {written(edge)} 不低于 {written(edges[place - 1])}；请从最好的等级写起"
                where = f"RatingScale.descending[{place}]"
                raise DefinitionError(Code.BAND_ORDER, en=en, zh=zh, where=where, value=edge)
        last = len(rows) - 1
        return cls(
            bands=[
                Band(
                    name.say("zh"),
                    None if place == last else edges[place],
                    edges[place - 1] if place else None,
                    label=name,
                )
                for place, name in enumerate(names)
            ],
            lowest_edge=edges[-1] if edges else None,
        )

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """The edges between the bands, from the best down."""
        return tuple(band.low for band in self.bands[:-1] if band.low is not None)

    def express(self, total: Expr) -> Expr:
        """Express the index of the band: 0 is the best."""
        if len(self.bands) == 1:
            return total * 0  # without a total there is no rating either
        inner = self.bands[-2::-1]
        edges = [
            Edge(Const(edge), EdgeSide.ABOVE if band.low_belongs else EdgeSide.BELOW)
            for band, edge in zip(inner, self.edges[::-1], strict=True)
        ]
        return Choose(total, edges, [Const(place) for place in range(len(self.bands) - 1, -1, -1)])


def _row(row: Row, place: int) -> tuple[Label, Fraction]:
    with looking_at(row, f"descending[{place}]"):
        if isinstance(row, Sequence) and not isinstance(row, str) and len(row) == 2:  # noqa: PLR2004  # a pair
            name, edge = row
            return as_label(name), exact(edge)
    en = f"{shown(row)} is not a rating and its lower edge; write ('优秀', 90)"
    zh = f"{shown(row, 'zh')} 不是“等级, 下限”；请写 ('优秀', 90)"
    raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where=f"RatingScale.descending[{place}]", value=row)


def _is_better(one: Band, other: Band) -> bool:
    """Tell whether a band begins where the other one has begun long since, or ends."""
    if one.low is None:
        return False
    return (other.low is not None and one.low > other.low) or (other.high is not None and one.low >= other.high)


def _check_meeting(upper: Band, lower: Band, where: str) -> None:
    ends = math.inf if lower.high is None else lower.high
    begins = -math.inf if upper.low is None else upper.low
    if ends == begins and upper.low_belongs is not lower.high_belongs:
        return
    if ends > begins and _is_better(lower, upper):
        en = f"{lower} stands after {upper} but is better; list the best rating first"
        zh = f"{lower:zh}排在{upper:zh}之后却更好；请从最好的等级写起"
        raise DefinitionError(Code.BAND_ORDER, en=en, zh=zh, where=where, value=str(lower))
    raise not_meeting(
        _end(lower.high, ""),
        _end(upper.low, "-"),
        (f"{upper}, {lower}", f"{upper:zh}、{lower:zh}"),
        where,
        value=str(lower),
        gap=ends < begins or (ends == begins and not upper.low_belongs),
        example="low_belongs=True, high_belongs=False (RatingScale.descending)",
    )


def as_ratings(value: RatingScale | Mapping[str, Numeric] | Iterable[Row] | None) -> RatingScale | None:
    """Convert a rating scale, for attrs: lower edges by rating, or pairs of both, are one from the best down."""
    if value is None or isinstance(value, RatingScale):
        return value
    rows = cast("Iterable[Row]", value.items() if isinstance(value, Mapping) else value)
    return RatingScale.descending(*as_tuple(rows))
