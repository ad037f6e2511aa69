"""The codes of faults, and the languages in which they are told."""

from __future__ import annotations

from enum import StrEnum, unique
from typing import Literal

__all__ = ["Code", "Language"]

Language = Literal["zh", "en"]


@unique
class Code(StrEnum):
    """The stable code of every fault: what a constructor refuses and what a linter reports share one code."""

    @classmethod
    def _missing_(cls, value: object) -> Code:
        from perfkpi.errors.choices import no_member  # noqa: PLC0415  # every error has a code

        raise no_member(cls, value, cls.__name__)

    NOT_A_NUMBER = "PK001"
    NOT_FINITE = "PK002"
    NUMBER_TOO_LARGE = "PK003"
    BOOLEAN_NUMBER = "PK004"
    GRAMMAR = "PK010"
    GRAMMAR_LIMIT = "PK011"
    EXPRESSION = "PK012"
    WRONG_TYPE = "PK101"
    CODE = "PK102"
    LABEL = "PK103"
    DUPLICATE_CODE = "PK104"
    EMPTY = "PK105"
    SCALE = "PK110"
    SCALE_MISMATCH = "PK111"
    ROUNDING = "PK112"
    BAND_GAP = "PK120"
    BAND_OVERLAP = "PK121"
    BAND_ORDER = "PK122"
    WEIGHT = "PK130"
    WEIGHT_SUM = "PK131"
    MISSING_POLICY = "PK132"
    TARGET = "PK140"
    BARE_PERCENT = "PK141"
    DIRECTION = "PK142"
    CHOICE_NEEDED = "PK143"
    LIMITS = "PK144"
    RATE = "PK145"
    UNKNOWN_REFERENCE = "PK150"
    CIRCLE = "PK151"
    UNKNOWN_MEASURE = "PK201"
    AMBIGUOUS_MEASURE = "PK202"
    COLUMN_TYPE = "PK203"
    COLUMN_LENGTH = "PK204"
    DOCUMENT = "PK301"
    UNKNOWN_TYPE = "PK302"
    UNKNOWN_KEY = "PK303"
    MISSING_KEY = "PK304"
    POPULATION = "PK205"
