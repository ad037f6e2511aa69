"""Charts of altair, which need not be installed: loaded when somebody draws one, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any, TypeAlias

from perfkpi.displays.languages import display
from perfkpi.errors import Language
from perfkpi.visible import escaped

Spec: TypeAlias = dict[str, object]
"""A part of a specification of Vega-Lite. Names of fields are ours; whatever comes from data is a value."""

Chart: TypeAlias = Any
"""An ``altair.LayerChart``."""

WIDTH = 480
"""Pixels from one end of the axis to the other."""

INK = {"style": ["guide-label"], "filled": False, "stroke": "transparent"}
"""What makes a mark take the colour that the theme gives to the labels of axes: one that is filled has its own."""

LABEL = {"type": "text", "fontSize": 11, **INK}


def speaking(language: Language | None) -> AbstractContextManager[None]:
    """Speak a language for one chart; ``None`` leaves the one that was chosen for displays.

    Raises:
        DefinitionError: a language other than ``"zh"`` and ``"en"``.
    """
    return nullcontext() if language is None else display(language)


def chart_of(layers: Sequence[Spec], title: str, subtitle: Iterable[str], height: object) -> Chart:
    """Make a chart, checked against the schema of Vega-Lite.

    It has no ``config``, so that it can be put beside others and takes the theme that the caller has chosen.

    Args:
        layers: one upon the other.
        title: what it is about.
        subtitle: lines below it.
        height: in pixels, or of each row.

    Raises:
        ImportError: altair is not installed.
    """
    try:
        altair = import_module("altair")
    except ImportError as error:
        raise ImportError(
            "a plot is a chart of altair; install it with pip install 'perfkpi[plots]'"
            "（绘图需要 altair，请安装 perfkpi[plots]）"
        ) from error
    heading = {"text": escaped(title), "subtitle": [*map(escaped, subtitle)], "anchor": "start", "offset": 12}
    return altair.LayerChart.from_dict({"title": heading, "width": WIDTH, "height": height, "layer": [*layers]})


def values(rows: Iterable[Mapping[str, object]]) -> Spec:
    """Write rows as the data of a layer."""
    return {"values": [dict(row) for row in rows]}


def tooltip(**titles: str) -> list[Spec]:
    """Write what is told where the pointer rests.

    Args:
        titles: of each field that is told.
    """
    return [{"field": name, "type": "nominal", "title": title} for name, title in titles.items()]


def told_apart(names: Sequence[str], codes: Sequence[str]) -> list[str]:
    """Write names as the rows of a chart, each once and on one line: with its code where others look the same.

    Args:
        names: what they are called.
        codes: of each.
    """
    found: dict[str, None] = {}
    for name, code in zip(names, codes, strict=True):
        text = escaped(name)
        if names.count(name) > 1 or text in found:
            text = f"{text} ({escaped(code)})"
        while text in found:  # in a chart two rows of one name would be one
            text += "′"
        found[text] = None
    return [*found]
