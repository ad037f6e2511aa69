"""Threads that share out the blocks of a table, and stay for the next one.

Starting a thread takes longer than scoring a hundred thousand rows, so threads are kept. The caller's thread works too.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import TypeVar

__all__ = ["MOST", "POOL", "ForkedError", "share_out"]

Part = TypeVar("Part")

MOST = 64
"""How many threads work at most, the caller's among them; each is started when it is first needed, and kept."""


class ForkedError(Exception):
    """The process was forked while threads worked: they, and what they have begun, are not in this one."""


class _Pool:
    """The threads of this process; a forked process has none of them, and starts its own."""

    def __init__(self) -> None:
        self.forget()
        if hasattr(os, "register_at_fork"):  # pragma: no branch  # not every system forks
            os.register_at_fork(after_in_child=self.forget)

    def forget(self) -> None:
        """Begin without threads."""
        self._lock = Lock()
        self._executor: ThreadPoolExecutor | None = None

    def submit(self, work: Callable[[], None], times: int) -> Iterator[Future[None]]:
        """Do some work on other threads; on fewer, or none, where the system gives no more."""
        with self._lock:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(MOST, thread_name_prefix="perfkpi")
            executor = self._executor
        for _ in range(times):
            try:
                yield executor.submit(work)
            except RuntimeError:  # no thread can be started any more
                return


POOL = _Pool()


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
    return _work_on(waiting, work) if others < 1 else _together(waiting, work, others)


def _work_on(waiting: deque[Part], work: Callable[[Part], None]) -> Iterator[Part]:
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


def _together(waiting: deque[Part], work: Callable[[Part], None], others: int) -> Iterator[Part]:
    process, done = os.getpid(), deque[Part]()
    helpers = list(POOL.submit(lambda: done.extend(_work_on(waiting, work)), others))
    try:
        for part in _work_on(waiting, work):
            yield part
            while done:
                yield done.popleft()
            if os.getpid() != process:
                raise ForkedError
    finally:
        waiting.clear()
        mine = os.getpid() == process  # in another process nobody would ever be done
        wait([helper for helper in helpers if mine and not helper.cancel()])
    for helper in helpers:
        if not helper.cancelled():
            helper.result()
    yield from done
