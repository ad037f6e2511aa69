"""How a table is cut into blocks, and which rows go by columns: the time that scoring takes changes, and no digit."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Tuning:
    """Sizes by which a table is scored.

    Attributes:
        block: rows at a time on one thread: few enough that what is computed stays in the cache.
        threaded_block: rows at a time on several threads, at most: they seldom wait for the interpreter's lock then.
        memory: how many doubles all threads may hold together, in registers and in columns that are decoded.
        registers: how many doubles the registers of one thread may hold together.
        certified: rows that a plan leaves, at a time, on their way through the operations row by row.
        fewest: so many rows that a plan leaves go by columns; fewer are sooner scored one by one, exactly.
    """

    block: int = 65_536
    threaded_block: int = 262_144
    memory: int = 1 << 21
    registers: int = 1 << 20
    certified: int = 8_192
    fewest: int = 24


STANDARD = Tuning()
"""What ``score_batch`` scores by."""
