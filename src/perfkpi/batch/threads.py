"""Threads that share out the blocks of a table, and stay for the next one.

Starting a thread takes longer than scoring a hundred thousand rows, so threads are kept. The caller's thread works too.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import TypeVar

from perfkpi.batch.queue import MOST, ForkedError, work_on

Part = TypeVar("Part")


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


def together(waiting: deque[Part], work: Callable[[Part], None], others: int) -> Iterator[Part]:
    """Do every part that waits, on this thread and on some others, as ``share_out`` tells."""
    process, done = os.getpid(), deque[Part]()
    helpers = list(POOL.submit(lambda: done.extend(work_on(waiting, work)), others))
    try:
        for part in work_on(waiting, work):
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
