"""The public interface: what ``import perfkpi`` offers, what it costs, and what every value promises."""

import ast
import importlib
import inspect
import pickle
import pkgutil
import pydoc
import subprocess
import sys
import zipfile
from enum import Enum
from pathlib import Path

import api_page
import attrs
import pytest
from public import EVERYTHING, GROUPS

import perfkpi as pk

CLASSES = [each for each in EVERYTHING.values() if inspect.isclass(each)]
VALUES = [kind for kind in CLASSES if attrs.has(kind)]
ROOT = Path(__file__).parents[1]
STUBS = {"perfkpi": (ROOT / "src" / "perfkpi" / "__init__.pyi").read_text("utf-8")} | {
    f"perfkpi.{group}": api_page.stub_of(group) for group in GROUPS
}


def listed_names(stub: str) -> dict[str, str]:
    """What Python itself reads in a stub: each name, and the module that it is imported from."""
    imports = [node for node in ast.parse(stub).body if isinstance(node, ast.ImportFrom)]
    return {each.name: node.module or "" for node in imports for each in node.names}


HOMES = {module: listed_names(stub) for module, stub in STUBS.items()}
NAMES = [(module, name) for module, names in HOMES.items() for name in names if HOMES[module][name] != "perfkpi"]
LAZY = [module for module in HOMES if module != "perfkpi.errors"]


@pytest.mark.parametrize("module", LAZY)
def test_the_list_of_names_is_sorted_and_whole(module: str) -> None:
    """Every name in ``__all__`` can be had, and every home is in ``__all__``."""
    offering = importlib.import_module(module)
    names = offering.__all__
    assert names == sorted(names)
    assert set(HOMES[module]) == set(names)
    assert all(getattr(offering, name) is not None for name in names)
    assert set(names) <= set(dir(offering))


def test_every_group_is_listed() -> None:
    """And only a group is a module among the names of every day."""
    assert [*GROUPS] == sorted(api_page.groups())


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_a_name_is_the_one_of_its_home(module: str, name: str) -> None:
    """A group names the module that defines it, and the top names the group."""
    home, offering = importlib.import_module(HOMES[module][name]), importlib.import_module(module)
    assert getattr(offering, name) is getattr(home, name)
    if inspect.isclass(getattr(offering, name)) or inspect.isfunction(getattr(offering, name)):
        defined = HOMES[home.__name__][name] if home.__name__ in HOMES else home.__name__
        assert getattr(offering, name).__module__ == defined


@pytest.mark.parametrize("module", LAZY)
def test_a_name_stands_once(module: str) -> None:
    """Each line of a stub is a comment, the version, or one name with its home, and no name has two."""
    lines = [line for line in STUBS[module].splitlines() if line and not line.startswith("#")]
    version = ["__version__: str"] if module == "perfkpi" else []
    names = [line.split()[-1] for line in lines if line.startswith("from")]
    assert lines == [*(f"from {HOMES[module][name]} import {name} as {name}" for name in names), *version]
    assert len(names) == len(set(names)) == len(HOMES[module])


def test_a_star_brings_every_name() -> None:
    """``from perfkpi import *`` in a fresh interpreter has what the list has."""
    for module in LAZY:
        assert set(HOMES[module]) <= bound(f"from {module} import *")


def test_help_and_completion_tell_every_name() -> None:
    """``help(pk)`` describes each name, and a console completes it before it is loaded."""
    text = pydoc.plaintext.document(pk)
    assert [name for name in HOMES["perfkpi"] if name not in text] == []
    assert set(HOMES["perfkpi"]) <= bound("import perfkpi; globals().update(dict.fromkeys(dir(perfkpi)))")


def test_values_travel_from_a_fresh_interpreter() -> None:
    """A class, a member, a function and a value are pickled before and after anything else was loaded."""
    made = "[pk.Ratio('a', 'b'), pk.Ratio, pk.Unit.PERCENT, pk.appraise, pk.UNLIMITED, pk.Status.OK]"
    script = f"import copy, pickle, perfkpi as pk; x = {made}; print(pickle.dumps(x).hex()); assert copy.copy(x) == x"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    expected = [pk.Ratio("a", "b"), pk.Ratio, pk.Unit.PERCENT, pk.appraise, pk.UNLIMITED, pk.Status.OK]
    assert pickle.loads(bytes.fromhex(done.stdout)) == expected  # noqa: S301  # pickled on the line above
    assert "OK" in bound(f"import pickle; OK = pickle.loads(bytes.fromhex('{pickle.dumps(expected).hex()}'))")


def test_an_archive_is_imported_like_a_folder(tmp_path: Path) -> None:
    """The list is read as data of the package, wherever the package lies."""
    archive = tmp_path / "perfkpi.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in (ROOT / "src" / "perfkpi").rglob("*.py*"):
            if path.suffix in {".py", ".pyi"}:
                zipped.write(path, path.relative_to(ROOT / "src"))
    begin = f"import sys; sys.path.insert(0, {str(archive)!r})"
    names = bound(f"{begin}; import perfkpi; assert '.zip' in perfkpi.__file__; from perfkpi import *")
    assert set(HOMES["perfkpi"]) <= names


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    """As with any module."""
    with pytest.raises(AttributeError, match="no attribute 'Scorcard'"):
        _ = pk.Scorcard


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_values_are_slotted_frozen_and_hashable(kind: type) -> None:
    """No value has a dictionary in which something could be put beside it."""
    assert "__slots__" in kind.__dict__
    assert not hasattr(kind, "__dict__") or "__dict__" not in dir(kind)
    assert attrs.resolve_types(kind) is kind
    assert kind.__setattr__ is not object.__setattr__
    assert kind.__hash__ is not None


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_public_class_and_method_has_a_docstring(kind: type) -> None:
    """What it means stands with it, not only in the documentation."""
    assert inspect.getdoc(kind)
    for name, member in inspect.getmembers(kind):
        mine = getattr(member, "__module__", "") or ""
        if not name.startswith("_") and mine.startswith("perfkpi") and not isinstance(member, Enum):
            assert inspect.getdoc(member), f"{kind.__name__}.{name}"


def modules() -> list[str]:
    """Every module of the package but the one that runs."""
    found = [each.name for each in pkgutil.walk_packages([str(ROOT / "src" / "perfkpi")], "perfkpi.")]
    return [name for name in found if not name.endswith("__main__")]


@pytest.mark.parametrize("name", modules())
def test_a_module_says_what_it_is_for(name: str) -> None:
    """In its docstring; only a package that gathers the names of its modules lists them."""
    module = importlib.import_module(name)
    assert module.__doc__
    exported = getattr(module, "__all__", [])
    assert not exported or hasattr(module, "__path__") or name in HOMES
    assert len(exported) == len(set(exported))
    assert all(hasattr(module, each) for each in exported)


def bound(code: str) -> set[str]:
    """The names that a fresh interpreter has after some code."""
    done = subprocess.run([sys.executable, "-c", f"{code}; print(*dir())"], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after some code."""
    script = f"{code}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


ONE = """
import perfkpi as pk
rule = pk.TargetDelta(target="12%", per=pk.Additive("1%"), gain=2, loss=3, base_points=100, floor=0, cap=120,
                      counting=pk.choices.Counting.PROPORTIONAL, direction=pk.Direction.HIGHER_IS_BETTER)
roe = pk.Indicator(code="roe", name=pk.Label(zh="净资产收益率", en="Return on equity"),
                   formula=pk.Ratio("profit", "equity", unit=pk.Unit.PERCENT), scoring=rule)
card = pk.Scorecard(code="c", name=pk.Label(zh="考核", en="Sheet"), items=((roe, 100),),
                    weighting=pk.choices.Weighting.SHARES, scale=pk.Scale(0, 100, up_to=120),
                    rounding=pk.RoundingPolicy(total=pk.Rounding(2)))
assert pk.appraise(card, {"profit": 13, "equity": 100}).total == 102
"""


def test_importing_is_cheap() -> None:
    """Nothing is loaded before the first name is used, not even what makes the classes."""
    assert not {"numpy", "attrs", "attr", "ast", "re", "perfkpi.model"} & (loaded("import perfkpi") - loaded("pass"))


def test_scoring_one_person_loads_what_it_needs() -> None:
    """One rule of each kind, and neither words, documents, tables, the grammar of formulas nor the other rules."""
    found = {name for name in loaded(ONE) if name.startswith("perfkpi.")}
    rooms = [f"perfkpi.model.{room}." for room in ("formulas", "scoring", "adjustments")]
    rules = {name for name in found if name.startswith(tuple(rooms))}
    assert "perfkpi.model.formulas.ratio" in rules
    assert len(rules) < 15, "the bases of all rules, and those that the scorecard has"
    others = (
        "batch",
        "serialization",
        "records",
        "cli",
        "language.parsing",
        "interpreters.words",
        "appraisal.explanation",
    )
    assert [name for name in found if name.startswith(tuple(f"perfkpi.{each}" for each in others))] == []
    assert len(found) < 150


TABLES = ("perfkpi.batch", "perfkpi.inputs", "perfkpi.records.table_reduction")


def test_what_is_rarely_needed_is_loaded_late() -> None:
    """Scoring people, in whatever way, loads neither cattrs nor threads; scoring one of them no NumPy."""
    one = [(module, name) for module, name in NAMES if not _home(module, name).startswith(TABLES)]
    imports = "; ".join(f"from {module} import {name}" for module, name in one)
    assert not {"numpy", "cattrs"} & loaded(imports)
    everything = "; ".join(f"from {module} import *" for module in HOMES)
    assert not {"cattrs", "concurrent.futures"} & loaded(everything)


def _home(module: str, name: str) -> str:
    """The module that defines a name."""
    home = HOMES[module][name]
    return HOMES[home][name] if home in HOMES else home


def test_every_code_is_documented() -> None:
    """The reference of errors lists each code and its name."""
    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    assert all(f"`{code}`" in page or code in page for code in pk.errors.Code)
    assert all(code.name in page for code in pk.errors.Code)


def test_the_reference_has_the_names_of_the_list() -> None:
    """The pages are those that ``nox -s api_page`` writes of the stubs, each name on one of them."""
    folder = api_page.PAGES
    written = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    assert written == api_page.pages()
    entries = [line for text in written.values() for line in text.splitlines() if line.startswith(":::")]
    assert {entry.rpartition(".")[2] for entry in entries} == set(EVERYTHING)
    assert len(entries) == len(set(entries))
