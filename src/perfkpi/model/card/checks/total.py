"""Whether a total can leave its scale, which somebody must cut or allow."""

from __future__ import annotations

from perfkpi.errors import Code, DefinitionError
from perfkpi.model.card.placement import Level
from perfkpi.model.card.score_reach import reach_of
from perfkpi.model.card.weighting import BeyondScale
from perfkpi.numerals import written


def check_total(whole: Level, beyond: BeyondScale) -> None:
    """Check that a total that can leave its scale is cut there, or allowed to: somebody says which.

    Raises:
        DefinitionError: it can, and nobody says.
    """
    scale = whole.inherited.scale
    if beyond is BeyondScale.ALLOW:
        return
    span = reach_of(whole)
    if span.within(scale):
        return
    low, high = (("-∞" if end < 0 else "∞") if isinstance(end, float) else written(end) for end in span)
    raise DefinitionError(
        Code.LIMITS,
        en=f"the total can lie anywhere from {low} to {high}, beyond its scale {scale}; cut it by a last step "
        "of adjustments, ScoreLimit(code=..., name=..., floor=..., cap=...), or allow it: "
        "beyond_scale='allow'",
        zh=f"总分可能在 {low} 到 {high} 之间，超出分制 {scale:zh}；请在 adjustments 末尾用 "
        "ScoreLimit(code=..., name=..., floor=..., cap=...) 截断，或允许超出：beyond_scale='allow'",
        where="adjustments" if whole.adjustments else "items",
        value=f"{low}..{high}",
    )
