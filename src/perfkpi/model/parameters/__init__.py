"""Parameters of rules: numbers, columns or formulas, how they are read, and what they must fulfil."""
