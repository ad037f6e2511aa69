"""Scoring rules, one file per family: an indicator's value in, points on a declared scale out."""
