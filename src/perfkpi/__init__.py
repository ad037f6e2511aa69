"""perfkpi: performance indicators, formulas and scorecards as immutable values, scored exactly.

Names are loaded when they are first used: a host that imports the library pays for the rules that it needs. They stand
in the stub beside this file, a line for each, and nowhere else.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"


_home_of: dict[str, str] = {}


def _homes() -> dict[str, str]:
    """Name the module that defines each public name; as data of the package, the stub is found in an archive, too."""
    if not _home_of:
        read = getattr(__spec__.loader, "get_data")  # noqa: B009  # what loads modules reads data; its type does not say so
        stub: bytes = read(f"{__path__[0]}/__init__.pyi")
        lines = [line for line in stub.decode("utf-8").splitlines() if line.startswith("from ")]
        words = " ".join(lines).split()  # from perfkpi.labels import Label as Label
        _home_of.update(dict(zip(words[5::6], words[1::6], strict=True)))  # all at once, whichever thread asks
    return _home_of


def __getattr__(name: str) -> object:
    homes = _homes()
    found: object
    if name == "__all__":
        found = sorted(homes)
    elif name in homes:
        found = getattr(import_module(homes[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found  # the next look-up finds it at once
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_homes()})
