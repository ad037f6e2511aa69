"""Text formulas: their tokens, their grammar, what is said of mistakes, and expressions as text again."""
