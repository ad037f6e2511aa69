"""Public names that are loaded when they are first used: a stub beside a module lists them, and nothing else does.

A line of a stub is ``from <the module that defines it> import <name> as <name>``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

_ROOT = __name__.partition(".")[0]


def offering(module: str) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Make the ``__getattr__`` and the ``__dir__`` of a module that offers what its stub lists.

    Args:
        module: its name.
    """
    home_of: dict[str, str] = {}

    def homes() -> dict[str, str]:
        if not home_of:
            home_of.update(_read(sys.modules[module]))  # all at once, whichever thread asks
        return home_of

    def offered(name: str) -> object:
        found: object
        if name == "__all__":
            found = sorted(homes())
        elif name in homes():
            home = homes()[name]
            found = import_module(f"{home}.{name}") if home == _ROOT else getattr(import_module(home), name)
        else:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        setattr(sys.modules[module], name, found)  # the next look-up finds it at once
        return found

    def listed() -> list[str]:
        return sorted({*vars(sys.modules[module]), *homes()})

    return offered, listed


def _read(module: ModuleType) -> dict[str, str]:
    """Read in the stub which module defines each name; as data of the package, it is found in an archive, too."""
    spec = module.__spec__
    read = getattr(spec.loader, "get_data")  # type: ignore[union-attr]  # noqa: B009  # what loads modules reads data
    stub: bytes = read(f"{module.__file__}i")
    lines = [line for line in stub.decode("utf-8").splitlines() if line.startswith("from ")]
    words = " ".join(lines).split()  # from perfkpi.labels import Label as Label
    return dict(zip(words[5::6], words[1::6], strict=True))
