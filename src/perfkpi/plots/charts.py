"""Charts of altair, which need not be installed: loaded when somebody draws one, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

from perfkpi.displays.languages import display
from perfkpi.errors import Language
from perfkpi.visible import escaped

Spec: TypeAlias = dict[str, object]
"""A part of a specification of Vega-Lite. Names of fields are ours; whatever comes from data is a value."""


class Layer(NamedTuple):
    """What is drawn at once: a mark for each row."""

    rows: Sequence[Spec]
    mark: Spec
    encoding: Spec


class Step(NamedTuple):
    """The height of a row, in pixels."""

    pixels: int


Chart: TypeAlias = Any
"""An ``altair.LayerChart``."""

FARTHEST = 1e300
"""Numbers beyond it cannot be drawn: the way from one to the other would be no double."""

WIDTH = 480
"""Pixels from one end of the axis to the other."""

NAMES: Spec = {"labelLimit": 480, "maxExtent": 500, "ticks": False, "domain": False}
"""An axis of names, which may be long, in two languages."""

_TICKS = 6
"""So many marks at most that they are whole numbers, and can be read."""

INK: Spec = {"style": ["guide-label"], "filled": False, "stroke": "transparent"}
"""What makes a mark take the colour that the theme gives to the labels of axes: one that is filled has its own."""

LABEL: Spec = {"type": "text", "fontSize": 11, **INK}


def speaking(language: Language | None) -> AbstractContextManager[None]:
    """Speak a language for one chart; ``None`` leaves the one that was chosen for displays.

    Raises:
        DefinitionError: a language other than ``"zh"`` and ``"en"``.
    """
    return nullcontext() if language is None else display(language)


def chart_of(layers: Sequence[Layer], title: str, subtitle: Iterable[str], height: int | Step) -> Chart:
    """Make a chart, which altair checks against the schema of Vega-Lite when it is shown or saved.

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
    drawn = [
        altair.Chart(
            data=altair.InlineData(values=list(layer.rows)),
            mark=layer.mark,
            encoding=altair.FacetedEncoding(**layer.encoding),
        )
        for layer in layers
    ]
    return altair.layer(
        *drawn,
        title={"text": escaped(title), "subtitle": [*map(escaped, subtitle)], "anchor": "start", "offset": 12},
        width=WIDTH,
        height=altair.Step(height.pixels) if isinstance(height, Step) else height,
    )


def counting(most: int) -> Spec:
    """Write the scale and the axis of counts: from 0, with whole numbers only.

    Args:
        most: the greatest of them.
    """
    return {"scale": {"domain": [0, max(1, most)], "nice": True}, "axis": {"tickCount": min(max(1, most), _TICKS)}}


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
