"""The languages in which errors are told."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]
