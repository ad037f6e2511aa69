"""Whole blocks of rows by a plan of ufunc calls, with a doubt beside every decision."""
