"""Scoring many people at once, with the digits of ``appraise``."""
