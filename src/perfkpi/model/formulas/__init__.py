"""Formulas, one file per family: measures in, the indicator's value out."""
