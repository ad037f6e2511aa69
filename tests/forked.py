"""A process in which threads score all the time while it forks; every child scores, too. Run by ``test_forks.py``.

    python tests/forked.py 40

It prints how many children came to the end before one did not. A child that waits for what will never come is ended by
its alarm.
"""

import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from itertools import count

import numpy as np

import perfkpi as pk

SECONDS = 20
SEED = np.random.default_rng(1)
TABLE = {"a": SEED.uniform(1, 100, 200), "b": SEED.integers(1, 9, 200) * 1.0}
RANKS = pk.rules.RankPoints(
    direction=pk.Direction.HIGHER_IS_BETTER, ranking=pk.choices.Ranking.COMPETITION, by=pk.rules.BestToWorst(100, 0)
)
RATED = pk.DirectPoints(scale=pk.Scale(0, 100))


def card(rule: pk.Scoring, formula: pk.Formula, version: str = "") -> pk.Scorecard:
    """A card of one indicator."""
    item = pk.Indicator(code="item", name="item", formula=formula, scoring=rule)
    return pk.Scorecard(code="card", name="card", version=version, items=((item, 100),))


KNOWN = card(RATED, pk.Actual("a"))
RANKED = card(RANKS, pk.Ratio("a", "b"))
PEOPLE = pk.Population.of(RANKED, TABLE)
VERSIONS = count()


def known() -> bytes:
    """A card that is compiled already: scratch and threads are taken and given back."""
    return pk.score_batch(KNOWN, TABLE).totals.tobytes()


def fresh() -> bytes:
    """A card that nobody has seen is compiled."""
    version = f"{os.getpid()}-{threading.get_ident()}-{next(VERSIONS)}"
    return pk.score_batch(card(RATED, pk.Actual("a"), version), TABLE, points=True).totals.tobytes()


def ranked() -> bytes:
    """A population that nobody has seen is turned into columns, and ratios are counted among it row by row."""
    people = pk.Population.of(RANKED, {name: column[:50] for name, column in TABLE.items()}).merge(PEOPLE)
    return pk.score_batch(RANKED, TABLE, population=people).totals.tobytes()


def together() -> bytes:
    """Blocks are shared out among threads that are kept."""
    large = {"a": np.resize(TABLE["a"], 200_000)}
    return pk.score_batch(KNOWN, large, threads=2).totals.tobytes()


def main(forks: int) -> int:
    """How many children scored as their parent does."""
    warnings.filterwarnings("ignore", category=DeprecationWarning)  # later Pythons warn of forks where threads run
    jobs = (known, fresh, ranked, together)
    expected = [job() for job in jobs]
    ended = threading.Event()

    def busy(job: Callable[[], bytes]) -> None:
        while not ended.is_set():
            job()

    others = [threading.Thread(target=busy, args=(job,)) for job in jobs]
    for other in others:
        other.start()
    good = 0
    for _ in range(forks):
        child = os.fork()
        if not child:
            signal.alarm(SECONDS)
            os._exit(0 if [job() for job in jobs] == expected else 1)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            break
        good += 1
    ended.set()
    for other in others:
        other.join()
    return good


if __name__ == "__main__":
    sys.stdout.write(f"{main(int(sys.argv[1]))}\n")
