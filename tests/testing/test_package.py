"""The package: its names, its documentation, and what it costs those who do not use it."""

import importlib
import subprocess
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from unittest.mock import patch

import pytest

import perfkpi.testing as pt

ROOT = Path(__file__).parents[2]


def test_the_list_of_names_is_sorted_and_documented() -> None:
    """Each name exists, has a docstring, and stands once in the reference."""
    assert pt.__all__ == sorted(pt.__all__)
    assert all(getattr(pt, name).__doc__ for name in pt.__all__)
    page = (ROOT / "docs" / "reference" / "testing.md").read_text("utf-8")
    listed = [line.removeprefix("::: perfkpi.testing.") for line in page.splitlines() if line.startswith(":::")]
    assert sorted(listed) == pt.__all__


def test_hypothesis_is_loaded_by_this_package_alone() -> None:
    """Scoring people loads neither the package nor Hypothesis."""
    every = "[getattr(each, name) for each in groups for name in getattr(each, '__all__', ())]"
    groups = "groups = [getattr(pk, name) for name in pk.__all__]"
    script = f"import perfkpi as pk; {groups}; {every}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert not {"hypothesis", "perfkpi.testing"} & set(done.stdout.split())


def test_without_hypothesis_the_way_out_is_told() -> None:
    """The message names the command."""
    nothing = patch("importlib.util.find_spec", return_value=None)
    with nothing, pytest.raises(ImportError, match=r"pip install 'perfkpi\[testing\]'"):
        importlib.reload(pt)
    importlib.reload(pt)
    assert PathFinder.find_spec("hypothesis") is not None
