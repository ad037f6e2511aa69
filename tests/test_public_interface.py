"""The public interface: what ``import perfkpi`` offers, what it costs, and what every value promises."""

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
from enum import Enum
from pathlib import Path

import attrs
import pytest

import perfkpi as pk

CLASSES = [getattr(pk, name) for name in pk.__all__ if inspect.isclass(getattr(pk, name))]
VALUES = [kind for kind in CLASSES if attrs.has(kind)]
HOMES = vars(pk)["_HOME_OF"]
ROOT = Path(__file__).parents[1]


def test_the_list_of_names_is_sorted_and_whole() -> None:
    """Every name in ``__all__`` can be had, and every home is in ``__all__``."""
    names = [name for name in pk.__all__ if name != "__version__"]
    assert names == sorted(names)
    assert set(HOMES) == set(names)
    assert all(getattr(pk, name) is not None for name in pk.__all__)
    assert set(pk.__all__) <= set(dir(pk))


@pytest.mark.parametrize("name", sorted(HOMES))
def test_a_name_is_the_one_of_its_home(name: str) -> None:
    """The lazy table and the module that defines the name agree."""
    home = importlib.import_module(f"perfkpi.{HOMES[name]}")
    assert getattr(pk, name) is getattr(home, name)
    assert name in home.__all__


def test_the_stub_tells_the_same_names_and_homes() -> None:
    """What type checkers and editors see is what is loaded."""
    stub = ast.parse((ROOT / "src" / "perfkpi" / "__init__.pyi").read_text("utf-8"))
    imports = [node for node in stub.body if isinstance(node, ast.ImportFrom)]
    assert {each.name: f"{node.module}".removeprefix("perfkpi.") for node in imports for each in node.names} == HOMES
    (listed,) = (node.value for node in stub.body if isinstance(node, ast.Assign))
    assert sorted(ast.literal_eval(listed)) == pk.__all__


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
def test_a_module_exports_what_it_defines(name: str) -> None:
    """Every name in ``__all__`` exists and stands there once, and the module says what it is for."""
    module = importlib.import_module(name)
    exported = getattr(module, "__all__", [])
    assert len(exported) == len(set(exported))
    assert all(hasattr(module, each) for each in exported)
    assert module.__doc__


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after some code."""
    script = f"{code}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


def test_importing_is_cheap() -> None:
    """Neither numpy nor cattrs is loaded for scoring one person, and nothing at all before the first name is used."""
    assert not {"numpy", "attrs", "attr", "perfkpi.model"} & loaded("import perfkpi")
    names = [name for name, home in HOMES.items() if not home.startswith(("batch", "serialization"))]
    everything = loaded(f"from perfkpi import {', '.join(names)}")
    assert not {"numpy", "cattrs"} & everything
    assert "perfkpi.appraisal.scoring" in everything


def test_every_code_is_documented() -> None:
    """The reference of errors lists each code and its name."""
    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    assert all(f"`{code}`" in page or code in page for code in pk.Code)
    assert all(code.name in page for code in pk.Code)


def test_every_name_has_a_place_in_the_reference() -> None:
    """The reference of the interface lists each public name once."""
    page = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
    listed = [line.removeprefix("::: perfkpi.") for line in page.splitlines() if line.startswith(":::")]
    assert sorted(listed) == sorted(HOMES)
