"""Parts of a scorecard that speak of each other: each is made once, and a circle is refused."""

from __future__ import annotations

from collections.abc import Callable

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Expr, Role

_LONGEST = 100
"""So many parts may speak of each other one after another: each is two levels of the expression, which has 200."""


class PartsOnce:
    """Expressions of parts, each made when it is first asked for; asked for while it is made, it is a circle."""

    def __init__(self) -> None:
        self._known: dict[tuple[Role, str], Expr] = {}
        self._open: list[tuple[Role, str]] = []

    def part(self, role: Role, code: str, make: Callable[[], Expr]) -> Expr:
        """Give a part, made where it is not known yet.

        Raises:
            DefinitionError: the part speaks of itself, by whatever other parts; or too many of them speak one of the
                next.
        """
        key = role, code
        if key in self._open:
            circle = [*(name for _, name in self._open[self._open.index(key) :]), code]
            en = f"{' → '.join(circle)} speak of each other in a circle; break it at one of them"
            zh = f"{' → '.join(circle)} 互相引用形成循环；请断开其中一处"
            raise DefinitionError(Code.CIRCLE, en=en, zh=zh, value=code)
        if key not in self._known:
            if len(self._open) >= _LONGEST:
                en = f"more than {_LONGEST} parts stand in or speak of each other one after another; use fewer"
                zh = f"逐层包含或逐个引用超过 {_LONGEST} 项；请减少层数"
                raise DefinitionError(Code.EXPRESSION, en=en, zh=zh, value=code)
            self._open.append(key)
            self._known[key] = make()
            self._open.pop()
        return self._known[key]
