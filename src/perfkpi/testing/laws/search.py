"""How a law is searched for a counterexample: alone, or with the data of a test that is running."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from hypothesis import HealthCheck, Phase, Verbosity, given
from hypothesis import settings as Settings  # noqa: N812  # a class, in spite of its name
from hypothesis import strategies as st
from hypothesis.control import current_build_context, currently_in_test_context

T = TypeVar("T")
Data: TypeAlias = st.DataObject
Law: TypeAlias = Callable[[Data], None]


class _Drawn(Data):
    """What a law draws, with no line of the report for each: the law tells its counterexample in words.

    For every line Hypothesis tries a hundred other values once the test has failed.
    """

    def draw(self, strategy: st.SearchStrategy[T], label: object = None) -> T:  # noqa: ARG002  # of a line
        return self.conjecture_data.draw(strategy)


_QUIET = (
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
    HealthCheck.too_slow,
)
"""Complaints about the strategies are ours to hear."""


def search(law: Law, *, examples: int, data: Data | None, settings: Settings | None) -> None:
    """Try a law on many figures, and tell the smallest that break it.

    Args:
        law: draws figures and raises AssertionError where it does not hold.
        examples: how many figures are tried where ``settings`` do not say.
        data: the ``st.data()`` of a test that is running: the law is tried once, on what that draws. Inside a test that
            does not give it, it is found.
        settings: of the search.
    """
    if data is not None or currently_in_test_context():
        law(_Drawn(current_build_context().data if data is None else data.conjecture_data))
        return

    wanted = (settings or Settings()).phases

    @Settings(
        settings,
        phases=tuple(phase for phase in wanted if phase is not Phase.explain),  # hundreds of tries that nobody reads of
        max_examples=examples if settings is None else settings.max_examples,
        database=None,  # a law tells its counterexample in words
        deadline=None,
        print_blob=False,
        verbosity=Verbosity.quiet if settings is None else settings.verbosity,
        suppress_health_check=_QUIET,
    )
    @given(st.data())
    def tried(data: Data) -> None:
        law(_Drawn(data.conjecture_data))

    tried()
