"""A process that is forked while its threads score: the child scores, too, and never waits for what is not there."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from cards import card, weighed

import perfkpi as pk

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]

CARD = card(*weighed(x=100))
FORKS = 40
SCRIPT = Path(__file__).parents[1] / "forked.py"
SECONDS = 60


def test_children_score_whatever_their_parent_does() -> None:
    """Four threads score without a pause; no child finds a lock that nobody will open, or something half made."""
    command = [sys.executable, str(SCRIPT), str(FORKS)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    assert done.stdout.split() == [str(FORKS)], done.stderr


def forking(raising: type[BaseException] | None = None) -> bool:
    """Whether parent and child come to the end of a call in which whoever is told of the progress forks."""
    table = {"x": np.arange(300_000) % 100 / 1.0}
    children: list[int] = []

    def fork(done: int, of: int) -> None:
        del done, of
        if not children:
            children.append(os.fork())
            if not children[0]:
                signal.alarm(SECONDS)
                if raising is not None:
                    raise raising

    expected = pk.score_batch(CARD, table).totals.tobytes()
    found = None
    try:
        found = pk.score_batch(CARD, table, threads=3, progress=fork).totals.tobytes()
    finally:
        if children == [0]:
            os._exit(0 if found == (None if raising else expected) else 1)
    return found == expected and not os.waitstatus_to_exitcode(os.waitpid(children[0], 0)[1])


def test_a_fork_in_the_middle_of_a_call() -> None:
    """Both processes come to the same scores, though the threads of the one are not in the other."""
    assert forking()


def test_an_error_in_a_child() -> None:
    """What is raised there leaves the call at once, and waits for no thread of the parent."""
    assert forking(KeyboardInterrupt)
