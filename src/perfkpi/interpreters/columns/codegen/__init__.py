"""Code for whole blocks of rows, with a doubt beside every decision."""
