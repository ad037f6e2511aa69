"""Parts of some work that wait until somebody does them, and who may be at work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TypeVar

Part = TypeVar("Part")

MOST = 64
"""How many threads work at most, the caller's among them; each is started when it is first needed, and kept."""


class ForkedError(Exception):
    """The process was forked while threads worked: they, and what they have begun, are not in this one."""


def work_on(waiting: deque[Part], work: Callable[[Part], None]) -> Iterator[Part]:
    """Do one part after the other until none waits; each is given back when it is done.

    Raises:
        whatever ``work`` raises; none waits then.
    """
    while True:
        try:
            part = waiting.popleft()
        except IndexError:
            return
        try:
            work(part)
        except BaseException:
            waiting.clear()
            raise
        yield part
