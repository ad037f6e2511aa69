"""That no code stands twice on a scorecard, whatever it is the code of."""

from __future__ import annotations

from collections.abc import Sequence

from perfkpi.errors import Code, DefinitionError, shown


def check_codes(places: Sequence[tuple[str, str]]) -> None:
    """Check that no code stands twice."""
    first: dict[str, str] = {}
    for place, code in places:
        if code in first:
            en = f"the code {shown(code)} stands already at {first[code]}; rename one"
            zh = f"代码 {shown(code)} 已在 {first[code]} 使用；请更名"
            raise DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=place, value=code)
        first[code] = place
