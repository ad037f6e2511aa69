"""The colours of charts, readable on a white page and on a dark one, and told apart by people who see few colours.

Each has a contrast of 3 to 1 against white and against the dark grey of altair's dark theme, and black text on it one
of 4.5 to 1. From the best rating to the worst they go from blue to orange, a way that is as long for who sees no red or
no green. What is told by a colour is told by a text as well.
"""

from __future__ import annotations

RATINGS = ("#0078ff", "#0087c3", "#3c9696", "#a5875a", "#e1780f")
"""The colours of ratings, from the best down."""

BAR = RATINGS[0]
"""What there is, and what adds."""

LOSS = RATINGS[-1]
"""What takes away."""

NEUTRAL = "#858585"
"""What stands for no rating: a sum, a mark, a gap."""

GAPS = ("#858585", "#6f8cab", "#a8799a", "#7b9160", "#a08560", "#8b80b8", "#5f9696", "#b07878")
"""The pale colours of gaps, one for each reason why there is no rating; the first is that of no rating at all."""

ON_COLOUR = "#000000"
"""Text on any of these colours."""


def rating_colours(bands: int) -> list[str]:
    """Choose a colour for each rating, in even steps from that of the best to that of the worst."""
    last = len(RATINGS) - 1
    return [_between(at * last / max(1, bands - 1)) for at in range(bands)]


def _between(place: float) -> str:
    low = min(int(place), len(RATINGS) - 2)
    parts = (
        round(one + (other - one) * (place - low))
        for one, other in zip(_parts(RATINGS[low]), _parts(RATINGS[low + 1]), strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
