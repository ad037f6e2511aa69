"""How a law is searched for a counterexample: alone, or with the data of a test that is running."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from hypothesis import HealthCheck, Verbosity, given
from hypothesis import settings as Settings  # noqa: N812  # a class, in spite of its name
from hypothesis import strategies as st
from hypothesis.control import current_build_context, currently_in_test_context

Data: TypeAlias = st.DataObject
Law: TypeAlias = Callable[[Data], None]

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
    if data is None and currently_in_test_context():
        data = Data(current_build_context().data)
    if data is not None:
        law(data)
        return

    @Settings(
        settings,
        max_examples=examples if settings is None else settings.max_examples,
        database=None,  # a law tells its counterexample in words
        deadline=None,
        print_blob=False,
        verbosity=Verbosity.quiet if settings is None else settings.verbosity,
        suppress_health_check=_QUIET,
    )
    @given(st.data())
    def tried(data: Data) -> None:
        law(data)

    tried()
