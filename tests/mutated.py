"""What is different while mutmut runs the tests: `conftest.py` imports this before anything of the library.

mutmut keeps every mutant of a function beside it and wraps the function into one that calls the mutant under test.
"""

import functools
import inspect
import sys
from collections.abc import Callable
from typing import Any

from mutmut.mutation import trampoline

RECURSION = 20_000  # each call of a function is three


def wraps(function: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a wrapper look like its function without a way back: the library unwraps converters, past the mutants."""

    def dress(wrapper: Callable[..., Any]) -> Callable[..., Any]:
        functools.update_wrapper(wrapper, function)
        del wrapper.__wrapped__  # type: ignore[attr-defined]  # update_wrapper has just set it
        wrapper.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]  # as the standard library looks for it
        return wrapper

    return dress


trampoline.wraps = wraps
sys.setrecursionlimit(RECURSION)
