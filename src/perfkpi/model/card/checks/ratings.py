"""How ratings and their ceilings must fit the total."""

from __future__ import annotations

from collections.abc import Sequence

from perfkpi.errors import Code, DefinitionError
from perfkpi.model.card.ceilings import RatingCeiling
from perfkpi.model.card.ratings import RatingScale
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.faults import check_known
from perfkpi.numerals import written


def check_ratings(ratings: RatingScale, scale: Scale) -> None:
    """Check that the ratings' edges lie on the scorecard's scale, and that the worst band begins at its low end."""
    for band, edge in zip(ratings.bands, ratings.edges, strict=False):
        if edge == scale.low and not band.low_belongs:
            continue  # the band below it is the low end alone
        if edge == scale.low:
            below = ratings.bands[-1].code
            raise DefinitionError(
                Code.SCALE_MISMATCH,
                en=f"no total lies below {written(edge)}, where the scale {scale} begins, so that nobody gets {below}; "
                f"leave {below} out, or let it be {written(edge)} alone: low_belongs=False on the band above",
                zh=f"没有总分低于分制 {scale:zh}的起点 {written(edge)}，因此 {below} 无人可得；请删去 {below}，"
                f"或使其仅为 {written(edge)}：在上一等级写 low_belongs=False",
                where="ratings",
                value=edge,
            )
        if not scale.contains(edge):
            en = f"the rating edge {written(edge)} is off the scale {scale} of the total; put both on one scale"
            zh = f"等级分界 {written(edge)} 超出总分分制 {scale:zh}；请统一分制"
            if edge > scale.high:
                en += f", or let it go beyond the full mark: scale={scale.spelled(edge)}"
                zh += f"，或让总分可以超过满分：scale={scale.spelled(edge)}"
            raise DefinitionError(Code.SCALE_MISMATCH, en=en, zh=zh, where="ratings", value=edge)
    lowest = ratings.lowest_edge
    if lowest is not None and lowest != scale.low:
        code = Code.BAND_GAP if lowest > scale.low else Code.SCALE_MISMATCH
        en = f"the worst rating begins at {written(lowest)}, the scale at {written(scale.low)}; make them the same"
        zh = f"最低等级从 {written(lowest)} 开始，而分制从 {written(scale.low)} 开始；请统一"
        raise DefinitionError(code, en=en, zh=zh, where="ratings", value=lowest)


def check_ceilings(ceilings: Sequence[RatingCeiling], ratings: RatingScale | None) -> None:
    """Check that ceilings name ratings that the scorecard has."""
    known = [] if ratings is None else [band.code for band in ratings.bands]
    for position, ceiling in enumerate(ceilings):
        check_known(ceiling.best, known, "rating", "等级", where=f"ceilings[{position}].best")
