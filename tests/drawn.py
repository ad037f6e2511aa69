"""What a test reads of a chart: its specification, checked against the schema, and the rows that it draws."""

import json
from typing import Any

__all__ = ["rows", "spec", "texts"]


def spec(chart: Any) -> dict[str, Any]:  # noqa: ANN401  # of altair, without types of its own
    """The specification, which altair checks against the schema of Vega-Lite, and which is JSON."""
    found: dict[str, Any] = json.loads(json.dumps(chart.to_dict(), allow_nan=False))
    return found


def rows(chart: Any, *fields: str, last: bool = False) -> list[tuple[Any, ...]]:  # noqa: ANN401  # as above
    """What the layers draw, or the last of them alone, each row once, where it has all of some fields."""
    layers = _data(spec(chart))[-1 if last else 0 :]
    drawn = [row for layer in layers for row in layer if row.keys() >= set(fields)]
    return list(dict.fromkeys(tuple(row[field] for field in fields) for row in drawn))


def texts(chart: Any) -> list[str]:  # noqa: ANN401  # as above
    """Everything that can be read: titles, and texts of the data."""
    whole = spec(chart)
    found = [whole["title"]["text"], *whole["title"]["subtitle"]]
    found += [value for layer in _data(whole) for row in layer for value in row.values() if isinstance(value, str)]
    for layer in whole["layer"]:
        for channel in layer["encoding"].values():
            titles = [each.get("title") for each in (channel if isinstance(channel, list) else [channel])]
            found += [title for title in titles if title]
            found += [channel["legend"]["title"]] if isinstance(channel, dict) and channel.get("legend") else []
    return found


def _data(whole: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The rows of each layer; data that all layers share stand at the top, and all data by a name that altair gives."""
    return [whole["datasets"][layer.get("data", whole.get("data"))["name"]] for layer in whole["layer"]]
