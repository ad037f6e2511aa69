"""Everything that is checked and made: `.venv/bin/nox -l` lists it.

Tests on another interpreter get an environment of their own. Whatever else there is runs in the environment that nox
stands in (CONTRIBUTING.md says how to make it), so that nothing is installed twice.
"""

import sys
from itertools import chain
from pathlib import Path

import nox

nox.needs_version = ">=2025.11.12"
nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "floors", "documentation", "coverage"]

ROOT = Path(__file__).parent
TOOLS = Path(sys.executable).parent
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)


def module(session: nox.Session, *words: str, **variables: str) -> None:
    """Run a module with the interpreter that runs nox."""
    session.run(sys.executable, "-m", *words, env=variables)


def script(session: nox.Session, *words: str, path: str = "") -> None:
    """Run one of our scripts, which may import what else lies in a folder."""
    session.run(sys.executable, *words, *session.posargs, env={"PYTHONPATH": path})


def hook(session: nox.Session, name: str) -> None:
    """Check the whole tree by what `.pre-commit-config.yaml` asks of each commit."""
    module(session, "pre_commit", "run", name, "--all-files", "--show-diff-on-failure")


# ---------------------------------------------------------------------------------------------------------------- tests


@nox.session
def coverage(session: nox.Session) -> None:
    """All cases of every law, six times what the README's command tries; fails below 100 % branch coverage."""
    module(session, "pytest", "-n", "auto", "--cov", *session.posargs, HYPOTHESIS_PROFILE="whole")


@nox.session(python=PYTHONS, venv_backend="venv", reuse_venv=True)
def tests(session: nox.Session) -> None:
    """The tests on one of the versions of Python that are promised, with the newest dependencies."""
    session.install("-e", ".[test]")
    _test(session)


@nox.session(python=PYTHONS, venv_backend="venv", reuse_venv=True)
def lowest(session: nox.Session) -> None:
    """The tests with the lowest versions of all dependencies that are promised."""
    constraints = Path(session.create_tmp()) / "lowest.txt"
    constraints.write_text("\n".join(_lower_bounds(session)), "utf-8")
    session.install("-e", ".[test]", "--constraint", str(constraints))
    _test(session)


def _test(session: nox.Session) -> None:
    session.run("python", "-m", "pip", "list", "--format=freeze")
    session.run("python", "-m", "pytest", *session.posargs)


def _lower_bounds(session: nox.Session) -> list[str]:
    """Each lower bound of pyproject.toml as the only version allowed."""
    project = PROJECT["project"]
    requirements = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    for requirement in requirements:
        if ">=" not in requirement:
            session.error(f"pyproject.toml promises no lowest version: {requirement}")
    return [requirement.replace(">=", "==", 1) for requirement in requirements]


@nox.session
def corpus(session: nox.Session) -> None:
    """A stored corpus of cards and people, scored: no digit, status, rating or word of it may move."""
    script(session, "tests/corpus/compare.py", path="tests/corpus")


@nox.session
def faults(session: nox.Session) -> None:
    """Known faults, seeded one at a time: a law catches each [-- WORD of their names]."""
    script(session, "tests/faults/seed.py")


# ---------------------------------------------------------------------------------------------------------------- code


@nox.session
def lint(session: nox.Session) -> None:
    """Style and formatting, by ruff with all its rules; mends what can be mended by itself."""
    hook(session, "ruff-check")
    hook(session, "ruff-format")


@nox.session
def types(session: nox.Session) -> None:
    """Types, by mypy and pyright, both strict: each sees faults that the other misses."""
    hook(session, "mypy")
    module(session, "pyright")


@nox.session
def floors(session: nox.Session) -> None:
    """Imports: each floor of the house imports only the floors below."""
    hook(session, "import-floors")


# -------------------------------------------------------------------------------------------------------- documentation


@nox.session
def documentation(session: nox.Session) -> None:
    """The documentation, built into site/; a dead link is an error, and so is a page that is too large."""
    module(session, "mkdocs", "build", "--strict", NO_MKDOCS_2_WARNING="1")
    script(session, "tests/documentation/page_sizes.py")


@nox.session
def coverage_table(session: nox.Session) -> None:
    """The pages of every rule of the field, written anew from docstrings and golden cases."""
    script(session, "tests/documentation/coverage_table.py", path="tests")


@nox.session
def api_page(session: nox.Session) -> None:
    """The pages of every public name, written anew from the stubs that list them."""
    script(session, "tests/documentation/api_page.py")


@nox.session(venv_backend="venv", reuse_venv=True)
def pictures(session: nox.Session) -> None:
    """The pictures of the page of plots, drawn anew by its own blocks; needs the font Noto Sans CJK."""
    session.install("--upgrade", "pip>=25.1")  # the first that knows dependency groups
    session.install("-e", ".[plots]", "--group", "pictures")
    session.run("python", "tests/documentation/pictures.py")


@nox.session(venv_backend="venv", reuse_venv=True)
def notebook(session: nox.Session) -> None:
    """The page of the notebook, run in Jupyter: its outputs, its charts and its .ipynb, written anew."""
    session.install("--upgrade", "pip>=25.1")  # the first that knows dependency groups
    session.install("-e", ".[frames,plots]", "--group", "notebook")
    session.run("python", "tests/documentation/notebook_page.py")


# ---------------------------------------------------------------------------------------------------------- by the way


@nox.session
def benchmarks(session: nox.Session) -> None:
    """The time that one appraisal, a million people and the import take [-- bench_import]."""
    for name in session.posargs or sorted(path.stem for path in (ROOT / "benchmarks").glob("bench_*.py")):
        session.run(sys.executable, f"benchmarks/{name}.py")


@nox.session(venv_backend="venv", reuse_venv=True)
def mutants(session: nox.Session) -> None:
    """Thousands of small changes of the code: which does no test notice? Takes hours [-- --sample 200]."""
    session.install("--upgrade", "pip>=25.1")  # the first that knows dependency groups
    session.install("-e", ".[test]", "--group", "mutation")
    session.run("python", "tests/mutation/run.py", *session.posargs)
