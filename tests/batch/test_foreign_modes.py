"""Floating-point modes that somebody else has left behind: every answer is that of ordinary arithmetic.

A mode belongs to a thread, so each of them is met in a process of its own.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
UNKNOWN = 3
MODES = ("flush_results", "flush_all", "upward", "downward", "toward_zero", "trapping")
COMPILER = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def scored(library: str, mode: str, when: str) -> str:
    """What a process prints in which that mode was left behind."""
    done = subprocess.run(
        [sys.executable, "-W", "error", str(TESTS / "foreign.py"), library, mode, when],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, UNKNOWN), done.stderr
    if done.returncode == UNKNOWN:
        pytest.skip(f"this processor has no mode {mode}")
    return done.stdout


@pytest.fixture(scope="module")
def ordinary() -> str:
    """What is printed where nobody has touched anything."""
    return scored("", "", "first")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A library with a function for each mode."""
    return built(tmp_path_factory.mktemp("modes"), TESTS / "foreign.c")


def built(folder: Path, source: Path, *options: str) -> str:
    """A shared library."""
    if COMPILER is None:
        pytest.skip("no C compiler to build a library with")
    found = folder / "foreign.so"
    subprocess.run([COMPILER, "-shared", "-fPIC", *options, str(source), "-o", str(found), "-lm"], check=True)
    return str(found)


WHENS = [(mode, when) for mode in MODES for when in ("first", "later")] + [
    ("flush_all", "threads"),
    ("upward", "threads"),
]


@pytest.mark.parametrize(("mode", "when"), WHENS)
def test_any_mode(mode: str, when: str, library: str, ordinary: str) -> None:
    """Before the package is imported, when plans were compiled before, and on one of two threads."""
    assert scored(library, mode, when) == ordinary


@pytest.mark.parametrize("when", ["first", "later"])
@pytest.mark.parametrize("mode", ["numpy", "decimal"])
def test_what_libraries_of_python_are_told(mode: str, when: str, ordinary: str) -> None:
    """NumPy raises where it warned, and ``decimal`` rounds to one digit and traps everything."""
    assert scored("", mode, when) == ordinary


def test_a_library_built_for_speed(tmp_path: Path, ordinary: str) -> None:
    """Loading it is enough: what is below ``2.0**-1022`` is 0 from then on, where compilers are so bold."""
    source = tmp_path / "fast.c"
    source.write_text("int nothing(void) { return 0; }\n", encoding="utf-8")
    assert scored(built(tmp_path, source, "-ffast-math"), "", "first") == ordinary
