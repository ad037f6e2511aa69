"""What a process that is started for some rows gets: a value through pickle."""

import pickle
from typing import TypeVar

T = TypeVar("T")


def pickled(value: T) -> T:
    """A value as it comes out of its own pickle."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301  # pickled on this line
