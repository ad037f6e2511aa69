"""Scorecards: their tree of weighted items, and what is made of it."""
