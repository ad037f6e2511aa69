"""Rows decided one by one, whatever is absent or wrong in them."""
