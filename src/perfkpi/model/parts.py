"""What a value of the model is made of, whatever its classes are called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import attrs

from perfkpi.language import Expr
from perfkpi.model.measurement.measures import Unit

_WHOLE = (Expr, Unit)
"""What nothing asks the parts of."""


def parts_of(value: object, place: str) -> Iterator[tuple[str, object]]:
    """Visit a value and everything that it is made of, each with its place; a list says only what it holds."""
    if isinstance(value, tuple):
        several = cast("tuple[object, ...]", value)
        for position, each in enumerate(several):
            yield from parts_of(each, f"{place}[{position}]")
        return
    kind = type(value)
    if attrs.has(kind) and not isinstance(value, _WHOLE):
        yield place, value
        for field in attrs.fields(kind):
            if field.init:
                yield from parts_of(getattr(value, field.name), f"{place}.{field.name}")
