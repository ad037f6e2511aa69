"""Threads share out work, whatever goes wrong on one of them."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pytest
from cards import card, weighed

import perfkpi as pk
from perfkpi.batch import scoring
from perfkpi.batch.queue import MOST, ForkedError
from perfkpi.batch.threads import POOL
from perfkpi.batch.workers import share_out

CARD = card(*weighed(x=100))


@pytest.mark.parametrize("threads", [1, 2, 3, 9])
def test_every_part_is_done_once(threads: int) -> None:
    """Each part is done by one thread, and comes back once."""
    done: list[int] = []
    assert sorted(share_out(done.append, range(100), threads)) == list(range(100)) == sorted(done)


def test_the_threads_work_at_the_same_time() -> None:
    """Two parts that wait for each other both end."""
    barrier = threading.Barrier(2, timeout=30)
    assert sorted(share_out(lambda _: barrier.wait() and None, range(2), 2)) == [0, 1]


def test_nothing_to_do() -> None:
    """No parts need no thread."""
    assert list(share_out(print, [], 4)) == []


def failing(where: Callable[[], bool]) -> Callable[[int], None]:
    """Work that both threads begin, and that fails on one of them."""
    barrier = threading.Barrier(2, timeout=30)

    def work(part: int) -> None:
        if part < 2:
            barrier.wait()
        if where():
            raise ArithmeticError(part)

    return work


@pytest.mark.parametrize("on_main", [True, False])
def test_a_failure_is_told(*, on_main: bool) -> None:
    """Whatever thread fails, the caller hears of it, and parts that are not begun are left."""
    main = threading.current_thread()
    work = failing(lambda: (threading.current_thread() is main) is on_main)
    with pytest.raises(ArithmeticError):
        list(share_out(work, range(10_000), 2))


def test_a_caller_that_stops_early() -> None:
    """Parts that are not begun are left, and no thread goes on."""
    done: list[int] = []
    for _ in share_out(done.append, range(1_000_000), 2):
        break
    count = len(done)
    assert count < 1_000_000
    assert list(share_out(done.append, [-1], 1)) == [-1]
    assert len(done) == count + 1


def test_no_thread_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system gives no thread, the caller's does everything."""

    class Spent:
        def submit(self, work: Callable[[], None]) -> None:
            raise RuntimeError(f"no thread for {work}")

    monkeypatch.setattr(POOL, "_executor", Spent())
    assert list(share_out(lambda _: None, range(5), 3)) == [0, 1, 2, 3, 4]


def test_helpers_that_never_begin() -> None:
    """Where all threads are busy with others' work, the caller's does its own, and waits for nobody."""
    release = threading.Event()
    blocked = list(POOL.submit(lambda: release.wait(30) and None, MOST))
    try:
        assert list(share_out(lambda _: None, range(5), 2)) == [0, 1, 2, 3, 4]
    finally:
        release.set()
    for each in blocked:
        each.result(30)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_process_starts_its_own() -> None:
    """The threads of a parent do not exist in its child."""
    list(share_out(lambda _: None, range(4), 2))
    child = os.fork()
    if not child:
        barrier = threading.Barrier(2, timeout=30)
        os._exit(0 if sorted(share_out(lambda _: barrier.wait() and None, range(2), 2)) == [0, 1] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_fork_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    """In another process than the one that began, what is left is told, and nobody waits for the threads."""
    barrier = threading.Barrier(2, timeout=30)
    processes = iter([1, 2, 2])
    monkeypatch.setattr(os, "getpid", lambda: next(processes))
    with pytest.raises(ForkedError):
        list(share_out(lambda part: (part < 2 and barrier.wait()) and None, range(10), 2))
    assert next(processes, None) is None


def test_a_call_in_a_process_that_was_forked_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it is done anew, by one thread; nothing that the others had begun is counted."""
    asked: list[int] = []

    def forked(work: Callable[[object], None], parts: Iterable[object], threads: int) -> Iterator[object]:
        asked.append(threads)
        for part in share_out(work, parts, 1):
            yield part
            if len(asked) == 1:
                raise ForkedError

    monkeypatch.setattr(scoring, "share_out", forked)
    scores = pk.score_batch(CARD, {"x": np.arange(200_000) % 100 / 1.0}, threads=2)
    assert asked == [2, 1]
    assert scores.totals[:100].tolist() == list(range(100))
    assert scores.decided == pk.results.DecidedRows(certified=len(scores))


def test_more_threads_than_are_kept() -> None:
    """So many as are kept work, and blocks are cut for those."""
    busy: set[int] = set()
    list(share_out(lambda _: busy.add(threading.get_ident()), range(1000), 20_000))
    assert len(busy) <= MOST
    calls: list[int] = []
    table = {"x": np.arange(1_000_000) % 100 / 1.0}
    many = pk.score_batch(CARD, table, threads=10**30, progress=lambda done, _: calls.append(done))
    assert len(calls) < 1000
    assert many.totals.tobytes() == pk.score_batch(CARD, table).totals.tobytes()
