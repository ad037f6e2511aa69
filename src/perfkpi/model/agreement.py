"""What the parts of a scorecard must agree on: codes, weights, scales, ratings."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from perfkpi.errors import Code, DefinitionError, listed, shown
from perfkpi.language import Expr, Input, Kind, Match, Program
from perfkpi.model.measures import Measure
from perfkpi.model.missing import MissingPolicy, NeutralPoints, ZeroPoints
from perfkpi.model.ratings import RatingScale
from perfkpi.model.scales import Scale
from perfkpi.model.weighting import Weighting
from perfkpi.numbers import folded
from perfkpi.numerals import Percentage, written

__all__ = [
    "check_codes",
    "check_declared",
    "check_kinds",
    "check_policy",
    "check_ratings",
    "check_scale",
    "check_some",
    "check_weights",
]


def check_codes(places: Sequence[tuple[str, str]]) -> None:
    """No code may stand twice."""
    first: dict[str, str] = {}
    for place, code in places:
        if code in first:
            raise DefinitionError(
                Code.DUPLICATE_CODE,
                en=f"the code {shown(code)} stands already at {first[code]}; rename one",
                zh=f"代码 {shown(code)} 已在 {first[code]} 使用；请更名",
                where=place,
                value=code,
            )
        first[code] = place


def check_kinds(inputs: Sequence[Input]) -> None:
    """A measure is a number or a category, not both."""
    kinds = {node.name: node.kind for node in inputs}
    for node in inputs:
        if kinds[node.name] is not node.kind:
            raise DefinitionError(
                Code.WRONG_TYPE,
                en=f"the measure {shown(node.name)} is used as a number and as a grade; give one of them another name",
                zh=f"数据 {shown(node.name)} 既用作数字又用作等级；请为其中之一另取名称",
                where="items",
                value=node.name,
            )


def check_declared(measures: Sequence[Measure], everything: Expr) -> None:
    """What is declared about grades fits them: nothing about numbers, and no grade that stands for none."""
    if all(measure.notation is None for measure in measures):
        return
    nodes = [node for node, _ in Program(everything).steps]
    grades = {node.name for node in nodes if isinstance(node, Input) and node.kind is Kind.CATEGORY}
    known = {
        (name, grade) for node in nodes if isinstance(node, Match) for name in node.on.reads for grade, _ in node.cases
    }
    for place, measure in enumerate(measures):
        if measure.code in grades:
            _check_declared(measure, [grade for name, grade in known if name == measure.code], f"measures[{place}]")


def _check_declared(measure: Measure, grades: Sequence[str], where: str) -> None:
    if measure.grouping is not None or measure.currency or measure.units:
        raise DefinitionError(
            Code.CHOICE_NEEDED,
            en=f"{shown(measure.code)} is a grade; grouping=, currency= and units= are about numbers, leave them out",
            zh=f"{shown(measure.code)} 是等级；grouping、currency、units 只用于数字，请去掉",
            where=where,
            value=measure.code,
        )
    absent = {text for text, _ in measure.absent}
    both = sorted(grade for grade in grades if folded(grade) in absent)
    if both:
        raise DefinitionError(
            Code.CHOICE_NEEDED,
            en=f"{shown(both[0])} is a grade of {shown(measure.code)} and is declared to be none; "
            "leave it out of absent=, or call the grade otherwise",
            zh=f"{shown(both[0])} 是 {shown(measure.code)} 的一个等级，"
            "又被指定为没有数据；请从 absent 中去掉，或更改等级名称",
            where=f"{where}.absent",
            value=both[0],
        )


def check_some(items: Sequence[object], where: str) -> None:
    """A level weighs something."""
    if not items:
        raise DefinitionError(
            Code.EMPTY,
            en="a scorecard or section needs at least one item; write Weighted(indicator, 100)",
            zh="考核表或分类至少需要一个项目；请写 Weighted(indicator, 100)",
            where=where,
        )


def check_weights(weights: Sequence[Fraction], where: str, weighting: Weighting, scale: Scale) -> None:
    """The weights of one level must sum to what the weighting says."""
    total = sum(weights, Fraction(0))
    if all(isinstance(weight, Percentage) for weight in weights):
        total = Percentage(total)
    terms = listed(map(written, weights), "en", " + ")
    if weighting is Weighting.SHARES and total not in (1, 100):
        raise DefinitionError(
            Code.WEIGHT_SUM,
            en=f"the weights {terms} sum to {written(total)}, neither 1 nor 100; correct one, or write "
            "weighting=Weighting.NORMALISED",
            zh=f"权重 {terms} 合计 {written(total)}，既不是 1 也不是 100；请更正，或写 weighting=Weighting.NORMALISED",
            where=where,
            value=total,
        )
    en, zh = (
        (f"give the scorecard scale=Scale(0, {written(total)})", f"给考核表写 scale=Scale(0, {written(total)})")
        if where == "items"
        else (f"give the section the weight {written(total)}", f"将该分类的权重写为 {written(total)}")
    )
    if weighting is Weighting.POINTS and not scale.has_marks_of(Scale(0, total)):
        raise DefinitionError(
            Code.WEIGHT_SUM,
            en=f"the full marks {terms} add up to {written(total)}, but the scale is {scale}; correct one, or {en}",
            zh=f"各项满分 {terms} 合计 {written(total)}，但量表为 {scale}；请更正其一，或{zh}",
            where=where,
            value=total,
        )


def check_scale(scale: Scale, expected: Scale, place: str) -> None:
    """An item must be scored on the scale of its level where nothing converts it."""
    if not scale.has_marks_of(expected):
        raise DefinitionError(
            Code.SCALE_MISMATCH,
            en=f"points on {scale} do not fit the scale {expected}; score the indicator on "
            f"scale={evolve(expected, up_to=None).spelled()}, or give the scorecard scales=ScalePolicy.LINEAR to "
            "convert",
            zh=f"得分量表 {scale} 与 {expected} 不一致；请给指标写 scale={evolve(expected, up_to=None).spelled()}，"
            "或给考核表写 scales=ScalePolicy.LINEAR 进行换算",
            where=f"{place}.scoring.scale",
            value=scale,
        )


def check_policy(policy: MissingPolicy, scale: Scale, place: str) -> None:
    """Points that stand in for missing ones must lie on the item's scale."""
    points = policy.points if isinstance(policy, NeutralPoints) else Fraction(0)
    if isinstance(policy, (NeutralPoints, ZeroPoints)) and not scale.contains(points):
        raise DefinitionError(
            Code.MISSING_POLICY,
            en=f"{written(points)} points for a missing figure are off the scale {scale}; use NeutralPoints on it",
            zh=f"缺失时记 {written(points)} 分超出量表 {scale}；请用量表内的 NeutralPoints",
            where=f"{place}.missing",
            value=points,
        )


def check_ratings(ratings: RatingScale, scale: Scale) -> None:
    """The edges of the ratings must lie on the scorecard's scale, and the worst band must begin at its low end."""
    for band, edge in zip(ratings.bands, ratings.edges, strict=False):
        if edge == scale.low and not band.low_belongs:
            continue  # the band below it is the low end alone
        if edge == scale.low:
            below = ratings.bands[-1].code
            raise DefinitionError(
                Code.SCALE_MISMATCH,
                en=f"no total lies below {written(edge)}, where the scale {scale} begins, so that nobody gets {below}; "
                f"leave {below} out, or let it be {written(edge)} alone: low_belongs=False on the band above",
                zh=f"没有总分低于量表 {scale} 的起点 {written(edge)}，因此 {below} 无人可得；请删去 {below}，"
                f"或使其仅为 {written(edge)}：在上一等级写 low_belongs=False",
                where="ratings",
                value=edge,
            )
        if not scale.contains(edge):
            wider = f"scale={scale.spelled(edge)}" if edge > scale.high else ""
            en = f", or let it go beyond the full mark: {wider}" if wider else ""
            zh = f"，或让总分可以超过满分：{wider}" if wider else ""
            raise DefinitionError(
                Code.SCALE_MISMATCH,
                en=f"the rating edge {written(edge)} is off the scale {scale} of the total; put both on one scale{en}",
                zh=f"等级分界 {written(edge)} 超出总分量表 {scale}；请统一量表{zh}",
                where="ratings",
                value=edge,
            )
    lowest = ratings.lowest_edge
    if lowest is not None and lowest != scale.low:
        raise DefinitionError(
            Code.BAND_GAP if lowest > scale.low else Code.SCALE_MISMATCH,
            en=f"the worst rating begins at {written(lowest)}, the scale at {written(scale.low)}; make them the same",
            zh=f"最低等级从 {written(lowest)} 开始，而量表从 {written(scale.low)} 开始；请统一",
            where="ratings",
            value=lowest,
        )
