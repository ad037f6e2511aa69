"""How a law is searched for a counterexample: alone, or with the data of a test that is running."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from hypothesis import HealthCheck, Phase, Verbosity, currently_in_test_context, given
from hypothesis import settings as Settings  # noqa: N812  # a class, in spite of its name
from hypothesis import strategies as st

__all__ = ["Data", "Settings", "search"]

Data: TypeAlias = st.DataObject
Law: TypeAlias = Callable[[Data], None]

_QUIET = (
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
    HealthCheck.nested_given,
    HealthCheck.too_slow,
)
"""Complaints about the strategies are ours to hear."""

_INSIDE = 10
"""Examples in a test that has examples of its own."""


def search(law: Law, *, examples: int, data: Data | None, settings: Settings | None) -> None:
    """Try a law on many figures, and on the smallest that breaks it once more.

    Args:
        law: draws figures and raises AssertionError where it does not hold.
        examples: how many figures are tried where ``settings`` do not say.
        data: the ``st.data()`` of a test that is running: the law is tried once, on what that draws.
        settings: of the search.
    """
    if data is not None:
        law(data)
        return
    inside = currently_in_test_context()
    chosen = Settings(
        settings,
        max_examples=(min(examples, _INSIDE) if inside else examples) if settings is None else settings.max_examples,
        database=None,  # a law tells its counterexample in words
        deadline=None,
        print_blob=False,
        verbosity=Verbosity.quiet if settings is None else settings.verbosity,
        suppress_health_check=_QUIET,
    )
    if inside:  # the same figures must fail each time, or the test around would call itself flaky
        chosen = Settings(chosen, derandomize=True, phases=(Phase.generate,))

    @chosen
    @given(st.data())
    def tried(data: Data) -> None:
        law(data)

    tried()
