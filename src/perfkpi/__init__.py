"""perfkpi: performance indicators, formulas and scorecards as immutable values, scored exactly.

Names are loaded when they are first used: a host that imports the library pays for the rules that it needs. They stand
in the stub beside this file, a line for each, and nowhere else.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"


def _homes() -> dict[str, str]:
    """The module that defines each public name; as data of the package, the stub is also found in an archive."""
    read = getattr(__spec__.loader, "get_data")  # noqa: B009  # what loads modules reads data, though its type is silent
    stub: bytes = read(f"{__path__[0]}/__init__.pyi")
    lines = [line for line in stub.decode("utf-8").splitlines() if line.startswith("from ")]
    words = " ".join(lines).split()  # from perfkpi.labels import Label as Label
    return dict(zip(words[5::6], words[1::6], strict=True))


_HOME_OF = _homes()

__all__ = sorted(_HOME_OF)  # pyright: ignore[reportUnsupportedDunderAll]  # the stub beside this says the same


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = found  # the next look-up finds it at once
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
