"""perfkpi: performance indicators, formulas and scorecards as immutable values, scored exactly.

Names are loaded when they are first used: a host that imports the library pays for the rules that it needs. They stand
in the stub beside this file, a line for each, and nowhere else.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def _homes() -> dict[str, str]:
    """The module that defines each public name; as data of the package, the stub is also found in an archive."""
    loader: Any = __spec__.loader  # whatever loads modules; all that do can read what lies beside them
    stub: bytes = loader.get_data(f"{__path__[0]}/__init__.pyi")
    lines = [line.split() for line in stub.decode("utf-8").splitlines() if line.startswith("from ")]
    return {line[-1]: line[1] for line in sorted(lines, key=lambda line: line[-1])}


_HOME_OF = _homes()

__all__ = list(_HOME_OF)  # pyright: ignore[reportUnsupportedDunderAll]  # the stub beside this says the same


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = found  # the next look-up finds it at once
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
