"""Everybody among whom is ranked."""
