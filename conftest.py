"""Runs every example of the documentation as a test, names the Hypothesis profiles and counts the examples drawn."""

import gc
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import statistics as hypothesis_statistics
from sybil import Sybil
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.sybil import SybilCollection

ROOT = Path(__file__).parent
DRAWN = "examples drawn"

pytest.register_assert_rewrite("one_block", "operated", "refused", "worth")  # they assert for the tests

# These two try a third of the cases that a law asks for: tests/effort.py.
settings.register_profile("default", deadline=None, print_blob=True, max_examples=16)
settings.register_profile("ci", deadline=None, print_blob=True, max_examples=16, derandomize=True)
settings.register_profile("whole", deadline=None, print_blob=True, derandomize=True)
settings.register_profile(
    "quick", deadline=None, print_blob=True, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # shows a failing case as it was found: cards and tables take minutes to shrink
settings.register_profile("deep", deadline=None, print_blob=True, max_examples=5_000)  # where a law scales with it
settings.register_profile(
    "mutants",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # thousands of runs, each of which needs only to fail somewhere
if "MUTANT_UNDER_TEST" in os.environ:
    import_module("mutated")  # tests/mutated.py: what is different while mutmut runs the tests

    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        """Put laws last: a mutant has only to fail somewhere."""
        items.sort(key=lambda item: "laws" in item.path.parts)


settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def _both_languages() -> None:
    """Let displays speak both languages again, whatever the test before has chosen."""
    import_module("perfkpi").display(language=None)


def as_module(namespace: dict[str, object]) -> None:
    """The blocks of a page are a module, so that values of the classes in it can be pickled."""
    page = ModuleType("page")

    def found(name: str) -> object:
        if name not in namespace:
            raise AttributeError(name)
        return namespace[name]

    vars(page)["__getattr__"] = found
    namespace["__name__"] = page.__name__
    sys.modules[page.__name__] = page


pages = Sybil(
    setup=as_module,
    parsers=[PythonCodeBlockParser()],
    path=str(ROOT),
    patterns=["*.md"],
)
docstrings = Sybil(
    parsers=[DocTestParser()],
    path=str(ROOT / "src" / "perfkpi"),
    patterns=["*.py"],
)

pytest_collect_file = SybilCollection([pages, docstrings]).pytest()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays to the end: the garbage collector need not walk it, now or after each of the tests.

    The forty interpreters that tests start read what the first of them has compiled, also where nothing is to be
    written beside the sources; it stands where pytest keeps what it remembers.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "bytecode")
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(wrapper=True, trylast=True)  # within what Hypothesis itself wraps around a test
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Note how many valid examples a test draws, also in searches that it starts itself."""
    collector: Any = hypothesis_statistics.collector  # typed as if it could only ever be empty
    drawn, told = 0, collector.value

    def count(statistics: dict[str, Any]) -> None:
        nonlocal drawn
        tried = statistics.get("generate-phase", {}).get(
            "test-cases", ()
        )  # what makes a failure small tries nothing new
        drawn += sum(case["status"] == "valid" for case in tried)
        if told is not None:
            told(statistics)

    with collector.with_value(count):
        try:
            return (yield)
        finally:
            if drawn:
                item.user_properties.append((DRAWN, drawn))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many examples were drawn, by all workers together: fewer than before is a change, too."""
    calls = [
        each for reports in terminalreporter.stats.values() for each in reports if getattr(each, "when", "") == "call"
    ]
    drawn = [number for call in calls for name, number in call.user_properties if name == DRAWN]
    if drawn:
        terminalreporter.write_line(f"{sum(drawn)} valid examples drawn by {len(drawn)} tests")
