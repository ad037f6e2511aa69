"""Sharing out the blocks of a table among as many threads as are asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from perfkpi.batch.queue import MOST, work_on

Part = TypeVar("Part")


def share_out(work: Callable[[Part], None], parts: Iterable[Part], threads: int) -> Iterator[Part]:
    """Do every part of some work; the parts that are done come back, in any order.

    Args:
        work: what is done with a part.
        parts: all of them.
        threads: how many threads work, the caller's among them; at most ``MOST``.

    Raises:
        ForkedError: in a process that was forked by whoever takes the parts that are done.
        whatever ``work`` raises; parts that are not begun by then are left.
    """
    waiting = deque(parts)
    others = min(threads, MOST, len(waiting)) - 1
    if others < 1:
        return work_on(waiting, work)
    from perfkpi.batch.threads import together  # noqa: PLC0415  # most tables are scored without, and executors log

    return together(waiting, work, others)
