"""Runs every example of the documentation as a test, and names the Hypothesis profiles."""

import os
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, settings
from sybil import Sybil
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.sybil import SybilCollection

ROOT = Path(__file__).parent

pytest.register_assert_rewrite("one_block", "operated", "refused", "worth")  # they assert for the tests

# These two try a third of the cases that a law asks for: tests/effort.py.
settings.register_profile("default", deadline=None, print_blob=True, max_examples=33)
settings.register_profile("ci", deadline=None, print_blob=True, max_examples=33, derandomize=True)
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
