"""That no code stands twice on a scorecard, whatever it is the code of."""

from __future__ import annotations

from collections.abc import Sequence

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.wording.places import in_words


def check_codes(places: Sequence[tuple[str, str]]) -> None:
    """Check that no code stands twice."""
    first: dict[str, str] = {}
    for place, code in places:
        if code in first:
            en = f"the code {shown(code)} stands already at {in_words(first[code], {}, 'en')}; rename one"
            zh = f"代码 {shown(code, 'zh')} 已用于{in_words(first[code], {}, 'zh')}；请更名"
            raise DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=place, value=code)
        first[code] = place
