"""Attributes that are computed when they are first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import cached_property
from typing import Any, TypeVar

T = TypeVar("T")


class Lazy(cached_property[T]):
    """A ``cached_property`` without a lock. Threads may compute the same twice; the last one is kept.

    On Python 3.11 one lock serves all objects of a class as long as any of them computes, also for a process that is
    forked meanwhile and in which nobody will release it.
    """

    def __init__(self, compute: Callable[[Any], T]) -> None:
        super().__init__(compute)
        self.lock = nullcontext()
